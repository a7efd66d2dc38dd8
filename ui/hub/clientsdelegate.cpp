// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/hub/clientsdelegate.h"

#include "ui/look/appearance.h"

#include <QPainter>

#include <algorithm>

namespace helio {

namespace {

constexpr int BarHeight = 3;
constexpr int BarMargin = 4;
constexpr int TintAlpha = 34;
// Where the bar changes its color.
constexpr double AmberShare = 0.5;
constexpr double RedShare = 0.8;

Tone barTone(double share)
{
    return share >= RedShare ? Tone::Failed : share >= AmberShare ? Tone::Waiting : Tone::Open;
}

} // namespace

ClientsDelegate::ClientsDelegate(int markedColumn, int toneRole, int shareRole)
    : markedColumn_(markedColumn)
    , toneRole_(toneRole)
    , shareRole_(shareRole)
{}

void ClientsDelegate::initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const
{
    ColumnDelegate::initStyleOption(option, index);
    const auto tone = Tone(index.data(toneRole_).toInt());
    if (tone == Tone::None)
        return;
    if (index.column() == markedColumn_) {
        option->text.prepend(toneShape(tone) + u' ');
        option->palette.setColor(QPalette::Text, toneColor(tone, option->palette));
    }
    if (tone == Tone::Waiting || tone == Tone::Failed) {
        QColor tint = toneColor(tone, option->palette);
        tint.setAlpha(TintAlpha);
        option->backgroundBrush = tint;
    }
}

void ClientsDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    ColumnDelegate::paint(painter, option, index);
    const QVariant value = shareRole_ < 0 ? QVariant() : index.data(shareRole_);
    if (!value.isValid() || value.toDouble() <= 0)
        return;
    const double share = value.toDouble();
    QRect track = option.rect.adjusted(BarMargin, 0, -BarMargin, -1);
    track.setTop(track.bottom() - BarHeight + 1);
    painter->fillRect(track, separatorColor(option.palette));
    // What waits is seen, however little it is.
    track.setWidth(std::max(2, int(track.width() * share)));
    const bool isSelected = option.state.testFlag(QStyle::State_Selected);
    painter->fillRect(track, isSelected ? option.palette.color(QPalette::HighlightedText)
                                        : toneColor(barTone(share), option.palette));
}

} // namespace helio
