// SPDX-License-Identifier: GPL-3.0-or-later
#include "fakegroup.h"

#include "history/selectiontext.h"

#include <algorithm>

namespace helio::test {

LogHead FakeGroup::head() const
{
    return {.last = last_,
            .first = entries_.empty() ? Position() : entries_.cbegin()->first,
            .length = qint64(entries_.size()),
            .added = added_,
            .redisTime = time};
}

Position FakeGroup::addStrange(const Event &event, const QByteArray &ownId)
{
    LogEntry entry{.event = event, .ownId = ownId};
    entry.event.id = ownId;
    return add(positionNow(), entry);
}

void FakeGroup::restart(Position last)
{
    ++run_;
    isRestoring_ = true;
    fences_.clear();
    entries_.erase(entries_.upper_bound(last), entries_.end());
    last_ = std::min(last, last_);
    added_ = entries_.size();
    for (auto &channels : ownIds_)
        channels.removeIf([&](auto one) { return one->position > last; });
}

void FakeGroup::empty()
{
    entries_.clear();
    last_ = takenOut_ = {};
    added_ = 0;
}

void FakeGroup::trim(Position below)
{
    entries_.erase(entries_.begin(), entries_.lower_bound(below));
}

void FakeGroup::remove(Position position)
{
    const auto found = entries_.find(position);
    if (found == entries_.end())
        return;
    const LogEntry &entry = found->second;
    if (auto channels = ownIds_.find(entry.ownId); channels != ownIds_.end())
        channels->removeIf([&](auto one) { return one->position == position; });
    entries_.erase(found);
    takenOut_ = std::max(takenOut_, position);
}

/// As `*` gives it.
Position FakeGroup::positionNow() const
{
    const Position now = {quint64(time), 0};
    return now > last_ ? now : nextPosition(last_);
}

Position FakeGroup::add(Position position, LogEntry entry)
{
    entry.position = position;
    if (entry.event.id.isEmpty())
        entry.event.id = position.toId();
    entries_[position] = entry;
    last_ = position;
    ++added_;
    return position;
}

bool FakeGroup::isHeld(Position position) const
{
    return !entries_.empty() && position >= entries_.cbegin()->first;
}

StoreState FakeGroup::state() const
{
    if (isFull)
        return {StoreState::Kind::Full, QStringLiteral("full")};
    if (lacksReplicas)
        return {StoreState::Kind::Away, QStringLiteral("too few replicas")};
    return {};
}

std::optional<QList<LogAnswer>> FakeGroup::publish(const QByteArray &hub, Position seen, const QList<LogRequest> &group)
{
    if (takesNothing()) {
        const auto outcome = isFull ? LogAnswer::Outcome::Full : LogAnswer::Outcome::Refused;
        return QList<LogAnswer>(group.size(), {outcome, {}, -1, state().problem});
    }
    if (positionNow() <= seen) {
        fences_.remove(hub);
        return {};
    }
    QList<LogAnswer> answers;
    for (const LogRequest &request : group)
        answers.append(write(hub, request));
    return answers;
}

LogAnswer FakeGroup::write(const QByteArray &hub, const LogRequest &request)
{
    struct Said
    {
        QByteArray digest;
        qsizetype index;
    };
    struct Plan
    {
        std::optional<OwnId> known = {};
        qsizetype same = -1;
        bool hasOwnId = false;
        bool isOnWire = true;
    };
    QHash<std::pair<QByteArray, QByteArray>, Said> said;
    QSet<QByteArray> taken;
    QList<Plan> plans;
    LogAnswer answer;
    for (qsizetype i = 0; i < request.publications.size(); ++i) {
        const Publication &one = request.publications[i];
        Plan plan;
        if (!one.id.isEmpty()) {
            const QByteArray digest = contentDigest(one.type, one.data);
            const auto before = said.constFind({one.id, one.channel});
            const auto channels = ownIds_.constFind(one.id);
            const bool isKnown = channels != ownIds_.cend() && channels->contains(one.channel);
            const bool stands = isKnown && isHeld(channels->value(one.channel).position);
            const bool isOther = before != said.cend() ? before->digest != digest
                                                       : stands && channels->value(one.channel).digest != digest;
            if (isOther && !request.isArrival && answer.conflict < 0)
                answer.conflict = i;
            if (before != said.cend() && !request.isArrival)
                plan.same = before->index;
            else if (before == said.cend() && stands && !request.isArrival)
                plan.known = channels->value(one.channel);
            else if (before == said.cend() && !stands)
                plan.hasOwnId = true;
            const qsizetype others = channels == ownIds_.cend() ? 0 : channels->size() - (isKnown ? 1 : 0);
            plan.isOnWire = others == 0 && !taken.contains(one.id);
            taken.insert(one.id);
            if (before == said.cend())
                said.insert({one.id, one.channel}, {digest, i});
        }
        plans.append(plan);
    }
    if (answer.conflict >= 0) {
        answer.outcome = LogAnswer::Outcome::Conflict;
        return answer;
    }
    for (qsizetype i = 0; i < plans.size(); ++i) {
        const Publication &one = request.publications[i];
        const Plan &plan = plans[i];
        if (plan.known) {
            answer.entries.append({plan.known->position, true, -1, plan.known->isOnWire});
            continue;
        }
        if (plan.same >= 0) {
            const LogAnswer::Entry first = answer.entries[plan.same];
            answer.entries.append({first.position, true, plan.same, first.isOwnIdOnWire});
            continue;
        }
        LogEntry entry{.event = {one.channel, {}, one.type, one.data},
                       .retry = one.retry,
                       .from = LogEntry::From{hub, request.number, quint32(i)}};
        if (plan.hasOwnId) {
            entry.ownId = one.id;
            if (plan.isOnWire)
                entry.event.id = one.id;
        }
        const Position at = add(positionNow(), entry);
        if (plan.hasOwnId)
            ownIds_[one.id][one.channel] = {at, contentDigest(one.type, one.data), plan.isOnWire};
        answer.entries.append({at, false, -1, plan.isOnWire});
    }
    return answer;
}

/// As it is for readers: `claim.lua`.
LogEntry FakeGroup::judged(LogEntry entry)
{
    entry.refuseAhead(time);
    if (!entry.isToBeClaimed())
        return entry;
    auto &channels = ownIds_[entry.ownId];
    const auto known = channels.constFind(entry.event.channel);
    if (known == channels.cend())
        channels.insert(entry.event.channel,
                        {entry.position, contentDigest(entry.event.type, entry.event.data), channels.isEmpty()});
    const OwnId &own = channels[entry.event.channel];
    if (own.position != entry.position)
        entry.giveUpOwnId();
    else if (!own.isOnWire)
        entry.event.id = entry.position.toId();
    return entry;
}

QList<LogEntry> toPutBack(const QList<StoredEventPtr> &events)
{
    QList<LogEntry> entries;
    for (const StoredEventPtr &event : events)
        entries.append(LogEntry::putBack(*event, "h"));
    return entries;
}

FakeGroupLog::FakeGroupLog(FakeGroup &group)
    : group_(group)
{}

void FakeGroupLog::join()
{
    if (!listener_ || isClosed_)
        return;
    const LogHead head = group_.head();
    if (group_.isRestoring_) {
        listener_->restoring(head);
        return;
    }
    LogJoined joined;
    joined.head = head;
    const bool isAllThere = cursor_ == Position() && head.added == quint64(head.length);
    const bool isTakenOut =
        run_ == group_.run_ && cursor_ <= group_.takenOut_ && cursor_ < head.last && head.first <= cursor_;
    joined.isCursorThere =
        !wasJoined_ || cursor_ == head.last || group_.entries_.contains(cursor_) || isAllThere || isTakenOut;
    joined.state = group_.state();
    joined.wasRestarted = wasJoined_ && run_ != group_.run_;
    if (!std::exchange(wasJoined_, true))
        cursor_ = head.last;
    run_ = group_.run_;
    added_ = head.added;
    fence_ = ++group_.lastFence_;
    group_.fences_[options_.hub] = fence_;
    isJoined_ = true;
    listener_->joined(joined);
}

bool FakeGroupLog::carryOut()
{
    if (calls_.empty())
        return false;
    const Call call = std::move(calls_.front());
    calls_.pop_front();
    answers_.push_back({call.carryOut(), call.cut});
    return true;
}

bool FakeGroupLog::answer()
{
    if (answers_.empty())
        return false;
    const Answer answer = std::move(answers_.front());
    answers_.pop_front();
    answer.give();
    return true;
}

bool FakeGroupLog::bring(qsizetype count)
{
    QList<LogEntry> entries;
    if (isJoined_ && !isHeld_ && !isClosed_) {
        auto next = group_.entries_.upper_bound(cursor_);
        for (; next != group_.entries_.end() && entries.size() < count; ++next)
            entries.append(group_.judged(next->second));
    }
    if (entries.isEmpty())
        return false;
    cursor_ = entries.constLast().position;
    listener_->arrived(entries);
    return true;
}

void FakeGroupLog::look()
{
    if (!isJoined_)
        return;
    const LogHead head = group_.head();
    if (isFenced()) {
        cut({StoreState::Kind::Away, QStringLiteral("fenced")});
        join();
    } else if (head.last < cursor_ || head.added < added_) {
        added_ = head.added;
        listener_->emptied(head);
    } else {
        added_ = head.added;
        listener_->looked(head, group_.state());
    }
}

void FakeGroupLog::settle()
{
    while (carryOut() || bring() || answer()) {
    }
}

void FakeGroupLog::cut(const StoreState &state)
{
    isJoined_ = false;
    cutAnswers();
    for (const Call &call : std::exchange(calls_, {}))
        call.cut(); // nobody knows which of them went out
    if (listener_)
        listener_->left(state);
}

void FakeGroupLog::cutAnswers()
{
    for (const Answer &answer : std::exchange(answers_, {}))
        answer.cut();
}

void FakeGroupLog::open(GroupLogListener &listener, const LogOptions &options)
{
    listener_ = &listener;
    options_ = options;
}

void FakeGroupLog::close(std::chrono::milliseconds, std::function<void()> done)
{
    isJoined_ = false;
    isClosed_ = true;
    group_.fences_.remove(options_.hub);
    answers_.push_back({done, done});
}

/// What is asked while it is not joined fails.
void FakeGroupLog::call(Call call)
{
    if (isJoined_)
        calls_.push_back(std::move(call));
    else if (!isClosed_)
        answers_.push_back({call.fail, call.fail});
}

template <typename Result, typename Work>
void FakeGroupLog::ask(Work work, std::function<void(const Result &)> done, Result failed)
{
    const auto fail = [done, failed] { done(failed); };
    const auto carryOut = [work, done] { return std::function<void()>([done, result = work()] { done(result); }); };
    call({carryOut, fail, fail});
}

void FakeGroupLog::append(const QList<LogRequest> &group, std::function<void(const QList<LogAnswer> &)> done)
{
    lastGroup = group.size();
    const auto all = [size = group.size()](LogAnswer::Outcome outcome) {
        return QList<LogAnswer>(size, LogAnswer{.outcome = outcome});
    };
    const auto carryOut = [this, group, done, all] {
        QList<LogAnswer> answers = all(LogAnswer::Outcome::NotYet);
        if (!isFenced())
            answers = group_.publish(options_.hub, cursor_, group).value_or(answers);
        for (LogAnswer &answer : answers) {
            if (answer.outcome == LogAnswer::Outcome::Done && group_.replicas < options_.replicas)
                answer.outcome = LogAnswer::Outcome::Unknown;
        }
        return std::function<void()>([done, answers] { done(answers); });
    };
    call({carryOut, [done, all] { done(all(LogAnswer::Outcome::NotYet)); },
          [done, all] { done(all(LogAnswer::Outcome::Cut)); }});
}

void FakeGroupLog::note(LogEntry::Kind kind, const Selection &of, std::function<void(std::optional<Position>)> done)
{
    const auto work = [this, kind, of]() -> std::optional<Position> {
        if (isFenced() || group_.takesNothing())
            return {};
        return group_.add(std::max(group_.positionNow(), nextPosition(cursor_)),
                          {.kind = kind, .of = of, .from = LogEntry::From{options_.hub}});
    };
    ask<std::optional<Position>>(work, [done](const std::optional<Position> &at) { done(at); }, {});
}

LogPiece FakeGroupLog::pieceOf(QList<LogEntry> entries, Position next, bool isAtEnd) const
{
    return {.entries = std::move(entries), .first = group_.head().first, .next = next, .isAtEnd = isAtEnd};
}

void FakeGroupLog::range(Position after, Position upTo, qsizetype count, std::function<void(const LogPiece &)> done)
{
    ++ranges;
    const auto work = [this, after, upTo, count] {
        QList<LogEntry> entries;
        const qsizetype most = std::min(count, PieceEntries);
        auto at = group_.entries_.upper_bound(after);
        for (; at != group_.entries_.end() && at->first <= upTo && entries.size() < most; ++at)
            entries.append(group_.judged(at->second));
        const bool isAtEnd = at == group_.entries_.end() || at->first > upTo;
        const Position next = isAtEnd ? upTo : entries.constLast().position;
        return pieceOf(entries, next, isAtEnd);
    };
    ask<LogPiece>(work, std::move(done), {.isFailed = true});
}

void FakeGroupLog::pick(const QList<Position> &positions, std::function<void(const LogPiece &)> done)
{
    ++picks;
    const auto work = [this, positions] {
        QList<LogEntry> entries;
        for (const Position &position : positions) {
            if (const auto found = group_.entries_.find(position); found != group_.entries_.end())
                entries.append(group_.judged(found->second));
        }
        return pieceOf(entries, positions.isEmpty() ? Position() : positions.constLast(), true);
    };
    ask<LogPiece>(work, std::move(done), {.isFailed = true});
}

void FakeGroupLog::index(std::optional<Position> before, std::function<void(const IndexPiece &)> done)
{
    const auto work = [this, before] {
        IndexPiece piece;
        auto at = before ? group_.entries_.lower_bound(*before) : group_.entries_.end();
        while (at != group_.entries_.begin() && piece.rows.size() < PieceEntries) {
            --at;
            const LogEntry &entry = at->second;
            qint64 bytes = 0;
            for (const QByteArray &field : entry.fields())
                bytes += field.size();
            piece.rows.append({.position = entry.position,
                               .kind = entry.kind,
                               .channel = entry.event.channel,
                               .bytes = bytes,
                               .ownId = entry.ownId,
                               .of = entry.of});
        }
        piece.isAtBegin = at == group_.entries_.begin();
        return piece;
    };
    ask<IndexPiece>(work, std::move(done), {.isFailed = true});
}

void FakeGroupLog::findOwn(const QByteArray &channel, const QByteArray &ownId,
                           std::function<void(const IdPlace &)> done)
{
    const auto work = [this, channel, ownId] {
        const auto channels = group_.ownIds_.value(ownId);
        const auto found = channels.constFind(channel);
        return found == channels.cend() ? IdPlace() : IdPlace{found->position};
    };
    ask<IdPlace>(work, std::move(done), {.isFailed = true});
}

void FakeGroupLog::findOnWire(const QByteArray &ownId, std::function<void(const IdPlace &)> done)
{
    const auto work = [this, ownId] {
        const auto channels = group_.ownIds_.value(ownId);
        const auto found =
            std::find_if(channels.cbegin(), channels.cend(), [](const FakeGroup::OwnId &one) { return one.isOnWire; });
        return found == channels.cend() ? IdPlace() : IdPlace{found->position};
    };
    ask<IdPlace>(work, std::move(done), {.isFailed = true});
}

/// While it is not joined: that is what it is for.
void FakeGroupLog::putBack(Position from, bool hadOthersTime, const QList<LogEntry> &entries,
                           std::function<void(const PutBack &)> done)
{
    const auto carryOut = [this, from, hadOthersTime, entries, done] {
        PutBack result;
        if (!group_.isRestoring_) {
            result.outcome = PutBack::Outcome::Over;
        } else if (from > group_.last_ && !hadOthersTime) {
            result.outcome = PutBack::Outcome::Hole;
        } else {
            if (from > group_.last_)
                group_.add(from,
                           {.kind = LogEntry::Kind::Loss, .of = everyChannel(), .from = LogEntry::From{options_.hub}});
            for (const LogEntry &entry : entries) {
                if (entry.position <= group_.last_)
                    continue;
                group_.add(entry.position, entry);
                if (!entry.ownId.isEmpty())
                    group_.ownIds_[entry.ownId][entry.event.channel] = {
                        entry.position, contentDigest(entry.event.type, entry.event.data), entry.isOwnIdOnWire()};
            }
        }
        result.last = group_.last_;
        return std::function<void()>([done, result] { done(result); });
    };
    const auto over = [done] { done({.outcome = PutBack::Outcome::Over}); };
    calls_.push_back({carryOut, over, over});
}

void FakeGroupLog::trim(Position below)
{
    call({[this, below] {
              group_.trim(below);
              return std::function<void()>([] {});
          },
          [] {}, [] {}});
}

void FakeGroupLog::remove(const QList<Position> &positions, std::function<void(qsizetype)> done)
{
    const auto work = [this, positions] {
        const qsizetype count = std::min(positions.size(), RemovedAtOnce);
        for (const Position &position : positions.first(count))
            group_.remove(position);
        return count;
    };
    ask<qsizetype>(work, std::move(done), 0);
}

} // namespace helio::test
