// SPDX-License-Identifier: GPL-3.0-or-later
#include "event/rules.h"

#include "event/position.h"
#include "json/utf8.h"

#include <QCoreApplication>

#include <algorithm>

namespace helio {

namespace {

struct Rules
{
    Q_DECLARE_TR_FUNCTIONS(helio::Rules)
};

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

QString channelProblem(QByteArrayView channel)
{
    if (channel.isEmpty())
        return Rules::tr("The channel's name is empty; give it at least one character.");
    if (channel.size() > MaximumChannelBytes)
        return Rules::tr("The channel's name has %1 bytes; at most %2 are allowed.")
            .arg(channel.size())
            .arg(MaximumChannelBytes);
    if (hasControlCharacter(channel))
        return Rules::tr("The channel's name has a control character; take it out.");
    if (firstInvalidUtf8(channel))
        return Rules::tr("The channel's name is not valid UTF-8.");
    return {};
}

QString patternProblem(QByteArrayView glob)
{
    if (glob.isEmpty())
        return Rules::tr("The pattern is empty; * stands for every channel.");
    if (glob.size() > MaximumChannelBytes)
        return Rules::tr("The pattern has %1 bytes; at most %2 are allowed.").arg(glob.size()).arg(MaximumChannelBytes);
    if (hasControlCharacter(glob) || firstInvalidUtf8(glob))
        return Rules::tr("The pattern has a control character or is not valid UTF-8.");
    return {};
}

QString eventIdProblem(QByteArrayView id)
{
    if (id.isEmpty())
        return Rules::tr("The id is empty; leave it out to let the hub make one.");
    if (id.size() > MaximumEventIdBytes)
        return Rules::tr("The id has %1 bytes; at most %2 are allowed.").arg(id.size()).arg(MaximumEventIdBytes);
    if (hasControlCharacter(id))
        return Rules::tr("The id has a control character; take it out.");
    if (firstInvalidUtf8(id))
        return Rules::tr("The id is not valid UTF-8.");
    if (id.front() == ' ' || id.back() == ' ')
        return Rules::tr("The id begins or ends with a space, which HTTP would drop; take it away.");
    if (id == "earliest")
        return Rules::tr("The id \"earliest\" has a meaning of its own; choose another.");
    if (Position::hasForm(id))
        return Rules::tr("The id has the form NUMBER-NUMBER, which is kept for the hub's own ids; choose another.");
    return {};
}

QString eventTypeProblem(QByteArrayView type)
{
    if (type.contains('\r') || type.contains('\n') || type.contains('\0'))
        return Rules::tr("The event type has a line end or NUL in it; take it out.");
    if (firstInvalidUtf8(type))
        return Rules::tr("The event type is not valid UTF-8.");
    if (type == "gap" || type == "shutdown")
        return Rules::tr("The event types \"gap\" and \"shutdown\" are the hub's own; choose another.");
    return {};
}

QString retryProblem(std::chrono::milliseconds retry)
{
    if (retry < MinimumRetry || retry > MaximumRetry)
        return Rules::tr("The reconnection time (retry) must be from %1 to %2 milliseconds.")
            .arg(MinimumRetry.count())
            .arg(MaximumRetry.count());
    return {};
}

QString publicationProblem(const Publication &publication)
{
    if (QString problem = channelProblem(publication.channel); !problem.isEmpty())
        return problem;
    if (QString problem = eventTypeProblem(publication.type); !problem.isEmpty())
        return problem;
    if (!publication.id.isEmpty()) {
        if (QString problem = eventIdProblem(publication.id); !problem.isEmpty())
            return problem;
    }
    if (publication.retry) {
        if (QString problem = retryProblem(*publication.retry); !problem.isEmpty())
            return problem;
    }
    if (const auto offset = firstInvalidUtf8(publication.data))
        return Rules::tr("The data is not valid UTF-8 at byte %1; event streams carry only UTF-8.").arg(*offset);
    return {};
}

} // namespace helio
