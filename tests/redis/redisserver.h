// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "redis/redisconnection.h"
#include "support/childprocess.h"

#include <QTemporaryDir>

#include <memory>

namespace helio::test {

/// A redis-server of the test's own, that keeps nothing: on a free port of 127.0.0.1 or a Unix socket, with or without
/// password and TLS. It ends with this object.
class RedisServer
{
public:
    enum class Way {
        Tcp,
        Tls, ///< with the certificate of tests/client/tls
        UnixSocket,
    };

    static bool isAvailable();

    explicit RedisServer(QByteArray password = {}, Way way = Way::Tcp);

    /// Until it accepts connections; also again after kill(), at the same place.
    bool start();
    /// As `kill -9` does.
    void kill();
    /// Holds it still, as a machine that is overloaded; and lets it go on.
    void hold();
    void letGo();

    /// With the password, and for TLS the authority's file; `database` is put behind it.
    QString url(int database = 0) const;
    /// The same with another password, or none.
    QString urlWith(const QByteArray &password) const;
    quint16 port() const { return port_; }
    QString report() const;

    /// Sends one command on a connection that is kept, and waits for the reply. Null when none comes.
    RespValue ask(const QByteArrayList &command);

private:
    QByteArray password_;
    Way way_;
    quint16 port_ = 0;
    QTemporaryDir folder_;
    std::unique_ptr<ChildProcess> process_;
    std::unique_ptr<RedisConnection> connection_;
};

/// What bytes stand for, for a failed test to show: `"text"`, `!error`, `[a b]`, …
QByteArray shown(const RespValue &value);

} // namespace helio::test
