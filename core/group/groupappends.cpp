// SPDX-License-Identifier: GPL-3.0-or-later
#include "group/groupappends.h"

#include "store/waitingbounds.h"

#include <QHash>

#include <algorithm>

namespace helio {

namespace {

/// Of what was published before: as the log has it, since its content is the same.
StoredEventPtr eventOf(const Publication &publication, const LogAnswer::Entry &entry)
{
    const QByteArray id = entry.isOwnIdOnWire && !publication.id.isEmpty() ? publication.id : entry.position.toId();
    return std::make_shared<const StoredEvent>(
        StoredEvent{entry.position,
                    {publication.channel, id, publication.type, publication.data},
                    entry.position.time(),
                    publication.id,
                    false});
}

} // namespace

bool GroupAppends::hasRoomFor(const QList<Publication> &publications, bool isArrival) const
{
    return bytes_ <= mostWaitingBefore(publications.size(), isArrival);
}

void GroupAppends::push(Item item)
{
    bytes_ += item.bytes;
    waiting_ += item.state == State::Waiting ? 1 : 0;
    items_.push_back(std::move(item));
}

void GroupAppends::add(quint64 ticket, QList<Publication> publications, bool isArrival, Done done)
{
    const qint64 bytes = waitingBytesOf(publications);
    const State state = publications.isEmpty() ? State::Over : State::Waiting;
    push({.ticket = ticket,
          .publications = std::move(publications),
          .isArrival = isArrival,
          .done = std::move(done),
          .bytes = bytes,
          .state = state});
}

quint64 GroupAppends::addMark()
{
    push({.state = State::UnderWay});
    return firstNumber_ + items_.size() - 1;
}

void GroupAppends::endMark(quint64 number)
{
    if (Item *item = find(number))
        item->state = State::Over;
}

GroupAppends::Item *GroupAppends::find(quint64 number)
{
    const bool isThere = number >= firstNumber_ && number - firstNumber_ < items_.size();
    return isThere ? &items_[size_t(number - firstNumber_)] : nullptr;
}

QList<LogRequest> GroupAppends::take()
{
    ++groupsUnderWay_;
    QList<LogRequest> group;
    qsizetype events = 0;
    qint64 bytes = 0;
    for (nextWaiting_ = std::max(nextWaiting_, firstNumber_); Item *item = find(nextWaiting_); ++nextWaiting_) {
        if (item->state != State::Waiting)
            continue;
        events += item->publications.size();
        bytes += item->bytes;
        const bool isTooMuch = group.size() >= GroupRequests || events > GroupEvents || bytes > GroupBytes;
        if (isTooMuch && !group.isEmpty())
            break;
        group.append({nextWaiting_, item->publications, item->isArrival});
        item->state = State::UnderWay;
        --waiting_;
    }
    return group;
}

bool GroupAppends::onAnswers(const QList<LogRequest> &group, const QList<LogAnswer> &answers)
{
    --groupsUnderWay_;
    bool isNotYet = false;
    for (qsizetype i = 0; i < group.size(); ++i) {
        Item *item = find(group[i].number);
        if (!item || item->state != State::UnderWay)
            continue;
        const LogAnswer &answer = answers[i];
        switch (answer.outcome) {
        case LogAnswer::Outcome::Done:
        case LogAnswer::Outcome::Unknown:
            item->state = State::Answered;
            item->answer = answer;
            break;
        case LogAnswer::Outcome::Conflict:
            setOver(
                *item,
                {.outcome = AppendResult::Outcome::Conflict, .conflict = answer.conflict, .problem = answer.problem});
            break;
        case LogAnswer::Outcome::TooMany:
            setOver(*item, {.outcome = AppendResult::Outcome::TooMany, .problem = answer.problem});
            break;
        case LogAnswer::Outcome::Full:
            setOver(*item, {.outcome = AppendResult::Outcome::Full, .problem = answer.problem});
            break;
        case LogAnswer::Outcome::Refused:
            setOver(*item, {.outcome = AppendResult::Outcome::Away, .problem = answer.problem});
            break;
        case LogAnswer::Outcome::NotYet:
            item->state = State::Waiting;
            ++waiting_;
            nextWaiting_ = std::min(nextWaiting_, group[i].number);
            isNotYet = true;
            break;
        case LogAnswer::Outcome::Cut:
            cut_ += item->isCut ? 0 : 1;
            item->isCut = true;
            break;
        }
    }
    return isNotYet;
}

quint64 GroupAppends::noteBrought(const LogEntry::From &from, const StoredEventPtr &event)
{
    Item *item = find(from.number);
    if (!item || item->state == State::Over || from.index >= item->publications.size())
        return 0;
    if (item->brought.isEmpty()) {
        item->brought.resize(item->publications.size());
        ++brought_;
    }
    item->brought[from.index] = event;
    return item->ticket;
}

void GroupAppends::setOver(Item &item, AppendResult result)
{
    brought_ -= item.brought.isEmpty() ? 0 : 1;
    cut_ -= item.isCut ? 1 : 0;
    waiting_ -= item.state == State::Waiting ? 1 : 0;
    item.isCut = false;
    item.brought.clear();
    item.state = State::Over;
    item.result = std::move(result);
}

/// Of what it wrote, all came.
bool GroupAppends::isBrought(const Item &item)
{
    for (qsizetype i = 0; i < item.answer.entries.size(); ++i) {
        if (!item.answer.entries[i].isRepeated && !item.brought.value(i))
            return false;
    }
    return true;
}

void GroupAppends::cut()
{
    for (Item &item : items_) {
        // What is not answered yet was given to the log after that, which it will answer.
        if (item.state != State::Answered || item.isCut)
            continue;
        item.isCut = true;
        ++cut_;
    }
}

void GroupAppends::judgeCut(
    const QString &doubt,
    const std::function<StoredEventPtr(const QByteArray &channel, const QByteArray &ownId)> &findOwn)
{
    for (Item &item : items_) {
        if (item.isCut)
            judge(item, doubt, findOwn);
    }
}

void GroupAppends::judge(Item &item, const QString &doubt,
                         const std::function<StoredEventPtr(const QByteArray &, const QByteArray &)> &findOwn)
{
    if (item.state == State::Answered && isBrought(item)) {
        item.isCut = false;
        --cut_;
        return;
    }
    if (item.state == State::Answered || (item.brought.isEmpty() && !doubt.isEmpty())) {
        setOver(item, {.outcome = AppendResult::Outcome::Unknown, .problem = doubt});
        return;
    }
    if (item.brought.isEmpty()) {
        setOver(item, {.outcome = AppendResult::Outcome::Away,
                       .problem = tr("The connection with Redis was lost on the way; nothing was published.")});
        return;
    }
    AppendResult result;
    QHash<std::pair<QByteArray, QByteArray>, StoredEventPtr> before; // by channel and own id
    for (qsizetype i = 0; i < item.publications.size(); ++i) {
        const Publication &publication = item.publications[i];
        StoredEventPtr event = item.brought[i];
        const bool isRepeated = !event;
        // What has no id repeats nothing, nor does what arrives: it was lost since.
        if (!event && !publication.id.isEmpty() && !item.isArrival) {
            event = before.value({publication.channel, publication.id});
            if (!event)
                event = findOwn(publication.channel, publication.id);
        }
        if (!event) { // which event it repeats is not known here
            setOver(item, {.outcome = AppendResult::Outcome::Unknown});
            return;
        }
        if (!publication.id.isEmpty())
            before.insert({publication.channel, publication.id}, event);
        result.entries.append({event, isRepeated});
    }
    setOver(item, std::move(result));
}

void GroupAppends::giveUpBefore(Position first)
{
    for (Item &item : items_) {
        if (item.state != State::Answered || isBrought(item))
            continue;
        const auto &entries = item.answer.entries;
        const bool isGone = std::any_of(entries.cbegin(), entries.cend(), [&](const LogAnswer::Entry &entry) {
            return !entry.isRepeated && entry.position < first;
        });
        if (isGone)
            setOver(item, {.outcome = AppendResult::Outcome::Unknown,
                           .problem = tr("The log in Redis was taken away, perhaps with it.")});
    }
}

void GroupAppends::giveUpCut(const QString &problem)
{
    for (Item &item : items_) {
        if (item.isCut)
            setOver(item, {.outcome = AppendResult::Outcome::Unknown, .problem = problem});
    }
}

void GroupAppends::giveUp(const QString &problem)
{
    for (Item &item : items_) {
        if (item.state == State::Over)
            continue;
        const bool isUnknown = item.state != State::Waiting;
        setOver(item, {.outcome = isUnknown ? AppendResult::Outcome::Unknown : AppendResult::Outcome::Away,
                       .problem = problem});
    }
}

/// Whether it can be answered.
bool GroupAppends::resolve(Item &item, Position head)
{
    if (item.state != State::Answered || item.isCut)
        return item.state == State::Over;
    const QList<LogAnswer::Entry> &entries = item.answer.entries;
    const bool isRead =
        std::all_of(entries.cbegin(), entries.cend(), [&](const auto &entry) { return entry.position <= head; });
    if (!isRead)
        return false;
    if (item.answer.outcome == LogAnswer::Outcome::Unknown) {
        setOver(item, {.outcome = AppendResult::Outcome::Unknown, .problem = item.answer.problem});
        return true;
    }
    AppendResult result;
    for (qsizetype i = 0; i < entries.size(); ++i) {
        StoredEventPtr event = item.brought.value(i);
        if (!event && entries[i].sameAs >= 0)
            event = result.entries[entries[i].sameAs].event;
        if (!event) // of the first time; or the log had it for so short a time that it was not brought
            event = eventOf(item.publications[i], entries[i]);
        result.entries.append({event, entries[i].isRepeated});
    }
    setOver(item, std::move(result));
    return true;
}

void GroupAppends::answer(Position head, const std::function<StoredEventPtr(const StoredEventPtr &)> &asHeld)
{
    if (isAnswering_) // whoever is answered may append, or close
        return;
    isAnswering_ = true;
    while (!items_.empty() && resolve(items_.front(), head)) {
        Item item = std::move(items_.front());
        items_.pop_front();
        ++firstNumber_;
        bytes_ -= item.bytes;
        for (AppendResult::Entry &entry : item.result.entries) {
            if (entry.repeated)
                entry.event = asHeld(entry.event);
        }
        if (item.done)
            item.done(std::move(item.result));
    }
    isAnswering_ = false;
}

} // namespace helio
