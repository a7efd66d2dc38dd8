// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/windowtitle.h"

#include "event/pluralform.h"
#include "ui/hub/hubstate.h"

#include <QUrl>
#include <QWidget>

namespace helio {

WindowTitle::WindowTitle(HubState &hub, QWidget &window, QObject *parent)
    : QObject(parent)
    , hub_(hub)
    , window_(window)
{
    connect(&hub.control(), &HubControl::stateChanged, this, &WindowTitle::retranslate);
    connect(&hub, &HubState::changed, this, &WindowTitle::retranslate);
    retranslate();
}

QString WindowTitle::text(const HubState &hub)
{
    const HubControl &control = hub.control();
    const QStringList urls = control.urls();
    const QString where = urls.isEmpty() ? control.listenAddress() : QUrl(urls.constFirst()).authority();
    const QString how = hub.isServing() && control.state() == HubControl::State::Open
                            ? tr("%Ln client(s)", nullptr, pluralCount(hub.totals().clients))
                            : tr("hub %1").arg(HubState::stateText(control.state()));
    return where.isEmpty() ? QStringLiteral("Heliograph – %1").arg(how)
                           : QStringLiteral("Heliograph – %1 · %2").arg(where, how);
}

void WindowTitle::setAlerts(int unseen)
{
    alerts_ = unseen;
    retranslate();
}

void WindowTitle::retranslate()
{
    // It changes each second at most, and is sent to the window system only where it differs.
    window_.setWindowTitle((alerts_ > 0 ? QStringLiteral("(%1) ").arg(alerts_) : QString()) + text(hub_));
}

} // namespace helio
