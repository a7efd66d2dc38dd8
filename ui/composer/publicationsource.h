// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "event/event.h"

#include <QString>

#include <optional>

namespace helio {

/// What a run publishes, one after the other.
class PublicationSource
{
public:
    struct Next
    {
        std::optional<Publication> publication; ///< nothing: it is bad, or there are no more
        bool atEnd = false;
        qint64 line = 0; ///< where it stands, from 1; 0 where there are no lines
        QString problem; ///< what is wrong with it, for people, translated
    };

    PublicationSource() = default;
    virtual ~PublicationSource() = default;
    Q_DISABLE_COPY_MOVE(PublicationSource)

    virtual Next next() = 0;
    /// How much of it is read, from 0 to 1; nothing where it has no end.
    virtual std::optional<double> part() const = 0;
};

} // namespace helio
