// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHeaderView>
#include <QStyledItemDelegate>

namespace helio {

/// The head of a table's columns. Behind what stands at the right end of a column it leaves a gap, so that it does not
/// run together with what begins the next one; cells painted by a ColumnDelegate have the same.
class ColumnHeader : public QHeaderView
{
    Q_OBJECT
public:
    explicit ColumnHeader(QWidget *parent = nullptr);

protected:
    void initStyleOptionForIndex(QStyleOptionHeader *option, int logicalIndex) const override;
};

/// Cuts texts at the dull end of their column. What is cut has a tool tip with the whole.
class ColumnDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    /// Of each column of the model; on the right where there is none.
    void setElideModes(const QList<Qt::TextElideMode> &modes) { elideModes_ = modes; }

    /// As the style does, but with all texts of a row on one baseline.
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    bool helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                   const QModelIndex &index) override;

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override;
    /// Where the text of a cell is painted.
    static QRect textBox(const QStyleOptionViewItem &option);

private:
    QList<Qt::TextElideMode> elideModes_;
};

} // namespace helio
