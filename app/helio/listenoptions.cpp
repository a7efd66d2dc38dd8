// SPDX-License-Identifier: GPL-3.0-or-later
#include "listenoptions.h"

#include "client/answer.h"
#include "client/authentication.h"
#include "client/ownheaders.h"
#include "client/proxyurl.h"
#include "commandline.h"
#include "event/units.h"
#include "json/jsonvalue.h"

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
constexpr qint64 MaximumEventSize = 1024 * 1024 * 1024; ///< a QByteArray and its text must be able to hold it

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(helio::ListenOptions)
};

/// Adds `channel=NAME` as text: the URL itself stays as it was typed.
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

/// Seconds, with decimals, more than none; or nothing.
std::optional<std::chrono::milliseconds> secondsFrom(const QString &text)
{
    bool ok = false;
    const double milliseconds = text.toDouble(&ok) * 1000;
    if (!ok || !std::isfinite(milliseconds) || milliseconds <= 0 || milliseconds > std::numeric_limits<int>::max())
        return {};
    return std::chrono::milliseconds(qint64(std::ceil(milliseconds)));
}

QString readUser(const QCommandLineParser &parser, ListenOptions &options)
{
    if (!parser.isSet(QStringLiteral("user")))
        return {};
    const QString text = parser.value(QStringLiteral("user"));
    const qsizetype colon = text.indexOf(u':');
    options.lacksPassword = colon < 0;
    options.source.userName = text.left(colon); // all of it where there is no colon
    options.source.password = colon < 0 ? QString() : text.mid(colon + 1);
    return options.source.userName.isEmpty() ? Text::tr("--user must be of the form NAME:PASSWORD") : QString();
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
        return Text::tr("--data: cannot read %1: %2").arg(name, file.errorString());
    data = file.read(MaximumBodyBytes + 1);
    if (file.error() != QFileDevice::NoError)
        return Text::tr("--data: cannot read %1: %2").arg(name, file.errorString());
    if (data.size() > MaximumBodyBytes)
        return Text::tr("--data: %1 has more than %2 bytes, the most that is sent").arg(name).arg(MaximumBodyBytes);
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
            return Text::tr("--request \"%1\" is no method").arg(parser.value(QStringLiteral("request")));
    }
    return {};
}

QString readTls(const QCommandLineParser &parser, EventSourceOptions &source)
{
    const QString certificate = parser.value(QStringLiteral("cert"));
    const QString key = parser.value(QStringLiteral("key"));
    if (!key.isEmpty() && certificate.isEmpty())
        return Text::tr("--key needs --cert, whose key it is");
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
        return Text::tr("--proxy \"%1\" is not of the form [http://|socks5://]HOST[:PORT]").arg(text);
    source.proxy = proxyAt(*url);
    return {};
}

QString readBounds(const QCommandLineParser &parser, EventSourceOptions &source)
{
    source.retriesServerErrors = parser.isSet(QStringLiteral("retry-errors"));
    source.acceptsAnyType = parser.isSet(QStringLiteral("any-type"));
    if (!parser.isSet(QStringLiteral("max-event")))
        return {};
    const QString text = parser.value(QStringLiteral("max-event"));
    const auto size = parseSize(text);
    if (!size || *size < 1 || *size > MaximumEventSize)
        return Text::tr("--max-event must be a size such as 100KiB or 64MiB, 1GiB at most, not \"%1\"").arg(text);
    source.maximumEventBytes = qsizetype(*size);
    return {};
}

