// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

#include <optional>

namespace helio {

/// Where Redis is and as whom to speak to it, from a URL as Flask-SSE's (redis-py's) configuration has it:
/// `redis://[[user][:password]@][host][:port][/database]`, `rediss://…` with TLS, `unix://[user:password@]/path` (or
/// `redis+socket://`) with `?db=N`; `redis+sentinel://[[user][:password]@]host[:port][,host[:port]…]/name[/database]`
/// where sentinels tell which Redis is the master of that name, `rediss+sentinel://…` with TLS to them and to Redis.
/// User, password and name are percent-decoded.
struct RedisUrl
{
    struct Place
    {
        QString host = QStringLiteral("localhost");
        quint16 port = 0;

        /// As `host:port`.
        QString shown() const;
        bool operator==(const Place &) const = default;
    };
    enum class Carrier {
        Tcp,
        Tls,
        Local, ///< a Unix socket
    };
    Carrier carrier = Carrier::Tcp;
    QString host = QStringLiteral("localhost");
    quint16 port = 6379;
    QString path; ///< of the Unix socket
    QByteArray user;
    QByteArray password;
    int database = 0;
    QList<Place> sentinels;     ///< none: Redis is at `host` and `port`
    QByteArray masterName;      ///< by which they know it
    bool mustBeMaster = false;  ///< a replica there is refused; of no URL, see at()
    QString authorityFile;      ///< TLS: `ssl_ca_certs`; empty: the system's authorities
    bool verifiesPeer = true;   ///< TLS: false with `ssl_cert_reqs=none`
    QString certificateFile;    ///< TLS: `ssl_certfile`, of this client
    QString certificateKeyFile; ///< TLS: `ssl_keyfile`

    /// Nothing, with `problem` for people, when the text is no such URL. The problem never repeats the URL: it may hold
    /// a password.
    static std::optional<RedisUrl> parse(const QString &text, QString &problem);
    /// The URL without the password, for people.
    QString shown() const;
    /// Host and port, or the path of the Unix socket: where it is, without user and database. Those of all sentinels,
    /// where there are any.
    QString place() const;

    /// Of the master that a sentinel named.
    RedisUrl at(const Place &master) const;
    /// Of a sentinel; user and password are those for Redis, or none.
    RedisUrl ofSentinel(const Place &sentinel, bool signsIn) const;
};

} // namespace helio
