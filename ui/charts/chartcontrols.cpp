// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chartcontrols.h"

#include "event/timeforpeople.h"
#include "ui/charts/timeview.h"
#include "ui/look/icons.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QEvent>
#include <QTabBar>
#include <QToolButton>

#include <iterator>

namespace helio {

namespace {

constexpr int WindowMinutes[] = {1, 5, 15, 60, 360, 1440};
constexpr ChartPage Pages[] = {{"hub", QT_TRANSLATE_NOOP("helio::ChartControls", "Hub")},
                               {"system", QT_TRANSLATE_NOOP("helio::ChartControls", "System")},
                               {"mine", QT_TRANSLATE_NOOP("helio::ChartControls", "Mine")}};

} // namespace

ChartControls::ChartControls(TimeView &view, QWidget *parent)
    : QWidget(parent)
    , view_(view)
    , layout_(new QBoxLayout(QBoxLayout::LeftToRight, this))
    , times_(new QWidget)
    , pages_(new QTabBar)
    , window_(new QComboBox)
    , axis_(new QComboBox)
    , pause_(new QToolButton)
    , now_(new QToolButton)
{
    setObjectName(QStringLiteral("chartControls"));
    // Its own minimum must not keep the window wide: it has two lines for narrow ones.
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    pages_->setObjectName(QStringLiteral("chartPages"));
    pages_->setDrawBase(false);
    pages_->setExpanding(false);
    pages_->setUsesScrollButtons(false);
    for (qsizetype i = 0; i < std::ssize(Pages); ++i)
        pages_->addTab(QString());
    window_->setObjectName(QStringLiteral("chartWindow"));
    axis_->setObjectName(QStringLiteral("chartTimeAxis"));
    // Their texts change with the language.
    for (QComboBox *box : {window_, axis_})
        box->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    for (const int minutes : WindowMinutes)
        window_->addItem(QString(), qint64(minutes) * 60'000);
    axis_->addItem(QString(), int(TimeView::Axis::Relative));
    axis_->addItem(QString(), int(TimeView::Axis::Clock));
    pause_->setObjectName(QStringLiteral("pauseCharts"));
    pause_->setCheckable(true);
    pause_->setIcon(glyphIcon(Glyph::Pause));
    now_->setObjectName(QStringLiteral("chartsBackToNow"));
    now_->setIcon(glyphIcon(Glyph::Start));
    for (QToolButton *button : {pause_, now_}) {
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        button->setIconSize({14, 14});
        button->setAutoRaise(true);
        button->setFocusPolicy(Qt::StrongFocus);
    }

    auto *times = new QHBoxLayout(times_);
    times->setContentsMargins({});
    times->addWidget(window_);
    times->addWidget(axis_);
    times->addStretch(1);
    times->addWidget(now_);
    times->addWidget(pause_);
    layout_->setContentsMargins(8, 4, 8, 0);
    layout_->setSpacing(8);
    layout_->addWidget(pages_);
    layout_->addWidget(times_, 1);

    connect(window_, &QComboBox::activated, this, [this] { view_.setWindow(window_->currentData().toLongLong()); });
    connect(axis_, &QComboBox::activated, this,
            [this] { view_.setAxis(TimeView::Axis(axis_->currentData().toInt())); });
    connect(pause_, &QToolButton::toggled, this, [this](bool on) { view_.setPaused(on); });
    connect(now_, &QToolButton::clicked, this, [this] { view_.backToNow(); });
    connect(&view_, &TimeView::changed, this, &ChartControls::showView);
    retranslate();
}

std::span<const ChartPage> ChartControls::allPages()
{
    return Pages;
}

void ChartControls::showView()
{
    const int known = window_->findData(view_.window());
    if (known < 0)
        window_->setPlaceholderText(tr("last %1").arg(timeForPeople(std::chrono::milliseconds(view_.window()))));
    window_->setCurrentIndex(known);
    axis_->setCurrentIndex(axis_->findData(int(view_.axis())));
    pause_->setChecked(view_.isPaused());
    now_->setEnabled(!view_.isLive());
}

void ChartControls::fitWidth()
{
    const int wanted = pages_->sizeHint().width() + times_->sizeHint().width() + layout_->spacing() +
                       layout_->contentsMargins().left() + layout_->contentsMargins().right();
    layout_->setDirection(width() < wanted ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
}

void ChartControls::retranslate()
{
    for (int i = 0; i < pages_->count(); ++i)
        pages_->setTabText(i, tr(Pages[i].title));
    pages_->setAccessibleName(tr("Pages of charts"));
    window_->setAccessibleName(tr("Time shown by the charts"));
    window_->setToolTip(tr("How much time the charts show; the wheel, + and − change it, too"));
    axis_->setAccessibleName(tr("Labels of the time axis"));
    for (int i = 0; i < window_->count(); ++i) {
        const int minutes = WindowMinutes[i];
        window_->setItemText(i, minutes < 60 ? tr("last %Ln minute(s)", nullptr, minutes)
                                             : tr("last %Ln hour(s)", nullptr, minutes / 60));
    }
    axis_->setItemText(0, tr("before now"));
    axis_->setItemText(1, tr("on the clock"));
    pause_->setText(tr("Pause"));
    pause_->setAccessibleName(tr("Pause the charts"));
    pause_->setToolTip(tr("Hold the charts still; figures go on being taken (Space)"));
    now_->setText(tr("Now"));
    now_->setAccessibleName(tr("Back to now"));
    now_->setToolTip(tr("Back to now (End)"));
    showView();
    fitWidth();
}

void ChartControls::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fitWidth();
}

void ChartControls::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    else if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        fitWidth();
}

} // namespace helio