QString readSource(const QCommandLineParser &parser, EventSourceOptions &source)
{
    source.lastEventId = parser.value(QStringLiteral("last-event-id")).toUtf8();
    if (!isHeaderValue(source.lastEventId))
        return Text::tr("--last-event-id must be one line of text");
    for (const QString &text : parser.values(QStringLiteral("header"))) {
        const auto header = headerFrom(text);
        if (!header)
            return Text::tr("--header \"%1\" is not of the form 'Name: value'").arg(text);
        source.headers.append(*header);
    }
    if (parser.isSet(QStringLiteral("token"))) {
        const QString token = parser.value(QStringLiteral("token"));
        if (!isBearerToken(token))
            return Text::tr("--token must be letters, digits and signs without spaces");
        source.bearerToken = token.toLatin1();
    }
    for (const auto read : {readRequest, readTls, readProxy, readBounds}) {
        if (QString problem = read(parser, source); !problem.isEmpty())
            return problem;
    }
    if (QString problem = headersProblem(source); !problem.isEmpty())
        return QStringLiteral("--header: ") + problem;
    if (parser.isSet(QStringLiteral("max-reconnects"))) {
        const QString text = parser.value(QStringLiteral("max-reconnects"));
        const auto number = wholeNumber(text, 0, std::numeric_limits<int>::max());
        if (!number)
            return Text::tr("--max-reconnects must be a whole number from 0 on, not \"%1\"").arg(text);
        source.maximumReconnects = int(*number);
    }
    return {};
}

QString readLimits(const QCommandLineParser &parser, ListenOptions &options)
{
    if (parser.isSet(QStringLiteral("count"))) {
        const QString text = parser.value(QStringLiteral("count"));
        options.count = wholeNumber(text, 1, std::numeric_limits<qint64>::max());
        if (!options.count)
            return Text::tr("--count must be a whole number from 1 on, not \"%1\"").arg(text);
    }
    if (parser.isSet(QStringLiteral("timeout"))) {
        const QString text = parser.value(QStringLiteral("timeout"));
        options.timeout = secondsFrom(text);
        if (!options.timeout)
            return Text::tr("--timeout must be a number of seconds more than 0, not \"%1\"").arg(text);
    }
    return {};
}

constexpr std::pair<QChar, const char *> LettersOfCurl[] = {
    {u'H', "header"}, {u'u', "user"}, {u'X', "request"}, {u'd', "data"}, {u'x', "proxy"}};

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

QString readExpectations(const QCommandLineParser &parser, QList<Expectation> &expectations)
{
    for (const QString &text : parser.values(QStringLiteral("expect"))) {
        QString problem;
        const auto expectation = Expectation::parse(text, problem);
        if (!expectation)
            return problem;
        expectations.append(*expectation);
    }
    return {};
}

constexpr std::pair<const char *, StreamFormat> Formats[] = {
    {"sse", StreamFormat::EventStream}, {"ndjson", StreamFormat::JsonLines}, {"json-array", StreamFormat::JsonArray}};

QString readFormat(const QCommandLineParser &parser, EventSourceOptions &source)
{
    if (!parser.isSet(QStringLiteral("format")))
        return {};
    const QString text = parser.value(QStringLiteral("format"));
    for (const auto &[name, format] : Formats) {
        if (text == QLatin1StringView(name)) {
            source.format = format;
            return {};
        }
    }
    return Text::tr("--format must be sse, ndjson or json-array, not \"%1\"").arg(text);
}

/// The dialect that `text` names: by its name, as a file or as a JSON path.
std::optional<Dialect> dialectFrom(const QString &text, const DialectLibrary &library, QString &problem)
{
    if (text.startsWith(u'$')) {
        const auto path = JsonPath::parse(text, &problem);
        problem = problem.isEmpty() ? QString() : Text::tr("--lens \"%1\": %2").arg(text, problem);
        return path ? std::optional(Dialect::ofPath(*path)) : std::nullopt;
    }
    if (text.endsWith(QLatin1StringView(".json")))
        return DialectLibrary::readUserFile(text, problem);
    const auto dialect = library.find(text.toUtf8());
    if (!dialect)
        problem = Text::tr("--lens knows no dialect \"%1\": use auto, %2, a file NAME.json, or a path such as $.text")
                      .arg(text, library.names().join(QStringLiteral(", ")));
    return dialect;
}

bool hasHeader(const EventSourceOptions &source, QByteArrayView name)
{
    return std::any_of(source.headers.begin(), source.headers.end(),
                       [name](const auto &header) { return header.first.compare(name, Qt::CaseInsensitive) == 0; });
}

