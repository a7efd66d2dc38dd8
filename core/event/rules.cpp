// SPDX-License-Identifier: GPL-3.0-or-later
#include "event/rules.h"

#include "event/lineends.h"
#include "event/position.h"
#include "json/utf8.h"

#include <algorithm>

namespace helio {

namespace {

Message rule(const char *source, const QList<Message> &arguments = {})
{
    return {"helio::Rules", source, arguments};
}

/// C0, DEL, and C1, which UTF-8 writes as C2 80 to C2 9F.
bool hasControlCharacter(QByteArrayView bytes)
{
    char before = 0;
    return std::any_of(bytes.begin(), bytes.end(), [&before](char c) {
        const bool isC1 = uchar(std::exchange(before, c)) == 0xC2 && uchar(c) >= 0x80 && uchar(c) < 0xA0;
        return uchar(c) < 0x20 || c == 0x7F || isC1;
    });
}

} // namespace

Message channelProblem(QByteArrayView channel)
{
    if (channel.isEmpty())
        return rule(QT_TRANSLATE_NOOP("helio::Rules", "The channel's name is empty; give it at least one character."));
    if (channel.size() > MaximumChannelBytes)
        return rule(QT_TRANSLATE_NOOP("helio::Rules", "The channel's name has %1 bytes; at most %2 are allowed."),
                    {Message::number(channel.size()), Message::number(MaximumChannelBytes)});
    if (hasControlCharacter(channel))
        return rule(QT_TRANSLATE_NOOP("helio::Rules", "The channel's name has a control character; take it out."));
    if (firstInvalidUtf8(channel))
        return rule(QT_TRANSLATE_NOOP("helio::Rules", "The channel's name is not valid UTF-8."));
    return {};
}

Message patternProblem(QByteArrayView glob)
{
    if (glob.isEmpty())
        return rule(QT_TRANSLATE_NOOP("helio::Rules", "The pattern is empty; * stands for every channel."));
    if (glob.size() > MaximumChannelBytes)
        return rule(QT_TRANSLATE_NOOP("helio::Rules", "The pattern has %1 bytes; at most %2 are allowed."),
                    {Message::number(glob.size()), Message::number(MaximumChannelBytes)});
    if (hasControlCharacter(glob) || firstInvalidUtf8(glob))
        return rule(QT_TRANSLATE_NOOP("helio::Rules", "The pattern has a control character or is not valid UTF-8."));
    return {};
}

Message eventIdProblem(QByteArrayView id)
{
    if (id.isEmpty())
        return rule(QT_TRANSLATE_NOOP("helio::Rules", "The id is empty; leave it out to let the hub make one."));
    if (id.size() > MaximumEventIdBytes)
        return rule(QT_TRANSLATE_NOOP("helio::Rules", "The id has %1 bytes; at most %2 are allowed."),
                    {Message::number(id.size()), Message::number(MaximumEventIdBytes)});
    if (hasControlCharacter(id))
        return rule(QT_TRANSLATE_NOOP("helio::Rules", "The id has a control character; take it out."));
    if (firstInvalidUtf8(id))
        return rule(QT_TRANSLATE_NOOP("helio::Rules", "The id is not valid UTF-8."));
    if (id.front() == ' ' || id.back() == ' ')
        return rule(QT_TRANSLATE_NOOP("helio::Rules",
                                      "The id begins or ends with a space, which HTTP would drop; take it away."));
    if (id == "earliest")
        return rule(QT_TRANSLATE_NOOP("helio::Rules", "The id \"earliest\" has a meaning of its own; choose another."));
    if (Position::hasForm(id))
        return rule(QT_TRANSLATE_NOOP(
            "helio::Rules", "The id has the form NUMBER-NUMBER, which is kept for the hub's own ids; choose another."));
    return {};
}

Message eventTypeProblem(QByteArrayView type)
{
    if (type.contains('\r') || type.contains('\n') || type.contains('\0'))
        return rule(QT_TRANSLATE_NOOP("helio::Rules", "The event type has a line end or NUL in it; take it out."));
    if (firstInvalidUtf8(type))
        return rule(QT_TRANSLATE_NOOP("helio::Rules", "The event type is not valid UTF-8."));
    if (type == "gap" || type == "shutdown")
        return rule(QT_TRANSLATE_NOOP("helio::Rules",
                                      "The event types \"gap\" and \"shutdown\" are the hub's own; choose another."));
    return {};
}

Message retryProblem(std::chrono::milliseconds retry)
{
    if (retry < MinimumRetry || retry > MaximumRetry)
        return rule(
            QT_TRANSLATE_NOOP("helio::Rules", "The reconnection time (retry) must be from %1 to %2 milliseconds."),
            {Message::number(MinimumRetry.count()), Message::number(MaximumRetry.count())});
    return {};
}

Message publicationProblem(const Publication &publication)
{
    if (Message problem = channelProblem(publication.channel); !problem.isEmpty())
        return problem;
    if (Message problem = eventTypeProblem(publication.type); !problem.isEmpty())
        return problem;
    if (!publication.id.isEmpty()) {
        if (Message problem = eventIdProblem(publication.id); !problem.isEmpty())
            return problem;
    }
    if (publication.retry) {
        if (Message problem = retryProblem(*publication.retry); !problem.isEmpty())
            return problem;
    }
    if (const auto offset = firstInvalidUtf8(publication.data))
        return rule(QT_TRANSLATE_NOOP("helio::Rules",
                                      "The data is not valid UTF-8 at byte %1; event streams carry only UTF-8."),
                    {Message::number(*offset)});
    return {};
}

Message takeArrival(Publication &publication)
{
    if (!publication.id.isEmpty() && !eventIdProblem(publication.id).isEmpty())
        publication.id.clear();
    if (publication.retry && !retryProblem(*publication.retry).isEmpty())
        publication.retry.reset();
    if (publication.type == "message")
        publication.type.clear();
    const Message problem = publicationProblem(publication);
    if (problem.isEmpty())
        publication.data = normalizedLineEnds(publication.data);
    return problem;
}

} // namespace helio
