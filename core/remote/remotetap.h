// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "feed/eventfeed.h"
#include "remote/hubapi.h"

#include <memory>

namespace helio {

class EventSource;

/// All events of a hub far away, as its own tap has them: once it was open it goes on after the last event it had, also
/// over close() and open(). What may be missing comes as the hub tells it, as an event `gap` or `skipped` without
/// channel and id. An event that is larger than what is read here comes as `skipped`, too, and the tap goes on behind
/// it.
class RemoteTap : public EventFeed
{
    Q_OBJECT
public:
    explicit RemoteTap(QObject *parent = nullptr);
    ~RemoteTap() override;

    ReadyState readyState() const override;

    /// `observes`: the hub knows who only looks on; else it is asked as by one of its clients.
    void open(const HubAddress &address, bool observes);
    void close();

Q_SIGNALS:
    /// It is Closed, and will not come back by itself. `status`: of the answer; 0: there was none.
    void refused(int status, const QString &problem);
    /// The same: an event is too large, and it cannot be passed over, since the hub gave it no id or sends it again.
    void blocked(const QString &problem);

private:
    void make(const HubAddress &address, bool observes, const QByteArray &lastEventId);
    void passOver(const FeedError &error);
    void onEvents(const QList<ReceivedEvent> &events);

    std::unique_ptr<EventSource> source_;
    HubAddress address_; ///< of source_
    bool observes_ = false;
    QByteArray skippedId_; ///< of the last event that was passed over
};

} // namespace helio