QString readLens(const QCommandLineParser &parser, ListenOptions &options)
{
    if (!parser.isSet(QStringLiteral("lens")))
        return {};
    if (options.form == ListenOptions::Form::Raw)
        return Text::tr("--lens prints messages and --raw bytes: choose one");
    const DialectLibrary library = DialectLibrary::forUser(options.warnings);
    const QString text = parser.value(QStringLiteral("lens"));
    if (text == QLatin1StringView("auto")) {
        options.lens.emplace(library);
        return {};
    }
    QString problem;
    const auto dialect = dialectFrom(text, library, problem);
    if (!dialect)
        return problem;
    options.lens.emplace(*dialect);
    if (!parser.isSet(QStringLiteral("format")) && dialect->origin() != Dialect::Origin::Path)
        options.source.format = dialect->formats().first();
    if (dialect->origin() == Dialect::Origin::Mcp && !hasHeader(options.source, "Accept"))
        options.source.headers.append(
            std::pair<QByteArray, QByteArray>("Accept", "application/json, text/event-stream"));
    return {};
}

QString readOutput(const QCommandLineParser &parser, ListenOptions &options)
{
    const bool json = parser.isSet(QStringLiteral("json"));
    const bool raw = parser.isSet(QStringLiteral("raw"));
    if (json && raw)
        return Text::tr("--json and --raw do not go together: choose one");
    options.form = json ? ListenOptions::Form::Json : raw ? ListenOptions::Form::Raw : ListenOptions::Form::Readable;
    options.source.keepsRawBytes = raw;
    options.outputFile = parser.value(QStringLiteral("output"));
    if (parser.isSet(QStringLiteral("output")) && options.outputFile.isEmpty())
        return Text::tr("--output needs the name of a file");
    return {};
}

QString readUrl(const QCommandLineParser &parser, ListenOptions &options)
{
    const QStringList positional = parser.positionalArguments();
    if (positional.isEmpty())
        return Text::tr("the URL of the stream is missing");
    if (positional.size() > 1)
        return Text::tr("one URL at a time: \"%1\" is too many").arg(positional.at(1));
    const auto url = httpUrl(positional.first());
    if (!url)
        return Text::tr("\"%1\" is not an http:// or https:// URL").arg(positional.first());
    const QStringList channels = parser.values(QStringLiteral("channel"));
    if (channels.contains(QString()))
        return Text::tr("--channel needs a name");
    options.url = withChannels(*url, channels);
    return {};
}

} // namespace

ListenOptions readListenOptions(const QStringList &arguments, QString &problem)
{
    QCommandLineParser parser;
    parser.setSingleDashWordOptionMode(QCommandLineParser::ParseAsLongOptions);
    parser.addOptions({{{QStringLiteral("h"), QStringLiteral("help")}, QString()},
                       {QStringLiteral("json"), QString()},
                       {QStringLiteral("raw"), QString()},
                       {QStringLiteral("retry-errors"), QString()},
                       {QStringLiteral("any-type"), QString()}});
    for (const char *name : {"channel", "last-event-id", "token", "count", "max-reconnects", "timeout", "output",
                             "expect", "cacert", "cert", "key", "max-event", "format", "lens"})
        parser.addOption({QString::fromLatin1(name), QString(), QStringLiteral("value")});
    for (const auto &[letter, name] : LettersOfCurl)
        parser.addOption({{QString(letter), QString::fromLatin1(name)}, QString(), QStringLiteral("value")});

    ListenOptions options;
    const bool understood = parser.parse(QStringList(QStringLiteral("helio listen")) + withLettersApart(arguments));
    options.wantsHelp = parser.isSet(QStringLiteral("help"));
    if (options.wantsHelp)
        return options;
    problem = understood ? QString() : parser.errorText();
    if (problem.isEmpty())
        problem = readUrl(parser, options);
    if (problem.isEmpty())
        problem = readSource(parser, options.source);
    if (problem.isEmpty())
        problem = readUser(parser, options);
    if (problem.isEmpty())
        problem = readLimits(parser, options);
    if (problem.isEmpty())
        problem = readExpectations(parser, options.expectations);
    if (problem.isEmpty())
        problem = readFormat(parser, options.source);
    if (problem.isEmpty())
        problem = readOutput(parser, options);
    if (problem.isEmpty())
        problem = readLens(parser, options);
    return options;
}

