// SPDX-License-Identifier: GPL-3.0-or-later
#include "options.h"

#include "event/version.h"
#include "remote/huburl.h"

#include <QCommandLineParser>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QStandardPaths>

#include <cstdio>

namespace helio {

namespace {

constexpr int ExitFailure = 1;
constexpr int ExitUsage = 2;

const char *const Help = R"(heliograph - a desktop hub, monitor and client for Server-Sent Events

Usage: heliograph [OPTIONS]

Examples:
  heliograph
      the window, with its hub on 127.0.0.1:7373 and this machine's figures on channel system
  heliograph --listen 127.0.0.1:0
      the same on a port that is free
  heliograph --no-hub --open https://stream.wikimedia.org/v2/stream/recentchange
      only to read a remote stream; Hub > Start hub starts the hub later
  heliograph --hub https://hub.example:7373
      the window of a hub elsewhere, which helio serve runs

Options:
  --open URL                       opens a remote event stream; may be given more than once
  --hub URL                        watches and steers the hub at URL; none is started here, and no settings are read
  --token TOKEN                    for that hub, with "admin"; it is kept in the keychain, so it is given once. Other
                                   programs can see a command line: Hub > Connect to a hub takes it unseen
  --no-hub                         does not start the hub
  --new-instance                   opens a window of its own; without it, a second start with the same --listen,
                                   --hub and --config raises the first window, gives it its --open URLs, and ends
  --paused                         holds the events table still from the start
  --stall-report FILE              writes at the end how long the window was ever held up, and what became of the events
  --config FILE                    reads settings from a TOML file, and keeps access rules there; without it, from
                                   hub.toml in the folder of the user's configuration, if it is there
  --help                           prints this
  --version                        prints the version

Settings of the hub, the same as the keys of the file; an option wins over the file:
)";

int complain(const QString &problem, int exitCode)
{
    std::fprintf(stderr, "heliograph: %s\n", qUtf8Printable(problem));
    if (exitCode == ExitUsage)
        std::fprintf(stderr, "heliograph: see heliograph --help\n");
    return exitCode;
}

} // namespace

Settings deskDefaults()
{
    Settings settings;
    // The first thing one sees move; a file that names sources of its own decides itself.
    settings.sources.append(*SourceSettings::ofKind(QLatin1String(SystemSourceName)));
    settings.keepsFigures = false;
    settings.store = {usualHistoryFile()};
    settings.whenUnusable = WhenUnusable::InMemory; // a second window, for one
    return settings;
}

QString streamUrlProblem(const QUrl &url)
{
    const bool isHttp = url.scheme() == QLatin1String("http") || url.scheme() == QLatin1String("https");
    return url.isValid() && !url.host().isEmpty() && isHttp ? QString()
                                                            : QStringLiteral("is not an http:// or https:// URL");
}

std::optional<int> answerWithoutDisplay(int argc, char **argv)
{
    for (int i = 1; i < argc; ++i) {
        const QByteArrayView argument(argv[i]);
        if (argument == "--help" || argument == "-h") {
            std::printf("%s%s", Help, qUtf8Printable(deskDefaults().optionsHelp()));
            return 0;
        }
        if (argument == "--version") {
            std::printf("heliograph %s\n", programVersion());
            return 0;
        }
    }
    return std::nullopt;
}

