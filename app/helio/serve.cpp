// SPDX-License-Identifier: GPL-3.0-or-later
#include "serve.h"

#include "accessfile.h"
#include "accessreload.h"
#include "commandline.h"
#include "event/pluralform.h"
#include "hangup.h"
#include "interrupt.h"
#include "openfiles.h"
#include "server/localhub.h"
#include "settings.h"

#include <QCommandLineParser>
#include <QCoreApplication>

namespace helio {

namespace {

struct ServeText
{
    Q_DECLARE_TR_FUNCTIONS(helio::Serve)
};

const QString Name = QStringLiteral("helio serve");

QString serveHelp()
{
    return ServeText::tr(R"(helio serve - runs a hub without a window

Usage: helio serve [OPTIONS]

Examples:
  helio serve
      a hub for this machine on http://127.0.0.1:7373; open that address in a browser to try it
  curl -N 'http://127.0.0.1:7373/stream?channel=demo'
      subscribes to a channel
  curl -d 'Hello' http://127.0.0.1:7373/channels/demo
      publishes to it
  helio serve --source system
      with this machine's figures each second, on channel system
  helio serve --listen 127.0.0.1:0 --max-events 100 --heartbeat 5s
      on a free port, which it prints, with a short history
  helio serve --redis redis://localhost --redis-channels sse --redis-channels 'users.*'
      on these channels together with the Flask-SSE application that uses the same Redis
  helio serve --config hub.toml
      as the file says; options of the command line go before it

Options:
%1  --config FILE                    a TOML file with the same names: [server], [history], [slow_clients], [redis],
                                   [[channel]], [[source]], and who may do what: [anonymous], [[token]], [[jwt]]
%2  --open-access                    starts without rules although others reach the hub: it listens beyond this machine,
                                   or allowed_hosts or trusted_proxies is set. Everybody may read and publish then
  -h, --help                       this text

Options for lists (--listen, --allowed-origins, …) and --source may be given more than once. Durations are 500ms, 15s, 10m, 24h; sizes
64KiB, 1MiB.

SIGHUP reads the access rules of FILE again and ends the streams that they grant no more. Without any rule everything is
open to this machine; a hub that had rules is opened to everybody only by [anonymous] with everything, or a restart.

Prints "listening on URL" for each address when it accepts connections; all else goes to standard error. SIGTERM and
SIGINT let every client have what waits for it, then end the streams; that takes 5 s at most.

Exit codes: 0 asked to end, 1 it cannot serve (a port in use, a bad file or value), 2 wrong option.
)")
        .arg(Settings().optionsHelp(), sourcesHelp());
}

/// What the command line asks for.
struct ServeOptions
{
    Settings settings;
    QString configFile; ///< empty: none
};

/// Reads file and command line; answers an exit code when that is all there is to do.
std::optional<int> readOptions(const QStringList &arguments, ServeOptions &options)
{
    QCommandLineParser parser;
    Settings::addOptions(parser);
    parser.addOptions({{QStringLiteral("source"), QString(), QStringLiteral("SOURCE")},
                       {QStringLiteral("open-access"), QString()},
                       {{QStringLiteral("h"), QStringLiteral("help")}, QString()}});
    const bool understood = parser.parse(QStringList(Name) + arguments);
    if (parser.isSet(QStringLiteral("help")))
        return printHelp(serveHelp());
    if (!understood)
        return usageProblem(Name, parser.errorText());
    if (!parser.positionalArguments().isEmpty())
        return usageProblem(Name, ServeText::tr("\"%1\" is no option").arg(parser.positionalArguments().constFirst()));

    const auto refuse = [](const QString &problem) {
        say(Name, problem);
        return ExitFailure;
    };
    if (parser.isSet(QStringLiteral("config"))) {
        options.configFile = parser.value(QStringLiteral("config"));
        const QString problem = options.settings.readFile(options.configFile);
        if (!problem.isEmpty())
            return refuse(problem);
    }
    if (const QString problem = options.settings.readOptions(parser); !problem.isEmpty())
        return refuse(problem);
    for (const QString &source : parser.values(QStringLiteral("source"))) {
        if (const QString problem = parseSource(source, options.settings.sources); !problem.isEmpty())
            return refuse(QStringLiteral("--source: ") + problem);
    }
    if (const QString problem = options.settings.joinRedis(); !problem.isEmpty())
        return refuse(problem);
    if (const QString problem = options.settings.exposureProblem();
        !problem.isEmpty() && !parser.isSet(QStringLiteral("open-access")))
        return refuse(ServeText::tr("%1 Or allow everybody with --open-access.").arg(problem));
    return {};
}

/// Answers what to say when fewer clients fit than somebody asked for; where nobody did, than most hubs have. Else
/// empty.
QString fitToOpenFiles(Settings &settings)
{
    constexpr qint64 MostHubs = 1'000;
    ServerOptions &server = settings.hub.server;
    const qint64 fitting = raiseOpenFileLimit();
    if (fitting >= server.maximumClients)
        return {};
    server.maximumClients = fitting;
    if (!settings.places.contains(QStringLiteral("max-clients")) && fitting >= MostHubs)
        return {};
    return ServeText::tr("the system's limit of open files lets in %n clients at most; raise it (ulimit -Hn) for more",
                         nullptr, pluralCount(fitting));
}

QByteArray listeningLines(const LocalHub &hub)
{
    QByteArray lines;
    for (const QString &url : hub.urls())
        lines += "listening on " + url.toUtf8() + '\n';
    return lines;
}

} // namespace

int runServe(const QStringList &arguments)
{
    ServeOptions options;
    if (const auto exitCode = readOptions(arguments, options))
        return *exitCode;
    const QString limitText = fitToOpenFiles(options.settings);

    LocalHub hub(options.settings.hubConfig(), options.settings.sourceFactory());
    AccessFile access(hub, options.configFile, options.settings.access);
    if (!options.configFile.isEmpty())
        hub.setAccessControl(&access);
    Hangup hangup;
    QObject::connect(&hangup, &Hangup::came, &access, [&access, hasConfigFile = !options.configFile.isEmpty()] {
        const auto sayLine = [](const QString &line) { say(Name, line); };
        if (hasConfigFile)
            AccessReload::reload(access, sayLine);
        else
            sayLine(AccessReload::noFileText());
    });
    Interrupt interrupt;
    QObject::connect(&interrupt, &Interrupt::came, &hub, &LocalHub::stop);
    QObject::connect(&hub, &LocalHub::stateChanged, &hub, [&hub, limitText](HubControl::State state) {
        switch (state) {
        case HubControl::State::Open:
            // Who waits for these lines would wait for ever.
            if (print(Name, listeningLines(hub)) == ExitFailure) {
                QCoreApplication::exit(ExitFailure);
                break;
            }
            if (!limitText.isEmpty())
                say(Name, limitText);
            break;
        case HubControl::State::Failed:
            say(Name, hub.problem());
            QCoreApplication::exit(ExitFailure);
            break;
        case HubControl::State::Stopped:
            QCoreApplication::exit(ExitSuccess);
            break;
        case HubControl::State::Starting:
        case HubControl::State::Draining:
        case HubControl::State::Away: // a hub far away alone
            break;
        }
    });
    QObject::connect(&hub, &LocalHub::noted, &hub, [](const QString &line) { say(Name, line); });
    hub.start();
    return QCoreApplication::exec();
}

} // namespace helio
