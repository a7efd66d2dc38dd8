// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/recenthubs.h"

#include "ui/look/sharedsettings.h"

#include <QSettings>

namespace helio {

namespace {

const QString ListKey = QStringLiteral("hubs/recent");

} // namespace

QStringList RecentHubs::all() const
{
    return settings_.value(ListKey).toStringList().mid(0, Maximum); // somebody else may have written it
}

void RecentHubs::add(const QString &hub)
{
    const SharedSettings scope(settings_);
    QStringList hubs = all();
    hubs.removeAll(hub);
    hubs.prepend(hub);
    settings_.setValue(ListKey, QStringList(hubs.mid(0, Maximum)));
}

void RecentHubs::remove(const QString &hub)
{
    const SharedSettings scope(settings_);
    QStringList hubs = all();
    hubs.removeAll(hub);
    settings_.setValue(ListKey, hubs);
}

} // namespace helio
