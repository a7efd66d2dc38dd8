// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/builtinboards.h"

#include "json/unseen.h"
#include "json/utf8.h"
#include "ui/charts/timechart.h"
#include "ui/look/format.h"

#include <QLocale>

#include <cmath>

namespace helio {

namespace {

using Style = TimeChart::Style;

constexpr qsizetype CoresInAChart = 8;

QString rateText(double value, double)
{
    return format::rate(value);
}

QString countText(double value, double)
{
    return format::shortNumber(value);
}

QString bytesText(double value, double)
{
    return format::bytes(value);
}

QString bytesPerSecondText(double value, double)
{
    return format::bytesPerSecond(value);
}

QString percentText(double value, double)
{
    return QStringLiteral("%1 %").arg(
        QLocale().toString(value, 'f', value < 9.95 && value != std::floor(value) ? 1 : 0));
}

/// Of microseconds.
QString durationText(double value, double)
{
    const auto number = [](double n) { return QLocale().toString(n, 'f', n < 9.95 && n != std::floor(n) ? 1 : 0); };
    if (value < 1000)
        return number(std::round(value)) + QStringLiteral(" µs");
    if (value < 999'500)
        return number(value / 1e3) + QStringLiteral(" ms");
    return number(value / 1e6) + QStringLiteral(" s");
}

const Style RateStyle{.rules = {.minimumTop = 4}, .format = rateText};
const Style BytesRateStyle{
    .rules = {.minimumTop = 1024, .isBytes = true}, .format = bytesPerSecondText, .role = ChartRole::Bytes};
const Style PercentStyle{.rules = {.fixedTop = 100}, .format = percentText, .role = ChartRole::Load};

TimeChart *makeChart(const char *name, TimeView &view, const Style &style)
{
    return new TimeChart(QLatin1String(name), view, style);
}

} // namespace

HubBoard::HubBoard(const ChartFigures &figures, TimeView &view, QWidget *parent)
    : ChartBoard(QStringLiteral("chartsScroll"), parent)
    , figures_(figures)
    , eventsIn_(makeChart("eventsInChart", view, RateStyle))
    , eventsOut_(
          makeChart("eventsOutChart", view, {.rules = RateStyle.rules, .format = rateText, .role = ChartRole::Out}))
    , clients_(
          makeChart("clientsChart", view,
                    {.rules = {.minimumTop = 3, .isWhole = true}, .format = countText, .role = ChartRole::Clients}))
    , bytesOut_(makeChart("bytesOutChart", view, BytesRateStyle))
    , latency_(makeChart("latencyChart", view, {.rules = {.minimumTop = 100}, .format = durationText}))
    , channelRates_(makeChart("channelRatesChart", view, RateStyle))
{
    setCharts({eventsIn_, eventsOut_, clients_, bytesOut_, latency_, channelRates_});
    retranslate();
}

void HubBoard::retranslate()
{
    setAccessibleName(tr("Charts of the hub"));
    const std::tuple<TimeChart *, ChartFigures::Figure, QString> single[] = {
        {eventsIn_, ChartFigures::EventsIn, tr("Events in")},
        {eventsOut_, ChartFigures::EventsOut, tr("Events out")},
        {clients_, ChartFigures::Clients, tr("Clients")},
        {bytesOut_, ChartFigures::BytesOut, tr("Bytes out")},
    };
    for (const auto &[chart, figure, title] : single) {
        chart->setTitle(title);
        chart->setLines({{title, figures_.figure(figure)}});
    }
    latency_->setTitle(tr("Delivery latency"));
    latency_->setLines({{tr("half within"), figures_.figure(ChartFigures::LatencyP50)},
                        {tr("99 % within"), figures_.figure(ChartFigures::LatencyP99)}});
    channelRates_->setTitle(tr("Events in by channel"));
    showChannels();
}

void HubBoard::showChannels()
{
    QList<TimeChart::Line> lines;
    shownChannels_.clear();
    for (const ChartFigures::Channel &channel : figures_.channels()) {
        lines.append({visibleLine(decodeUtf8(channel.name)), channel.perSecond});
        shownChannels_.append(channel.perSecond);
    }
    channelRates_->setLines(lines);
}

void HubBoard::showFigures()
{
    const auto &channels = figures_.channels();
    const bool isSame =
        std::equal(channels.begin(), channels.end(), shownChannels_.begin(), shownChannels_.end(),
                   [](const ChartFigures::Channel &channel, const SharedSamples &s) { return channel.perSecond == s; });
    if (!isSame)
        showChannels();
    refresh();
}

SystemBoard::SystemBoard(const ChartFigures &figures, TimeView &view, QWidget *parent)
    : ChartBoard(QStringLiteral("systemScroll"), parent)
    , figures_(figures)
    , view_(view)
    , cpu_(makeChart("cpuChart", view, PercentStyle))
    , memory_(makeChart(
          "memoryChart", view,
          {.rules = {.minimumTop = 1024 * 1024, .isBytes = true}, .format = bytesText, .role = ChartRole::Clients}))
    , network_(makeChart("networkChart", view, BytesRateStyle))
    , disk_(makeChart("diskChart", view, BytesRateStyle))
{
    setCharts({cpu_, memory_, network_, disk_});
    retranslate();
}

void SystemBoard::showFigures()
{
    if (figures_.memoryTotal() > 0)
        memory_->setFixedTop(figures_.memoryTotal());
    if (coreCount_ != figures_.cores().size()) {
        coreCount_ = figures_.cores().size();
        while (cores_.size() * CoresInAChart < coreCount_) {
            const QByteArray name = "coresChart" + QByteArray::number(cores_.size() + 1);
            cores_.append(makeChart(name.constData(), view_, PercentStyle));
            Q_EMIT chartAdded(cores_.constLast());
        }
        setCharts(QList<TimeChart *>{cpu_, memory_, network_, disk_} + cores_);
        retranslate();
    }
    refresh();
}

void SystemBoard::retranslate()
{
    setAccessibleName(tr("Charts of this machine"));
    cpu_->setTitle(tr("CPU, all of the machine"));
    cpu_->setLines({{tr("CPU"), figures_.figure(ChartFigures::Cpu)}});
    memory_->setTitle(tr("Memory in use"));
    memory_->setLines({{tr("memory"), figures_.figure(ChartFigures::MemoryUsed)},
                       {tr("swap"), figures_.figure(ChartFigures::SwapUsed)}});
    network_->setTitle(tr("Network"));
    network_->setLines({{tr("received"), figures_.figure(ChartFigures::NetworkIn)},
                        {tr("sent"), figures_.figure(ChartFigures::NetworkOut)}});
    disk_->setTitle(tr("Disk"));
    disk_->setLines({{tr("read"), figures_.figure(ChartFigures::DiskRead)},
                     {tr("written"), figures_.figure(ChartFigures::DiskWritten)}});
    for (qsizetype i = 0; i < cores_.size(); ++i) {
        const qsizetype first = i * CoresInAChart;
        const qsizetype last = std::min(first + CoresInAChart, coreCount_) - 1;
        QList<TimeChart::Line> lines;
        for (qsizetype core = first; core <= last; ++core)
            lines.append({tr("core %1").arg(core), figures_.cores().at(core)});
        cores_[i]->setTitle(cores_.size() == 1 ? tr("CPU, each core") : tr("CPU, cores %1 to %2").arg(first).arg(last));
        cores_[i]->setLines(lines);
    }
}

} // namespace helio
