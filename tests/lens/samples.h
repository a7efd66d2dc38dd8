// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>

namespace helio {

/// A stream of a dialect, and what its lens is to make of it.
struct Sample
{
    const char *name;
    const char *dialect;
    QByteArrayList data; ///< of its events
    QByteArray shown;    ///< the messages, as shown() of lensbench.h has them
};

QList<Sample> samples();

} // namespace helio
