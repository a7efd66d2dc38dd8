// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/selectionlinks.h"

#include "json/utf8.h"
#include "ui/charts/chartspanel.h"
#include "ui/events/eventcolumns.h"
#include "ui/events/eventspanel.h"
#include "ui/hub/channelpage.h"
#include "ui/hub/channelspanel.h"
#include "ui/hub/clientstab.h"
#include "ui/inspector/inspectorpages.h"
#include "ui/navigator/navigatorpanel.h"
#include "ui/streams/requestsecrets.h"
#include "ui/streams/sources.h"
#include "ui/window/monitor.h"
#include "ui/window/tabs.h"

#include <algorithm>

namespace helio {

namespace {

using Kind = NavigatorModel::Kind;

/// What the table shows when that is chosen; empty where it is no matter of events.
EventSelection selectionOf(const NavigatorChoice &choice)
{
    switch (choice.kind) {
    case Kind::Channel:
        return {HubSource, choice.channel, false};
    case Kind::Folder:
        return {HubSource, choice.channel, true};
    case Kind::Stream:
        return {choice.stream, {}, false};
    case Kind::Hub:
    case Kind::Streams:
        break;
    }
    return {};
}

/// The beginning of a glob; what would end or change it there is any byte.
QString globOf(QByteArray name)
{
    std::replace_if(
        name.begin(), name.end(), [](char c) { return uchar(c) <= ' ' || QByteArrayView("*?[]\\\"'").contains(c); },
        '?');
    QString glob = decodeUtf8(name);
    // White space beyond ASCII ends a term, too.
    for (qsizetype at = glob.size() - 1; at >= 0; --at) {
        if (glob[at].isSpace())
            glob.replace(at, 1, QString(QStringView(glob).sliced(at, 1).toUtf8().size(), u'?'));
    }
    return glob;
}

} // namespace

SelectionLinks::SelectionLinks(const Parts &parts, QObject *parent)
    : QObject(parent)
    , parts_(parts)
    , channelPage_(new ChannelPage(parts.monitor.hubState(), parts.monitor.channels(), parts.monitor.clients(),
                                   &parts.inspector))
{
    parts.inspector.addWidget(channelPage_);
    EventTableModel &events = parts.monitor.events();
    connect(&parts.navigator, &NavigatorPanel::choiceChanged, this, &SelectionLinks::onChoice);
    connect(&parts.navigator, &NavigatorPanel::showOnlyRequested, this, &SelectionLinks::showOnly);
    connect(&parts.navigator, &NavigatorPanel::hideRequested, this, &SelectionLinks::hide);
    connect(&parts.navigator, &NavigatorPanel::muteRequested, this, &SelectionLinks::mute);
    connect(&parts.navigator, &NavigatorPanel::chartRateRequested, this, &SelectionLinks::chartRate);
    connect(&parts.navigator, &NavigatorPanel::focusRequested, this, [this] {
        parts_.tabs.setCurrentWidget(&parts_.events);
        parts_.events.setFocus();
    });
    connect(&parts.channels, &ChannelsPanel::channelSelected, this, &SelectionLinks::showChannel);
    // Taken away where it is shown, it is chosen no longer.
    connect(&events, &EventTableModel::selectionChanged, this, [this] {
        if (parts_.monitor.events().selection().isEmpty() && !selectionOf(parts_.navigator.choice()).isEmpty())
            parts_.navigator.clearChoice();
    });
    connect(&parts.monitor.problems(), &ProblemsModel::selectionChanged, this, [this] {
        if (!parts_.monitor.problems().selection() && parts_.navigator.choice().kind == Kind::Stream)
            parts_.navigator.clearChoice();
    });
    connect(&parts.tabs, &QTabWidget::currentChanged, this, &SelectionLinks::onTab);
    onChoice();
    onTab();
}

/// The inspector speaks of what the tab is about, also where nothing is selected there yet.
void SelectionLinks::onTab()
{
    const QWidget *tab = parts_.tabs.currentWidget();
    InspectorPages &inspector = parts_.inspector;
    const auto *clients = parts_.tabs.panel<ClientsTab>();
    if (tab == clients) {
        inspector.showPage(clients->page());
    } else if (tab == &parts_.channels) {
        inspector.showPage(channelPage_);
    } else if (tab == &parts_.events && !inspector.isEventShown()) {
        // A channel whose events are shown is what both are about.
        const bool isOfChoice =
            inspector.currentWidget() == channelPage_ && parts_.navigator.choice().kind == Kind::Channel;
        if (!isOfChoice)
            inspector.showEventPage();
    }
}

void SelectionLinks::onChoice()
{
    const NavigatorChoice choice = parts_.navigator.choice();
    // First the columns: rows that come are read along them.
    QString scope;
    QString title;
    switch (choice.kind) {
    case Kind::Channel:
    case Kind::Folder:
        title = decodeUtf8(choice.channel);
        scope = (choice.kind == Kind::Folder ? QStringLiteral("folder ") : QStringLiteral("channel ")) + title;
        break;
    case Kind::Stream:
        // A stream has another number in the next run, and its name may change.
        title = parts_.monitor.streams().name(choice.stream);
        scope = QStringLiteral("stream ") + withoutSecrets(parts_.monitor.streams().url(choice.stream)).toString();
        break;
    case Kind::Hub:
    case Kind::Streams:
        break;
    }
    parts_.events.pathColumns().setScope(scope, title);
    parts_.monitor.events().setSelection(selectionOf(choice));
    parts_.monitor.problems().setSelection(choice.kind == Kind::Stream ? std::optional(choice.stream) : std::nullopt);
    if (choice.kind == Kind::Channel) {
        parts_.channels.selectChannel(choice.channel);
        showChannel(choice.channel);
    } else if (parts_.inspector.currentWidget() == channelPage_ && parts_.tabs.currentWidget() != &parts_.channels) {
        // It is about the one that was chosen before.
        parts_.inspector.showEventPage();
    }
}

void SelectionLinks::showChannel(const QByteArray &channel)
{
    if (channel.isEmpty())
        return;
    channelPage_->showChannel(channel);
    parts_.inspector.showPage(channelPage_);
}

QString SelectionLinks::term() const
{
    const NavigatorChoice choice = parts_.navigator.choice();
    using Field = EventFilter::Field;
    switch (choice.kind) {
    case Kind::Channel:
        return EventFilter::term(Field::Channel, decodeUtf8(choice.channel));
    case Kind::Folder:
        return EventFilter::prefix(Field::Channel) + globOf(choice.channel) + QStringLiteral("[./]*");
    case Kind::Stream:
        return EventFilter::term(Field::Source, parts_.monitor.streams().name(choice.stream));
    case Kind::Hub:
    case Kind::Streams:
        break;
    }
    return {};
}

void SelectionLinks::showOnly()
{
    const bool isStream = parts_.navigator.choice().kind == Kind::Stream;
    parts_.events.showOnly(isStream ? EventFilter::Field::Source : EventFilter::Field::Channel, term());
}

void SelectionLinks::chartRate()
{
    const NavigatorChoice choice = parts_.navigator.choice();
    if (choice.kind == Kind::Channel || choice.kind == Kind::Folder)
        parts_.charts.addRate({HubSource, choice.channel, choice.kind == Kind::Folder});
    else if (choice.kind == Kind::Stream)
        parts_.charts.addRate({choice.stream});
}

void SelectionLinks::mute(bool muted)
{
    const NavigatorChoice choice = parts_.navigator.choice();
    EventTableModel &events = parts_.monitor.events();
    if (choice.kind == Kind::Stream)
        events.setMuted(MutedPart::all(choice.stream), muted);
    if (choice.kind == Kind::Channel)
        events.setMuted({HubSource, choice.channel}, muted);
    // One that was muted as a folder may be a channel by now.
    if (choice.kind == Kind::Folder || (choice.kind == Kind::Channel && !muted))
        events.setMuted(MutedPart::folder(HubSource, choice.channel), muted);
}

void SelectionLinks::hide()
{
    const QString term = this->term();
    // Chosen and hidden at once, nothing would be left.
    parts_.navigator.clearChoice();
    if (!term.isEmpty())
        parts_.events.addFilterTerm(u'-' + term);
}

} // namespace helio
