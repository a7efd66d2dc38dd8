// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/look/columns.h"

#include <QFont>

namespace helio {

/// Paints the cells of the events table, and marks in them what is searched for.
class EventsDelegate : public ColumnDelegate
{
    Q_OBJECT
public:
    explicit EventsDelegate(QObject *parent = nullptr);

    void setDataFont(const QFont &font) { font_ = font; }
    /// What is marked; empty: nothing. Capital and small letters are the same.
    void setMarked(const QString &text) { marked_ = text; }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override;

private:
    QFont font_;
    QString marked_;
};

} // namespace helio
