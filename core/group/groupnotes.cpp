// SPDX-License-Identifier: GPL-3.0-or-later
#include "group/groupnotes.h"

#include "history/selectiontext.h"

#include <utility>

namespace helio {

GroupNotes::GroupNotes(GroupLog &log, const KnownLog &known, AwaitedCalls &calls, GroupAppends &appends,
                       std::function<void()> onOver)
    : log_(log)
    , known_(known)
    , calls_(calls)
    , appends_(appends)
    , onOver_(std::move(onOver))
{}

void GroupNotes::addLossOfAll()
{
    losses_.insert(losses_.begin(), everyChannel());
}

/// Where the log ends before what was read, they lift it above that, without which nothing is appended.
void GroupNotes::sendLosses()
{
    for (const Selection &lost : std::exchange(losses_, {}))
        send(LogEntry::Kind::Loss, lost, {});
}

void GroupNotes::sendClearing(const QByteArray &channel, Done done)
{
    Selection of;
    of.addChannel(channel);
    send(LogEntry::Kind::Clear, of, std::move(done));
}

/// What was appended behind it is answered later.
void GroupNotes::send(LogEntry::Kind kind, const Selection &of, Done done)
{
    const Note note{appends_.addMark(), std::move(done)};
    const auto onNoted = [this, kind, of, note](const std::optional<Position> &at) {
        if (at && *at > known_.head()) {
            notes_.emplace(*at, note);
            return;
        }
        if (!at && kind == LogEntry::Kind::Loss)
            losses_.push_back(of); // when it is joined again
        setOver(note, at);
        onOver_();
    };
    log_.note(kind, of, calls_.await<std::optional<Position>>(onNoted, {}));
}

void GroupNotes::setOver(const Note &note, std::optional<Position> at)
{
    appends_.endMark(note.mark);
    if (note.done)
        answers_.push_back([done = note.done, at] { done(at); });
}

void GroupNotes::noteBrought()
{
    while (!notes_.empty() && notes_.begin()->first <= known_.head()) {
        const auto [at, note] = *notes_.begin();
        notes_.erase(notes_.begin());
        setOver(note, at);
    }
}

void GroupNotes::giveUp()
{
    for (const auto &note : std::exchange(notes_, {}))
        setOver(note.second, {});
}

void GroupNotes::answer()
{
    for (const auto &done : std::exchange(answers_, {}))
        done();
}

} // namespace helio
