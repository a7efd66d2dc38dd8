// SPDX-License-Identifier: GPL-3.0-or-later
#include "hubbench.h"

#include "event/eventstreamparser.h"
#include "store/memorystore.h"
#include "storeondisk.h"

namespace helio::test {

HubBench::HubBench(HistoryLimits limits, StoreKind kind, HubOptions options)
    : kind_(kind == StoreKind::Plain ? plainKind_ : kind)
{
    std::unique_ptr<Store> store;
    if (kind_ == StoreKind::Sqlite)
        store = makeStoreOnDisk(limits, clock).store;
    else if (kind_ == StoreKind::SqliteWithLittleMemory)
        store = makeStoreWithLittleMemory(limits, clock).store;
    else
        store = makeMemoryStore(limits, clock);
    if (kind_ == StoreKind::Late || kind_ == StoreKind::Unopened) {
        auto late = std::make_unique<LateStore>(std::move(store));
        lateStore_ = late.get();
        store = std::move(late);
    } else if (kind_ == StoreKind::Faulty || isOnDisk()) {
        auto faulty = std::make_unique<FaultyStore>(std::move(store));
        faultyStore_ = faulty.get();
        store = std::move(faulty);
    }
    hub = std::make_unique<Hub>(options, std::move(store), tap, clock, [this] { return chance; });
    hub->open();
    if (kind_ == StoreKind::Late)
        lateStore_->settle(); // it is open
    if (isOnDisk())
        publish(QList<Publication>());
}

HubBench::~HubBench() = default;

void HubBench::settle()
{
    QCoreApplication::processEvents();
    awaitReads();
}

void HubBench::awaitReads()
{
    while (isOnDisk() && faultyStore_->unanswered > 0)
        QCoreApplication::processEvents();
}

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
    awaitReads();
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
    awaitReads();
    return line;
}

PublishOutcome HubBench::publish(const QList<Publication> &publications)
{
    const auto taken = std::make_shared<std::optional<PublishOutcome>>(); // a late store answers when this has returned
    hub->publish(publications, [taken](const PublishOutcome &outcome) { *taken = outcome; });
    while (isOnDisk() && !taken->has_value())
        QCoreApplication::processEvents();
    return taken->value_or(PublishOutcome());
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
