// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

namespace helio {

/// The header fields of a request, in the order they came in. They share one allocation: most requests have few, of
/// which few are asked for.
class HeaderFields
{
public:
    /// So many bytes of lines are to come, all together.
    void reserve(qsizetype bytes) { lines_.reserve(bytes); }
    /// `name` is a token, and `value` has no control character but tabs, and no blanks around it.
    void add(QByteArrayView name, QByteArrayView value);
    /// The values of all fields of that name, in capitals or not, joined by `, ` (RFC 9110, 5.3); null when there is
    /// none.
    QByteArray value(QByteArrayView name) const;
    /// All as lines of HTTP, each with its CR LF; empty when there are none.
    const QByteArray &lines() const { return lines_; }

private:
    QByteArray lines_;
};

} // namespace helio
