// SPDX-License-Identifier: GPL-3.0-or-later
#include "recorder.h"

using namespace helio;
using namespace std::chrono_literals;

Recorder::Recorder(EventSource &source)
{
    connect(&source, &EventSource::eventsArrived, this,
            [this](const QList<ReceivedEvent> &events) { batches.append(events); });
    connect(&source, &EventSource::readyStateChanged, this, [this](ReadyState state) { states.append(state); });
    connect(&source, &EventSource::errorOccurred, this, [this](const FeedError &error) { errors.append(error); });
    connect(&source, &EventSource::reconnectScheduled, this, [this](std::chrono::milliseconds delay, int failed) {
        delays.append(delay);
        failedAttempts.append(failed);
    });
    connect(&source, &EventSource::commentArrived, this,
            [this](const QByteArray &comment) { comments.append(comment); });
}

QList<Event> Recorder::events() const
{
    QList<Event> all;
    for (const auto &batch : batches) {
        for (const ReceivedEvent &received : batch)
            all.append(received.event);
    }
    return all;
}

QByteArrayList Recorder::data() const
{
    QByteArrayList all;
    for (const Event &event : events())
        all.append(event.data);
    return all;
}

EventSourceOptions quickOptions()
{
    EventSourceOptions options;
    options.reconnectionTime = 1ms;
    options.minimumInterval = 0ms;
    options.jitter = [](std::chrono::milliseconds) { return 0ms; };
    return options;
}
