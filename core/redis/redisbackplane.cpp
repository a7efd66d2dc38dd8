// SPDX-License-Identifier: GPL-3.0-or-later
#include "redis/redisbackplane.h"

#include "event/pluralform.h"
#include "event/rules.h"
#include "redis/flasklistening.h"
#include "redis/flaskwire.h"
#include "redis/redisinflight.h"
#include "redis/redissubscribers.h"

#include <algorithm>

namespace helio {

using namespace std::chrono_literals;

namespace {

constexpr std::chrono::milliseconds NoteInterval = 60s;

Message backplaneMessage(const char *source, const QList<Message> &arguments = {})
{
    return {"helio::RedisBackplane", source, arguments};
}

} // namespace

RedisBackplane::RedisBackplane(RedisOptions options, QObject *parent)
    : Backplane(parent)
    , options_(std::move(options))
    , commands_(new RedisConnection(options_.url, RedisConnection::Role::Commands,
                                    FlaskListening::optionsFor(options_.connection, options_.maximumDataBytes),
                                    options_.chance, this))
    , subscriber_(new RedisConnection(options_.url, RedisConnection::Role::Subscriber,
                                      FlaskListening::optionsFor(options_.connection, options_.maximumDataBytes),
                                      options_.chance, this))
    , listening_(new FlaskListening(*subscriber_, options_.channels, this))
    , inFlight_(new RedisInFlight(options_.deadline, this))
{
    connect(inFlight_, &RedisInFlight::overdue, this, [this](quint64 ticket) {
        Q_EMIT failed(
            ticket,
            backplaneMessage(
                QT_TRANSLATE_NOOP("helio::RedisBackplane",
                                  "Redis did not bring the event back within %1 s; it may have been published or not."),
                {QString::number(double(options_.deadline.count()) / 1000)}));
    });
    connect(listening_, &FlaskListening::begun, this, &RedisBackplane::onListening);
    connect(listening_, &FlaskListening::heard, this, &RedisBackplane::onHeard);
    connect(subscriber_, &RedisConnection::lost, this, &RedisBackplane::onSubscriberLost);
    connect(commands_, &RedisConnection::ready, this, &RedisBackplane::noteState);
    connect(commands_, &RedisConnection::lost, this, &RedisBackplane::onCommandsLost);
}

RedisBackplane::~RedisBackplane()
{
    commands_->disconnect(this);
    subscriber_->disconnect(this);
}

void RedisBackplane::open()
{
    away_.start();
    subscriber_->open();
    commands_->open();
}

Message RedisBackplane::unavailability() const
{
    switch (state()) {
    case BackplaneInfo::State::Open:
        return {};
    case BackplaneInfo::State::Connecting:
        return backplaneMessage(
            QT_TRANSLATE_NOOP("helio::RedisBackplane",
                              "This channel goes by Redis, which is being connected to; publish again in a moment."));
    case BackplaneInfo::State::Away:
        return backplaneMessage(
            QT_TRANSLATE_NOOP("helio::RedisBackplane",
                              "This channel goes by Redis, which cannot be used now; nothing was published. %1"),
            {problem()});
    }
    Q_UNREACHABLE();
}

void RedisBackplane::send(const Publication &publication, quint64 ticket)
{
    const QByteArray backplaneMessage = flaskMessage(publication);
    inFlight_->add(publication.channel, backplaneMessage, ticket);
    ++info_.sent;
    commands_->send({"PUBLISH", publication.channel, backplaneMessage}, [this, ticket](const RespValue &reply) {
        if (reply.isError() && inFlight_->remove(ticket))
            Q_EMIT failed(ticket, redisErrorText(reply.text));
    });
}

BackplaneInfo RedisBackplane::info()
{
    if (!asked_.isValid() || asked_.hasExpired(options_.askInterval.count()))
        askSubscribers();
    BackplaneInfo info = info_;
    info.state = state();
    info.awayMs = info.state != BackplaneInfo::State::Open && away_.isValid() ? away_.elapsed() : 0;
    info.address = options_.url.shown();
    info.problem = info.state == BackplaneInfo::State::Away ? problem() : Message();
    info.channels = options_.channels.channels();
    for (const Pattern &pattern : options_.channels.patterns())
        info.channels.append(pattern.glob());
    return info;
}

void RedisBackplane::countDropped(const QString &why)
{
    ++info_.dropped;
    if (droppedNoted_.isValid() && !droppedNoted_.hasExpired(NoteInterval.count()))
        return;
    droppedNoted_.start();
    Q_EMIT noted(
        tr("Redis at %1: %n message(s) could not be taken so far; the last: %2", nullptr, pluralCount(info_.dropped))
            .arg(options_.url.shown(), why));
}

void RedisBackplane::onListening()
{
    listens_ = true;
    Q_EMIT missed();
    noteState();
}

void RedisBackplane::onHeard(const QList<FlaskHeard> &messages)
{
    QList<Arrival> arrivals;
    for (const FlaskHeard &heard : messages) {
        ++info_.received;
        const quint64 ticket = inFlight_->add(heard.publication.channel, heard.message);
        const bool isTooLarge = ticket == 0 && heard.publication.data.size() > options_.maximumDataBytes;
        if (isTooLarge || heard.isOversize)
            countDropped(tr("it is larger than the %1 bytes that an event may have").arg(options_.maximumDataBytes));
        else
            arrivals.append({heard.publication, ticket});
    }
    if (!arrivals.isEmpty())
        Q_EMIT arrived(arrivals);
}

void RedisBackplane::onCommandsLost()
{
    noteState();
    failAll();
}

void RedisBackplane::onSubscriberLost()
{
    if (std::exchange(listens_, false))
        ++info_.gaps;
    noteState();
    failAll();
}

void RedisBackplane::failAll()
{
    for (const quint64 ticket : inFlight_->takeAll())
        Q_EMIT failed(ticket, backplaneMessage(
                                  QT_TRANSLATE_NOOP(
                                      "helio::RedisBackplane",
                                      "The connection to Redis was lost before the event came back; it may have been "
                                      "published or not. %1"),
                                  {problem()}));
}

void RedisBackplane::askSubscribers()
{
    asked_.start();
    if (!commands_->isReady())
        return;
    findRedisSubscribers(
        [this](const QByteArrayList &command, RedisLink::Reply reply) { commands_->send(command, std::move(reply)); },
        // With an error there are none: perhaps this user may not ask.
        [this](const QList<BackplaneChannel> &channels, const QByteArray &) { setSubscribers(channels); });
}

void RedisBackplane::setSubscribers(const QList<BackplaneChannel> &channels)
{
    info_.subscribers.clear();
    for (const BackplaneChannel &channel : channels) {
        const qint64 own = listens_ && options_.channels.channels().contains(channel.name) ? 1 : 0;
        info_.subscribers.insert(channel.name, std::max<qint64>(channel.subscribers - own, 0));
    }
}

BackplaneInfo::State RedisBackplane::state() const
{
    if (listens_ && commands_->isReady())
        return BackplaneInfo::State::Open;
    return problem().isEmpty() ? BackplaneInfo::State::Connecting : BackplaneInfo::State::Away;
}

Message RedisBackplane::problem() const
{
    return subscriber_->problem().isEmpty() ? commands_->problem() : subscriber_->problem();
}

void RedisBackplane::noteState()
{
    if (state() == BackplaneInfo::State::Open)
        away_.invalidate();
    else if (!away_.isValid())
        away_.start();
    QString text;
    switch (state()) {
    case BackplaneInfo::State::Connecting:
        return;
    case BackplaneInfo::State::Open:
        text = tr("connected to Redis at %1").arg(options_.url.shown());
        break;
    case BackplaneInfo::State::Away:
        text = problem().translated();
        break;
    }
    if (std::exchange(noted_, text) != text)
        Q_EMIT noted(text);
}

QString readRedisChannels(const QByteArrayList &entries, Selection &channels)
{
    channels = {};
    for (const QByteArray &entry : entries) {
        const bool isGlob =
            std::any_of(entry.cbegin(), entry.cend(), [](char c) { return QByteArrayView("*?[\\").contains(c); });
        const Message problem = isGlob ? patternProblem(entry) : channelProblem(entry);
        if (!problem.isEmpty())
            return problem.translated();
        if (isGlob)
            channels.addPattern(entry);
        else
            channels.addChannel(entry);
    }
    return channels.isEmpty() ? RedisBackplane::tr("Name at least one channel that goes by Redis.") : QString();
}

} // namespace helio
