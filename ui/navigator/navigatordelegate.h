// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace helio {

/// A row of the navigator: shape, name, the last value, the trend, and at the right its state or count. What has no
/// room goes, the value first, then the trend; the name stays. It flashes when an event comes, unless the desktop wants
/// nothing to move, as far as the style knows.
class NavigatorDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

} // namespace helio
