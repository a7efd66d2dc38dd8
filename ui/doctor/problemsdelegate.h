// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/look/columns.h"

namespace helio {

/// Paints the cells of the table of problems: how severe they are in color, what is of less weight faint.
class ProblemsDelegate : public ColumnDelegate
{
    Q_OBJECT
public:
    using ColumnDelegate::ColumnDelegate;

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override;
};

} // namespace helio
