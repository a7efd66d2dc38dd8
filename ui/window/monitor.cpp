// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/monitor.h"

#include "ui/streams/severitylook.h"

#include <QDateTime>
#include <QElapsedTimer>

namespace helio {

using namespace std::chrono_literals;

namespace {

/// What may wait between two ticks. Beyond it the oldest go, and are counted as trimmed.
constexpr qsizetype QueueBytes = 64 * 1024 * 1024;
constexpr auto ShortestTick = 33ms;
constexpr auto LongestTick = 250ms;

} // namespace

Monitor::Monitor(HubControl &hub, StreamOpener &opener, const QByteArray &systemChannel, QObject *parent)
    : QObject(parent)
    , hub_(hub)
    , queue_(QueueBytes)
    , hubState_(hub, systemChannel)
    , hubFindings_(hubState_)
    , older_(hubState_, events_, [this] { drain(); })
    , streams_(opener, queue_)
    , problems_(streams_)
    , marks_(problems_, events_, places_)
    , navigator_(streams_)
{
    connect(&events_, &EventTableModel::mutedChanged, this, [this] {
        channels_.setMuted(events_.muted());
        navigator_.setMuted(events_.muted());
    });
    // So that the system feed does not bury what one types.
    if (!systemChannel.isEmpty())
        events_.setMuted({HubSource, systemChannel}, true);
    events_.setSourceName(HubSource, tr("hub"));
    for (const auto signal : {&StreamList::added, &StreamList::edited, &StreamList::renamed})
        connect(&streams_, signal, this, [this](int id) { events_.setSourceName(id, streams_.name(id)); });

    countEvents();
    connect(&problems_, &ProblemsModel::problemsChanged, this, &Monitor::markProblems);
    connect(&hubFindings_, &HubFindings::changed, this, [this] { problems_.setHubFindings(hubFindings_.findings()); });

    tick_.setSingleShot(true);
    tick_.setInterval(ShortestTick);
    connect(&tick_, &QTimer::timeout, this, &Monitor::drain);
    connect(&queue_, &FeedQueue::filled, &tick_, [this] {
        if (!tick_.isActive())
            tick_.start();
    });
    queue_.attach(hub_.tap(), HubSource);

    const auto showState = [this] { navigator_.setHub(hub_.state(), hub_.problem()); };
    connect(&hub_, &HubControl::stateChanged, this, [this, showState] {
        showState();
        hasEnded_ = !hubState_.isServing();
        if (hasEnded_)
            showNothingOfHub();
        else
            hubState_.requestSnapshot();
    });
    showState();
    connect(&hub_, &HubControl::snapshotArrived, this, &Monitor::onSnapshot);
    connect(&clock_, &QTimer::timeout, &hubState_, &HubState::requestSnapshot);
    connect(&clock_, &QTimer::timeout, &navigator_, &NavigatorModel::onSecond);
    connect(&clock_, &QTimer::timeout, this, [this] {
        // Of a hub that names none, those go whose events have gone.
        if (hasEnded_)
            nameChannels({});
    });
    connect(&clock_, &QTimer::timeout, this, [this] { values_.rates().onSecond(QDateTime::currentMSecsSinceEpoch()); });
    clock_.start(1s);
    hubState_.requestSnapshot();
}

Monitor::~Monitor()
{
    queue_.detach(hub_.tap());
}

void Monitor::drain()
{
    QElapsedTimer spent;
    spent.start();
    FeedQueue::Losses lost;
    const std::deque<FeedQueue::Item> items = queue_.takeAll(&lost);
    const quint64 dropped = queue_.droppedCount();
    // Only the newest figures of a batch are parsed: the chart has one point a second anyway.
    const auto newest = std::find_if(items.rbegin(), items.rend(), [this](const FeedQueue::Item &item) {
        return item.source == HubSource && item.received.event.channel == hubState_.systemChannel();
    });
    if (newest != items.rend())
        figures_.addSystemEvent(newest->received.event.data, newest->received.receivedAt / 1'000'000);
    values_.onEvents(items);
    places_.onEvents(items, events_.ring(), lost);
    for (auto loss = lost.cbegin(); loss != lost.cend(); ++loss)
        Q_EMIT eventsLost(loss.key());
    events_.append(items, dropped - std::exchange(droppedBefore_, dropped));
    marks_.onEvents();
    navigator_.onEvents(items);
    Q_EMIT eventsDrained(items);
    Q_EMIT eventsAppended();
    // What drawing costs comes on top, so the time between ticks grows with their price and input stays quick.
    tick_.setInterval(std::clamp<std::chrono::milliseconds>(std::chrono::milliseconds(spent.elapsed() * 4),
                                                            ShortestTick, LongestTick));
}

/// A stream that is opened, or asked by another connection, is judged anew, and its events count from one again.
void Monitor::countEvents()
{
    connect(&streams_, &StreamList::added, this, [this](int id) { places_.restart(id); });
    connect(&streams_, &StreamList::renewed, this, [this](int id) {
        drain(); // what still waits came before
        places_.restart(id);
    });
    connect(&streams_, &StreamList::removed, this, [this](int id) { places_.remove(id); });
}

void Monitor::markProblems(int source)
{
    // Of many findings the worst are named.
    constexpr qsizetype MostNamed = 6;
    NavigatorMark mark;
    const QList<Problem> problems = problems_.of(source);
    QStringList lines;
    for (const Problem &problem : problems.first(std::min(problems.size(), MostNamed)))
        lines.append(problemLine(problem.finding));
    if (problems.size() > MostNamed)
        lines.append(QStringLiteral("…"));
    mark.tip = lines.join(u'\n');
    if (!problems.isEmpty() && problems.constFirst().finding.severity != Severity::Note) {
        mark.tone = severityTone(problems.constFirst().finding.severity);
        mark.text = severityText(problems.constFirst().finding.severity);
    }
    navigator_.setMark(source, mark);
}

void Monitor::onSnapshot(const HubSnapshot &snapshot)
{
    // One that was asked for while it served, and comes when it has stopped.
    if (hasEnded_)
        return;
    figures_.addSnapshot(snapshot);
    nameChannels(snapshot.channels);
    clients_.setQueueBound(snapshot.totals.clientQueueBytes);
    if (snapshot.clients)
        clients_.assign(*snapshot.clients);
    // The last: who hears of it reads the tables, too.
    hubState_.setSnapshot(snapshot);
}

void Monitor::nameChannels(const QList<ChannelInfo> &channels)
{
    channels_.assign(channels);
    navigator_.setHeldEvents(events_.ring().next() - events_.ring().firstLive());
    navigator_.setChannels(channels);
}

void Monitor::showNothingOfHub()
{
    figures_.endHub();
    nameChannels({});
    clients_.assign({});
    hubState_.setSnapshot({});
}

void Monitor::retranslate()
{
    events_.setSourceName(HubSource, tr("hub"));
    events_.retranslate();
    clients_.retranslate();
    channels_.retranslate();
    navigator_.retranslate();
    problems_.retranslate();
}

} // namespace helio
