// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lens/lens.h"

#include <QTest>

namespace helio {

inline constexpr qint64 Millisecond = 1'000'000;

inline Dialect builtIn(const char *name)
{
    const auto dialect = DialectLibrary::builtIn().find(name);
    if (!dialect)
        qFatal("no dialect %s", name);
    return *dialect;
}

/// A dialect of these rules, which end at the data `end`.
inline Dialect dialectOf(const QByteArray &rules, const QByteArray &more = {})
{
    QString problem;
    const auto dialect =
        Dialect::read(R"({"dialect":"test","complete":{"mark":{"data":"end"}},"rules":)" + rules + more + '}',
                      QStringLiteral("test.json"), problem);
    if (!dialect)
        qFatal("%s", qPrintable(problem));
    return *dialect;
}

/// Feeds events of the default type, one each ten milliseconds, the first with number 1.
inline void feed(Lens &lens, const QByteArrayList &data, quint64 from = 1)
{
    for (const QByteArray &each : data) {
        lens.feed(Event{{}, {}, {}, each}, qint64(from) * 10 * Millisecond, from);
        ++from;
    }
}

inline QByteArray stateName(LensMessage::State state)
{
    switch (state) {
    case LensMessage::State::Growing:
        return "growing";
    case LensMessage::State::Complete:
        return "complete";
    case LensMessage::State::Stopped:
        return "stopped";
    case LensMessage::State::Failed:
        return "failed";
    case LensMessage::State::Cut:
        return "cut";
    }
    return {};
}

/// A message on a few lines, as tests compare it.
inline QByteArray shown(const LensMessage &message)
{
    QByteArray lines = stateName(message.state);
    if (message.lacksLastMark)
        lines += " without the last mark";
    const auto add = [&lines](const char *name, const QByteArray &value) {
        if (!value.isEmpty())
            lines += QByteArray("\n") + name + ": " + value;
    };
    add("text", message.text());
    add("reasoning", message.reasoning());
    add("refusal", message.refusal());
    for (const LensPart &part : message.parts) {
        if (part.kind == LensPart::Kind::Tool)
            add("tool", part.toolId + ' ' + part.toolName + ' ' + part.text +
                            (part.toolResult.isEmpty() ? QByteArray() : " -> " + part.toolResult));
        if (part.kind == LensPart::Kind::Other)
            add("other", part.label + ' ' + part.text);
    }
    add("finish", message.finishReason);
    add("usage", message.usage);
    add("error", message.error);
    return lines;
}

inline QByteArray shown(const Lens &lens)
{
    QByteArrayList all;
    for (const LensMessage &message : lens.messages())
        all.append(shown(message));
    return all.join("\n--\n");
}

} // namespace helio
