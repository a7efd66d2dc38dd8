// SPDX-License-Identifier: GPL-3.0-or-later
#include "json/jsonscan.h"
#include "lens/lensmessages.h"

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

/// Their other halves will not come.
void LensMessages::replaceHalfPairs(Open &open, LensMessage &message)
{
    for (qsizetype i = 0; i < message.parts.size(); ++i) {
        if (open.growing[i].halfPair)
            grow(open, message, i, Side::Text, message.parts[i].text, Replacement);
    }
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

} // namespace helio
