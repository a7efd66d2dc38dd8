// SPDX-License-Identifier: GPL-3.0-or-later
#include "accessreload.h"
#include "connectingmarker.h"
#include "event/version.h"
#include "farewell.h"
#include "farhub.h"
#include "hangup.h"
#include "hubinside.h"
#include "interrupt.h"
#include "openfiles.h"
#include "options.h"
#include "remote/huburl.h"
#include "singleinstance.h"
#include "stallreport.h"
#include "ui/composer/draftstore.h"
#include "ui/look/appearance.h"
#include "ui/streams/eventsourceopener.h"
#include "ui/streams/keychainstore.h"
#include "ui/streams/savedstreams.h"
#include "ui/window/hubconnector.h"
#include "ui/window/languages.h"
#include "ui/window/mainwindow.h"
#include "ui/window/monitor.h"

#include <QFileInfo>
#include <QProcess>
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

/// How long a second start waits for the first to answer.
constexpr std::chrono::seconds HandingTime{10};

/// What the desktop gave this start, so that a window may come to the front for it.
QByteArray activationToken()
{
    const QByteArray wayland = qgetenv("XDG_ACTIVATION_TOKEN");
    return wayland.isEmpty() ? qgetenv("DESKTOP_STARTUP_ID") : wayland;
}

/// Gives the window that runs already what this start asks for. Answers the exit code when that was all there is to do.
std::optional<int> handOver(SingleInstance &instance, const Options &options, const QByteArray &token)
{
    SingleInstance::Message message;
    for (const QUrl &url : options.streams)
        message.urls.append(url.toString(QUrl::FullyEncoded));
    message.activationToken = token;
    switch (instance.enter(message, HandingTime)) {
    case SingleInstance::Outcome::First:
        return std::nullopt;
    case SingleInstance::Outcome::HandedOver:
        std::fputs("heliograph: the window that is open already was raised; --new-instance opens another\n", stderr);
        return 0;
    case SingleInstance::Outcome::NoAnswer:
        std::fputs("heliograph: the window that is open already does not answer; --new-instance opens another\n",
                   stderr);
        return 1;
    case SingleInstance::Outcome::TooMuch:
        std::fprintf(stderr,
                     "heliograph: nothing was opened in the window that is open already: %s; --new-instance opens "
                     "another\n",
                     qUtf8Printable(instance.problem()));
        return 1;
    case SingleInstance::Outcome::Alone:
        std::fprintf(stderr, "heliograph: a second start will not find this window: %s\n",
                     qUtf8Printable(instance.problem()));
        return std::nullopt;
    }
    return std::nullopt;
}

/// How *Connect to a hub…* comes to a hub: `far` is the window's own, null where that is inside.
HubConnector::Ways waysTo(FarHub *far)
{
    HubConnector::Ways ways;
    ways.itself = [far](const QUrl &hub, const QByteArray &token) {
        const bool isOwn = far && far->hub().url() == hub;
        if (isOwn)
            far->startWith(token);
        return isOwn;
    };
    ways.another = [](const QUrl &hub) {
        return QProcess::startDetached(QApplication::applicationFilePath(), {QStringLiteral("--hub"), hubName(hub)});
    };
    return ways;
}

} // namespace

