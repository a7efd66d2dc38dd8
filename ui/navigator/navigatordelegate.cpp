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
constexpr int MarginLeft = 4;
constexpr int MarginRight = 6;
/// A value of fewer characters says nothing.
constexpr int ReadableValueCharacters = 4;
/// A bar at the beginning of the row: a row of another ground would look as if it were selected.
constexpr int FlashWidth = 3;
constexpr int FlashAlpha = 36;
/// What a name is cut to for the sake of a state or a count, which say nothing when they are cut.
constexpr int ReadableNameCharacters = 10;
/// A name longer than that does not make the navigator wider.
constexpr int WideNameCharacters = 24;
constexpr int WideDetailCharacters = 24;
/// A state or a count has no more; what is longer are words, for which no name is cut.
constexpr int MostStateCharacters = 12;

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

bool isLeaf(NavigatorModel::Kind kind)
{
    return kind == NavigatorModel::Kind::Channel || kind == NavigatorModel::Kind::Stream;
}

QFont nameFont(const QFont &font, NavigatorModel::Kind kind)
{
    QFont bold = font;
    bold.setBold(kind == NavigatorModel::Kind::Hub || kind == NavigatorModel::Kind::Streams);
    return bold;
}

} // namespace

QSize NavigatorDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const QFontMetrics metrics(option.font);
    const int character = characterWidth(option.font);
    const auto kind = index.data(NavigatorModel::KindRole).value<NavigatorModel::Kind>();
    const int name =
        QFontMetrics(nameFont(option.font, kind)).horizontalAdvance(index.data(NavigatorModel::NameRole).toString());
    const int detail = metrics.horizontalAdvance(index.data(NavigatorModel::DetailRole).toString());
    return {widthFor(std::min(name, character * WideNameCharacters), std::min(detail, character * WideDetailCharacters),
                     metrics),
            rowHeight(option.font)};
}

QString NavigatorDelegate::detailWithin(int room, int roomForWords, const QString &detail, const QFontMetrics &metrics)
{
    static const QString Separator = QStringLiteral(" · ");
    const QStringList parts = detail.split(Separator);
    const int readable = metrics.horizontalAdvance(u'0') * MostStateCharacters;
    const bool isState = parts.constFirst().size() <= MostStateCharacters;
    QString shown = metrics.elidedText(parts.constFirst(), Qt::ElideRight,
                                       isState ? room : std::min(room, std::max(roomForWords, readable)));
    if (shown != parts.constFirst())
        return shown;
    for (qsizetype i = 1; i < parts.size(); ++i) {
        const QString longer = shown + Separator + parts[i];
        const bool isCount =
            !parts[i].isEmpty() && parts[i].front().isDigit() && parts[i].size() <= MostStateCharacters;
        const int most = isCount ? room : std::min(room, roomForWords);
        if (metrics.horizontalAdvance(longer) <= most) {
            shown = longer;
            continue;
        }
        const int rest = most - metrics.horizontalAdvance(shown + Separator);
        if (parts[i].size() > WideDetailCharacters && rest >= readable)
            shown += Separator + metrics.elidedText(parts[i], Qt::ElideRight, rest);
        break;
    }
    return shown;
}

int NavigatorDelegate::widthFor(int name, int detail, const QFontMetrics &metrics)
{
    return MarginLeft + metrics.horizontalAdvance(QStringLiteral("●")) + Gap + name + Gap + 2 + detail + MarginRight;
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
    const QColor ink = item.palette.color(isSelected ? QPalette::HighlightedText : QPalette::Text);
    const QColor faint = isSelected ? ink : mutedColor(item.palette);
    QRect box = item.rect.adjusted(MarginLeft, 0, -MarginRight, 0);
    painter->save();

    // A folder says what happens below it only while that cannot be seen.
    const bool isFolded = kind == NavigatorModel::Kind::Folder && !item.state.testFlag(QStyle::State_Open);
    if (!isSelected && (isLeaf(kind) || isFolded) && mayMove(*style) &&
        index.data(NavigatorModel::FlashRole).toBool()) {
        QColor flash = accentColor(item.palette);
        painter->fillRect(QRect(item.rect.topLeft(), QSize(FlashWidth, item.rect.height())), flash);
        flash.setAlpha(FlashAlpha);
        painter->fillRect(item.rect, flash);
    }

    const QString shape = index.data(NavigatorModel::ShapeRole).toString();
    if (!shape.isEmpty()) {
        painter->setPen(isSelected ? ink : toneColor(tone, item.palette));
        painter->drawText(box, Qt::AlignLeft | Qt::AlignVCenter, shape);
        box.setLeft(box.left() + item.fontMetrics.horizontalAdvance(QStringLiteral("●")) + Gap);
    }
    const QFont font = nameFont(item.font, kind);
    const QFontMetrics metrics(font);
    const QString name = index.data(NavigatorModel::NameRole).toString();
    const int nameWidth = metrics.horizontalAdvance(name);
    const auto mark = index.data(NavigatorModel::MarkToneRole).value<Tone>();
    const int leastName = std::min(nameWidth, characterWidth(font) * ReadableNameCharacters);
    const int most = box.width() - Gap - 2;
    const QString detail = detailWithin(most - leastName, most - nameWidth,
                                        index.data(NavigatorModel::DetailRole).toString(), item.fontMetrics);
    const Tone detailTone = mark != Tone::None ? mark : tone == Tone::Failed ? tone : Tone::None;
    painter->setPen(detailTone != Tone::None && !isSelected ? toneColor(detailTone, item.palette) : faint);
    painter->drawText(box, Qt::AlignRight | Qt::AlignVCenter, detail);
    box.setRight(box.right() - item.fontMetrics.horizontalAdvance(detail) - Gap - 2);

    if (isLeaf(kind) && box.width() >= std::max(TrendWidth, nameWidth) + Gap + TrendWidth) {
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
