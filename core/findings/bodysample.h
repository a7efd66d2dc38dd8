// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace helio {

/// The beginning of a body, to see what it is in truth, whatever its content type says. A value.
class BodySample
{
public:
    static constexpr qsizetype MaximumBytes = 16 * 1024;

    enum class Kind {
        Nothing, ///< no bytes came
        EventStream,
        Html,
        Json,     ///< one value, or the beginning of one
        JsonLine, ///< one value in one line, whole, with a line feed behind it: others may follow
        JsonLines,
        Other,
    };

    void feed(QByteArrayView bytes);

    const QByteArray &bytes() const { return bytes_; }
    Kind kind() const;
    /// What an answer's body says of its reason: `detail`, `title`, `error` or `message` of a JSON object, the title of
    /// a page, else the first line. Empty when it says nothing.
    QByteArray reason() const;
    /// The title of an HTML page; empty when there is none.
    QByteArray title() const;

private:
    QByteArray bytes_;
};

} // namespace helio