int main(int argc, char *argv[])
{
    if (const auto exitCode = answerWithoutDisplay(argc, argv))
        return *exitCode;
    // Before the first thread: the hub's holds thousands of sockets, and GLib's dispatcher pays dearly for each.
    qputenv("QT_NO_THREADED_GLIB", "1");
    const QByteArray token = activationToken(); // before Qt takes it away
    Application application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("heliograph"));
    QApplication::setOrganizationName(QStringLiteral("heliograph"));
    QApplication::setApplicationVersion(QString::fromLatin1(programVersion()));
    // The menu entry's: what a Wayland desktop, and the sender of notifications, know the window by.
    QApplication::setDesktopFileName(QStringLiteral("org.heliograph.Heliograph"));
    // The hub drains after the last window is gone.
    QApplication::setQuitOnLastWindowClosed(false);

    Options options;
    if (const auto exitCode = readOptions(QApplication::arguments(), options))
        return *exitCode;
    const QString configFile = QFileInfo(options.configFile).absoluteFilePath();
    SingleInstance instance(QStandardPaths::writableLocation(QStandardPaths::RuntimeLocation),
                            {options.given.value(QStringLiteral("listen")), hubName(options.hub), configFile});
    if (!options.isNewInstance) {
        if (const auto exitCode = handOver(instance, options, token))
            return *exitCode;
    }
    ServerOptions &server = options.settings.hub.server;
    const qint64 mostClients = raiseOpenFileLimit();
    server.maximumClients = std::min<qint64>(server.maximumClients, mostClients);

    nameFallbackFonts();
    QSettings settings;
    Languages languages;
    languages.restore(settings);

    KeychainStore keychain(QStringLiteral("heliograph"));
    std::unique_ptr<FarHub> far;
    std::unique_ptr<HubInside> inside;
    if (options.hub.isEmpty())
        inside = std::make_unique<HubInside>(options, mostClients);
    else
        far = std::make_unique<FarHub>(options.hub, options.token, keychain);
    HubControl &hub = far ? static_cast<HubControl &>(far->hub()) : inside->hub();
    EventSourceOpener opener;
    Monitor monitor(hub, opener, options.settings.systemChannel());
    SavedStreams saved(monitor.streams(), keychain, settings);
    DraftStore drafts(QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) +
                      QStringLiteral("/heliograph/composer"));
    MainWindow window(monitor, languages, settings, drafts, &keychain);
    QObject::connect(&saved, &SavedStreams::secretsNotKept, &window, &MainWindow::reportSecretsNotKept);
    QObject::connect(&saved, &SavedStreams::secretsNotRemoved, &window, &MainWindow::reportSecretsNotRemoved);
    if (far)
        QObject::connect(far.get(), &FarHub::tokenNotKept, &window, &MainWindow::reportTokenNotKept);
    HubConnector connector(*window.actionList()[ActionId::ConnectHub], settings, keychain, waysTo(far.get()), window);

    Farewell farewell(hub, window);
    Interrupt interrupt;
    Hangup hangup;
    QObject::connect(&hangup, &Hangup::came, &window, [&inside, hasConfigFile = options.hasConfigFile] {
        const auto say = [](const QString &line) { std::fprintf(stderr, "heliograph: %s\n", qUtf8Printable(line)); };
        if (inside && hasConfigFile)
            AccessReload::reload(inside->access(), say);
        else
            say(AccessReload::noFileText());
    });
    if (inside)
        QObject::connect(&window, &MainWindow::closing, &inside->settings(), &SettingsFile::cancelRestart);
    QObject::connect(&window, &MainWindow::closing, &farewell, &Farewell::begin);
    QObject::connect(&window, &MainWindow::closing, &instance, &SingleInstance::stopListening);
    QObject::connect(&interrupt, &Interrupt::came, &window, &MainWindow::leave);

    monitor.events().setPaused(options.isPaused);
    ConnectingMarker marker(settings.fileName() + QStringLiteral(".connecting"));
    QObject::connect(&monitor.streams(), &StreamList::openingPaused, &marker, [&] { marker.begin(monitor.streams()); });
    if (!marker.hasDiedConnecting())
        marker.begin(monitor.streams());
    saved.restore(marker.hasDiedConnecting() ? SavedStreams::Opening::Paused : SavedStreams::Opening::AsLeft);
    for (const QUrl &url : options.streams)
        saved.open(url);
    QObject::connect(&instance, &SingleInstance::received, &window,
                     [&](const QStringList &urls, const QByteArray &activation) {
                         for (const QString &url : urls) {
                             if (streamUrlProblem(QUrl(url)).isEmpty())
                                 window.chooseStream(saved.open(QUrl(url)));
                         }
                         window.bringToFront(activation);
                         // Who starts it anew may have given the keychain a token that is good.
                         if (far && far->hub().state() == HubControl::State::Failed)
                             far->startWith({});
                     });
    if (far)
        far->start();
    else if (options.startsHub)
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
