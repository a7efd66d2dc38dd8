// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/store.h"

#include <deque>
#include <optional>

namespace helio::test {

/// A store as one on disk is: calls are worked off later, in their order, and their answers come later still, with what
/// the store reports of itself meanwhile. Nothing moves until the test says so.
class LateStore : public Store, private StoreListener
{
public:
    explicit LateStore(std::unique_ptr<Store> store);

    /// answer() gives what came of a call report by report: what was committed, then its answer, then the figures.
    bool reportsSingly = false;

    /// Works off the oldest call; its answer waits. False when there is none.
    bool work();
    /// Works off all calls as one group: what they commit comes in one report, then all else, in order; as one
    /// answer().
    void workAsGroup();
    /// Gives the oldest answer that waits. False when there is none.
    bool answer();
    /// Works off and answers until nothing waits.
    void settle();

    void open(StoreListener &listener, std::function<void(OpenResult)> done) override;
    void close(std::chrono::milliseconds deadline, std::function<void()> done) override;
    void append(quint64 ticket, QList<Publication> publications, std::function<void(AppendResult)> done) override;
    void appendArrived(quint64 ticket, QList<Publication> publications,
                       std::function<void(AppendResult)> done) override;
    void noteLoss(Selection lost) override;
    void clear(QByteArray channel, std::function<void(bool)> done) override;
    void locate(Selection selection, Start start, std::function<void(LocateResult)> done) override;
    void read(ReadRequest request, std::function<void(ReadResult)> done) override;
    void find(QByteArray id, std::function<void(FindResult)> done) override;
    void findOwn(QByteArray channel, QByteArray ownId, std::function<void(FindResult)> done) override;
    bool trimByAge() override;
    void forgetChannel(const QByteArray &channel) override;

private:
    void committed(const QList<Committed> &events) override;
    void lost(Position at, const Selection &lost) override;
    void figuresChanged(const QList<ChannelFigures> &channels, const StoreFigures &all) override;
    void stateChanged(const StoreState &state) override;

    /// `done`, when the test lets the answer out.
    template <class Result>
    auto later(std::function<void(Result)> done)
    {
        return [this, done = std::move(done)](const Result &result) {
            reports_.push_back([done, result] { done(result); });
        };
    }

    std::unique_ptr<Store> store_;
    StoreListener *listener_ = nullptr;
    std::deque<std::function<void()>> calls_;
    std::vector<std::function<void()>> reports_; ///< of the call that is worked off
    std::optional<QList<Committed>> group_;      ///< what a group commits, while it is worked off
    std::deque<std::function<void()>> answers_;  ///< the reports of each call together
};

} // namespace helio::test
