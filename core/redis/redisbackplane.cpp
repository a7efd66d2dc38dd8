// SPDX-License-Identifier: GPL-3.0-or-later
#include "redis/redisbackplane.h"

#include "event/rules.h"
#include "redis/flaskwire.h"
#include "redis/redisinflight.h"
#include "redis/redissubscribers.h"

#include <algorithm>

namespace helio {

using namespace std::chrono_literals;

namespace {

constexpr std::chrono::milliseconds NoteInterval = 60s;

/// A byte of data takes at most six in JSON (`\u001f`); names and numbers beside it are short.
constexpr qsizetype MostJsonBytesPerByte = 6;
constexpr qsizetype JsonOverheadBytes = 16 * 1024;

Message backplaneMessage(const char *source, const QList<Message> &arguments = {})
{
    return {"helio::RedisBackplane", source, arguments};
}

RedisConnection::Options connectionOptions(const RedisOptions &options)
{
    RedisConnection::Options connection = options.connection;
    connection.limits.stringBytes = options.maximumDataBytes * MostJsonBytesPerByte + JsonOverheadBytes;
    connection.limits.valueBytes = std::max(connection.limits.valueBytes, 2 * connection.limits.stringBytes);
    return connection;
}

} // namespace

RedisBackplane::RedisBackplane(RedisOptions options, QObject *parent)
    : Backplane(parent)
    , options_(std::move(options))
    , commands_(new RedisConnection(options_.url, RedisConnection::Role::Commands, connectionOptions(options_),
                                    options_.chance, this))
    , subscriber_(new RedisConnection(options_.url, RedisConnection::Role::Subscriber, connectionOptions(options_),
                                      options_.chance, this))
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
    connect(subscriber_, &RedisConnection::ready, this, &RedisBackplane::subscribe);
    connect(subscriber_, &RedisConnection::received, this, &RedisBackplane::onReceived);
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
    Q_EMIT noted(tr("Redis at %1: %n message(s) could not be taken so far; the last: %2", nullptr, int(info_.dropped))
                     .arg(options_.url.shown(), why));
}

void RedisBackplane::subscribe()
{
    const QByteArrayList names = options_.channels.channels();
    QByteArrayList globs;
    for (const Pattern &pattern : options_.channels.patterns())
        globs.append(pattern.glob());
    toConfirm_ = names.size() + globs.size();
    if (!names.isEmpty())
        subscriber_->send(QByteArrayList{"SUBSCRIBE"} + names);
    if (!globs.isEmpty())
        subscriber_->send(QByteArrayList{"PSUBSCRIBE"} + globs);
}

void RedisBackplane::onReceived(const QList<RespValue> &values)
{
    QList<Arrival> arrivals;
    for (const RespValue &value : values) {
        if (!onValue(value, arrivals))
            break;
    }
    if (!arrivals.isEmpty())
        Q_EMIT arrived(arrivals);
}

/// False when the connection is lost by it.
bool RedisBackplane::onValue(const RespValue &value, QList<Arrival> &arrivals)
{
    if (value.isError()) {
        subscriber_->giveUp(redisErrorText(value.text));
        return false;
    }
    if (!value.isList() || value.items.isEmpty())
        return true; // the answer to PING, where nothing is subscribed
    const QList<RespValue> &items = value.items;
    const QByteArray &kind = items.constFirst().text;
    if (kind == "message" && items.size() == 3) {
        if (isFirstOf(items[1].text, nullptr))
            onMessage(items[1].text, items[2], arrivals);
    } else if (kind == "pmessage" && items.size() == 4) {
        if (isFirstOf(items[2].text, &items[1].text))
            onMessage(items[2].text, items[3], arrivals);
    } else if ((kind == "subscribe" || kind == "psubscribe") && toConfirm_ > 0 && --toConfirm_ == 0) {
        if (!arrivals.isEmpty())
            Q_EMIT arrived(std::exchange(arrivals, {}));
        listens_ = true;
        Q_EMIT missed();
        noteState();
    }
    return true;
}

/// A message comes once for each subscription that it matches; one of them counts.
bool RedisBackplane::isFirstOf(const QByteArray &channel, const QByteArray *glob) const
{
    if (options_.channels.channels().contains(channel))
        return glob == nullptr;
    const QList<Pattern> &patterns = options_.channels.patterns();
    const auto first = std::find_if(patterns.cbegin(), patterns.cend(),
                                    [&](const Pattern &pattern) { return pattern.matches(channel); });
    return first == patterns.cend() || (glob && first->glob() == *glob);
}

void RedisBackplane::onMessage(const QByteArray &channel, const RespValue &backplaneMessage, QList<Arrival> &arrivals)
{
    ++info_.received;
    Arrival arrival;
    arrival.ticket = inFlight_->add(channel, backplaneMessage.text);
    arrival.publication = readFlaskMessage(backplaneMessage.text).publication;
    arrival.publication.channel = channel;
    const bool isTooLarge = arrival.ticket == 0 && arrival.publication.data.size() > options_.maximumDataBytes;
    if (isTooLarge || backplaneMessage.kind == RespValue::Kind::Oversize)
        countDropped(tr("it is larger than the %1 bytes that an event may have").arg(options_.maximumDataBytes));
    else
        arrivals.append(arrival);
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
