// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/layouts.h"

#include "ui/inspector/inspector.h"
#include "ui/look/actions.h"
#include "ui/window/docksizes.h"
#include "ui/window/keptsettings.h"
#include "ui/window/tabs.h"
#include "ui/window/wall.h"

#include <QActionGroup>
#include <QDockWidget>
#include <QEvent>
#include <QMainWindow>
#include <QScopedValueRollback>
#include <QToolBar>

#include <algorithm>

namespace helio {

namespace {

/// Goes up when docks or bars change, so that an older state is not forced on them.
constexpr int LayoutVersion = 2;

const QString CurrentKey = QStringLiteral("window/layout");
const QString BeforeWallKey = QStringLiteral("window/layoutBeforeWall");
const QString TabKey = QStringLiteral("window/tab");
const QString Group = QStringLiteral("window/layouts");

constexpr int Sides = Layouts::Navigator | Layouts::InspectorDock;

bool isWall(const Layout &layout)
{
    return QLatin1String(layout.id) == QLatin1String("wall");
}

/// What stands on the tab, and what of inspector and composer says anything there.
int servingDocks(const QString &tab)
{
    const bool hasOneChosen =
        tab == QLatin1String("events") || tab == QLatin1String("clients") || tab == QLatin1String("channels");
    return hasOneChosen ? Sides | Layouts::Composer : Layouts::Navigator;
}

} // namespace

std::span<const Layout> Layouts::all()
{
    static const Layout layouts[] = {
        {"monitor", QT_TR_NOOP("&Monitor"), QT_TR_NOOP("Watch the events, and the charts below them"), "Alt+1",
         "events", "charts", Sides, "0"},
        {"operate", QT_TR_NOOP("&Operate"), QT_TR_NOOP("Look after the clients, and who left"), "Alt+2", "clients", "",
         Sides, "0"},
        {"publish", QT_TR_NOOP("&Publish"), QT_TR_NOOP("Write events in the composer, and see them arrive"), "Alt+3",
         "events", "", Sides | Composer, "0"},
        {"debug", QT_TR_NOOP("&Debug"),
         QT_TR_NOOP("Follow one stream: its events, their bytes, and its connection below them"), "Alt+4", "events",
         "connection", Sides, "2"},
        {"wall", QT_TR_NOOP("&Wall"), QT_TR_NOOP("Charts alone, on the whole screen, which stays on; Escape leaves"),
         "Alt+5", "charts", "", 0, "0"},
    };
    return layouts;
}

namespace {

/// Null when there is none with this id.
const Layout *findLayout(const QString &id)
{
    const auto layouts = Layouts::all();
    const auto found = std::find_if(layouts.begin(), layouts.end(),
                                    [&id](const Layout &layout) { return QLatin1String(layout.id) == id; });
    return found == layouts.end() ? nullptr : &*found;
}

/// Of the first start: what one writes is there at once.
const Layout &firstLayout()
{
    return *findLayout(QStringLiteral("publish"));
}

} // namespace

Layouts::Layouts(const Parts &parts, QObject *parent)
    : QObject(parent)
    , parts_(parts)
    , wall_(new Wall(parts.window, parts.tabs, parts.toolBar, this))
    , sizes_(new DockSizes(parts.window, *parts.navigatorDock, this))
    , actions_(new QActionGroup(this))
    , current_(&firstLayout())
    , beforeWall_(current_)
{
    for (const Layout &layout : all()) {
        auto *action = new QAction(this);
        action->setObjectName(QStringLiteral("layout_") + QLatin1String(layout.id));
        action->setCheckable(true);
        Actions::setKeys(*action, layout.keys);
        actions_->addAction(action);
        parts.actions.insert(action, MenuId::View, ActionId::ResetLayout, SubmenuId::Layout);
        connect(action, &QAction::triggered, this, [this, id = QString::fromLatin1(layout.id)] { choose(id); });
        if (*layout.below) {
            auto *dock = new QDockWidget;
            dock->setObjectName(QLatin1String(layout.below) + QStringLiteral("Dock"));
            parts.window.addDockWidget(Qt::BottomDockWidgetArea, dock);
            dock->hide();
            below_.insert(QLatin1String(layout.below), dock);
        }
    }
    fitWindow_.setSingleShot(true);
    connect(&fitWindow_, &QTimer::timeout, this, &Layouts::fitWindow);
    connect(&parts.tabs, &QTabWidget::currentChanged, this, &Layouts::onTabChanged);
    connect(&parts.tabs, &Tabs::panelWanted, this, &Layouts::onPanelWanted);
    connect(&parts.tabs, &Tabs::titlesChanged, this, [this] {
        for (auto it = below_.cbegin(); it != below_.cend(); ++it)
            it.value()->setWindowTitle(parts_.tabs.title(it.key()));
    });
    connect(wall_, &Wall::leaveRequested, this, [this] { choose(QLatin1String(beforeWall_->id)); });
    // What comes back from behind another dock comes to the front.
    for (QDockWidget *dock : docks())
        connect(dock->toggleViewAction(), &QAction::triggered, dock, [dock](bool shown) {
            if (shown)
                dock->raise();
        });
    parts.window.installEventFilter(this);
}

Layouts::~Layouts() = default;

QString Layouts::current() const
{
    return QLatin1String(current_->id);
}

Banner &Layouts::notice()
{
    return wall_->notice();
}

QList<QDockWidget *> Layouts::docks() const
{
    return {parts_.navigatorDock, parts_.inspectorDock, parts_.composerDock};
}

Layouts::Form Layouts::formOfWidth() const
{
    return parts_.window.width() < WidthForBothSides ? Form::Narrow : Form::Wide;
}

QString Layouts::key(const char *what) const
{
    return Group + u'/' + QLatin1String(current_->id) + u'/' + QLatin1String(what);
}

QString Layouts::stateKey() const
{
    return key(form_ == Form::Wide ? "wide" : "narrow");
}

QString Layouts::sizesKey() const
{
    return stateKey() + QStringLiteral("Sizes");
}

QString Layouts::docksKey(const QString &tab) const
{
    return key("docks") + u'/' + tab;
}

void Layouts::choose(const QString &id)
{
    const Layout *layout = findLayout(id);
    if (!layout || layout == current_)
        return;
    remember();
    if (isWall(*layout))
        beforeWall_ = current_;
    const QScopedValueRollback guard(isChanging_, true);
    wall_->leave();
    current_ = layout;
    enter(*layout, parts_.settings.value(key("tab"), QLatin1String(layout->tab)).toString());
    parts_.settings.keep(CurrentKey, current());
    parts_.settings.keep(BeforeWallKey, QLatin1String(beforeWall_->id));
}

void Layouts::restore()
{
    const Layout *layout = findLayout(parts_.settings.value(CurrentKey).toString());
    const Layout *before = findLayout(parts_.settings.value(BeforeWallKey).toString());
    current_ = layout ? layout : &firstLayout();
    beforeWall_ = before && !isWall(*before) ? before : &firstLayout();
    const QScopedValueRollback guard(isChanging_, true);
    enter(*current_, parts_.settings.value(TabKey, QLatin1String(current_->tab)).toString());
}

void Layouts::showDock(QDockWidget *dock)
{
    if (isWall(*current_))
        choose(QLatin1String(beforeWall_->id));
    dock->show();
    dock->raise();
}

void Layouts::save()
{
    remember();
    parts_.settings.keep(CurrentKey, current());
    parts_.settings.keep(BeforeWallKey, QLatin1String(beforeWall_->id));
    parts_.settings.keep(TabKey, parts_.tabs.current());
}

void Layouts::reset()
{
    const QScopedValueRollback guard(isChanging_, true);
    wall_->leave();
    parts_.settings.remove(Group);
    current_ = &firstLayout();
    beforeWall_ = current_;
    enter(*current_, QLatin1String(current_->tab));
    parts_.settings.keep(CurrentKey, current());
}

QHash<QString, QVariant> Layouts::saved()
{
    save();
    QHash<QString, QVariant> saved = parts_.settings.below(Group);
    for (const QString &key : {CurrentKey, BeforeWallKey, TabKey})
        saved.insert(key, parts_.settings.value(key));
    return saved;
}

void Layouts::restore(const QHash<QString, QVariant> &saved)
{
    {
        const QScopedValueRollback guard(isChanging_, true);
        wall_->leave();
    }
    parts_.settings.remove(Group);
    for (auto it = saved.cbegin(); it != saved.cend(); ++it)
        parts_.settings.keep(it.key(), it.value());
    restore();
}

void Layouts::remember()
{
    if (isWall(*current_))
        return;
    rememberDocks();
    parts_.settings.keep(stateKey(), parts_.window.saveState(LayoutVersion));
    parts_.settings.keep(sizesKey(), sizes_->saved());
    parts_.settings.keep(key("tab"), parts_.tabs.current());
    parts_.settings.keep(key("inspector"), parts_.inspector.saveState());
}

void Layouts::rememberDocks()
{
    int shown = 0;
    int dock = Navigator;
    for (const QDockWidget *widget : docks()) {
        shown |= widget->isHidden() ? 0 : dock;
        dock <<= 1;
    }
    parts_.settings.keep(docksKey(tab_), shown);
}

void Layouts::enter(const Layout &layout, const QString &tab)
{
    actions_->actions().at(&layout - all().data())->setChecked(true);
    form_ = formOfWidth();
    placeBelow(layout);
    if (isWall(layout)) {
        for (QDockWidget *dock : docks())
            dock->hide();
        parts_.tabs.showTab(QStringLiteral("charts"));
        wall_->enter();
        return;
    }
    parts_.tabs.showTab(QLatin1String(layout.tab));
    parts_.tabs.showTab(tab);
    tab_ = parts_.tabs.current();
    restoreState();
    parts_.inspector.restoreState(parts_.settings.value(key("inspector"), QByteArray(layout.view)).toByteArray());
}

void Layouts::placeBelow(const Layout &layout)
{
    for (auto it = below_.cbegin(); it != below_.cend(); ++it) {
        if (it.key() == QLatin1String(layout.below)) {
            if (QWidget *panel = parts_.tabs.take(it.key())) {
                it.value()->setWidget(panel);
                panel->show();
            }
        } else if (it.value()->widget()) {
            it.value()->hide();
            it.value()->setWidget(nullptr);
            parts_.tabs.putBack(it.key());
        }
    }
}

void Layouts::restoreState()
{
    if (parts_.window.restoreState(parts_.settings.value(stateKey()).toByteArray(), LayoutVersion))
        sizes_->restore(parts_.settings.value(sizesKey()));
    else
        arrange();
    for (auto it = below_.cbegin(); it != below_.cend(); ++it) {
        if (it.key() != QLatin1String(current_->below))
            it.value()->hide();
    }
    showDocks();
}

/// As at the first start.
void Layouts::arrange()
{
    QMainWindow &window = parts_.window;
    QDockWidget *below = below_.value(QLatin1String(current_->below));
    const bool isWide = form_ == Form::Wide;
    QList<QDockWidget *> all = docks();
    if (below)
        all.append(below);
    for (QDockWidget *dock : std::as_const(all))
        dock->setFloating(false);
    window.addDockWidget(Qt::LeftDockWidgetArea, parts_.navigatorDock);
    window.addDockWidget(isWide ? Qt::RightDockWidgetArea : Qt::BottomDockWidgetArea, parts_.inspectorDock);
    window.addDockWidget(Qt::BottomDockWidgetArea, parts_.composerDock);
    QDockWidget *bottom = parts_.composerDock;
    if (below) {
        window.addDockWidget(Qt::BottomDockWidgetArea, below);
        below->show();
        window.tabifyDockWidget(below, parts_.composerDock);
        bottom = below;
    }
    if (!isWide)
        window.tabifyDockWidget(bottom, parts_.inspectorDock);
    bottom->raise();
    parts_.toolBar.show();
    if (isWide)
        window.resizeDocks({parts_.inspectorDock}, {window.width() * 20 / 100}, Qt::Horizontal);
    // The navigator is as wide as it needs, whatever the window.
    sizes_->want(parts_.navigatorDock->widget()->sizeHint().width(), below ? 0.42 : isWide ? 0.22 : 0.28);
}

void Layouts::showDocks()
{
    const int shown = parts_.settings.value(docksKey(tab_), current_->docks & servingDocks(tab_)).toInt();
    int dock = Navigator;
    for (QDockWidget *widget : docks()) {
        widget->setVisible(shown & dock);
        dock <<= 1;
    }
    // The window may have changed while they were not there.
    sizes_->fit();
}

void Layouts::onTabChanged()
{
    if (isChanging_)
        return;
    const QString tab = parts_.tabs.current();
    if (isWall(*current_)) {
        // A wall has charts alone: who wants more leaves it.
        if (tab != QLatin1String("charts")) {
            choose(QLatin1String(beforeWall_->id));
            parts_.tabs.showTab(tab);
        }
        return;
    }
    rememberDocks();
    tab_ = tab;
    showDocks();
}

void Layouts::onPanelWanted(QWidget *panel)
{
    for (QDockWidget *dock : std::as_const(below_)) {
        if (dock->widget() == panel) {
            dock->show();
            dock->raise();
        }
    }
}

void Layouts::fitWindow()
{
    if (isWall(*current_))
        return;
    if (form_ == formOfWidth()) {
        sizes_->fit();
        return;
    }
    remember();
    form_ = formOfWidth();
    restoreState();
}

bool Layouts::eventFilter(QObject *watched, QEvent *event)
{
    // Not from within: the window is being laid out.
    if (watched == &parts_.window && event->type() == QEvent::Resize)
        fitWindow_.start(0);
    return QObject::eventFilter(watched, event);
}

void Layouts::retranslate()
{
    const QList<QAction *> actions = actions_->actions();
    for (qsizetype i = 0; i < actions.size(); ++i)
        Actions::setTexts(*actions[i], tr(all()[size_t(i)].text), tr(all()[size_t(i)].tip));
    wall_->retranslate();
}

} // namespace helio
