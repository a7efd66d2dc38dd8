// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/kepttable.h"

#include "ui/look/appearance.h"

#include <QHeaderView>
#include <QTableView>

namespace helio {

QTableView *makeKeptTable(KeptModel &model, const QList<KeptModel::Column> &hidden)
{
    auto *table = new QTableView;
    table->setModel(&model);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setSelectionMode(QAbstractItemView::SingleSelection);
    table->setTabKeyNavigation(false);
    table->setShowGrid(false);
    table->setWordWrap(false);
    table->verticalHeader()->hide();
    table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    table->verticalHeader()->setDefaultSectionSize(rowHeight(table->font()));
    table->horizontalHeader()->setStretchLastSection(true);
    table->horizontalHeader()->setHighlightSections(false);
    const int character = table->fontMetrics().averageCharWidth();
    for (const auto &[column, characters] :
         {std::pair{KeptModel::Name, 22}, {KeptModel::Time, 20}, {KeptModel::Channel, 14}, {KeptModel::Type, 16}})
        table->setColumnWidth(column, character * characters);
    for (const KeptModel::Column column : hidden)
        table->hideColumn(column);
    return table;
}

} // namespace helio
