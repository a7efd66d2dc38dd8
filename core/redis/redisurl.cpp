// SPDX-License-Identifier: GPL-3.0-or-later
#include "redis/redisurl.h"

#include <QCoreApplication>
#include <QUrl>
#include <QUrlQuery>

#include <algorithm>
#include <iterator>

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
constexpr quint16 SentinelPort = 26'379;

struct Scheme
{
    const char *name;
    RedisUrl::Carrier carrier;
    bool isOfSentinels = false;
};
constexpr Scheme Schemes[] = {
    {"redis", RedisUrl::Carrier::Tcp},
    {"rediss", RedisUrl::Carrier::Tls},
    {"unix", RedisUrl::Carrier::Local},
    {"redis+socket", RedisUrl::Carrier::Local},
    {"redis+sentinel", RedisUrl::Carrier::Tcp, true},
    {"rediss+sentinel", RedisUrl::Carrier::Tls, true},
};

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

QString readPlace(RedisUrl::Place &place, const QString &text)
{
    const bool isBracketed = text.startsWith(u'[');
    const qsizetype bracket = text.indexOf(u']');
    if (isBracketed && bracket < 0)
        return RedisUrlText::tr("the Redis URL has a [ without its ]");
    const QString host = isBracketed ? text.mid(1, bracket - 1) : text.section(u':', 0, 0);
    const QString rest = isBracketed ? text.mid(bracket + 1) : text.mid(host.size());
    if (!host.isEmpty())
        place.host = host;
    if (rest.isEmpty())
        return {};
    const auto port = wholeNumber(rest.mid(1), 65'535);
    if (!rest.startsWith(u':') || !port || *port == 0)
        return RedisUrlText::tr(
            "the port of the Redis URL is not a number from 1 to 65535; a : / @ or # in a password must be "
            "written %3A %2F %40 %23");
    place.port = quint16(*port);
    return {};
}

QString readSentinels(RedisUrl &url, const QString &text)
{
    const QStringList places = text.split(u',');
    for (const QString &each : places) {
        if (each.isEmpty() && places.size() > 1)
            return RedisUrlText::tr("the Redis URL has a comma too many between its sentinels");
        RedisUrl::Place place;
        place.port = SentinelPort;
        if (QString problem = readPlace(place, each); !problem.isEmpty())
            return problem;
        url.sentinels.append(place);
    }
    return {};
}

/// Of `text`, which is what stands behind the host: a database; with sentinels the master's name before it.
QString readPath(RedisUrl &url, const QString &text, bool isOfSentinels)
{
    if (isOfSentinels) {
        url.masterName = decoded(text.section(u'/', 0, 0));
        if (url.masterName.isEmpty())
            return RedisUrlText::tr("the Redis URL does not say which master the sentinels are asked for, as in "
                                    "redis+sentinel://host1,host2/mymaster");
    }
    const QString database = isOfSentinels ? text.section(u'/', 1) : text;
    return database.isEmpty() ? QString() : setDatabase(url, database);
}

QString readAll(RedisUrl &url, const QString &text)
{
    const QString name = text.section(QStringLiteral("://"), 0, 0);
    const auto *const scheme = std::find_if(std::begin(Schemes), std::end(Schemes),
                                            [&](const Scheme &each) { return name == QLatin1String(each.name); });
    if (scheme == std::end(Schemes))
        return RedisUrlText::tr("this is no Redis URL; it begins with redis://, rediss://, redis+sentinel:// or "
                                "unix://, as in redis://localhost:6379/0");
    url.carrier = scheme->carrier;
    for (const QChar c : text) {
        if (c.unicode() <= 0x20)
            return RedisUrlText::tr("the Redis URL has a space or a control character in it");
    }
    QString rest = text.mid(name.size() + 3);
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
    const QString path = slash < 0 ? QString() : rest.mid(slash + 1);
    if (QString problem = readPath(url, path, scheme->isOfSentinels); !problem.isEmpty())
        return problem;
    rest = slash < 0 ? rest : rest.left(slash);
    if (scheme->isOfSentinels)
        return readSentinels(url, rest);
    RedisUrl::Place place{url.host, url.port};
    QString problem = readPlace(place, rest);
    url.host = place.host;
    url.port = place.port;
    return problem;
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
    const QString scheme = carrier == Carrier::Tls ? QStringLiteral("rediss") : QStringLiteral("redis");
    if (sentinels.isEmpty())
        return QStringLiteral("%1://%2%3/%4").arg(scheme, who, place(), QString::number(database));
    const QString name = QString::fromLatin1(masterName.toPercentEncoding());
    const QString number = database == 0 ? QString() : u'/' + QString::number(database);
    return scheme + QStringLiteral("+sentinel://") + who + place() + u'/' + name + number;
}

QString RedisUrl::Place::shown() const
{
    const QString address = host.contains(u':') ? u'[' + host + u']' : host;
    return QStringLiteral("%1:%2").arg(address).arg(port);
}

QString RedisUrl::place() const
{
    if (carrier == Carrier::Local)
        return path;
    if (sentinels.isEmpty())
        return Place{host, port}.shown();
    QStringList all;
    for (const Place &sentinel : sentinels)
        all.append(sentinel.shown());
    return all.join(u',');
}

RedisUrl RedisUrl::at(const Place &master) const
{
    RedisUrl url = *this;
    url.sentinels.clear();
    url.host = master.host;
    url.port = master.port;
    url.mustBeMaster = true;
    return url;
}

RedisUrl RedisUrl::ofSentinel(const Place &sentinel, bool signsIn) const
{
    RedisUrl url = at(sentinel);
    url.mustBeMaster = false;
    url.database = 0;
    if (!signsIn) {
        url.user.clear();
        url.password.clear();
    }
    return url;
}

} // namespace helio
