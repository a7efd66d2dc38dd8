// SPDX-License-Identifier: GPL-3.0-or-later
#include "check.h"
#include "commandline.h"
#include "event/version.h"
#include "history.h"
#include "listen.h"
#include "publish.h"
#include "serve.h"
#include "systemlanguage.h"
#include "token.h"

#include <QCoreApplication>

using namespace helio;

namespace {

struct Command
{
    QLatin1StringView name;
    int (*run)(const QStringList &arguments); ///< what stands behind the command's name; answers the exit code
};

constexpr Command Commands[] = {
    {QLatin1StringView("serve"), runServe},   {QLatin1StringView("publish"), runPublish},
    {QLatin1StringView("listen"), runListen}, {QLatin1StringView("check"), runCheck},
    {QLatin1StringView("token"), runToken},   {QLatin1StringView("history"), runHistory},
};

} // namespace

int main(int argc, char *argv[])
{
    // Before the first thread: GLib's dispatcher pays dearly for each of many sockets.
    qputenv("QT_NO_GLIB", "1");
    qputenv("QT_NO_THREADED_GLIB", "1");
    holdStandardStreams();
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("helio"));
    QCoreApplication::setApplicationVersion(QString::fromLatin1(programVersion()));
    useSystemLanguage();

    const QStringList arguments = QCoreApplication::arguments().sliced(1);
    const QString first = arguments.value(0);
    for (const Command &command : Commands) {
        if (first == command.name)
            return command.run(arguments.sliced(1));
    }
    if (first == QLatin1StringView("--help") || first == QLatin1StringView("-h") || first == QLatin1StringView("help"))
        return printHelp(overallHelp());
    if (first == QLatin1StringView("--version"))
        return printHelp(QStringLiteral("helio %1\n").arg(QLatin1StringView(programVersion())));
    return first.isEmpty() ? usageProblem(QStringLiteral("helio"), missingCommandText())
                           : usageProblem(QStringLiteral("helio"), unknownCommandText(first));
}
