// SPDX-License-Identifier: GPL-3.0-or-later
#include "lens/dialectdetector.h"

#include <algorithm>

namespace helio {

DialectDetector::DialectDetector(DialectLibrary library)
    : library_(std::move(library))
    , scores_(library_.dialects().size(), 0)
    , spokenFor_(library_.dialects().size(), 0)
{}

void DialectDetector::feed(const QByteArray &type, const QByteArray &data)
{
    if (isDecided_)
        return;
    ++events_;
    const QList<Dialect> &dialects = library_.dialects();
    for (qsizetype i = 0; i < dialects.size(); ++i) {
        const int score = dialects[i].score(type, data, head_);
        scores_[i] += score;
        spokenFor_[i] += score > 0 ? 1 : 0;
    }
    const auto scoring = std::count_if(scores_.begin(), scores_.end(), [](int score) { return score > 0; });
    // Of MCP's old form nothing more comes before its client posts.
    const bool isEndpoint = events_ == 1 && type == "endpoint";
    const bool isClear = scoring == 1 && (isEndpoint || *std::max_element(spokenFor_.begin(), spokenFor_.end()) >= 2);
    isDecided_ = isClear || events_ == MaximumEvents;
}

std::optional<Dialect> DialectDetector::dialect() const
{
    const QList<Dialect> &dialects = library_.dialects();
    qsizetype best = -1;
    const auto isBetter = [&](qsizetype i) {
        if (best < 0)
            return true;
        if (scores_[i] != scores_[best])
            return scores_[i] > scores_[best];
        const bool isUsers = dialects[i].origin() == Dialect::Origin::User;
        const bool bestIsUsers = dialects[best].origin() == Dialect::Origin::User;
        if (isUsers != bestIsUsers)
            return isUsers;
        // They stand by name.
        return dialects[i].detectCount() < dialects[best].detectCount();
    };
    for (qsizetype i = 0; i < dialects.size(); ++i) {
        if (scores_[i] > 0 && isBetter(i))
            best = i;
    }
    return best < 0 ? std::nullopt : std::optional(dialects[best]);
}

} // namespace helio
