// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/onwallaction.h"

#include "ui/charts/timechart.h"
#include "ui/charts/wallchoice.h"
#include "ui/look/actions.h"

#include <QApplication>

namespace helio {

OnWallAction::OnWallAction(WallChoice &wall, QWidget &charts)
    : QAction(&charts)
    , wall_(wall)
    , charts_(charts)
{
    setObjectName(QStringLiteral("showOnWall"));
    setCheckable(true);
    connect(qApp, &QApplication::focusChanged, this, [this](QWidget *, QWidget *now) { onFocus(now); });
    connect(&wall_, &WallChoice::changed, this, &OnWallAction::refresh);
    connect(this, &QAction::triggered, this, [this](bool chosen) {
        if (chart_)
            wall_.set(chart_->objectName(), chosen);
    });
    retranslate();
}

void OnWallAction::onFocus(QWidget *widget)
{
    // The menu bar and the palette have the keyboard for a while without choosing anything else.
    if (auto *chart = qobject_cast<TimeChart *>(widget); chart && charts_.isAncestorOf(chart))
        chart_ = chart;
    refresh();
}

void OnWallAction::refresh()
{
    const bool hasChart = chart_ && chart_->isVisible();
    setEnabled(hasChart);
    setChecked(hasChart && wall_.contains(chart_->objectName()));
    setToolTip(hasChart ? statusTip() : tr("choose a chart in Charts first"));
}

void OnWallAction::retranslate()
{
    Actions::setTexts(*this, tr("Show the chart on the wa&ll"), tr("Have the chart chosen in Charts on the wall"));
    refresh();
}

} // namespace helio
