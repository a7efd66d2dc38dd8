// SPDX-License-Identifier: GPL-3.0-or-later
#include "hubbench.h"

#include <QRandomGenerator>
#include <QTest>

using namespace helio;
using namespace helio::test;

/// Who gets an event by a pattern, and how many the hub says it goes to.
class PatternListenersTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void thoseOfTheSamePatternsAllGetIt();
    void whoNamedTheChannelToo_data();
    void whoNamedTheChannelToo();
    void globsThatOnlyLookAlikeWhenJoinedStayApart();
    void comingAndGoingKeepsTheRest();

private:
    /// What /api/channels says of `channel`.
    static qint64 reachedBy(HubBench &bench, const QByteArray &channel)
    {
        for (const ChannelInfo &info : bench.snapshot(false).channels) {
            if (info.name == channel)
                return info.subscribers;
        }
        return -1;
    }
};

void PatternListenersTest::thoseOfTheSamePatternsAllGetIt()
{
    HubBench bench;
    std::vector<LinePtr> lines;
    for (int i = 0; i < 10; ++i)
        lines.push_back(bench.subscribe({"~users.*"}));
    const LinePtr other = bench.subscribe({"~rooms.*"});
    QCOMPARE(bench.publish({{"users.ada", {}, "1", {}, {}}}).events.constFirst().subscribers, 10);
    QCOMPARE(reachedBy(bench, "users.ada"), 10);
    for (const LinePtr &line : lines)
        QCOMPARE(eventsOf(*line), QByteArrayList{"1"});
    QCOMPARE(eventsOf(*other), QByteArrayList{});
}

void PatternListenersTest::whoNamedTheChannelToo_data()
{
    QTest::addColumn<QByteArrayList>("entries");
    QTest::newRow("its name and a pattern") << QByteArrayList{"users.ada", "~users.*"};
    QTest::newRow("another name and a pattern") << QByteArrayList{"news", "~users.*"};
    QTest::newRow("two patterns") << QByteArrayList{"~users.*", "~*.ada"};
    QTest::newRow("the same pattern twice") << QByteArrayList{"~users.*", "~users.*"};
}

void PatternListenersTest::whoNamedTheChannelToo()
{
    QFETCH(QByteArrayList, entries);
    HubBench bench;
    const LinePtr plain = bench.subscribe({"~users.*"});
    const LinePtr line = bench.subscribe(entries);
    QCOMPARE(bench.publish({{"users.ada", {}, "1", {}, {}}}).events.constFirst().subscribers, 2);
    QCOMPARE(reachedBy(bench, "users.ada"), 2);
    QCOMPARE(eventsOf(*line), QByteArrayList{"1"});
    QCOMPARE(eventsOf(*plain), QByteArrayList{"1"});
}

void PatternListenersTest::globsThatOnlyLookAlikeWhenJoinedStayApart()
{
    HubBench bench;
    const LinePtr one = bench.subscribe({"~a1:b"});
    const LinePtr two = bench.subscribe({"~a", "~b"});
    bench.publish("a", "1");
    bench.publish("a1:b", "2");
    QCOMPARE(eventsOf(*one), QByteArrayList{"2"});
    QCOMPARE(eventsOf(*two), QByteArrayList{"1"});
}

void PatternListenersTest::comingAndGoingKeepsTheRest()
{
    HubBench bench;
    QRandomGenerator random(7);
    const QByteArrayList selections[] = {{"~a*"}, {"~a*", "b"}, {"~*"}, {"ab", "~a*"}, {"ab"}};
    struct One
    {
        LinePtr line;
        Selection selection;
        int expected = 0;
    };
    std::vector<One> all;
    for (int step = 0; step < 2000; ++step) {
        if (random.bounded(2) == 0 || all.size() < 3) {
            const QByteArrayList &entries = selections[random.bounded(5)];
            all.push_back({bench.subscribe(entries), select(entries), 0});
        } else {
            const size_t gone = random.bounded(quint32(all.size()));
            all[gone].line->end(EndReason::ClosedByPeer);
            all.erase(all.begin() + std::ptrdiff_t(gone));
        }
        const QByteArray channel = QByteArrayList{"ab", "b", "c"}[random.bounded(3)];
        qint64 reached = 0;
        for (One &one : all) {
            const bool gets = one.selection.matches(channel);
            one.expected += gets;
            reached += gets;
        }
        QCOMPARE(bench.publish({{channel, {}, "x", {}, {}}}).events.constFirst().subscribers, reached);
        QCOMPARE(reachedBy(bench, channel), reached);
    }
    for (const One &one : all)
        QCOMPARE(eventsOf(*one.line).size(), one.expected);
}

QTEST_GUILESS_MAIN(PatternListenersTest)
#include "tst_patternlisteners.moc"
