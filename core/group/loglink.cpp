// SPDX-License-Identifier: GPL-3.0-or-later
#include "group/loglink.h"

#include "group/flaskbridge.h"
#include "group/logasking.h"
#include "group/logjoining.h"
#include "group/logkeys.h"
#include "group/logpublishing.h"
#include "group/logreading.h"
#include "hub/turns.h"
#include "redis/redisfailure.h"

#include <QDateTime>
#include <QTimer>

#include <algorithm>

namespace helio {

using namespace std::chrono_literals;

namespace {

/// So often it is looked at, or tried again what could not be joined.
constexpr auto LookInterval = 1s;

/// Of one reply. An entry with half of it is passed over: sixty thousand fields, of which it needs three.
constexpr qsizetype MostItems = 250'000;
/// Of those that are kept.
constexpr qsizetype MostBans = 10'000;
/// A ban that ended so long ago is forgotten, whichever hub's clock is right.
constexpr std::chrono::milliseconds OverFor = 1h;

RespLimits limitsFor(qsizetype maximumDataBytes)
{
    RespLimits limits;
    limits.stringBytes = maximumDataBytes + LogReading::FieldBytes;
    limits.valueBytes = std::max(limits.valueBytes, 2 * limits.stringBytes);
    limits.items = MostItems;
    limits.isOversizePassed = true;
    return limits;
}

} // namespace

LogLink::LogLink(RedisUrl url, RedisConnection::Options connection, std::function<double()> chance, QObject *parent)
    : QObject(parent)
    , url_(std::move(url))
    , connectionOptions_(connection)
    , chance_(std::move(chance))
    , timer_(new QTimer(this))
    , closeTimer_(new QTimer(this))
{
    url_.mustBeMaster = true;
    timer_->setInterval(LookInterval);
    connect(timer_, &QTimer::timeout, this, &LogLink::tick);
    closeTimer_->setSingleShot(true);
    connect(closeTimer_, &QTimer::timeout, this, &LogLink::finishClosing);
}

LogLink::~LogLink() = default;

void LogLink::open(GroupLogListener &listener, const LogOptions &options)
{
    listener_ = &listener;
    options_ = options;
    connectionOptions_.limits = limitsFor(options.maximumDataBytes);
    makeConnections();
    makeParts();
    state_ = State::Connecting;
    for (RedisConnection *connection : connections_)
        connection->open();
}

void LogLink::makeConnections()
{
    for (const Which which : {Commands, Reader, Asking, Control}) {
        const auto role = which == Control ? RedisConnection::Role::Subscriber : RedisConnection::Role::Commands;
        auto *connection = new RedisConnection(url_, role, connectionOptions_, chance_, this);
        connect(connection, &RedisConnection::ready, this, [this, which] { onReady(which); });
        connect(connection, &RedisConnection::lost, this, [this, connection] { leave(connection->problem()); });
        connections_.at(which) = connection;
    }
    connect(connections_[Control], &RedisConnection::received, this, &LogLink::onHeard);
}

void LogLink::makeParts()
{
    const auto seen = [this] { return reading_->cursor(); };
    const auto trouble = [this](const Message &problem) { leave(problem); };
    const RespLimits &limits = connectionOptions_.limits;
    commands_ = std::make_unique<LogCalls>(*connections_[Commands]);
    readerCalls_ = std::make_unique<LogCalls>(*connections_[Reader]);
    askingCalls_ = std::make_unique<LogCalls>(*connections_[Asking]);
    claims_ = std::make_unique<LogClaims>(*askingCalls_, options_, [this] { return looking_->redisTime(); });
    publishing_ = std::make_unique<LogPublishing>(*commands_, options_, LogKeys{options_.stream}.fence(options_.hub),
                                                  seen, trouble);
    reading_ = std::make_unique<LogReading>(
        *readerCalls_, *claims_, options_, limits,
        [this](Position before, const QList<LogEntry> &entries) {
            if (bridge_)
                bridge_->addRead(before, entries);
            listener_->arrived(entries);
        },
        trouble);
    asking_ = new LogAsking(*askingCalls_, *claims_, options_, limits, this);
    joining_ = new LogJoining(*commands_, options_, this);
    connect(joining_, &LogJoining::restoring, this, [this](const LogHead &head) { listener_->restoring(head); });
    connect(joining_, &LogJoining::joined, this, &LogLink::onPlace);
    connect(joining_, &LogJoining::failed, this, &LogLink::onJoinFailed);
    looking_ = new LogLooking(*askingCalls_, options_, seen, this);
    looking_->setPresence(presence_);
    connect(looking_, &LogLooking::looked, this, [this](const LogHead &head, const StoreState &state) {
        if (bridge_)
            bridge_->readUpTo(head.last);
        // Without a fence nothing is written, also where Redis would take it by now.
        const bool isStillRefused = isRefused_ && state.kind == StoreState::Kind::Ok;
        listener_->looked(head, isStillRefused ? refused_ : state);
    });
    connect(looking_, &LogLooking::emptied, this, [this](const LogHead &head) { listener_->emptied(head); });
    connect(looking_, &LogLooking::present, this, [this](const QList<HubPresence> &hubs) {
        QByteArrayList known;
        for (const HubPresence &hub : hubs)
            known << hub.hub;
        joining_->setKnownHubs(known);
        Q_EMIT present(hubs);
    });
    connect(looking_, &LogLooking::troubled, this, &LogLink::leave);
    if (!options_.bridged.isEmpty())
        makeBridge();
}

void LogLink::makeBridge()
{
    bridge_ = new FlaskBridge(
        url_, connectionOptions_, chance_, options_, *this, [this] { return reading_->cursor(); }, this);
    connect(bridge_, &FlaskBridge::changed, this,
            [this](const GroupInfo::Bridge &bridge) { listener_->bridgeChanged(bridge); });
    connect(bridge_, &FlaskBridge::noted, this, [this](const QString &text) { listener_->bridgeNoted(text); });
}

void LogLink::onReady(Which which)
{
    if (which == Control) {
        const LogKeys keys{options_.stream};
        toConfirm_ = 4;
        connections_[Control]->send(
            {"SUBSCRIBE", keys.control(), keys.control(options_.hub), keys.newHubs(), keys.bridgeFree()});
    }
    joinWhenReady();
}

void LogLink::onHeard(const QList<RespValue> &values)
{
    for (const RespValue &value : values) {
        const QByteArray word = value.items.isEmpty() ? QByteArray() : value.items[0].text;
        if (value.isError()) {
            onJoinFailed(redisErrorText(value.text));
            return;
        }
        if (word == "subscribe" && toConfirm_ > 0) {
            if (--toConfirm_ == 0)
                joinWhenReady();
        } else if (word == "message" && value.items.size() == 3) {
            onWord(value.items[1].text, value.items[2].text);
        }
    }
}

void LogLink::onWord(const QByteArray &channel, const QByteArray &word)
{
    const LogKeys keys{options_.stream};
    if (channel == keys.newHubs()) {
        if (LogKeys::isHubId(word))
            joining_->addKnownHub(word);
    } else if (channel == keys.bridgeFree()) {
        if (bridge_)
            bridge_->onFree();
    } else {
        Q_EMIT heard(word);
    }
}

void LogLink::joinWhenReady()
{
    const bool areReady = std::all_of(connections_.begin(), connections_.end(),
                                      [](const RedisConnection *connection) { return connection->isReady(); });
    if (state_ != State::Connecting || !areReady || toConfirm_ > 0)
        return;
    state_ = State::Joining;
    joining_->setLastEvent(reading_->lastEvent());
    joining_->begin(cursor_);
}

void LogLink::onPlace(const LogJoining::Place &place)
{
    isRefused_ = place.refusal.has_value();
    refused_ = place.joined.state;
    if (isRefused_)
        publishing_->refuse(*place.refusal);
    else
        publishing_->begin(place.fence);
    if (std::exchange(state_, State::Joined) == State::Joined) { // it was, but without a fence
        if (isRefused_)
            return;
        looking_->begin(place.fence, place.joined.head);
        if (bridge_)
            bridge_->begin(joining_->run(), place.fence);
        listener_->joined(place.joined);
        return;
    }
    looking_->begin(place.fence, place.joined.head);
    left_.clear();
    if (!cursor_)
        cursor_ = place.joined.head.last;
    timer_->start();
    listener_->joined(place.joined);
    reading_->begin(*cursor_);
    if (bridge_)
        bridge_->begin(joining_->run(), place.fence);
    readBans(place.joined.wasRestarted); // before it is seen who is there
    announce();
    tick();
}

/// One of them is a mark, by which it is seen whether Redis lost them. One that was restarted may have come back with
/// fewer.
void LogLink::readBans(bool wasRestarted)
{
    askingCalls_->send({"HGETALL", LogKeys{options_.stream}.bans()}, [this, wasRestarted](const RespValue &reply) {
        if (!reply.isList()) // what is wrong shows elsewhere
            return;
        QList<BanInfo> bans;
        bool isMarked = false;
        const qint64 before = QDateTime::currentMSecsSinceEpoch() - OverFor.count();
        for (qsizetype i = 0; i + 1 < reply.items.size(); i += 2) {
            const BanInfo ban{QString::fromUtf8(reply.items[i].text), reply.items[i + 1].text.toLongLong()};
            if (ban.key.isEmpty())
                isMarked = true;
            else if (ban.endsAt < before)
                keepBan({ban.key, 0});
            else if (bans.size() < MostBans)
                bans.append(ban);
        }
        Q_EMIT bansRead(bans, isMarked && !wasRestarted);
    });
}

/// So that others wait for it where Redis loses something before they look again.
void LogLink::announce()
{
    askingCalls_->send({"PUBLISH", LogKeys{options_.stream}.newHubs(), options_.hub}, [this](const RespValue &reply) {
        if (reply.isError() && !LogCalls::isLost(reply)) // others could not be told anything
            leave(redisErrorText(reply.text));
    });
}

/// What is wrong may be that this Redis is not the one to be joined: it is connected to anew.
void LogLink::onJoinFailed(const Message &problem)
{
    if (state_ == State::Joined) {
        leave(problem);
        return;
    }
    state_ = State::Waiting;
    problem_ = problem;
    timer_->start();
    report(problem);
}

void LogLink::tick()
{
    const Turn turn("redis");
    if (state_ == State::Waiting)
        leave(problem_);
    else
        looking_->look();
    if (state_ == State::Joined && isRefused_)
        joining_->beginAgain(reading_->cursor());
}

void LogLink::leave(const Message &problem)
{
    if (isLeaving_ || state_ == State::Closed)
        return;
    if (state_ == State::Closing) {
        finishClosing();
        return;
    }
    if (state_ != State::Connecting) {
        if (state_ == State::Joined)
            Q_EMIT present({});
        state_ = State::Connecting;
        isLeaving_ = true;
        for (RedisConnection *connection : connections_)
            connection->giveUp(problem);
        settle();
        isLeaving_ = false;
    } else if (problem.isEmpty()) {
        return;
    }
    report(problem);
}

/// Answers all that is under way.
void LogLink::settle()
{
    timer_->stop();
    if (bridge_)
        bridge_->end();
    joining_->end();
    looking_->end();
    if (cursor_)
        cursor_ = reading_->cursor();
    reading_->end();
    publishing_->end();
    commands_->fail();
    readerCalls_->fail();
    askingCalls_->fail();
}

void LogLink::report(const Message &problem)
{
    const QString text = problem.translated();
    if (std::exchange(left_, text) != text)
        listener_->left({.kind = StoreState::Kind::Away, .problem = text});
}

void LogLink::close(std::chrono::milliseconds deadline, std::function<void()> done)
{
    closed_ = std::move(done);
    if (state_ != State::Joined) {
        finishClosing();
        return;
    }
    state_ = State::Closing;
    timer_->stop();
    closeTimer_->start(deadline);
    if (bridge_)
        bridge_->close(*commands_);
    publishing_->drain([this] {
        const LogKeys keys{options_.stream};
        commands_->send({"DEL", keys.fence(options_.hub), keys.hub(options_.hub)},
                        [this](const RespValue &) { finishClosing(); });
    });
}

void LogLink::finishClosing()
{
    if (state_ != State::Closed) {
        state_ = State::Closed;
        closeTimer_->stop();
        for (RedisConnection *connection : connections_)
            connection->close();
        settle();
    }
    if (const auto closed = std::exchange(closed_, {}))
        closed();
}

void LogLink::append(const QList<LogRequest> &group, std::function<void(const QList<LogAnswer> &)> done)
{
    publishing_->append(group, std::move(done));
}

void LogLink::note(LogEntry::Kind kind, const Selection &of, std::function<void(std::optional<Position>)> done)
{
    publishing_->note(kind, of, std::move(done));
}

void LogLink::range(Position after, Position upTo, qsizetype count, std::function<void(const LogPiece &)> done)
{
    asking_->range(after, upTo, count, std::move(done));
}

void LogLink::pick(const QList<Position> &positions, std::function<void(const LogPiece &)> done)
{
    asking_->pick(positions, std::move(done));
}

void LogLink::index(std::optional<Position> before, std::function<void(const IndexPiece &)> done)
{
    asking_->index(before, std::move(done));
}

void LogLink::findOwn(const QByteArray &channel, const QByteArray &ownId, std::function<void(const IdPlace &)> done)
{
    asking_->findOwn(channel, ownId, std::move(done));
}

void LogLink::findOnWire(const QByteArray &ownId, std::function<void(const IdPlace &)> done)
{
    asking_->findOnWire(ownId, std::move(done));
}

void LogLink::putBack(Position from, bool hadOthersTime, const QList<LogEntry> &entries,
                      std::function<void(const PutBack &)> done)
{
    joining_->putBack(from, hadOthersTime, entries, std::move(done));
}

void LogLink::restored()
{
    joining_->goOn();
}

void LogLink::trim(Position below)
{
    asking_->trim(below);
}

void LogLink::remove(const QList<Position> &positions, std::function<void(qsizetype)> done)
{
    asking_->remove(positions, std::move(done));
}

void LogLink::hold(bool isHeld)
{
    reading_->hold(isHeld);
}

void LogLink::consumed()
{
    reading_->consumed();
}

void LogLink::setPresence(const QByteArray &presence)
{
    const bool isFirst = std::exchange(presence_, presence) == NoPresence;
    if (looking_)
        looking_->setPresence(presence);
    if (isFirst && state_ == State::Joined)
        looking_->look(); // until then the others see nothing but an id
}

void LogLink::keepBan(const BanInfo &ban)
{
    if (!askingCalls_)
        return;
    const QByteArray bans = LogKeys{options_.stream}.bans();
    const QByteArray key = ban.key.toUtf8();
    askingCalls_->send(ban.endsAt > 0 ? QByteArrayList{"HSET", bans, {}, "1", key, QByteArray::number(ban.endsAt)}
                                      : QByteArrayList{"HDEL", bans, key},
                       [](const RespValue &) {});
}

void LogLink::say(const QByteArray &hub, const QByteArray &message)
{
    if (!askingCalls_)
        return;
    const LogKeys keys{options_.stream};
    askingCalls_->send({"PUBLISH", hub.isEmpty() ? keys.control() : keys.control(hub), message},
                       [](const RespValue &) {});
}

} // namespace helio
