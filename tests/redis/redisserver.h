// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "redis/redisconnection.h"
#include "support/childprocess.h"

#include <QTemporaryDir>

#include <memory>

namespace helio::test {

/// A redis-server of the test's own: on a free port of 127.0.0.1 or a Unix socket, with or without password and TLS. It
/// keeps nothing but what its arguments say, in a folder of its own, and ends with this object. The program is the one
/// that HELIOGRAPH_REDIS_SERVER names (a valkey-server, another version), else redis-server.
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
    virtual ~RedisServer();
    Q_DISABLE_COPY_MOVE(RedisServer)

    /// More of its configuration, for the next start: `{"--appendonly", "yes"}`. What it keeps is in folder().
    void setArguments(const QStringList &arguments) { arguments_ = arguments; }
    /// The users it knows, for the next start, as a file of ACLs lists them: `user ada on >pw ~* &* +@all`.
    void setUsers(const QByteArrayList &users) { users_ = users; }
    /// It starts as a replica of that one, which has the same password.
    void setMaster(const RedisServer &master) { master_ = &master; }

    /// Until it accepts connections, and has loaded what its folder holds; also again after kill(), at the same place.
    bool start();
    /// As `kill -9` does.
    void kill();
    /// Killed, and there again with what its disk holds.
    bool restart();
    /// Holds it still, as a machine that is overloaded; and lets it go on.
    void hold();
    void letGo();

    /// With the password, and for TLS the authority's file; `database` is put behind it.
    QString url(int database = 0) const;
    /// The same with another password, or none.
    QString urlWith(const QByteArray &password) const;
    quint16 port() const { return port_; }
    /// Where it keeps what it keeps, over all its starts.
    QString folder() const { return folder_.path(); }
    QString report() const;

    /// Sends one command on a connection that is kept, and waits for the reply. Null when none comes.
    RespValue ask(const QByteArrayList &command);
    /// Until it is `master`, or `slave` (as Redis calls a replica) that has all its master has.
    bool waitForRole(const QByteArray &role);

    static QString executable();

protected:
    using Option = std::pair<QString, QString>;

    /// For the kind of connections it takes, and for where its files are.
    QList<Option> connectionOptions() const;
    const QByteArray &password() const { return password_; }
    virtual QStringList commandLine() const;
    /// What it says when it is ready.
    virtual QByteArray readyText() const { return "eady to accept"; }

private:
    QByteArray password_;
    Way way_;
    quint16 port_ = 0;
    QTemporaryDir folder_;
    QStringList arguments_;
    QByteArrayList users_;
    const RedisServer *master_ = nullptr;
    std::unique_ptr<ChildProcess> process_;
    std::unique_ptr<RedisConnection> connection_;
};

/// What bytes stand for, for a failed test to show: `"text"`, `!error`, `[a b]`, …
QByteArray shown(const RespValue &value);

} // namespace helio::test
