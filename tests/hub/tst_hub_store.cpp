// SPDX-License-Identifier: GPL-3.0-or-later
#include "hubbench.h"
#include "store/memorystore.h"

#include <QSignalSpy>
#include <QTest>

using namespace helio;
using namespace helio::test;
using namespace std::chrono_literals;

/// The hub over a store that fails, or that reports what the hub did not ask for.
class HubStoreTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aRefusedAppendIsAnsweredWithAMessage_data();
    void aRefusedAppendIsAnsweredWithAMessage();
    void anIdThatCannotBeUsedIsAConflictThatSaysWhy();
    void streamsGoOnWhileNothingCanBeAppended();
    void whatWasKeptThoughTheAnswerIsUnknownIsDelivered();
    void aStoreThatAnswersTwiceIsHeardOnce();
    void whoBeginsWhileHistoryCannotBeReadIsSentAway_data();
    void whoBeginsWhileHistoryCannotBeReadIsSentAway();
    void whoIsBehindWhenHistoryCannotBeReadComesBack();
    void anExplanationSaysThatHistoryCannotBeRead();
    void aBackplanesIdsThatCannotBeLookedUpAreNotSent();
    void anArrivalThatCannotBeKeptIsAGap();

    void eventsFromElsewhereAreDelivered();
    void whatBringsMoreThanIsDeliveredIsHeldUntilThatIsDone();
    void aGroupOfAppendsIsDeliveredInOrder();
    void aLossOfTheStoresIsAGap();
    void changesOfItsStateAreNoted();
    void whatIsToBeKnownOfItIsNotedOnce();
    void howItWasMadeIsToldWithItsState();
    void whatItsCommitsTookIsCounted();
    void aStoreThatOpensBrokenIsNoted();
    void channelsOfAnOldHistoryAreThereFromTheStart();
    void aLiveStreamOverAnOldHistoryBeginsAtItsHead();
    void aBackplaneThatFirstListensOverAnOldHistoryNotesALoss();
    void aBackplaneIsOpenedWhenTheStoreHasSaidWhatItHolds_data();
    void aBackplaneIsOpenedWhenTheStoreHasSaidWhatItHolds();
    void theStoreIsClosedWhenTheLastStreamIsOver();
    void aStoreThatDoesNotCloseHoldsNobodyUp();

    void whoRepeatsItselfGetsTheFirstAnswer();
    void whatHistoryForgotIsNotRemembered();
    void aRepetitionOfWhatIsNotHeldGetsTheFirstAnswerWithinItsBatch();
    void aRepetitionThatItsBatchPushesOutGetsTheFirstAnswer();
};

namespace {

AppendResult refusal(AppendResult::Outcome outcome)
{
    AppendResult result;
    result.outcome = outcome;
    result.problem = QStringLiteral("The disk says no.");
    return result;
}

StoredEventPtr stored(const char *channel, const char *data, Position position)
{
    return std::make_shared<StoredEvent>(StoredEvent{position, {channel, position.toId(), {}, data}, 0, {}});
}

/// Carries one channel, sends into the void; what it is asked to count is counted.
class OneWayBackplane : public Backplane
{
public:
    OneWayBackplane(const QByteArray &channel, QStringList &dropped)
        : dropped_(dropped)
    {
        carried_.addChannel(channel);
    }
    void open() override
    {
        isOpen = true;
        if (listensAtOnce)
            Q_EMIT missed();
    }
    const Selection &carried() const override { return carried_; }
    Message unavailability() const override { return {}; }
    void send(const Publication &publication, quint64 ticket) override { sent = {publication, ticket}; }
    BackplaneInfo info() override { return {}; }
    void countDropped(const QString &why) override { dropped_.append(why); }

    bool listensAtOnce = false;
    bool isOpen = false;
    Arrival sent;

private:
    Selection carried_;
    QStringList &dropped_;
};

} // namespace

