// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "redisserver.h"

namespace helio::test {

/// A Redis Sentinel of the test's own that watches one master by itself: it names a replica the new master when the
/// master does not answer for half a second. What it learns is kept in its folder over restart().
class SentinelServer : public RedisServer
{
public:
    /// `name`: of the master, for whom clients ask. `password` is the sentinel's own; `masterPassword` that of the
    /// Redis servers it watches.
    SentinelServer(QByteArray name, const RedisServer &master, QByteArray password = {}, QByteArray masterPassword = {},
                   Way way = Way::Tcp);

    const QByteArray &name() const { return name_; }
    /// The port of the master that it names now; 0 when it does not.
    quint16 masterPort();
    /// Until it knows a replica that can become master.
    bool waitForReplica();
    /// Has it make a replica the master, though the master is well.
    bool failOver();

protected:
    QStringList commandLine() const override;
    QByteArray readyText() const override { return "+monitor master"; }

private:
    QByteArray name_;
    const RedisServer &master_;
    QByteArray masterPassword_;
};

} // namespace helio::test
