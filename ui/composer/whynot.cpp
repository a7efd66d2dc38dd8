// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/whynot.h"

#include "feed/hubcontrol.h"
#include "json/unseen.h"

#include <QCoreApplication>

namespace helio {

namespace {

struct WhyNotPublishedText
{
    Q_DECLARE_TR_FUNCTIONS(helio::WhyNotPublished)
};

} // namespace

QString whyNotPublished(const HubControl &hub)
{
    const QString place = visibleLine(hub.listenAddress());
    switch (hub.state()) {
    case HubControl::State::Open:
        return {};
    case HubControl::State::Stopped:
        return hub.isFar() ? WhyNotPublishedText::tr(
                                 "Not published: this window is not connected to the hub at %1. Connect to it in "
                                 "the menu Hub.")
                                 .arg(place)
                           : WhyNotPublishedText::tr(
                                 "Not published: the hub is stopped. Start it in the tool bar or the menu Hub.");
    case HubControl::State::Starting:
        return WhyNotPublishedText::tr("Not published: the hub is not ready yet. Try again in a moment.");
    case HubControl::State::Draining:
        return WhyNotPublishedText::tr(
            "Not published: the hub is being stopped. Start it again in the tool bar or the menu Hub.");
    case HubControl::State::Failed:
        return WhyNotPublishedText::tr(
            "Not published: the hub does not serve. The message above the tabs says why, and what to do.");
    case HubControl::State::Away:
        return WhyNotPublishedText::tr(
                   "Not published: the hub at %1 is not reached now. It is tried again by itself; publish when it "
                   "is back.")
            .arg(place);
    }
    return {};
}

} // namespace helio