void HubStoreTest::aRefusedAppendIsAnsweredWithAMessage_data()
{
    QTest::addColumn<AppendResult::Outcome>("outcome");
    QTest::addColumn<PublishOutcome::Result>("result");
    QTest::addColumn<QString>("said");
    using Outcome = AppendResult::Outcome;
    using Result = PublishOutcome::Result;
    QTest::newRow("busy") << Outcome::Busy << Result::Unavailable << QStringLiteral("publish again in a moment");
    QTest::newRow("too many") << Outcome::TooMany << Result::TooLarge << QStringLiteral("fewer events at once");
    QTest::newRow("full") << Outcome::Full << Result::NoRoom << QStringLiteral("no room");
    QTest::newRow("away") << Outcome::Away << Result::Unavailable << QStringLiteral("cannot be written");
    QTest::newRow("unknown") << Outcome::Unknown << Result::Unavailable
                             << QStringLiteral("may have been published or not");
}

void HubStoreTest::aRefusedAppendIsAnsweredWithAMessage()
{
    QFETCH(AppendResult::Outcome, outcome);
    QFETCH(QString, said);
    HubBench bench({}, HubBench::StoreKind::Faulty);
    const LinePtr line = bench.subscribe({"a"});
    bench.faultyStore().refusal = refusal(outcome);
    const PublishOutcome answer = bench.publish({{"a", {}, "1", {}, {}}});
    QTEST(answer.result, "result");
    QVERIFY2(answer.problem.english().contains(said), qPrintable(answer.problem.english()));
    QVERIFY2(answer.problem.english().endsWith(QLatin1String("The disk says no.")),
             qPrintable(answer.problem.english()));
    QVERIFY(answer.events.isEmpty());
    QCOMPARE(eventsOf(*line), QByteArrayList());
}

void HubStoreTest::anIdThatCannotBeUsedIsAConflictThatSaysWhy()
{
    HubBench bench({}, HubBench::StoreKind::Faulty);
    AppendResult refused = refusal(AppendResult::Outcome::Conflict);
    refused.conflict = 1;
    bench.faultyStore().refusal = refused;
    const PublishOutcome answer = bench.publish({{"a", {}, "1", {}, {}}, {"a", {}, "2", "mine", {}}});
    QCOMPARE(answer.result, PublishOutcome::Result::Conflict);
    QCOMPARE(answer.index, 1);
    const QString said = answer.problem.english();
    QVERIFY2(said.contains(QLatin1String("\"mine\" cannot be used")), qPrintable(said));
    QVERIFY2(said.endsWith(QLatin1String("The disk says no.")), qPrintable(said));
}

void HubStoreTest::streamsGoOnWhileNothingCanBeAppended()
{
    HubBench bench({}, HubBench::StoreKind::Faulty);
    const LinePtr line = bench.subscribe({"a"});
    bench.publish("a", "1");
    bench.faultyStore().refusal = refusal(AppendResult::Outcome::Full);
    bench.publish("a", "2");
    bench.faultyStore().refusal.reset();
    bench.publish("a", "3");
    QCOMPARE(eventsOf(*line), (QByteArrayList{"1", "3"}));
    QVERIFY(!line->isFinished);
}

void HubStoreTest::whatWasKeptThoughTheAnswerIsUnknownIsDelivered()
{
    HubBench bench({}, HubBench::StoreKind::Faulty);
    const LinePtr line = bench.subscribe({"a"});
    bench.faultyStore().refusal = refusal(AppendResult::Outcome::Unknown);
    bench.faultyStore().keepsWhatItRefuses = true;
    QCOMPARE(bench.publish({{"a", {}, "1", "own", {}}}).result, PublishOutcome::Result::Unavailable);
    QCOMPARE(eventsOf(*line), QByteArrayList{"1"});
    bench.faultyStore().refusal.reset();
    const PublishOutcome again = bench.publish({{"a", {}, "1", "own", {}}}); // that is what the answer says to do
    QCOMPARE(again.events.constFirst().subscribers, 1);
    QCOMPARE(eventsOf(*line), QByteArrayList{"1"});
}

void HubStoreTest::aStoreThatAnswersTwiceIsHeardOnce()
{
    HubBench bench({}, HubBench::StoreKind::Faulty);
    bench.faultyStore().answersTwice = true;
    int answers = 0;
    for (const char *data : {"1", "2"})
        bench.hub->publish({{"a", {}, data, {}, {}}}, [&](const PublishOutcome &) { ++answers; });
    QCOMPARE(answers, 2);
}