namespace {

/// What --hub and --token say. Answers an exit code where that is wrong.
std::optional<int> readFarHub(const QCommandLineParser &parser, Options &options)
{
    options.token = parser.value(QStringLiteral("token")).toUtf8();
    if (!parser.isSet(QStringLiteral("hub"))) {
        if (parser.isSet(QStringLiteral("token")))
            return complain(QStringLiteral("--token is for the hub that --hub names"), ExitUsage);
        return std::nullopt;
    }
    QString problem;
    options.hub = hubUrlFrom(parser.value(QStringLiteral("hub")), problem);
    if (!problem.isEmpty())
        return complain(QStringLiteral("--hub: %1").arg(problem), ExitUsage);
    QStringList idle = options.given.keys();
    if (options.hasConfigFile)
        idle.prepend(QStringLiteral("config"));
    if (!idle.isEmpty())
        complain(QStringLiteral("beside --hub there is no hub inside: --%1 does nothing")
                     .arg(idle.join(QLatin1String(", --"))),
                 0);
    if (isUnguarded(options.hub))
        complain(
            QStringLiteral("what goes to %1 is unprotected, a token too: it is plain HTTP").arg(options.hub.host()), 0);
    return std::nullopt;
}

/// What the hub inside is made from: its file, and the command line. Answers an exit code where that is wrong.
std::optional<int> readSettings(const QCommandLineParser &parser, Options &options)
{
    // A link to nowhere is there, too: who made it meant rules to be read.
    const QFileInfo file(options.configFile);
    if (options.hasConfigFile || file.exists() || file.isSymLink()) {
        const QString problem = options.settings.readFile(options.configFile);
        if (!problem.isEmpty())
            return complain(problem, ExitFailure);
    }
    if (const QString problem = options.settings.readOptions(parser); !problem.isEmpty())
        return complain(problem, ExitFailure);
    const QStringList given = options.given.keys();
    options.namesRedis = std::any_of(given.cbegin(), given.cend(),
                                     [](const QString &option) { return option.startsWith(QLatin1String("redis")); });
    if (const QString problem = options.settings.joinRedis(); !problem.isEmpty())
        return complain(problem, ExitFailure);
    if (const QString problem = options.settings.exposureProblem(); !problem.isEmpty())
        return complain(problem, ExitFailure);
    return std::nullopt;
}

} // namespace

std::optional<int> readOptions(const QStringList &arguments, Options &options)
{
    QCommandLineParser parser;
    Settings::addOptions(parser);
    parser.addOptions({{QStringLiteral("open"), QString(), QStringLiteral("URL")},
                       {QStringLiteral("hub"), QString(), QStringLiteral("URL")},
                       {QStringLiteral("token"), QString(), QStringLiteral("TOKEN")},
                       {QStringLiteral("no-hub"), QString()},
                       {QStringLiteral("new-instance"), QString()},
                       {QStringLiteral("paused"), QString()},
                       {QStringLiteral("stall-report"), QString(), QStringLiteral("FILE")}});
    if (!parser.parse(arguments))
        return complain(parser.errorText(), ExitUsage);
    if (!parser.positionalArguments().isEmpty())
        return complain(QStringLiteral("\"%1\" is no option").arg(parser.positionalArguments().constFirst()),
                        ExitUsage);

    options.configFile = parser.value(QStringLiteral("config"));
    options.hasConfigFile = parser.isSet(QStringLiteral("config"));
    if (options.configFile.isEmpty())
        options.configFile = QDir(QStandardPaths::writableLocation(QStandardPaths::AppConfigLocation))
                                 .filePath(QStringLiteral("hub.toml"));
    options.given = Settings::givenOptions(parser);
    if (const auto exitCode = readFarHub(parser, options))
        return exitCode;
    if (options.hub.isEmpty()) {
        if (const auto exitCode = readSettings(parser, options))
            return exitCode;
    }

    const QStringList urls = parser.values(QStringLiteral("open"));
    for (const QString &text : urls) {
        const QUrl url(text);
        if (const QString problem = streamUrlProblem(url); !problem.isEmpty())
            return complain(QStringLiteral("--open \"%1\" %2").arg(text, problem), ExitUsage);
        options.streams.append(url);
    }
    options.startsHub = !parser.isSet(QStringLiteral("no-hub"));
    options.isNewInstance = parser.isSet(QStringLiteral("new-instance"));
    options.isPaused = parser.isSet(QStringLiteral("paused"));
    options.stallReport = parser.value(QStringLiteral("stall-report"));
    if (!options.stallReport.isEmpty()) {
        // Better now than after a long run.
        QFile report(options.stallReport);
        if (!report.open(QIODevice::WriteOnly | QIODevice::Append))
            return complain(QStringLiteral("--stall-report %1 cannot be written: %2")
                                .arg(options.stallReport, report.errorString()),
                            ExitFailure);
    }
    return std::nullopt;
}

} // namespace helio
