// SPDX-License-Identifier: GPL-3.0-or-later
// The making of the window: tabs, docks, tool bar, menus, their texts, and how they are remembered.
#include "ui/charts/chartspanel.h"
#include "ui/composer/composer.h"
#include "ui/events/eventcolumns.h"
#include "ui/events/eventspanel.h"
#include "ui/events/exporter.h"
#include "ui/events/filterbar.h"
#include "ui/hub/channelspanel.h"
#include "ui/hub/clientstab.h"
#include "ui/inspector/inspector.h"
#include "ui/inspector/inspectorpages.h"
#include "ui/look/accessiblelabel.h"
#include "ui/look/selectediscurrent.h"
#include "ui/look/sharedlist.h"
#include "ui/look/tablecolumns.h"
#include "ui/navigator/navigatorpanel.h"
#include "ui/streams/connectionpanel.h"
#include "ui/window/alertlinks.h"
#include "ui/window/banners.h"
#include "ui/window/commands.h"
#include "ui/window/farhubbanners.h"
#include "ui/window/firststeps.h"
#include "ui/window/layoutreset.h"
#include "ui/window/layouts.h"
#include "ui/window/lenslinks.h"
#include "ui/window/lookmenus.h"
#include "ui/window/mainmenus.h"
#include "ui/window/mainwindow.h"
#include "ui/window/monitor.h"
#include "ui/window/nothingchosen.h"
#include "ui/window/palette.h"
#include "ui/window/panes.h"
#include "ui/window/safetybanners.h"
#include "ui/window/tabs.h"
#include "ui/window/tray.h"
#include "ui/window/windowtitle.h"

#include <QDockWidget>
#include <QLineEdit>
#include <QMenuBar>
#include <QScreen>
#include <QSettings>
#include <QTimer>
#include <QToolBar>
#include <QVBoxLayout>

