// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/doctor/problemsdelegate.h"

#include "ui/doctor/problemsmodel.h"
#include "ui/look/appearance.h"

namespace helio {

void ProblemsDelegate::initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const
{
    ColumnDelegate::initStyleOption(option, index);
    switch (ProblemsModel::Column(index.column())) {
    case ProblemsModel::SeverityColumn:
        option->palette.setColor(QPalette::Text,
                                 toneColor(index.data(ProblemsModel::ToneRole).value<Tone>(), option->palette));
        break;
    case ProblemsModel::Code:
    case ProblemsModel::Since:
    case ProblemsModel::Last:
        option->palette.setColor(QPalette::Text, mutedColor(option->palette));
        break;
    case ProblemsModel::Subject:
    case ProblemsModel::Words:
    case ProblemsModel::Remedy:
    case ProblemsModel::ColumnCount:
        break;
    }
}

} // namespace helio
