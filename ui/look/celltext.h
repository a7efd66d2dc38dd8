// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyleOptionViewItem>

namespace helio {

/// Where the texts of a table's row stand, in the coordinates of `option.rect`: one line for all of its cells, whatever
/// the font of each, and whatever scripts are in it. Centering each text by itself would put them on several.
qreal cellBaseline(const QStyleOptionViewItem &option);

} // namespace helio
