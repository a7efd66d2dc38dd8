// SPDX-License-Identifier: GPL-3.0-or-later
#include "group/grouprestoring.h"

#include "history/selectiontext.h"

#include <algorithm>
#include <utility>

namespace helio {

namespace {

constexpr qint64 PatienceWithOthers = 1'500; ///< so long they have to put back what comes before
constexpr qsizetype PutBackBytes = 512 * 1024;
constexpr size_t MostControls = 10'000; ///< that are kept

} // namespace

GroupRestoring::GroupRestoring(GroupLog &log, const KnownLog &known, AwaitedCalls &calls, const Clock &clock,
                               QByteArray hub)
    : log_(log)
    , known_(known)
    , calls_(calls)
    , clock_(clock)
    , hub_(std::move(hub))
{}

/// What is too large to be kept is put back as what it was to readers: a loss.
void GroupRestoring::keep(const LogEntry &entry)
{
    LogEntry kept = {.position = entry.position, .kind = entry.kind, .of = entry.of, .from = LogEntry::From{hub_}};
    if (entry.kind == LogEntry::Kind::Unreadable && entry.isOversize) {
        kept.kind = LogEntry::Kind::Loss;
        kept.of = entry.lost();
    }
    controls_[entry.position] = kept;
    controls_.erase(controls_.begin(), controls_.upper_bound(known_.tail().start()));
    if (controls_.size() > MostControls)
        controls_.erase(controls_.begin());
}

void GroupRestoring::restore(const LogHead &head)
{
    if (isPuttingBack_ || head.last >= known_.head())
        return;
    const qint64 now = clock_.uptimeMilliseconds();
    if (!since_ || head.last != last_)
        since_ = now;
    last_ = head.last;
    const bool hadOthersTime = now - *since_ >= PatienceWithOthers;
    const Position start = known_.tail().start();
    const Position after = std::max(head.last, start);
    // Where memory reaches back to the log's beginning, nothing stood before.
    putBack(start < known_.first() ? head.last : after, hadOthersTime, after);
}

/// What memory holds behind `after`; nothing that is missing stands between that and `from`.
void GroupRestoring::putBack(Position from, bool hadOthersTime, Position after)
{
    const QList<LogEntry> held = heldBehind(after);
    isPuttingBack_ = !held.isEmpty();
    if (!isPuttingBack_)
        return;
    const auto onDone = [this, last = held.constLast().position](const PutBack &done) {
        isPuttingBack_ = false;
        if (done.outcome == PutBack::Outcome::Done)
            putBack(last, false, last);
    };
    log_.putBack(from, hadOthersTime, held, calls_.await<PutBack>(onDone, {.outcome = PutBack::Outcome::Over}));
}

/// As many as are put back at once.
QList<LogEntry> GroupRestoring::heldBehind(Position after) const
{
    ReadResult held;
    known_.tail().held().readUpTo(known_.head(),
                                  {.selection = everyChannel(), .after = after, .maximumBytes = PutBackBytes}, held);
    QList<LogEntry> entries;
    auto control = controls_.upper_bound(after);
    const auto addControls = [&](Position upTo) {
        for (; control != controls_.end() && control->first <= upTo; ++control)
            entries.append(control->second);
    };
    for (const StoredEventPtr &event : std::as_const(held.events)) {
        addControls(event->position);
        entries.append(LogEntry::putBack(*event, hub_));
    }
    if (held.atEnd)
        addControls(known_.head());
    return entries;
}

} // namespace helio
