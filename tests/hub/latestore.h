// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/memorystore.h"

#include <deque>

namespace helio::test {

/// A store as one on disk is: calls are worked off later, in their order, and their answers come later still. Nothing
/// moves until the test says so.
class LateStore : public Store
{
public:
    LateStore(HistoryLimits limits, const Clock &clock);

    /// Works off the oldest call; its answer waits. False when there is none.
    bool work();
    /// Gives the oldest answer that waits. False when there is none.
    bool answer();
    /// Works off and answers until nothing waits.
    void settle();

    void append(const QList<Publication> &publications, std::function<void(const AppendResult &)> done) override;
    void locate(const Selection &selection, const Start &start,
                std::function<void(const LocateResult &)> done) override;
    void appendArrived(const QList<Publication> &publications, std::function<void(const AppendResult &)> done) override;
    void noteLoss(const Selection &lost, std::function<void(const Position &)> done) override;
    void read(const ReadRequest &request, std::function<void(const ReadResult &)> done) override;
    void find(const QByteArray &id, std::function<void(const StoredEventPtr &)> done) override;
    void trimByAge() override { store_.trimByAge(); }
    void forgetChannel(const QByteArray &channel) override { store_.forgetChannel(channel); }
    HistoryFigures channelFigures(const QByteArray &channel) const override { return store_.channelFigures(channel); }
    HistoryFigures totalFigures() const override { return store_.totalFigures(); }

private:
    template <class Result>
    auto answerLater(std::function<void(const Result &)> done)
    {
        return [this, done = std::move(done)](const Result &result) {
            answers_.push_back([done, result] { done(result); });
        };
    }

    MemoryStore store_;
    std::deque<std::function<void()>> calls_;
    std::deque<std::function<void()>> answers_;
};

} // namespace helio::test
