// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/hub/departurespanel.h"

#include "ui/hub/clientjournal.h"
#include "ui/hub/clientsdelegate.h"
#include "ui/hub/hubstate.h"
#include "ui/hub/rowanchor.h"
#include "ui/look/emptypane.h"
#include "ui/look/tablecolumns.h"

#include <QToolBar>

namespace helio {

namespace {

QList<ColumnSpec> departureColumns()
{
    return {
        {.id = QStringLiteral("left"), .characters = 9, .isWhole = true},
        {.id = QStringLiteral("address"), .characters = 17, .isWhole = true},
        {.id = QStringLiteral("program"), .characters = 12},
        {.id = QStringLiteral("reason"), .characters = 24, .isWhole = true},
        {.id = QStringLiteral("stayed"), .characters = 9, .isWhole = true},
        {.id = QStringLiteral("sent"), .characters = 8, .isWhole = true},
        {.id = QStringLiteral("waited"), .characters = 11, .isWhole = true},
        {.id = QStringLiteral("origin"), .characters = 14, .elide = Qt::ElideLeft},
        {.id = QStringLiteral("subject"), .characters = 8, .elide = Qt::ElideMiddle},
        {.id = QStringLiteral("channels"), .characters = 13, .stretches = true},
        {.id = QStringLiteral("lastEventId"), .characters = 17, .elide = Qt::ElideLeft},
        {.id = QStringLiteral("gaps"), .characters = 5, .isWhole = true},
        {.id = QStringLiteral("id"), .characters = 6},
    };
}

} // namespace

DeparturesPanel::DeparturesPanel(ClientJournal &journal, HubState &hub, QWidget *parent)
    : TablePanel(journal.table(), QStringLiteral("departures"), departureColumns(),
                 new ClientsDelegate(DepartureTableModel::Reason, DepartureTableModel::ToneRole, -1), parent)
    , journal_(journal)
    , hub_(hub)
{
    tools().hide();
    // The newest first.
    columns().setFirstSort(DepartureTableModel::Left, Qt::DescendingOrder);
    new RowAnchor(view());
    connect(&journal.table(), &DepartureTableModel::filterChanged, this, &DeparturesPanel::teach);
    connect(&hub.control(), &HubControl::stateChanged, this, &DeparturesPanel::teach);
    connect(&hub, &HubState::changed, this, [this] {
        if (hub_.group().has_value() != isInGroup_)
            teach();
    });
    retranslate();
}

QList<DepartureInfo> DeparturesPanel::selectedDepartures() const
{
    QList<DepartureInfo> selected;
    const QList<int> rows = selectedRows();
    for (const int row : rows) {
        if (const DepartureInfo *departure = journal_.table().rowAt(row))
            selected.append(*departure);
    }
    return selected;
}

void DeparturesPanel::teach()
{
    isInGroup_ = hub_.group().has_value();
    const QString lacks = hub_.control().lacks(HubControl::Feature::Departures);
    if (!lacks.isEmpty())
        empty().setTexts(tr("Who left is not known"), lacks);
    else if (!journal_.table().filter().isEmpty())
        empty().setTexts(tr("Nobody who left passes the filter"), QString());
    else if (isInGroup_)
        empty().setTexts(tr("Nobody has left this hub"),
                         tr("Who leaves it is listed here, with the reason. Who leaves another hub of the group is "
                            "listed in a window on that one."));
    else
        empty().setTexts(tr("Nobody has left"), tr("Who leaves is listed here, with the reason."));
}

void DeparturesPanel::showEvent(QShowEvent *event)
{
    TablePanel::showEvent(event);
    journal_.setWanted(true);
}

void DeparturesPanel::hideEvent(QHideEvent *event)
{
    TablePanel::hideEvent(event);
    journal_.setWanted(false);
}

void DeparturesPanel::retranslate()
{
    view().setAccessibleName(tr("Clients that left"));
    journal_.table().retranslate();
    teach();
}

} // namespace helio
