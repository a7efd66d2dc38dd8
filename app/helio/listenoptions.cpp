// SPDX-License-Identifier: GPL-3.0-or-later
#include "listenoptions.h"

#include "commandline.h"
#include "event/units.h"

#include <QCommandLineParser>
#include <QCoreApplication>

#include <algorithm>
#include <limits>

namespace helio {

namespace {

constexpr qint64 MaximumEventSize = 1024 * 1024 * 1024; ///< a QByteArray and its text must be able to hold it

struct ListenOptionsText
{
    Q_DECLARE_TR_FUNCTIONS(helio::ListenOptions)
};

QString readBounds(const QCommandLineParser &parser, EventSourceOptions &source)
{
    source.retriesServerErrors = parser.isSet(QStringLiteral("retry-errors"));
    source.acceptsAnyType = parser.isSet(QStringLiteral("any-type"));
    if (!parser.isSet(QStringLiteral("max-event")))
        return {};
    const QString text = parser.value(QStringLiteral("max-event"));
    const auto size = parseSize(text);
    if (!size || *size < 1 || *size > MaximumEventSize)
        return ListenOptionsText::tr("--max-event must be a size such as 100KiB or 64MiB, 1GiB at most, not \"%1\"")
            .arg(text);
    source.maximumEventBytes = qsizetype(*size);
    return {};
}

QString readReconnects(const QCommandLineParser &parser, EventSourceOptions &source)
{
    if (!parser.isSet(QStringLiteral("max-reconnects")))
        return {};
    const QString text = parser.value(QStringLiteral("max-reconnects"));
    const auto number = wholeNumber(text, 0, std::numeric_limits<int>::max());
    if (!number)
        return ListenOptionsText::tr("--max-reconnects must be a whole number from 0 on, not \"%1\"").arg(text);
    source.maximumReconnects = int(*number);
    return {};
}

QString readLimits(const QCommandLineParser &parser, ListenOptions &options)
{
    if (parser.isSet(QStringLiteral("count"))) {
        const QString text = parser.value(QStringLiteral("count"));
        options.count = wholeNumber(text, 1, std::numeric_limits<qint64>::max());
        if (!options.count)
            return ListenOptionsText::tr("--count must be a whole number from 1 on, not \"%1\"").arg(text);
    }
    if (parser.isSet(QStringLiteral("timeout"))) {
        const QString text = parser.value(QStringLiteral("timeout"));
        options.timeout = secondsFrom(text);
        if (!options.timeout)
            return ListenOptionsText::tr("--timeout must be a number of seconds more than 0, not \"%1\"").arg(text);
    }
    return {};
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

/// The dialect that `text` names: by its name, as a file or as a JSON path.
std::optional<Dialect> dialectFrom(const QString &text, const DialectLibrary &library, QString &problem)
{
    if (text.startsWith(u'$')) {
        const auto path = JsonPath::parse(text, &problem);
        problem = problem.isEmpty() ? QString() : ListenOptionsText::tr("--lens \"%1\": %2").arg(text, problem);
        return path ? std::optional(Dialect::ofPath(*path)) : std::nullopt;
    }
    if (text.endsWith(QLatin1StringView(".json")))
        return DialectLibrary::readUserFile(text, problem);
    const auto dialect = library.find(text.toUtf8());
    if (!dialect)
        problem = ListenOptionsText::tr(
                      "--lens knows no dialect \"%1\": use auto, %2, a file NAME.json, or a path such as $.text")
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
        return ListenOptionsText::tr("--lens prints messages and --raw bytes: choose one");
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
        return ListenOptionsText::tr("--json and --raw do not go together: choose one");
    options.form = json ? ListenOptions::Form::Json : raw ? ListenOptions::Form::Raw : ListenOptions::Form::Readable;
    options.source.keepsRawBytes = raw;
    options.outputFile = parser.value(QStringLiteral("output"));
    if (parser.isSet(QStringLiteral("output")) && options.outputFile.isEmpty())
        return ListenOptionsText::tr("--output needs the name of a file");
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
    for (const char *name : {"count", "max-reconnects", "timeout", "output", "expect", "max-event", "lens"})
        parser.addOption({QString::fromLatin1(name), QString(), QStringLiteral("value")});
    addRequestOptions(parser);

    ListenOptions options;
    problem = parseRequest(parser, QStringLiteral("helio listen"), arguments, options);
    if (options.wantsHelp)
        return options;
    if (problem.isEmpty())
        problem = readBounds(parser, options.source);
    if (problem.isEmpty())
        problem = readReconnects(parser, options.source);
    if (problem.isEmpty())
        problem = readLimits(parser, options);
    if (problem.isEmpty())
        problem = readExpectations(parser, options.expectations);
    if (problem.isEmpty())
        problem = readOutput(parser, options);
    if (problem.isEmpty())
        problem = readLens(parser, options);
    return options;
}

QString listenHelp()
{
    return ListenOptionsText::tr(R"(helio listen - reads an event stream, and comes back when the connection is lost

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
