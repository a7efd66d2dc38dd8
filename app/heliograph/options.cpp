// SPDX-License-Identifier: GPL-3.0-or-later
#include "options.h"

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

Options:
  --open URL                       opens a remote event stream; may be given more than once
  --no-hub                         does not start the hub
  --new-instance                   opens a window of its own; without it, a second start with the same --listen and
                                   --config raises the first window, gives it its --open URLs, and ends
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
            std::printf("%s%s", Help, qUtf8Printable(Settings::optionsHelp()));
            return 0;
        }
        if (argument == "--version") {
            std::printf("heliograph %s\n", HELIOGRAPH_VERSION);
            return 0;
        }
    }
    return std::nullopt;
}

std::optional<int> readOptions(const QStringList &arguments, Options &options)
{
    QCommandLineParser parser;
    Settings::addOptions(parser);
    parser.addOptions({{QStringLiteral("open"), QString(), QStringLiteral("URL")},
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
    // A link to nowhere is there, too: who made it meant rules to be read.
    const QFileInfo file(options.configFile);
    if (options.hasConfigFile || file.exists() || file.isSymLink()) {
        const QString problem = options.settings.readFile(options.configFile);
        if (!problem.isEmpty())
            return complain(problem, ExitFailure);
    }
    if (const QString problem = options.settings.readOptions(parser); !problem.isEmpty())
        return complain(problem, ExitFailure);
    options.given = Settings::givenOptions(parser);
    options.namesRedis = parser.isSet(QStringLiteral("redis")) || parser.isSet(QStringLiteral("redis-channels"));
    if (const QString problem = options.settings.joinRedis(); !problem.isEmpty())
        return complain(problem, ExitFailure);
    if (const QString problem = options.settings.exposureProblem(); !problem.isEmpty())
        return complain(problem, ExitFailure);
    // The first thing one sees move; a file that names sources of its own decides itself.
    if (options.settings.sources.isEmpty())
        options.settings.sources.append(*SourceSettings::ofKind(QLatin1String(SystemSourceName)));

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
