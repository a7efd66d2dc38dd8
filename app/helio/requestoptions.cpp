// SPDX-License-Identifier: GPL-3.0-or-later
#include "requestoptions.h"

#include "client/answer.h"
#include "client/authentication.h"
#include "client/ownheaders.h"
#include "client/proxyurl.h"
#include "commandline.h"
#include "json/jsonvalue.h"
#include "password.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QFile>

#include <algorithm>
#include <cmath>
#include <limits>

#include <unistd.h>

namespace helio {

namespace {

constexpr qsizetype MaximumBodyBytes = 64 * 1024 * 1024;

struct RequestOptionsText
{
    Q_DECLARE_TR_FUNCTIONS(helio::RequestOptions)
};

constexpr std::pair<QChar, const char *> LettersOfCurl[] = {
    {u'H', "header"}, {u'u', "user"}, {u'X', "request"}, {u'd', "data"}, {u'x', "proxy"}};

/// `Name: value`, or nothing when it is no header.
std::optional<std::pair<QByteArray, QByteArray>> headerFrom(const QString &text)
{
    const QByteArray line = text.toUtf8();
    const qsizetype colon = line.indexOf(':');
    if (colon < 0 || !isHeaderName(QByteArrayView(line).first(colon)))
        return {};
    const QByteArray value = line.sliced(colon + 1).trimmed();
    if (!isHeaderValue(value))
        return {};
    return std::pair(line.first(colon), value);
}

QString readUser(const QCommandLineParser &parser, RequestOptions &options)
{
    if (!parser.isSet(QStringLiteral("user")))
        return {};
    const QString text = parser.value(QStringLiteral("user"));
    const qsizetype colon = text.indexOf(u':');
    options.lacksPassword = colon < 0;
    options.source.userName = text.left(colon); // all of it where there is no colon
    options.source.password = colon < 0 ? QString() : text.mid(colon + 1);
    return options.source.userName.isEmpty() ? RequestOptionsText::tr("--user must be of the form NAME:PASSWORD")
                                             : QString();
}

/// The data itself, or what is in the file or the standard input that it names.
QString readData(const QString &text, QByteArray &data)
{
    if (!text.startsWith(u'@')) {
        data = text.toUtf8();
        return {};
    }
    const QString name = text.mid(1);
    QFile file(name);
    const bool isOpen =
        name == QLatin1StringView("-") ? file.open(STDIN_FILENO, QIODevice::ReadOnly) : file.open(QIODevice::ReadOnly);
    if (!isOpen)
        return RequestOptionsText::tr("--data: cannot read %1: %2").arg(name, file.errorString());
    data = file.read(MaximumBodyBytes + 1);
    if (file.error() != QFileDevice::NoError)
        return RequestOptionsText::tr("--data: cannot read %1: %2").arg(name, file.errorString());
    if (data.size() > MaximumBodyBytes)
        return RequestOptionsText::tr("--data: %1 has more than %2 bytes, the most that is sent")
            .arg(name)
            .arg(MaximumBodyBytes);
    return {};
}

QString readRequest(const QCommandLineParser &parser, EventSourceOptions &source)
{
    if (parser.isSet(QStringLiteral("data"))) {
        if (QString problem = readData(parser.value(QStringLiteral("data")), source.body); !problem.isEmpty())
            return problem;
        source.method = "POST";
        source.contentType = JsonValue::read(source.body) ? "application/json" : "text/plain";
    }
    if (parser.isSet(QStringLiteral("request"))) {
        source.method = parser.value(QStringLiteral("request")).toUtf8();
        if (!isHeaderName(source.method))
            return RequestOptionsText::tr("--request \"%1\" is no method").arg(parser.value(QStringLiteral("request")));
    }
    return {};
}

QString readTls(const QCommandLineParser &parser, EventSourceOptions &source)
{
    const QString certificate = parser.value(QStringLiteral("cert"));
    const QString key = parser.value(QStringLiteral("key"));
    if (!key.isEmpty() && certificate.isEmpty())
        return RequestOptionsText::tr("--key needs --cert, whose key it is");
    QString problem;
    source.tls = TlsSettings::fromFiles(parser.value(QStringLiteral("cacert")), certificate, key, {}, problem);
    return problem;
}

QString readProxy(const QCommandLineParser &parser, EventSourceOptions &source)
{
    if (!parser.isSet(QStringLiteral("proxy")))
        return {};
    const QString text = parser.value(QStringLiteral("proxy"));
    if (text.isEmpty()) {
        source.proxy = QNetworkProxy(QNetworkProxy::NoProxy);
        return {};
    }
    const auto url = proxyUrl(text);
    if (!url)
        return RequestOptionsText::tr("--proxy \"%1\" is not of the form [http://|socks5://]HOST[:PORT]").arg(text);
    source.proxy = proxyAt(*url);
    return {};
}

QString readFormat(const QCommandLineParser &parser, EventSourceOptions &source)
{
    if (!parser.isSet(QStringLiteral("format")))
        return {};
    const QString text = parser.value(QStringLiteral("format"));
    for (const auto &[name, format] : StreamFormats) {
        if (text == QLatin1StringView(name)) {
            source.format = format;
            return {};
        }
    }
    return RequestOptionsText::tr("--format must be sse, ndjson or json-array, not \"%1\"").arg(text);
}

QString readSource(const QCommandLineParser &parser, EventSourceOptions &source)
{
    source.lastEventId = parser.value(QStringLiteral("last-event-id")).toUtf8();
    if (!isHeaderValue(source.lastEventId))
        return RequestOptionsText::tr("--last-event-id must be one line of text");
    for (const QString &text : parser.values(QStringLiteral("header"))) {
        const auto header = headerFrom(text);
        if (!header)
            return RequestOptionsText::tr("--header \"%1\" is not of the form 'Name: value'").arg(text);
        source.headers.append(*header);
    }
    if (parser.isSet(QStringLiteral("token"))) {
        const QString token = parser.value(QStringLiteral("token"));
        if (!isBearerToken(token))
            return RequestOptionsText::tr("--token must be letters, digits and signs without spaces");
        source.bearerToken = token.toLatin1();
    }
    for (const auto read : {readRequest, readTls, readProxy, readFormat}) {
        if (QString problem = read(parser, source); !problem.isEmpty())
            return problem;
    }
    QString problem = headersProblem(source);
    return problem.isEmpty() ? problem : QStringLiteral("--header: ") + problem;
}

QString readUrl(const QCommandLineParser &parser, RequestOptions &options)
{
    const QStringList positional = parser.positionalArguments();
    if (positional.isEmpty())
        return RequestOptionsText::tr("the URL of the stream is missing");
    if (positional.size() > 1)
        return RequestOptionsText::tr("one URL at a time: \"%1\" is too many").arg(positional.at(1));
    const auto url = httpUrl(positional.first());
    if (!url)
        return notHttpText(positional.first());
    const QStringList channels = parser.values(QStringLiteral("channel"));
    if (channels.contains(QString()))
        return RequestOptionsText::tr("--channel needs a name");
    options.url = withChannels(*url, channels);
    return {};
}

/// `-XPOST` as `-X POST`, as curl takes it. Behind `--` everything stays.
QStringList withLettersApart(const QStringList &arguments)
{
    QStringList apart;
    bool isOption = true;
    for (const QString &argument : arguments) {
        isOption = isOption && argument != QLatin1StringView("--");
        const bool isLetter =
            std::any_of(std::begin(LettersOfCurl), std::end(LettersOfCurl),
                        [&argument](const auto &option) { return argument.size() > 2 && argument[1] == option.first; });
        const bool isName = std::any_of(std::begin(LettersOfCurl), std::end(LettersOfCurl), [&argument](const auto &o) {
            return QStringView(argument).sliced(1).startsWith(QLatin1StringView(o.second));
        });
        if (isOption && argument.startsWith(u'-') && isLetter && !isName)
            apart << argument.left(2) << argument.mid(2);
        else
            apart << argument;
    }
    return apart;
}

} // namespace

void addRequestOptions(QCommandLineParser &parser)
{
    for (const char *name : {"channel", "last-event-id", "token", "cacert", "cert", "key", "format"})
        parser.addOption({QString::fromLatin1(name), QString(), QStringLiteral("value")});
    for (const auto &[letter, name] : LettersOfCurl)
        parser.addOption({{QString(letter), QString::fromLatin1(name)}, QString(), QStringLiteral("value")});
}

QString parseRequest(QCommandLineParser &parser, const QString &command, const QStringList &arguments,
                     RequestOptions &options)
{
    const bool understood = parser.parse(QStringList(command) + withLettersApart(arguments));
    options.wantsHelp = parser.isSet(QStringLiteral("help"));
    if (options.wantsHelp)
        return {};
    QString problem = understood ? readUrl(parser, options) : parser.errorText();
    if (problem.isEmpty())
        problem = readSource(parser, options.source);
    if (problem.isEmpty())
        problem = readUser(parser, options);
    return problem;
}

bool completePassword(const QString &command, RequestOptions &options)
{
    if (!options.lacksPassword)
        return true;
    if (canAskForPassword()) {
        const auto password = askForPassword(RequestOptionsText::tr("Password of %1: ").arg(options.source.userName));
        options.source.password = password.value_or(QString());
        return password.has_value();
    }
    say(command, RequestOptionsText::tr("%1 signs in with an empty password, as none was given: -u %1:PASSWORD")
                     .arg(options.source.userName));
    return true;
}

QString notHttpText(const QString &url)
{
    return RequestOptionsText::tr("\"%1\" is not an http:// or https:// URL").arg(url);
}

QUrl withChannels(QUrl url, const QStringList &channels)
{
    QByteArray query = url.query(QUrl::FullyEncoded).toLatin1();
    for (const QString &channel : channels) {
        if (!query.isEmpty())
            query.append('&');
        query.append("channel=").append(QUrl::toPercentEncoding(channel));
    }
    if (!channels.isEmpty())
        url.setQuery(QString::fromLatin1(query), QUrl::StrictMode);
    url.setFragment({});
    return url;
}

std::optional<std::chrono::milliseconds> secondsFrom(const QString &text)
{
    bool ok = false;
    const double milliseconds = text.toDouble(&ok) * 1000;
    if (!ok || !std::isfinite(milliseconds) || milliseconds <= 0 || milliseconds > std::numeric_limits<int>::max())
        return {};
    return std::chrono::milliseconds(qint64(std::ceil(milliseconds)));
}

} // namespace helio
