// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/keptsettings.h"

namespace helio {

void KeptSettings::keep(const QString &key, const QVariant &value)
{
    if (own_.value(key, settings_.value(key)) != value)
        settings_.setValue(key, value);
    own_.insert(key, value);
}

void KeptSettings::keepShared(const SharedList &list, const QStringList &own)
{
    if (own_.value(list.key).toStringList() == own)
        return;
    list.write(settings_, own);
    own_.insert(list.key, own);
}

void KeptSettings::remove(const QString &key)
{
    settings_.remove(key);
    own_.removeIf([&key](const auto &entry) { return entry.key() == key || entry.key().startsWith(key + u'/'); });
}

} // namespace helio
