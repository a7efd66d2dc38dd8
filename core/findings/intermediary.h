// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "event/message.h"
#include "findings/judged.h"

#include <QByteArrayList>

namespace helio {

/// What of an intermediary is to be changed.
enum class IntermediaryTopic { Buffering, Idle, Caching };

/// Who stands between, as the head tells: "The head names Server: nginx/1.22.1, Via: 1.1 varnish." Says nothing where
/// it names nobody.
Message intermediariesNamed(const JudgedHead &head);
/// Those of the table that the head shows, by their names: `nginx`, `HAProxy`, … Empty where none is known.
QByteArrayList knownIntermediaries(const JudgedHead &head);
/// What to do at those of them that are known, one sentence each. Says nothing where none is known.
Message intermediaryRemedy(const JudgedHead &head, IntermediaryTopic topic);

} // namespace helio
