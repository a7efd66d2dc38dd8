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

constexpr int WindowMinutes[] = {5, 15, 60, 360, 1440};

QString percent(double value)
{
    return QStringLiteral("%1 %").arg(
        QLocale().toString(value, 'f', value < 9.95 && value != std::floor(value) ? 1 : 0));
}

} // namespace

ChartsPanel::ChartsPanel(Monitor &monitor, QWidget *parent)
    : QWidget(parent)
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
    auto *grid = new QGridLayout(board);
    grid->setContentsMargins(8, 4, 8, 8);
    grid->setSpacing(8);
    for (int figure = 0; figure < Monitor::FigureCount; ++figure) {
        auto *chart = new TimeChart(monitor.figure(Monitor::Figure(figure)), styles[figure]);
        chart->setObjectName(QLatin1String(Names[figure]));
        charts_.append(chart);
        const bool isLast = figure == Monitor::FigureCount - 1;
        grid->addWidget(chart, figure / 2, isLast ? 0 : figure % 2, 1, isLast ? 2 : 1);
    }
    auto *scroll = new QScrollArea;
    scroll->setObjectName(QStringLiteral("chartsScroll"));
    scroll->setWidget(board);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);

    window_->setObjectName(QStringLiteral("chartWindow"));
    axis_->setObjectName(QStringLiteral("chartTimeAxis"));
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
    layout->addWidget(scroll, 1);

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
