// SPDX-License-Identifier: GPL-3.0-or-later
#include "group/logindex.h"

#include "history/selectiontext.h"

#include <algorithm>
#include <limits>

namespace helio {

namespace {

constexpr qsizetype MostClearings = 200; ///< by pattern, that are remembered while the index is not complete
constexpr int PassedAtOnce = 20'000;     ///< rows that are hidden

quint32 costOfEntry(qint64 bytes)
{
    return quint32(std::min<qint64>(bytes + LogIndex::EntryBytes, std::numeric_limits<quint32>::max()));
}

} // namespace

LogIndex::LogIndex(const HistoryLimits &limits)
    : limits_(limits)
    , bounds_(limits.bounds())
    , agesDiffer_(std::any_of(bounds_.cbegin(), bounds_.cend(),
                              [&](const ChannelBounds &one) { return one.maximumAge != limits.maximumAge; }))
{
    for (const ChannelBounds &one : bounds_)
        longestAge_ = std::max(longestAge_, one.maximumAge);
}

void LogIndex::begin(Position end)
{
    for (quint32 number = 0; number < channels_.size(); ++number) {
        Channel &channel = channels_[number];
        if (channel.name.isNull())
            continue;
        channel.rows.clear();
        channel.bytes = 0;
        channel.rowsInLog = 0;
        channel.isClosed = channel.hasHidden = false;
        noteChange(number); // released when that was told
    }
    rows_.clear();
    trims_.clear();
    for (Channel &channel : channels_)
        channel.trim = 0;
    firstSerial_ = oldest_ = aged_ = kept_ = 0;
    visibleEvents_ = visibleBytes_ = keptBytes_ = 0;
    clearedNames_.clear();
    clearedPatterns_.clear();
    first_ = {};
    from_ = nextPosition(end);
    isComplete_ = false;
}

quint32 LogIndex::channelOf(const QByteArray &name)
{
    if (const auto known = numbers_.find(name); known != numbers_.end())
        return known->second;
    auto number = quint32(channels_.size());
    if (freeNumbers_.empty()) {
        channels_.emplace_back();
    } else {
        number = freeNumbers_.back();
        freeNumbers_.pop_back();
    }
    Channel &channel = channels_[number];
    channel.name = name;
    channel.bounds = quint32(limits_.boundsOf(name));
    channel.isClosed = !isComplete_ && isClearedBefore(name);
    numbers_.emplace(name, number);
    return number;
}

bool LogIndex::isClearedBefore(const QByteArray &name) const
{
    return clearedNames_.contains(name) ||
           std::any_of(clearedPatterns_.cbegin(), clearedPatterns_.cend(),
                       [&](const Selection &cleared) { return cleared.matchesByPattern(name); });
}

void LogIndex::pushBehind(const Row &row)
{
    rows_.push_back(row);
    keptBytes_ += row.bytes;
    while (keptBytes_ > limits_.maximumBytes && kept_ != nextSerial())
        keptBytes_ -= rowOf(kept_++).bytes;
}

void LogIndex::addBehind(Position position, const QByteArray &name, qint64 bytes)
{
    const quint32 number = channelOf(name);
    Channel &channel = channels_[number];
    const quint32 serial = nextSerial();
    const Row row{position, number, costOfEntry(bytes)};
    pushBehind(row);
    channel.rows.pushBack(serial);
    channel.bytes += row.bytes;
    ++channel.rowsInLog;
    ++visibleEvents_;
    visibleBytes_ += row.bytes;
    keepWithinBounds(channel);
    noteChange(number);
}

void LogIndex::addOther(Position position, qint64 bytes)
{
    pushBehind({position, NoChannel, costOfEntry(bytes)});
}

void LogIndex::addBefore(const QList<IndexPiece::Row> &rows, bool isAtBegin)
{
    for (const IndexPiece::Row &row : rows) {
        if (row.position < from_ && row.position >= first_) // else it came at the end already, or is gone
            addBefore(row);
    }
    isComplete_ = isComplete_ || isAtBegin;
    if (isComplete_) {
        clearedNames_.clear();
        clearedPatterns_.clear();
    }
}

void LogIndex::addBefore(const IndexPiece::Row &row)
{
    from_ = row.position;
    const quint32 cost = costOfEntry(row.bytes);
    const bool isKept = kept_ == firstSerial_ && keptBytes_ + cost <= limits_.maximumBytes;
    const quint32 number = row.kind == LogEntry::Kind::Event ? channelOf(row.channel) : NoChannel;
    rows_.push_front({row.position, number, cost});
    --firstSerial_;
    if (isKept) {
        kept_ = firstSerial_;
        keptBytes_ += cost;
    }
    aged_ = firstSerial_;
    if (row.kind == LogEntry::Kind::Event)
        addEventBefore(row);
    else if (row.kind == LogEntry::Kind::Clear)
        clear(row.of, row.position);
}

/// Its row is the first.
void LogIndex::addEventBefore(const IndexPiece::Row &row)
{
    const Row &first = rows_.front();
    Channel &channel = channels_[first.channel];
    ++channel.rowsInLog;
    noteChange(first.channel);
    const ChannelBounds &bounds = bounds_[channel.bounds];
    const bool wasClosed = channel.isClosed;
    channel.isClosed = channel.isClosed || qint64(channel.rows.size()) >= bounds.maximumEvents ||
                       channel.bytes + first.bytes > bounds.maximumBytes;
    if (channel.isClosed) {
        if (!std::exchange(channel.hasHidden, true))
            noteTrim(channel, row.position, wasClosed);
        return;
    }
    channel.rows.pushFront(firstSerial_);
    channel.bytes += first.bytes;
    ++visibleEvents_;
    visibleBytes_ += first.bytes;
    oldest_ = firstSerial_;
}

void LogIndex::hideOldest(Channel &channel, bool isCleared)
{
    const Row &row = rowOf(channel.rows.front());
    channel.rows.popFront();
    channel.bytes -= row.bytes;
    channel.isClosed = channel.hasHidden = true;
    --visibleEvents_;
    visibleBytes_ -= row.bytes;
    noteTrim(channel, row.position, isCleared);
    noteChange(row.channel);
}

void LogIndex::keepWithinBounds(Channel &channel)
{
    const ChannelBounds &bounds = bounds_[channel.bounds];
    while (!channel.rows.isEmpty() &&
           (qint64(channel.rows.size()) > bounds.maximumEvents || channel.bytes > bounds.maximumBytes))
        hideOldest(channel, false);
}

/// What is found later of it, is hidden, too.
void LogIndex::hideUpTo(Channel &channel, Position upTo)
{
    // As a rule it is all of them, which takes no longer the more they are.
    if (!channel.rows.isEmpty() && rowOf(channel.rows.back()).position <= upTo) {
        const Row last = rowOf(channel.rows.back());
        visibleEvents_ -= qint64(channel.rows.size());
        visibleBytes_ -= channel.bytes;
        channel.rows.clear();
        channel.bytes = 0;
        channel.hasHidden = true;
        noteTrim(channel, last.position, true);
        noteChange(last.channel);
    }
    while (!channel.rows.isEmpty() && rowOf(channel.rows.front()).position <= upTo)
        hideOldest(channel, true);
    channel.isClosed = true;
}

void LogIndex::clear(const Selection &what, Position upTo)
{
    for (const QByteArray &name : what.channels()) {
        // What stood there may be gone already, by the hub that cleared it, before this one read it.
        const Position before = previousPosition(upTo);
        if (const auto known = numbers_.find(name); known != numbers_.end()) {
            hideUpTo(channels_[known->second], upTo);
            noteTrim(channels_[known->second], before, true);
        } else {
            trims_.append({name, before, true});
        }
        if (!isComplete_)
            clearedNames_.insert(name, upTo);
    }
    if (what.patterns().isEmpty())
        return;
    for (Channel &channel : channels_) {
        if (!channel.name.isNull() && what.matchesByPattern(channel.name))
            hideUpTo(channel, upTo);
    }
    if (isComplete_ || clearedPatterns_.contains(what))
        return;
    // Whoever writes into Redis may clear as often as he likes. Where it is too much to be remembered, all that is
    // found later is hidden, which readers are told as a gap.
    clearedPatterns_.append(clearedPatterns_.size() < MostClearings ? what : everyChannel());
    if (clearedPatterns_.size() > MostClearings)
        clearedPatterns_ = {everyChannel()};
}

bool LogIndex::find(const QByteArray &name, Position upTo, Position &after, QList<Position> &found, qsizetype most,
                    qsizetype &budget) const
{
    const auto known = numbers_.find(name);
    if (known == numbers_.end())
        return true;
    for (size_t index = behind(after); index < rows_.size() && rows_[index].position <= upTo; ++index, --budget) {
        if (found.size() >= most)
            return true;
        if (budget <= 0)
            return false;
        after = rows_[index].position;
        if (rows_[index].channel == known->second)
            found.append(after);
    }
    after = upTo;
    return true;
}

bool LogIndex::dropBelow(Position first, qsizetype &budget)
{
    for (; !rows_.empty() && rows_.front().position < first; --budget) {
        if (budget <= 0)
            return false;
        const Row row = rows_.front();
        if (row.channel != NoChannel) {
            Channel &channel = channels_[row.channel];
            if (!channel.rows.isEmpty() && channel.rows.front() == firstSerial_)
                hideOldest(channel, false);
            if (--channel.rowsInLog == 0)
                noteChange(row.channel);
        }
        if (kept_ == firstSerial_) {
            keptBytes_ -= row.bytes;
            ++kept_;
        }
        oldest_ += oldest_ == firstSerial_ ? 1 : 0;
        aged_ += aged_ == firstSerial_ ? 1 : 0;
        rows_.pop_front();
        ++firstSerial_;
    }
    first_ = std::max(first_, first);
    if (first >= from_) {
        from_ = first;
        isComplete_ = true; // what was not known yet is gone
    }
    return true;
}

bool LogIndex::hideByAge(qint64 redisTime, qsizetype &budget)
{
    return agesDiffer_ ? hideChannelsByAge(redisTime, budget) : hideRowsByAge(redisTime, budget);
}

bool LogIndex::hideRowsByAge(qint64 redisTime, qsizetype &budget)
{
    const qint64 oldest = redisTime - longestAge_.count();
    for (; aged_ != nextSerial() && rowOf(aged_).position.time() < oldest; ++aged_, --budget) {
        if (budget <= 0)
            return false;
        const Row &row = rowOf(aged_);
        if (row.channel == NoChannel)
            continue;
        Channel &channel = channels_[row.channel];
        if (!channel.rows.isEmpty() && channel.rows.front() == aged_)
            hideOldest(channel, false);
    }
    return true;
}

/// The same where what may stay for long can stand before what may not: each channel is looked at.
bool LogIndex::hideChannelsByAge(qint64 redisTime, qsizetype &budget)
{
    if (agingLeft_ == 0)
        agingLeft_ = channels_.size();
    for (agingLeft_ = std::min(agingLeft_, channels_.size()); agingLeft_ > 0 && budget > 0; --agingLeft_, --budget) {
        Channel &channel = channels_[agingLeft_ - 1];
        const qint64 oldest = redisTime - bounds_[channel.bounds].maximumAge.count();
        const auto isDue = [&] {
            return !channel.rows.isEmpty() && rowOf(channel.rows.front()).position.time() < oldest;
        };
        for (; budget > 1 && isDue(); --budget)
            hideOldest(channel, false);
        if (isDue())
            return false;
    }
    return agingLeft_ == 0;
}

Position LogIndex::trimPoint(qint64 redisTime) const
{
    const Position byAge = {quint64(std::max<qint64>(redisTime - longestAge_.count(), 0)), 0};
    if (kept_ == firstSerial_)
        return byAge;
    return std::max(byAge, kept_ == nextSerial() ? nextPosition(rows_.back().position) : rowOf(kept_).position);
}

void LogIndex::noteTrim(Channel &channel, Position upTo, bool isCleared)
{
    if (channel.trim == 0) {
        trims_.append({channel.name, upTo, isCleared});
        channel.trim = quint32(trims_.size());
        return;
    }
    LogTrim &trim = trims_[qsizetype(channel.trim) - 1];
    trim.upTo = std::max(trim.upTo, upTo);
    trim.isCleared = trim.isCleared && isCleared;
}

QList<LogTrim> LogIndex::takeTrims()
{
    for (const LogTrim &trim : std::as_const(trims_)) {
        if (const auto known = numbers_.find(trim.channel); known != numbers_.end())
            channels_[known->second].trim = 0;
    }
    return std::exchange(trims_, {});
}

void LogIndex::noteChange(quint32 number)
{
    if (std::exchange(channels_[number].isChanged, true))
        return;
    changed_.push_back(number);
}

/// Nothing stands in the log of it.
void LogIndex::release(quint32 number)
{
    numbers_.erase(channels_[number].name);
    channels_[number] = {};
    freeNumbers_.push_back(number);
}

QList<ChannelFigures> LogIndex::takeChanged()
{
    QList<ChannelFigures> figures;
    figures.reserve(qsizetype(changed_.size()));
    for (const quint32 number : std::exchange(changed_, {})) {
        Channel &channel = channels_[number];
        channel.isChanged = false;
        HistoryFigures held{.events = qint64(channel.rows.size()), .bytes = channel.bytes};
        if (held.events > 0)
            held.oldest = rowOf(channel.rows.front()).position;
        figures.append({channel.name, held});
        if (channel.rowsInLog == 0 && channel.trim == 0)
            release(number);
    }
    return figures;
}

StoreFigures LogIndex::all()
{
    moveOldest();
    StoreFigures figures{.events = visibleEvents_, .bytes = visibleBytes_};
    if (oldest_ != nextSerial())
        figures.oldest = rowOf(oldest_).position;
    return figures;
}

/// To the first that is not hidden. Each row is passed over once.
void LogIndex::moveOldest()
{
    if (visibleEvents_ == 0)
        oldest_ = nextSerial();
    for (int left = PassedAtOnce; left > 0 && oldest_ != nextSerial() && !isVisible(indexOf(oldest_)); --left)
        ++oldest_;
}

bool LogIndex::isVisible(size_t index) const
{
    const Row &row = rows_[index];
    if (row.channel == NoChannel)
        return false;
    const SerialRing &rows = channels_[row.channel].rows;
    return !rows.isEmpty() && indexOf(rows.front()) <= index;
}

qint64 LogIndex::memoryBytes() const
{
    qint64 bytes = qint64(rows_.size() * sizeof(Row) + channels_.size() * sizeof(Channel));
    for (const Channel &channel : channels_)
        bytes += qint64(channel.rows.capacity() * sizeof(quint32)) + channel.name.capacity();
    return bytes;
}

} // namespace helio
