// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "json/jsonvalue.h"

namespace helio {

/// What data is, for the one who writes or reads it.
struct DataCheck
{
    enum class Form {
        Empty,
        Text,
        Json,       ///< any value of it
        BrokenJson, ///< begins like an object or an array, but is none
    };
    Form form = Form::Empty;
    qsizetype line = 0; ///< of the first mistake, from 1
    qsizetype column = 0;
    QString mistake; ///< for people, translated

    static DataCheck of(const QByteArray &data);
    /// The same for who has read it with JsonValue::read() already.
    static DataCheck ofJson();
    static DataCheck ofNoJson(const QByteArray &data, const JsonValue::Mistake &mistake);
    /// `JSON, valid, 212 B`
    QString note(qsizetype bytes) const;
};

/// JSON with line breaks and indents; nothing changed in what is not JSON.
QByteArray prettyJson(const QByteArray &data);

} // namespace helio
