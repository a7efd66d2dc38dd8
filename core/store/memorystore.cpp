// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/memorystore.h"

#include "hub/slices.h"

#include <QTimer>

#include <algorithm>

namespace helio {

namespace {

/// What is remembered beside history itself may take so much: twice of what was trimmed, once of the order of trims,
/// and once of what readers' patterns matched.
qint64 rememberedBytes(const HistoryLimits &limits)
{
    return std::max<qint64>(64 * 1024, limits.maximumBytes / 32);
}

/// Of more entries than a reader may have, each reader is told: to compare them takes long.
Selection boundedLoss(Selection lost)
{
    if (lost.size() <= Selection::MaximumEntries)
        return lost;
    Selection all;
    all.addPattern("*");
    return all;
}

} // namespace

const size_t MemoryStore::ChannelSize = sizeof(Channel);

MemoryStore::MemoryStore(HistoryLimits limits, const Clock &clock)
    : limits_(limits)
    , clock_(clock)
    // Behind all that a store of before may have given up to this millisecond.
    , head_{quint64(clock.wallMilliseconds()) + 1, 0}
    , trimmedIds_(MaximumTrimmedIds, rememberedBytes(limits))
    , vanished_(MaximumVanished, rememberedBytes(limits))
    , journal_(rememberedBytes(limits))
    , matches_(rememberedBytes(limits))
    , appendingSlices_(std::make_unique<Slices>("appending"))
    , searches_(std::make_unique<Slices>("searching history"))
{
    minute_ = minuteOf(clock_);
    floor_ = {head_, ++trims_};
    highestTrimmed_ = head_;
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
        listener_->figuresChanged(figures, {heldEvents_, heldBytes_});
    });
}

void MemoryStore::noteLoss(Selection lost)
{
    if (!isOpen())
        return;
    if (appendings_.empty())
        noteLossNow(std::move(lost));
    else
        appendings_.push_back({.loss = std::move(lost)}); // behind what came before
}

void MemoryStore::noteLossNow(Selection lost)
{
    const Position at = nextPosition(clock_.wallMilliseconds());
    const Selection reported = lost;
    losses_.push_back({at, boundedLoss(std::move(lost))});
    if (losses_.size() > MaximumLosses) {
        // The oldest is told where the one after it is: later than it should be, but told.
        Selection next = losses_[1].selection;
        for (const QByteArray &name : losses_.front().selection.channels())
            next.addChannel(name);
        for (const Pattern &pattern : losses_.front().selection.patterns())
            next.addPattern(pattern.glob());
        losses_[1].selection = boundedLoss(std::move(next));
        losses_.pop_front();
    }
    listener_->lost(at, reported);
}

void MemoryStore::find(QByteArray id, std::function<void(FindResult)> done)
{
    FindResult result;
    if (!isOpen())
        result.outcome = ReadOutcome::Failed;
    else if (const HeldEventPtr own = ownIds_.findOnWire(id)) {
        result.event = own;
    } else if (const auto position = Position::fromId(id)) {
        HeldEventPtr held = log_.find(*position);
        if (held && held->event.id == id)
            result.event = std::move(held);
    }
    done(std::move(result));
}

void MemoryStore::findOwn(QByteArray channel, QByteArray ownId, std::function<void(FindResult)> done)
{
    FindResult result;
    if (!isOpen())
        result.outcome = ReadOutcome::Failed;
    else
        result.event = ownIds_.find(channel, ownId);
    done(std::move(result));
}

std::unique_ptr<Store> makeMemoryStore(const HistoryLimits &limits, const Clock &clock)
{
    return std::make_unique<MemoryStore>(limits, clock);
}

} // namespace helio
