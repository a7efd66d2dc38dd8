// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "event/event.h"

#include <QList>
#include <QObject>
#include <QString>

namespace helio {

Q_NAMESPACE

/// The ready state of an event source (WHATWG HTML 9.2.2). The hub's own tap is Open while the hub serves.
enum class ReadyState {
    Connecting, ///< no connection yet, or waiting to try again
    Open,       ///< events can arrive
    Closed,     ///< for good: closed by its owner or refused by the server; open again by hand
};
Q_ENUM_NS(ReadyState)

/// What an error means for the feed.
enum class Failure {
    Transient, ///< the network; the source is already reconnecting
    Refused,   ///< the server said no (status, content type); open again by hand
    GaveUp,    ///< no more attempts: their limit is used up, or this source makes one only; open again by hand
    TooLarge,  ///< an event passed the bound; the source is closed
};
Q_ENUM_NS(Failure)

/// What went wrong with a feed.
struct FeedError
{
    Failure failure = Failure::Transient; ///< what becomes of the feed
    int httpStatus = 0;                   ///< 0 when there was no answer
    QString message;                      ///< for people, translated: what happened and what to do
};

/// An event and when it arrived here.
struct ReceivedEvent
{
    Event event;           ///< what the stream said
    qint64 receivedAt = 0; ///< nanoseconds since 1970-01-01T00:00Z
    QByteArray raw = {};   ///< as it came over the wire, from the blank line before (comments too) to its own; empty
                           ///< unless the feed was asked to keep it
};

/// Anything that events come from: the hub's own tap, or a remote event source. It speaks in batches, one signal for
/// all that arrived in one turn, in order. Receivers in other threads should use a FeedQueue, which is bounded.
class EventFeed : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    /// The state as of now; to be asked in the feed's own thread.
    virtual ReadyState readyState() const = 0;

Q_SIGNALS:
    /// All that came in one turn, in order.
    void eventsArrived(const QList<helio::ReceivedEvent> &events);
    /// To `state`, which differs from the one before.
    void readyStateChanged(helio::ReadyState state);
    /// Something went wrong; FeedError::failure says what comes next.
    void errorOccurred(const helio::FeedError &error);
};

} // namespace helio

Q_DECLARE_METATYPE(helio::FeedError)
Q_DECLARE_METATYPE(helio::ReceivedEvent)
