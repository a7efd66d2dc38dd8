// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "event/position.h"
#include "store/historycost.h"

#include <deque>

namespace helio {

/// The last trims, in order: what a reader asks for that was told of all but a few of them.
class TrimJournal
{
public:
    static constexpr size_t MaximumTrims = 8'192;

    struct Trim
    {
        quint64 number = 0;
        Position position;
        QByteArray channel;
    };

    /// It takes no more than so much, but for the last trim.
    explicit TrimJournal(qint64 maximumBytes)
        : maximumBytes_(maximumBytes)
    {}

    /// `number` is one more than that of the last.
    void note(quint64 number, Position position, const QByteArray &channel)
    {
        trims_.push_back({number, position, channel});
        bytes_ += costOf(trims_.back());
        while (trims_.size() > MaximumTrims || (bytes_ > maximumBytes_ && trims_.size() > 1)) {
            bytes_ -= costOf(trims_.front());
            trims_.pop_front();
        }
    }
    /// Whether all trims above `number` are here; there are some.
    bool reachesBackTo(quint64 number) const { return !trims_.empty() && trims_.front().number <= number + 1; }
    /// Calls `visit` with each trim above `number`, in order, until it answers false. What `number` is must be reached.
    template <typename Visit>
    void visitAbove(quint64 number, const Visit &visit) const
    {
        for (auto at = size_t(number + 1 - trims_.front().number); at < trims_.size() && visit(trims_[at]); ++at) {
        }
    }

private:
    static qint64 costOf(const Trim &trim) { return qint64(sizeof(Trim)) + costOfBytes(trim.channel); }

    qint64 maximumBytes_;
    qint64 bytes_ = 0;
    std::deque<Trim> trims_;
};

} // namespace helio
