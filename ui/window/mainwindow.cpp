// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/mainwindow.h"

#include "ui/charts/chartspanel.h"
#include "ui/composer/composer.h"
#include "ui/events/eventspanel.h"
#include "ui/events/exporter.h"
#include "ui/hub/accessdialog.h"
#include "ui/hub/channelspanel.h"
#include "ui/hub/clientspanel.h"
#include "ui/hub/redisdialog.h"
#include "ui/inspector/inspector.h"
#include "ui/look/format.h"
#include "ui/look/plaintexts.h"
#include "ui/navigator/navigatorpanel.h"
#include "ui/streams/connectionpanel.h"
#include "ui/streams/streamdialog.h"
#include "ui/window/banners.h"
#include "ui/window/cheatsheet.h"
#include "ui/window/commands.h"
#include "ui/window/lookmenus.h"
#include "ui/window/monitor.h"
#include "ui/window/statusline.h"
#include "ui/window/tabs.h"

#include <QApplication>
#include <QCloseEvent>
#include <QDockWidget>
#include <QLineEdit>
#include <QMessageBox>

namespace helio {

MainWindow::MainWindow(Monitor &monitor, Languages &languages, QSettings &settings, DraftStore &drafts,
                       const SecretStore *secrets)
    : monitor_(monitor)
    , settings_(settings)
    , secrets_(secrets)
    , actions_(new Actions(this))
    , commands_(new Commands(monitor, *actions_, this))
    , exporter_(new Exporter(monitor.events(), settings, this))
    , tabs_(new Tabs({monitor, *actions_, settings}))
    , events_(tabs_->panel<EventsPanel>())
    , channels_(tabs_->panel<ChannelsPanel>())
    , charts_(tabs_->panel<ChartsPanel>())
    , connection_(tabs_->panel<ConnectionPanel>())
    , navigator_(new NavigatorPanel(monitor.navigator(), *actions_))
    , composer_(
          new Composer(monitor.hubState(), *actions_, drafts,
                       [&monitor](const QByteArray &channel) { return monitor.navigator().typesSeen(channel, 0); }))
    , inspector_(new Inspector(monitor.events(), monitor.streams(), hub(), *actions_))
    , status_(new StatusLine(monitor))
    , appearanceMenu_(new AppearanceMenu(settings, this))
    , languageMenu_(new LanguageMenu(languages, settings, this))
    , failed_(new HubFailedBanner(hub(), *commands_))
    , notKept_(new SecretsNotKeptBanner)
    , cleared_(new ClearedBanner(monitor.events(), *(*actions_)[ActionId::UndoClear]))
{
    setObjectName(QStringLiteral("mainWindow"));
    qApp->installEventFilter(new PlainTexts(this));
    setWindowIcon(programIcon());
    setStatusBar(status_);
    makeCenter();
    makeDocks();
    makeToolBar();
    makeMenus();
    connectPanels();
    retranslate();
    restoreLayout();
    showHub();
}

MainWindow::~MainWindow() = default;

HubControl &MainWindow::hub()
{
    return monitor_.hubState().control();
}

void MainWindow::connectPanels()
{
    connect(navigator_, &NavigatorPanel::channelSelected, commands_, &Commands::selectChannel);
    connect(navigator_, &NavigatorPanel::streamSelected, commands_, &Commands::selectStream);
    connect(navigator_, &NavigatorPanel::streamSelected, connection_, &ConnectionPanel::showStream);
    connect(navigator_, &NavigatorPanel::streamActivated, this, &MainWindow::showConnection);
    connect(connection_, &ConnectionPanel::editRequested, this, &MainWindow::editStream);
    connect(connection_, &ConnectionPanel::streamChosen, navigator_, &NavigatorPanel::selectStream);
    connect((*actions_)[ActionId::EditStream], &QAction::triggered, this, [this] { editStream(commands_->stream()); });
    // Not from within: it may be a click on Reopen that asks.
    connect(&monitor_.streams(), &StreamList::secretsNeeded, this, &MainWindow::askForSecrets, Qt::QueuedConnection);
    connect(navigator_, &NavigatorPanel::channelActivated, composer_, &Composer::writeTo);
    connect(channels_, &ChannelsPanel::channelSelected, commands_, &Commands::selectChannel);
    connect(channels_, &ChannelsPanel::channelActivated, composer_, &Composer::writeTo);
    connect(commands_, &Commands::writeEventRequested, this, [this](const QByteArray &channel) {
        composerDock_->show();
        composerDock_->raise();
        composer_->writeTo(channel);
    });
    connect(composer_, &Composer::showRequested, composerDock_, [this] {
        composerDock_->show();
        composerDock_->raise();
    });
    connect(events_, &EventsPanel::showRequested, tabs_, [this] { tabs_->setCurrentWidget(events_); });
    connect(charts_, &ChartsPanel::showRequested, tabs_, [this] { tabs_->setCurrentWidget(charts_); });
    connect(&events_->view(), &EventsView::currentRowChanged, this, &MainWindow::showSelectedEvent);
    connect(&events_->view(), &QAbstractItemView::activated, inspectorDock_, [this] {
        inspectorDock_->show();
        inspectorDock_->raise();
    });
    connect(inspector_, &Inspector::publishAgainRequested, this, [this](const Publication &publication) {
        composerDock_->show();
        composerDock_->raise();
        composer_->setPublication(publication);
    });
    connect(inspector_, &Inspector::filterRequested, events_, &EventsPanel::addFilterTerm);
    connect(inspector_, &Inspector::chartRequested, charts_, &ChartsPanel::addNumber);
    connect(&hub(), &HubControl::stateChanged, this, &MainWindow::showHub);
    connect((*actions_)[ActionId::AccessSettings], &QAction::triggered, this, &MainWindow::showAccess);
    (*actions_)[ActionId::AccessSettings]->setEnabled(hub().access());
    connect((*actions_)[ActionId::RedisSettings], &QAction::triggered, this, &MainWindow::showRedis);
    (*actions_)[ActionId::RedisSettings]->setEnabled(hub().backplane());
    connect((*actions_)[ActionId::OpenStream], &QAction::triggered, this, &MainWindow::openStream);
    connect((*actions_)[ActionId::ExportEvents], &QAction::triggered, this, &MainWindow::exportEvents);
    connect(exporter_, &Exporter::runningChanged, (*actions_)[ActionId::ExportEvents], &QAction::setDisabled);
    connect((*actions_)[ActionId::ResetLayout], &QAction::triggered, this, &MainWindow::resetLayout);
    connect((*actions_)[ActionId::Quit], &QAction::triggered, this, &QWidget::close);
    connect((*actions_)[ActionId::About], &QAction::triggered, this, &MainWindow::about);
    connect((*actions_)[ActionId::CheatSheet], &QAction::triggered, this,
            [this] { CheatSheet(*actions_, this).exec(); });
}

void MainWindow::showSelectedEvent(int row)
{
    if (const auto item = monitor_.events().eventAt(row))
        inspector_->showItem(*item, monitor_.events().sequenceAt(row));
    else
        inspector_->clear();
}

void MainWindow::showHub()
{
    const QString url = monitor_.hubState().streamUrl({});
    url_->setText(url.isEmpty() ? tr("hub %1").arg(HubState::stateText(hub().state())) : url);
    url_->setCursorPosition(0);
    url_->setToolTip(url);
    url_->setEnabled(!url.isEmpty());
}

void MainWindow::reportSecretsNotKept(const QString &name, const QString &problem)
{
    notKept_->report(SecretsNotKeptBanner::What::NotKept, name, problem);
}

void MainWindow::reportSecretsNotRemoved(const QString &name, const QString &problem)
{
    notKept_->report(SecretsNotKeptBanner::What::NotRemoved, name, problem);
}

void MainWindow::openStream()
{
    StreamDialog dialog([this](const StreamRequest &request) { return monitor_.streams().test(request); }, secrets_,
                        this);
    if (dialog.exec() == QDialog::Accepted)
        monitor_.streams().open(dialog.request());
}

void MainWindow::exportEvents()
{
    exporter_->ask(events_->view().selectedSequences());
}

void MainWindow::askForSecrets(int id)
{
    // They may have come meanwhile.
    if (monitor_.streams().areSecretsMissing(id))
        editStream(id);
}

void MainWindow::editStream(int id)
{
    const StreamList &streams = monitor_.streams();
    if (!streams.contains(id))
        return;
    StreamDialog dialog([this](const StreamRequest &request) { return monitor_.streams().test(request); }, secrets_,
                        this);
    dialog.edit(streams.request(id));
    if (streams.areSecretsMissing(id))
        dialog.setProblem(streams.problem(id));
    // The keychain may answer while the dialog is open: without its secrets, *Reconnect* would wipe them out.
    connect(&streams, &StreamList::edited, &dialog, [&streams, &dialog, id](int edited) {
        if (edited != id)
            return;
        dialog.follow(streams.request(id));
        dialog.setProblem({});
    });
    connect(&streams, &StreamList::changed, &dialog, [&streams, &dialog, id](int changed) {
        if (changed == id && streams.areSecretsMissing(id))
            dialog.setProblem(streams.problem(id));
    });
    connect(&streams, &StreamList::removed, &dialog, [&dialog, id](int removed) {
        if (removed == id)
            dialog.reject();
    });
    if (dialog.exec() == QDialog::Accepted)
        monitor_.streams().edit(id, dialog.request());
}

void MainWindow::showConnection(int id)
{
    connection_->showStream(id);
    tabs_->setCurrentWidget(connection_);
}

void MainWindow::showAccess()
{
    QByteArrayList channels;
    for (int row = 0; row < monitor_.channels().rowCount(); ++row)
        channels.append(monitor_.channels().nameAt(row));
    AccessDialog dialog(*hub().access(), channels, this);
    dialog.exec();
}

void MainWindow::showRedis()
{
    RedisDialog(*hub().backplane(), monitor_.hubState(), this).exec();
}

void MainWindow::about()
{
    QMessageBox box(this);
    box.setObjectName(QStringLiteral("aboutBox"));
    box.setWindowTitle(tr("About Heliograph"));
    box.setIconPixmap(programIcon().pixmap(64, 64));
    box.setTextFormat(Qt::RichText);
    box.setText(QStringLiteral("<b>Heliograph %1</b>").arg(QStringLiteral(HELIOGRAPH_VERSION)));
    box.setInformativeText(tr("A desktop hub, monitor and client for Server-Sent Events. It is named after the "
                              "instrument that signals with sunlight: one way, over any distance.\n\n"
                              "Free software under the GNU General Public License, version 3 or later. Built on "
                              "Qt %1.")
                               .arg(QLatin1String(qVersion())));
    box.addButton(tr("&Close"), QMessageBox::AcceptRole);
    box.exec();
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    saveLayout();
    event->accept();
    Q_EMIT closing();
}

void MainWindow::changeEvent(QEvent *event)
{
    QMainWindow::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace helio
