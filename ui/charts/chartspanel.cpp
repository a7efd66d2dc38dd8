// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chartspanel.h"

#include "ui/charts/builtinboards.h"
#include "ui/charts/chartcontrols.h"
#include "ui/charts/chartmenu.h"
#include "ui/charts/onwallaction.h"
#include "ui/charts/ownboard.h"
#include "ui/charts/timechart.h"
#include "ui/charts/wallboard.h"
#include "ui/charts/wallchoice.h"
#include "ui/events/eventtablemodel.h"
#include "ui/look/banner.h"
#include "ui/look/emptypane.h"

#include <QDateTime>
#include <QDir>
#include <QEvent>
#include <QMenu>
#include <QPushButton>
#include <QSettings>
#include <QStackedWidget>
#include <QTabBar>
#include <QVBoxLayout>

namespace helio {

using namespace std::chrono_literals;

namespace {

/// Figures of hub and system come once a second, those in events at any time.
constexpr auto FigureTick = 1000ms;
constexpr auto EventTick = 100ms;

const QString PageKey = QStringLiteral("charts/page");
const QString WindowKey = QStringLiteral("charts/window");
const QString AxisKey = QStringLiteral("charts/axis");

/// By which the settings know a page.
QString pageId(ChartsPanel::Page page)
{
    return QLatin1String(ChartControls::allPages()[size_t(page)].id);
}

} // namespace

ChartsPanel::ChartsPanel(const Parts &parts, QSettings &settings, QWidget *parent)
    : QWidget(parent)
    , figures_(parts.figures)
    , events_(parts.events)
    , settings_(settings)
    , list_(parts.values, parts.streams, settings)
    , wallChoice_(new WallChoice(list_, settings, this))
    , menu_(new ChartMenu(list_, view_, *wallChoice_, this))
    , onWall_(new OnWallAction(*wallChoice_, *this))
    , controls_(new ChartControls(view_))
    , pages_(new QStackedWidget)
    , hub_(new HubBoard(parts.figures, view_))
    , system_(new SystemBoard(parts.figures, view_))
    , own_(new OwnBoard(list_, view_))
    , wall_(new WallBoard)
    , empty_(new EmptyPane(QStringLiteral("ownChartsEmpty")))
    , notice_(new Banner(QStringLiteral("chartNotice"), Tone::None))
    , problem_(new Banner(QStringLiteral("chartProblem"), Tone::Failed))
    , undo_(notice_->addButton(QStringLiteral("undoChart")))
    , addTo_(notice_->addButton(QStringLiteral("addToChart")))
{
    setObjectName(QStringLiteral("chartsPanel"));
    for (QWidget *page : {static_cast<QWidget *>(hub_), static_cast<QWidget *>(system_), static_cast<QWidget *>(own_),
                          static_cast<QWidget *>(wall_), static_cast<QWidget *>(empty_)})
        pages_->addWidget(page);
    addTo_->setMenu(new QMenu(addTo_));
    addTo_->menu()->setObjectName(QStringLiteral("addToChartMenu"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(2);
    layout->addWidget(controls_);
    layout->addWidget(problem_);
    layout->addWidget(notice_);
    layout->addWidget(pages_, 1);
    setFocusProxy(&controls_->pages());

    hideNotice_.setSingleShot(true);
    hideNotice_.setInterval(12s);
    connect(&hideNotice_, &QTimer::timeout, notice_, &QWidget::hide);
    soon_.setSingleShot(true);
    connect(&soon_, &QTimer::timeout, this, &ChartsPanel::refresh);
    connect(&tick_, &QTimer::timeout, this, &ChartsPanel::tick);
    connect(&view_, &TimeView::changed, &soon_, qOverload<>(&QTimer::start));
    connectBoards();
    retranslate();
    restore();
}

ChartsPanel::~ChartsPanel() = default;

void ChartsPanel::connectBoards()
{
    for (ChartBoard *board : {static_cast<ChartBoard *>(hub_), static_cast<ChartBoard *>(system_)}) {
        for (TimeChart *chart : board->charts())
            connect(chart, &TimeChart::menuRequested, menu_,
                    [this, chart](const QPoint &position) { menu_->popUp(chart, 0, position); });
    }
    connect(system_, &SystemBoard::chartAdded, menu_, [this](TimeChart *chart) {
        connect(chart, &TimeChart::menuRequested, menu_,
                [this, chart](const QPoint &position) { menu_->popUp(chart, 0, position); });
    });
    connect(wall_, &WallBoard::menuRequested, menu_,
            [this](TimeChart *chart, const QPoint &position) { menu_->popUp(chart, 0, position); });
    // Not from within: it may be one of its charts whose menu asks for it.
    connect(
        wallChoice_, &WallChoice::changed, wall_,
        [this] {
            if (isWall_)
                wall_->setCharts(wallCharts());
        },
        Qt::QueuedConnection);
    connect(own_, &OwnBoard::menuRequested, menu_, &ChartMenu::popUp);
    connect(own_, &OwnBoard::renameRequested, menu_, &ChartMenu::askForTitle);
    connect(own_, &OwnBoard::removeRequested, menu_, &ChartMenu::remove);
    connect(&list_, &ChartList::changed, this, &ChartsPanel::showOwn);
    connect(menu_, &ChartMenu::removed, this, [this](const QString &message) { showNotice(message, true); });
    connect(menu_, &ChartMenu::saved, this, [this](const QString &path) {
        problem_->hide();
        showNotice(tr("Saved as %1.").arg(QDir::toNativeSeparators(path)), false);
    });
    connect(menu_, &ChartMenu::failed, this, [this](const QString &message) {
        problem_->setText(message);
        problem_->show();
    });
    connect(undo_, &QPushButton::clicked, this, [this] {
        list_.undo();
        notice_->hide();
    });
    // Figures of the hub are drawn as they come, and only then.
    connect(&figures_, &ChartFigures::snapshotAdded, this, [this] {
        if (!tick_.isActive() || page() == Mine)
            return;
        tick_.start();
        tick();
    });
    connect(&controls_->pages(), &QTabBar::currentChanged, this, [this](int page) {
        settings_.setValue(PageKey, pageId(Page(page)));
        showPage();
    });
    connect(&view_, &TimeView::changed, this, [this] {
        // It changes with time, too, and settings go to the disk.
        if (settings_.value(WindowKey).toLongLong() != view_.window())
            settings_.setValue(WindowKey, view_.window());
        if (settings_.value(AxisKey).toInt() != int(view_.axis()))
            settings_.setValue(AxisKey, int(view_.axis()));
    });
}

void ChartsPanel::restore()
{
    const qint64 window = settings_.value(WindowKey, view_.window()).toLongLong();
    const int axis = settings_.value(AxisKey, int(view_.axis())).toInt();
    const QString wanted = settings_.value(PageKey).toString();
    view_.advance(QDateTime::currentMSecsSinceEpoch());
    view_.setWindow(window);
    view_.setAxis(axis == int(TimeView::Axis::Clock) ? TimeView::Axis::Clock : TimeView::Axis::Relative);
    for (const Page page : {Hub, System, Mine}) {
        if (pageId(page) == wanted)
            setPage(page);
    }
    showPage();
}

QAction &ChartsPanel::onWallAction() const
{
    return *onWall_;
}

ChartsPanel::Page ChartsPanel::page() const
{
    return Page(controls_->pages().currentIndex());
}

void ChartsPanel::setPage(Page page)
{
    controls_->pages().setCurrentIndex(page);
}

void ChartsPanel::setWall(bool wall)
{
    if (std::exchange(isWall_, wall) == wall)
        return;
    controls_->setVisible(!wall);
    notice_->hide();
    wall_->setCharts(wall ? wallCharts() : QList<TimeChart *>());
    showPage();
}

QList<TimeChart *> ChartsPanel::wallCharts() const
{
    QList<TimeChart *> chosen;
    for (const ChartBoard *board :
         {static_cast<ChartBoard *>(hub_), static_cast<ChartBoard *>(system_), static_cast<ChartBoard *>(own_)}) {
        for (TimeChart *chart : board->charts()) {
            if (wallChoice_->contains(chart->objectName()))
                chosen.append(chart);
        }
    }
    if (!chosen.isEmpty())
        return chosen;
    const ChartBoard *boards[] = {hub_, system_, own_};
    return boards[page()]->charts().isEmpty() ? hub_->charts() : boards[page()]->charts();
}

void ChartsPanel::showPage()
{
    if (isWall_) {
        pages_->setCurrentWidget(wall_);
        tick_.setInterval(EventTick);
        tick();
        return;
    }
    QWidget *shown[] = {hub_, system_, list_.charts().isEmpty() ? static_cast<QWidget *>(empty_) : own_};
    pages_->setCurrentWidget(shown[page()]);
    tick_.setInterval(page() == Mine ? EventTick : FigureTick);
    tick();
}

void ChartsPanel::showOwn()
{
    if (!list_.canUndo())
        notice_->hide();
    if (page() == Mine)
        showPage();
}

void ChartsPanel::tick()
{
    if (isVisible() && !window()->isMinimized())
        view_.advance(QDateTime::currentMSecsSinceEpoch());
}

void ChartsPanel::refresh()
{
    if (!isVisible() || window()->isMinimized())
        return;
    if (isWall_) {
        // They keep what the copies show.
        hub_->showFigures();
        system_->showFigures();
        wall_->refresh();
        return;
    }
    switch (page()) {
    case Hub:
        hub_->showFigures();
        break;
    case System:
        system_->showFigures();
        break;
    case Mine:
        own_->refresh();
        break;
    }
}

void ChartsPanel::addNumber(int source, const QByteArray &channel, const QByteArray &type, const JsonPath &path)
{
    const qsizetype before = list_.charts().size();
    showAdded(list_.add(source, channel, type, path, &events_.ring()), before);
}

void ChartsPanel::addRate(const RateTap::Address &address)
{
    const qsizetype before = list_.charts().size();
    showAdded(list_.addRate(address), before);
}

void ChartsPanel::showAdded(int id, qsizetype before)
{
    Q_EMIT showRequested();
    setPage(Mine);
    if (id == 0) {
        problem_->setText(tr("There are %Ln charts already, as many as there can be. Remove one first.", nullptr,
                             int(ChartList::MaximumCharts)));
        problem_->show();
        return;
    }
    own_->reveal(id);
    if (before < list_.charts().size() && before > 0)
        offerOtherCharts(id);
}

void ChartsPanel::offerOtherCharts(int id)
{
    QMenu *menu = addTo_->menu();
    menu->clear();
    for (const ChartList::Chart &chart : list_.charts()) {
        if (!list_.canMoveLines(id, chart.id))
            continue;
        QAction *action = menu->addAction(list_.title(chart).replace(u'&', QStringLiteral("&&")));
        connect(action, &QAction::triggered, this, [this, id, into = chart.id] {
            list_.moveLines(id, into);
            own_->reveal(into);
            showNotice(tr("The lines are in “%1” now.").arg(list_.title(*list_.find(into))), true);
        });
    }
    showNotice(tr("“%1” has a chart of its own now.").arg(list_.title(*list_.find(id))), false);
    addTo_->setVisible(!menu->isEmpty());
}

void ChartsPanel::showNotice(const QString &message, bool canUndo)
{
    notice_->setText(message);
    undo_->setVisible(canUndo);
    addTo_->hide();
    notice_->show();
    hideNotice_.start();
}

void ChartsPanel::retranslate()
{
    setAccessibleName(tr("Charts"));
    hub_->retranslate();
    system_->retranslate();
    own_->retranslate();
    wall_->retranslate();
    onWall_->retranslate();
    empty_->setTexts(tr("No charts of your own yet"),
                     tr("Any number in the data of an event can be charted: select an event in Events, and press the "
                        "chart button beside the number in the Inspector's tree. The chart begins with "
                        "the events that are still held, and is here again at the next start."));
    undo_->setText(tr("Undo"));
    addTo_->setText(tr("Add to another chart"));
}

void ChartsPanel::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void ChartsPanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    tick_.start();
    tick();
}

void ChartsPanel::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    tick_.stop();
}

} // namespace helio
