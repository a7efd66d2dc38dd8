// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/lenslinks.h"

#include "ui/events/eventspanel.h"
#include "ui/lens/conversationpanel.h"
#include "ui/lens/timingstrip.h"
#include "ui/navigator/navigatorpanel.h"
#include "ui/streams/sources.h"
#include "ui/window/monitor.h"
#include "ui/window/tabs.h"

#include <QAction>
#include <QSettings>

namespace helio {

namespace {

const QString TimingKey = QStringLiteral("window/timing");

} // namespace

LensLinks::LensLinks(const Parts &parts, QObject *parent)
    : QObject(parent)
    , parts_(parts)
    , timing_(new TimingStrip(parts.monitor.events().ring(), parts.monitor.streams(), parts.conversation.feed()))
    , showTiming_(new QAction(this))
{
    ConversationPanel &conversation = parts_.conversation;
    EventsPanel &events = parts_.events;
    EventTableModel &model = parts_.monitor.events();
    events.addStrip(timing_);
    showTiming_->setObjectName(QStringLiteral("showTiming"));
    showTiming_->setCheckable(true);
    parts_.actions.insert(showTiming_, MenuId::View, ActionId::CommandPalette);
    connect(showTiming_, &QAction::toggled, this, [this](bool isShown) {
        timing_->setVisible(isShown);
        parts_.settings.setValue(TimingKey, isShown);
    });
    connect(showTiming_, &QAction::triggered, this, [this](bool isShown) {
        if (isShown)
            parts_.tabs.showPanel(&parts_.events);
    });
    showTiming_->setChecked(parts_.settings.value(TimingKey).toBool());
    timing_->setVisible(showTiming_->isChecked());

    connect(&model, &EventTableModel::selectionChanged, this, &LensLinks::onChoice);
    connect(&parts_.monitor, &Monitor::eventsAppended, this, [this] {
        parts_.conversation.readOn();
        timing_->readOn();
    });
    connect(&parts_.monitor, &Monitor::eventsLost, &conversation, &ConversationPanel::onLoss);
    connect(timing_, &TimingStrip::eventsSelected, &events.view(), &EventsView::selectEvents);
    connect(&conversation, &ConversationPanel::eventsChosen, this, [&events](const EventNumbers &numbers) {
        QList<std::pair<quint64, quint64>> ranges;
        for (const EventNumbers::Range &range : numbers.ranges())
            ranges.append({range.first, range.last});
        events.view().selectEvents(ranges);
    });
    connect(&conversation, &ConversationPanel::eventsWanted, this, [this] {
        parts_.tabs.showPanel(&parts_.events);
        parts_.events.setFocus();
    });
    connect(&conversation, &ConversationPanel::showRequested, this,
            [this] { parts_.tabs.showPanel(&parts_.conversation); });

    QAction *showHere = conversation.showInConversationAction();
    events.addToMenu(showHere);
    connect(showHere, &QAction::triggered, this, &LensLinks::showInConversation);
    const auto enable = [showHere, &events] { showHere->setEnabled(events.view().currentIndex().isValid()); };
    connect(&events.view(), &EventsView::currentRowChanged, this, enable);
    enable();
    onChoice();
    retranslate();
}

void LensLinks::onChoice()
{
    const EventSelection &selection = parts_.monitor.events().selection();
    parts_.conversation.choose(selection);
    timing_->choose(selection);
}

void LensLinks::showInConversation()
{
    const EventTableModel &model = parts_.monitor.events();
    const int row = parts_.events.view().currentIndex().row();
    const auto item = model.eventAt(row);
    if (!item)
        return;
    const quint64 sequence = model.sequenceAt(row);
    if (!parts_.conversation.isAbout(model.ring().at(sequence))) {
        if (item->source != HubSource) {
            parts_.navigator.selectStream(item->source);
        } else if (const QModelIndex channel = parts_.monitor.navigator().channelIndex(item->received.event.channel);
                   channel.isValid()) {
            parts_.navigator.setCurrentIndex(channel);
        }
    }
    // The navigator may not have it any more.
    if (!parts_.conversation.isAbout(model.ring().at(sequence)))
        parts_.conversation.choose(
            {item->source, item->source == HubSource ? item->received.event.channel : QByteArray()});
    parts_.conversation.goToEvent(sequence);
    parts_.tabs.showPanel(&parts_.conversation);
}

void LensLinks::retranslate()
{
    Actions::setTexts(*showTiming_, tr("Timin&g"),
                      tr("Show above the events when those of the chosen stream or channel arrived"));
}

} // namespace helio
