// SPDX-License-Identifier: GPL-3.0-or-later
#include "group/logentry.h"

#include "event/lineends.h"
#include "event/rules.h"
#include "history/selectiontext.h"
#include "hub/store.h"

#include <QCryptographicHash>

#include <algorithm>

namespace helio {

namespace {

constexpr qsizetype DigestBytes = 16;

Message entryMessage(const char *source, const QList<Message> &arguments = {})
{
    return {"helio::LogEntry", source, arguments};
}

std::optional<qint64> numberOf(const QByteArray &text)
{
    bool isNumber = false;
    const qint64 number = text.toLongLong(&isNumber);
    return isNumber && number >= 0 ? std::optional(number) : std::nullopt;
}

/// `hub number index`; what is of another form names no hub.
std::optional<LogEntry::From> fromOf(const QByteArray &text)
{
    const QByteArrayList parts = text.split(' ');
    if (parts.size() != 3 || parts[0].isEmpty())
        return {};
    bool isNumber = false;
    bool isIndex = false;
    const LogEntry::From from = {parts[0], parts[1].toULongLong(&isNumber), parts[2].toUInt(&isIndex)};
    return isNumber && isIndex ? std::optional(from) : std::nullopt;
}

/// The fields as they stand in Redis.
struct Fields
{
    Publication publication;
    QByteArray own;
    QByteArray control;
    QByteArray of;
    bool hasData = false;
};

void setUnreadable(LogEntry &entry, const Message &problem)
{
    entry.kind = LogEntry::Kind::Unreadable;
    entry.problem = problem;
}

void setOversize(LogEntry &entry, qsizetype maximumDataBytes)
{
    entry.isOversize = true;
    setUnreadable(entry, entryMessage(QT_TRANSLATE_NOOP("helio::LogEntry", "It is larger than %1 bytes."),
                                      {Message::number(maximumDataBytes)}));
}

void takeField(const QByteArray &name, const RespValue &value, Fields &fields, LogEntry &entry)
{
    const QByteArray &text = value.text;
    if (name == "data") {
        fields.publication.data = normalizedLineEnds(text);
        fields.hasData = true;
    } else if (name == "channel") {
        fields.publication.channel = text;
    } else if (name == "type") {
        fields.publication.type = text == "message" ? QByteArray() : text;
    } else if (name == "id") {
        fields.publication.id = text;
    } else if (name == "own") {
        fields.own = text;
    } else if (name == "retry") {
        if (const auto retry = numberOf(text))
            fields.publication.retry = std::chrono::milliseconds(*retry);
        else if (!text.isEmpty())
            setUnreadable(entry, entryMessage(QT_TRANSLATE_NOOP("helio::LogEntry", "Its field retry is no number of "
                                                                                   "milliseconds.")));
    } else if (name == "from") {
        entry.from = fromOf(text);
    } else if (name == "control") {
        fields.control = text;
    } else if (name == "of") {
        fields.of = text;
    }
}

bool takeFields(const RespValue &list, Fields &fields, LogEntry &entry)
{
    for (qsizetype i = 0; i + 1 < list.items.size(); i += 2) {
        const RespValue &value = list.items[i + 1];
        if (value.kind == RespValue::Kind::Oversize) {
            entry.isOversize = true;
            if (list.items[i].text == "data")
                fields.hasData = true;
        } else {
            takeField(list.items[i].text, value, fields, entry);
        }
    }
    return list.isList();
}

void judgeEvent(const Fields &fields, qsizetype maximumDataBytes, LogEntry &entry)
{
    Publication judged = fields.publication;
    if (judged.id.isEmpty())
        judged.id = fields.own;
    if (!fields.hasData) {
        setUnreadable(entry, entryMessage(QT_TRANSLATE_NOOP("helio::LogEntry", "It has no field data.")));
    } else if (entry.isOversize || judged.data.size() > maximumDataBytes) {
        setOversize(entry, maximumDataBytes);
    } else if (const Message problem = publicationProblem(judged); !problem.isEmpty()) {
        setUnreadable(entry, problem);
    }
    entry.event = {judged.channel, fields.publication.id, judged.type, judged.data};
    if (entry.event.id.isEmpty())
        entry.event.id = entry.position.toId();
    entry.ownId = judged.id;
    entry.retry = judged.retry;
}

/// What cannot be read clears nothing.
void takeClearing(const Fields &fields, LogEntry &entry)
{
    if (const auto of = selectionOf(fields.of)) {
        entry.kind = LogEntry::Kind::Clear;
        entry.of = *of;
        return;
    }
    setUnreadable(entry, entryMessage(QT_TRANSLATE_NOOP("helio::LogEntry", "Its field of does not say what is to be "
                                                                           "cleared, as {\"channels\":[…],"
                                                                           "\"patterns\":[…]} with at most %1 valid "
                                                                           "names and patterns together."),
                                      {Message::number(Selection::MaximumEntries)}));
}

} // namespace

LogEntry LogEntry::read(const RespValue &entry, qsizetype maximumDataBytes)
{
    LogEntry read;
    Fields fields;
    const auto position = entry.items.size() == 2 ? Position::fromId(entry.items[0].text) : std::nullopt;
    const bool isOversize = position && entry.items[1].kind == RespValue::Kind::Oversize;
    if (!isOversize && (!position || !takeFields(entry.items[1], fields, read))) {
        setUnreadable(read, entryMessage(QT_TRANSLATE_NOOP("helio::LogEntry", "It is no entry of a stream.")));
        return read;
    }
    read.position = *position;
    if (isOversize) {
        setOversize(read, maximumDataBytes);
        return read;
    }
    if (fields.control.isEmpty()) {
        if (read.kind != Kind::Unreadable)
            judgeEvent(fields, maximumDataBytes, read);
        else
            read.event.channel = fields.publication.channel;
    } else if (fields.control == "loss") {
        read.kind = Kind::Loss;
        read.of = selectionOrEveryChannel(fields.of);
    } else if (fields.control == "clear") {
        takeClearing(fields, read);
    } else {
        setUnreadable(read, entryMessage(QT_TRANSLATE_NOOP("helio::LogEntry", "Its field control is none that is "
                                                                              "known here.")));
    }
    read.isOversize = read.isOversize && read.kind == Kind::Unreadable; // of what is passed over it says nothing
    return read;
}

LogEntry LogEntry::putBack(const StoredEvent &event, const QByteArray &hub)
{
    return {.position = event.position,
            .event = event.event,
            .ownId = event.ownId,
            .from = From{event.isFlasks ? QByteArray(BridgeHub) : hub}};
}

void LogEntry::refuseAhead(qint64 redisTime)
{
    if (kind != Kind::Event || from || position.time() - PossibleAheadMs <= std::max<qint64>(redisTime, 0))
        return;
    isAhead = true;
    setUnreadable(*this, entryMessage(QT_TRANSLATE_NOOP("helio::LogEntry", "Its id is ahead of Redis' clock.")));
}

void LogEntry::giveUpOwnId()
{
    event.id = position.toId();
    ownId.clear();
}

Selection LogEntry::lost() const
{
    if (kind == Kind::Loss)
        return of;
    if (event.channel.isEmpty())
        return everyChannel();
    Selection lost;
    lost.addChannel(event.channel);
    return lost;
}

StoredEvent LogEntry::stored() const
{
    return {position, event, position.time(), ownId, from && from->hub == BridgeHub};
}

QByteArrayList LogEntry::fields() const
{
    QByteArrayList fields;
    const auto add = [&fields](const char *name, const QByteArray &value) {
        if (!value.isEmpty())
            fields << name << value;
    };
    if (kind == Kind::Event) {
        fields << "channel" << event.channel;
        add("type", event.type);
        add(isOwnIdOnWire() ? "id" : "own", ownId);
        fields << "data" << event.data;
    } else if (kind != Kind::Unreadable) {
        fields << "control" << (kind == Kind::Loss ? "loss" : "clear") << "of" << textOf(of);
    }
    if (from)
        add("from", from->hub + ' ' + QByteArray::number(from->number) + ' ' + QByteArray::number(from->index));
    return fields;
}

QByteArray contentDigest(const QByteArray &type, const QByteArray &data)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(type);
    hash.addData(QByteArrayView("\0", 1));
    hash.addData(data);
    return hash.result().first(DigestBytes).toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

} // namespace helio
