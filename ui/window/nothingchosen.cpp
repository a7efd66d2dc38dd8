// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/nothingchosen.h"

#include "event/pluralform.h"
#include "json/unseen.h"
#include "json/utf8.h"
#include "ui/inspector/copyforms.h"
#include "ui/look/actions.h"
#include "ui/look/format.h"
#include "ui/navigator/navigatorpanel.h"
#include "ui/window/monitor.h"

#include <algorithm>

namespace helio {

using Kind = NavigatorModel::Kind;

NothingChosen::NothingChosen(const Parts &parts, QObject *parent)
    : QObject(parent)
    , parts_(parts)
{
    showConnection_.setObjectName(QStringLiteral("emptyShowConnection"));
    unmute_.setObjectName(QStringLiteral("emptyUnmute"));
    connect(&showConnection_, &QAction::triggered, this,
            [this] { Q_EMIT connectionRequested(parts_.navigator.choice().stream); });
    connect(&unmute_, &QAction::triggered, this, [this] { Q_EMIT parts_.navigator.muteRequested(false); });
    connect(&parts.navigator, &NavigatorPanel::choiceChanged, this, &NothingChosen::say);
    for (const auto signal : {&StreamList::changed, &StreamList::reported})
        connect(&parts.monitor.streams(), signal, this, [this](int id) {
            if (id == parts_.navigator.choice().stream)
                say();
        });
    connect(&parts.monitor.hubState(), &HubState::changed, this, &NothingChosen::say);
    connect(&parts.monitor.hubState().control(), &HubControl::stateChanged, this, &NothingChosen::say);
    connect(&parts.monitor.older(), &OlderEvents::changed, this, &NothingChosen::say);
    connect(&parts.monitor.events(), &EventTableModel::mutedChanged, this, &NothingChosen::say);
    retranslate();
}

void NothingChosen::say()
{
    const NavigatorChoice choice = parts_.navigator.choice();
    switch (choice.kind) {
    case Kind::Stream:
        parts_.events.setNothing(ofStream(choice.stream));
        return;
    case Kind::Channel:
        parts_.events.setNothing(ofChannel(choice.channel));
        return;
    case Kind::Hub:
        parts_.events.setNothing(ofHistory());
        return;
    case Kind::Folder: // its channels say it
    case Kind::Streams:
        break;
    }
    parts_.events.setNothing({});
}

bool NothingChosen::isMuted() const
{
    const QModelIndexList chosen = parts_.navigator.selectionModel()->selectedIndexes();
    return !chosen.isEmpty() && chosen.constFirst().data(NavigatorModel::MutedItselfRole).toBool();
}

/// What came before the window looked is not lost, though the table is empty.
EventsPanel::Nothing NothingChosen::ofHistory()
{
    const OlderEvents &older = parts_.monitor.older();
    const qint64 events = older.known().events;
    // What was loaded to the beginning, and is not in sight, is muted.
    if (events == 0 || !parts_.loadOlder.isEnabled() || older.state() == OlderEvents::State::AtBeginning)
        return {};
    return {
        tr("No events to show"),
        tr("The hub's history holds %Ln event(s). New ones appear here as they arrive.", nullptr, pluralCount(events)),
        {},
        {&parts_.loadOlder},
        false,
        true};
}

/// Events of it came, and none is there.
EventsPanel::Nothing NothingChosen::ofHeld(const QString &name, quint64 events) const
{
    return {tr("No event of %1 is held here").arg(name),
            tr("%1 of them came before this window looked, were cleared, or had to make room for newer ones. New ones "
               "appear here as they arrive.")
                .arg(format::count(events)),
            {},
            {},
            false};
}

EventsPanel::Nothing NothingChosen::ofStream(int id)
{
    const StreamList &streams = parts_.monitor.streams();
    if (!streams.contains(id))
        return {};
    const Actions &actions = parts_.actions;
    const QString name = visibleLine(streams.name(id));
    const QString problem = visibleLine(streams.problem(id));
    const StreamTotals totals = streams.totals(id);
    if (isMuted())
        return {tr("%1 is muted").arg(name), tr("Its events are received, and left out of the table."), {}, {&unmute_}};
    QAction *reopen = actions[ActionId::ReopenStream];
    QAction *edit = actions[ActionId::EditStream];
    switch (streams.state(id)) {
    case StreamList::State::Connecting:
        return {
            tr("%1 has not answered yet").arg(name), tr("It was asked, and is waited for."), {}, {&showConnection_}};
    case StreamList::State::Waiting:
        return {tr("%1 is not connected").arg(name),
                QStringList{problem, tr("The next attempt: %1.").arg(streams.stateText(id))}.join(u' ').trimmed(),
                {},
                {&showConnection_, edit}};
    case StreamList::State::Open: {
        if (totals.events > 0)
            return ofHeld(name, totals.events);
        const QString waiting = streams.waitingText(id);
        const QString since = tr("It is open since %1.").arg(format::moment(totals.openedAt / 1'000'000));
        return {tr("%1 is connected, and has sent no event yet").arg(name),
                waiting.isEmpty() ? since + u' ' + tr("Its events appear here as they arrive.")
                                  : since + u' ' + tr("What came: %1.").arg(waiting),
                {},
                {&showConnection_}};
    }
    case StreamList::State::Closed:
        return {tr("%1 is not open: %2").arg(name, streams.stateText(id)),
                problem.isEmpty() ? tr("Reopen it to receive its events.") : problem,
                {},
                {reopen, edit}};
    case StreamList::State::Ended:
        return {tr("%1 has ended").arg(name), tr("Reopen it to ask for it again."), {}, {reopen, &showConnection_}};
    case StreamList::State::Refused:
        return {tr("%1 was refused").arg(name),
                QStringList{problem, tr("It is not asked again by itself.")}.join(u'\n').trimmed(),
                {},
                {reopen, edit, &showConnection_}};
    }
    return {};
}

EventsPanel::Nothing NothingChosen::ofChannel(const QByteArray &channel)
{
    HubState &hub = parts_.monitor.hubState();
    const Actions &actions = parts_.actions;
    const QString name = visibleLine(decodeUtf8(channel));
    if (isMuted())
        return {tr("%1 is muted").arg(name), tr("Its events are received, and left out of the table."), {}, {&unmute_}};
    if (!hub.isServing())
        return {tr("No event of %1 is here").arg(name),
                tr("The hub does not serve now, so none can come."),
                {},
                {actions[ActionId::ToggleHub]}};
    const QList<ChannelInfo> &all = parts_.monitor.channels().all();
    const auto info =
        std::find_if(all.begin(), all.end(), [&channel](const ChannelInfo &it) { return it.name == channel; });
    if (info != all.end() && info->historyEvents > 0 && parts_.loadOlder.isEnabled())
        return {tr("No event of %1 is held here").arg(name),
                tr("The hub's history holds %Ln event(s) of it. New ones appear here as they arrive.", nullptr,
                   pluralCount(info->historyEvents)),
                {},
                {&parts_.loadOlder},
                false};
    if (info != all.end() && info->events > 0)
        return ofHeld(name, info->events);
    Event hello;
    hello.channel = channel;
    hello.data = "hello";
    const qint64 listening = info == all.end() ? 0 : info->subscribers;
    return {tr("Nothing was published on %1 yet").arg(name),
            listening > 0 ? tr("%Ln client(s) listen to it. Publish an event here or from a terminal:", nullptr,
                               pluralCount(listening))
                          : tr("Nobody listens to it now. Publish an event here or from a terminal:"),
            {{tr("In a terminal"), curlPublish(hello, hub.address())}},
            {actions[ActionId::PublishToChannel]}};
}

void NothingChosen::retranslate()
{
    Actions::setTexts(showConnection_, tr("Show the connection"),
                      tr("Show what was sent to the stream and what it answered"));
    Actions::setTexts(unmute_, tr("Show its events"), tr("Mute it no longer"));
    say();
}

} // namespace helio
