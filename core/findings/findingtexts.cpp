// SPDX-License-Identifier: GPL-3.0-or-later
#include "findings/findingtexts.h"

#include "findings/finding.h"
#include "json/unseen.h"
#include "json/utf8.h"

#include <QCoreApplication>

namespace helio {

Message findingText(const char *source, const QList<Message> &arguments)
{
    return {"helio::Findings", source, arguments};
}

Message joined(const Message &first, const Message &second)
{
    if (first.isEmpty())
        return second;
    if (second.isEmpty())
        return first;
    return findingText(QT_TRANSLATE_NOOP("helio::Findings", "%1 %2"), {first, second});
}

Message timeText(std::chrono::nanoseconds time)
{
    struct Unit
    {
        double nanoseconds;
        double until; ///< of the unit itself
        const char *text;
    };
    constexpr Unit Units[] = {{1e6, 1000, QT_TRANSLATE_NOOP("helio::Findings", "%1 ms")},
                              {1e9, 120, QT_TRANSLATE_NOOP("helio::Findings", "%1 s")},
                              {60e9, 120, QT_TRANSLATE_NOOP("helio::Findings", "%1 min")},
                              {3600e9, 48, QT_TRANSLATE_NOOP("helio::Findings", "%1 h")}};
    constexpr Unit Days{86'400e9, 0, QT_TRANSLATE_NOOP("helio::Findings", "%1 d")};
    const auto value = double(std::max<qint64>(time.count(), 0));
    const Unit *found = &Days;
    for (const Unit &unit : Units) {
        if (value / unit.nanoseconds < unit.until) {
            found = &unit;
            break;
        }
    }
    const double number = value / found->nanoseconds;
    const bool isFine = number < 10 && found->nanoseconds != 1e6 && found->nanoseconds != 60e9;
    return findingText(found->text, {QString::number(number, 'f', isFine ? 1 : 0)});
}

Message numberText(quint64 number)
{
    return QString::number(number);
}

Message timesText(quint64 times)
{
    return times == 1 ? findingText(QT_TRANSLATE_NOOP("helio::Findings", "once"))
                      : findingText(QT_TRANSLATE_NOOP("helio::Findings", "%1 times"), {numberText(times)});
}

Message bytesText(quint64 bytes)
{
    return bytes == 1 ? findingText(QT_TRANSLATE_NOOP("helio::Findings", "1 byte"))
                      : findingText(QT_TRANSLATE_NOOP("helio::Findings", "%1 bytes"), {numberText(bytes)});
}

Message foreignText(QByteArrayView utf8)
{
    return foreignText(utf8, Evidence::MaximumLineBytes);
}

Message foreignText(QByteArrayView utf8, qsizetype maximumBytes)
{
    const bool isCut = utf8.size() > maximumBytes;
    const QString text = decodeUtf8(utf8.first(std::min(utf8.size(), maximumBytes)));
    return visibleLine(text, TerminalSigns).trimmed() + (isCut ? QStringLiteral("…") : QString());
}

Message nameText(QByteArrayView name)
{
    return name.isEmpty() ? Message(QStringLiteral("-")) : foreignText(name);
}

} // namespace helio
