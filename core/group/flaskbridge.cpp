// SPDX-License-Identifier: GPL-3.0-or-later
#include "group/flaskbridge.h"

#include "event/rules.h"
#include "group/logkeys.h"
#include "hub/turns.h"
#include "redis/redisfailure.h"

#include <QTimer>

#include <algorithm>

namespace helio {

using namespace std::chrono_literals;

namespace {

/// For so long the lease is asked for by who only wants to know whose it is.
constexpr std::chrono::milliseconds OnlyAsked{-1};
/// Of what is appended at once.
constexpr qsizetype MostRequests = 256;
constexpr qsizetype MostBytes = qsizetype(1) << 20;

/// What Flask said is nobody's to be answered.
LogOptions asBridge(LogOptions options)
{
    options.hub = BridgeHub;
    options.replicas = 0;
    return options;
}

QByteArray listOf(QByteArrayList entries)
{
    std::sort(entries.begin(), entries.end());
    entries.erase(std::unique(entries.begin(), entries.end()), entries.end());
    return entries.join(", ");
}

RedisConnection::Options withUsualLimits(RedisConnection::Options options)
{
    options.limits = {};
    return options;
}

qsizetype bytesOf(const Publication &publication)
{
    return publication.channel.size() + publication.type.size() + publication.id.size() + publication.data.size();
}

} // namespace

FlaskBridge::FlaskBridge(const RedisUrl &url, const RedisConnection::Options &connection,
                         const std::function<double()> &chance, const LogOptions &options, GroupLog &log,
                         std::function<Position()> seen, QObject *parent)
    : QObject(parent)
    , options_(asBridge(options))
    , hub_(options.hub)
    , seen_(std::move(seen))
    , commands_(new RedisConnection(url, RedisConnection::Role::Commands, withUsualLimits(connection), chance, this))
    , subscriber_(new RedisConnection(url, RedisConnection::Role::Subscriber,
                                      FlaskListening::optionsFor(withUsualLimits(connection), options.maximumDataBytes),
                                      chance, this))
    , listening_(new FlaskListening(*subscriber_, options.bridged, this))
    , calls_(*commands_)
    , publishing_(calls_, options_, LogKeys{options.stream}.bridge(), seen_, [this](const Message &) { endTerm(); })
    , taking_({.append = [this](const auto &group, auto done) { publishing_.append(group, std::move(done)); },
               .noteLoss =
                   [this](auto done) { publishing_.note(LogEntry::Kind::Loss, options_.bridged, std::move(done)); }},
              {.taken = [this] { ++bridge_.heard; },
               .dropped = [this](qsizetype count, const QString &why) { countDropped(count, why); },
               .loss = [this] { ++bridge_.gaps; }})
    , saying_(
          calls_, log, options_, [this](qsizetype count, const Message &problem) { onSaid(count, problem); },
          [this](std::optional<qsizetype> count) { onUnsaid(count); }, [this] { endTerm(); })
    , timer_(new QTimer(this))
{
    bridge_.channels = options.bridged.entries();
    list_ = listOf(bridge_.channels);
    timer_->setInterval(options.lease / AskedInLease);
    connect(timer_, &QTimer::timeout, this, &FlaskBridge::tick);
    connect(commands_, &RedisConnection::ready, this, &FlaskBridge::onCommandsReady);
    connect(commands_, &RedisConnection::lost, this, &FlaskBridge::onCommandsLost);
    connect(subscriber_, &RedisConnection::lost, this, &FlaskBridge::onSubscriberLost);
    connect(listening_, &FlaskListening::begun, this, &FlaskBridge::onListening);
    connect(listening_, &FlaskListening::heard, this, &FlaskBridge::onHeard);
}

FlaskBridge::~FlaskBridge()
{
    commands_->disconnect(this);
    subscriber_->disconnect(this);
}

void FlaskBridge::begin(const QByteArray &run, const QByteArray &fence)
{
    run_ = run;
    fence_ = fence;
    if (state_ != State::Off)
        return;
    state_ = State::Connecting;
    commands_->open();
    timer_->start();
    report();
}

void FlaskBridge::end()
{
    endTerm();
    state_ = State::Off;
    timer_->stop();
    ++askings_;
    isAsked_ = false;
    commands_->close();
    calls_.fail();
    setLeader({});
}

void FlaskBridge::close(LogCalls &commands)
{
    const bool isOurs = state_ == State::Listening || state_ == State::Leading;
    end();
    if (isOurs)
        runLease(0ms, commands, [](const RespValue &) {});
}

/// A Redis that was started anew is to be filled up before anything is appended: the hub sees that, too, and ends this.
void FlaskBridge::onCommandsReady()
{
    const auto onServer = [this](const RespValue &reply) {
        if (state_ != State::Connecting || LogCalls::isLost(reply))
            return;
        if (reply.isError()) {
            commands_->giveUp(redisErrorText(reply.text));
        } else if (redisInfoValue(reply.text, "run_id") != run_) {
            commands_->giveUp({"helio::FlaskBridge",
                               QT_TRANSLATE_NOOP("helio::FlaskBridge", "This Redis is not the one that was joined.")});
        } else {
            state_ = State::Waiting;
            askLease();
        }
    };
    calls_.send({"INFO", "server"}, onServer);
}

void FlaskBridge::onCommandsLost()
{
    if (state_ == State::Off)
        return;
    endTerm();
    state_ = State::Connecting;
    ++askings_;
    isAsked_ = false;
    calls_.fail();
    setProblem(commands_->problem());
    setLeader({});
}

void FlaskBridge::tick()
{
    const Turn turn("redis");
    report();
    if (state_ == State::Off || state_ == State::Connecting)
        return;
    askLease();
    if (state_ != State::Leading)
        return;
    saying_.goOn();
    taking_.noteLoss();
}

void FlaskBridge::askLease()
{
    if (isAsked_)
        return;
    const bool isOurs = state_ == State::Listening || state_ == State::Leading;
    const bool isToPass = !isOurs && toPass_ > 0 && --toPass_ > 0;
    if (!isOurs)
        term_ = hub_ + ' ' + QByteArray::number(++terms_);
    isAsked_ = true;
    known_ = std::max(known_, saying_.doneUpTo());
    runLease(isToPass ? OnlyAsked : options_.lease, calls_, [this, asking = ++askings_](const RespValue &reply) {
        if (askings_ != asking)
            return;
        isAsked_ = false;
        if (!LogCalls::isLost(reply))
            onLease(reply);
    });
}

void FlaskBridge::onFree()
{
    if (state_ == State::Waiting && toPass_ == 0)
        askLease();
}

/// For no time: gives it back.
void FlaskBridge::runLease(std::chrono::milliseconds time, LogCalls &calls, RedisLink::Reply reply)
{
    const LogKeys keys{options_.stream};
    calls.run(LogScripts::Name::Lease, {keys.bridge(), keys.bridgeAt(), keys.log(), keys.fence(hub_)},
              {term_, QByteArray::number(qint64(time.count())), known_ ? known_->toId() : QByteArray(), fence_, list_,
               QByteArray::number(qint64(KnownFor.count())), keys.bridgeFree()},
              std::move(reply));
}

void FlaskBridge::onLease(const RespValue &reply)
{
    const bool isOurs = state_ == State::Listening || state_ == State::Leading;
    const auto code = reply.items.isEmpty() ? -1 : reply.items[0].number;
    if (reply.isError()) {
        endTerm();
        setProblem(redisErrorText(reply.text));
    } else if (reply.items.value(0).text == "FENCED") {
        endTerm(); // the hub takes its place anew
    } else if (code == 2 && isOurs) {
        setLeader(term_);
    } else if (code == 1 && reply.items.size() == 4) {
        endTerm(); // somebody else was it meanwhile
        startTerm(reply);
    } else {
        endTerm();
        noteOthers(reply);
    }
}

/// Another hub is it, or none.
void FlaskBridge::noteOthers(const RespValue &reply)
{
    known_ = std::max(known_, Position::fromId(reply.items.value(2).text));
    const QByteArray term = reply.items.value(1).text;
    const QByteArray list = reply.items.value(3).text;
    if (!term.isEmpty() && !list.isEmpty() && list != list_)
        setProblem({"helio::FlaskBridge",
                    QT_TRANSLATE_NOOP("helio::FlaskBridge",
                                      "The hub that is the bridge has another list of channels, \"%1\"; give all hubs "
                                      "the same."),
                    {QString::fromUtf8(list)}});
    else if (!term.isEmpty() || toPass_ == 0)
        setProblem({});
    setLeader(term);
}

void FlaskBridge::startTerm(const RespValue &reply)
{
    startAt_ = Position::fromId(reply.items[2].text).value_or(Position());
    state_ = State::Listening;
    // Where there was no bridge and is no log, nobody can miss anything.
    isLate_ = known_ || reply.items[3].number == 1 || startAt_ > Position();
    subscriber_->open();
}

void FlaskBridge::onListening()
{
    if (state_ != State::Listening)
        return;
    state_ = State::Leading;
    publishing_.begin(term_);
    taking_.begin(isLate_); // before what is heard
    saying_.begin(term_, startAt_, seen_());
    setProblem({});
    setLeader(term_);
}

/// What was said meanwhile is lost: it is another term then, of this hub where no other one is faster.
void FlaskBridge::onSubscriberLost()
{
    if (state_ != State::Listening && state_ != State::Leading)
        return;
    const bool couldNotListen = state_ == State::Listening;
    const Message problem = subscriber_->problem();
    runLease(0ms, calls_, [](const RespValue &) {});
    endTerm();
    setProblem(problem);
    toPass_ = couldNotListen ? AskedInLease : 0;
    if (!couldNotListen)
        askLease();
}

void FlaskBridge::endTerm()
{
    if (state_ != State::Listening && state_ != State::Leading)
        return;
    state_ = State::Waiting;
    ++askings_; // an answer that is under way is of that term
    isAsked_ = false;
    publishing_.end();
    taking_.end();
    saying_.end();
    subscriber_->close();
    setLeader({});
}

void FlaskBridge::onHeard(const QList<FlaskHeard> &messages)
{
    const Turn turn("redis");
    if (state_ != State::Leading)
        return;
    QList<LogRequest> group;
    qsizetype bytes = 0;
    for (const FlaskHeard &heard : messages) {
        const QByteArray &channel = heard.publication.channel;
        if (!options_.isBridged(channel) || saying_.takeEcho(channel, heard.message, heard.publication.id))
            continue;
        Publication publication = heard.publication;
        const QByteArray id = publication.id;
        if (heard.isOversize || publication.data.size() > options_.maximumDataBytes) {
            countDropped(1, tr("it is larger than the %1 bytes that an event may have").arg(options_.maximumDataBytes));
            continue;
        }
        if (const Message problem = takeArrival(publication); !problem.isEmpty()) {
            countDropped(1, problem.translated());
            continue;
        }
        if (Position::fromId(id)) // perhaps what was published there from here
            publication.id = id;
        bytes += bytesOf(publication);
        group.append({.number = ++lastNumber_, .publications = {publication}, .isArrival = true, .isFlasks = true});
        if (group.size() == MostRequests || bytes > MostBytes) {
            taking_.take(std::exchange(group, {}), bytes);
            bytes = 0;
        }
    }
    if (!group.isEmpty())
        taking_.take(group, bytes);
}

} // namespace helio
