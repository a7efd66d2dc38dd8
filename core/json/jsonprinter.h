// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "json/jsonvalue.h"

namespace helio {

/// Lays JSON out with line breaks and indents, in chunks. It goes over the text as it stands, so numbers keep their
/// digits and members their order, which QJsonDocument would change. Made for what JsonValue::read() took; valid as
/// long as that text.
class JsonPrinter
{
public:
    explicit JsonPrinter(QByteArrayView json)
        : json_(json)
    {}

    /// The next chunk: of `bytes` bytes, some more or, at the end, less. It may end within a character.
    QByteArray take(qsizetype bytes);
    bool atEnd() const { return at_ >= json_.size(); }

private:
    /// What stands deeper is indented like this; else a deep document would be nearly all indents.
    static constexpr int DeepestIndent = 32;

    void newLine(QByteArray &out) const;

    QByteArrayView json_;
    qsizetype at_ = 0;
    int depth_ = 0;
    bool inString_ = false;
};

/// Appends a value on one line, without white space between its tokens; they themselves stay as they came.
void appendCompact(QByteArray &out, const JsonValue &value);
QByteArray compactJson(const JsonValue &value);
/// The same with a space behind each comma and colon, as Python's json.dumps writes.
void appendSpaced(QByteArray &out, const JsonValue &value);

} // namespace helio
