// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

class QFontMetrics;

namespace helio {

/// A row of the navigator: shape, name, the last value, the trend, and at the right its state or count. What has no
/// room goes, the value first, then the trend; then the name is cut in its middle, as far as it can be read; then the
/// state loses what follows it. It flashes when an event comes, unless the desktop wants nothing to move, as far as the
/// style knows.
class NavigatorDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    /// Room for all but value and trend; not for more than any name needs to be known.
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;

    /// Of a row, without its indentation, whose name and detail have these widths.
    static int widthFor(int name, int detail, const QFontMetrics &metrics);
    /// What of a detail, `open · 12,345`, stands in `room` pixels: whole parts, as half a number is another one. A
    /// state that comes first, and a count, may have the name cut. Other words have `roomForWords`, which the name
    /// leaves; first in the line a few characters in any case. Of long ones the beginning says something, too.
    static QString detailWithin(int room, int roomForWords, const QString &detail, const QFontMetrics &metrics);
};

} // namespace helio
