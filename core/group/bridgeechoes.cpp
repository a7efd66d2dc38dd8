// SPDX-License-Identifier: GPL-3.0-or-later
#include "group/bridgeechoes.h"

#include "group/logentry.h"

namespace helio {

void BridgeEchoes::clear()
{
    byText_.clear();
    byPosition_.clear();
    oldest_ = forgottenUpTo_ = {};
}

void BridgeEchoes::add(Position position, const QByteArray &channel, const QByteArray &message)
{
    if (oldest_ == Position())
        oldest_ = position;
    const QByteArray text = contentDigest(channel, message);
    byText_.insert(text, position);
    byPosition_[position] = text;
    while (byPosition_.size() > Most) {
        forgottenUpTo_ = byPosition_.begin()->first;
        remove(forgottenUpTo_);
    }
}

void BridgeEchoes::remove(Position position)
{
    const auto at = byPosition_.find(position);
    if (at == byPosition_.end())
        return;
    byText_.remove(at->second);
    byPosition_.erase(at);
}

bool BridgeEchoes::take(const QByteArray &channel, const QByteArray &message, const QByteArray &id)
{
    const auto found = byText_.constFind(contentDigest(channel, message));
    if (found != byText_.constEnd()) {
        remove(Position(found.value()));
        return true;
    }
    const auto position = Position::fromId(id);
    return position && *position >= oldest_ && *position <= forgottenUpTo_;
}

} // namespace helio
