// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/composer/keptmodel.h"

class QTableView;

namespace helio {

/// A table of kept drafts in which one row is chosen; `hidden` columns are not shown.
QTableView *makeKeptTable(KeptModel &model, const QList<KeptModel::Column> &hidden);

} // namespace helio
