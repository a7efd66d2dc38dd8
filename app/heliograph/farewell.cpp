// SPDX-License-Identifier: GPL-3.0-or-later
#include "farewell.h"

#include <QCoreApplication>
#include <QTimer>
#include <QWidget>

namespace helio {

using namespace std::chrono_literals;

namespace {

constexpr auto LongestDrain = 5s;

} // namespace

Farewell::Farewell(HubControl &hub, QWidget &window)
    : hub_(hub)
    , window_(window)
{}

void Farewell::begin()
{
    if (std::exchange(begun_, true))
        return;
    window_.hide();
    const auto quitWhenDone = [this] {
        if (hub_.state() == HubControl::State::Stopped || hub_.state() == HubControl::State::Failed)
            QCoreApplication::quit();
    };
    connect(&hub_, &HubControl::stateChanged, this, quitWhenDone);
    QTimer::singleShot(LongestDrain, this, &QCoreApplication::quit);
    if (hub_.state() == HubControl::State::Stopped || hub_.state() == HubControl::State::Failed)
        // Queued: begin() may run before the event loop, where quit() means nothing.
        QMetaObject::invokeMethod(this, quitWhenDone, Qt::QueuedConnection);
    else
        hub_.stop();
}

} // namespace helio
