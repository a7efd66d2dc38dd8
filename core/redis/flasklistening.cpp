// SPDX-License-Identifier: GPL-3.0-or-later
#include "redis/flasklistening.h"

#include "redis/flaskwire.h"
#include "redis/redisfailure.h"

#include <algorithm>

namespace helio {

namespace {

/// A byte of data takes at most six in JSON (`\u001f`); names and numbers beside it are short.
constexpr qsizetype MostJsonBytesPerByte = 6;
constexpr qsizetype JsonOverheadBytes = 16 * 1024;

FlaskHeard heardOn(const QByteArray &channel, const RespValue &message)
{
    FlaskHeard heard;
    heard.isOversize = message.kind == RespValue::Kind::Oversize;
    if (!heard.isOversize) {
        heard.publication = readFlaskMessage(message.text).publication;
        heard.message = message.text;
    }
    heard.publication.channel = channel;
    return heard;
}

} // namespace

RedisConnection::Options FlaskListening::optionsFor(RedisConnection::Options options, qsizetype maximumDataBytes)
{
    options.limits.stringBytes = maximumDataBytes * MostJsonBytesPerByte + JsonOverheadBytes;
    options.limits.valueBytes = std::max(options.limits.valueBytes, 2 * options.limits.stringBytes);
    return options;
}

FlaskListening::FlaskListening(RedisConnection &subscriber, Selection channels, QObject *parent)
    : QObject(parent)
    , subscriber_(subscriber)
    , channels_(std::move(channels))
{
    connect(&subscriber_, &RedisConnection::ready, this, &FlaskListening::subscribe);
    connect(&subscriber_, &RedisConnection::received, this, &FlaskListening::onReceived);
}

void FlaskListening::subscribe()
{
    const QByteArrayList names = channels_.channels();
    QByteArrayList globs;
    for (const Pattern &pattern : channels_.patterns())
        globs.append(pattern.glob());
    toConfirm_ = names.size() + globs.size();
    if (!names.isEmpty())
        subscriber_.send(QByteArrayList{"SUBSCRIBE"} + names);
    if (!globs.isEmpty())
        subscriber_.send(QByteArrayList{"PSUBSCRIBE"} + globs);
}

void FlaskListening::onReceived(const QList<RespValue> &values)
{
    QList<FlaskHeard> messages;
    for (const RespValue &value : values) {
        if (!onValue(value, messages))
            break;
    }
    if (!messages.isEmpty())
        Q_EMIT heard(messages);
}

/// False when the connection is lost by it.
bool FlaskListening::onValue(const RespValue &value, QList<FlaskHeard> &messages)
{
    if (value.isError()) {
        subscriber_.giveUp(redisErrorText(value.text));
        return false;
    }
    if (!value.isList() || value.items.isEmpty())
        return true; // the answer to PING, where nothing is subscribed
    const QList<RespValue> &items = value.items;
    const QByteArray &kind = items.constFirst().text;
    if (kind == "message" && items.size() == 3) {
        if (isFirstOf(items[1].text, nullptr))
            messages.append(heardOn(items[1].text, items[2]));
    } else if (kind == "pmessage" && items.size() == 4) {
        if (isFirstOf(items[2].text, &items[1].text))
            messages.append(heardOn(items[2].text, items[3]));
    } else if ((kind == "subscribe" || kind == "psubscribe") && toConfirm_ > 0 && --toConfirm_ == 0) {
        if (!messages.isEmpty())
            Q_EMIT heard(std::exchange(messages, {}));
        Q_EMIT begun();
    }
    return true;
}

/// A message comes once for each subscription that it matches; one of them counts.
bool FlaskListening::isFirstOf(const QByteArray &channel, const QByteArray *glob) const
{
    if (channels_.channels().contains(channel))
        return glob == nullptr;
    const QList<Pattern> &patterns = channels_.patterns();
    const auto first = std::find_if(patterns.cbegin(), patterns.cend(),
                                    [&](const Pattern &pattern) { return pattern.matches(channel); });
    return first == patterns.cend() || (glob && first->glob() == *glob);
}

} // namespace helio
