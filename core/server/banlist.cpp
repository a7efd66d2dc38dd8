// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/banlist.h"

#include <algorithm>

namespace helio {

QString BanList::keyOf(const QString &subject, const QHostAddress &address)
{
    return subject.isEmpty() ? QStringLiteral("address ") + address.toString() : QStringLiteral("subject ") + subject;
}

void BanList::ban(const QString &key, TimePoint until, TimePoint now)
{
    if (bans_.size() >= MaximumBans && !bans_.contains(key)) {
        bans_.removeIf([now](const auto &ban) { return ban.value() <= now; });
        if (bans_.size() >= MaximumBans)
            bans_.erase(std::min_element(bans_.begin(), bans_.end()));
    }
    bans_.insert(key, until);
}

bool BanList::isBanned(const QString &key, TimePoint now)
{
    const auto ban = bans_.constFind(key);
    if (ban == bans_.constEnd())
        return false;
    if (*ban > now)
        return true;
    bans_.erase(ban);
    return false;
}

bool BanList::lift(const QString &key, TimePoint now)
{
    return bans_.take(key) > now; // none: the beginning of time
}

QList<BanList::Ban> BanList::all(TimePoint now) const
{
    QList<Ban> all;
    for (auto ban = bans_.cbegin(); ban != bans_.cend(); ++ban) {
        if (ban.value() > now)
            all.append({ban.key(), ban.value()});
    }
    std::sort(all.begin(), all.end(), [](const Ban &a, const Ban &b) { return a.key < b.key; });
    return all;
}

} // namespace helio