void HubStoreTest::whoBeginsWhileHistoryCannotBeReadIsSentAway_data()
{
    QTest::addColumn<bool>("locatesFail");
    QTest::newRow("no place is found") << true;
    QTest::newRow("nothing is read") << false;
}

void HubStoreTest::whoBeginsWhileHistoryCannotBeReadIsSentAway()
{
    QFETCH(bool, locatesFail);
    HubBench bench({}, HubBench::StoreKind::Faulty);
    bench.publish("a", "1");
    (locatesFail ? bench.faultyStore().locatesFail : bench.faultyStore().readsFail) = true;
    const LinePtr line = bench.subscribe({"a"}, earliest());
    QTRY_VERIFY(line->isFinished);
    QVERIFY2(line->bytes().contains("history unreadable"), line->bytes().constData());
    QCOMPARE(eventsOf(*line), QByteArrayList());
    QCOMPARE(bench.hub->disconnections().back().departure, Departure::HistoryUnreadable);
    const LinePtr live = bench.subscribe({"a"});
    bench.publish("a", "2");
    QCOMPARE(eventsOf(*live), QByteArrayList{"2"}); // it needs none
}

void HubStoreTest::whoIsBehindWhenHistoryCannotBeReadComesBack()
{
    HubBench bench({}, HubBench::StoreKind::Faulty);
    const QByteArray first = bench.publish("a", QByteArray(70'000, 'x')); // a chunk of its own
    bench.publish("a", "2");
    const LinePtr line = bench.subscribe({"a"}, earliest(), false);
    line->takeWaiting();
    bench.settle();
    bench.faultyStore().readsFail = true;
    line->takeWaiting();
    QTRY_VERIFY(line->isFinished);
    line->takeWaiting();
    QCOMPARE(eventsOf(*line).size(), 1);
    bench.faultyStore().readsFail = false;
    const LinePtr back = bench.subscribe({"a"}, after(first));
    QCOMPARE(eventsOf(*back), QByteArrayList{"2"});
}

void HubStoreTest::anExplanationSaysThatHistoryCannotBeRead()
{
    HubBench bench({}, HubBench::StoreKind::Faulty);
    bench.subscribe({"a"});
    const QByteArray id = bench.publish("a", "1");
    bench.faultyStore().findsFail = true;
    std::optional<Explanation> explanation;
    bench.hub->explain(bench.lastClientId, id, [&](const Explanation &answer) { explanation = answer; });
    QVERIFY(explanation);
    QCOMPARE(explanation->found, Explanation::Found::NoHistory);
    QVERIFY(!explanation->text.isEmpty());
}

void HubStoreTest::aBackplanesIdsThatCannotBeLookedUpAreNotSent()
{
    HubBench bench({}, HubBench::StoreKind::Faulty);
    QStringList dropped;
    auto backplane = std::make_unique<OneWayBackplane>("sse", dropped);
    const OneWayBackplane &plane = *backplane;
    bench.hub->setBackplane(std::move(backplane));
    bench.faultyStore().findsFail = true;
    QCOMPARE(bench.publish({{"sse", {}, "1", "own", {}}}).result, PublishOutcome::Result::Unavailable);
    QCOMPARE(plane.sent.ticket, 0u);
}

void HubStoreTest::anArrivalThatCannotBeKeptIsAGap()
{
    HubBench bench({}, HubBench::StoreKind::Faulty);
    const LinePtr line = bench.subscribe({"sse"});
    QStringList dropped;
    auto backplane = std::make_unique<OneWayBackplane>("sse", dropped);
    OneWayBackplane &plane = *backplane;
    bench.hub->setBackplane(std::move(backplane));
    PublishOutcome outcome;
    bench.hub->publish({{"sse", {}, "1", {}, {}}}, [&](const PublishOutcome &answer) { outcome = answer; });
    bench.faultyStore().refusal = refusal(AppendResult::Outcome::Away);
    Q_EMIT plane.arrived({plane.sent, {{"sse", {}, "2", {}, {}}, 0}});
    QCOMPARE(outcome.result, PublishOutcome::Result::Unavailable);
    QCOMPARE(dropped.size(), 2);
    QCOMPARE(eventsOf(*line).size(), 1);
    QVERIFY(eventsOf(*line).constFirst().startsWith("(gap "));
}

void HubStoreTest::eventsFromElsewhereAreDelivered()
{
    HubBench bench({}, HubBench::StoreKind::Faulty);
    const LinePtr line = bench.subscribe({"a"});
    QSignalSpy tapped(&bench.tap, &EventFeed::eventsArrived);
    bench.faultyStore().listener->committed({{stored("a", "1", {9'000'000'000'000, 0})},
                                             {stored("b", "2", {9'000'000'000'000, 1})},
                                             {stored("a", "3", {9'000'000'000'000, 2}), 5s}});
    QCOMPARE(eventsOf(*line), (QByteArrayList{"1", "3"}));
    QVERIFY(line->bytes().contains("retry: 5000"));
    QCOMPARE(tapped.size(), 1);
    QCOMPARE(bench.hub->totals().published, 3u);
}

void HubStoreTest::whatBringsMoreThanIsDeliveredIsHeldUntilThatIsDone()
{
    HubOptions options;
    options.waitingBytes = 300'000;
    HubBench bench({}, HubBench::StoreKind::Faulty, options);
    FaultyStore &store = bench.faultyStore();
    QList<LinePtr> lines;
    for (int i = 0; i < 2000; ++i)
        lines.append(bench.subscribe({"a"})); // so that little goes at once
    quint64 next = 0;
    const auto bring = [&](qsizetype count) {
        QList<Committed> events;
        for (qsizetype i = 0; i < count; ++i, ++next)
            events.append({stored("a", "x", {9'000'000'000'000, next})});
        store.listener->committed(events);
    };
    const auto deliverAll = [&] {
        return QTest::qWaitFor([&] { return bench.hub->totals().published == next && !store.isHeld; }, 30'000);
    };
    bring(100);
    QVERIFY(bench.hub->totals().published < next); // much waits, and less than half of what may
    QVERIFY(!store.isHeld);
    QVERIFY(deliverAll());
    bring(600);
    QVERIFY(store.isHeld);
    bring(10); // was on its way
    QVERIFY(store.isHeld);
    QVERIFY(deliverAll());
    QCOMPARE(eventsOf(*lines.constFirst()).size(), qsizetype(next));
    bring(600);
    QVERIFY(store.isHeld); // again
    QVERIFY(deliverAll());
}

void HubStoreTest::aGroupOfAppendsIsDeliveredInOrder()
{
    HubBench bench({}, HubBench::StoreKind::Late);
    const LinePtr line = bench.subscribe({"a"});
    QList<qint64> reached;
    for (const char *data : {"1", "2", "3"}) {
        bench.hub->publish({{"a", {}, data, {}, {}}}, [&](const PublishOutcome &outcome) {
            reached.append(outcome.events.constFirst().subscribers);
        });
    }
    while (bench.lateStore().work()) {
    }
    const LinePtr second = bench.subscribe({"a"});
    bench.lateStore().settle();
    QCOMPARE(eventsOf(*line), (QByteArrayList{"1", "2", "3"}));
    QCOMPARE(reached, (QList<qint64>{2, 2, 2}));
}

void HubStoreTest::aLossOfTheStoresIsAGap()
{
    HubBench bench({}, HubBench::StoreKind::Faulty);
    const LinePtr line = bench.subscribe({"a"});
    const LinePtr other = bench.subscribe({"b"});
    bench.publish("a", "1");
    bench.faultyStore().listener->lost({9'000'000'000'000, 0}, select({"~a*"}));
    QCOMPARE(eventsOf(*line).size(), 2);
    QVERIFY(eventsOf(*line)[1].startsWith("(gap "));
    QCOMPARE(eventsOf(*other), QByteArrayList());
}

void HubStoreTest::changesOfItsStateAreNoted()
{
    HubBench bench({}, HubBench::StoreKind::Faulty);
    QSignalSpy noted(bench.hub.get(), &Hub::noted);
    bench.faultyStore().listener->stateChanged({StoreState::Kind::Full, QStringLiteral("The disk is full.")});
    bench.faultyStore().listener->stateChanged({});
    QCOMPARE(noted.size(), 2);
    QCOMPARE(noted[0][0].toString(), QStringLiteral("The disk is full."));
    QVERIFY(!noted[1][0].toString().isEmpty());
}

void HubStoreTest::whatIsToBeKnownOfItIsNotedOnce()
{
    HubBench bench({}, HubBench::StoreKind::Faulty);
    QSignalSpy noted(bench.hub.get(), &Hub::noted);
    StoreListener &hub = *bench.faultyStore().listener;
    hub.stateChanged({StoreState::Kind::Ok, {}, QStringLiteral("It was damaged.")});
    QCOMPARE(noted.size(), 1);
    QCOMPARE(noted[0][0].toString(), QStringLiteral("It was damaged."));
    hub.stateChanged({StoreState::Kind::Full, QStringLiteral("Full."), QStringLiteral("It was damaged.")});
    QCOMPARE(noted.size(), 2);
    QCOMPARE(noted[1][0].toString(), QStringLiteral("Full."));
    const StoreInfo info = bench.hub->totals().store;
    QCOMPARE(info.state, StoreInfo::State::Full);
    QCOMPARE(info.problem, QStringLiteral("Full."));
    QCOMPARE(info.notice, QStringLiteral("It was damaged."));
}

void HubStoreTest::howItWasMadeIsToldWithItsState()
{
    HubBench bench;
    MadeStore made(makeMemoryStore({}, bench.clock));
    made.kind = "a kind";
    made.notice = QStringLiteral("In memory, because.");
    bench.hub = std::make_unique<Hub>(HubOptions(), std::move(made), bench.tap, bench.clock, [] { return 0.5; });
    QSignalSpy noted(bench.hub.get(), &Hub::noted);
    bench.hub->open();
    QCOMPARE(noted.size(), 1);
    QCOMPARE(noted[0][0].toString(), QStringLiteral("In memory, because."));
    bench.publish("a", "1");
    const StoreInfo info = bench.hub->totals().store;
    QCOMPARE(info.kind, "a kind");
    QCOMPARE(info.state, StoreInfo::State::Ok);
    QCOMPARE(info.elsewhere, QStringLiteral("In memory, because."));
    QVERIFY(info.oldestAt >= bench.clock.wall);
    QVERIFY(!info.disk);
}

void HubStoreTest::whatItsCommitsTookIsCounted()
{
    HubBench bench({}, HubBench::StoreKind::Faulty);
    StoreListener &hub = *bench.faultyStore().listener;
    hub.figuresChanged({}, {3, 100, {7, 0}, DiskFigures{1000, 2000, 300}});
    QVERIFY(bench.hub->totals().store.disk);
    QCOMPARE(bench.hub->totals().store.disk->commits, 0U);
    hub.worked({2, 5, std::chrono::microseconds(1000), 7, 700});
    hub.worked({1, 1, std::chrono::microseconds(10), 0, 0});
    const StoreInfo::Disk disk = *bench.hub->totals().store.disk;
    QCOMPARE(bench.hub->totals().store.oldestAt, 7);
    QCOMPARE(disk.usedBytes, 1000);
    QCOMPARE(disk.fileBytes, 2000);
    QCOMPARE(disk.logBytes, 300);
    QCOMPARE(disk.commits, 2U);
    QCOMPARE(disk.committedEvents, 6U);
    QCOMPARE(disk.commitTime.sum, 1010U);
    QCOMPARE(disk.commitTime.maximum, 1000);
    QCOMPARE(disk.commitTime.below.size(), 11); // all are below 2^10
    QCOMPARE(disk.commitTime.below[4], 1U);
    QCOMPARE(disk.groupEvents.below, (QList<quint64>{0, 1, 1, 2}));
    QCOMPARE(disk.waitingAppends, 0);
}

void HubStoreTest::aStoreThatOpensBrokenIsNoted()
{
    HubBench bench;
    auto store = std::make_unique<FaultyStore>(makeMemoryStore({}, bench.clock));
    store->opened = OpenResult{{StoreState::Kind::Broken, QStringLiteral("The file is not ours.")}, {}, {}, {}};
    bench.hub = std::make_unique<Hub>(HubOptions(), std::move(store), bench.tap, bench.clock, [] { return 0.5; });
    QSignalSpy noted(bench.hub.get(), &Hub::noted);
    bench.hub->open();
    QCOMPARE(noted.size(), 1);
    QCOMPARE(noted[0][0].toString(), QStringLiteral("The file is not ours."));
}

void HubStoreTest::channelsOfAnOldHistoryAreThereFromTheStart()
{
    HubBench bench;
    auto store = std::make_unique<FaultyStore>(makeMemoryStore({}, bench.clock));
    store->opened = OpenResult{{}, {5, 0}, {{"old", {3, 999, {4, 0}, "4-0"}}}, {3, 999, {4, 0}, {}}};
    bench.hub = std::make_unique<Hub>(HubOptions(), std::move(store), bench.tap, bench.clock, [] { return 0.5; });
    bench.hub->open();
    const HubSnapshot snapshot = bench.snapshot(false);
    QCOMPARE(snapshot.channels.size(), 1);
    QCOMPARE(snapshot.channels[0].name, "old");
    QCOMPARE(snapshot.channels[0].historyEvents, 3);
    QCOMPARE(snapshot.channels[0].historyBytes, 999);
    QCOMPARE(snapshot.channels[0].oldestId, "4-0");
    QCOMPARE(snapshot.totals.historyEvents, 3);
    QCOMPARE(snapshot.totals.historyBytes, 999);
}

void HubStoreTest::aLiveStreamOverAnOldHistoryBeginsAtItsHead()
{
    HubBench bench;
    auto store = std::make_unique<FaultyStore>(makeMemoryStore({}, bench.clock));
    StoreListener *&listener = store->listener;
    store->opened = OpenResult{{}, {5, 0}, {}, {}};
    bench.hub = std::make_unique<Hub>(HubOptions(), std::move(store), bench.tap, bench.clock, [] { return 0.5; });
    bench.hub->open();
    const LinePtr line = bench.subscribe({"a"});
    listener->lost({6, 0}, select({"a"}));
    QCOMPARE(eventsOf(*line), QByteArrayList{R"((gap {"requested":"5-0","oldest":null}))"});
}

void HubStoreTest::aBackplaneThatFirstListensOverAnOldHistoryNotesALoss()
{
    for (const bool isCarried : {true, false}) {
        HubBench bench;
        const QByteArray id = bench.publish(isCarried ? "sse" : "own", "1");
        QStringList dropped;
        auto backplane = std::make_unique<OneWayBackplane>("sse", dropped);
        OneWayBackplane &plane = *backplane;
        bench.hub->setBackplane(std::move(backplane));
        Q_EMIT plane.missed();
        const LinePtr line = bench.subscribe({"sse", "own"}, after(id));
        QCOMPARE(eventsOf(*line).size(), isCarried ? 1 : 0);
    }
}

void HubStoreTest::aBackplaneIsOpenedWhenTheStoreHasSaidWhatItHolds_data()
{
    QTest::addColumn<StoreState::Kind>("state");
    QTest::addColumn<QByteArray>("held");
    QTest::addColumn<bool>("losesSomething");
    QTest::newRow("a channel that it carries") << StoreState::Kind::Ok << QByteArray("sse") << true;
    QTest::newRow("full, a channel that it carries") << StoreState::Kind::Full << QByteArray("sse") << true;
    QTest::newRow("one of the hub's own") << StoreState::Kind::Ok << QByteArray("own") << false;
    QTest::newRow("nobody knows what") << StoreState::Kind::Away << QByteArray("own") << true;
}

void HubStoreTest::aBackplaneIsOpenedWhenTheStoreHasSaidWhatItHolds()
{
    QFETCH(StoreState::Kind, state);
    QFETCH(QByteArray, held);
    QFETCH(bool, losesSomething);
    HubBench bench;
    auto inner = std::make_unique<FaultyStore>(makeMemoryStore({}, bench.clock));
    inner->opened = OpenResult{{state, {}}, {5, 0}, {{held, {3, 999, {4, 0}, "4-0"}}}, {3, 999, {4, 0}, {}}};
    auto store = std::make_unique<LateStore>(std::move(inner));
    LateStore &late = *store;
    bench.hub = std::make_unique<Hub>(HubOptions(), std::move(store), bench.tap, bench.clock, [] { return 0.5; });
    bench.hub->open();
    QStringList dropped;
    auto backplane = std::make_unique<OneWayBackplane>("sse", dropped);
    OneWayBackplane &plane = *backplane;
    plane.listensAtOnce = true;
    bench.hub->setBackplane(std::move(backplane));
    QVERIFY(!plane.isOpen);
    late.settle();
    QVERIFY(plane.isOpen);
    const LinePtr line = bench.subscribe({"sse"}, earliest());
    late.settle();
    QCOMPARE(eventsOf(*line).size(), losesSomething ? 1 : 0);
}

void HubStoreTest::theStoreIsClosedWhenTheLastStreamIsOver()
{
    HubBench bench({}, HubBench::StoreKind::Faulty);
    const LinePtr line = bench.subscribe({"a"});
    QSignalSpy drained(bench.hub.get(), &Hub::drained);
    bench.hub->drain(10s);
    bench.settle();
    QVERIFY(!bench.faultyStore().isClosed);
    line->end(EndReason::Finished);
    QTRY_VERIFY(bench.faultyStore().isClosed);
    QCOMPARE(drained.size(), 1);
}

void HubStoreTest::aStoreThatDoesNotCloseHoldsNobodyUp()
{
    HubBench bench({}, HubBench::StoreKind::Late);
    QSignalSpy drained(bench.hub.get(), &Hub::drained);
    bench.hub->drain(1ms);
    QVERIFY(drained.wait(30'000));
    bench.lateStore().settle();
    QCOMPARE(drained.size(), 1);
}

void HubStoreTest::whoRepeatsItselfGetsTheFirstAnswer()
{
    HubBench bench;
    const LinePtr first = bench.subscribe({"a"});
    QCOMPARE(bench.publish({{"a", {}, "1", "one", {}}}).events.constFirst().subscribers, 1);
    const LinePtr second = bench.subscribe({"~a*"});
    QCOMPARE(bench.publish({{"a", {}, "2", "two", {}}}).events.constFirst().subscribers, 2);
    QCOMPARE(bench.publish({{"a", {}, "1", "one", {}}}).events.constFirst().subscribers, 1);
    QCOMPARE(bench.publish({{"a", {}, "2", "two", {}}}).events.constFirst().subscribers, 2);
    // In one request on a channel that holds nothing yet, too.
    bench.publish({{"ab", {}, "1", "three", {}}, {"ab", {}, "2", "four", {}}});
    QCOMPARE(bench.publish({{"ab", {}, "1", "three", {}}}).events.constFirst().subscribers, 1);
    QCOMPARE(bench.publish({{"ab", {}, "2", "four", {}}}).events.constFirst().subscribers, 1);
}

void HubStoreTest::whatHistoryForgotIsNotRemembered()
{
    HistoryLimits limits;
    limits.maximumEvents = 1;
    HubBench bench(limits);
    const LinePtr line = bench.subscribe({"a"});
    bench.publish("a", "1", "own");
    bench.publish("a", "2");
    line->end(EndReason::ClosedByPeer);
    QCOMPARE(bench.publish({{"a", {}, "1", "own", {}}}).events.constFirst().subscribers, 0); // a new one
    QCOMPARE(bench.publish({{"a", {}, "1", "own", {}}}).events.constFirst().subscribers, 0);
}

void HubStoreTest::aRepetitionOfWhatIsNotHeldGetsTheFirstAnswerWithinItsBatch()
{
    HistoryLimits limits;
    limits.maximumEvents = 0;
    HubBench bench(limits);
    const LinePtr line = bench.subscribe({"a"});
    const PublishOutcome outcome = bench.publish({{"a", {}, "1", "own", {}}, {"a", {}, "1", "own", {}}});
    QCOMPARE(outcome.events.size(), 2);
    QCOMPARE(outcome.events[0].subscribers, 1);
    QCOMPARE(outcome.events[1].subscribers, 1);
}

void HubStoreTest::aRepetitionThatItsBatchPushesOutGetsTheFirstAnswer()
{
    HistoryLimits limits;
    limits.maximumEvents = 1;
    HubBench bench(limits);
    const LinePtr line = bench.subscribe({"a"});
    bench.publish("a", "1", "own");
    const PublishOutcome outcome = bench.publish({{"a", {}, "1", "own", {}}, {"a", {}, "2", {}, {}}});
    QCOMPARE(outcome.events.size(), 2);
    QCOMPARE(outcome.events[0].subscribers, 1);
}

QTEST_GUILESS_MAIN(HubStoreTest)
#include "tst_hub_store.moc"
