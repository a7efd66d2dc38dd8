// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace helio {

/// Paints the rows of a conversation: heads with their state in its color, a bar of that color before all rows of a
/// message, labels and figures standing back.
class ConversationDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    static constexpr int TextIndent = 24; ///< pixels, of parts of messages

    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

} // namespace helio
