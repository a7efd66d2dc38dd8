// SPDX-License-Identifier: GPL-3.0-or-later
#include "model.h"

#include "history/eventrows.h"
#include "hub/ownids.h"

#include <algorithm>

namespace helio::test {

namespace {

QString at(Position position)
{
    return QString::fromUtf8(position.toId());
}

QString text(const QByteArray &bytes)
{
    return QString::fromUtf8(bytes);
}

bool isSame(const HistoryModel::Held &held, const StoredEvent &event)
{
    return held.position == event.position && held.channel == event.event.channel && held.type == event.event.type &&
           held.data == event.event.data && held.ownId == event.ownId && held.wireId == event.event.id &&
           held.storedAt == event.storedAt;
}

} // namespace

HistoryModel::Held HistoryModel::heldOf(const StoredEvent &event)
{
    return {event.position, event.event.channel, event.event.type, event.event.data,
            event.ownId,    event.event.id,      event.storedAt};
}

bool HistoryModel::keeps(const QByteArray &channel) const
{
    return bounds_.channels[bounds_.indexFor(channel)].maximumEvents > 0;
}

const HistoryModel::Held *HistoryModel::findOwn(const QByteArray &channel, const QByteArray &ownId) const
{
    if (ownId.isEmpty())
        return nullptr;
    for (const auto &[position, held] : events_) {
        if (held.channel == channel && held.ownId == ownId && counts(held))
            return &held;
    }
    return nullptr;
}

/// What a group adds, by the rule on own ids alone.
void HistoryModel::expect(const HistoryGroup &group)
{
    group_ = group;
    expectedData_.clear();
    expectedLosses_ = 0;
    expectedClears_.clear();
    QHash<OwnIdKey, Publication> inGroup; ///< of what is kept
    QSet<QByteArray> clearedNow;
    for (const HistoryGroup::Item &item : group.items) {
        if (std::holds_alternative<HistoryGroup::Loss>(item)) {
            ++expectedLosses_;
        } else if (const auto *clear = std::get_if<HistoryGroup::Clear>(&item)) {
            expectedClears_.insert(clear->channel);
            clearedNow.insert(clear->channel);
            inGroup.removeIf([&](const auto &entry) { return entry.key().first == clear->channel; });
        } else {
            const auto &append = std::get<HistoryGroup::Append>(item);
            QHash<OwnIdKey, Publication> inAppend;
            const auto known = [&](const Publication &one) -> std::optional<Publication> {
                if (const auto found = inGroup.constFind(ownIdKey(one)); found != inGroup.cend())
                    return *found;
                const Held *held = clearedNow.contains(one.channel) ? nullptr : findOwn(one.channel, one.id);
                if (!held)
                    return {};
                Publication publication;
                publication.type = held->type;
                publication.data = held->data;
                return publication;
            };
            std::optional<Publication> found;
            const qsizetype conflict = append.isArrival ? -1 : firstConflict(append.publications, [&](const auto &one) {
                found = known(one);
                return found ? &*found : nullptr;
            });
            if (conflict >= 0)
                continue;
            for (const Publication &one : append.publications) {
                const bool isKnown = !one.id.isEmpty() && (inAppend.contains(ownIdKey(one)) || known(one));
                if (isKnown && !append.isArrival)
                    continue;
                if (keeps(one.channel))
                    expectedData_.append(one.data);
                if (!one.id.isEmpty() && !isKnown)
                    inAppend.insert(ownIdKey(one), one);
            }
            for (auto one = inAppend.cbegin(); one != inAppend.cend(); ++one) {
                if (keeps(one.key().first))
                    inGroup.insert(one.key(), one.value());
            }
        }
    }
}

QString HistoryModel::take(const HistoryCommit &commit, qint64 wall)
{
    isOpen_ = false;
    if (commit.items.size() != group_.items.size())
        return QStringLiteral("the answer has other items than the group");
    if (commit.fault) {
        for (const HistoryCommit::Item &item : commit.items)
            isOpen_ = isOpen_ || item.append.outcome == AppendResult::Outcome::Unknown;
        return {};
    }
    for (qsizetype i = 0; i < group_.items.size(); ++i) {
        QString problem;
        if (std::holds_alternative<HistoryGroup::Loss>(group_.items[i])) {
            const Position lossAt = commit.items[i].lossAt;
            if (lossAt <= head_)
                problem = QStringLiteral("a loss stands at %1, not behind %2").arg(at(lossAt), at(head_));
            head_ = written_ = lossAt;
            losses_.append({lossAt, std::get<HistoryGroup::Loss>(group_.items[i]).lost});
        } else if (const auto *clear = std::get_if<HistoryGroup::Clear>(&group_.items[i])) {
            for (const auto &[position, held] : events_) {
                if (held.channel == clear->channel && counts(held)) {
                    trimmed_[held.channel] = position;
                    cleared_[held.channel] = position;
                }
            }
        } else {
            problem = takeAppend(std::get<HistoryGroup::Append>(group_.items[i]), commit.items[i].append, wall);
        }
        if (!problem.isEmpty())
            return problem;
    }
    return take(static_cast<const HistoryChanges &>(commit));
}

QString HistoryModel::takeAppend(const HistoryGroup::Append &append, const AppendResult &result, qint64 wall)
{
    const QList<Publication> &publications = append.publications;
    if (result.outcome == AppendResult::Outcome::Conflict)
        return append.isArrival ? QStringLiteral("an arrival is a conflict") : QString();
    if (result.outcome != AppendResult::Outcome::Done || result.entries.size() != publications.size())
        return QStringLiteral("outcome %1 without a fault").arg(int(result.outcome));
    for (qsizetype i = 0; i < publications.size(); ++i) {
        const AppendResult::Entry &entry = result.entries[i];
        if (entry.repeated) {
            if (!saysTheSame(entry.event->event, publications[i]) || entry.event->ownId != publications[i].id)
                return QStringLiteral("a repetition is answered with another event");
            const Held *held = findOwn(publications[i].channel, publications[i].id);
            if (keeps(publications[i].channel) && (!held || !isSame(*held, *entry.event)))
                return QStringLiteral("%1 is repeated, and was not held").arg(text(publications[i].id));
            continue;
        }
        if (!append.isArrival && findOwn(publications[i].channel, publications[i].id))
            return QStringLiteral("%1 was held, and is published anew").arg(text(publications[i].id));
        if (const QString problem = takeNew(publications[i], *entry.event, wall); !problem.isEmpty())
            return problem;
    }
    return {};
}

QString HistoryModel::takeNew(const Publication &publication, const StoredEvent &event, qint64 wall)
{
    if (event.position <= head_)
        return QStringLiteral("%1 stands not behind %2").arg(at(event.position), at(head_));
    head_ = event.position;
    if (!saysTheSame(event.event, publication) || event.event.channel != publication.channel ||
        event.storedAt != wall || (!event.ownId.isEmpty() && event.ownId != publication.id))
        return QStringLiteral("%1 is not what was published").arg(at(event.position));
    const bool isOwn = !event.ownId.isEmpty() && event.event.id == event.ownId;
    if (!isOwn && event.event.id != event.position.toId())
        return QStringLiteral("%1 has the id %2").arg(at(event.position), text(event.event.id));
    for (const auto &[position, held] : events_) {
        if (held.wireId == event.event.id && counts(held))
            return QStringLiteral("two events have the id %1").arg(text(event.event.id));
    }
    if (keeps(publication.channel)) {
        events_.emplace(event.position, heldOf(event));
        written_ = event.position;
    } else {
        notKept_[publication.channel] = trimmed_[publication.channel] = event.position;
    }
    return {};
}

QString HistoryModel::take(const HistoryChanges &changes)
{
    if (changes.fault)
        return {};
    for (const HistoryChanges::Trim &trim : changes.trims)
        trimmed_[trim.channel] = std::max(trimmed_.value(trim.channel), trim.upTo);
    qint64 all = 0;
    QHash<QByteArray, qint64> events;
    for (const auto &[position, held] : events_) {
        if (counts(held)) {
            ++events[held.channel];
            ++all;
        }
    }
    if (changes.all.events != all)
        return QStringLiteral("%1 events are held, and %2 should be").arg(changes.all.events).arg(all);
    for (const ChannelFigures &figures : changes.channels) {
        if (figures.held.events != events.value(figures.channel))
            return QStringLiteral("%1 holds %2 events, and should %3")
                .arg(text(figures.channel))
                .arg(figures.held.events)
                .arg(events.value(figures.channel));
        const qint64 most = bounds_.channels[bounds_.indexFor(figures.channel)].maximumEvents;
        if (!changes.hasMore && figures.held.events > most)
            return QStringLiteral("%1 holds more than %2 events").arg(text(figures.channel)).arg(most);
    }
    return {};
}

QString HistoryModel::checkRead(const QList<StoredEventPtr> &found) const
{
    QList<StoredEventPtr> unknown;
    if (const QString problem = checkFound(found, unknown); !problem.isEmpty())
        return problem;
    if (!unknown.isEmpty() && !isOpen_)
        return QStringLiteral("%1 is there, and was never acknowledged").arg(at(unknown.constFirst()->position));
    return {};
}

/// All that was acknowledged and does not count as gone is there, and is what it was.
QString HistoryModel::checkFound(const QList<StoredEventPtr> &found, QList<StoredEventPtr> &unknown) const
{
    QSet<QByteArray> seen;
    Position last;
    for (const StoredEventPtr &event : found) {
        if (event->position <= last)
            return QStringLiteral("%1 is read behind %2").arg(at(event->position), at(last));
        last = event->position;
        const auto held = events_.find(event->position);
        if (held == events_.end())
            unknown.append(event);
        else if (!isSame(held->second, *event))
            return QStringLiteral("%1 is not what was acknowledged").arg(at(event->position));
        else
            seen.insert(event->position.toId());
    }
    for (const auto &[position, held] : events_) {
        if (counts(held) && !seen.contains(position.toId()))
            return QStringLiteral("%1 of %2 was acknowledged, and is lost").arg(at(position), text(held.channel));
    }
    return {};
}

QString HistoryModel::check(const OpenedHistory &opened, const QList<StoredEventPtr> &found, Opening opening)
{
    QList<StoredEventPtr> unknown;
    if (const QString problem = checkFound(found, unknown); !problem.isEmpty())
        return problem;
    if (const QString problem = adopt(opened, unknown); !problem.isEmpty())
        return problem;
    if (opened.head < written_)
        return QStringLiteral("the head is %1, and %2 was given").arg(at(opened.head), at(written_));
    head_ = opened.head;
    if (opening == Opening::NewLife) // else it may know more than the file, of what is kept nowhere
        written_ = opened.head;
    // What is there is there: rows of what was only counted as gone may be.
    QSet<QByteArray> there;
    for (const StoredEventPtr &event : found)
        there.insert(event->position.toId());
    std::erase_if(events_, [&](const auto &entry) { return !there.contains(entry.first.toId()); });
    return checkFigures(opened);
}

/// The group that was under way is there as a whole, or not at all.
QString HistoryModel::adopt(const OpenedHistory &opened, const QList<StoredEventPtr> &unknown)
{
    QList<OpenedHistory::Loss> more = opened.losses;
    more.removeIf([this](const OpenedHistory::Loss &loss) {
        return std::any_of(losses_.cbegin(), losses_.cend(), [&](const auto &one) {
            return one.position == loss.position && one.selection == loss.selection;
        });
    });
    if (opened.losses.size() - more.size() != losses_.size())
        return QStringLiteral("a loss that was noted is not there");
    const bool isThere = isOpen_ && unknown.size() == expectedData_.size() && more.size() == expectedLosses_;
    if (!isThere && (!unknown.isEmpty() || !more.isEmpty()))
        return QStringLiteral("%1 events and %2 losses are there that were never acknowledged; %3")
            .arg(unknown.size())
            .arg(more.size())
            .arg(isOpen_ ? QStringLiteral("their group has %1 and %2").arg(expectedData_.size()).arg(expectedLosses_)
                         : QStringLiteral("nothing was under way"));
    for (qsizetype i = 0; i < unknown.size(); ++i) {
        if (unknown[i]->event.data != expectedData_[i])
            return QStringLiteral("%1 is another than what was under way").arg(at(unknown[i]->position));
        events_.emplace(unknown[i]->position, heldOf(*unknown[i]));
        written_ = std::max(written_, unknown[i]->position);
    }
    losses_ = opened.losses;
    for (const OpenedHistory::Loss &loss : losses_)
        written_ = std::max(written_, loss.position);
    if (!isOpen_)
        expectedClears_.clear();
    isOpen_ = false;
    return {};
}

/// Whether a trim at the opening is due: of what was counted as gone before, or would have been in the answer that did
/// not come. How many pages the file uses is not known here.
bool HistoryModel::isByBounds(const OpenedHistory::Channel &channel, qint64 clock) const
{
    if (bounds_.maximumBytes < HistoryBounds().maximumBytes)
        return true;
    const HistoryBounds::Channel &bounds = bounds_.channels[bounds_.indexFor(channel.figures.channel)];
    if (channel.figures.held.events == bounds.maximumEvents)
        return true;
    return std::all_of(events_.cbegin(), events_.cend(), [&](const auto &entry) {
        const Held &held = entry.second;
        return held.channel != channel.figures.channel || held.position > channel.trimmed ||
               held.storedAt < clock - bounds.maximumAge.count();
    });
}

QString HistoryModel::checkFigures(const OpenedHistory &opened)
{
    QHash<QByteArray, Position> trimmed;
    qint64 all = 0;
    for (const OpenedHistory::Channel &channel : opened.channels) {
        const QByteArray &name = channel.figures.channel;
        trimmed[name] = channel.trimmed;
        if (channel.trimmed < cleared_.value(name))
            return QStringLiteral("%1 was cleared, and is not").arg(text(name));
        // Who has a later id than the head has one that is not known, and is told so.
        if (channel.trimmed < std::min(notKept_.value(name), opened.head))
            return QStringLiteral("what %1 did not keep would be no gap").arg(text(name));
        if (channel.trimmed > std::max(trimmed_.value(name), opened.floor) && keeps(name) &&
            !expectedClears_.contains(name) && !isByBounds(channel, opened.clock))
            return QStringLiteral("%1 is trimmed to %2 that was not told").arg(text(name), at(channel.trimmed));
        if (channel.figures.held.events > bounds_.channels[bounds_.indexFor(name)].maximumEvents)
            return QStringLiteral("%1 holds more than it may").arg(text(name));
        qint64 events = 0;
        qint64 bytes = 0;
        const Held *oldest = nullptr;
        for (const auto &[position, held] : events_) {
            if (held.channel != name || position <= channel.trimmed)
                continue;
            ++events;
            bytes += sizeOfRow({held.channel, held.wireId, held.type, held.data}, held.ownId);
            oldest = oldest ? oldest : &held;
        }
        all += events;
        if (channel.figures.held.events != events || channel.figures.held.bytes != bytes)
            return QStringLiteral("%1 should hold %2 events, %3 bytes, and says %4 and %5")
                .arg(text(name))
                .arg(events)
                .arg(bytes)
                .arg(channel.figures.held.events)
                .arg(channel.figures.held.bytes);
        if (oldest &&
            (channel.figures.held.oldest != oldest->position || channel.figures.held.oldestId != oldest->wireId))
            return QStringLiteral("%1 says a wrong oldest event").arg(text(name));
    }
    if (opened.all.events != all)
        return QStringLiteral("all are %1 events, and it says %2").arg(all).arg(opened.all.events);
    // A channel that is not there any more may miss all up to the floor.
    for (auto one = trimmed_.cbegin(); one != trimmed_.cend(); ++one) {
        if (!trimmed.contains(one.key()) && opened.floor < one.value())
            return QStringLiteral("%1 is not there, and its trims are not told").arg(text(one.key()));
    }
    trimmed_ = trimmed;
    return {};
}

} // namespace helio::test
