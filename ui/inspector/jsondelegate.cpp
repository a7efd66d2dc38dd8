// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/jsondelegate.h"

#include "ui/inspector/jsontreemodel.h"
#include "ui/look/appearance.h"

#include <QAbstractItemView>
#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

namespace helio {

namespace {

QColor kindColor(JsonValue::Kind kind, const QPalette &palette)
{
    switch (kind) {
    case JsonValue::Kind::Number:
        return accentColor(palette);
    case JsonValue::Kind::String:
        return chartColor(ChartRole::Bytes, palette);
    case JsonValue::Kind::Boolean:
    case JsonValue::Kind::Null:
        return chartColor(ChartRole::Clients, palette);
    case JsonValue::Kind::Object:
    case JsonValue::Kind::Array:
        break;
    }
    return mutedColor(palette);
}

/// A curve over an axis.
void paintChartGlyph(QPainter *painter, const QRect &button, const QColor &color)
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->translate(button.center().x() - 7, button.center().y() - 7);
    painter->setBrush(Qt::NoBrush);
    painter->setPen(QPen(color, 1.2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter->drawPolyline(QPolygonF({{1.5, 1.5}, {1.5, 13}, {13.5, 13}}));
    painter->setPen(QPen(color, 1.6, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter->drawPolyline(QPolygonF({{4, 9.5}, {6.5, 6}, {9, 8}, {12.5, 3}}));
    painter->restore();
}

} // namespace

QRect JsonDelegate::buttonRect(const QRect &cell, const QModelIndex &index)
{
    if (index.column() != JsonTreeModel::Value || !index.data(JsonTreeModel::IsNumberRole).toBool())
        return {};
    const int width = std::min(22, cell.width());
    return {cell.right() - width + 1, cell.top(), width, cell.height()};
}

void JsonDelegate::paint(QPainter *painter, const QStyleOptionViewItem &given, const QModelIndex &index) const
{
    QStyleOptionViewItem option = given;
    initStyleOption(&option, index);
    const QString text = std::exchange(option.text, QString());
    const QStyle *style = option.widget->style();
    style->drawControl(QStyle::CE_ItemViewItem, &option, painter, option.widget);

    const bool isSelected = option.state & QStyle::State_Selected;
    const QPalette::ColorGroup group = option.state & QStyle::State_Active ? QPalette::Normal : QPalette::Inactive;
    const QColor plain = option.palette.color(group, isSelected ? QPalette::HighlightedText : QPalette::Text);
    const auto kind = JsonValue::Kind(index.data(JsonTreeModel::KindRole).toInt());
    QColor color = plain;
    if (!isSelected && index.column() == JsonTreeModel::Value)
        color = kindColor(kind, option.palette);

    const QRect button = buttonRect(option.rect, index);
    const int margin = style->pixelMetric(QStyle::PM_FocusFrameHMargin, nullptr, option.widget) + 1;
    const QRect room = option.rect.adjusted(margin, 0, -margin - button.width(), 0);
    painter->save();
    painter->setFont(option.font);
    painter->setPen(color);
    painter->drawText(room, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine | Qt::TextDontClip,
                      option.fontMetrics.elidedText(text, Qt::ElideRight, room.width()));
    painter->restore();
    if (button.isNull())
        return;
    const bool isHovered = option.state & QStyle::State_MouseOver;
    paintChartGlyph(painter, button,
                    isSelected  ? plain
                    : isHovered ? accentColor(option.palette)
                                : mutedColor(option.palette));
}

QSize JsonDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const QSize size = QStyledItemDelegate::sizeHint(option, index);
    return {size.width() + 4, rowHeight(option.font)};
}

bool JsonDelegate::editorEvent(QEvent *event, QAbstractItemModel *, const QStyleOptionViewItem &option,
                               const QModelIndex &index)
{
    if (event->type() != QEvent::MouseButtonRelease)
        return false;
    const auto *mouse = static_cast<QMouseEvent *>(event);
    if (mouse->button() != Qt::LeftButton || !buttonRect(option.rect, index).contains(mouse->position().toPoint()))
        return false;
    Q_EMIT chartClicked(index);
    return true;
}

bool JsonDelegate::helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                             const QModelIndex &index)
{
    if (event->type() == QEvent::ToolTip && buttonRect(option.rect, index).contains(event->pos())) {
        QToolTip::showText(event->globalPos(), tr("Chart this number (Ctrl+G)"), view);
        return true;
    }
    return QStyledItemDelegate::helpEvent(event, view, option, index);
}

} // namespace helio
