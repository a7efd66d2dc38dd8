// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desk.h"
#include "ui/events/eventspanel.h"
#include "ui/hub/olderevents.h"
#include "ui/look/fittinglabel.h"
#include "ui/streams/sources.h"

namespace helio {

constexpr qint64 Minute = 60'000;

/// A window over a hub whose history has `size` events, one a minute until now, of the channels a.1, a.2 and b in
/// turns; their data is their number, and in their type.
struct HistoryDesk : Desk
{
    explicit HistoryDesk(int size)
    {
        for (int i = 0; i < size; ++i)
            hub.history.append(event(i, begin + i * Minute));
        report();
    }
    static ReceivedEvent event(int number, qint64 at)
    {
        static const QByteArray Channels[] = {"a.1", "a.2", "b"};
        return {{Channels[number % 3], QByteArray::number(at) + "-0", "t" + QByteArray::number(number),
                 QByteArray::number(number)},
                at * 1'000'000};
    }
    /// The hub publishes one more, which is in its history at once.
    void publish(int number, const QByteArray &id = {})
    {
        ReceivedEvent next = event(number, QDateTime::currentMSecsSinceEpoch() + number * Minute);
        if (!id.isEmpty())
            next.event.id = id;
        hub.history.append(next);
        hub.tap()->emitEvents({next});
        monitor.drain();
    }
    /// What the hub tells of its history.
    void report()
    {
        QHash<QByteArray, ChannelInfo> channels;
        HubTotals &totals = hub.snapshot.totals;
        totals.historyEvents = hub.history.size();
        totals.historyBytes = 3 * 1024 * 1024;
        for (const ReceivedEvent &received : std::as_const(hub.history)) {
            ChannelInfo &channel = channels[received.event.channel];
            channel.name = received.event.channel;
            ++channel.historyEvents;
            channel.historyBytes += 1024;
            if (channel.oldestAt == 0)
                channel.oldestAt = received.receivedAt / 1'000'000;
            if (totals.store.oldestAt == 0)
                totals.store.oldestAt = channel.oldestAt;
        }
        hub.snapshot.channels = channels.values();
        monitor.hubState().requestSnapshot();
        QTRY_COMPARE(monitor.hubState().totals().historyEvents, hub.history.size());
    }
    OlderEvents &older() { return monitor.older(); }
    EventTableModel &model() { return monitor.events(); }
    void load(OlderEvents::Reach reach)
    {
        older().load(reach);
        QTRY_VERIFY(older().state() != OlderEvents::State::Loading);
        while (model().isFiltering())
            model().filterSome();
    }
    QList<int> rows()
    {
        QList<int> all;
        for (int row = 0; row < model().rowCount(); ++row)
            all.append(model().eventAt(row)->received.event.data.toInt());
        return all;
    }
    static QList<int> numbers(int from, int to)
    {
        QList<int> all;
        for (int i = from; i < to; ++i)
            all.append(i);
        return all;
    }
    QString said() const { return find<FittingLabel>("historyText")->text(); }
    QWidget *strip() const { return find<QWidget>("historyStrip"); }
    EventsView *table() const { return find<EventsView>("eventsTable"); }
    QAction *action(const char *name) const { return find<QAction>(name); }

    const qint64 begin = QDateTime::currentMSecsSinceEpoch() - 10'000 * Minute;
};

} // namespace helio
