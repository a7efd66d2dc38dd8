// SPDX-License-Identifier: GPL-3.0-or-later
#include "event/selection.h"

#include <algorithm>

namespace helio {

void Selection::addChannel(const QByteArray &name)
{
    if (!channels_.contains(name))
        channels_.append(name);
}

void Selection::addPattern(const QByteArray &glob)
{
    Pattern pattern(glob);
    if (!patterns_.contains(pattern))
        patterns_.append(std::move(pattern));
}

Selection Selection::withoutNames() const
{
    Selection selection = *this;
    selection.channels_.clear();
    return selection;
}

QByteArrayList Selection::entries() const
{
    QByteArrayList entries = channels_;
    for (const Pattern &pattern : patterns_)
        entries.append(pattern.glob());
    return entries;
}

bool Selection::matches(QByteArrayView channel) const
{
    return std::any_of(channels_.cbegin(), channels_.cend(), [&](const QByteArray &name) { return name == channel; }) ||
           matchesByPattern(channel);
}

bool Selection::matchesByPattern(QByteArrayView channel) const
{
    const auto matchesIt = [&](const Pattern &pattern) { return pattern.matches(channel); };
    return std::any_of(patterns_.cbegin(), patterns_.cend(), matchesIt) &&
           (!restriction_ || std::any_of(restriction_->cbegin(), restriction_->cend(), matchesIt));
}

} // namespace helio
