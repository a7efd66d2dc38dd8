// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <optional>

namespace helio {

/// Where Redis is and as whom to speak to it, from a URL as Flask-SSE's (redis-py's) configuration has it:
/// `redis://[[user][:password]@][host][:port][/database]`, `rediss://…` with TLS, `unix://[user:password@]/path` (or
/// `redis+socket://`) with `?db=N`. User and password are percent-decoded.
struct RedisUrl
{
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
    QString authorityFile;      ///< TLS: `ssl_ca_certs`; empty: the system's authorities
    bool verifiesPeer = true;   ///< TLS: false with `ssl_cert_reqs=none`
    QString certificateFile;    ///< TLS: `ssl_certfile`, of this client
    QString certificateKeyFile; ///< TLS: `ssl_keyfile`

    /// Nothing, with `problem` for people, when the text is no such URL. The problem never repeats the URL: it may hold
    /// a password.
    static std::optional<RedisUrl> parse(const QString &text, QString &problem);
    /// The URL without the password, for people.
    QString shown() const;
    /// Host and port, or the path of the Unix socket: where it is, without user and database.
    QString place() const;
};

} // namespace helio
