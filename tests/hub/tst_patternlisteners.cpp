// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/patternlisteners.h"
#include "hub/queuememory.h"
#include "hubbench.h"

#include <QRandomGenerator>
#include <QTest>

#include <set>

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
    void anEventOnAKnownChannelIsComparedWithNothing();
    void aKnownChannelIsComparedWithNewGroupsAlone();
    void aPatternIsComparedOnceHoweverManyGroupsHoldIt();
    void ofThousandsOfPatternsANewChannelIsComparedWithFew();
    void whatIsRememberedIsBounded();
    void differentPatternsAreBounded();
    void thoseThatNoIndexFindsAreFewer();
    void whatManyAskForIsForgottenWithThem();
    void theSamePatternsInAnotherOrderAreOneGroup();
    void anyComingAndGoingGivesWhatTheSelectionsSay();
    void aLossReachesThoseWhoMayMissSomething();

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

namespace {

/// Hosts nothing: its subscribers are never begun.
class NoHost final : public SubscriberHost
{
public:
    const Clock &clock() const override { return clock_; }
    Store &store() override { qFatal("no store"); }
    std::optional<Position> lastDelivered() const override { return {}; }
    void replayLater(Subscriber &) override {}
    void replayWhenRoom(Subscriber &) override {}
    FramePtr replayFrame(WireForm, const QList<StoredEventPtr> &) override { return {}; }
    const std::shared_ptr<QueueMemory> &queueMemory() const override { return memory_; }
    void endLater(Subscriber &, Departure) override {}
    void onTaken(const Frame &) override {}
    void onGapSent(bool) override {}
    void onLeft(Subscriber &, Departure) override {}
    void onEnded(Subscriber &, Departure) override {}

private:
    SettableClock clock_;
    std::shared_ptr<QueueMemory> memory_ = std::make_shared<QueueMemory>(1 << 20);
};

/// The listeners alone, without a hub.
struct Listeners
{
    NoHost host;
    PatternListeners listeners;
    std::vector<std::shared_ptr<Subscriber>> all;

