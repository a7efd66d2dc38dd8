// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lens/conversationdelegate.h"

#include "ui/lens/conversationmodel.h"
#include "ui/look/appearance.h"

#include <QApplication>
#include <QPainter>

namespace helio {

namespace {

using Row = ConversationModel::Row;

constexpr int BarWidth = 3;
constexpr int HeadIndent = 10;

} // namespace

void ConversationDelegate::paint(QPainter *painter, const QStyleOptionViewItem &given, const QModelIndex &index) const
{
    QStyleOptionViewItem option = given;
    initStyleOption(&option, index);
    const QString text = std::exchange(option.text, QString());
    const auto row = Row(index.data(ConversationModel::RowRole).toInt());
    const auto tone = index.data(ConversationModel::ToneRole).value<Tone>();
    const bool isSelected = option.state.testFlag(QStyle::State_Selected);
    const bool isHead = row == Row::Head;
    if (isHead)
        option.backgroundBrush = option.palette.alternateBase();
    const QStyle *style = option.widget ? option.widget->style() : QApplication::style();
    style->drawControl(QStyle::CE_ItemViewItem, &option, painter, option.widget);

    painter->save();
    const QRect &all = option.rect;
    if (isHead) {
        painter->setPen(separatorColor(option.palette));
        painter->drawLine(all.topLeft(), all.topRight());
    }
    painter->fillRect(QRect(all.left(), all.top(), BarWidth, all.height()), toneColor(tone, option.palette));

    const bool isFigures = row == Row::Figures;
    QColor ink = option.palette.color(isSelected ? QPalette::HighlightedText : QPalette::Text);
    const QColor plain = ink;
    const QColor colored = isSelected ? plain : toneColor(tone, option.palette);
    const bool isReasoning =
        row == Row::Text && index.data(ConversationModel::PartRole).toInt() == int(LensPart::Kind::Reasoning);
    if (!isSelected && (isFigures || row == Row::Label || row == Row::ResultLabel || isReasoning))
        ink = mutedColor(option.palette);
    if (!isSelected && isFigures && (tone == Tone::Failed || tone == Tone::Waiting) && !text.isEmpty() &&
        text.startsWith(toneShape(tone)))
        ink = colored;
    QFont font = option.font;
    font.setBold(isHead || row == Row::Label || row == Row::ResultLabel);
    QRect room = all.adjusted(isHead ? HeadIndent : TextIndent, 0, 0, 0);
    const auto draw = [&](const QString &part, const QColor &color) {
        painter->setFont(font);
        painter->setPen(color);
        painter->drawText(room, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine, part);
        room.setLeft(room.left() + QFontMetrics(font).horizontalAdvance(part));
    };
    if (isHead) {
        const QString state = index.data(ConversationModel::StateRole).toString();
        draw(text.chopped(std::min(state.size(), text.size())), ink);
        draw(QFontMetrics(font).elidedText(state, Qt::ElideRight, std::max(0, room.width() - 4)), colored);
    } else if (isFigures) {
        draw(QFontMetrics(font).elidedText(text, Qt::ElideRight, std::max(0, room.width() - 4)), ink);
    } else {
        draw(text, ink);
    }
    painter->restore();
}

} // namespace helio
