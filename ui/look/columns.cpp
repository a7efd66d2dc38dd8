// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/columns.h"

namespace helio {

namespace {

/// A space as wide as half a letter is high. Rectangles that are narrower would be painted so, too.
constexpr QChar Space(0x2002);

} // namespace

ColumnHeader::ColumnHeader(QWidget *parent)
    : QHeaderView(Qt::Horizontal, parent)
{
    setSectionsClickable(true);
    setSectionsMovable(true);
    setHighlightSections(false);
}

void ColumnHeader::initStyleOptionForIndex(QStyleOptionHeader *option, int logicalIndex) const
{
    QHeaderView::initStyleOptionForIndex(option, logicalIndex);
    if (option->textAlignment.testFlag(Qt::AlignRight) && !option->text.isEmpty())
        option->text.append(Space);
}

void ColumnDelegate::initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    if (option->displayAlignment.testFlag(Qt::AlignRight) && !option->text.isEmpty())
        option->text.append(Space);
}

} // namespace helio
