// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/memorystore.h"

#include "hub/slices.h"
#include "store/historycost.h"

#include <QTimer>

#include <algorithm>

namespace helio {

MemoryStore::MemoryStore(HistoryLimits limits, const Clock &clock)
    : limits_(std::move(limits))
    , bounds_(limits_.bounds())
    , agesDiffer_(std::any_of(bounds_.cbegin(), bounds_.cend(),
                              [this](const ChannelBounds &one) { return one.maximumAge != limits_.maximumAge; }))
    , clock_(clock)
    // Behind all that a store of before may have given up to this millisecond.
    , head_{quint64(clock.wallMilliseconds()) + 1, 0}
    , matches_(rememberedBytes(limits_.maximumBytes))
    , held_(channels_, matches_)
    , misses_(channels_, matches_, head_, rememberedBytes(limits_.maximumBytes))
    , appendingSlices_(std::make_unique<Slices>("appending"))
    , searches_(std::make_unique<Slices>("searching history"))
{
    misses_.setTime(clock_.uptimeMilliseconds());
}

MemoryStore::~MemoryStore() = default;

void MemoryStore::open(StoreListener &listener, std::function<void(OpenResult)> done)
{
    listener_ = &listener;
    done({{}, head_});
}

void MemoryStore::close(std::chrono::milliseconds deadline, std::function<void()> done)
{
    isClosing_ = true;
    closed_ = std::move(done);
    if (deadline <= std::chrono::milliseconds::zero())
        giveUpAppending();
    else if (appendings_.empty())
        closeNow();
    else
        QTimer::singleShot(deadline, appendingSlices_.get(), [this] {
            if (closed_)
                giveUpAppending();
        });
}

void MemoryStore::closeNow()
{
    listener_ = nullptr;
    for (const Clearing &one : std::exchange(clearing_, {}))
        one.done(false);
    std::exchange(closed_, {})();
}

void MemoryStore::noteChange(NamedChannel &channel)
{
    if (!std::exchange(channel.second.figuresChanged, true))
        changed_.push_back(&channel);
}

void MemoryStore::reportFigures()
{
    if (changed_.empty() || !listener_)
        return;
    for (NamedChannel *changed : changed_) {
        auto &[name, channel] = *changed;
        channel.figuresChanged = false;
        ChannelFigures figures{name, {qint64(channel.events.size()), channel.bytes}};
        if (!channel.events.isEmpty()) {
            figures.held.oldest = channel.events.front()->position;
            figures.held.oldestId = channel.events.front()->event.id;
        }
        figures_.append(figures);
    }
    changed_.clear();
    reportAll(figures_, [this](const QList<ChannelFigures> &figures) {
        listener_->figuresChanged(
            figures, {held_.count(), held_.bytes(), held_.isEmpty() ? Position() : held_.oldest().position});
    });
}

void MemoryStore::noteLoss(Selection lost)
{
    if (!isOpen())
        return;
    if (appendings_.empty())
        noteLossNow(lost);
    else
        appendings_.push_back({.loss = std::move(lost)}); // behind what came before
}

void MemoryStore::noteLossNow(const Selection &lost)
{
    const Position at = nextPosition(clock_.wallMilliseconds());
    misses_.noteLoss(at, lost);
    listener_->lost(at, lost);
}

void MemoryStore::find(QByteArray id, std::function<void(FindResult)> done)
{
    FindResult result;
    if (!isOpen())
        result.outcome = ReadOutcome::Failed;
    else
        result.event = held_.find(id);
    done(std::move(result));
}

void MemoryStore::findOwn(QByteArray channel, QByteArray ownId, std::function<void(FindResult)> done)
{
    FindResult result;
    if (!isOpen())
        result.outcome = ReadOutcome::Failed;
    else
        result.event = held_.findOwn(channel, ownId);
    done(std::move(result));
}

std::unique_ptr<Store> makeMemoryStore(const HistoryLimits &limits, const Clock &clock)
{
    return std::make_unique<MemoryStore>(limits, clock);
}

} // namespace helio
