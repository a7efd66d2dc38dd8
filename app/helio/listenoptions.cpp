// SPDX-License-Identifier: GPL-3.0-or-later
#include "listenoptions.h"

#include "client/answer.h"
#include "commandline.h"

#include <QCommandLineParser>
#include <QCoreApplication>

#include <cmath>
#include <limits>

namespace helio {

namespace {

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
        if (!isToken(token))
            return Text::tr("--token must be letters, digits and signs without spaces");
        source.bearerToken = token.toLatin1();
    }
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
                       {QStringLiteral("raw"), QString()}});
    for (const char *name :
         {"channel", "last-event-id", "header", "token", "count", "max-reconnects", "timeout", "output", "expect"})
        parser.addOption({QString::fromLatin1(name), QString(), QStringLiteral("value")});

    ListenOptions options;
    const bool understood = parser.parse(QStringList(QStringLiteral("helio listen")) + arguments);
    options.wantsHelp = parser.isSet(QStringLiteral("help"));
    if (options.wantsHelp)
        return options;
    problem = understood ? QString() : parser.errorText();
    if (problem.isEmpty())
        problem = readUrl(parser, options);
    if (problem.isEmpty())
        problem = readSource(parser, options.source);
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
  --header 'NAME: VALUE' sends a header; may be given several times
  --token TOKEN          sends Authorization: Bearer TOKEN
  --json                 prints JSON: type, data, lastEventId, and channel where the stream tells it
  --raw                  prints the bytes of the stream as they came, comments and blank lines too
  --output FILE          also appends each event to FILE as JSON: time, channel, type, id, data
  --count N              ends after N events
  --expect TYPE[=REGEX]  ends when an event of this type came whose data matches the regular expression (Perl's; it
                         matches anywhere unless it has ^ and $); given several times, when all came, in any order
  --max-reconnects N     gives up when N attempts in a row to connect again have failed;
                         a connection that delivered an event starts the count anew
  --timeout SECONDS      ends after this time; decimals are allowed

Events go to standard output at once, state changes and errors to standard error. Colors are used on a terminal only,
and not at all when NO_COLOR is set. Headers of your own and the token are not sent on when the server redirects to
another origin.

Exit codes: 0 done (--count reached, all of --expect came, or --timeout over and neither asked), 2 wrong option, URL or
file, 3 the server refused for good (204, another status than 200, no event stream), 4 --max-reconnects used up,
5 --timeout over before --count was reached, or --timeout or --count over before all of --expect came, 130 interrupted.
)");
}

} // namespace helio
