// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "event/event.h"
#include "event/message.h"

namespace helio {

/// What may be published. Each check answers an empty message when all is well, else one sentence that says what is
/// wrong and what to change.

inline constexpr qsizetype MaximumChannelBytes = 256;
inline constexpr qsizetype MaximumEventIdBytes = 256;
inline constexpr std::chrono::milliseconds MinimumRetry{100};
inline constexpr std::chrono::milliseconds MaximumRetry{86'400'000};

/// A channel's name: 1 to 256 bytes of valid UTF-8 without control characters (C0, DEL, C1).
Message channelProblem(QByteArrayView channel);
/// A pattern's glob: as a channel's name.
Message patternProblem(QByteArrayView glob);
/// A publisher's own id: 1 to 256 bytes of valid UTF-8, no control characters, no space at its ends, not `earliest`,
/// not of the hub's form. (Not for the empty id, which asks the hub to make one.)
Message eventIdProblem(QByteArrayView id);
/// An event's type: no CR, LF or NUL, valid UTF-8, not the hub's own `gap` and `shutdown`. Empty
/// is the default type.
Message eventTypeProblem(QByteArrayView type);
/// A reconnection time: 100 to 86,400,000 ms.
Message retryProblem(std::chrono::milliseconds retry);
/// All of the above for one publication, and that its data is valid UTF-8 (it names the first bad byte's offset).
Message publicationProblem(const Publication &publication);

/// For what was published elsewhere, where there are no such rules: takes out of it what can be left out, so that the
/// event itself is not lost, and has its line ends and its type as a hub has them. Answers what is wrong with the rest.
Message takeArrival(Publication &publication);

} // namespace helio
