// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/events/eventsdelegate.h"

#include "ui/events/eventtablemodel.h"
#include "ui/look/appearance.h"
#include "ui/look/celltext.h"

#include <QApplication>
#include <QPainter>
#include <QTextLayout>

namespace helio {

namespace {

/// What find searches.
bool isSearched(int column)
{
    return column == EventTableModel::Channel || column == EventTableModel::Type || column == EventTableModel::Id ||
           column == EventTableModel::Data;
}

QList<QTextLayout::FormatRange> marksIn(const QString &text, const QString &marked, const QPalette &palette)
{
    QList<QTextLayout::FormatRange> marks;
    if (marked.isEmpty())
        return marks;
    QTextCharFormat format;
    format.setBackground(markColor(palette));
    format.setForeground(markedTextColor(palette));
    for (qsizetype at = text.indexOf(marked, 0, Qt::CaseInsensitive); at >= 0;
         at = text.indexOf(marked, at + marked.size(), Qt::CaseInsensitive))
        marks.append({int(at), int(marked.size()), format});
    return marks;
}

} // namespace

EventsDelegate::EventsDelegate(QObject *parent)
    : ColumnDelegate(parent)
    , font_(dataFont())
{}

void EventsDelegate::initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const
{
    ColumnDelegate::initStyleOption(option, index);
    if (index.column() >= EventTableModel::ColumnCount) {
        option->font = font_;
        return;
    }
    switch (EventTableModel::Column(index.column())) {
    case EventTableModel::Time:
        option->font = font_;
        if (const QString shape = index.data(EventTableModel::MarkRole).toString(); !shape.isEmpty()) {
            const auto tone = index.data(EventTableModel::MarkToneRole).value<Tone>();
            option->text += u' ' + shape; // behind it, so that times stand below each other
            option->palette.setColor(QPalette::Text, toneColor(tone, option->palette));
            break;
        }
        [[fallthrough]];
    case EventTableModel::Delta:
    case EventTableModel::Id:
    case EventTableModel::Bytes:
        option->font = font_;
        [[fallthrough]];
    case EventTableModel::Source:
        option->palette.setColor(QPalette::Text, mutedColor(option->palette));
        break;
    case EventTableModel::Data:
        option->font = font_;
        break;
    case EventTableModel::Channel:
    case EventTableModel::Type:
    case EventTableModel::ColumnCount:
        break;
    }
}

void EventsDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyleOptionViewItem item = option;
    if (!marked_.isEmpty() && isSearched(index.column()))
        initStyleOption(&item, index);
    const auto marks = marksIn(item.text, marked_, item.palette);
    if (item.text.isEmpty() || marks.isEmpty()) {
        ColumnDelegate::paint(painter, option, index);
        return;
    }
    const QStyle *style = item.widget ? item.widget->style() : QApplication::style();
    const QRect box = textBox(item);
    const QString text = QFontMetrics(item.font).elidedText(item.text, item.textElideMode, box.width());
    const bool isSelected = item.state.testFlag(QStyle::State_Selected);
    const QColor ink = item.palette.color(isSelected ? QPalette::HighlightedText : QPalette::Text);
    item.text.clear();
    style->drawControl(QStyle::CE_ItemViewItem, &item, painter, item.widget);

    QTextLayout layout(text, item.font);
    QTextOption direction;
    direction.setTextDirection(item.direction);
    layout.setTextOption(direction);
    auto shownMarks = marksIn(text, marked_, item.palette);
    // What is cut off has it too: the ellipsis says so.
    const qsizetype cut = item.textElideMode == Qt::ElideLeft ? text.indexOf(u'…') : text.lastIndexOf(u'…');
    if (shownMarks.size() < marks.size() && cut >= 0)
        shownMarks.append({int(cut), 1, marks.constFirst().format});
    layout.setFormats(shownMarks);
    layout.beginLayout();
    QTextLine line = layout.createLine();
    line.setLineWidth(box.width());
    layout.endLayout();
    painter->save();
    painter->setClipRect(box);
    painter->setPen(ink);
    layout.draw(painter, QPointF(box.left(), cellBaseline(item) - line.ascent()));
    painter->restore();
}

} // namespace helio
