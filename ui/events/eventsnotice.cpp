// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/events/eventsnotice.h"

#include "ui/events/eventcolumns.h"
#include "ui/look/format.h"

#include <QEvent>

namespace helio {

EventsNotice::EventsNotice(QWidget *parent)
    : Banner(QStringLiteral("eventsNotice"), Tone::Waiting, parent)
{}

void EventsNotice::showRefusal(Refusal refusal)
{
    refusal_ = refusal;
    setText(refusalText());
    show();
}

void EventsNotice::clear(Refusal refusal)
{
    if (refusal == refusal_)
        hide();
}

QString EventsNotice::refusalText() const
{
    switch (refusal_) {
    case Refusal::TooManyColumns:
        return tr("There are %1 columns of the data already. Remove one first, by the menu of its title.")
            .arg(EventColumns::MaximumShown);
    case Refusal::TooMuchToCopy:
        return tr("Nothing was copied: the selected events hold more than %1. Export them instead.")
            .arg(format::bytes(double(MaximumCopiedBytes)));
    }
    return {};
}

void EventsNotice::changeEvent(QEvent *event)
{
    Banner::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        setText(refusalText());
}

} // namespace helio
