// SPDX-License-Identifier: GPL-3.0-or-later
#include "hubbench.h"
#include "json/jsonwriter.h"

#include <QTest>

#include <algorithm>

using namespace helio;
using namespace helio::test;
using namespace std::chrono_literals;

/// Why a client did not get an event, the kernel's figures of each, and the latency of the busiest channels.
class HubExplainTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void eachFateIsReported();
    void whatTheKernelTookIsAcknowledgedWhenThePeerSaysSo();
    void whatReplayHasNotReachedIsComing();
    void whatWasTrimmedBeforeAReplayIsLostInItsGap();
    void whatCameBehindAGapAtTheEndIsNotLost();
    void whoIsGoneIsRememberedWithTheReason();
    void whoIsAboutToEndIsKnown();
    void nobodyAndNothingAreSaid();
    void publishersOwnIdsAreFound();

    void deliveryIsCountedOverAllClients();
    void whoWasGoneBeforeAnEventHasLostNothing();
    void ofWhatHistoryDroppedNoDeliveryIsReported();

    void ofWhoIsGoneHistoryIsReadFromItsLastEventsOn();
    void whoWasTurnedAwayGotNothing();
    void aClientIsTracedOnceAtATime();
    void nobodyIsTracedForWhoIsGone();

    void theKernelIsAskedAboutManyClientsInTurns();
    void whoIsGoneIsNotAskedAbout();
    void latencyIsMeasuredForTheBusiestChannelsAlone();
};

