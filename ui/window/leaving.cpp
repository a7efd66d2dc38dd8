// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/leaving.h"

#include "ui/window/safeguard.h"

#include <QApplication>
#include <QEvent>
#include <QWidget>

#include <utility>

namespace helio {

Leaving::Leaving(Safeguard &safeguard, QObject *parent)
    : QObject(parent)
    , safeguard_(safeguard)
{
    qApp->installEventFilter(this);
}

bool Leaving::onClose()
{
    if (hasLeft_)
        return true;
    if (instead_ && instead_())
        return false;
    quit();
    return hasLeft_;
}

void Leaving::quit()
{
    if (!hasLeft_ && safeguard_.agreesToQuit())
        leave();
}

void Leaving::leave()
{
    if (std::exchange(hasLeft_, true))
        return;
    // A question that stands open has been answered by that.
    if (QWidget *open = QApplication::activeModalWidget())
        open->close();
    Q_EMIT leaving();
}

bool Leaving::eventFilter(QObject *watched, QEvent *event)
{
    // The session ends: Qt would close the windows one by one, and each question would hold the desktop up. What is
    // drained meanwhile ends the program.
    if (watched == qApp && event->type() == QEvent::Quit && !hasLeft_) {
        leave();
        return true;
    }
    return QObject::eventFilter(watched, event);
}

} // namespace helio
