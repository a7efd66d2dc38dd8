// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/mainwindow.h"

#include "event/version.h"
#include "ui/charts/chartspanel.h"
#include "ui/composer/composer.h"
#include "ui/doctor/problemspanel.h"
#include "ui/events/eventspanel.h"
#include "ui/events/exporter.h"
#include "ui/events/pathcolumnmenu.h"
#include "ui/hub/accessdialog.h"
#include "ui/hub/channelspanel.h"
#include "ui/hub/clientstab.h"
#include "ui/hub/groupdialog.h"
#include "ui/hub/historystrip.h"
#include "ui/hub/redisdialog.h"
#include "ui/inspector/inspector.h"
#include "ui/inspector/inspectorpages.h"
#include "ui/lens/conversationpanel.h"
#include "ui/look/confirmations.h"
#include "ui/look/format.h"
#include "ui/look/plaintexts.h"
#include "ui/navigator/navigatorpanel.h"
#include "ui/streams/connectionpanel.h"
#include "ui/streams/streamdialog.h"
#include "ui/window/alertlinks.h"
#include "ui/window/banners.h"
#include "ui/window/cheatsheet.h"
#include "ui/window/commands.h"
#include "ui/window/layouts.h"
#include "ui/window/leaving.h"
#include "ui/window/lenslinks.h"
#include "ui/window/lookmenus.h"
#include "ui/window/monitor.h"
#include "ui/window/newestevent.h"
#include "ui/window/nothingchosen.h"
#include "ui/window/panes.h"
#include "ui/window/problemlinks.h"
#include "ui/window/safeguard.h"
#include "ui/window/safetybanners.h"
#include "ui/window/selectionlinks.h"
#include "ui/window/statusline.h"
#include "ui/window/tabs.h"
#include "ui/window/tray.h"
#include "ui/window/windowsettings.h"
#include "ui/window/windowtitle.h"

#include <QApplication>
#include <QCloseEvent>
#include <QDockWidget>
#include <QLineEdit>
#include <QMessageBox>

