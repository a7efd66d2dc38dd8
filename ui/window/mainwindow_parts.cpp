// SPDX-License-Identifier: GPL-3.0-or-later
// The making of the window: tabs, docks, tool bar, menus, banners, their texts, and how they are remembered.
#include "ui/charts/chartspanel.h"
#include "ui/events/eventspanel.h"
#include "ui/events/exporter.h"
#include "ui/hub/channelspanel.h"
#include "ui/hub/clientspanel.h"
#include "ui/hub/composer.h"
#include "ui/inspector/inspector.h"
#include "ui/look/banner.h"
#include "ui/navigator/navigatorpanel.h"
#include "ui/streams/connectionpanel.h"
#include "ui/window/commands.h"
#include "ui/window/languages.h"
#include "ui/window/mainwindow.h"
#include "ui/window/monitor.h"

#include <QActionGroup>
#include <QDockWidget>
#include <QHeaderView>
#include <QLineEdit>
#include <QMenuBar>
#include <QPushButton>
#include <QScreen>
#include <QSettings>
#include <QTabWidget>
#include <QToolBar>
#include <QVBoxLayout>

namespace helio {

using namespace std::chrono_literals;

namespace {

/// Goes up when docks or bars change, so that an older state is not forced on them.
constexpr int LayoutVersion = 1;

/// Below it the events would have no room between two side panels: the inspector waits until an event is opened.
constexpr int WidthForBothSides = 1100;

const QString GeometryKey = QStringLiteral("window/geometry");
const QString StateKey = QStringLiteral("window/state");
const QString ColumnsKey = QStringLiteral("window/columns/");
const QString InspectorKey = QStringLiteral("window/inspector");
const QString TabKey = QStringLiteral("window/tab");
const QString AppearanceKey = QStringLiteral("appearance");
const QString LanguageKey = QStringLiteral("language");
const QString FilterHistoryKey = QStringLiteral("events/filters");

} // namespace

void MainWindow::makeBanners()
{
    failed_ = new Banner(QStringLiteral("hubFailed"), Tone::Failed);
    freePort_ = failed_->addButton(QStringLiteral("useFreePort"));
    tryAgain_ = failed_->addButton(QStringLiteral("tryAgain"));
    connect(freePort_, &QPushButton::clicked, commands_, &Commands::useFreePort);
    connect(tryAgain_, &QPushButton::clicked, &monitor_.hub(), &HubControl::start);

    cleared_ = new Banner(QStringLiteral("eventsCleared"), Tone::None);
    undo_ = cleared_->addButton(QStringLiteral("undoClearButton"));
    connect(undo_, &QPushButton::clicked, (*actions_)[ActionId::UndoClear], &QAction::trigger);
    hideCleared_.setSingleShot(true);
    hideCleared_.setInterval(12s);
    connect(&hideCleared_, &QTimer::timeout, cleared_, &QWidget::hide);
    connect(&monitor_.events(), &EventTableModel::cleared, this, [this](quint64 count) {
        clearedCount_ = count;
        cleared_->setText(tr("%Ln event(s) cleared.", nullptr, int(count)));
        cleared_->show();
        hideCleared_.start();
    });
    connect(&monitor_.events(), &EventTableModel::canUndoClearChanged, cleared_, [this](bool can) {
        if (!can)
            cleared_->hide();
    });
}

void MainWindow::makeTabs()
{
    tabs_->setObjectName(QStringLiteral("tabs"));
    tabs_->setDocumentMode(true);
    for (QWidget *page :
         {static_cast<QWidget *>(events_), static_cast<QWidget *>(clients_), static_cast<QWidget *>(channels_),
          static_cast<QWidget *>(charts_), static_cast<QWidget *>(connection_)})
        tabs_->addTab(page, QString());
    auto *centre = new QWidget;
    auto *layout = new QVBoxLayout(centre);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(failed_);
    layout->addWidget(cleared_);
    layout->addWidget(exporter_->banner());
    layout->addWidget(tabs_, 1);
    setCentralWidget(centre);
}

QDockWidget *MainWindow::addDock(QWidget *content, const QString &name, Qt::DockWidgetArea area)
{
    auto *dock = new QDockWidget;
    dock->setObjectName(name);
    dock->setWidget(content);
    addDockWidget(area, dock);
    return dock;
}

void MainWindow::makeDocks()
{
    setDockOptions(AnimatedDocks | AllowNestedDocks | AllowTabbedDocks);
    // The side panels are tall, the composer lies between them.
    setCorner(Qt::BottomLeftCorner, Qt::LeftDockWidgetArea);
    setCorner(Qt::BottomRightCorner, Qt::RightDockWidgetArea);
    navigatorDock_ = addDock(navigator_, QStringLiteral("navigatorDock"), Qt::LeftDockWidgetArea);
    inspectorDock_ = addDock(inspector_, QStringLiteral("inspectorDock"), Qt::RightDockWidgetArea);
    composerDock_ = addDock(composer_, QStringLiteral("composerDock"), Qt::BottomDockWidgetArea);
}

void MainWindow::makeToolBar()
{
    toolBar_ = addToolBar(QString());
    toolBar_->setObjectName(QStringLiteral("toolBar"));
    toolBar_->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    toolBar_->setIconSize({16, 16});
    toolBar_->setMovable(false);
    url_ = new QLineEdit;
    url_->setObjectName(QStringLiteral("hubUrl"));
    url_->setReadOnly(true);
    url_->setFont(dataFont());
    url_->addAction((*actions_)[ActionId::CopyStreamUrl], QLineEdit::TrailingPosition);
    const int button = 2 * style()->pixelMetric(QStyle::PM_LineEditIconSize, nullptr, url_);
    url_->setFixedWidth(QFontMetrics(url_->font()).horizontalAdvance(QStringLiteral("http://127.0.0.1:65535/stream")) +
                        button + 16);
    toolBar_->addAction((*actions_)[ActionId::ToggleHub]);
    toolBar_->addWidget(url_);
    toolBar_->addSeparator();
    toolBar_->addAction((*actions_)[ActionId::OpenStream]);
    toolBar_->addSeparator();
    toolBar_->addAction((*actions_)[ActionId::Pause]);
    toolBar_->addAction((*actions_)[ActionId::ClearEvents]);
}

void MainWindow::makeMenus()
{
    for (const MenuId id :
         {MenuId::File, MenuId::Edit, MenuId::View, MenuId::Hub, MenuId::Streams, MenuId::Publish, MenuId::Help}) {
        QMenu *menu = menuBar()->addMenu(QString());
        menus_.insert(id, menu);
        const QList<ActionId> actions = actions_->of(id);
        for (const ActionId action : actions)
            menu->addAction((*actions_)[action]);
    }
    QMenu *view = menus_[MenuId::View];
    QAction *reset = (*actions_)[ActionId::ResetLayout];
    view->insertSeparator((*actions_)[ActionId::Pause]);
    view->insertSeparator(reset);
    for (QDockWidget *dock : {navigatorDock_, inspectorDock_, composerDock_})
        view->insertAction(reset, dock->toggleViewAction());
    view->addSeparator();

    appearanceMenu_ = view->addMenu(QString());
    appearances_ = new QActionGroup(this);
    for (const Appearance appearance : {Appearance::System, Appearance::Light, Appearance::Dark}) {
        QAction *action = appearanceMenu_->addAction(QString());
        action->setObjectName(QStringLiteral("appearance%1").arg(int(appearance)));
        action->setCheckable(true);
        action->setData(int(appearance));
        appearances_->addAction(action);
    }
    connect(appearances_, &QActionGroup::triggered, this,
            [this](const QAction *action) { setAppearance(Appearance(action->data().toInt())); });
    setAppearance(Appearance(settings_.value(AppearanceKey, int(Appearance::System)).toInt()));

    languageMenu_ = view->addMenu(QString());
    auto *group = new QActionGroup(this);
    const auto languages = Languages::all();
    for (const auto &[code, name] : languages) {
        QAction *action = languageMenu_->addAction(name);
        action->setObjectName(QStringLiteral("language_") + code);
        action->setCheckable(true);
        action->setChecked(code == languages_.current());
        group->addAction(action);
        connect(action, &QAction::triggered, this, [this, wanted = code] {
            settings_.setValue(LanguageKey, wanted);
            languages_.use(wanted);
        });
    }
}

void MainWindow::setAppearance(Appearance appearance)
{
    settings_.setValue(AppearanceKey, int(appearance));
    appearances_->actions().at(int(appearance))->setChecked(true);
    applyAppearance(appearance);
}

void MainWindow::retranslate()
{
    setWindowTitle(QStringLiteral("Heliograph"));
    actions_->retranslate();
    commands_->refresh();
    exporter_->retranslate();
    monitor_.retranslate();
    for (auto it = menus_.cbegin(); it != menus_.cend(); ++it)
        it.value()->setTitle(Actions::menuTitle(it.key()));
    appearanceMenu_->setTitle(tr("A&ppearance"));
    const QString appearances[] = {tr("&System"), tr("&Light"), tr("&Dark")};
    for (int i = 0; i < 3; ++i)
        appearances_->actions().at(i)->setText(appearances[i]);
    // In its own words in both: who does not read the present one must find it.
    languageMenu_->setTitle(languages_.current() == QLatin1String("ja") ? tr("&Language")
                                                                        : QStringLiteral("&Language / 言語"));
    toolBar_->setWindowTitle(tr("Tool bar"));
    url_->setAccessibleName(tr("Where clients connect"));
    navigatorDock_->setWindowTitle(tr("Navigator"));
    inspectorDock_->setWindowTitle(tr("Inspector"));
    composerDock_->setWindowTitle(tr("Composer"));
    tabs_->setAccessibleName(tr("Views"));
    tabs_->setTabText(tabs_->indexOf(events_), tr("Events"));
    tabs_->setTabText(tabs_->indexOf(charts_), tr("Charts"));
    tabs_->setTabText(tabs_->indexOf(connection_), tr("Connection"));
    freePort_->setText(tr("Use a free port"));
    tryAgain_->setText(tr("Try again"));
    undo_->setText(tr("Undo clear"));
    cleared_->setText(tr("%Ln event(s) cleared.", nullptr, int(clearedCount_)));
    showCounts();
    showHub();
}

void MainWindow::resetLayout()
{
    const bool hasRoom = width() >= WidthForBothSides;
    for (QDockWidget *dock : {navigatorDock_, inspectorDock_, composerDock_}) {
        dock->setFloating(false);
        dock->setVisible(dock != inspectorDock_ || hasRoom);
    }
    addDockWidget(Qt::LeftDockWidgetArea, navigatorDock_);
    addDockWidget(Qt::RightDockWidgetArea, inspectorDock_);
    addDockWidget(Qt::BottomDockWidgetArea, composerDock_);
    toolBar_->show();
    resizeDocks({navigatorDock_, inspectorDock_}, {width() * 18 / 100, width() * 20 / 100}, Qt::Horizontal);
    resizeDocks({composerDock_}, {std::max(150, height() * 22 / 100)}, Qt::Vertical);
    events_->view().resetColumns();
    clients_->resetColumns();
    channels_->resetColumns();
}

void MainWindow::restoreLayout()
{
    if (!restoreGeometry(settings_.value(GeometryKey).toByteArray()))
        // With room for the frame, which the screen must show too.
        resize(QSize(1280, 800).boundedTo(screen()->availableSize() - QSize(8, 40)));
    if (!restoreState(settings_.value(StateKey).toByteArray(), LayoutVersion))
        resetLayout();
    EventsView &events = events_->view();
    events.restoreColumns(settings_.value(ColumnsKey + events.objectName()).toByteArray());
    for (QTableView *view : {&clients_->view(), &channels_->view()})
        view->horizontalHeader()->restoreState(settings_.value(ColumnsKey + view->objectName()).toByteArray());
    inspector_->restoreState(settings_.value(InspectorKey).toByteArray());
    tabs_->setCurrentIndex(settings_.value(TabKey, 0).toInt());
    events_->setFilterHistory(settings_.value(FilterHistoryKey).toStringList());
}

void MainWindow::saveLayout()
{
    settings_.setValue(GeometryKey, saveGeometry());
    settings_.setValue(StateKey, saveState(LayoutVersion));
    settings_.setValue(ColumnsKey + events_->view().objectName(), events_->view().saveColumns());
    for (const QTableView *view : {&clients_->view(), &channels_->view()})
        settings_.setValue(ColumnsKey + view->objectName(), view->horizontalHeader()->saveState());
    settings_.setValue(InspectorKey, inspector_->saveState());
    settings_.setValue(TabKey, tabs_->currentIndex());
    settings_.setValue(FilterHistoryKey, events_->filterHistory());
}

} // namespace helio