namespace helio {

namespace {

const QString GeometryKey = QStringLiteral("window/geometry");
const SharedList FilterHistory{QStringLiteral("events/filters"), FilterBar::MaximumHistory};

} // namespace

void MainWindow::makeCenter()
{
    auto *center = new QWidget;
    auto *layout = new QVBoxLayout(center);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(failed_);
    layout->addWidget(new FarHubBanner(hub()));
    layout->addWidget(new UnguardedBanner(hub()));
    layout->addWidget(notKept_);
    layout->addWidget(cleared_);
    layout->addWidget(paused_);
    layout->addWidget(removed_);
    layout->addWidget(new ChannelNotClearedBanner(hub()));
    layout->addWidget(exporter_->banner());
    layout->addWidget(tabs_, 1);
    setCentralWidget(center);
}

QDockWidget *MainWindow::addDock(QWidget *content, const QString &name, Qt::DockWidgetArea area)
{
    auto *dock = new QDockWidget;
    dock->setObjectName(name);
    dock->toggleViewAction()->setObjectName(QStringLiteral("show_") + name);
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
    inspectorDock_ = addDock(inspectorPages_, QStringLiteral("inspectorDock"), Qt::RightDockWidgetArea);
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
    layouts_ = new Layouts(
        {*this, *tabs_, *actions_, kept_, *inspector_, *toolBar_, navigatorDock_, inspectorDock_, composerDock_}, this);
    auto *reset = new LayoutReset({*this, *layouts_, events_->pathColumns(), *tabs_->panel<ClientsTab>()}, this);
    connect((*actions_)[ActionId::ResetLayout], &QAction::triggered, reset, &LayoutReset::reset);
    auto *lines = static_cast<QVBoxLayout *>(centralWidget()->layout());
    lines->insertWidget(0, &layouts_->notice());
    lines->insertWidget(1, new LayoutResetBanner(*reset));
    for (QDockWidget *dock : {navigatorDock_, inspectorDock_, composerDock_})
        actions_->append(dock->toggleViewAction(), MenuId::View, dock == navigatorDock_);
    appearanceMenu_->appendTo(*actions_);
    languageMenu_->appendTo(*actions_);
    menus_ = new MainMenus(*menuBar(), *actions_,
                           {{SubmenuId::Appearance, appearanceMenu_}, {SubmenuId::Language, languageMenu_}}, this);
    // Their keys act without the menu bar, too, which the wall hides; but for those that act in one panel alone.
    const auto all = actions_->all();
    for (const auto &[menu, action] : all) {
        if (action->shortcutContext() == Qt::WindowShortcut)
            addAction(action);
    }
}

/// The ways through the window: panes by a key, anything by its name.
void MainWindow::connectWays()
{
    panes_ = new Panes(
        *this,
        [this] {
            QList<QWidget *> panes{toolBar_, navigator_, tabs_->currentWidget()};
            for (QDockWidget *dock : findChildren<QDockWidget *>()) {
                if (dock->widget() && dock->widget() != navigator_)
                    panes.append(dock->widget());
            }
            return panes;
        },
        this);
    // What assistive technology selects, without pointer and keys, is chosen, too.
    AccessibleLabel::install();
    for (QAbstractItemView *view : findChildren<QAbstractItemView *>()) {
        if (view->selectionBehavior() == QAbstractItemView::SelectRows && view->selectionModel())
            new SelectedIsCurrent(*view);
    }
    palette_ = new Palette(monitor_, *actions_, settings_, *this);
    new FirstSteps(monitor_.hubState(), *events_, this);
    connect((*actions_)[ActionId::NextPane], &QAction::triggered, panes_, &Panes::next);
    connect((*actions_)[ActionId::PreviousPane], &QAction::triggered, panes_, &Panes::previous);
    connect((*actions_)[ActionId::CommandPalette], &QAction::triggered, palette_, &Palette::toggle);
    connect(palette_, &Palette::channelChosen, this, &MainWindow::showChannel);
    connect(palette_, &Palette::clientChosen, this, &MainWindow::showClient);
    connect(palette_, &Palette::streamChosen, this, [this](int id) {
        navigator_->selectStream(id);
        showConnection(id);
    });
}

void MainWindow::retranslate()
{
    actions_->retranslate();
    tabs_->retranslate();
    commands_->refresh();
    exporter_->retranslate();
    monitor_.retranslate();
    menus_->retranslate();
    layouts_->retranslate();
    title_->retranslate();
    appearanceMenu_->retranslate();
    languageMenu_->retranslate();
    toolBar_->setWindowTitle(tr("Tool bar"));
    url_->setAccessibleName(tr("Where clients connect"));
    navigatorDock_->setWindowTitle(tr("Navigator"));
    inspectorDock_->setWindowTitle(tr("Inspector"));
    composerDock_->setWindowTitle(tr("Composer"));
    navigatorDock_->toggleViewAction()->setStatusTip(tr("Show or hide the navigator"));
    inspectorDock_->toggleViewAction()->setStatusTip(tr("Show or hide the inspector"));
    composerDock_->toggleViewAction()->setStatusTip(tr("Show or hide the composer"));
    failed_->retranslate();
    notKept_->retranslate();
    paused_->retranslate();
    tray_->retranslate();
    lens_->retranslate();
    nothing_->retranslate();
    alerts_->retranslate();
    showHub();
}

void MainWindow::restoreLayout()
{
    if (!restoreGeometry(settings_.value(GeometryKey).toByteArray()))
        // With room for the frame, which the screen must show too.
        resize(QSize(1280, 800).boundedTo(screen()->availableSize() - QSize(8, 40)));
    layouts_->restore();
    events_->pathColumns().keepIn(settings_);
    for (TableColumns *columns : findChildren<TableColumns *>())
        columns->keepIn(settings_);
    filters_ = FilterHistory.read(settings_);
    events_->setFilterHistory(filters_);

    // Compared each second rather than told: docks, splitters and columns have no signal for all that is done to them,
    // and nobody who is killed gets to write.
    auto *soon = new QTimer(this);
    connect(soon, &QTimer::timeout, this, [this] {
        if (isVisible())
            saveLayout();
    });
    soon->start(std::chrono::seconds(1));
}

void MainWindow::saveLayout()
{
    kept_.keep(GeometryKey, saveGeometry());
    layouts_->save();
    if (const QStringList filters = events_->filterHistory(); filters != filters_)
        FilterHistory.write(settings_, filters_ = filters);
}

} // namespace helio
