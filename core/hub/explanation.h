// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/deliverylog.h"
#include "hub/departure.h"

#include <QString>

namespace helio {

/// The answer to "why did this client not get that event?".
struct Explanation
{
    enum class Found {
        Fate,      ///< see `fate`
        NoClient,  ///< no client of that id is connected, nor among those remembered
        NoEvent,   ///< history does not hold the event, and its id names no place
        NoHistory, ///< history cannot be read now
    };
    Found found = Found::Fate;
    DeliveryLog::Answer answer;
    std::optional<Departure> departure; ///< the client is gone, and why
    qint64 departedAt = 0;
    QByteArray channel; ///< of the event; empty when history does not hold it any more
    QString text;       ///< for people, in English: it is said over HTTP alone
};

/// The text of an explanation; all else of it must be set.
QString textFor(const Explanation &explanation);

/// `not selected`, `queued`, … for programs. Not translated.
QString fateName(Fate fate);

} // namespace helio
