// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/repeatedevent.h"

#include <QDateTime>

namespace helio {

RepeatedEvent::RepeatedEvent(const EventTemplate &event, qint64 count, quint32 seed)
    : event_(event)
    , count_(count)
    , seed_(seed)
{}

PublicationSource::Next RepeatedEvent::next()
{
    Next next;
    if (count_ > 0 && made_ == count_) {
        next.atEnd = true;
        return next;
    }
    ++made_;
    next.publication = event_.publication(made_, QDateTime::currentMSecsSinceEpoch(), seed_++);
    return next;
}

std::optional<double> RepeatedEvent::part() const
{
    if (count_ == 0)
        return std::nullopt;
    return double(made_) / double(count_);
}

} // namespace helio
