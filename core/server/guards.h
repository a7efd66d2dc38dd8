// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHostAddress>
#include <QList>
#include <QSet>
#include <QStringList>

#include <utility>

namespace helio {

/// A name or address that means this machine alone: `localhost`, `*.localhost`, 127.0.0.0/8, `::1`. `host` without
/// port; an IPv6 address with or without its brackets.
bool isLoopbackHost(const QString &host);

/// Splits `host:port`, `[::1]:port`, `host`. The port is -1 when there is none; nothing usable gives an empty host.
std::pair<QString, int> splitHostPort(const QString &authority);

/// Judges the Host field, against DNS rebinding: a page of elsewhere whose name was made to point here sends that name.
class HostGuard
{
public:
    explicit HostGuard(const QStringList &allowedHosts);
    bool allows(const QByteArray &hostField);

private:
    bool judge(const QByteArray &hostField);
    void learnOwnNames();

    QSet<QString> allowed_;  ///< lower-case
    QSet<QString> own_;      ///< this machine's addresses and name; learned anew when a host is not among them
    QByteArray lastAllowed_; ///< nearly all ask by the same one; empty: none
    qint64 learnedAt_ = 0;
};

/// Judges the Origin field: which pages may read and publish.
class OriginGuard
{
public:
    explicit OriginGuard(const QStringList &allowedOrigins);
    /// A page from a loopback host (any port), from where the request goes to itself, or of an allowed origin.
    bool allows(const QByteArray &origin, const QByteArray &hostField) const;

private:
    QSet<QByteArray> allowed_;
};

using FieldList = QList<std::pair<QByteArray, QByteArray>>;

/// The CORS fields of an answer to a page that may read it.
FieldList corsFields(const QByteArray &origin);
/// The fields that answer a preflight.
FieldList preflightFields(const QByteArray &allowedMethods, const QByteArray &requestedHeaders,
                          bool requestsPrivateNetwork);

} // namespace helio
