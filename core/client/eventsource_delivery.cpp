// SPDX-License-Identifier: GPL-3.0-or-later
// What an EventSource does with the bytes of its stream.
#include "client/eventsource.h"

#include <algorithm>
#include <utility>

namespace helio {

namespace {

qint64 nanosecondsNow()
{
    return std::chrono::nanoseconds(std::chrono::system_clock::now().time_since_epoch()).count();
}

} // namespace

EventListener *EventSource::addListener(const QByteArray &type, bool wantsJson, const QObject *context)
{
    std::erase(listeners_, nullptr);
    auto *const listener = new EventListener(type, wantsJson, this);
    listeners_.push_back(listener);
    connect(context, &QObject::destroyed, listener, [this, listener] {
        // Only marked: this may happen while the listeners are being told.
        std::replace(listeners_.begin(), listeners_.end(), listener, static_cast<EventListener *>(nullptr));
        listener->deleteLater();
    });
    return listener;
}

void EventSource::takeBytes(const QByteArray &bytes)
{
    const quint64 life = life_;
    const qint64 now = nanosecondsNow();
    const auto timeBefore = parser_.reconnectionTime();
    receivedBytes_ += quint64(bytes.size());
    parser_.feed(bytes);
    lastEventId_ = parser_.lastEventId();
    reconnectionTime_ = parser_.reconnectionTime().value_or(reconnectionTime_);
    QList<ReceivedEvent> events;
    while (auto event = parser_.next())
        events.append({std::move(*event), now});
    watch_.heard(isHeartbeat(events));
    commentCount_ = parser_.commentCount();
    if (!events.isEmpty()) {
        delivered_ = true;
        policy_.startAnew();
    }
    if (parser_.reconnectionTime() != timeBefore)
        Q_EMIT reconnectionTimeArrived(reconnectionTime_);
    if (life == life_ && options_.keepsRawBytes)
        Q_EMIT bytesArrived(bytes, now);
    if (life == life_ && transcript_)
        deliverInOrder(std::move(events), transcript_->feed(bytes), now);
    else if (life == life_)
        deliver(events);
    if (life == life_ && parser_.isTooLarge()) {
        closeWith({Failure::TooLarge, 0,
                   tr("The stream sent an event of more than %1 bytes. Allow larger ones, or ask its operator.")
                       .arg(options_.maximumEventBytes)});
    }
}

bool EventSource::isHeartbeat(const QList<ReceivedEvent> &events) const
{
    // A comment beside events is not what ends a silence.
    if (events.isEmpty())
        return parser_.commentCount() != commentCount_;
    return events.size() == 1 && options_.heartbeatTypes.contains(events.first().event.type);
}

void EventSource::deliver(const QList<ReceivedEvent> &events)
{
    if (events.isEmpty())
        return;
    const quint64 life = life_;
    Q_EMIT eventsArrived(events);
    for (const ReceivedEvent &received : events) {
        if (life != life_ || listeners_.empty())
            return;
        tellListeners(received);
    }
}

void EventSource::deliverInOrder(QList<ReceivedEvent> events, const QList<StreamTranscript::Part> &parts, qint64 now)
{
    const quint64 life = life_;
    // Comments part the batch, so that everything comes in the order of the stream.
    QList<ReceivedEvent> batch;
    qsizetype next = 0;
    for (const StreamTranscript::Part &part : parts) {
        switch (part.kind) {
        case StreamTranscript::Part::Kind::Event:
            if (next == events.size())
                break; // one too large, at which the parser stopped
            if (options_.keepsRawBytes)
                events[next].raw = part.bytes;
            batch.append(std::move(events[next++]));
            break;
        case StreamTranscript::Part::Kind::Comment:
            if (!options_.reportsComments)
                break;
            deliver(std::exchange(batch, {}));
            if (life != life_)
                return;
            Q_EMIT commentArrived(part.bytes, now);
            if (life != life_)
                return;
            break;
        }
    }
    deliver(batch);
}

void EventSource::tellListeners(const ReceivedEvent &received)
{
    const quint64 life = life_;
    std::optional<QJsonValue> json; // read once for all who want it
    QString problem;
    // Those that are added meanwhile hear the next one.
    const size_t count = listeners_.size();
    for (size_t i = 0; i < count && i < listeners_.size() && life == life_; ++i) {
        EventListener *const listener = listeners_[i];
        if (!listener || listener->type != (received.event.type == "message" ? QByteArray() : received.event.type))
            continue;
        if (!listener->wantsJson) {
            Q_EMIT listener->arrived(received.event, received.receivedAt);
            continue;
        }
        if (!json) {
            json = jsonFrom(received.event.data, problem);
            if (!problem.isEmpty())
                Q_EMIT jsonErrorOccurred(received.event, problem);
        }
        if (problem.isEmpty())
            Q_EMIT listener->jsonArrived(*json, received.event);
    }
}

} // namespace helio
