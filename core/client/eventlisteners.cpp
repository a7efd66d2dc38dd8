// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/eventlisteners.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <optional>

namespace helio {

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
    // Qt reads documents, which are objects or arrays: so everything becomes the element of one.
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson('[' + data + ']', &error);
    const QJsonArray array = document.array();
    if (error.error == QJsonParseError::NoError && array.size() == 1)
        return array.first();
    problem = array.isEmpty() && data.trimmed().isEmpty()
                  ? EventListener::tr("The event's data is empty, which is no JSON.")
                  : EventListener::tr("The event's data is not JSON: %1")
                        .arg(error.error == QJsonParseError::NoError ? EventListener::tr("more than one value")
                                                                     : error.errorString());
    return QJsonValue(QJsonValue::Undefined);
}

} // namespace helio
