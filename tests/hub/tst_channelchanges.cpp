// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/channelchanges.h"
#include "hubbench.h"

#include <QTest>

using namespace helio;
using namespace helio::test;
using namespace std::chrono_literals;

/// What became of the channels since one asked last.
class ChannelChangesTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theFirstRoundNamesAllThatMatch();
    void laterOnesNameWhatChanged();
    void whoListensByPatternIsAChangeOfThoseChannels();
    void aRateThatFallsIsAChange();
    void aForgottenChannelIsGone();
    void aRoundIsInSteps();
    void channelsMayComeAndGoWithinARound();
};

namespace {

/// A round, `atMost` at a time: the changed ones, then behind a minus those that are gone.
QByteArrayList round(ChannelChanges &changes, size_t atMost = 100)
{
    QByteArrayList changed, gone;
    changes.begin();
    while (changes.advance(
        atMost, [&](const ChannelInfo &channel) { changed.append(channel.name); },
        [&](const QByteArray &name) { gone.append('-' + name); })) {
    }
    return changed + gone;
}

QList<ChannelInfo> figures(ChannelChanges &changes)
{
    QList<ChannelInfo> changed;
    changes.begin();
    while (changes.advance(
        100, [&](const ChannelInfo &channel) { changed.append(channel); }, [](const QByteArray &) {})) {
    }
    return changed;
}

} // namespace

void ChannelChangesTest::theFirstRoundNamesAllThatMatch()
{
    HubBench bench;
    for (const char *name : {"b1", "a", "b2"})
        bench.publish(name, "x");
    QCOMPARE(round(*bench.hub->watchChannels({})), (QByteArrayList{"a", "b1", "b2"}));
    const auto some = bench.hub->watchChannels(Pattern("b*"));
    QCOMPARE(round(*some), (QByteArrayList{"b1", "b2"}));
    bench.clock.advance(5s);
    round(*some);
    bench.publish("a", "y");
    QCOMPARE(round(*some), QByteArrayList());
}

void ChannelChangesTest::laterOnesNameWhatChanged()
{
    HubBench bench;
    for (const char *name : {"a", "b", "c"})
        bench.publish(name, "x");
    const auto changes = bench.hub->watchChannels({});
    round(*changes);
    bench.clock.advance(5s);
    round(*changes); // their rates have fallen
    QCOMPARE(round(*changes), QByteArrayList());
    bench.publish("b", "y");
    const QList<ChannelInfo> changed = figures(*changes);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed[0].name, "b");
    QCOMPARE(changed[0].events, 2u);
    QCOMPARE(changed[0].historyEvents, 2);
    const LinePtr line = bench.subscribe({"c", "new"});
    QCOMPARE(round(*changes).last(), "new");
    bench.clock.advance(5s);
    round(*changes);
    line->halfClose();
    QCOMPARE(round(*changes).mid(0, 1), (QByteArrayList{"c"}));
}

void ChannelChangesTest::whoListensByPatternIsAChangeOfThoseChannels()
{
    HubBench bench;
    for (const char *name : {"a1", "a2", "b"})
        bench.publish(name, "x");
    const auto changes = bench.hub->watchChannels({});
    round(*changes);
    bench.clock.advance(5s);
    round(*changes);
    const LinePtr line = bench.subscribe({"~a*"});
    const QList<ChannelInfo> changed = figures(*changes);
    QCOMPARE(changed.size(), 2);
    QCOMPARE(changed[0].name, "a1");
    QCOMPARE(changed[0].subscribers, 1);
    line->halfClose();
    QCOMPARE(round(*changes), (QByteArrayList{"a1", "a2"}));
    QCOMPARE(round(*changes), QByteArrayList());
}

void ChannelChangesTest::aRateThatFallsIsAChange()
{
    HubBench bench;
    const auto changes = bench.hub->watchChannels({});
    bench.publish("a", "x");
    round(*changes);
    bench.clock.advance(1s);
    QCOMPARE(figures(*changes).value(0).eventsPerSecond, 1.0);
    bench.clock.advance(1s);
    QCOMPARE(figures(*changes).value(0).eventsPerSecond, 0.0);
    bench.clock.advance(1s);
    QCOMPARE(round(*changes), QByteArrayList());
}

void ChannelChangesTest::aForgottenChannelIsGone()
{
    HubBench bench;
    const LinePtr line = bench.subscribe({"m"});
    bench.publish("a", "x");
    bench.publish("z", "x");
    const auto changes = bench.hub->watchChannels({});
    round(*changes);
    bench.clock.advance(5s);
    round(*changes);
    line->halfClose();
    round(*changes);
    QVERIFY(QTest::qWaitFor([&] {
        bench.clock.advance(2s);
        return round(*changes) == QByteArrayList{"-m"};
    }));
    QCOMPARE(round(*changes), QByteArrayList());
}

void ChannelChangesTest::aRoundIsInSteps()
{
    HubBench bench;
    for (int i = 0; i < 50; ++i)
        bench.publish("c" + QByteArray::number(100 + i), "x");
    const auto changes = bench.hub->watchChannels({});
    changes->begin();
    int steps = 0;
    int named = 0;
    bool goesOn = true;
    while (goesOn) {
        int before = named;
        goesOn = changes->advance(
            8, [&](const ChannelInfo &) { ++named; }, [](const QByteArray &) {});
        QVERIFY(named - before <= 8);
        ++steps;
    }
    QCOMPARE(named, 50);
    QVERIFY(steps >= 7);
}

void ChannelChangesTest::channelsMayComeAndGoWithinARound()
{
    HubBench bench;
    for (const char *name : {"b", "d", "f"})
        bench.publish(name, "x");
    const auto changes = bench.hub->watchChannels({});
    QByteArrayList named;
    const auto step = [&] {
        return changes->advance(
            1, [&](const ChannelInfo &channel) { named.append(channel.name); },
            [&](const QByteArray &name) { named.append('-' + name); });
    };
    changes->begin();
    step();
    step();
    bench.publish("a", "behind where the round is");
    bench.publish("e", "before it");
    while (step()) {
    }
    QCOMPARE(named, (QByteArrayList{"b", "d", "e", "f"}));
    bench.clock.advance(5s);
    QVERIFY(round(*changes).contains("a"));
    QCOMPARE(round(*changes), QByteArrayList());
}

QTEST_GUILESS_MAIN(ChannelChangesTest)
#include "tst_channelchanges.moc"
