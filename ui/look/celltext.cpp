// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/celltext.h"

#include <QFontMetricsF>
#include <QWidget>

#include <cmath>

namespace helio {

qreal cellBaseline(const QStyleOptionViewItem &option)
{
    const QFontMetricsF metrics(option.widget ? option.widget->font() : option.font);
    return option.rect.top() + std::round((option.rect.height() - metrics.height()) / 2 + metrics.ascent());
}

} // namespace helio
