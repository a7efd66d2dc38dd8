// SPDX-License-Identifier: GPL-3.0-or-later
#include "groupstorebench.h"

#include <QCoreApplication>

namespace helio::test {

namespace {

QByteArray wordOf(const AppendResult &result)
{
    using Outcome = AppendResult::Outcome;
    switch (result.outcome) {
    case Outcome::Done:
        return "done";
    case Outcome::Conflict:
        return "conflict " + QByteArray::number(result.conflict);
    case Outcome::Busy:
        return "busy";
    case Outcome::TooMany:
        return "too many";
    case Outcome::Full:
        return "full";
    case Outcome::Away:
        return "away";
    case Outcome::Unknown:
        break;
    }
    return "unknown";
}

} // namespace

HubStore::HubStore(FakeGroup &group, const QByteArray &hub, const HistoryLimits &limits, LogOptions options,
                   Opening opening)
{
    options.hub = hub;
    auto made = std::make_unique<SteppedLog>(group);
    log = made.get();
    store = std::make_unique<GroupStore>(limits, clock, std::move(made), options);
    store->open(*this, [this](const OpenResult &result) {
        isOpen = true;
        opened = result;
        figuresChanged(result.channels, result.all);
    });
    if (opening != Opening::No)
        log->join();
    while (opening == Opening::Done && !isOpen)
        settle();
}

HubStore::~HubStore() = default;

void HubStore::openStepwise()
{
    while (!isOpen) {
        if (!log->carryOut() && !log->answer())
            turn();
    }
}

void HubStore::turn()
{
    QCoreApplication::processEvents();
}

void HubStore::settle()
{
    turn();
    log->settle();
    turn();
    log->settle();
}

void HubStore::append(const QList<Publication> &publications, quint64 ticket)
{
    store->append(ticket, publications, [this, ticket](const AppendResult &result) {
        lastResult = result;
        said.append(QByteArray::number(ticket) + ": " + wordOf(result));
    });
}

QByteArray HubStore::publish(const QByteArray &channel, const QByteArray &data, const QByteArray &ownId)
{
    lastResult = {};
    append({{channel, {}, data, ownId, {}}});
    settle();
    return lastResult.entries.isEmpty() ? QByteArray() : lastResult.entries.constFirst().event->event.id;
}

QByteArrayList HubStore::readAll(const QByteArrayList &entries, const Start &start)
{
    const Selection selection = select(entries);
    std::optional<LocateResult> located;
    store->locate(selection, start, [&](const LocateResult &result) { located = result; });
    // Only what is asked moves: other events wait.
    const auto step = [this] { return log->carryOut() || log->answer() || (turn(), true); };
    while (!located)
        step();
    QByteArrayList data;
    bool gap = !located->known;
    Position after = located->after;
    quint64 trims = located->trims;
    while (true) {
        std::optional<ReadResult> read;
        store->read({selection, after, trims}, [&](const ReadResult &result) { read = result; });
        while (!read)
            step();
        if (read->outcome == ReadOutcome::Failed)
            return {"(failed)"};
        if (gap || read->gap)
            data.append("(gap)");
        gap = false;
        for (const StoredEventPtr &event : read->events)
            data.append(event->event.data);
        if (read->atEnd)
            return data;
        after = read->next;
        trims = read->trims;
    }
}

QByteArrayList HubStore::ids() const
{
    QByteArrayList ids;
    for (const Committed &one : events)
        ids.append(one.event->event.id);
    return ids;
}

void HubStore::committed(const QList<Committed> &committed)
{
    for (const Committed &one : committed) {
        said.append(one.event->event.data + " of " + QByteArray::number(one.ticket));
        events.append(one);
    }
}

void HubStore::lost(Position, const Selection &)
{
    said.append("lost");
}

void HubStore::figuresChanged(const QList<ChannelFigures> &channels, const StoreFigures &figures)
{
    all = figures;
    for (const ChannelFigures &one : channels)
        held_.insert(one.channel, one.held);
}

} // namespace helio::test