namespace helio {

MainWindow::MainWindow(Monitor &monitor, Languages &languages, QSettings &settings, DraftStore &drafts,
                       SecretStore *secrets)
    : monitor_(monitor)
    , settings_(settings)
    , secrets_(secrets)
    , kept_(settings)
    , confirmations_(std::make_unique<Confirmations>(settings))
    , actions_(new Actions(this))
    , safeguard_(new Safeguard(monitor.hubState(), *confirmations_, *this))
    , leaving_(new Leaving(*safeguard_, this))
    , commands_(new Commands(monitor, *actions_, *safeguard_, this))
    , exporter_(new Exporter(monitor.events(), settings, this))
    , tabs_(new Tabs({monitor, *actions_, settings, *confirmations_}))
    , events_(tabs_->panel<EventsPanel>())
    , channels_(tabs_->panel<ChannelsPanel>())
    , charts_(tabs_->panel<ChartsPanel>())
    , connection_(tabs_->panel<ConnectionPanel>())
    , navigator_(new NavigatorPanel(monitor.navigator(), *actions_))
    , composer_(
          new Composer(monitor.hubState(), *actions_, drafts,
                       [&monitor](const QByteArray &channel) { return monitor.navigator().typesSeen(channel, 0); }))
    , inspector_(new Inspector(monitor.events(), monitor.streams(), hub(), *actions_))
    , inspectorPages_(new InspectorPages(inspector_))
    , status_(new StatusLine(monitor))
    , title_(new WindowTitle(monitor.hubState(), *this, this))
    , appearanceMenu_(new AppearanceMenu(settings, this))
    , languageMenu_(new LanguageMenu(languages, settings, this))
    , tray_(new Tray(monitor.hubState(), *actions_, settings, *this))
    , alerts_(new AlertLinks({monitor, *actions_, *this, *tray_, *title_, *status_}, settings, secrets, this))
    , windowSettings_(new WindowSettings(
          {hub(), monitor.events(), settings, languages, *appearanceMenu_, *tray_, *confirmations_, *safeguard_},
          *this))
    , failed_(new HubFailedBanner(hub(), *commands_))
    , notKept_(new SecretsNotKeptBanner)
    , cleared_(new ClearedBanner(monitor.events(), *(*actions_)[ActionId::UndoClear]))
    , paused_(new PausedStreamsBanner(monitor.streams()))
    , removed_(new RemovedStreamBanner(commands_->removedStreams(), *(*actions_)[ActionId::UndoRemoveStream]))
{
    setObjectName(QStringLiteral("mainWindow"));
    qApp->installEventFilter(new PlainTexts(this));
    setWindowIcon(programIcon());
    setStatusBar(status_);
    makeCenter();
    makeDocks();
    makeToolBar();
    // Their actions are in a menu.
    history_ = new HistoryStrip(monitor_.older(), *actions_);
    events_->addStrip(history_);
    connect(history_, &HistoryStrip::showRequested, tabs_, [this] { tabs_->showPanel(events_); });
    lens_ = new LensLinks(
        {monitor_, *tabs_, *navigator_, *events_, *tabs_->panel<ConversationPanel>(), *actions_, settings_}, this);
    makeMenus();
    connectPanels();
    connectWays();
    retranslate();
    restoreLayout();
    showHub();
}

MainWindow::~MainWindow()
{
    // As the window goes, the focus does: nobody may ask for its panes then.
    delete panes_;
}

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
    new SelectionLinks({monitor_, *tabs_, *navigator_, *events_, *channels_, *charts_, *inspectorPages_}, this);
    nothing_ = new NothingChosen({monitor_, *actions_, *navigator_, *events_, history_->loadMore()}, this);
    connect(nothing_, &NothingChosen::connectionRequested, this, &MainWindow::showConnection);
    auto *problems = tabs_->panel<ProblemsPanel>();
    new ProblemLinks({monitor_, *tabs_, *actions_, *navigator_, *events_, *connection_, *problems}, this);
    connect(problems, &ProblemsPanel::editRequested, this, &MainWindow::editStream);
    new NewestEvent(monitor_, events_->view(), *inspector_, *inspectorPages_, this);
    connect(channels_, &ChannelsPanel::channelSelected, commands_, &Commands::selectChannel);
    connect(channels_, &ChannelsPanel::channelActivated, commands_, &Commands::writeEventRequested);
    auto *clients = tabs_->panel<ClientsTab>();
    connect(clients, &ClientsTab::publishRequested, commands_, &Commands::writeEventRequested);
    connect(clients, &ClientsTab::showRequested, tabs_, [this, clients] { tabs_->showPanel(clients); });
    connect(clients, &ClientsTab::pageFilled, inspectorPages_,
            [this, clients] { inspectorPages_->showPage(clients->page()); });
    connect(clients, &ClientsTab::pageOpened, inspectorDock_, [this, clients] {
        inspectorPages_->showPage(clients->page());
        layouts_->showDock(inspectorDock_);
    });
    connect(commands_, &Commands::writeEventRequested, this, [this](const QByteArray &channel) {
        layouts_->showDock(composerDock_);
        composer_->writeTo(channel);
    });
    connect(composer_, &Composer::showRequested, layouts_, [this] { layouts_->showDock(composerDock_); });
    connect(events_, &EventsPanel::showRequested, tabs_, [this] { tabs_->showPanel(events_); });
    connect(charts_, &ChartsPanel::showRequested, tabs_, [this] { tabs_->showPanel(charts_); });
    connect(&events_->view(), &EventsView::currentRowChanged, this, &MainWindow::showSelectedEvent);
    connect(&events_->view(), &QAbstractItemView::activated, layouts_, [this] { layouts_->showDock(inspectorDock_); });
    connect(inspector_, &Inspector::publishAgainRequested, this, [this](const Publication &publication) {
        layouts_->showDock(composerDock_);
        composer_->setPublication(publication);
    });
    connect(inspector_, &Inspector::filterRequested, events_, &EventsPanel::addFilterTerm);
    connect(inspector_, &Inspector::columnRequested, &events_->columnMenu(), &PathColumnMenu::showAsColumn);
    connect(inspector_, &Inspector::chartRequested, charts_, &ChartsPanel::addNumber);
    connect(&hub(), &HubControl::stateChanged, this, &MainWindow::showHub);
    connect((*actions_)[ActionId::AccessSettings], &QAction::triggered, this, &MainWindow::showAccess);
    connect((*actions_)[ActionId::RedisSettings], &QAction::triggered, this, &MainWindow::showRedis);
    connect((*actions_)[ActionId::GroupOverview], &QAction::triggered, this, &MainWindow::showGroup);
    connect(status_, &StatusLine::groupRequested, (*actions_)[ActionId::GroupOverview], &QAction::trigger);
    connect((*actions_)[ActionId::OpenStream], &QAction::triggered, this, &MainWindow::openStream);
    connect((*actions_)[ActionId::ExportEvents], &QAction::triggered, this, &MainWindow::exportEvents);
    connect(exporter_, &Exporter::runningChanged, (*actions_)[ActionId::ExportEvents], &QAction::setDisabled);
    connect((*actions_)[ActionId::Settings], &QAction::triggered, windowSettings_, &WindowSettings::ask);
    connect((*actions_)[ActionId::Quit], &QAction::triggered, leaving_, &Leaving::quit);
    leaving_->setInstead([this] { return tray_->takeWindow(); });
    connect(leaving_, &Leaving::leaving, this, [this] {
        tray_->end();
        saveLayout();
        Q_EMIT closing();
    });
    connect(alerts_, &AlertLinks::showRequested, tray_, &Tray::showWindow);
    connect((*actions_)[ActionId::About], &QAction::triggered, this, &MainWindow::about);
    connect((*actions_)[ActionId::CheatSheet], &QAction::triggered, this,
            [this] { CheatSheet(*actions_, this).exec(); });
}

