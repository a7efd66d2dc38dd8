// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/undobanner.h"

#include <QEvent>
#include <QPushButton>

namespace helio {

using namespace std::chrono_literals;

UndoBanner::UndoBanner(const QString &objectName, const QString &button, QWidget *parent)
    : Banner(objectName, Tone::None, parent)
    , undo_(addButton(button))
{
    hide(); // until there is something to undo
    connect(undo_, &QPushButton::clicked, this, &UndoBanner::undoRequested);
    hide_.setSingleShot(true);
    hide_.setInterval(12s);
    connect(&hide_, &QTimer::timeout, this, &QWidget::hide);
}

void UndoBanner::offer()
{
    retranslate();
    show();
    hide_.start();
}

void UndoBanner::changeEvent(QEvent *event)
{
    Banner::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace helio
