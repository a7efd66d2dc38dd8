// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace helio {

/// What data is, for the one who writes or reads it.
struct DataCheck
{
    enum class Form {
        Empty,
        Text,
        Json,       ///< an object, an array
        BrokenJson, ///< begins like one, but is not
    };
    Form form = Form::Empty;
    int line = 0; ///< of the first mistake, from 1
    int column = 0;
    QString mistake; ///< as the parser words it

    static DataCheck of(const QByteArray &data);
    /// `JSON, valid, 212 B`
    QString note(qsizetype bytes) const;
};

/// JSON with line breaks and indents; nothing changed in what is not JSON.
QByteArray prettyJson(const QByteArray &data);

} // namespace helio
