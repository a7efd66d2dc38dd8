// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/keptsettings.h"

namespace helio {

void KeptSettings::keep(const QString &key, const QVariant &value)
{
    if (own_.value(key, settings_.value(key)) != value)
        settings_.setValue(key, value);
    own_.insert(key, value);
}

QHash<QString, QVariant> KeptSettings::below(const QString &key) const
{
    QHash<QString, QVariant> found;
    const QStringList keys = settings_.allKeys();
    for (const QString &one : keys) {
        if (one.startsWith(key + u'/'))
            found.insert(one, settings_.value(one));
    }
    return found;
}

void KeptSettings::remove(const QString &key)
{
    settings_.remove(key);
    own_.removeIf([&key](const auto &entry) { return entry.key() == key || entry.key().startsWith(key + u'/'); });
}

} // namespace helio
