// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/look/columns.h"

namespace helio {

/// Paints a row that has a tone with a tint, and its shape before the text of one column: never by color alone. A
/// cell with a share has a bar along its foot: calm, amber, red.
class ClientsDelegate : public ColumnDelegate
{
    Q_OBJECT
public:
    /// `toneRole`: an int of Tone for the row. `shareRole`: from 0 to 1, of the cells that have a bar; -1: none have.
    ClientsDelegate(int markedColumn, int toneRole, int shareRole);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override;

private:
    int markedColumn_;
    int toneRole_;
    int shareRole_;
};

} // namespace helio
