// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/eventlisteners.h"

#include "json/jsonvalue.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <optional>

namespace helio {

namespace {

/// Whole numbers keep their digits as far as Qt's do.
QJsonValue numberFrom(const JsonValue &value)
{
    bool isWhole = false;
    const qlonglong whole = value.text.toLongLong(&isWhole);
    return isWhole ? QJsonValue(whole) : QJsonValue(value.text.toDouble());
}

} // namespace

EventListener::EventListener(QByteArray type, bool wantsJson, QObject *parent)
    : QObject(parent)
    , type_(type == "message" ? QByteArray() : std::move(type))
    , wantsJson_(wantsJson)
{}

EventListener *EventListeners::add(const QByteArray &type, bool wantsJson, const QObject *context)
{
    std::erase(listeners_, nullptr);
    auto *const listener = new EventListener(type, wantsJson, this);
    listeners_.push_back(listener);
    connect(context, &QObject::destroyed, listener, [this, listener] {
        // Only marked: this may happen while events are being dispatched.
        std::replace(listeners_.begin(), listeners_.end(), listener, static_cast<EventListener *>(nullptr));
        listener->deleteLater();
    });
    return listener;
}

void EventListeners::dispatch(const QList<ReceivedEvent> &events)
{
    const quint64 interruptions = interruptions_;
    for (const ReceivedEvent &received : events) {
        if (listeners_.empty() || interruptions != interruptions_)
            return;
        dispatch(received);
    }
}

void EventListeners::dispatch(const ReceivedEvent &received)
{
    const quint64 interruptions = interruptions_;
    std::optional<QJsonValue> json; // read once for all who want it
    QString problem;
    // Those that are added meanwhile hear the next one.
    const size_t count = listeners_.size();
    for (size_t i = 0; i < count && i < listeners_.size() && interruptions == interruptions_; ++i) {
        EventListener *const listener = listeners_[i];
        if (!listener || !listener->wants(received.event.type))
            continue;
        if (!listener->wantsJson()) {
            listener->deliver(received);
            continue;
        }
        if (!json) {
            json = jsonFrom(received.event.data, problem);
            if (!problem.isEmpty())
                Q_EMIT jsonErrorOccurred(received.event, problem);
        }
        if (problem.isEmpty())
            listener->deliver(*json, received.event);
    }
}

QJsonValue jsonFrom(const QByteArray &data, QString &problem)
{
    problem.clear();
    const auto fail = [&problem](const QString &what) {
        problem = EventListener::tr("The event's data is not JSON: %1").arg(what);
        return QJsonValue(QJsonValue::Undefined);
    };
    if (data.trimmed().isEmpty()) {
        problem = EventListener::tr("The event's data is empty, which is no JSON.");
        return QJsonValue(QJsonValue::Undefined);
    }
    JsonValue::Mistake mistake;
    const auto value = JsonValue::read(data, &mistake);
    if (!value) {
        return fail(
            EventListener::tr("line %1, column %2: %3").arg(mistake.line).arg(mistake.column).arg(mistake.what));
    }
    switch (value->kind) {
    case JsonValue::Kind::Object:
    case JsonValue::Kind::Array: {
        // Qt's values are what callers know; what is JSON is decided here as everywhere.
        QJsonParseError error;
        const auto document = QJsonDocument::fromJson(value->text.toByteArray(), &error);
        if (error.error != QJsonParseError::NoError)
            return fail(error.errorString()); // a number too large for a double
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
