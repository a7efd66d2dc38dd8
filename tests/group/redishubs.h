// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "group/groupstore.h"
#include "hub/starts.h"
#include "redis/redisserver.h"

#include <QTimer>

namespace helio::test {

/// A hub's store over a real Redis, with the time of this machine; its calls wait for their answers.
class RedisHub : private StoreListener
{
public:
    RedisHub(const RedisServer &server, const QByteArray &hub, const HistoryLimits &limits = {});
    ~RedisHub() override;

    bool waitUntilOk();
    bool waitUntilAway();
    /// Answers its id; empty where that was refused.
    QByteArray publish(const QByteArray &channel, const QByteArray &text, const QByteArray &ownId = {});
    /// The data to the end; "(gap)" where one was told.
    QByteArrayList readAll(const QByteArrayList &entries, const Start &start);

    QByteArrayList data; ///< of all that was delivered, in order
    int losses = 0;      ///< that were told
    StoreState state;
    AppendResult lastResult;
    Clock clock;
    std::unique_ptr<GroupStore> store;

private:
    void committed(const QList<Committed> &events) override;
    void lost(Position, const Selection &) override { ++losses; }
    void figuresChanged(const QList<ChannelFigures> &, const StoreFigures &) override {}
    void stateChanged(const StoreState &now) override { state = now; }

    bool isOpen_ = false;
    QTimer second_;
};

} // namespace helio::test
