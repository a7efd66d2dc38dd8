// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/layoutreset.h"

#include "ui/events/eventcolumns.h"
#include "ui/look/tablecolumns.h"
#include "ui/window/layouts.h"

#include <QPushButton>

#include <utility>

namespace helio {

LayoutReset::LayoutReset(const Parts &parts, QObject *parent)
    : QObject(parent)
    , parts_(parts)
{}

LayoutReset::~LayoutReset() = default;

void LayoutReset::reset()
{
    Before before{parts_.layouts.saved(), parts_.pathColumns.saved(), {}, parts_.clients.journalPlace()};
    const auto tables = parts_.window.findChildren<TableColumns *>();
    for (TableColumns *columns : tables)
        before.columns.append({columns, columns->saved()});
    before_ = std::move(before);
    parts_.layouts.reset();
    parts_.clients.resetLayout();
    parts_.pathColumns.restore({});
    for (TableColumns *columns : tables)
        columns->reset();
    Q_EMIT done();
}

void LayoutReset::undo()
{
    const std::optional<Before> before = std::exchange(before_, std::nullopt);
    if (!before)
        return;
    parts_.layouts.restore(before->layouts);
    parts_.clients.setJournalPlace(before->journal);
    // First: their places and widths are among those of the table.
    parts_.pathColumns.restore(before->pathColumns);
    for (const auto &[columns, saved] : before->columns) {
        if (columns)
            columns->restore(saved);
    }
    Q_EMIT undone();
}

LayoutResetBanner::LayoutResetBanner(LayoutReset &reset, QWidget *parent)
    : UndoBanner(QStringLiteral("layoutReset"), QStringLiteral("undoLayoutButton"), parent)
{
    connect(this, &UndoBanner::undoRequested, &reset, &LayoutReset::undo);
    connect(&reset, &LayoutReset::done, this, &LayoutResetBanner::offer);
    connect(&reset, &LayoutReset::undone, this, &QWidget::hide);
    retranslate();
}

void LayoutResetBanner::retranslate()
{
    undo().setText(tr("Undo reset"));
    setText(tr("Docks, tabs and columns are as at the first start."));
}

} // namespace helio
