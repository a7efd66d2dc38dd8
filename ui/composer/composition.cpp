// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/composition.h"

#include <QInputMethodEvent>
#include <QWidget>

namespace helio {

void Composition::watch(QWidget *field)
{
    field->installEventFilter(this);
}

bool Composition::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::InputMethod)
        isOpen_ = !static_cast<QInputMethodEvent *>(event)->preeditString().isEmpty();
    else if (event->type() == QEvent::FocusOut)
        isOpen_ = false;
    return QObject::eventFilter(watched, event);
}

} // namespace helio
