// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace helio::test {

/// Bytes as JSON can carry them: one character of Latin-1 each.
inline QString sharedBytes(const QByteArray &bytes)
{
    return QString::fromLatin1(bytes);
}

/// Whether tests/event/cases/NAME.json, from which the tests of /heliograph.js read the same cases, is `cases`. With
/// HELIO_WRITE_CASES in the environment it is written so.
inline bool areSharedCases(const QString &name, const QJsonArray &cases)
{
    QFile file(QStringLiteral(SHARED_CASES "/") + name + QStringLiteral(".json"));
    if (qEnvironmentVariableIsSet("HELIO_WRITE_CASES") && file.open(QIODevice::WriteOnly)) {
        QByteArray lines;
        for (const auto &each : cases)
            lines += (lines.isEmpty() ? "" : ",\n") + QJsonDocument(each.toObject()).toJson(QJsonDocument::Compact);
        file.write("[\n" + lines + "\n]\n");
        file.close();
    }
    return file.open(QIODevice::ReadOnly) && QJsonDocument::fromJson(file.readAll()).array() == cases;
}

} // namespace helio::test
