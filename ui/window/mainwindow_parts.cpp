// SPDX-License-Identifier: GPL-3.0-or-later
// The making of the window: tabs, docks, tool bar, menus, their texts, and how they are remembered.
#include "ui/charts/chartspanel.h"
#include "ui/composer/composer.h"
#include "ui/events/eventspanel.h"
#include "ui/events/exporter.h"
#include "ui/hub/channelspanel.h"
#include "ui/inspector/inspector.h"
#include "ui/look/tablepanel.h"
#include "ui/navigator/navigatorpanel.h"
#include "ui/streams/connectionpanel.h"
#include "ui/window/banners.h"
#include "ui/window/commands.h"
#include "ui/window/lookmenus.h"
#include "ui/window/mainwindow.h"
#include "ui/window/monitor.h"
#include "ui/window/tabs.h"

#include <QDockWidget>
#include <QHeaderView>
#include <QLineEdit>
#include <QMenuBar>
#include <QScreen>
#include <QSettings>
#include <QToolBar>
#include <QVBoxLayout>

namespace helio {

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
const QString FilterHistoryKey = QStringLiteral("events/filters");

} // namespace

void MainWindow::makeCenter()
{
    auto *center = new QWidget;
    auto *layout = new QVBoxLayout(center);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(failed_);
    layout->addWidget(notKept_);
    layout->addWidget(cleared_);
    layout->addWidget(exporter_->banner());
    layout->addWidget(tabs_, 1);
    setCentralWidget(center);
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
    for (const MenuId id : Menus) {
        QMenu *menu = menuBar()->addMenu(QString());
        menus_.insert(id, menu);
        menu->addActions(actions_->of(id));
    }
    QMenu *view = menus_[MenuId::View];
    QAction *reset = (*actions_)[ActionId::ResetLayout];
    view->insertSeparator((*actions_)[ActionId::Pause]);
    view->insertSeparator(reset);
    for (QDockWidget *dock : {navigatorDock_, inspectorDock_, composerDock_})
        view->insertAction(reset, dock->toggleViewAction());
    view->addSeparator();

    view->addMenu(appearanceMenu_);
    view->addMenu(languageMenu_);
}

void MainWindow::retranslate()
{
    setWindowTitle(QStringLiteral("Heliograph"));
    actions_->retranslate();
    tabs_->retranslate();
    commands_->refresh();
    exporter_->retranslate();
    monitor_.retranslate();
    for (auto it = menus_.cbegin(); it != menus_.cend(); ++it)
        it.value()->setTitle(Actions::menuTitle(it.key()));
    appearanceMenu_->retranslate();
    languageMenu_->retranslate();
    toolBar_->setWindowTitle(tr("Tool bar"));
    url_->setAccessibleName(tr("Where clients connect"));
    navigatorDock_->setWindowTitle(tr("Navigator"));
    inspectorDock_->setWindowTitle(tr("Inspector"));
    composerDock_->setWindowTitle(tr("Composer"));
    failed_->retranslate();
    notKept_->retranslate();
    cleared_->retranslate();
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
    for (TablePanel *table : tabs_->findChildren<TablePanel *>())
        table->resetColumns();
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
    for (TablePanel *table : tabs_->findChildren<TablePanel *>())
        table->view().horizontalHeader()->restoreState(
            settings_.value(ColumnsKey + table->view().objectName()).toByteArray());
    inspector_->restoreState(settings_.value(InspectorKey).toByteArray());
    tabs_->showTab(settings_.value(TabKey).toString());
    events_->setFilterHistory(settings_.value(FilterHistoryKey).toStringList());
}

void MainWindow::saveLayout()
{
    settings_.setValue(GeometryKey, saveGeometry());
    settings_.setValue(StateKey, saveState(LayoutVersion));
    settings_.setValue(ColumnsKey + events_->view().objectName(), events_->view().saveColumns());
    for (TablePanel *table : tabs_->findChildren<TablePanel *>())
        settings_.setValue(ColumnsKey + table->view().objectName(), table->view().horizontalHeader()->saveState());
    settings_.setValue(InspectorKey, inspector_->saveState());
    settings_.setValue(TabKey, tabs_->current());
    settings_.setValue(FilterHistoryKey, events_->filterHistory());
}

} // namespace helio
