// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/commands.h"

#include "ui/inspector/copyforms.h"
#include "ui/streams/requestsecrets.h"
#include "ui/streams/sources.h"
#include "ui/window/monitor.h"
#include "ui/window/removedstreams.h"
#include "ui/window/safeguard.h"

#include <QClipboard>
#include <QGuiApplication>

namespace helio {

using namespace std::chrono_literals;

namespace {

/// How long a clear can be undone; then its memory is given back.
constexpr auto UndoTime = 60s;

} // namespace

Commands::Commands(Monitor &monitor, Actions &actions, Safeguard &safeguard, QObject *parent)
    : QObject(parent)
    , monitor_(monitor)
    , actions_(actions)
    , safeguard_(safeguard)
    , removedStreams_(new RemovedStreams(monitor.streams(), this))
{
    EventTableModel &events = monitor.events();
    StreamList &streams = monitor.streams();
    const auto onTriggered = [this](ActionId id, auto work) { connect(actions_[id], &QAction::triggered, this, work); };
    onTriggered(ActionId::ToggleHub, [this] { toggleHub(); });
    onTriggered(ActionId::CopyStreamUrl, [this] { copy(monitor_.hubState().streamUrl({})); });
    onTriggered(ActionId::CopyUrl, [this] { copy(selectedUrl()); });
    onTriggered(ActionId::CopyStreamJavaScript, [this] {
        copy(javaScriptSubscribe(selectedUrl(), monitor_.navigator().typesSeen(channel_, stream_)));
    });
    onTriggered(ActionId::CopyStreamCurl, [this] {
        copy(isStreamSelected() ? curlSubscribe(monitor_.streams().request(stream_)) : curlSubscribe(selectedUrl()));
    });
    onTriggered(ActionId::PublishToChannel, [this] { Q_EMIT writeEventRequested(channel_); });
    onTriggered(ActionId::WriteEvent, [this] { Q_EMIT writeEventRequested({}); });
    onTriggered(ActionId::MuteChannel, [this](bool muted) {
        monitor_.events().setMuted({HubSource, channel_}, muted);
    });
    onTriggered(ActionId::CloseStream, [this] { monitor_.streams().close(stream_); });
    onTriggered(ActionId::ReopenStream, [this] { monitor_.streams().reopen(stream_); });
    onTriggered(ActionId::ClearChannel, [this] { clearChannel(); });
    onTriggered(ActionId::RemoveStream, [this] { removedStreams_->remove(stream_); });
    onTriggered(ActionId::UndoRemoveStream, [this] { removedStreams_->undo(); });
    onTriggered(ActionId::Pause, [this](bool paused) { monitor_.events().setPaused(paused); });
    onTriggered(ActionId::ClearEvents, [this] { monitor_.events().clear(); });
    onTriggered(ActionId::UndoClear, [this] { monitor_.events().undoClear(); });

    forgetCleared_.setSingleShot(true);
    forgetCleared_.setInterval(UndoTime);
    connect(&forgetCleared_, &QTimer::timeout, this, [this] { monitor_.events().forgetCleared(); });
    connect(&events, &EventTableModel::cleared, &forgetCleared_, qOverload<>(&QTimer::start));
    for (const auto signal : {&EventTableModel::pausedChanged, &EventTableModel::canUndoClearChanged})
        connect(&events, signal, this, &Commands::refresh);
    connect(&events, &EventTableModel::mutedChanged, this, &Commands::refresh);
    connect(&monitor.hubState().control(), &HubControl::stateChanged, this, &Commands::refresh);
    connect(&monitor.hubState(), &HubState::changed, this, &Commands::showGroup);
    connect(&streams, &StreamList::changed, this, &Commands::refresh);
    connect(&streams, &StreamList::removed, this, &Commands::refresh);
    connect(removedStreams_, &RemovedStreams::undone, this, &Commands::refresh);
    connect(removedStreams_, &RemovedStreams::removed, this, &Commands::refresh);
    refresh();
}

void Commands::selectChannel(const QByteArray &channel)
{
    channel_ = channel;
    if (!channel.isEmpty())
        stream_ = 0;
    refresh();
}

void Commands::selectStream(int id)
{
    stream_ = id;
    if (id != 0)
        channel_.clear();
    refresh();
}

void Commands::toggleHub()
{
    HubControl &hub = monitor_.hubState().control();
    switch (hub.state()) {
    case HubControl::State::Stopped:
    case HubControl::State::Failed:
        hub.start();
        return;
    case HubControl::State::Open:
        if (safeguard_.agreesToStop())
            hub.stop();
        return;
    case HubControl::State::Starting:
    case HubControl::State::Draining:
    case HubControl::State::Away:
        return;
    }
}

void Commands::clearChannel()
{
    // Another may be selected, or nothing, when the question is answered.
    const QByteArray channel = channel_;
    if (!channel.isEmpty() && safeguard_.agreesToClear(channel))
        monitor_.hubState().control().clearChannel(channel);
}

void Commands::useFreePort()
{
    monitor_.hubState().control().setListenAddress(QStringLiteral("127.0.0.1:0"));
    monitor_.hubState().control().start();
}

bool Commands::isStreamSelected() const
{
    return monitor_.streams().contains(stream_);
}

QString Commands::selectedUrl() const
{
    // What is copied is passed on: `user:password@` and tokens in the query are nobody else's business.
    return isStreamSelected() ? withoutSecrets(monitor_.streams().url(stream_)).toString(QUrl::FullyEncoded)
                              : monitor_.hubState().streamUrl(channel_);
}

void Commands::copy(const QString &text)
{
    QGuiApplication::clipboard()->setText(text);
}

void Commands::offer(ActionId id, bool isPossible, const QString &lacks)
{
    QAction *action = actions_[id];
    action->setEnabled(isPossible && lacks.isEmpty());
    // A hub may offer it after it was updated.
    action->setToolTip(lacks.isEmpty() ? action->statusTip() : lacks);
}

void Commands::refresh()
{
    const HubControl::State state = monitor_.hubState().control().state();
    const bool isOpen = state == HubControl::State::Open;
    const bool isMoving = state == HubControl::State::Starting || state == HubControl::State::Draining;
    const bool stops = isOpen || state == HubControl::State::Draining;
    QAction *toggle = actions_[ActionId::ToggleHub];
    Actions::setText(*toggle, stops ? tr("&Stop hub") : tr("&Start hub"));
    toggle->setToolTip(stops ? tr("Let clients receive what waits for them, and end their connections")
                             : tr("Let clients connect"));
    toggle->setStatusTip(toggle->toolTip());
    toggle->setIcon(glyphIcon(stops ? Glyph::Stop : Glyph::Start));
    HubControl &hub = monitor_.hubState().control();
    toggle->setVisible(!hub.isFar());
    toggle->setEnabled(!isMoving && !hub.isFar());
    offer(ActionId::AccessSettings, hub.access() && (isOpen || !hub.isFar()), hub.lacks(HubControl::Feature::Access));
    offer(ActionId::RedisSettings, hub.backplane(), hub.lacks(HubControl::Feature::Backplane));
    actions_[ActionId::CopyStreamUrl]->setEnabled(isOpen);
    showGroup();

    const bool hasChannel = !channel_.isEmpty();
    actions_[ActionId::PublishToChannel]->setEnabled(hasChannel);
    actions_[ActionId::MuteChannel]->setEnabled(hasChannel);
    offer(ActionId::ClearChannel, hasChannel && isOpen, hub.lacks(HubControl::Feature::ChannelClear));
    actions_[ActionId::MuteChannel]->setChecked(hasChannel &&
                                                monitor_.events().muted().contains({HubSource, channel_}));

    const StreamList &streams = monitor_.streams();
    const bool hasStream = streams.contains(stream_);
    const StreamList::State streamState = streams.state(stream_);
    const bool isEnded = StreamList::isAtRest(streamState);
    actions_[ActionId::CloseStream]->setEnabled(hasStream && !isEnded);
    actions_[ActionId::ReopenStream]->setEnabled(hasStream && isEnded);
    actions_[ActionId::RemoveStream]->setEnabled(hasStream);
    actions_[ActionId::EditStream]->setEnabled(hasStream);
    actions_[ActionId::UndoRemoveStream]->setEnabled(removedStreams_->canUndo());

    for (const ActionId id : {ActionId::CopyUrl, ActionId::CopyStreamJavaScript, ActionId::CopyStreamCurl})
        actions_[id]->setEnabled(!selectedUrl().isEmpty());

    // An EventSource of a page asks by GET alone.
    if (hasStream && streams.request(stream_).method != "GET")
        actions_[ActionId::CopyStreamJavaScript]->setEnabled(false);

    actions_[ActionId::Pause]->setChecked(monitor_.events().isPaused());
    actions_[ActionId::UndoClear]->setEnabled(monitor_.events().canUndoClear());
}

void Commands::showGroup()
{
    const bool isOne = monitor_.hubState().group().has_value();
    actions_[ActionId::GroupOverview]->setVisible(isOne);
    actions_[ActionId::GroupOverview]->setEnabled(isOne);
}

} // namespace helio