void MainWindow::showSelectedEvent(int row)
{
    if (const auto item = monitor_.events().eventAt(row)) {
        inspector_->showItem(*item, monitor_.events().sequenceAt(row));
        inspectorPages_->showEventPage();
    } else {
        inspector_->clear();
    }
}

void MainWindow::showChannel(const QByteArray &channel)
{
    const QModelIndex index = monitor_.navigator().channelIndex(channel);
    if (!index.isValid())
        return;
    layouts_->showDock(navigatorDock_);
    navigator_->setCurrentIndex(index);
    navigator_->scrollTo(index);
    navigator_->setFocus();
}

void MainWindow::showClient(const QByteArray &id)
{
    auto *clients = tabs_->panel<ClientsTab>();
    tabs_->showPanel(clients);
    clients->showClient(id);
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

void MainWindow::reportTokenNotKept(const QString &hub, const QString &problem)
{
    notKept_->report(SecretsNotKeptBanner::What::TokenNotKept, hub, problem);
}

void MainWindow::chooseStream(int id)
{
    navigator_->selectStream(id);
}

void MainWindow::openStream()
{
    StreamDialog dialog([this](const StreamRequest &request) { return monitor_.streams().test(request); }, secrets_,
                        this);
    // It is what one wants to look at; what was chosen before would hide its events.
    if (dialog.exec() == QDialog::Accepted)
        chooseStream(monitor_.streams().open(dialog.request()));
}

void MainWindow::exportEvents()
{
    exporter_->ask(events_->view().selectedSequences(), events_->view().exportColumns());
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
    tabs_->showPanel(connection_);
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

void MainWindow::showGroup()
{
    GroupDialog(monitor_.hubState(), this).exec();
}

void MainWindow::about()
{
    QMessageBox box(this);
    box.setObjectName(QStringLiteral("aboutBox"));
    box.setWindowTitle(tr("About Heliograph"));
    box.setIconPixmap(programIcon().pixmap(64, 64));
    box.setTextFormat(Qt::RichText);
    box.setText(QStringLiteral("<b>Heliograph %1</b>").arg(QLatin1StringView(programVersion())));
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
    event->setAccepted(leaving_->onClose());
}

void MainWindow::leave()
{
    leaving_->leave();
}

void MainWindow::bringToFront(const QByteArray &activationToken)
{
    // Where Qt's platform for Wayland takes it from, when a window is activated.
    if (!activationToken.isEmpty())
        qputenv("XDG_ACTIVATION_TOKEN", activationToken);
    tray_->showWindow();
}

void MainWindow::changeEvent(QEvent *event)
{
    QMainWindow::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace helio
