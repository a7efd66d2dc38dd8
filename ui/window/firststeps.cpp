// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/firststeps.h"

#include "event/event.h"
#include "ui/events/eventspanel.h"
#include "ui/hub/hubstate.h"
#include "ui/inspector/copyforms.h"

namespace helio {

namespace {

const QByteArray FirstChannel = QByteArrayLiteral("demo");

} // namespace

FirstSteps::FirstSteps(HubState &hub, EventsPanel &events, QObject *parent)
    : QObject(parent)
    , hub_(hub)
    , events_(events)
{
    connect(&hub.control(), &HubControl::stateChanged, this, &FirstSteps::teach);
    teach();
}

void FirstSteps::teach()
{
    const QString hub = hub_.address();
    if (hub.isEmpty()) {
        events_.setFirstLines({}, {});
        return;
    }
    Event hello;
    hello.channel = FirstChannel;
    hello.data = "hello";
    // One line, which can be pasted into a browser's console again and again.
    events_.setFirstLines(curlPublish(hello, hub),
                          QStringLiteral("new EventSource('%1').onmessage = event => console.log(event.data);")
                              .arg(hub_.streamUrl(FirstChannel)));
}

} // namespace helio
