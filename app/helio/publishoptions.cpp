// SPDX-License-Identifier: GPL-3.0-or-later
#include "publishoptions.h"

#include "client/authentication.h"
#include "commandline.h"
#include "event/rules.h"

#include <QCommandLineParser>
#include <QCoreApplication>

namespace helio {

namespace {

struct PublishOptionsText
{
    Q_DECLARE_TR_FUNCTIONS(helio::PublishOptions)
};

QString readHub(const QCommandLineParser &parser, PublishOptions &options)
{
    const QString text = parser.value(QStringLiteral("url"));
    const auto url = httpUrl(text);
    if (!url)
        return PublishOptionsText::tr("--url \"%1\" is not an http:// or https:// URL").arg(text);
    options.hub = *url;
    if (parser.isSet(QStringLiteral("token"))) {
        const QString token = parser.value(QStringLiteral("token"));
        if (!isBearerToken(token))
            return PublishOptionsText::tr("--token must be letters, digits and signs without spaces");
        options.token = token.toLatin1();
    }
    return {};
}

QString readPublication(const QCommandLineParser &parser, Publication &publication)
{
    publication.channel = parser.value(QStringLiteral("channel")).toUtf8();
    publication.type = parser.value(QStringLiteral("event")).toUtf8();
    publication.id = parser.value(QStringLiteral("id")).toUtf8();
    if (parser.isSet(QStringLiteral("retry"))) {
        const QString text = parser.value(QStringLiteral("retry"));
        const auto retry = wholeNumber(text, MinimumRetry.count(), MaximumRetry.count());
        if (!retry)
            return PublishOptionsText::tr("--retry must be a whole number of milliseconds from %1 to %2, not \"%3\"")
                .arg(QString::number(MinimumRetry.count()), QString::number(MaximumRetry.count()), text);
        publication.retry = std::chrono::milliseconds(*retry);
    }
    if (parser.isSet(QStringLiteral("id")) && publication.id.isEmpty())
        return eventIdProblem(publication.id).translated();
    return publicationProblem(publication).translated();
}

/// What to publish: the argument, or lines of standard input.
QString readData(const QCommandLineParser &parser, PublishOptions &options)
{
    const QStringList positional = parser.positionalArguments();
    if (positional.size() > 1)
        return PublishOptionsText::tr("one DATA at a time: put it in quotes (\"%1\" is too many)")
            .arg(positional.at(1));
    options.ndjson = parser.isSet(QStringLiteral("ndjson"));
    options.fromStandardInput = positional.isEmpty() || positional.first() == QLatin1StringView("-");
    if (!options.fromStandardInput)
        options.publication.data = positional.first().toUtf8();
    if (options.ndjson) {
        for (const char *name : {"channel", "event", "id", "retry"}) {
            if (parser.isSet(QString::fromLatin1(name)))
                return PublishOptionsText::tr("--%1 does not go with --ndjson: each line says it itself")
                    .arg(QString::fromLatin1(name));
        }
    } else if (options.fromStandardInput && parser.isSet(QStringLiteral("id"))) {
        return PublishOptionsText::tr("--id names one event, standard input gives many: leave it out, or use --ndjson");
    }
    return {};
}

} // namespace

PublishOptions readPublishOptions(const QStringList &arguments, QString &problem)
{
    QCommandLineParser parser;
    parser.setSingleDashWordOptionMode(QCommandLineParser::ParseAsLongOptions);
    parser.addOptions(
        {{{QStringLiteral("h"), QStringLiteral("help")}, QString()},
         {QStringLiteral("ndjson"), QString()},
         {QStringLiteral("url"), QString(), QStringLiteral("value"), QStringLiteral("http://127.0.0.1:7373")},
         {QStringLiteral("channel"), QString(), QStringLiteral("value"), QString::fromLatin1(DefaultChannel)}});
    for (const char *name : {"event", "id", "retry", "token"})
        parser.addOption({QString::fromLatin1(name), QString(), QStringLiteral("value")});

    PublishOptions options;
    const bool understood = parser.parse(QStringList(QStringLiteral("helio publish")) + arguments);
    options.wantsHelp = parser.isSet(QStringLiteral("help"));
    if (options.wantsHelp)
        return options;
    problem = understood ? QString() : parser.errorText();
    if (problem.isEmpty())
        problem = readHub(parser, options);
    if (problem.isEmpty())
        problem = readData(parser, options);
    if (problem.isEmpty())
        problem = readPublication(parser, options.publication);
    return options;
}

QString publishHelp()
{
    return PublishOptionsText::tr(R"(helio publish - gives events to a hub

Usage: helio publish [OPTIONS] [DATA | -]

Examples:
  helio publish 'Hello'
      one event on channel sse of the hub on this machine
  helio publish --channel news --event headline '{"title":"Rain"}'
      an event of type headline on channel news
  tail -f app.log | helio publish --channel log -
      each line as one event, as it comes
  helio publish --ndjson - < events.ndjson
      each line an envelope: {"channel":"news","type":"headline","id":"7","data":"Rain"}
  helio publish --url https://hub.example.org --token "$TOKEN" 'Deployed'
      to a hub elsewhere, with a token

Options:
  --url URL         the hub; http://127.0.0.1:7373 unless told otherwise
  --channel NAME    the channel; sse unless told otherwise
  --event TYPE      the event's type; message unless told otherwise
  --id ID           the event's id, of your own; the hub makes one otherwise
  --retry MS        tells clients to wait this long before they connect again
  --token TOKEN     sends Authorization: Bearer TOKEN
  --ndjson          lines are envelopes in JSON (channel, data, type, id, retry), not data

Without DATA, or with -, lines are read from standard input. DATA that begins with a hyphen goes behind --, as in
helio publish -- -5. Prints the id of each event, one a line.

Exit codes: 0 the hub has accepted all events, 1 it could not be reached or refused, 2 wrong option, 130 interrupted.
)");
}

} // namespace helio
