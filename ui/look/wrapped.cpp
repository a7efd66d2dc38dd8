// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/wrapped.h"

#include <QLabel>

namespace helio {

QLabel *wrapped(const char *name)
{
    auto *label = new QLabel;
    label->setObjectName(QLatin1String(name));
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    return label;
}

} // namespace helio
