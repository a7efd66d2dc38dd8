// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/hub/departurespanel.h"

#include "ui/hub/clientjournal.h"
#include "ui/hub/clientsdelegate.h"
#include "ui/hub/hubstate.h"
#include "ui/hub/rowanchor.h"
#include "ui/look/emptypane.h"

#include <QToolBar>

namespace helio {

DeparturesPanel::DeparturesPanel(ClientJournal &journal, HubState &hub, QWidget *parent)
    : TablePanel(journal.table(), QStringLiteral("departures"), parent)
    , journal_(journal)
    , hub_(hub)
{
    tools().hide();
    view().setItemDelegate(
        new ClientsDelegate(DepartureTableModel::Reason, DepartureTableModel::ToneRole, -1, &view()));
    // The newest first.
    view().sortByColumn(DepartureTableModel::Left, Qt::DescendingOrder);
    new RowAnchor(view());
    connect(&journal.table(), &DepartureTableModel::filterChanged, this, &DeparturesPanel::teach);
    connect(&hub.control(), &HubControl::stateChanged, this, &DeparturesPanel::teach);
    retranslate();
    resetColumns();
}

void DeparturesPanel::resetColumns()
{
    setColumnWidths({9, 17, 12, 24, 9, 8, 11, 14, 8, 13, 17, 5, 6});
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
    const QString lacks = hub_.control().lacks(HubControl::Feature::Departures);
    if (!lacks.isEmpty())
        empty().setTexts(tr("Who left is not known"), lacks);
    else if (!journal_.table().filter().isEmpty())
        empty().setTexts(tr("Nobody who left passes the filter"), QString());
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