QString listenHelp()
{
    return Text::tr(R"(helio listen - reads an event stream, and comes back when the connection is lost

Usage: helio listen URL [OPTIONS]

Examples:
  helio listen http://127.0.0.1:7373/stream
      the hub's channel sse, one readable line per event: time, seconds since the one before, channel, type, id, data
  helio listen http://127.0.0.1:7373/stream --channel news --channel 'users.7'
      two channels at once
  helio listen https://example.org/events --json | jq .data
      one JSON object per line, for programs
  helio listen http://127.0.0.1:7373/stream --last-event-id earliest --count 10
      the ten oldest events the hub still holds
  helio listen http://127.0.0.1:7373/stream --output events.ndjson --timeout 3600
      an hour of events, also into a file
  helio listen https://example.org/deploy --expect 'state=^done' --timeout 300
      waits for an event of type state whose data begins with "done"; for scripts: exit code 0 when it came, else 5
  helio listen https://example.org/events --raw | tee stream.txt
      the stream's bytes, exactly as they come
  helio listen https://example.org/v1/chat/completions --token TOKEN --data @request.json --lens auto
      the answer of a language model, as text that grows

Options:
  --channel NAME         adds channel=NAME to the URL's query; may be given several times
  --last-event-id ID     asks for what came after this event
  -H, --header 'NAME: VALUE'  sends a header; may be given several times, values of one name go out as one field
  --token TOKEN          sends Authorization: Bearer TOKEN
  -u, --user NAME:PASSWORD  signs in by basic authentication; without :PASSWORD a terminal is asked for it
  -X, --request METHOD   asks by this method instead of GET, or of POST with --data
  -d, --data DATA        sends DATA, or the content of a file with @FILE, or of standard input with @-, by POST, as
                         application/json if it is JSON, else text/plain; a header Content-Type says otherwise
  --cacert FILE          trusts the authorities in this PEM file alone
  --cert FILE, --key FILE  shows this client certificate, with its key (in the same file unless --key names another)
  -x, --proxy URL        asks by way of this proxy, [http://|socks5://]HOST[:PORT]; '' for none
  --retry-errors         tries again after 429 and 5xx too, when the answer's Retry-After says, but within an hour
  --max-event SIZE       reads no event larger than this, such as 100KiB; 64MiB unless told otherwise
  --any-type             reads the answer as a stream whatever its content type is
  --format FORMAT        how the answer is divided into events: sse, ndjson (each line is one event's data) or json-array
                         (each element is); sse unless --lens names a dialect of another format
  --lens LENS            prints the messages that events make instead of the events: auto finds their dialect by the
                         first ones; NAME is a dialect's, such as openai-chat or anthropic; FILE.json is one of your own;
                         $.PATH prints what stands there in each event's JSON; see docs/lens.md
  --json                 prints JSON: type, data, lastEventId, receivedAt, and channel where the stream tells it
  --raw                  prints the bytes of the stream as they came, comments and blank lines too
  --output FILE          also appends each event to FILE as JSON: time, channel, type, id, data
  --count N              ends after N events
  --expect TYPE[=REGEX]  ends when an event of this type came whose data matches the regular expression (Perl's; it
                         matches anywhere unless it has ^ and $); given several times, when all came, in any order
  --max-reconnects N     gives up when N attempts in a row to connect again have failed;
                         a connection that delivered an event starts the count anew
  --timeout SECONDS      ends after this time; decimals are allowed

A request with a body, or by another method than GET, is not sent again: helio listen ends with its stream, and with 0.
What of --count or --expect is missing then is said.

With --lens, text goes to standard output as it grows, calls of tools when their message ended, and behind each message a
line of figures to standard error; with --json one object for each message when it ended.

Events go to standard output at once, state changes and errors to standard error. Colors are used on a terminal only,
and not at all when NO_COLOR is set. Headers of your own (but Accept, Accept-Language, Last-Event-ID and User-Agent)
and the token are not sent on when the server redirects to another origin.

Exit codes: 0 done (--count reached, all of --expect came, --timeout over where neither was asked, or the stream of a
request that is not sent again ended), 1 output cannot be written, or --lens found a message that is cut or failed, 2 wrong option, URL or file, 3 the server refused for
good (204, another status than 200, no event stream), 4 --max-reconnects used up, 5 --timeout over before --count was
reached, or --timeout or --count before all of --expect came, 130 interrupted.
)");
}

} // namespace helio
