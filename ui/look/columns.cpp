// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/columns.h"

#include "ui/look/celltext.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QHelpEvent>
#include <QPainter>
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

void ColumnDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyleOptionViewItem item = option;
    initStyleOption(&item, index);
    const QStyle *style = item.widget ? item.widget->style() : QApplication::style();
    // Before the text is taken out: where nothing is, there is no room for it.
    const QRect box = textBox(item);
    const QFontMetrics metrics(item.font);
    const QString text = metrics.elidedText(item.text, item.textElideMode, box.width());
    item.text.clear();
    style->drawControl(QStyle::CE_ItemViewItem, &item, painter, item.widget);
    if (text.isEmpty())
        return;
    const auto group = !item.state.testFlag(QStyle::State_Enabled)  ? QPalette::Disabled
                       : !item.state.testFlag(QStyle::State_Active) ? QPalette::Inactive
                                                                    : QPalette::Normal;
    const bool isSelected = item.state.testFlag(QStyle::State_Selected);
    const int spare = box.width() - metrics.horizontalAdvance(text);
    const Qt::Alignment alignment = QStyle::visualAlignment(item.direction, item.displayAlignment);
    const int before = alignment.testFlag(Qt::AlignRight)     ? spare
                       : alignment.testFlag(Qt::AlignHCenter) ? spare / 2
                                                              : 0;
    painter->save();
    painter->setClipRect(box, Qt::IntersectClip);
    painter->setFont(item.font);
    painter->setPen(item.palette.color(group, isSelected ? QPalette::HighlightedText : QPalette::Text));
    painter->drawText(QPointF(box.left() + before, cellBaseline(item)), text);
    painter->restore();
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
