// SPDX-License-Identifier: GPL-3.0-or-later
#include "hubbench.h"

#include "event/eventstreamparser.h"
#include "store/memorystore.h"

namespace helio::test {

HubBench::HubBench(HistoryLimits limits, StoreKind kind, HubOptions options)
{
    std::unique_ptr<Store> store = makeMemoryStore(limits, clock);
    if (kind == StoreKind::Late || kind == StoreKind::Unopened) {
        auto late = std::make_unique<LateStore>(std::move(store));
        lateStore_ = late.get();
        store = std::move(late);
    } else if (kind == StoreKind::Faulty) {
        auto faulty = std::make_unique<FaultyStore>(std::move(store));
        faultyStore_ = faulty.get();
        store = std::move(faulty);
    }
    hub = std::make_unique<Hub>(options, std::move(store), tap, clock, [this] { return chance; });
    hub->open();
    if (kind == StoreKind::Late)
        lateStore_->settle(); // it is open
}

HubBench::~HubBench() = default;

LinePtr HubBench::subscribe(const QByteArrayList &entries, const Start &start, bool takesAll)
{
    Subscription subscription;
    subscription.selection = select(entries);
    subscription.start = start;
    return subscribe(std::move(subscription), takesAll);
}

LinePtr HubBench::subscribe(Subscription subscription, bool takesAll)
{
    auto line = std::make_shared<Line>();
    line->takesAll = takesAll;
    lastClientId = hub->subscribe(std::move(subscription), std::make_unique<ScriptedTransport>(line), Head);
    return line;
}

LinePtr HubBench::observe(const QByteArrayList &entries, const Start &start, bool takesAll)
{
    Subscription subscription;
    subscription.selection = select(entries);
    subscription.start = start;
    subscription.observes = true;
    auto line = std::make_shared<Line>();
    line->takesAll = takesAll;
    hub->observe(std::move(subscription), std::make_unique<ScriptedTransport>(line), Head);
    return line;
}

PublishOutcome HubBench::publish(const QList<Publication> &publications)
{
    const auto taken = std::make_shared<PublishOutcome>(); // a late store answers when this has returned
    hub->publish(publications, [taken](const PublishOutcome &outcome) { *taken = outcome; });
    return *taken;
}

QByteArray HubBench::publish(const QByteArray &channel, const QByteArray &data, const QByteArray &ownId)
{
    const PublishOutcome outcome = publish({{channel, {}, data, ownId, {}}});
    return outcome.events.isEmpty() ? QByteArray() : outcome.events.constFirst().id;
}

HubSnapshot HubBench::snapshot(bool withClients)
{
    std::optional<HubSnapshot> taken;
    hub->makeSnapshot(withClients, [&](const HubSnapshot &snapshot) { taken = snapshot; });
    while (!taken)
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    return *taken;
}

QByteArrayList eventsOf(const Line &line)
{
    const QByteArray bytes = line.bytes();
    const qsizetype head = bytes.startsWith(Head) ? qsizetype(sizeof Head - 1) : 0;
    EventStreamParser parser;
    parser.feed(QByteArrayView(bytes).sliced(head));
    QByteArrayList data;
    for (const Event &event : parser.takeAll()) {
        const bool isTheHubs = event.type == "gap" || event.type == "shutdown" || event.type == "skipped";
        data.append(isTheHubs ? '(' + event.type + ' ' + event.data + ')' : event.data);
    }
    return data;
}

} // namespace helio::test
