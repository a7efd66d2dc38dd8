// SPDX-License-Identifier: GPL-3.0-or-later
#include "redis/redisurl.h"

#include <QCoreApplication>
#include <QUrl>
#include <QUrlQuery>

namespace helio {

namespace {

struct RedisUrlText
{
    Q_DECLARE_TR_FUNCTIONS(helio::RedisUrl)
};

QByteArray decoded(const QString &text)
{
    return QByteArray::fromPercentEncoding(text.toUtf8());
}

std::optional<int> wholeNumber(const QString &text, int most)
{
    bool isNumber = false;
    const int number = text.toInt(&isNumber);
    return isNumber && number >= 0 && number <= most ? std::optional(number) : std::nullopt;
}

constexpr int MostDatabases = 1'000'000;

QString setDatabase(RedisUrl &url, const QString &text)
{
    const auto number = wholeNumber(text, MostDatabases);
    if (!number)
        return RedisUrlText::tr("the database of a Redis URL is a number, as in redis://localhost:6379/0");
    url.database = *number;
    return {};
}

/// What redis-py reads there too. Its own tuning (`socket_timeout`, …) means nothing here and is let pass.
QString readQuery(RedisUrl &url, const QString &text)
{
    for (const auto &[name, value] : QUrlQuery(text).queryItems(QUrl::FullyDecoded)) {
        if (name == QLatin1String("db")) {
            if (QString problem = setDatabase(url, value); !problem.isEmpty())
                return problem;
        } else if (name == QLatin1String("username")) {
            url.user = value.toUtf8();
        } else if (name == QLatin1String("password")) {
            url.password = value.toUtf8();
        } else if (name == QLatin1String("ssl_ca_certs")) {
            url.authorityFile = value;
        } else if (name == QLatin1String("ssl_certfile")) {
            url.certificateFile = value;
        } else if (name == QLatin1String("ssl_keyfile")) {
            url.certificateKeyFile = value;
        } else if (name == QLatin1String("ssl_cert_reqs")) {
            if (value != QLatin1String("none") && value != QLatin1String("required"))
                return RedisUrlText::tr("ssl_cert_reqs of a Redis URL is none or required");
            url.verifiesPeer = value == QLatin1String("required");
        }
    }
    return {};
}

QString readUser(RedisUrl &url, const QString &text)
{
    const qsizetype colon = text.indexOf(u':');
    url.user = decoded(colon < 0 ? text : text.left(colon));
    if (colon >= 0)
        url.password = decoded(text.mid(colon + 1));
    if (url.password.isEmpty() && !url.user.isEmpty())
        return RedisUrlText::tr("the Redis URL has a user but no password; a password alone is written :PASSWORD@");
    return {};
}

QString readHost(RedisUrl &url, const QString &text)
{
    const bool isBracketed = text.startsWith(u'[');
    const qsizetype bracket = text.indexOf(u']');
    if (isBracketed && bracket < 0)
        return RedisUrlText::tr("the Redis URL has a [ without its ]");
    const QString host = isBracketed ? text.mid(1, bracket - 1) : text.section(u':', 0, 0);
    const QString rest = isBracketed ? text.mid(bracket + 1) : text.mid(host.size());
    if (!host.isEmpty())
        url.host = host;
    if (rest.isEmpty())
        return {};
    const auto port = wholeNumber(rest.mid(1), 65'535);
    if (!rest.startsWith(u':') || !port || *port == 0)
        return RedisUrlText::tr(
            "the port of the Redis URL is not a number from 1 to 65535; a : / @ or # in a password must be "
            "written %3A %2F %40 %23");
    url.port = quint16(*port);
    return {};
}

QString readAll(RedisUrl &url, const QString &text)
{
    const QString scheme = text.section(QStringLiteral("://"), 0, 0);
    if (scheme == QLatin1String("redis"))
        url.carrier = RedisUrl::Carrier::Tcp;
    else if (scheme == QLatin1String("rediss"))
        url.carrier = RedisUrl::Carrier::Tls;
    else if (scheme == QLatin1String("unix") || scheme == QLatin1String("redis+socket"))
        url.carrier = RedisUrl::Carrier::Local;
    else
        return RedisUrlText::tr("this is no Redis URL; it begins with redis://, rediss:// or unix://, as in "
                                "redis://localhost:6379/0");
    for (const QChar c : text) {
        if (c.unicode() <= 0x20)
            return RedisUrlText::tr("the Redis URL has a space or a control character in it");
    }
    QString rest = text.mid(scheme.size() + 3);
    const qsizetype question = rest.indexOf(u'?');
    if (question >= 0) {
        if (QString problem = readQuery(url, rest.mid(question + 1)); !problem.isEmpty())
            return problem;
        rest.truncate(question);
    }
    const qsizetype at = rest.lastIndexOf(u'@');
    if (at >= 0) {
        if (QString problem = readUser(url, rest.left(at)); !problem.isEmpty())
            return problem;
        rest.remove(0, at + 1);
    }
    if (url.carrier == RedisUrl::Carrier::Local) {
        url.path = QString::fromUtf8(decoded(rest));
        return url.path.startsWith(u'/')
                   ? QString()
                   : RedisUrlText::tr("name the Unix socket by its whole path, as in unix:///run/redis/"
                                      "redis.sock");
    }
    const qsizetype slash = rest.indexOf(u'/');
    const QString database = slash < 0 ? QString() : rest.mid(slash + 1);
    if (!database.isEmpty()) {
        if (QString problem = setDatabase(url, database); !problem.isEmpty())
            return problem;
    }
    return readHost(url, slash < 0 ? rest : rest.left(slash));
}

} // namespace

std::optional<RedisUrl> RedisUrl::parse(const QString &text, QString &problem)
{
    RedisUrl url;
    problem = readAll(url, text);
    return problem.isEmpty() ? std::optional(url) : std::nullopt;
}

QString RedisUrl::shown() const
{
    const QString who = user.isEmpty() ? QString() : QString::fromUtf8(user) + u'@';
    if (carrier == Carrier::Local) {
        const QString query = database == 0 ? QString() : QStringLiteral("?db=%1").arg(database);
        return QStringLiteral("unix://") + who + path + query;
    }
    const QString scheme = carrier == Carrier::Tls ? QStringLiteral("rediss://") : QStringLiteral("redis://");
    return QStringLiteral("%1%2%3/%4").arg(scheme, who, place(), QString::number(database));
}

QString RedisUrl::place() const
{
    if (carrier == Carrier::Local)
        return path;
    const QString address = host.contains(u':') ? u'[' + host + u']' : host;
    return QStringLiteral("%1:%2").arg(address).arg(port);
}

} // namespace helio