    ~Listeners()
    {
        while (!all.empty())
            remove(0);
    }
    void add(const Selection &selection)
    {
        Subscription subscription;
        subscription.selection = selection;
        all.push_back(std::make_shared<Subscriber>(host, "c1", subscription,
                                                   std::make_unique<ScriptedTransport>(std::make_shared<Line>())));
        listeners.add(all.back().get());
    }
    void remove(size_t index)
    {
        listeners.remove(all[index].get());
        all.erase(all.begin() + std::ptrdiff_t(index));
    }
    std::set<Subscriber *> reached(const QByteArray &channel) const
    {
        std::set<Subscriber *> subscribers;
        listeners.visit(channel, [&](Subscriber *subscriber) { subscribers.insert(subscriber); });
        return subscribers;
    }
    /// How often a pattern was compared for an event on `channel`.
    qint64 comparisonsFor(const QByteArray &channel) const
    {
        const qint64 before = listeners.figures().comparisons;
        reached(channel);
        return listeners.figures().comparisons - before;
    }
};

/// 20 clients with 100 patterns each that differ at their ends only.
void addManyAlike(Listeners &listeners)
{
    for (int client = 0; client < 20; ++client) {
        Selection selection;
        for (int i = 0; i < 100; ++i)
            selection.addPattern('*' + QByteArray(200, 'a') + QByteArray::number(10'000 + client * 100 + i));
        listeners.add(selection);
    }
}

} // namespace

void PatternListenersTest::anEventOnAKnownChannelIsComparedWithNothing()
{
    Listeners listeners;
    addManyAlike(listeners);
    const QByteArray channel = QByteArray(230, 'a') + "10742";
    QCOMPARE(listeners.reached(channel), std::set{listeners.all[7].get()});
    for (int i = 0; i < 100; ++i)
        QCOMPARE(listeners.comparisonsFor(channel), 0);
    QCOMPARE(listeners.listeners.count(channel), 1);
}

void PatternListenersTest::aKnownChannelIsComparedWithNewGroupsAlone()
{
    Listeners listeners;
    addManyAlike(listeners);
    listeners.reached("users.ada");
    listeners.add(select({"~users.*", "~rooms.*"}));
    QCOMPARE(listeners.reached("users.ada"), std::set{listeners.all.back().get()});
    QCOMPARE(listeners.comparisonsFor("users.ada"), 0);
    listeners.add(select({"~*.bob", "~*.eve"}));
    QCOMPARE(listeners.comparisonsFor("users.ada"), 2);
    listeners.add(select({"~users.*", "~rooms.*"})); // the group is there already
    QCOMPARE(listeners.comparisonsFor("users.ada"), 0);
    QCOMPARE(listeners.reached("users.ada").size(), size_t(2));
}

void PatternListenersTest::aPatternIsComparedOnceHoweverManyGroupsHoldIt()
{
    Listeners listeners;
    for (int i = 0; i < 100; ++i)
        listeners.add(select({"~users.*", "~rooms." + QByteArray::number(i)}));
    QCOMPARE(listeners.listeners.figures().groups, size_t(100));
    QCOMPARE(listeners.listeners.figures().patterns, 101);
    QCOMPARE(listeners.comparisonsFor("users.ada"), 1);
    QCOMPARE(listeners.reached("users.ada").size(), size_t(100));
}

void PatternListenersTest::ofThousandsOfPatternsANewChannelIsComparedWithFew()
{
    Listeners listeners;
    addManyAlike(listeners);
    QCOMPARE(listeners.listeners.figures().patterns, 2000);
    QVERIFY(listeners.comparisonsFor(QByteArray(230, 'a') + "10742") <= 40);
    QVERIFY(listeners.comparisonsFor(QByteArray(230, 'a') + "99999") <= 40);
    QVERIFY(listeners.comparisonsFor("users.ada") <= 40);
}

void PatternListenersTest::whatIsRememberedIsBounded()
{
    Listeners listeners;
    for (int i = 0; i < 20; ++i)
        listeners.add(select({"~*", '~' + QByteArray::number(i)}));
    const int channels = int(PatternListeners::MaximumKnownChannels) + 100;
    for (int i = 0; i < channels; ++i) {
        listeners.reached('c' + QByteArray::number(i));
        QVERIFY(listeners.listeners.figures().knownChannels <= PatternListeners::MaximumKnownChannels);
        QVERIFY(listeners.listeners.figures().knownMatches <= PatternListeners::MaximumKnownMatches);
    }
    QVERIFY(listeners.comparisonsFor('c' + QByteArray::number(channels - 1)) == 0);
    QVERIFY(listeners.comparisonsFor("c0") > 0); // it was the first to be forgotten
    QCOMPARE(listeners.reached("c0").size(), size_t(20));
}

void PatternListenersTest::differentPatternsAreBounded()
{
    Listeners listeners;
    for (qsizetype i = 0; i < PatternListeners::MaximumPatterns; i += Selection::MaximumEntries) {
        QByteArrayList entries;
        for (qsizetype j = i; j < i + Selection::MaximumEntries; ++j)
            entries.append("~users." + QByteArray::number(j) + ".*");
        listeners.add(select(entries));
    }
    QVERIFY(!listeners.listeners.hasRoomFor(select({"~another.*"})));
    QVERIFY(listeners.listeners.hasRoomFor(select({"~users.7.*", "name"}))); // it is there anyway
    QVERIFY(listeners.listeners.hasRoomFor(select({"name"})));
    listeners.remove(0);
    QVERIFY(listeners.listeners.hasRoomFor(select({"~another.*"})));
    Selection restricted = select({"~another.*"});
    QList<Pattern> granted;
    for (int i = 0; i < Selection::MaximumEntries; ++i)
        granted.append(Pattern("granted." + QByteArray::number(i)));
    restricted.restrictPatterns(granted); // what restricts them counts too
    QVERIFY(!listeners.listeners.hasRoomFor(restricted));
}

void PatternListenersTest::thoseThatNoIndexFindsAreFewer()
{
    Listeners listeners;
    for (qsizetype i = 0; i < PatternListeners::MaximumWithoutIndex; i += Selection::MaximumEntries) {
        QByteArrayList entries;
        for (qsizetype j = i; j < i + Selection::MaximumEntries; ++j) {
            entries.append("~*");
            for (const char digit : QByteArray::number(j))
                entries.last() += QByteArray(1, digit) + '?';
        }
        listeners.add(select(entries));
    }
    QCOMPARE(listeners.listeners.figures().patterns, PatternListeners::MaximumWithoutIndex);
    QVERIFY(!listeners.listeners.hasRoomFor(select({"~*x?y?"})));
    QVERIFY(listeners.listeners.hasRoomFor(select({"~another.*"})));
}

void PatternListenersTest::whatManyAskForIsForgottenWithThem()
{
    Listeners listeners;
    addManyAlike(listeners);
    listeners.reached(QByteArray(230, 'a') + "10742");
    while (!listeners.all.empty())
        listeners.remove(0);
    const PatternListeners::Figures figures = listeners.listeners.figures();
    QCOMPARE(figures.groups, size_t(0));
    QCOMPARE(figures.patterns, 0);
    QCOMPARE(figures.knownChannels, size_t(0));
    QCOMPARE(figures.knownMatches, size_t(0));
}

void PatternListenersTest::theSamePatternsInAnotherOrderAreOneGroup()
{
    Listeners listeners;
    listeners.add(select({"~a*", "~*b"}));
    listeners.add(select({"~*b", "~a*"}));
    QCOMPARE(listeners.listeners.figures().groups, size_t(1));
    Selection restricted = select({"~a*"});
    restricted.restrictPatterns({Pattern("*b")});
    listeners.add(restricted);
    QCOMPARE(listeners.listeners.figures().groups, size_t(2));
    QCOMPARE(listeners.reached("ac").size(), size_t(2));
    QCOMPARE(listeners.reached("ab").size(), size_t(3));
}

void PatternListenersTest::anyComingAndGoingGivesWhatTheSelectionsSay()
{
    QRandomGenerator random(5);
    Listeners listeners;
    const QByteArrayList globs{"*",     "a*",     "*b",   "abc*", "*abc*",  "[ab]bc?", "abcd",
                               "*bcd*", "x*abc*", "?bc*", "zzz",  "*cda*b", "abc*bcd", "**c*d*"};
    const auto randomGlobs = [&](QByteArrayList chosen) {
        for (quint32 i = random.bounded(1, 9); i > 0; --i)
            chosen.append(globs[random.bounded(int(globs.size()))]);
        return chosen;
    };
    for (int step = 0; step < 4000; ++step) {
        if (random.bounded(2) == 0 || listeners.all.size() < 4) {
            Selection selection;
            for (const QByteArray &glob : randomGlobs({}))
                selection.addPattern(glob);
            if (random.bounded(3) == 0)
                selection.addChannel("abcd");
            if (random.bounded(3) == 0)
                selection.restrictPatterns(grantedPatterns(randomGlobs({}), {}));
            listeners.add(selection);
        } else if (listeners.all.size() > 1) {
            listeners.remove(random.bounded(quint32(listeners.all.size())));
        }
        QByteArray channel;
        for (quint32 i = random.bounded(1, 6); i > 0; --i)
            channel.append("abcd"[random.bounded(4)]);
        std::set<Subscriber *> expected;
        for (const auto &subscriber : listeners.all) {
            const Selection &selection = subscriber->subscription().selection;
            if (selection.matchesByPattern(channel) && !selection.channels().contains(channel))
                expected.insert(subscriber.get());
        }
        QCOMPARE(listeners.reached(channel), expected);
        QCOMPARE(listeners.listeners.count(channel), qint64(expected.size()));
    }
}

void PatternListenersTest::aLossReachesThoseWhoMayMissSomething()
{
    HubBench bench({}, HubBench::StoreKind::Faulty);
    const LinePtr named = bench.subscribe({"users.ada"});
    const LinePtr both = bench.subscribe({"users.ada", "users.bob", "~users.*"});
    const LinePtr byPattern = bench.subscribe({"~users.a*"});
    const LinePtr other = bench.subscribe({"news", "~rooms.*"});
    const auto gapsOf = [](const Line &line) { return line.bytes().count("event: gap"); };
    Position at{9'000'000'000'000, 0};
    const auto lose = [&](const QByteArrayList &entries) {
        ++at.sequence;
        bench.faultyStore().listener->lost(at, select(entries));
    };
    lose({"~users.*"});
    QCOMPARE(gapsOf(*named), 1);
    QCOMPARE(gapsOf(*both), 1);
    QCOMPARE(gapsOf(*byPattern), 1);
    lose({"users.bob"});
    QCOMPARE(gapsOf(*named), 1);
    QCOMPARE(gapsOf(*both), 2);
    QCOMPARE(gapsOf(*byPattern), 1);
    QCOMPARE(gapsOf(*other), 0);
}

QTEST_GUILESS_MAIN(PatternListenersTest)
#include "tst_patternlisteners.moc"
