// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/palettedelegate.h"

#include "ui/look/appearance.h"
#include "ui/window/palettemodel.h"

#include <QApplication>
#include <QPainter>
#include <QTextLayout>

namespace helio {

namespace {

constexpr int Gap = 10;

/// Draws as much of `text` as there is room for, the letters at `positions` marked; gives the width it took.
int paintMarked(QPainter *painter, const QRect &box, const QString &text, const QList<int> &positions,
                const QFont &font, const QColor &mark)
{
    const QString shown = QFontMetrics(font).elidedText(text, Qt::ElideRight, box.width());
    QTextCharFormat format;
    format.setForeground(mark);
    format.setFontWeight(QFont::Bold);
    format.setFontUnderline(true); // not by color alone
    QList<QTextLayout::FormatRange> marks;
    for (const int at : positions) {
        if (at < shown.size() && shown[at] == text[at])
            marks.append({at, 1, format});
    }
    QTextLayout layout(shown, font);
    layout.setFormats(marks);
    layout.beginLayout();
    QTextLine line = layout.createLine();
    line.setLineWidth(box.width());
    layout.endLayout();
    layout.draw(painter, QPointF(box.left(), box.top() + (box.height() - line.height()) / 2));
    return std::min(box.width(), int(line.naturalTextWidth()) + 1);
}

} // namespace

QString PaletteDelegate::kindText(int kind)
{
    switch (PaletteItem::Kind(kind)) {
    case PaletteItem::Kind::Action:
        return tr("action");
    case PaletteItem::Kind::Layout:
        return tr("layout");
    case PaletteItem::Kind::Stream:
        return tr("stream");
    case PaletteItem::Kind::Channel:
        return tr("channel");
    case PaletteItem::Kind::Client:
        return tr("client");
    }
    return {};
}

QSize PaletteDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    return {120, rowHeight(option.font)};
}

void PaletteDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyleOptionViewItem item = option;
    initStyleOption(&item, index);
    item.text.clear();
    const QStyle *style = item.widget ? item.widget->style() : QApplication::style();
    style->drawControl(QStyle::CE_ItemViewItem, &item, painter, item.widget);

    const bool isSelected = item.state.testFlag(QStyle::State_Selected);
    const QString whyNot = index.data(PaletteModel::WhyNotRole).toString();
    const QColor ink = item.palette.color(isSelected ? QPalette::HighlightedText : QPalette::Text);
    const QColor faint = isSelected ? ink : mutedColor(item.palette);
    const QFontMetrics metrics(item.font);
    QRect box = item.rect.adjusted(8, 0, -8, 0);
    painter->save();
    painter->setFont(item.font);

    painter->setPen(faint);
    int kindWidth = 0;
    for (int kind = 0; kind <= int(PaletteItem::Kind::Client); ++kind)
        kindWidth = std::max(kindWidth, metrics.horizontalAdvance(kindText(kind)));
    painter->drawText(box, Qt::AlignLeft | Qt::AlignVCenter, kindText(index.data(PaletteModel::KindRole).toInt()));
    box.setLeft(box.left() + kindWidth + Gap);
    if (const QString keys = index.data(PaletteModel::KeysRole).toString(); !keys.isEmpty()) {
        painter->drawText(box, Qt::AlignRight | Qt::AlignVCenter, keys);
        box.setRight(box.right() - metrics.horizontalAdvance(keys) - Gap);
    }
    painter->setPen(whyNot.isEmpty() ? ink : faint);
    const int taken =
        paintMarked(painter, box, index.data().toString(), index.data(PaletteModel::PositionsRole).value<QList<int>>(),
                    item.font, isSelected ? ink : accentColor(item.palette));
    box.setLeft(box.left() + taken + Gap);
    const QString detail =
        whyNot.isEmpty() ? index.data(PaletteModel::DetailRole).toString() : tr("not now: %1").arg(whyNot);
    painter->setPen(faint);
    if (box.width() > metrics.averageCharWidth() * 4)
        painter->drawText(box, Qt::AlignLeft | Qt::AlignVCenter,
                          metrics.elidedText(detail, Qt::ElideRight, box.width()));
    painter->restore();
}

} // namespace helio
