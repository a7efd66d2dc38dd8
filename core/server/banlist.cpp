// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/banlist.h"

namespace helio {

namespace {
const QString AddressWord = QStringLiteral("address ");
} // namespace

QString BanList::keyOf(const QString &subject, const QHostAddress &address)
{
    return subject.isEmpty() ? AddressWord + address.toString() : QStringLiteral("subject ") + subject;
}

QHostAddress BanList::addressOf(const QString &key)
{
    return key.startsWith(AddressWord) ? QHostAddress(key.sliced(AddressWord.size())) : QHostAddress();
}

void BanList::ban(const QString &key, TimePoint until)
{
    if (const auto known = bans_.find(key); known != bans_.end())
        erase(known);
    else if (qsizetype(bans_.size()) >= MaximumBans) // those that have ended are first
        erase(bans_.find(byEnd_.begin()->second));
    bans_.emplace(key, until);
    byEnd_.emplace(until, key);
}

bool BanList::isBanned(const QString &key, TimePoint now)
{
    const auto ban = bans_.find(key);
    if (ban == bans_.end())
        return false;
    if (ban->second > now)
        return true;
    erase(ban);
    return false;
}

bool BanList::lift(const QString &key, TimePoint now)
{
    const auto ban = bans_.find(key);
    if (ban == bans_.end())
        return false;
    const bool held = ban->second > now;
    erase(ban);
    return held;
}

std::optional<BanList::Ban> BanList::next(const QString &key, TimePoint now) const
{
    for (auto ban = bans_.upper_bound(key); ban != bans_.cend(); ++ban) {
        if (ban->second > now)
            return Ban{ban->first, ban->second};
    }
    return {};
}

void BanList::erase(ByKey::iterator ban)
{
    byEnd_.erase({ban->second, ban->first});
    bans_.erase(ban);
}

} // namespace helio
