// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/composer/eventtemplate.h"
#include "ui/composer/publicationsource.h"

namespace helio {

/// One event again and again, each with values of its own for its placeholders.
class RepeatedEvent : public PublicationSource
{
public:
    /// `count` times; 0: without end. `seed`: of the first one.
    RepeatedEvent(const EventTemplate &event, qint64 count, quint32 seed);

    Next next() override;
    std::optional<double> part() const override;

private:
    EventTemplate event_;
    qint64 count_;
    qint64 made_ = 0;
    quint32 seed_;
};

} // namespace helio