namespace {

Explanation explain(HubBench &bench, const QByteArray &client, const QByteArray &event)
{
    Explanation explanation;
    int calls = 0;
    bench.hub->explain(client, event, [&](const Explanation &answer) {
        explanation = answer;
        ++calls;
    });
    if (calls != 1)
        qFatal("explain() answered %d times", calls);
    return explanation;
}

Fate fateOf(HubBench &bench, const QByteArray &client, const QByteArray &event)
{
    const Explanation explanation = explain(bench, client, event);
    if (explanation.found != Explanation::Found::Fate)
        qFatal("%s", qPrintable(explanation.text));
    return explanation.answer.fate;
}

DeliveryInfo deliveryOf(HubBench &bench, const QByteArray &event)
{
    std::optional<DeliveryInfo> answer;
    bench.hub->inspectDelivery(event, [&](const DeliveryInfo &delivery, ReadOutcome) { answer = delivery; });
    if (!QTest::qWaitFor([&] { return answer.has_value(); }, 30'000)) // clients are counted in slices
        qFatal("inspectDelivery() did not answer");
    return *answer;
}

ClientTrace traceOf(HubBench &bench, const QByteArray &client, qsizetype last)
{
    std::optional<ClientTrace> answer;
    bench.hub->traceClient(client, last, [&](const ClientTrace &trace) { answer = trace; });
    if (!QTest::qWaitFor([&] { return answer.has_value(); }, 30'000))
        qFatal("traceClient() did not answer");
    return *answer;
}

} // namespace

void HubExplainTest::eachFateIsReported()
{
    HubBench bench;
    const QByteArray before = bench.publish("a", "1");
    const LinePtr line = bench.subscribe({"a"}, {}, false);
    const QByteArray client = bench.lastClientId;
    line->takeWaiting();
    const QByteArray taken = bench.publish("a", "2");
    line->takeWaiting();
    const QByteArray queued = bench.publish("a", "3");
    const QByteArray unselected = bench.publish("b", "4");
    QCOMPARE(fateOf(bench, client, before), Fate::BeforeStart);
    QCOMPARE(fateOf(bench, client, taken), Fate::Taken);
    QCOMPARE(fateOf(bench, client, queued), Fate::Queued);
    QCOMPARE(fateOf(bench, client, unselected), Fate::NotSelected);
    const Explanation explanation = explain(bench, client, taken);
    QCOMPARE(explanation.channel, "a");
    QCOMPARE(explanation.answer.takenAt, bench.clock.wall);
    QVERIFY(!explanation.departure);
    QVERIFY2(explanation.text.contains(isoTime(bench.clock.wall)), qPrintable(explanation.text));
}

void HubExplainTest::whatTheKernelTookIsAcknowledgedWhenThePeerSaysSo()
{
    HubBench bench;
    const LinePtr line = bench.subscribe({"a"});
    const QByteArray first = bench.publish("a", "1");
    const qsizetype upToFirst = line->bytes().size();
    const QByteArray second = bench.publish("a", "2");
    const qint64 unacknowledged = line->bytes().size() - upToFirst;
    line->kernel = {unacknowledged, 100};
    QCOMPARE(fateOf(bench, bench.lastClientId, first), Fate::Acknowledged);
    QCOMPARE(fateOf(bench, bench.lastClientId, second), Fate::Taken);
    line->kernel = {0, 100};
    QCOMPARE(fateOf(bench, bench.lastClientId, second), Fate::Acknowledged);
}

void HubExplainTest::whatReplayHasNotReachedIsComing()
{
    HubBench bench;
    bench.publish("a", QByteArray(70'000, 'x')); // a chunk of its own
    const QByteArray later = bench.publish("a", "2");
    const LinePtr line = bench.subscribe({"a"}, earliest(), false);
    line->takeWaiting();
    QCOMPARE(fateOf(bench, bench.lastClientId, later), Fate::Coming);
    while (!line->waiting.empty() || eventsOf(*line).size() < 2) {
        bench.settle();
        line->takeWaiting();
    }
    QCOMPARE(fateOf(bench, bench.lastClientId, later), Fate::Taken);
}

void HubExplainTest::whatWasTrimmedBeforeAReplayIsLostInItsGap()
{
    HistoryLimits limits;
    limits.maximumEvents = 2;
    HubBench bench(limits);
    QByteArrayList ids;
    for (int i = 0; i < 5; ++i)
        ids.append(bench.publish("a", QByteArray::number(i)));
    const LinePtr line = bench.subscribe({"a"}, after(ids[0]));
    bench.settle();
    QCOMPARE(line->taken.size() > 1, true);
    QCOMPARE(fateOf(bench, bench.lastClientId, ids[1]), Fate::LostInGap);
    QCOMPARE(fateOf(bench, bench.lastClientId, ids[2]), Fate::LostInGap);
    QCOMPARE(fateOf(bench, bench.lastClientId, ids[3]), Fate::Taken);
    QCOMPARE(fateOf(bench, bench.lastClientId, ids[4]), Fate::Taken);
    QVERIFY(explain(bench, bench.lastClientId, ids[1]).channel.isEmpty());
    QCOMPARE(bench.snapshot(true).clients->constFirst().gapsReported, 1u);
}

void HubExplainTest::whatCameBehindAGapAtTheEndIsNotLost()
{
    HistoryLimits limits;
    limits.maximumEvents = 1;
    HubBench bench(limits);
    bench.subscribe({"a"}, after("9-9")); // unknown here, and nothing is held
    bench.settle();
    QCOMPARE(bench.snapshot(true).clients->constFirst().gapsReported, 1u);
    const QByteArray first = bench.publish("a", "1");
    bench.publish("a", "2"); // history drops the first
    QCOMPARE(fateOf(bench, bench.lastClientId, first), Fate::Taken);
}

void HubExplainTest::whoIsGoneIsRememberedWithTheReason()
{
    HubBench bench;
    const LinePtr line = bench.subscribe({"a"}, {}, false);
    line->takeWaiting();
    const QByteArray taken = bench.publish("a", "1");
    line->takeWaiting();
    const QByteArray queued = bench.publish("a", "2");
    line->kernel = {0, 100};
    bench.clock.advance(1s);
    line->end(EndReason::TooSlow);
    const QByteArray afterwards = bench.publish("a", "3");

    const Explanation explanation = explain(bench, bench.lastClientId, queued);
    QCOMPARE(explanation.answer.fate, Fate::NeverSent);
    QVERIFY(explanation.departure == Departure::TooSlow);
    QCOMPARE(explanation.departedAt, bench.clock.wall);
    QVERIFY2(explanation.text.contains(QStringLiteral("too slow")), qPrintable(explanation.text));
    QCOMPARE(fateOf(bench, bench.lastClientId, taken), Fate::Acknowledged); // as the kernel said at the end
    QCOMPARE(fateOf(bench, bench.lastClientId, afterwards), Fate::NeverSent);
}

void HubExplainTest::whoIsAboutToEndIsKnown()
{
    HubBench bench;
    const LinePtr line = bench.subscribe({"a"}, {}, false);
    line->takeWaiting();
    const QByteArray queued = bench.publish("a", "1");
    QVERIFY(bench.hub->disconnectClient(bench.lastClientId));
    QCOMPARE(fateOf(bench, bench.lastClientId, queued), Fate::Queued); // what waits still goes out
    line->takeWaiting();
    QCOMPARE(fateOf(bench, bench.lastClientId, queued), Fate::Taken);
}

void HubExplainTest::nobodyAndNothingAreSaid()
{
    HubBench bench;
    bench.subscribe({"a"});
    const QByteArray id = bench.publish("a", "1");
    const Explanation nobody = explain(bench, "c99", id);
    QVERIFY(nobody.found == Explanation::Found::NoClient);
    QVERIFY(!nobody.text.isEmpty());
    const Explanation nothing = explain(bench, bench.lastClientId, "no event of ours");
    QVERIFY(nothing.found == Explanation::Found::NoEvent);
    QVERIFY(!nothing.text.isEmpty());
}

void HubExplainTest::publishersOwnIdsAreFound()
{
    HubBench bench;
    bench.subscribe({"a"});
    bench.publish("a", "1", "order 17");
    QCOMPARE(fateOf(bench, bench.lastClientId, "order 17"), Fate::Taken);
}

void HubExplainTest::deliveryIsCountedOverAllClients()
{
    HubBench bench;
    const LinePtr acknowledges = bench.subscribe({"a"});
    acknowledges->kernel = {0, 100};
    bench.subscribe({"~a*"}); // says nothing of what it acknowledged
    const LinePtr slow = bench.subscribe({"a"}, {}, false);
    bench.subscribe({"b"});
    const LinePtr leaves = bench.subscribe({"a"}, {}, false);
    const QByteArray id = bench.publish("a", "1");
    bench.clock.advance(1s);
    leaves->end(EndReason::ClosedByPeer);
    bench.subscribe({"a"}); // too late
    DeliveryInfo delivery = deliveryOf(bench, id);
    QCOMPARE(delivery.eventId, id);
    QVERIFY(delivery.isHeld);
    QCOMPARE(delivery.subscribers, 4);
    QCOMPARE(delivery.acknowledged, 1);
    QCOMPARE(delivery.written, 1);
    QCOMPARE(delivery.queued, 1);
    QCOMPARE(delivery.lost, 1);
    slow->takeWaiting();
    delivery = deliveryOf(bench, id);
    QCOMPARE(delivery.queued, 0);
    QCOMPARE(delivery.written, 2);
}

void HubExplainTest::whoWasGoneBeforeAnEventHasLostNothing()
{
    HubBench bench;
    bench.subscribe({"a"})->end(EndReason::ClosedByPeer);
    bench.clock.advance(1s);
    const DeliveryInfo delivery = deliveryOf(bench, bench.publish("a", "1"));
    QVERIFY(delivery.isHeld);
    QCOMPARE(delivery.subscribers, 0);
    QCOMPARE(delivery.lost, 0);
}

void HubExplainTest::ofWhatHistoryDroppedNoDeliveryIsReported()
{
    HistoryLimits limits;
    limits.maximumEvents = 1;
    HubBench bench(limits);
    bench.subscribe({"a"});
    const QByteArray first = bench.publish("a", "1");
    bench.publish("a", "2");
    const DeliveryInfo delivery = deliveryOf(bench, first);
    QVERIFY(!delivery.isHeld);
    QCOMPARE(delivery.subscribers, 0);
}

void HubExplainTest::ofWhoIsGoneHistoryIsReadFromItsLastEventsOn()
{
    HistoryLimits limits;
    limits.maximumEvents = 10'000;
    HubBench bench(limits, HubBench::StoreKind::Faulty);
    const LinePtr byName = bench.subscribe({"a"});
    const QByteArray named = bench.lastClientId;
    const LinePtr byPattern = bench.subscribe({"~a*"});
    const QByteArray patterned = bench.lastClientId;
    QByteArrayList ids;
    for (int i = 0; i < 500; ++i) // each a chunk of its own
        ids.append(bench.publish("a", QByteArray(66'000, 'x')));
    byName->end(EndReason::ClosedByPeer);
    byPattern->end(EndReason::ClosedByPeer);
    for (int i = 0; i < 500; ++i)
        bench.publish("a", "later");
    for (const QByteArray &client : {named, patterned}) {
        bench.faultyStore().reads = 0;
        const ClientTrace trace = traceOf(bench, client, 3);
        QCOMPARE(trace.entries.size(), 3);
        for (int i = 0; i < 3; ++i)
            QCOMPARE(trace.entries[i].eventId, ids[497 + i]);
        QVERIFY2(bench.faultyStore().reads <= 4, qPrintable(QString::number(bench.faultyStore().reads)));
    }
}

void HubExplainTest::whoWasTurnedAwayGotNothing()
{
    HubBench bench({}, HubBench::StoreKind::Faulty);
    bench.publish("a", "1");
    Subscription subscription;
    subscription.selection = select({"a"});
    bench.hub->turnAway(subscription);
    bench.faultyStore().reads = 0;
    const ClientTrace trace = traceOf(bench, bench.hub->disconnections().back().client.id, 3);
    QVERIFY(trace.found == Explanation::Found::Fate && trace.entries.isEmpty());
    QCOMPARE(bench.faultyStore().locates + bench.faultyStore().reads, 0);
}

void HubExplainTest::aClientIsTracedOnceAtATime()
{
    HubBench bench({}, HubBench::StoreKind::Faulty);
    const LinePtr line = bench.subscribe({"a"});
    const QByteArray first = bench.lastClientId;
    const LinePtr other = bench.subscribe({"a"});
    bench.publish("a", "1");
    bench.settle();
    bench.faultyStore().locates = 0;
    int answers = 0;
    const auto count = [&](const ClientTrace &trace) { answers += int(trace.entries.size()); };
    bench.hub->traceClient(first, 5, count);
    bench.hub->traceClient(first, 5, count);
    QCOMPARE(bench.faultyStore().locates, 1);
    bench.hub->traceClient(bench.lastClientId, 5, count);
    QCOMPARE(bench.faultyStore().locates, 2);
    QTRY_COMPARE_WITH_TIMEOUT(answers, 3, 30'000);
    QCOMPARE(bench.faultyStore().locates, 3);
}

void HubExplainTest::nobodyIsTracedForWhoIsGone()
{
    HistoryLimits limits;
    limits.maximumEvents = 10'000;
    HubBench bench(limits, HubBench::StoreKind::Faulty);
    const LinePtr line = bench.subscribe({"a"});
    for (int i = 0; i < 100; ++i) // each a chunk of its own
        bench.publish("a", QByteArray(66'000, 'x'));
    bench.settle();
    bench.faultyStore().reads = 0;
    bool isWanted = true;
    bool isAnswered = false;
    bench.hub->traceClient(
        bench.lastClientId, 100, [&](const ClientTrace &) { isAnswered = true; }, [&] { return isWanted; });
    isWanted = false;
    QCOMPARE(traceOf(bench, bench.lastClientId, 1).entries.size(), 1); // which comes behind it
    QVERIFY(!isAnswered);
    QVERIFY2(bench.faultyStore().reads < 10, qPrintable(QString::number(bench.faultyStore().reads)));
}

void HubExplainTest::theKernelIsAskedAboutManyClientsInTurns()
{
    HubBench bench;
    std::vector<LinePtr> lines;
    for (int i = 0; i < 250; ++i) {
        lines.push_back(bench.subscribe({"a"}));
        lines.back()->kernel = {i, 100};
    }
    const auto known = [&] {
        const HubSnapshot snapshot = bench.snapshot(true);
        return std::count_if(snapshot.clients->cbegin(), snapshot.clients->cend(),
                             [](const ClientInfo &client) { return client.kernel.has_value(); });
    };
    QCOMPARE(known(), 100);                          // these at once
    QTRY_COMPARE_WITH_TIMEOUT(known(), 250, 30'000); // the others a little later
    const qint64 before = bench.clock.wall;
    bench.clock.advance(5s);
    const auto knownSince = [&](qint64 time) {
        const HubSnapshot snapshot = bench.snapshot(true);
        return std::count_if(snapshot.clients->cbegin(), snapshot.clients->cend(),
                             [time](const ClientInfo &client) { return client.kernel->takenAt == time; });
    };
    QVERIFY(knownSince(before) > 0); // whose turn has not come: their age shows
    QTRY_COMPARE_WITH_TIMEOUT(knownSince(bench.clock.wall), 250, 30'000);
}

void HubExplainTest::whoIsGoneIsNotAskedAbout()
{
    HubBench bench;
    std::vector<LinePtr> lines;
    for (int i = 0; i < 150; ++i)
        lines.push_back(bench.subscribe({"a"}));
    bench.snapshot(true);
    for (const LinePtr &line : lines)
        line->end(EndReason::ClosedByPeer);
    const LinePtr last = bench.subscribe({"a"});
    last->kernel = {1, 2};
    QTRY_VERIFY_WITH_TIMEOUT(bench.snapshot(true).clients->constFirst().kernel, 30'000);
}

void HubExplainTest::latencyIsMeasuredForTheBusiestChannelsAlone()
{
    HubBench bench;
    bench.subscribe({"~*"});
    const auto publishSome = [&](int channels, int more) {
        for (int i = 0; i < channels; ++i) {
            for (int n = 0; n < i + more; ++n)
                bench.publish("channel " + QByteArray::number(i), "x");
        }
        bench.clock.advance(1s);
    };
    QVERIFY(bench.hub->channelLatencies().isEmpty());
    publishSome(14, 1);
    QTRY_COMPARE_WITH_TIMEOUT(bench.hub->channelLatencies().size(), qsizetype(Hub::MeasuredChannels), 30'000);
    for (const ChannelLatency &channel : bench.hub->channelLatencies()) {
        QVERIFY2(channel.channel.mid(8).toInt() >= 4, channel.channel.constData());
        QCOMPARE(channel.latency->count(), 0u); // measured from now on
    }
    publishSome(14, 1);
    for (const ChannelLatency &channel : bench.hub->channelLatencies())
        QCOMPARE(channel.latency->count(), quint64(channel.channel.mid(8).toInt() + 1));
    QCOMPARE(bench.hub->latency().count(), 2u * 14 * 15 / 2);
}

QTEST_GUILESS_MAIN(HubExplainTest)
#include "tst_hub_explain.moc"
