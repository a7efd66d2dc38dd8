// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/streams/streamrequest.h"

#include <QStringList>

namespace helio {

/// A command line of curl, as browsers copy it and as people write it, read as a stream to open. Nothing is run, and no
/// file is read.
struct CurlCommand
{
    static constexpr qsizetype MaximumCharacters = 1024 * 1024;

    StreamRequest request;
    QStringList notes; ///< for people: what was left out, and what to do about it
    QString problem;   ///< for people: why it cannot be read; empty when it can

    /// Whether `text` begins as such a command line does.
    static bool isOne(QStringView text);
    static CurlCommand parse(QStringView text);
};

} // namespace helio
