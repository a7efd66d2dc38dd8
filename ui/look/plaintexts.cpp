// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/plaintexts.h"

#include <QEvent>
#include <QLabel>

namespace helio {

bool PlainTexts::eventFilter(QObject *watched, QEvent *event)
{
    // Sent once to each widget, before its first size is asked for. A tool tip is a label, too.
    if (event->type() == QEvent::Polish) {
        auto *label = qobject_cast<QLabel *>(watched);
        if (label && label->textFormat() == Qt::AutoText)
            label->setTextFormat(Qt::PlainText);
    }
    return QObject::eventFilter(watched, event);
}

} // namespace helio
