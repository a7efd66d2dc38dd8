// SPDX-License-Identifier: GPL-3.0-or-later
#include "lens/lensmessages.h"

#include "json/jsonwriter.h"

#include <QCoreApplication>

#include <algorithm>
#include <utility>

namespace helio {

const LensMessage *LensMessages::find(quint64 number) const
{
    const quint64 first = nextNumber_ - messages_.size();
    return number >= first && number < nextNumber_ ? &messages_[size_t(number - first)] : nullptr;
}

LensMessage &LensMessages::messageOf(const Open &open)
{
    return messages_[size_t(open.number - (nextNumber_ - messages_.size()))];
}

const LensMessage &LensMessages::messageOf(const Open &open) const
{
    return messages_[size_t(open.number - (nextNumber_ - messages_.size()))];
}

int LensMessages::openIndex(QByteArrayView key) const
{
    for (qsizetype i = 0; i < open_.size(); ++i) {
        if (messageOf(open_[i]).key == key)
            return int(i);
    }
    return -1;
}

int LensMessages::messageFor(QByteArrayView key)
{
    if (const int index = openIndex(key); index >= 0)
        return index;
    if (open_.size() >= bounds_.openMessages)
        return -1;
    LensMessage message;
    message.number = nextNumber_++;
    message.dialect = dialect_;
    message.key = key.toByteArray();
    message.requestTime = source_.requestTime;
    message.firstEventTime = message.lastEventTime = source_.time;
    if (source_.isEvent)
        message.events.add(source_.number);
    Open open;
    open.number = message.number;
    changes_.append({LensChange::Kind::Began, message.number});
    messages_.push_back(std::move(message));
    open_.append(std::move(open));
    lastTouched_ = open_.last().number;
    dropOld();
    return int(open_.size() - 1);
}

void LensMessages::beginAnew(QByteArrayView key)
{
    const int index = openIndex(key);
    if (index < 0)
        return;
    if (const auto outcome = open_[index].outcome)
        closeOpen(index, *outcome, {});
    else
        closeOpen(index, LensMessage::State::Cut,
                  {"helio::Lens", QT_TRANSLATE_NOOP("helio::Lens", "Another message began before this one ended.")});
}

void LensMessages::touch(Open &open, LensMessage &message)
{
    lastTouched_ = open.number;
    if (!source_.isEvent || (!message.events.isEmpty() && message.events.last() == source_.number))
        return;
    message.events.add(source_.number);
    message.longestSilence = std::max(message.longestSilence, source_.time - message.lastEventTime);
    message.lastEventTime = source_.time;
}

void LensMessages::set(int index, Field field, const QByteArray &value)
{
    Open &open = open_[index];
    LensMessage &message = messageOf(open);
    touch(open, message);
    QByteArray *const place = [&] {
        switch (field) {
        case Field::Id:
            return &message.id;
        case Field::Role:
            return &message.role;
        case Field::Model:
            return &message.model;
        case Field::FinishReason:
            return &message.finishReason;
        case Field::Usage:
            return &message.usage;
        case Field::Error:
            return &message.error;
        }
        return &message.id;
    }();
    if (value.isEmpty() || *place == value || !makeRoom(message, value.size() - place->size()))
        return;
    *place = value;
    changes_.append({LensChange::Kind::Changed, open.number});
}

void LensMessages::merge(int index, Field field, const JsonValue &object)
{
    if (object.kind != JsonValue::Kind::Object)
        return;
    const LensMessage &message = messageOf(open_[index]);
    const QByteArray before = field == Field::Usage ? message.usage : QByteArray();
    QList<std::pair<QByteArray, JsonValue>> members;
    const auto take = [&members](const JsonValue &from, bool isBefore) {
        for (JsonChildren children(from); children.next() && members.size() < MaximumMergedMembers;) {
            if (!isBefore && children.value().kind == JsonValue::Kind::Null)
                continue;
            const QByteArray name = children.keyText();
            const auto there = std::find_if(members.begin(), members.end(),
                                            [&name](const auto &member) { return member.first == name; });
            if (there == members.end())
                members.append({name, children.value()});
            else
                there->second = children.value();
        }
    };
    if (const auto old = JsonValue::read(before))
        take(*old, true);
    take(object, false);
    JsonWriter json;
    json.beginObject();
    for (const auto &[name, value] : std::as_const(members))
        json.key(name).value(value);
    set(index, field, json.endObject().take());
}

void LensMessages::end(int index, LensMessage::State state)
{
    Open &open = open_[index];
    touch(open, messageOf(open));
    // What is worse stays: an error behind a finish reason, and a refusal behind an end.
    open.outcome = std::max(open.outcome.value_or(state), state);
}

void LensMessages::finishAll(const Ending &ending, bool isMark)
{
    while (!open_.isEmpty()) {
        Open &open = open_.first();
        LensMessage &message = messageOf(open);
        const auto ended = [&] { return open.outcome.value_or(LensMessage::State::Complete); };
        const bool isSatisfied =
            ending.needs == Ending::Needs::Nothing ||
            (ending.needs == Ending::Needs::FinishReason ? !message.finishReason.isEmpty() : open.outcome.has_value());
        if (isMark)
            touch(open, message);
        if (open.outcome == LensMessage::State::Failed) {
            closeOpen(0, LensMessage::State::Failed, {});
        } else if (isMark && !isSatisfied) {
            closeOpen(0, LensMessage::State::Cut,
                      {"helio::Lens", QT_TRANSLATE_NOOP("helio::Lens", "The stream's last mark came, but this message "
                                                                       "never said that it had ended.")});
        } else if (isMark) {
            closeOpen(0, ended(), {});
        } else if (!isSatisfied || (ending.needs == Ending::Needs::Nothing && ending.hasLastMark)) {
            closeOpen(0, LensMessage::State::Cut,
                      {"helio::Lens",
                       QT_TRANSLATE_NOOP("helio::Lens", "The stream ended before this message did: it is not whole.")});
        } else if (ending.hasLastMark) {
            message.lacksLastMark = true;
            closeOpen(0, ended(),
                      {"helio::Lens", QT_TRANSLATE_NOOP("helio::Lens", "The message said that it had ended, but the "
                                                                       "stream's last mark never came.")});
        } else {
            closeOpen(0, ended(), {});
        }
    }
}

void LensMessages::stopAll()
{
    while (!open_.isEmpty())
        closeOpen(0, LensMessage::State::Cut, stoppedReading());
}

Message LensMessages::stoppedReading()
{
    return {"helio::Lens", QT_TRANSLATE_NOOP("helio::Lens", "Reading was stopped before this message ended.")};
}

void LensMessages::finish(int index, LensMessage::State state, const Message &cut)
{
    touch(open_[index], messageOf(open_[index]));
    closeOpen(index, state, cut);
}

void LensMessages::closeOpen(qsizetype index, LensMessage::State state, const Message &cut)
{
    Open open = open_.takeAt(index);
    LensMessage &message = messageOf(open);
    if (open.hasStale)
        removeStale(open);
    replaceHalfPairs(open, message);
    message.state = state == LensMessage::State::Complete && message.isRefusal() ? LensMessage::State::Stopped : state;
    message.cut = cut;
    changes_.append({LensChange::Kind::Ended, open.number});
    dropOld();
}

void LensMessages::dropOld()
{
    while (qsizetype(messages_.size()) > bounds_.endedMessages + open_.size()) {
        if (messages_.front().isEnded()) {
            dropFirst();
        } else if (qsizetype(messages_.size()) <= bounds_.endedMessages + bounds_.openMessages) {
            return;
        } else {
            const auto first = std::find_if(open_.begin(), open_.end(), [this](const Open &open) {
                return open.number == messages_.front().number;
            });
            closeOpen(first - open_.begin(), LensMessage::State::Cut,
                      {"helio::Lens", QT_TRANSLATE_NOOP("helio::Lens", "Too many messages came after this one.")});
        }
    }
}

void LensMessages::dropFirst()
{
    bytes_ -= messages_.front().bytes;
    messages_.pop_front();
}

void LensMessages::addMissed()
{
    for (const Open &open : std::as_const(open_)) {
        if (!std::exchange(messageOf(open).lacksEvents, true))
            changes_.append({LensChange::Kind::Changed, open.number});
    }
}

void LensMessages::addUnknown()
{
    for (const Open &open : std::as_const(open_)) {
        if (open.number == lastTouched_)
            ++messageOf(open).unknownCount;
    }
}

} // namespace helio
