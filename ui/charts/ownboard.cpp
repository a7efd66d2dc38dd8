// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/ownboard.h"

#include "ui/charts/timechart.h"
#include "ui/charts/wallchoice.h"

#include <QLayout>

namespace helio {

OwnBoard::OwnBoard(ChartList &list, TimeView &view, QWidget *parent)
    : ChartBoard(QStringLiteral("ownScroll"), parent)
    , list_(list)
    , view_(view)
{
    connect(&list_, &ChartList::changed, this, &OwnBoard::showList);
    retranslate();
}

void OwnBoard::retranslate()
{
    setAccessibleName(tr("My charts"));
    showList();
}

TimeChart *OwnBoard::makeChart(int id)
{
    auto *chart = new TimeChart(WallChoice::ownName(id), view_, {.rules = {.fromZero = false}, .format = plainNumber});
    chart->setEditable(true);
    connect(chart, &TimeChart::menuRequested, this,
            [this, chart, id](const QPoint &position) { Q_EMIT menuRequested(chart, id, position); });
    connect(chart, &TimeChart::renameRequested, this, [this, id] { Q_EMIT renameRequested(id); });
    connect(chart, &TimeChart::removeRequested, this, [this, id] { Q_EMIT removeRequested(id); });
    return chart;
}

void OwnBoard::showList()
{
    QHash<int, TimeChart *> kept;
    QList<TimeChart *> order;
    qsizetype focused = -1; // the place of the chart that has the focus, and may be going
    for (qsizetype i = 0; i < charts().size(); ++i) {
        if (charts().at(i)->hasFocus())
            focused = i;
    }
    for (const ChartList::Chart &chart : list_.charts()) {
        TimeChart *shown = byId_.value(chart.id);
        if (!shown)
            shown = makeChart(chart.id);
        kept.insert(chart.id, shown);
        order.append(shown);
    }
    const bool isFocusGoing = focused >= 0 && !order.contains(charts().at(focused));
    byId_ = kept;
    if (order != charts())
        setCharts(order);
    for (const ChartList::Chart &chart : list_.charts()) {
        QList<TimeChart::Line> lines;
        for (qsizetype i = 0; i < chart.lines.size(); ++i)
            lines.append({list_.lineName(chart, i), chart.lines[i].samples});
        byId_[chart.id]->setTitle(list_.title(chart));
        byId_[chart.id]->setLines(lines);
    }
    if (isFocusGoing && !order.isEmpty())
        order[std::min(focused, order.size() - 1)]->setFocus();
}

void OwnBoard::reveal(int id)
{
    if (TimeChart *shown = chart(id)) {
        // A chart that has just come has no place before the page is laid out.
        widget()->layout()->activate();
        ensureWidgetVisible(shown);
        shown->setFocus();
    }
}

} // namespace helio
