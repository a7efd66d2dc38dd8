// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lens/messagetexts.h"

#include "event/pluralform.h"
#include "json/jsonprinter.h"
#include "ui/lens/textlines.h"
#include "ui/look/format.h"

#include <QCoreApplication>

#include <algorithm>

namespace helio::messagetexts {

namespace {

struct MessageTexts
{
    Q_DECLARE_TR_FUNCTIONS(helio::MessageTexts)
};

/// Of a name that a stream gave, in a head or a label.
constexpr qsizetype MaximumNameBytes = 200;

bool isOfMcp(const LensMessage &message)
{
    return message.dialect == "mcp";
}

/// With its shape: it says more than the head's color.
bool isMarked(const LensMessage &message)
{
    return message.state == LensMessage::State::Cut || message.state == LensMessage::State::Failed ||
           message.state == LensMessage::State::Stopped || message.lacksLastMark;
}

QString toolLabel(const LensPart &part, const LensMessage &message)
{
    const QString name = format::oneLine(part.toolName, MaximumNameBytes);
    if (!isOfMcp(message))
        return name.isEmpty() ? MessageTexts::tr("call of a tool") : MessageTexts::tr("call of %1").arg(name);
    const QString to = message.role == "server" ? QStringLiteral("← ") : QStringLiteral("→ ");
    return part.toolId.isEmpty()
               ? to + name
               : to + name + separator() + MessageTexts::tr("id %1").arg(format::oneLine(part.toolId, 40));
}

QString answered(const LensMessage &message)
{
    const QString time = format::duration(message.duration());
    return QStringLiteral("← ") + (message.state == LensMessage::State::Failed
                                       ? MessageTexts::tr("failed after %1").arg(time)
                                       : MessageTexts::tr("answered after %1").arg(time));
}

} // namespace

QString separator()
{
    return QStringLiteral("  ·  ");
}

Tone tone(const LensMessage &message)
{
    switch (message.state) {
    case LensMessage::State::Growing:
        return Tone::Waiting;
    case LensMessage::State::Complete:
        return message.lacksLastMark ? Tone::Waiting : Tone::Open;
    case LensMessage::State::Stopped:
        return Tone::Waiting;
    case LensMessage::State::Failed:
    case LensMessage::State::Cut:
        return Tone::Failed;
    }
    return Tone::None;
}

QString state(const LensMessage &message)
{
    QString text;
    switch (message.state) {
    case LensMessage::State::Growing:
        text = MessageTexts::tr("growing");
        break;
    case LensMessage::State::Complete:
        text = message.lacksLastMark ? message.cut.translated() : MessageTexts::tr("complete");
        break;
    case LensMessage::State::Stopped:
        text = message.lacksLastMark ? message.cut.translated()
               : message.isRefusal() ? MessageTexts::tr("stopped early: a refusal")
                                     : MessageTexts::tr("stopped early");
        break;
    case LensMessage::State::Failed:
        text = MessageTexts::tr("failed: %1").arg(format::oneLine(message.error, 4 * MaximumNameBytes));
        break;
    case LensMessage::State::Cut:
        text = MessageTexts::tr("cut: %1").arg(message.cut.translated());
        break;
    }
    return toneShape(tone(message)) + u' ' + text;
}

QString head(const LensMessage &message)
{
    QStringList parts;
    for (const QByteArray &name : {message.role, message.model}) {
        if (!name.isEmpty())
            parts.append(format::oneLine(name, MaximumNameBytes));
    }
    parts.append(format::timeOfDay(message.firstEventTime));
    parts.append(state(message));
    return parts.join(separator());
}

QString label(const LensPart &part, const LensMessage &message, bool isFolded)
{
    QString text;
    switch (part.kind) {
    case LensPart::Kind::Text:
        if (!isOfMcp(message))
            return {};
        text = answered(message);
        break;
    case LensPart::Kind::Reasoning:
        text = MessageTexts::tr("reasoning");
        break;
    case LensPart::Kind::Refusal:
        text = MessageTexts::tr("refusal");
        break;
    case LensPart::Kind::Tool:
        text = toolLabel(part, message);
        break;
    case LensPart::Kind::Other:
        text = part.label.isEmpty() ? MessageTexts::tr("other") : format::oneLine(part.label, MaximumNameBytes);
        break;
    }
    if (!isFolded)
        return QStringLiteral("▾ ") + text;
    return QStringLiteral("▸ ") + text + separator() + format::bytes(double(part.text.size() + part.toolResult.size()));
}

QString resultLabel(const LensPart &part, const LensMessage &message)
{
    if (!isOfMcp(message))
        return MessageTexts::tr("result");
    const bool hasText = std::any_of(message.parts.begin(), message.parts.end(), [&part](const LensPart &each) {
        return each.kind == LensPart::Kind::Text && each.text != part.toolResult;
    });
    return hasText ? QStringLiteral("← ") + MessageTexts::tr("besides, as JSON") : answered(message);
}

namespace {

/// A figure for each of its members.
QStringList usageParts(const QByteArray &usage)
{
    const auto json = JsonValue::read(usage);
    if (!json || json->kind != JsonValue::Kind::Object)
        return {};
    QStringList parts;
    for (JsonChildren members(*json); members.next();)
        parts.append(format::oneLine(members.keyText() + ' ' + compactJson(members.value()), MaximumNameBytes));
    if (!parts.isEmpty())
        parts.first() = MessageTexts::tr("usage %1").arg(parts.first());
    return parts;
}

/// What one must not overlook comes first, what is dull last.
QStringList figureParts(const LensMessage &message, bool isFull)
{
    QStringList parts;
    if (isMarked(message))
        parts.append(state(message));
    if (message.isTruncated)
        parts.append(MessageTexts::tr("too large: what came behind is not kept"));
    if (message.lacksEvents)
        parts.append(MessageTexts::tr("some of its events may be gone"));
    if (isFull)
        parts.append(
            MessageTexts::tr("too many lines: the first %1 are shown").arg(format::count(TextLines::MaximumLines)));
    if (!message.finishReason.isEmpty())
        parts.append(format::oneLine(message.finishReason, MaximumNameBytes));
    parts.append(MessageTexts::tr("%Ln event(s)", nullptr, pluralCount(message.events.count())));
    // What was asked and what was answered are one message here: its first event may be neither.
    if (const auto first = message.timeToFirstEvent(); first && !isOfMcp(message))
        parts.append(MessageTexts::tr("first event after %1").arg(format::duration(*first)));
    if (const auto first = message.timeToFirstText())
        parts.append(MessageTexts::tr("first text after %1").arg(format::duration(*first)));
    if (const auto rate = message.deltasPerSecond())
        parts.append(MessageTexts::tr("%1 deltas/s").arg(format::shortNumber(*rate)));
    if (message.events.count() > 1)
        parts.append(MessageTexts::tr("longest silence %1").arg(format::duration(message.longestSilence)));
    if (message.unknownCount > 0)
        parts.append(MessageTexts::tr("%Ln unknown event(s)", nullptr, pluralCount(message.unknownCount)));
    return parts + usageParts(message.usage);
}

QStringList brokenLines(const QString &text, int columns)
{
    // No character takes more than two.
    if (!text.isEmpty() && 2 * text.size() <= columns)
        return {text};
    const QByteArray utf8 = text.toUtf8();
    TextLines lines(columns);
    lines.grow(utf8);
    QStringList broken;
    for (qsizetype i = 0; i < lines.count(); ++i)
        broken.append(QString::fromUtf8(lines.line(utf8, i)));
    return broken;
}

} // namespace

QStringList figures(const LensMessage &message, bool isFull, int columns)
{
    QStringList lines;
    const QStringList parts = figureParts(message, isFull);
    for (const QString &part : parts) {
        const QString joined = lines.isEmpty() ? QString() : lines.last() + separator() + part;
        if (!lines.isEmpty() && brokenLines(joined, columns).size() == 1)
            lines.last() = joined;
        else
            lines += brokenLines(part, columns);
    }
    return lines;
}

} // namespace helio::messagetexts
