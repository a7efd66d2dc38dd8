// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/eventlisteners.h"

#include "json/jsonvalue.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace helio {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(helio::EventListener)
};

/// Whole numbers keep their digits as far as Qt's do.
QJsonValue numberFrom(const JsonValue &value)
{
    bool isWhole = false;
    const qlonglong whole = value.text.toLongLong(&isWhole);
    return isWhole ? QJsonValue(whole) : QJsonValue(value.text.toDouble());
}

} // namespace

EventListener::EventListener(QByteArray wantedType, bool json, QObject *parent)
    : QObject(parent)
    , type(wantedType == "message" ? QByteArray() : std::move(wantedType))
    , wantsJson(json)
{}

QJsonValue jsonFrom(const QByteArray &data, QString &problem)
{
    problem.clear();
    const auto fail = [&problem](const QString &what) {
        problem = Words::tr("The event's data is not JSON: %1").arg(what);
        return QJsonValue(QJsonValue::Undefined);
    };
    if (data.trimmed().isEmpty()) {
        problem = Words::tr("The event's data is empty, which is no JSON.");
        return QJsonValue(QJsonValue::Undefined);
    }
    JsonValue::Mistake mistake;
    const auto value = JsonValue::read(data, &mistake);
    if (!value) {
        return fail(Words::tr("line %1, column %2: %3").arg(mistake.line).arg(mistake.column).arg(mistake.what));
    }
    switch (value->kind) {
    case JsonValue::Kind::Object:
    case JsonValue::Kind::Array: {
        // Qt's values are what callers know; what is JSON is decided here as everywhere.
        QJsonParseError error;
        const auto document = QJsonDocument::fromJson(value->text.toByteArray(), &error);
        if (error.error != QJsonParseError::NoError)
            return fail(error.errorString()); // a number beyond a double
        return document.isObject() ? QJsonValue(document.object()) : QJsonValue(document.array());
    }
    case JsonValue::Kind::String:
        return QString::fromUtf8(value->unescaped());
    case JsonValue::Kind::Number:
        return numberFrom(*value);
    case JsonValue::Kind::Boolean:
        return value->text == "true";
    case JsonValue::Kind::Null:
        return QJsonValue::Null;
    }
    Q_UNREACHABLE();
}

} // namespace helio
