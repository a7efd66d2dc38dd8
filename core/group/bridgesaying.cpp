// SPDX-License-Identifier: GPL-3.0-or-later
#include "group/bridgesaying.h"

#include "group/logkeys.h"
#include "redis/flaskwire.h"
#include "redis/redisfailure.h"

#include <algorithm>

namespace helio {

namespace {

QByteArray messageOf(const LogEntry &entry)
{
    Publication publication;
    publication.data = entry.event.data;
    publication.type = entry.event.type;
    publication.id = entry.event.id;
    publication.retry = entry.retry;
    return flaskMessage(publication);
}

} // namespace

BridgeSaying::BridgeSaying(LogCalls &commands, GroupLog &log, const LogOptions &options, Done onSaid, Lost onLost,
                           std::function<void()> onFenced)
    : commands_(commands)
    , log_(log)
    , options_(options)
    , onSaid_(std::move(onSaid))
    , onLost_(std::move(onLost))
    , onFenced_(std::move(onFenced))
{}

void BridgeSaying::begin(const QByteArray &term, Position at, Position end)
{
    this->end();
    isOn_ = true;
    fence_ = term;
    at_ = at;
    said_ = at;
    readUpTo(end);
}

void BridgeSaying::end()
{
    said_ = doneUpTo();
    ++term_;
    isOn_ = false;
    isBegun_ = false;
    isReading_ = false;
    isSaying_ = false;
    isRefused_ = false;
    end_ = {};
    queue_.clear();
    queuedBytes_ = 0;
    underWay_ = 0;
    echoes_.clear();
    backlog_.clear();
}

std::optional<Position> BridgeSaying::doneUpTo() const
{
    return isOn_ && queue_.empty() ? at_ : said_;
}

void BridgeSaying::addRead(Position before, const QList<LogEntry> &entries)
{
    if (!isOn_ || entries.isEmpty())
        return;
    end_ = std::max(end_, entries.constLast().position);
    takeClearings(entries);
    if (before <= at_ && !isReading_ && !isFull()) {
        take(entries);
        backlog_.noteRead(at_, at_);
    } else {
        for (const LogEntry &entry : entries) {
            if (entry.position > at_ && isToSay(entry))
                backlog_.add(entry);
        }
    }
    say();
    read();
}

void BridgeSaying::readUpTo(Position end)
{
    end_ = std::max(end_, end);
    read();
}

void BridgeSaying::goOn()
{
    isRefused_ = false;
    if (const qsizetype lost = backlog_.takeLost(); lost > 0)
        onLost_(lost);
    say();
    read();
}

bool BridgeSaying::isToSay(const LogEntry &entry) const
{
    const bool isHeardThere = entry.from && entry.from->hub == BridgeHub;
    return entry.kind == LogEntry::Kind::Event && !isHeardThere && options_.isBridged(entry.event.channel) &&
           !backlog_.isCleared(entry);
}

/// Nothing stands between at_ and them.
void BridgeSaying::take(const QList<LogEntry> &entries)
{
    for (const LogEntry &entry : entries) {
        if (entry.position <= at_)
            continue;
        at_ = entry.position;
        if (!isToSay(entry))
            continue;
        queue_.push_back({entry.position, entry.event.channel, messageOf(entry)});
        queuedBytes_ += queue_.back().message.size();
    }
}

/// What they clear and comes later is left out then.
void BridgeSaying::takeClearings(const QList<LogEntry> &entries)
{
    for (const LogEntry &entry : entries) {
        if (entry.kind == LogEntry::Kind::Clear)
            clear(entry);
    }
}

/// What is on its way is out.
void BridgeSaying::clear(const LogEntry &clearing)
{
    const auto isCleared = [this, &clearing](const Saying &one) {
        const bool is = one.position < clearing.position && clearing.of.matches(one.channel);
        if (is)
            queuedBytes_ -= one.message.size();
        return is;
    };
    queue_.erase(std::remove_if(queue_.begin() + underWay_, queue_.end(), isCleared), queue_.end());
    backlog_.addClearing(clearing);
}

/// What the hub read before, or reads later, since it is held.
void BridgeSaying::read()
{
    if (!isOn_ || isReading_ || isFull() || at_ >= end_)
        return;
    isReading_ = true;
    log_.range(at_, end_, MostEvents, [this, term = term_](const LogPiece &piece) {
        if (term_ == term)
            onPiece(piece);
    });
}

void BridgeSaying::onPiece(const LogPiece &piece)
{
    isReading_ = false;
    if (piece.isFailed)
        return; // the log is lost, or it is tried again with the next that is read
    const bool isFirst = !std::exchange(isBegun_, true);
    if (isFirst && at_ > Position() && piece.first > nextPosition(at_))
        onLost_({});
    takeClearings(piece.entries);
    take(piece.entries);
    at_ = std::max(at_, piece.next);
    backlog_.noteRead(at_, piece.first);
    say();
    read();
}

void BridgeSaying::say()
{
    if (!isOn_ || isSaying_ || isRefused_ || queue_.empty())
        return;
    isSaying_ = true;
    QByteArrayList arguments = {fence_};
    qsizetype count = 0;
    qsizetype bytes = 0;
    for (const Saying &one : queue_) {
        if (count == MostEvents || (bytes > 0 && bytes + one.message.size() > MostBytes))
            break;
        ++count;
        bytes += one.message.size();
        arguments << one.position.toId() << one.channel << one.message;
        echoes_.add(one.position, one.channel, one.message);
    }
    underWay_ = count;
    const LogKeys keys{options_.stream};
    commands_.run(LogScripts::Name::Say, {keys.bridge(), keys.bridgeAt()}, arguments,
                  [this, term = term_](const RespValue &reply) {
                      if (term_ == term)
                          onReply(reply);
                  });
}

void BridgeSaying::onReply(const RespValue &reply)
{
    isSaying_ = false;
    if (LogCalls::isLost(reply))
        return;
    const bool isAnswer = !reply.isError() && reply.items.size() == 2;
    const auto sent = std::exchange(underWay_, 0);
    const auto count = isAnswer ? std::min(qsizetype(reply.items[0].number), sent) : 0;
    for (qsizetype i = count; i < sent; ++i)
        echoes_.remove(queue_[size_t(i)].position);
    if (!isAnswer) {
        isRefused_ = reply.isError();
        if (isRefused_)
            onSaid_(0, redisErrorText(reply.text));
        else
            onFenced_();
        return;
    }
    for (qsizetype i = 0; i < count; ++i) {
        said_ = queue_.front().position;
        queuedBytes_ -= queue_.front().message.size();
        queue_.pop_front();
    }
    isRefused_ = !reply.items[1].text.isEmpty();
    onSaid_(count, isRefused_ ? redisErrorText(reply.items[1].text) : Message());
    say();
    read();
}

} // namespace helio
