// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/guards.h"

#include <QDateTime>
#include <QHostInfo>
#include <QNetworkInterface>
#include <QUrl>

namespace helio {

namespace {

/// Addresses come and go (Wi-Fi, VPN): a host that is not known is looked up anew, but not for each bad request.
constexpr qint64 RelearnAfterMs = 10'000;

QString withoutBrackets(const QString &host)
{
    return host.startsWith(u'[') && host.endsWith(u']') ? host.mid(1, host.size() - 2) : host;
}

/// `localhost.` is `localhost`, written to the root of all names.
QString withoutRootDot(const QString &host)
{
    return host.endsWith(u'.') ? host.chopped(1) : host;
}

} // namespace

bool isLoopbackHost(const QString &host)
{
    const QString name = withoutRootDot(withoutBrackets(host).toLower());
    if (name == QLatin1String("localhost") || name.endsWith(QLatin1String(".localhost")))
        return true;
    const QHostAddress address(name);
    return !address.isNull() && address.isLoopback();
}

std::pair<QString, int> splitHostPort(const QString &authority)
{
    const qsizetype bracket = authority.lastIndexOf(u']');
    const qsizetype colon = authority.indexOf(u':', std::max<qsizetype>(bracket, 0));
    if (colon < 0)
        return {authority, -1};
    if (colon == authority.size() - 1) // a port may be empty (RFC 3986, 3.2.3)
        return {authority.chopped(1), -1};
    bool isNumber = false;
    const int port = authority.mid(colon + 1).toInt(&isNumber);
    if (!isNumber || port < 0 || port > 65535)
        return {QString(), -1};
    return {authority.left(colon), port};
}

HostGuard::HostGuard(const QStringList &allowedHosts)
{
    for (const QString &host : allowedHosts)
        allowed_.insert(withoutRootDot(host.toLower()));
}

bool HostGuard::allows(const QByteArray &hostField)
{
    if (!lastAllowed_.isEmpty() && hostField == lastAllowed_)
        return true;
    const bool isAllowed = judge(hostField);
    if (isAllowed)
        lastAllowed_ = hostField;
    return isAllowed;
}

bool HostGuard::judge(const QByteArray &hostField)
{
    const QString host = withoutRootDot(splitHostPort(QString::fromUtf8(hostField)).first.toLower());
    if (host.isEmpty())
        return false;
    if (isLoopbackHost(host) || allowed_.contains(host) || allowed_.contains(QString::fromUtf8(hostField).toLower()))
        return true;
    const QString name = withoutBrackets(host);
    if (own_.contains(name))
        return true;
    if (QDateTime::currentMSecsSinceEpoch() - learnedAt_ < RelearnAfterMs)
        return false;
    learnOwnNames();
    return own_.contains(name);
}

void HostGuard::learnOwnNames()
{
    learnedAt_ = QDateTime::currentMSecsSinceEpoch();
    own_.clear();
    lastAllowed_.clear();
    const QString name = QHostInfo::localHostName().toLower();
    if (!name.isEmpty())
        own_ << name << name + QLatin1String(".local");
    if (const QString domain = QHostInfo::localDomainName().toLower(); !name.isEmpty() && !domain.isEmpty())
        own_ << name + u'.' + domain;
    for (QHostAddress address : QNetworkInterface::allAddresses()) {
        address.setScopeId({});
        own_ << address.toString().toLower();
    }
}

OriginGuard::OriginGuard(const QStringList &allowedOrigins)
{
    for (const QString &origin : allowedOrigins)
        allowed_.insert(origin.toLower().toUtf8());
}

bool OriginGuard::allows(const QByteArray &origin, const QByteArray &hostField) const
{
    if (allowed_.contains(origin.toLower()))
        return true;
    const QUrl url(QString::fromUtf8(origin), QUrl::StrictMode);
    if (!url.isValid() || (url.scheme() != QLatin1String("http") && url.scheme() != QLatin1String("https")))
        return false; // "null" too: that is any sandboxed page, of whomever
    return isLoopbackHost(url.host()) || url.authority().toLower() == QString::fromUtf8(hostField).toLower();
}

FieldList corsFields(const QByteArray &origin)
{
    return {{"Access-Control-Allow-Origin", origin}, {"Access-Control-Allow-Credentials", "true"}};
}

FieldList preflightFields(const QByteArray &allowedMethods, const QByteArray &requestedHeaders,
                          bool requestsPrivateNetwork)
{
    FieldList fields{{"Access-Control-Allow-Methods", allowedMethods},
                     {"Access-Control-Allow-Headers", requestedHeaders.isEmpty()
                                                          ? QByteArray("Content-Type, Authorization, Last-Event-ID")
                                                          : requestedHeaders},
                     {"Access-Control-Max-Age", "600"}};
    if (requestsPrivateNetwork)
        fields.emplaceBack("Access-Control-Allow-Private-Network", "true");
    return fields;
}

} // namespace helio
