// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "feed/eventfeed.h"

#include <QJsonValue>

#include <vector>

namespace helio {

/// What one listener of EventSource::on() is connected to: Qt keeps its context and its thread.
class EventListener : public QObject
{
    Q_OBJECT
public:
    EventListener(QByteArray type, bool wantsJson, QObject *parent);

    bool wants(const QByteArray &type) const { return type_ == (type == "message" ? QByteArray() : type); }
    bool wantsJson() const { return wantsJson_; }

    void deliver(const ReceivedEvent &received) { Q_EMIT arrived(received.event, received.receivedAt); }
    void deliver(const QJsonValue &json, const Event &event) { Q_EMIT jsonArrived(json, event); }

Q_SIGNALS:
    void arrived(const helio::Event &event, qint64 receivedAt);
    void jsonArrived(const QJsonValue &json, const helio::Event &event);

private:
    QByteArray type_; ///< empty: the default type
    bool wantsJson_;
};

/// The listeners of an event source. Each event goes to those of its type, one after the other as they were added.
class EventListeners : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    /// A new listener, which ends with `context`. It is this object's.
    EventListener *add(const QByteArray &type, bool wantsJson, const QObject *context);
    /// Hands these events to the listeners that there are now.
    void dispatch(const QList<ReceivedEvent> &events);
    /// Nothing more of what is being dispatched is handed to anybody: for use within a listener.
    void interrupt() { ++interruptions_; }

Q_SIGNALS:
    /// A listener that wants JSON was not called for `event`; `problem` says to people why.
    void jsonErrorOccurred(const helio::Event &event, const QString &problem);

private:
    void dispatch(const ReceivedEvent &received);

    std::vector<EventListener *> listeners_; ///< children; null: its context is gone
    quint64 interruptions_ = 0;
};

/// The data of an event as JSON: any value, not only objects and arrays. Where it is none, `problem` becomes a sentence
/// for people, and the answer is undefined.
QJsonValue jsonFrom(const QByteArray &data, QString &problem);

} // namespace helio
