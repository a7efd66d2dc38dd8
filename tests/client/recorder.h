// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/eventsource.h"

/// Everything an event source said, in order.
class Recorder : public QObject
{
    Q_OBJECT
public:
    explicit Recorder(helio::EventSource &source);

    QList<helio::Event> events() const;
    QByteArrayList data() const;
    helio::FeedError lastError() const { return errors.isEmpty() ? helio::FeedError() : errors.last(); }

    QList<QList<helio::ReceivedEvent>> batches;
    QList<helio::ReadyState> states;
    QList<helio::FeedError> errors;
    QList<std::chrono::milliseconds> delays;
    QList<int> failedAttempts;
    QByteArrayList comments;
};

/// Options under which a test does not wait: reconnection at once, and no chance.
helio::EventSourceOptions quickOptions();
