// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace helio {

/// Paints the values of a JSON tree: each kind in a color of its own (and a form of its own: texts stand in quotes,
/// containers in brackets), and behind each number a button that charts it.
class JsonDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    bool editorEvent(QEvent *event, QAbstractItemModel *model, const QStyleOptionViewItem &option,
                     const QModelIndex &index) override;
    bool helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                   const QModelIndex &index) override;

    /// Where a number's button is in its cell; null for what is no number.
    static QRect buttonRect(const QRect &cell, const QModelIndex &index);

Q_SIGNALS:
    void chartClicked(const QModelIndex &index);
};

} // namespace helio
