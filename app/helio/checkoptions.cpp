// SPDX-License-Identifier: GPL-3.0-or-later
#include "checkoptions.h"

#include "commandline.h"

#include <QCommandLineParser>
#include <QCoreApplication>

namespace helio {

namespace {

struct CheckOptionsText
{
    Q_DECLARE_TR_FUNCTIONS(helio::CheckOptions)
};

/// As browsers send it: scheme, host and port alone, or `null` for a page without one.
bool isOrigin(const QString &text)
{
    if (text == QLatin1StringView("null"))
        return true;
    const QUrl url(text, QUrl::StrictMode);
    return url.isValid() && !url.scheme().isEmpty() && !url.host().isEmpty() && url.path().isEmpty() &&
           url.userInfo().isEmpty() && !url.hasQuery() && !url.hasFragment();
}

QString readWatch(const QCommandLineParser &parser, CheckOptions &options)
{
    if (parser.isSet(QStringLiteral("origin"))) {
        const QString origin = parser.value(QStringLiteral("origin"));
        if (!isOrigin(origin))
            return CheckOptionsText::tr("--origin \"%1\" is no origin: it is what a page's address begins with, as in "
                                        "https://example.org")
                .arg(origin);
        options.origin = origin.toLatin1();
    }
    if (parser.isSet(QStringLiteral("for"))) {
        options.watch = secondsFrom(parser.value(QStringLiteral("for")));
        if (!options.watch)
            return CheckOptionsText::tr("--for must be a number of seconds more than 0, not \"%1\"")
                .arg(parser.value(QStringLiteral("for")));
    }
    if (parser.isSet(QStringLiteral("against"))) {
        const auto url = httpUrl(parser.value(QStringLiteral("against")));
        if (!url)
            return notHttpText(parser.value(QStringLiteral("against")));
        options.against = withChannels(*url, parser.values(QStringLiteral("channel")));
    }
    return {};
}

} // namespace

CheckPlan CheckOptions::plan() const
{
    CheckPlan plan;
    plan.request.url = url;
    plan.request.asked = source;
    plan.request.origin = origin;
    if (against) {
        plan.against = plan.request;
        plan.against->url = *against;
    }
    plan.watch = watch;
    plan.once = once;
    return plan;
}

CheckOptions readCheckOptions(const QStringList &arguments, QString &problem)
{
    QCommandLineParser parser;
    parser.setSingleDashWordOptionMode(QCommandLineParser::ParseAsLongOptions);
    parser.addOptions({{{QStringLiteral("h"), QStringLiteral("help")}, QString()},
                       {QStringLiteral("json"), QString()},
                       {QStringLiteral("once"), QString()}});
    for (const char *name : {"for", "origin", "against"})
        parser.addOption({QString::fromLatin1(name), QString(), QStringLiteral("value")});
    addRequestOptions(parser);

    CheckOptions options;
    problem = parseRequest(parser, QStringLiteral("helio check"), arguments, options);
    if (options.wantsHelp)
        return options;
    options.once = parser.isSet(QStringLiteral("once"));
    options.json = parser.isSet(QStringLiteral("json"));
    if (problem.isEmpty())
        problem = readWatch(parser, options);
    return options;
}

QString checkHelp()
{
    return CheckOptionsText::tr(R"(helio check - watches an event stream and says what is wrong with it

Usage: helio check URL [OPTIONS]

Examples:
  helio check https://example.org/events
      10 seconds, or up to 30 while that may show more; then what was found, worst first, each with its remedy
  helio check https://example.org/events --against http://127.0.0.1:8080/events
      the way through the proxy beside the application itself: how much later each event comes
  helio check https://api.example.org/events --origin https://example.org
      whether a page of that origin could read it
  helio check https://api.example.org/v1/chat -H 'Authorization: Bearer KEY' -d @request.json
      an answer of a language model: whether it is cut, held back, or an error
  helio check https://example.org/events --for 120 --json | jq .findings
      two minutes, for programs

Options:
  --for SECONDS          watches so long; decimals are allowed
  --against URL          hears this address at the same time: the application itself, where URL leads through a proxy
  --origin ORIGIN        asks as a page of this origin would, and says whether it could read the answer
  --once                 makes no request a second time
  --json                 prints JSON: url, verdict (ok, notes, warnings or errors), findings, figures
  --format FORMAT        how the answer is divided into events: sse, ndjson (each line is one event's data) or json-array
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

A GET without a body is made up to three times: while it is watched, a second time as browsers ask (with
Accept-Encoding: gzip, deflate, br), and afterwards with a Last-Event-ID. A request with a body is made once; with
--against once to each address. It ends within the time of watching plus 5 seconds, whatever the server does.

Exit codes: 0 no errors and no warnings, 1 some, 2 wrong option, URL or file, 130 interrupted (what was found until then
is printed).
)");
}

} // namespace helio
