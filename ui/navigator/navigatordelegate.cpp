// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/navigator/navigatordelegate.h"

#include "ui/look/appearance.h"
#include "ui/navigator/navigatormodel.h"

#include <QApplication>
#include <QPainter>

namespace helio {

namespace {

constexpr int TrendWidth = 36;
constexpr int Gap = 6;
/// A value of fewer characters says nothing.
constexpr int ReadableValueCharacters = 4;
constexpr int FlashAlpha = 96;

/// Qt 6.4 has no other word for a desktop that wants less motion. Not asked for a tree, in which Qt animates nothing.
bool mayMove(const QStyle &style)
{
    return style.styleHint(QStyle::SH_Widget_Animation_Duration) > 0;
}

void paintTrend(QPainter *painter, const QRect &box, const QList<double> &rates, const QColor &color)
{
    double top = 0;
    for (const double rate : rates)
        top = std::max(top, rate);
    if (top <= 0)
        return;
    const double step = box.width() / 24.0;
    double x = box.right() + 1 - step * double(rates.size());
    for (const double rate : rates) {
        const double height = std::max(1.0, rate / top * box.height());
        painter->fillRect(QRectF(x, box.bottom() + 1 - height, step, height), color);
        x += step;
    }
}

} // namespace

QSize NavigatorDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    return {80, rowHeight(option.font)};
}

void NavigatorDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyleOptionViewItem item = option;
    initStyleOption(&item, index);
    item.text.clear();
    const QStyle *style = item.widget ? item.widget->style() : QApplication::style();
    style->drawControl(QStyle::CE_ItemViewItem, &item, painter, item.widget);

    const auto kind = index.data(NavigatorModel::KindRole).value<NavigatorModel::Kind>();
    const auto tone = index.data(NavigatorModel::ToneRole).value<Tone>();
    const bool isSelected = item.state.testFlag(QStyle::State_Selected);
    const bool isLeaf = kind == NavigatorModel::Kind::Channel || kind == NavigatorModel::Kind::Stream;
    const QColor ink = item.palette.color(isSelected ? QPalette::HighlightedText : QPalette::Text);
    const QColor faint = isSelected ? ink : mutedColor(item.palette);
    QRect box = item.rect.adjusted(4, 0, -6, 0);
    painter->save();

    // A folder says what happens below it only while that cannot be seen.
    const bool isFolded = kind == NavigatorModel::Kind::Folder && !item.state.testFlag(QStyle::State_Open);
    if (!isSelected && (isLeaf || isFolded) && mayMove(*style) && index.data(NavigatorModel::FlashRole).toBool()) {
        QColor flash = accentColor(item.palette);
        flash.setAlpha(FlashAlpha);
        painter->fillRect(item.rect, flash);
    }

    const QString shape = index.data(NavigatorModel::ShapeRole).toString();
    if (!shape.isEmpty()) {
        painter->setPen(isSelected ? ink : toneColor(tone, item.palette));
        painter->drawText(box, Qt::AlignLeft | Qt::AlignVCenter, shape);
        box.setLeft(box.left() + item.fontMetrics.horizontalAdvance(QStringLiteral("●")) + Gap);
    }
    QFont font = item.font;
    font.setBold(kind == NavigatorModel::Kind::Hub || kind == NavigatorModel::Kind::Streams);
    const QFontMetrics metrics(font);
    const QString name = index.data(NavigatorModel::NameRole).toString();
    const int nameWidth = metrics.horizontalAdvance(name);
    QString text = index.data(NavigatorModel::DetailRole).toString();
    const auto mark = index.data(NavigatorModel::MarkToneRole).value<Tone>();
    // The name says which one it is: it is cut last. What is wrong leaves it its room: the state has a shape, too.
    const int spare = box.width() - nameWidth - Gap - 2;
    if (mark != Tone::None && item.fontMetrics.horizontalAdvance(text) > spare)
        text = text.section(QStringLiteral(" · "), 0, 0);
    const QString detail = item.fontMetrics.elidedText(text, Qt::ElideRight, std::max(box.width() * 2 / 5, spare));
    const Tone detailTone = mark != Tone::None ? mark : tone == Tone::Failed ? tone : Tone::None;
    painter->setPen(detailTone != Tone::None && !isSelected ? toneColor(detailTone, item.palette) : faint);
    painter->drawText(box, Qt::AlignRight | Qt::AlignVCenter, detail);
    box.setRight(box.right() - item.fontMetrics.horizontalAdvance(detail) - Gap - 2);

    if (isLeaf && box.width() >= std::max(TrendWidth, nameWidth) + Gap + TrendWidth) {
        const QRect trend(box.right() - TrendWidth + 1, box.top() + 5, TrendWidth, box.height() - 10);
        paintTrend(painter, trend, index.data(NavigatorModel::TrendRole).value<QList<double>>(),
                   isSelected ? ink : accentColor(item.palette));
        box.setRight(trend.left() - Gap);
        const QRect room = box.adjusted(nameWidth + Gap + 2, 0, 0, 0);
        if (room.width() >= item.fontMetrics.averageCharWidth() * ReadableValueCharacters) {
            painter->setPen(faint);
            painter->drawText(room, Qt::AlignLeft | Qt::AlignVCenter,
                              item.fontMetrics.elidedText(index.data(NavigatorModel::ValueRole).toString(),
                                                          Qt::ElideRight, room.width()));
        }
    }
    painter->setFont(font);
    const bool isFaint = kind == NavigatorModel::Kind::Folder || index.data(NavigatorModel::MutedRole).toBool() ||
                         index.data(NavigatorModel::QuietRole).toBool();
    painter->setPen(isFaint ? faint : ink);
    painter->drawText(box, Qt::AlignLeft | Qt::AlignVCenter, metrics.elidedText(name, Qt::ElideMiddle, box.width()));
    painter->restore();
}

} // namespace helio
