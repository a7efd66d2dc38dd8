// SPDX-License-Identifier: GPL-3.0-or-later
#include "accessfile.h"
#include "accessreload.h"
#include "farewell.h"
#include "hangup.h"
#include "interrupt.h"
#include "openfiles.h"
#include "options.h"
#include "redisfile.h"
#include "server/localhub.h"
#include "stallreport.h"
#include "ui/composer/draftstore.h"
#include "ui/look/appearance.h"
#include "ui/streams/eventsourceopener.h"
#include "ui/streams/keychainstore.h"
#include "ui/streams/savedstreams.h"
#include "ui/window/languages.h"
#include "ui/window/mainwindow.h"
#include "ui/window/monitor.h"

#include <QSaveFile>
#include <QSettings>
#include <QStandardPaths>

#include <cstdio>

using namespace helio;

namespace {

bool writeReport(const QString &path, const QByteArray &report)
{
    QSaveFile file(path);
    if (file.open(QIODevice::WriteOnly) && file.write(report) == report.size() && file.commit())
        return true;
    qWarning("heliograph: --stall-report %s cannot be written: %s", qUtf8Printable(path),
             qUtf8Printable(file.errorString()));
    return false;
}

} // namespace

int main(int argc, char *argv[])
{
    if (const auto exitCode = answerWithoutDisplay(argc, argv))
        return *exitCode;
    // Before the first thread: the hub's holds thousands of sockets, and GLib's dispatcher pays dearly for each.
    qputenv("QT_NO_THREADED_GLIB", "1");
    Application application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("heliograph"));
    QApplication::setOrganizationName(QStringLiteral("heliograph"));
    QApplication::setApplicationVersion(QStringLiteral(HELIOGRAPH_VERSION));
    // The hub drains after the last window is gone.
    QApplication::setQuitOnLastWindowClosed(false);

    Options options;
    if (const auto exitCode = readOptions(QApplication::arguments(), options))
        return *exitCode;
    ServerOptions &server = options.settings.hub.server;
    server.maximumClients = std::min<qint64>(server.maximumClients, raiseOpenFileLimit());

    nameFallbackFonts();
    QSettings settings;
    Languages languages;
    languages.restore(settings);

    LocalHub hub(options.settings.hubConfig(), options.settings.sourceFactory());
    AccessFile access(hub, options.configFile, options.settings.access);
    hub.setAccessControl(&access);
    RedisFile redis(hub, options.settings, {options.configFile, options.namesRedis});
    hub.setBackplaneControl(&redis);
    EventSourceOpener opener;
    Monitor monitor(hub, opener, options.settings.systemChannel());
    KeychainStore keychain(QStringLiteral("heliograph"));
    SavedStreams saved(monitor.streams(), keychain, settings);
    DraftStore drafts(QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) +
                      QStringLiteral("/heliograph/composer"));
    MainWindow window(monitor, languages, settings, drafts, &keychain);
    QObject::connect(&saved, &SavedStreams::secretsNotKept, &window, &MainWindow::reportSecretsNotKept);
    QObject::connect(&saved, &SavedStreams::secretsNotRemoved, &window, &MainWindow::reportSecretsNotRemoved);

    Farewell farewell(hub, window);
    Interrupt interrupt;
    Hangup hangup;
    QObject::connect(&hangup, &Hangup::came, &access, [&access, hasConfigFile = options.hasConfigFile] {
        const QString line = hasConfigFile ? AccessReload::reload(access) : AccessReload::noFileText();
        std::fprintf(stderr, "heliograph: %s\n", qUtf8Printable(line));
    });
    QObject::connect(&window, &MainWindow::closing, &farewell, &Farewell::begin);
    QObject::connect(&interrupt, &Interrupt::came, &window, &QWidget::close);

    monitor.events().setPaused(options.isPaused);
    saved.restore();
    for (const QUrl &url : options.streams)
        saved.open(url);
    if (options.startsHub)
        hub.start();
    std::optional<TurnMeter> meter;
    if (!options.stallReport.isEmpty())
        application.setMeter(&meter.emplace());
    window.show();
    if (meter)
        meter->start();
    const int exitCode = QApplication::exec();
    if (!meter)
        return exitCode;
    application.setMeter(nullptr);
    monitor.drain(); // what came since the last tick counts, too
    return writeReport(options.stallReport, stallReport(meter->report(), monitor.events())) ? exitCode : 1;
}
