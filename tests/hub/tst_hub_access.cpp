// SPDX-License-Identifier: GPL-3.0-or-later
#include "hubbench.h"
#include "hubtest.h"

#include <QSignalSpy>
#include <QTest>
#include <QTimer>

using namespace helio;
using namespace helio::test;
using namespace std::chrono_literals;

/// Patterns that are restricted to what is granted, and streams whose right ends.
class HubAccessTest : public HubTest
{
    Q_OBJECT
private Q_SLOTS:
    void aRestrictedPatternReceivesWhatIsGranted();
    void groupsOfOneRestrictionAreKeptApart();
    void replayGivesWhatIsGranted();
    void trimmingOfAnUngrantedChannelIsNoGap();
    void trimmingOfAGrantedChannelIsAGap();
    void theLastEventsAreThoseOfGrantedChannels();
    void countsKnowTheRestriction();
    void anUngrantedEventIsNotSelected();
    void aStreamEndsWhenItsTokenExpires();
    void whoIsGoneDoesNotExpire();
    void reviewEndsThoseThatMayNotStay();
    void aCostlyReviewLetsOthersHaveTheirTurn();
};

namespace {

Subscription restricted(const QByteArrayList &entries, const QByteArrayList &granted, const Start &start = {})
{
    Subscription subscription;
    subscription.selection = select(entries);
    QList<Pattern> patterns;
    for (const QByteArray &glob : granted)
        patterns.append(Pattern(glob));
    subscription.selection.restrictPatterns(patterns);
    subscription.start = start;
    return subscription;
}

void turn(HubBench &bench, std::chrono::milliseconds time)
{
    bench.clock.advance(time);
    // The hub's own turn, in which it reads the clock; its slot is called before the spy, and what is due in slices by
    // the turn after.
    QSignalSpy turned(bench.hub->findChild<QTimer *>(QString(), Qt::FindDirectChildrenOnly), &QTimer::timeout);
    QTRY_VERIFY_WITH_TIMEOUT(turned.size() >= 2, 30'000);
}

} // namespace

void HubAccessTest::aRestrictedPatternReceivesWhatIsGranted()
{
    HubBench bench;
    const LinePtr line = bench.subscribe(restricted({"~*", "named"}, {"a.*", "b"}));
    for (const QByteArray channel : {"a.1", "b", "c", "named", "a", "b.1"})
        bench.publish(channel, channel);
    QCOMPARE(eventsOf(*line), QByteArrayList({"a.1", "b", "named"}));
}

void HubAccessTest::groupsOfOneRestrictionAreKeptApart()
{
    HubBench bench;
    const LinePtr a = bench.subscribe(restricted({"~*"}, {"a"}));
    const LinePtr b = bench.subscribe(restricted({"~*"}, {"b"}));
    const LinePtr none = bench.subscribe(restricted({"~*"}, {}));
    const LinePtr all = bench.subscribe({"~*"});
    bench.publish("a", "1");
    bench.publish("b", "2");
    QCOMPARE(eventsOf(*a), QByteArrayList{"1"});
    QCOMPARE(eventsOf(*b), QByteArrayList{"2"});
    QCOMPARE(eventsOf(*none), QByteArrayList());
    QCOMPARE(eventsOf(*all), QByteArrayList({"1", "2"}));
}

void HubAccessTest::replayGivesWhatIsGranted()
{
    HubBench bench;
    for (int i = 0; i < 3; ++i) {
        bench.publish("a.1", "a" + QByteArray::number(i));
        bench.publish("secret", "s" + QByteArray::number(i));
    }
    const LinePtr line = bench.subscribe(restricted({"~*"}, {"a.*"}, earliest()));
    bench.settle();
    bench.publish("secret", "s3");
    bench.publish("a.2", "a3");
    QTRY_COMPARE(eventsOf(*line), QByteArrayList({"a0", "a1", "a2", "a3"}));
}

void HubAccessTest::trimmingOfAnUngrantedChannelIsNoGap()
{
    HubBench bench({.maximumEvents = 2});
    const QByteArray before = bench.publish("a", "1");
    for (int i = 0; i < 9; ++i)
        bench.publish("secret", "s");
    const LinePtr line = bench.subscribe(restricted({"~*"}, {"a"}, after(before)));
    bench.publish("a", "2");
    QTRY_COMPARE(eventsOf(*line), QByteArrayList{"2"});
}

void HubAccessTest::trimmingOfAGrantedChannelIsAGap()
{
    HubBench bench({.maximumEvents = 2});
    const QByteArray before = bench.publish("a", "1");
    for (int i = 0; i < 9; ++i)
        bench.publish("a", "x");
    const LinePtr line = bench.subscribe(restricted({"~*"}, {"a"}, after(before)));
    QTRY_COMPARE(eventsOf(*line).size(), 3);
    QVERIFY(eventsOf(*line).constFirst().startsWith("(gap "));
}

void HubAccessTest::theLastEventsAreThoseOfGrantedChannels()
{
    HubBench bench;
    bench.publish("a", "1");
    bench.publish("a", "2");
    bench.publish("secret", "s");
    Start last;
    last.kind = Start::Kind::Last;
    last.count = 1;
    const LinePtr line = bench.subscribe(restricted({"~*"}, {"a"}, last));
    QTRY_COMPARE(eventsOf(*line), QByteArrayList{"2"});
}

void HubAccessTest::countsKnowTheRestriction()
{
    HubBench bench;
    const LinePtr line = bench.subscribe(restricted({"~*"}, {"a"}));
    QCOMPARE(bench.publish({{"a", {}, "1", {}, {}}}).events.constFirst().subscribers, 1);
    QCOMPARE(bench.publish({{"b", {}, "1", {}, {}}}).events.constFirst().subscribers, 0);
    for (const ChannelInfo &channel : bench.snapshot(false).channels)
        QCOMPARE(channel.subscribers, channel.name == "a" ? 1 : 0);
}

void HubAccessTest::anUngrantedEventIsNotSelected()
{
    HubBench bench;
    const LinePtr line = bench.subscribe(restricted({"~*"}, {"a"}));
    const QByteArray event = bench.publish("b", "1");
    std::optional<Fate> fate;
    bench.hub->explain(bench.lastClientId, event, [&](const Explanation &answer) { fate = answer.answer.fate; });
    QTRY_COMPARE(fate, Fate::NotSelected);
}

void HubAccessTest::aStreamEndsWhenItsTokenExpires()
{
    HubBench bench;
    Subscription subscription;
    subscription.selection = select({"a"});
    subscription.expiresAt = bench.clock.wall + 10'000;
    const LinePtr line = bench.subscribe(subscription);
    const LinePtr other = bench.subscribe({"a"});
    turn(bench, 9'999ms);
    QVERIFY(!line->isFinished);
    turn(bench, 1ms);
    QVERIFY(line->isFinished && !other->isFinished);
    QVERIFY2(line->bytes().contains("\nretry: "), line->bytes().constData());
    QCOMPARE(bench.hub->disconnections().back().departure, Departure::Expired);
    QCOMPARE(departureName(Departure::Expired), QStringLiteral("expired"));
}

void HubAccessTest::whoIsGoneDoesNotExpire()
{
    HubBench bench;
    Subscription subscription;
    subscription.selection = select({"a"});
    subscription.expiresAt = bench.clock.wall + 10'000;
    bench.subscribe(subscription)->end(EndReason::ClosedByPeer);
    turn(bench, 20'000ms);
    QCOMPARE(bench.hub->disconnections().size(), 1u);
    QCOMPARE(bench.hub->disconnections().back().departure, Departure::ClosedByPeer);
}

void HubAccessTest::reviewEndsThoseThatMayNotStay()
{
    HubBench bench;
    std::vector<LinePtr> lines;
    for (int i = 0; i < 50; ++i) {
        Subscription subscription;
        subscription.selection = select({"a"});
        subscription.subject = i % 2 ? QStringLiteral("odd") : QStringLiteral("even");
        lines.push_back(bench.subscribe(subscription));
    }
    bench.hub->review([](const Subscription &subscription) { return subscription.subject == QLatin1String("even"); });
    QTRY_COMPARE(bench.hub->subscriberCount(), 25);
    for (size_t i = 0; i < lines.size(); ++i)
        QCOMPARE(lines[i]->isFinished, i % 2 == 1);
    QCOMPARE(bench.hub->totals().disconnects.value(QStringLiteral("revoked")), 25u);
}

void HubAccessTest::aCostlyReviewLetsOthersHaveTheirTurn()
{
    constexpr int Streams = 24;
    HubBench bench;
    std::vector<LinePtr> lines;
    for (int i = 0; i < Streams; ++i) {
        Subscription subscription;
        subscription.selection = select({"a"});
        lines.push_back(bench.subscribe(subscription));
    }
    // Each takes longer than a turn may: the checking of a long signature on a slow machine.
    int judged = 0;
    bench.hub->review([&judged](const Subscription &) {
        const auto until = std::chrono::steady_clock::now() + 3ms;
        while (std::chrono::steady_clock::now() < until)
            continue;
        ++judged;
        return true;
    });
    int most = 0;
    QTimer others;
    connect(&others, &QTimer::timeout, this,
            [&judged, &most, before = 0]() mutable { most = std::max(most, judged - std::exchange(before, judged)); });
    others.start(0);
    QTRY_COMPARE(judged, Streams);
    QTRY_VERIFY(most > 0);
    QVERIFY2(most <= 4, qPrintable(QString::number(most)));
}

QTEST_GUILESS_MAIN(HubAccessTest)
#include "tst_hub_access.moc"
