// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QSet>
#include <QStringList>

namespace helio {

/// The names that events came with, to be offered to one who writes a filter. Of endlessly many the first are kept.
class SeenNames
{
public:
    static constexpr qsizetype MaximumNames = 500;

    /// Empty ones do not count.
    void note(const QByteArray &name);
    /// In order.
    QStringList names() const;

private:
    QSet<QByteArray> names_;
    QByteArray last_; ///< most events are of the same name as the one before
};

} // namespace helio
