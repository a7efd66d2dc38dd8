// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/hub/olderevents.h"

#include "event/position.h"
#include "ui/events/eventtablemodel.h"
#include "ui/hub/hubstate.h"
#include "ui/streams/sources.h"

#include <QDateTime>

#include <algorithm>
#include <utility>

namespace helio {

namespace {

/// So many events are looked at for one that has its place in its id.
constexpr qsizetype MostBeyond = 1'000;

/// What asks the hub for the same channels; an empty one asks for all.
Selection asSelection(const EventSelection &choice)
{
    Selection selection;
    if (!choice.isFolder) {
        if (!choice.channel.isEmpty())
            selection.addChannel(choice.channel);
        return selection;
    }
    QByteArray glob;
    for (const char c : choice.channel) {
        if (QByteArrayView("*?[]\\").contains(c))
            glob += '\\';
        glob += c;
    }
    selection.addPattern(glob + ".*");
    selection.addPattern(glob + "/*");
    return selection;
}

/// Whether all that `inner` lets pass of the hub, `outer` does too.
bool holdsAllOf(const EventSelection &outer, const EventSelection &inner)
{
    if (outer.channel.isEmpty() && !outer.isFolder)
        return true;
    if (outer.channel == inner.channel && outer.isFolder == inner.isFolder)
        return true;
    return outer.isFolder && isBelow(inner.channel, outer.channel);
}

} // namespace

OlderEvents::OlderEvents(HubState &hub, EventTableModel &events, std::function<void()> drain, QObject *parent)
    : QObject(parent)
    , hub_(hub)
    , events_(events)
    , drain_(std::move(drain))
{
    // Each page in a turn of its own, also of a hub that answers at once.
    connect(&hub.control(), &HubControl::historyArrived, this, &OlderEvents::onPage, Qt::QueuedConnection);
    connect(&hub.control(), &HubControl::stateChanged, this, &OlderEvents::onHubState);
    connect(&hub, &HubState::changed, this, &OlderEvents::changed);
    connect(&events, &EventTableModel::selectionChanged, this, &OlderEvents::onChoice);
    connect(&events, &EventTableModel::cleared, this, [this] { end(State::None); });
}

bool OlderEvents::isAboutHub() const
{
    return events_.selection().source.value_or(HubSource) == HubSource;
}

QString OlderEvents::obstacle() const
{
    if (!isAboutHub())
        return tr("Only the hub has a history: choose it or a channel of it in the navigator.");
    if (hub_.control().state() != HubControl::State::Open) {
        const QString problem = hub_.control().problem();
        return problem.isEmpty() ? tr("The hub does not serve now, so its history cannot be read.") : problem;
    }
    return hub_.control().lacks(HubControl::Feature::History);
}

bool OlderEvents::isChosen(QByteArrayView channel) const
{
    return events_.selection().holds({0, HubSource, channel, {}, {}, {}, {}});
}

OlderEvents::Known OlderEvents::known() const
{
    const HubTotals &totals = hub_.totals();
    const EventSelection &choice = events_.selection();
    if (choice.channel.isEmpty() && !choice.isFolder) {
        const auto &disk = totals.store.disk;
        return {totals.historyEvents, disk ? disk->fileBytes + disk->logBytes : totals.historyBytes,
                totals.store.oldestAt, false};
    }
    Known known{.isOfChoice = true};
    for (const ChannelInfo &channel : hub_.channels()) {
        if (channel.historyEvents == 0 || !isChosen(channel.name))
            continue;
        known.events += channel.historyEvents;
        known.bytes += channel.historyBytes;
        known.oldestAt = known.oldestAt == 0 ? channel.oldestAt : std::min(known.oldestAt, channel.oldestAt);
    }
    return known;
}

bool OlderEvents::Border::take(QByteArrayView channel, QByteArrayView id)
{
    isPlace = Position::fromId(id).has_value();
    if (isPlace || before.isEmpty())
        before = id.toByteArray();
    if (!isPlace)
        beyond.insert({channel.toByteArray(), id.toByteArray()});
    return !isPlace && beyond.size() < MostBeyond;
}

/// The tap brings all channels, so that nothing of the hub is missing behind its first event there.
OlderEvents::Border OlderEvents::borderOfTable() const
{
    Border border;
    const EventRing &ring = events_.ring();
    size_t place = 0;
    for (quint64 at = events_.viewBegin(); at < ring.next(); at = ring.heldFrom(at + 1)) {
        const EventView event = ring.at(at, place);
        if (event.source == HubSource && !event.id.isEmpty() && !border.take(event.channel, event.id))
            break;
    }
    return border;
}

void OlderEvents::setBorder(const Border &border)
{
    before_ = border.before;
    if (border.isPlace)
        known_.unite(border.beyond);
}

void OlderEvents::load(Reach reach)
{
    if (state_ == State::Loading || !obstacle().isEmpty())
        return;
    const EventSelection choice = events_.selection();
    if (choice_ && *choice_ != choice)
        events_.dropPrepended();
    choice_ = choice;
    drain_();
    reach_ = reach;
    count_ = visible_ = 0;
    backTo_ = 0;
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    constexpr qint64 Hour = 3'600'000;
    since_ = reach == Reach::Hour ? now - Hour : reach == Reach::Day ? now - 24 * Hour : 0;
    known_.clear();
    setBorder(borderOfTable());
    front_ = events_.viewBegin();
    problem_.clear();
    state_ = State::Loading;
    ask();
    Q_EMIT changed();
}

void OlderEvents::ask()
{
    const qsizetype limit = reach_ == Reach::More ? MoreEvents - qsizetype(visible_) : MoreEvents;
    hub_.control().requestHistory({asSelection(events_.selection()), before_, since_, limit, ++ticket_});
}

QList<ReceivedEvent> OlderEvents::withoutKnown(const QList<ReceivedEvent> &events)
{
    // Where nothing was there to begin before, what came since the question was asked is in both.
    if (before_.isEmpty()) {
        const EventRing &ring = events_.ring();
        size_t place = 0;
        for (quint64 at = events_.viewBegin(); at < ring.next(); at = ring.heldFrom(at + 1)) {
            const EventView event = ring.at(at, place);
            if (event.source == HubSource)
                known_.insert({event.channel.toByteArray(), event.id.toByteArray()});
        }
    }
    QList<ReceivedEvent> others = events;
    if (!known_.isEmpty())
        others.removeIf([this](const ReceivedEvent &received) {
            return known_.remove({received.event.channel, received.event.id});
        });
    return others;
}

void OlderEvents::onPage(const HistoryPage &page)
{
    if (state_ != State::Loading || page.ticket != ticket_)
        return;
    if (!page.problem.isEmpty()) {
        end(State::Failed, page.problem);
        return;
    }
    if (before_.isEmpty())
        drain_();
    // The oldest went for newer ones meanwhile: before what is left there would be a hole.
    if (events_.viewBegin() != front_) {
        end(State::NoRoom);
        return;
    }
    const QList<ReceivedEvent> older = withoutKnown(page.events);
    const qsizetype taken = older.isEmpty() ? 0 : events_.prepend(HubSource, older);
    front_ = events_.viewBegin();
    if (taken > 0) {
        count_ += quint64(taken);
        backTo_ = older[older.size() - taken].receivedAt;
        visible_ += quint64(std::count_if(older.cend() - taken, older.cend(), [this](const ReceivedEvent &received) {
            return !events_.muted().holds(HubSource, received.event.channel);
        }));
    }
    if (taken < older.size()) {
        end(State::NoRoom);
    } else if (page.isAtBeginning || page.events.isEmpty()) {
        end(since_ > 0 ? State::Enough : State::AtBeginning);
    } else if (reach_ == Reach::More && visible_ >= quint64(MoreEvents)) {
        end(State::Enough);
    } else {
        Border border;
        for (const ReceivedEvent &received : page.events) {
            if (!border.take(received.event.channel, received.event.id))
                break;
        }
        setBorder(border);
        ask();
        Q_EMIT changed();
    }
}

void OlderEvents::stop()
{
    if (state_ == State::Loading)
        end(State::Stopped);
}

void OlderEvents::onHubState()
{
    // What was asked for is answered by nobody.
    if (state_ == State::Loading && !obstacle().isEmpty())
        end(State::Failed, obstacle());
    else
        Q_EMIT changed();
}

void OlderEvents::onChoice()
{
    // What a stream brings is no matter of history: it stays for who comes back.
    if (isAboutHub() && choice_ && !holdsAllOf(*choice_, events_.selection())) {
        events_.dropPrepended();
        choice_.reset();
    }
    end(State::None);
}

void OlderEvents::end(State state, const QString &problem)
{
    state_ = state;
    problem_ = problem;
    Q_EMIT changed();
}

} // namespace helio
