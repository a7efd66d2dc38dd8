// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/columns.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QHelpEvent>
#include <QToolTip>

namespace helio {

namespace {

/// A space as wide as half a letter is high. Rectangles that are narrower would be painted so, too.
constexpr QChar Space(0x2002);

/// A tool tip's line; a plain text is not broken by itself.
constexpr qsizetype CharactersOfLine = 100;

QString inLines(QString text)
{
    for (qsizetype end = CharactersOfLine; end < text.size(); end += CharactersOfLine + 1) {
        if (text[end].isLowSurrogate())
            ++end;
        const qsizetype space = text.lastIndexOf(u' ', end);
        if (space > end - CharactersOfLine / 2)
            end = space + 1;
        text.insert(end, u'\n');
    }
    return text;
}

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
    option->textElideMode = elideModes_.value(index.column(), Qt::ElideRight);
    if (option->displayAlignment.testFlag(Qt::AlignRight) && !option->text.isEmpty())
        option->text.append(Space);
}

QRect ColumnDelegate::textBox(const QStyleOptionViewItem &option)
{
    const QStyle *style = option.widget ? option.widget->style() : QApplication::style();
    const int margin = style->pixelMetric(QStyle::PM_FocusFrameHMargin, nullptr, option.widget) + 1;
    return style->subElementRect(QStyle::SE_ItemViewItemText, &option, option.widget).adjusted(margin, 0, -margin, 0);
}

bool ColumnDelegate::helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                               const QModelIndex &index)
{
    if (event->type() != QEvent::ToolTip || !index.isValid() || !index.data(Qt::ToolTipRole).toString().isEmpty())
        return QStyledItemDelegate::helpEvent(event, view, option, index);
    QStyleOptionViewItem item = option;
    initStyleOption(&item, index);
    if (QFontMetrics(item.font).horizontalAdvance(item.text) > textBox(item).width())
        QToolTip::showText(event->globalPos(), inLines(index.data().toString()), view->viewport(), option.rect);
    else
        QToolTip::hideText();
    return true;
}

} // namespace helio
