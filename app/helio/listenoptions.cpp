// SPDX-License-Identifier: GPL-3.0-or-later
#include "listenoptions.h"

#include "commandline.h"
#include "event/units.h"

#include <QCommandLineParser>
#include <QCoreApplication>

#include <limits>

namespace helio {

namespace {

constexpr qint64 MaximumEventSize = 1024 * 1024 * 1024; ///< a QByteArray and its text must be able to hold it

struct Text
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
        return Text::tr("--max-event must be a size such as 100KiB or 64MiB, 1GiB at most, not \"%1\"").arg(text);
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
        return Text::tr("--max-reconnects must be a whole number from 0 on, not \"%1\"").arg(text);
    source.maximumReconnects = int(*number);
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
    for (const char *name : {"count", "max-reconnects", "timeout", "output", "expect", "max-event"})
        parser.addOption({QString::fromLatin1(name), QString(), QStringLiteral("value")});
    addRequestOptions(parser);

    ListenOptions options;
    const bool understood = parser.parse(QStringList(QStringLiteral("helio listen")) + withLettersApart(arguments));
    options.wantsHelp = parser.isSet(QStringLiteral("help"));
    if (options.wantsHelp)
        return options;
    problem = understood ? QString() : parser.errorText();
    if (problem.isEmpty())
        problem = readRequestOptions(parser, options);
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

Events go to standard output at once, state changes and errors to standard error. Colors are used on a terminal only,
and not at all when NO_COLOR is set. Headers of your own (but Accept, Accept-Language, Last-Event-ID and User-Agent)
and the token are not sent on when the server redirects to another origin.

Exit codes: 0 done (--count reached, all of --expect came, --timeout over where neither was asked, or the stream of a
request that is not sent again ended), 1 output cannot be written, 2 wrong option, URL or file, 3 the server refused for
good (204, another status than 200, no event stream), 4 --max-reconnects used up, 5 --timeout over before --count was
reached, or --timeout or --count before all of --expect came, 130 interrupted.
)");
}

} // namespace helio
