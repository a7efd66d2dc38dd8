// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/defaultbutton.h"

#include <QDialog>
#include <QPushButton>

namespace helio {

void makeDefault(QPushButton *button)
{
    Q_ASSERT(qobject_cast<QDialog *>(button->window()));
    button->setDefault(true);
}

} // namespace helio
