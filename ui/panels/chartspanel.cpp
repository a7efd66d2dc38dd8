// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/chartspanel.h"

#include "ui/models/format.h"
#include "ui/models/monitor.h"

#include <QComboBox>
#include <QDateTime>
#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QLocale>
#include <QScrollArea>
#include <QSettings>

namespace helio {

namespace {

/// Below it a chart's time labels and its figure are hard to read.
constexpr int ReadableChartWidth = 280;

constexpr int WindowMinutes[] = {5, 15, 60, 360, 1440};

QString percent(double value)
{
    return QStringLiteral("%1 %").arg(
        QLocale().toString(value, 'f', value < 9.95 && value != std::floor(value) ? 1 : 0));
}

} // namespace

ChartsPanel::ChartsPanel(Monitor &monitor, QWidget *parent)
    : QWidget(parent)
    , scroll_(new QScrollArea)
    , window_(new QComboBox)
    , axis_(new QComboBox)
    , windowLabel_(new QLabel)
    , axisLabel_(new QLabel)
{
    setObjectName(QStringLiteral("chartsPanel"));
    TimeChart::Style styles[Monitor::FigureCount];
    styles[Monitor::EventsIn] = {.role = ChartRole::In, .format = format::rate, .minimumTop = 4};
    styles[Monitor::EventsOut] = {.role = ChartRole::Out, .format = format::rate, .minimumTop = 4};
    styles[Monitor::Clients] = {
        .role = ChartRole::Clients, .format = format::shortNumber, .minimumTop = 3, .isWhole = true};
    styles[Monitor::BytesOut] = {
        .role = ChartRole::Bytes, .format = format::bytesPerSecond, .minimumTop = 1024, .isBytes = true};
    styles[Monitor::Cpu] = {.role = ChartRole::Load, .format = percent, .fixedTop = 100};

    static constexpr const char *Names[] = {"eventsInChart", "eventsOutChart", "clientsChart", "bytesOutChart",
                                            "cpuChart"};
    auto *board = new QWidget;
    board->setObjectName(QStringLiteral("chartBoard"));
    grid_ = new QGridLayout(board);
    grid_->setContentsMargins(8, 4, 8, 8);
    grid_->setSpacing(8);
    for (int figure = 0; figure < Monitor::FigureCount; ++figure) {
        auto *chart = new TimeChart(monitor.figure(Monitor::Figure(figure)), styles[figure]);
        chart->setObjectName(QLatin1String(Names[figure]));
        charts_.append(chart);
    }
    arrange(width());
    scroll_->setObjectName(QStringLiteral("chartsScroll"));
    scroll_->setWidget(board);
    scroll_->setWidgetResizable(true);
    scroll_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll_->setFrameShape(QFrame::NoFrame);
    scroll_->viewport()->installEventFilter(this);

    window_->setObjectName(QStringLiteral("chartWindow"));
    axis_->setObjectName(QStringLiteral("chartTimeAxis"));
    // Their texts change with the language.
    for (QComboBox *box : {window_, axis_})
        box->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    for (const int minutes : WindowMinutes)
        window_->addItem(QString(), minutes);
    axis_->addItem(QString(), int(TimeChart::TimeAxis::Relative));
    axis_->addItem(QString(), int(TimeChart::TimeAxis::Clock));
    windowLabel_->setBuddy(window_);
    axisLabel_->setBuddy(axis_);
    auto *head = new QHBoxLayout;
    head->setContentsMargins(10, 6, 8, 0);
    head->addWidget(windowLabel_);
    head->addWidget(window_);
    head->addSpacing(12);
    head->addWidget(axisLabel_);
    head->addWidget(axis_);
    head->addStretch(1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(2);
    layout->addLayout(head);
    layout->addWidget(scroll_, 1);

    connect(window_, &QComboBox::currentIndexChanged, this, [this] {
        for (TimeChart *chart : std::as_const(charts_))
            chart->setWindow(std::chrono::minutes(window_->currentData().toInt()));
    });
    connect(axis_, &QComboBox::currentIndexChanged, this, [this] {
        for (TimeChart *chart : std::as_const(charts_))
            chart->setTimeAxis(TimeChart::TimeAxis(axis_->currentData().toInt()));
    });
    // Once a snapshot, which is once a second: the line moves by two pixels then.
    connect(&monitor, &Monitor::snapshotTaken, this, &ChartsPanel::refresh);
    retranslate();
}

void ChartsPanel::arrange(int width)
{
    const QMargins margins = grid_->contentsMargins();
    const int room = width - margins.left() - margins.right() - grid_->horizontalSpacing();
    const int columns = room < 2 * ReadableChartWidth ? 1 : 2;
    if (columns == columns_)
        return;
    columns_ = columns;
    for (TimeChart *chart : std::as_const(charts_))
        grid_->removeWidget(chart);
    for (int i = 0; i < int(charts_.size()); ++i) {
        // One that is alone in the last row takes it all.
        const int span = i == charts_.size() - 1 && i % columns == 0 ? columns : 1;
        grid_->addWidget(charts_[i], i / columns, i % columns, 1, span);
    }
}

bool ChartsPanel::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == scroll_->viewport() && event->type() == QEvent::Resize)
        arrange(scroll_->viewport()->width());
    return QWidget::eventFilter(watched, event);
}

void ChartsPanel::refresh()
{
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    for (TimeChart *chart : std::as_const(charts_))
        chart->refresh(now);
}

void ChartsPanel::retranslate()
{
    const QString titles[] = {tr("Events in"), tr("Events out"), tr("Clients"), tr("Bytes out"),
                              tr("CPU, all of the machine")};
    for (int figure = 0; figure < Monitor::FigureCount; ++figure)
        charts_[figure]->setTitle(titles[figure]);
    windowLabel_->setText(tr("Show the last"));
    axisLabel_->setText(tr("Time"));
    window_->setAccessibleName(tr("Time shown by the charts"));
    axis_->setAccessibleName(tr("Labels of the time axis"));
    for (int i = 0; i < window_->count(); ++i) {
        const int minutes = WindowMinutes[i];
        window_->setItemText(i, minutes < 60 ? tr("%n minute(s)", nullptr, minutes)
                                             : tr("%n hour(s)", nullptr, minutes / 60));
    }
    axis_->setItemText(0, tr("before now"));
    axis_->setItemText(1, tr("on the clock"));
}

void ChartsPanel::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace helio
