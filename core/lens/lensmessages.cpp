// SPDX-License-Identifier: GPL-3.0-or-later
#include "lens/lensmessages.h"

#include "json/jsonscan.h"
#include "json/jsonwriter.h"

#include <QCoreApplication>

#include <algorithm>
#include <utility>

namespace helio {

namespace {

constexpr qsizetype MaximumMismatches = 16;
constexpr qsizetype EscapeBytes = 6; ///< of \uXXXX
constexpr char Replacement[] = "\xEF\xBF\xBD";

QByteArray partKey(LensPart::Kind kind, QByteArrayView key)
{
    QByteArray whole;
    whole.reserve(key.size() + 1);
    whole += char('0' + int(kind));
    whole += key;
    return whole;
}

/// The surrogate that `\uXXXX` at `at` stands for; 0 when there is none.
char16_t surrogateAt(QByteArrayView text, qsizetype at)
{
    if (at < 0 || at + EscapeBytes > text.size() || text[at] != '\\' || text[at + 1] != 'u')
        return 0;
    const int unit = jsonscan::hexDigits(text, at + 2);
    return unit >= 0 && QChar::isSurrogate(char32_t(unit)) ? char16_t(unit) : char16_t(0);
}

/// Half a pair at the end of a string's inside; 0 when it ends otherwise.
char16_t halfPairAtEnd(QByteArrayView inside)
{
    const qsizetype at = inside.size() - EscapeBytes;
    const char16_t half = surrogateAt(inside, at);
    if (!QChar::isHighSurrogate(half))
        return 0;
    qsizetype backslashes = 0;
    while (at - backslashes > 0 && inside[at - backslashes - 1] == '\\')
        ++backslashes;
    return backslashes % 2 == 0 ? half : char16_t(0);
}

/// What stands in `inside`, a part of a string of JSON that has a byte on either side of it there.
QByteArray unescapedInside(QByteArrayView inside)
{
    return JsonValue{JsonValue::Kind::String, {inside.data() - 1, inside.size() + 2}}.unescaped();
}

} // namespace

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

qsizetype LensMessages::partFor(Open &open, LensMessage &message, const PartName &name)
{
    const auto isThatOne = [&] {
        const LensPart &part = message.parts[open.latestPart];
        return part.kind == name.kind && part.key == name.key;
    };
    if (!name.isNew && name.hasKey) {
        if (open.latestPart >= 0 && isThatOne())
            return open.latestPart;
        const auto found = open.parts.constFind(partKey(name.kind, name.key));
        if (found != open.parts.constEnd())
            return open.latestPart = *found;
    } else if (!name.isNew && open.lastOfKind[size_t(name.kind)] >= 0) {
        return open.lastOfKind[size_t(name.kind)];
    } else if (name.isNew && open.newPartTurn == name.turn && open.newPartKind == name.kind) {
        return open.lastOfKind[size_t(name.kind)]; // the same rule goes on with what it made
    }
    if (message.parts.size() >= bounds_.parts) {
        message.isTruncated = true;
        return -1;
    }
    LensPart part;
    part.kind = name.kind;
    part.key = name.key.toByteArray();
    if (name.kind == LensPart::Kind::Other)
        part.label = part.key.split(KeySeparator).first();
    message.parts.append(std::move(part));
    open.growing.append(OpenPart());
    open.growing.last().order = open.named++;
    const qsizetype index = message.parts.size() - 1;
    open.lastOfKind[size_t(name.kind)] = index;
    if (name.hasKey && !name.isNew) {
        open.parts.insert(partKey(name.kind, name.key), index);
        open.latestPart = index;
    }
    if (name.isNew) {
        open.newPartTurn = name.turn;
        open.newPartKind = name.kind;
    }
    changes_.append({LensChange::Kind::Grew, open.number, index, 0});
    return index;
}

QByteArray *LensMessages::sideOf(Open &open, LensMessage &message, const PartName &name, Side side, qsizetype &part)
{
    touch(open, message);
    part = partFor(open, message, name);
    if (part < 0)
        return nullptr;
    LensPart &there = message.parts[part];
    if (source_.isEvent)
        there.events.add(source_.number);
    if (std::exchange(open.growing[part].isStale, false))
        open.growing[part].order = open.named++;
    switch (side) {
    case Side::Text:
        return &there.text;
    case Side::ToolId:
        return &there.toolId;
    case Side::ToolName:
        return &there.toolName;
    case Side::ToolResult:
        return &there.toolResult;
    }
    return nullptr;
}

bool LensMessages::makeRoom(LensMessage &message, qsizetype bytes)
{
    // What is asked for may be of the first message itself: it is open, and stays.
    while (bytes_ + bytes > bounds_.allBytes && messages_.front().isEnded())
        dropFirst();
    if (message.bytes + bytes > bounds_.messageBytes || bytes_ + bytes > bounds_.allBytes) {
        message.isTruncated = true;
        return false;
    }
    message.bytes += bytes;
    bytes_ += bytes;
    return true;
}

void LensMessages::giveBack(LensMessage &message, qsizetype bytes)
{
    message.bytes -= bytes;
    bytes_ -= bytes;
}

void LensMessages::noteText(LensMessage &message, LensPart::Kind kind, Side side)
{
    if (side != Side::Text || (kind != LensPart::Kind::Text && kind != LensPart::Kind::Refusal))
        return;
    if (!message.firstTextTime)
        message.firstTextTime = source_.time;
    else if (message.lastTextEvent == source_.number)
        return;
    message.lastTextEvent = source_.number;
    message.lastTextTime = source_.time;
    ++message.textDeltas;
}

void LensMessages::grow(Open &open, LensMessage &message, qsizetype part, Side side, QByteArray &text,
                        QByteArrayView more)
{
    if (more.isEmpty() || !makeRoom(message, more.size()))
        return;
    const LensPart::Kind kind = message.parts[part].kind;
    noteText(message, kind, side);
    if (side == Side::Text && kind == LensPart::Kind::Tool)
        message.parts[part].json.feed(more);
    open.growing[part].hasGrown = true;
    if (side == Side::Text)
        changes_.append({LensChange::Kind::Grew, open.number, part, text.size()});
    else
        changes_.append({LensChange::Kind::Changed, open.number, part});
    text.append(more);
}

void LensMessages::replace(Open &open, LensMessage &message, qsizetype part, Side side, QByteArray &text,
                           const QByteArray &value)
{
    OpenPart &growing = open.growing[part];
    growing.isPlaceholder = false;
    growing.halfPair = 0;
    growing.hasGrown = false;
    if (text == value || !makeRoom(message, value.size() - text.size()))
        return;
    const bool isText = side == Side::Text;
    const bool wasEmpty = text.isEmpty();
    text = value;
    if (isText && message.parts[part].kind == LensPart::Kind::Tool) {
        message.parts[part].json.clear();
        message.parts[part].json.feed(value);
    }
    if (wasEmpty)
        noteText(message, message.parts[part].kind, side);
    changes_.append({!isText    ? LensChange::Kind::Changed
                     : wasEmpty ? LensChange::Kind::Grew
                                : LensChange::Kind::Replaced,
                     open.number, part});
}

void LensMessages::append(int index, const PartName &name, Side side, QByteArrayView more)
{
    Open &open = open_[index];
    LensMessage &message = messageOf(open);
    if (more.isEmpty()) {
        touch(open, message);
        return;
    }
    qsizetype part = -1;
    QByteArray *const text = sideOf(open, message, name, side, part);
    if (!text)
        return;
    if (std::exchange(open.growing[part].isPlaceholder, false)) {
        if (!text->isEmpty())
            changes_.append({LensChange::Kind::Replaced, open.number, part});
        giveBack(message, text->size());
        text->clear();
        message.parts[part].json.clear();
    }
    if (std::exchange(open.growing[part].halfPair, u'\0') != 0)
        grow(open, message, part, side, *text, Replacement);
    grow(open, message, part, side, *text, more);
}

void LensMessages::append(int index, const PartName &name, Side side, const JsonValue &value)
{
    if (value.kind == JsonValue::Kind::Number) {
        append(index, name, side, value.text);
        return;
    }
    if (value.kind != JsonValue::Kind::String)
        return;
    QByteArrayView inside = value.text.sliced(1, value.text.size() - 2);
    if (!inside.contains('\\')) {
        append(index, name, side, inside);
        return;
    }
    QByteArray before;
    if (QChar::isLowSurrogate(surrogateAt(inside, 0))) {
        char16_t *const high = halfPairOf(index, name);
        if (high && *high) {
            before = QStringView(QChar::fromUcs4(QChar::surrogateToUcs4(*high, surrogateAt(inside, 0)))).toUtf8();
            inside = inside.sliced(EscapeBytes);
            *high = 0;
        }
    }
    const char16_t half = halfPairAtEnd(inside);
    if (half)
        inside.chop(EscapeBytes);
    append(index, name, side, QByteArray(before + unescapedInside(inside)));
    if (half) {
        // The part must be there for its half to wait in.
        qsizetype part = -1;
        Open &open = open_[index];
        LensMessage &message = messageOf(open);
        if (QByteArray *const text = sideOf(open, message, name, side, part)) {
            if (open.growing[part].halfPair)
                grow(open, message, part, side, *text, Replacement);
            open.growing[part].halfPair = half;
        }
    }
}

char16_t *LensMessages::halfPairOf(int index, const PartName &name)
{
    Open &open = open_[index];
    qsizetype part = -1;
    if (!name.hasKey && !name.isNew)
        part = open.lastOfKind[size_t(name.kind)];
    else if (!name.isNew)
        part = open.parts.value(partKey(name.kind, name.key), -1);
    return part >= 0 ? &open.growing[part].halfPair : nullptr;
}

void LensMessages::set(int index, const PartName &name, Side side, const QByteArray &value)
{
    Open &open = open_[index];
    LensMessage &message = messageOf(open);
    qsizetype part = -1;
    QByteArray *const text = sideOf(open, message, name, side, part);
    const bool isName = side == Side::ToolId || side == Side::ToolName;
    if (text && !(isName && value.isEmpty()))
        replace(open, message, part, side, *text, value);
}

void LensMessages::startWith(int index, const PartName &name, const QByteArray &placeholder)
{
    Open &open = open_[index];
    LensMessage &message = messageOf(open);
    qsizetype part = -1;
    QByteArray *const text = sideOf(open, message, name, Side::Text, part);
    if (!text || !text->isEmpty())
        return;
    replace(open, message, part, Side::Text, *text, placeholder);
    open.growing[part].isPlaceholder = true;
}

void LensMessages::check(int index, const PartName &name, Side side, const QByteArray &value)
{
    Open &open = open_[index];
    LensMessage &message = messageOf(open);
    qsizetype part = -1;
    QByteArray *const text = sideOf(open, message, name, side, part);
    if (!text)
        return;
    if (open.growing[part].hasGrown && *text != value) {
        ++message.mismatchCount;
        if (message.mismatches.size() < MaximumMismatches)
            message.mismatches.append({source_.number, part, text->size(), value.size()});
    }
    replace(open, message, part, side, *text, value);
}

void LensMessages::push(int index, const PartName &name, const QByteArray &json)
{
    Open &open = open_[index];
    LensMessage &message = messageOf(open);
    qsizetype part = -1;
    QByteArray *const text = sideOf(open, message, name, Side::Text, part);
    if (!text)
        return;
    if (!text->isEmpty())
        grow(open, message, part, Side::Text, *text, "\n");
    grow(open, message, part, Side::Text, *text, json);
}

void LensMessages::replaceParts(int index)
{
    Open &open = open_[index];
    touch(open, messageOf(open));
    for (OpenPart &part : open.growing)
        part.isStale = true;
    open.hasStale = true;
    open.named = 0;
}

void LensMessages::finishEvent()
{
    for (Open &open : open_) {
        if (std::exchange(open.hasStale, false))
            removeStale(open);
    }
}

void LensMessages::removeStale(Open &open)
{
    LensMessage &message = messageOf(open);
    QList<qsizetype> kept;
    for (qsizetype i = 0; i < message.parts.size(); ++i) {
        if (!open.growing[i].isStale) {
            kept.append(i);
            continue;
        }
        giveBack(message, message.parts[i].text.size());
        changes_.append({LensChange::Kind::Removed, open.number, kept.size()});
    }
    if (!std::is_sorted(kept.begin(), kept.end(),
                        [&open](qsizetype a, qsizetype b) { return open.growing[a].order < open.growing[b].order; })) {
        std::sort(kept.begin(), kept.end(),
                  [&open](qsizetype a, qsizetype b) { return open.growing[a].order < open.growing[b].order; });
        changes_.append({LensChange::Kind::Moved, open.number});
    } else if (kept.size() == message.parts.size()) {
        return;
    }
    QList<qsizetype> newIndex(message.parts.size(), -1);
    QList<LensPart> parts;
    QList<OpenPart> growing;
    for (const qsizetype index : std::as_const(kept)) {
        newIndex[index] = parts.size();
        parts.append(std::move(message.parts[index]));
        growing.append(open.growing[index]);
    }
    message.parts = std::move(parts);
    open.growing = std::move(growing);
    open.latestPart = -1;
    for (auto it = open.parts.begin(); it != open.parts.end();) {
        *it = newIndex[*it];
        it = *it < 0 ? open.parts.erase(it) : std::next(it);
    }
    open.lastOfKind.fill(-1);
    for (qsizetype i = 0; i < message.parts.size(); ++i)
        open.lastOfKind[size_t(message.parts[i].kind)] = i;
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
        closeOpen(0, LensMessage::State::Cut,
                  {"helio::Lens", QT_TRANSLATE_NOOP("helio::Lens", "Reading was stopped before this message ended.")});
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
    for (qsizetype i = 0; i < message.parts.size(); ++i) {
        if (open.growing[i].halfPair)
            grow(open, message, i, Side::Text, message.parts[i].text, Replacement);
    }
    message.state = state;
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

void LensMessages::addUnknown()
{
    for (const Open &open : std::as_const(open_)) {
        if (open.number == lastTouched_)
            ++messageOf(open).unknownCount;
    }
}

} // namespace helio
