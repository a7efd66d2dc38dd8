// SPDX-License-Identifier: GPL-3.0-or-later
#include "hubbench.h"

#include <QSignalSpy>
#include <QTest>

using namespace helio;
using namespace helio::test;
using namespace std::chrono_literals;

/// Events on their way to those who are caught up, and the publisher's answer.
class HubLiveTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void eventsGoToThoseWhoSelectTheirChannel_data();
    void eventsGoToThoseWhoSelectTheirChannel();
    void theFirstBlockCarriesTheReconnectionTime_data();
    void theFirstBlockCarriesTheReconnectionTime();
    void eachEventCarriesItsId();
    void theChannelIsReportedUnlessItIsOneName_data();
    void theChannelIsReportedUnlessItIsOneName();
    void subscribersShareOneFrame();
    void aBatchIsOneFlush();
    void retryGoesOutLiveAndIsNotReplayed();
    void lineEndsArriveAsLf();

    void theAnswerCountsWhomItGoesTo();
    void theTapIsNoSubscriber();
    void anOwnIdSaidAgainIsAnsweredAsTheFirstTime();
    void aConflictPublishesNothing();
    void aBadEventRefusesTheWholeRequest_data();
    void aBadEventRefusesTheWholeRequest();
    void theTapGetsEachCommitInOneBatch();
    void theTapIsOpenWhileTheHubLives();
};

void HubLiveTest::eventsGoToThoseWhoSelectTheirChannel_data()
{
    QTest::addColumn<QByteArrayList>("entries");
    QTest::addColumn<QByteArrayList>("expected");
    QTest::newRow("by name") << QByteArrayList{"a"} << QByteArrayList{"1", "4"};
    QTest::newRow("by names") << QByteArrayList{"a", "users.ada"} << QByteArrayList{"1", "2", "4"};
    QTest::newRow("by pattern") << QByteArrayList{"~users.*"} << QByteArrayList{"2", "3"};
    QTest::newRow("by two patterns that both match")
        << QByteArrayList{"~users.*", "~*.ada"} << QByteArrayList{"2", "3"};
    QTest::newRow("by name and pattern at once") << QByteArrayList{"users.ada", "~users.*"} << QByteArrayList{"2", "3"};
    QTest::newRow("everything") << QByteArrayList{"~*"} << QByteArrayList{"1", "2", "3", "4"};
    QTest::newRow("nothing of it") << QByteArrayList{"A", "~b*"} << QByteArrayList{};
}

void HubLiveTest::eventsGoToThoseWhoSelectTheirChannel()
{
    QFETCH(QByteArrayList, entries);
    HubBench bench;
    const LinePtr line = bench.subscribe(entries);
    QVERIFY(line->isStream);
    bench.publish("a", "1");
    bench.publish({{"users.ada", {}, "2", {}, {}}, {"users.bob", {}, "3", {}, {}}, {"a", {}, "4", {}, {}}});
    QTEST(eventsOf(*line), "expected");
}

void HubLiveTest::theFirstBlockCarriesTheReconnectionTime_data()
{
    QTest::addColumn<double>("chance");
    QTest::addColumn<QByteArray>("retry");
    QTest::newRow("least") << 0.0 << QByteArray("retry: 2400\n\n");
    QTest::newRow("middle") << 0.5 << QByteArray("retry: 3000\n\n");
    QTest::newRow("most") << 0.999999 << QByteArray("retry: 3599\n\n");
}

void HubLiveTest::theFirstBlockCarriesTheReconnectionTime()
{
    QFETCH(double, chance);
    QFETCH(QByteArray, retry);
    HubBench bench;
    bench.chance = chance;
    const LinePtr line = bench.subscribe({"a"});
    QCOMPARE(line->taken.size(), 1); // head and block at once
    QVERIFY2(line->bytes().startsWith("HEAD\r\n\r\n:"), line->bytes().constData());
    QVERIFY2(line->bytes().endsWith('\n' + retry), line->bytes().constData());
}

void HubLiveTest::eachEventCarriesItsId()
{
    HubBench bench;
    const LinePtr line = bench.subscribe({"a"});
    const QByteArray id = bench.publish("a", "1");
    QVERIFY(Position::fromId(id).has_value());
    QCOMPARE(line->taken.last()->bytes, "id: " + id + "\ndata: 1\n\n");
    QCOMPARE(line->taken.last()->eventId, id);
    bench.publish("a", "2", "mine");
    QCOMPARE(line->taken.last()->bytes, "id: mine\ndata: 2\n\n");
}

void HubLiveTest::theChannelIsReportedUnlessItIsOneName_data()
{
    QTest::addColumn<QByteArrayList>("entries");
    QTest::addColumn<bool>("isNamed");
    QTest::newRow("one name") << QByteArrayList{"a"} << false;
    QTest::newRow("two names") << QByteArrayList{"a", "b"} << true;
    QTest::newRow("a pattern that is a name") << QByteArrayList{"~a"} << true;
    QTest::newRow("a name and a pattern") << QByteArrayList{"a", "~b"} << true;
}

void HubLiveTest::theChannelIsReportedUnlessItIsOneName()
{
    QFETCH(QByteArrayList, entries);
    QFETCH(bool, isNamed);
    HubBench bench;
    const LinePtr live = bench.subscribe(entries);
    bench.publish("a", "1");
    QCOMPARE(live->bytes().contains("channel: a\n"), isNamed);
    QCOMPARE(bench.subscribe(entries, earliest())->bytes().contains("channel: a\n"), isNamed);
}

void HubLiveTest::subscribersShareOneFrame()
{
    HubBench bench;
    const LinePtr lines[] = {bench.subscribe({"a"}), bench.subscribe({"a"}), bench.subscribe({"a", "b"}),
                             bench.subscribe({"~*"})};
    bench.publish("a", "1");
    QCOMPARE(lines[0]->taken.last(), lines[1]->taken.last());
    QCOMPARE(lines[2]->taken.last(), lines[3]->taken.last());
    QVERIFY(lines[0]->taken.last() != lines[2]->taken.last()); // with the field `channel`
    QCOMPARE(lines[0]->taken.last()->bytes.constData(), lines[1]->taken.last()->bytes.constData());
}

void HubLiveTest::aBatchIsOneFlush()
{
    HubBench bench;
    const LinePtr line = bench.subscribe({"a"});
    const int before = line->flushes;
    bench.publish(QList<Publication>(50, Publication{"a", {}, "x", {}, {}}));
    QCOMPARE(eventsOf(*line).size(), 50);
    QCOMPARE(line->flushes, before + 1);
}

void HubLiveTest::retryGoesOutLiveAndIsNotReplayed()
{
    HubBench bench;
    const LinePtr live = bench.subscribe({"a"});
    bench.publish({{"a", {}, "1", {}, 1234ms}});
    QVERIFY(live->bytes().contains("retry: 1234\n"));
    const LinePtr late = bench.subscribe({"a"}, earliest());
    QCOMPARE(eventsOf(*late), (QByteArrayList{"1"}));
    QVERIFY(!late->bytes().contains("1234"));
}

void HubLiveTest::lineEndsArriveAsLf()
{
    HubBench bench;
    const LinePtr line = bench.subscribe({"a"});
    bench.publish("a", "one\r\ntwo\rthree\nfour\r");
    QCOMPARE(eventsOf(*line), (QByteArrayList{"one\ntwo\nthree\nfour\n"}));
    QCOMPARE(bench.publish("a", "x\r", "own"), "own");
    QCOMPARE(bench.publish("a", "x\n", "own"), "own"); // the same data
}

void HubLiveTest::theAnswerCountsWhomItGoesTo()
{
    HubBench bench;
    QCOMPARE(bench.publish({{"a", {}, "0", {}, {}}}).events.constFirst().subscribers, 0);
    const LinePtr lines[] = {bench.subscribe({"a"}), bench.subscribe({"a", "~*"}), bench.subscribe({"~a"}),
                             bench.subscribe({"b"}), bench.subscribe({"a"}, earliest(), false)};
    const PublishOutcome outcome = bench.publish({{"a", {}, "1", {}, {}}, {"b", {}, "2", {}, {}}});
    QCOMPARE(outcome.events.size(), 2);
    QCOMPARE(outcome.events[0].channel, "a");
    QCOMPARE(outcome.events[0].subscribers, 4);
    QCOMPARE(outcome.events[1].subscribers, 2);
}

void HubLiveTest::theTapIsNoSubscriber()
{
    HubBench bench;
    QSignalSpy spy(&bench.tap, &EventFeed::eventsArrived);
    QCOMPARE(bench.publish({{"a", {}, "1", {}, {}}}).events.constFirst().subscribers, 0);
    QCOMPARE(spy.size(), 1);
}

void HubLiveTest::anOwnIdSaidAgainIsAnsweredAsTheFirstTime()
{
    HubBench bench;
    const LinePtr first = bench.subscribe({"a"});
    QSignalSpy tapped(&bench.tap, &EventFeed::eventsArrived);
    bench.publish("a", "x", "own");
    const LinePtr second = bench.subscribe({"a"});
    const PublishOutcome again = bench.publish({{"a", {}, "x", "own", {}}});
    QCOMPARE(again.result, PublishOutcome::Result::Published);
    QCOMPARE(again.events.constFirst().id, "own");
    QCOMPARE(again.events.constFirst().subscribers, 1); // as it was then
    QCOMPARE(eventsOf(*first), (QByteArrayList{"x"}));
    QCOMPARE(eventsOf(*second), QByteArrayList());
    QCOMPARE(tapped.size(), 1);
    QCOMPARE(bench.hub->totals().published, 1);
}

void HubLiveTest::aConflictPublishesNothing()
{
    HubBench bench;
    bench.publish("a", "x", "own");
    const LinePtr line = bench.subscribe({"a"});
    const PublishOutcome outcome = bench.publish({{"a", {}, "fine", {}, {}}, {"a", {}, "y", "own", {}}});
    QCOMPARE(outcome.result, PublishOutcome::Result::Conflict);
    QCOMPARE(outcome.index, 1);
    QVERIFY(outcome.problem.english().contains(QStringLiteral("own")));
    QVERIFY(outcome.events.isEmpty());
    QCOMPARE(eventsOf(*line), QByteArrayList());
}

void HubLiveTest::aBadEventRefusesTheWholeRequest_data()
{
    QTest::addColumn<QByteArray>("channel");
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("id");
    QTest::addColumn<QByteArray>("data");
    QTest::newRow("no channel") << QByteArray("") << QByteArray() << QByteArray() << QByteArray("x");
    QTest::newRow("LF in the type") << QByteArray("a") << QByteArray("a\nb") << QByteArray() << QByteArray("x");
    QTest::newRow("the hub's own type") << QByteArray("a") << QByteArray("gap") << QByteArray() << QByteArray("x");
    QTest::newRow("an id of the hub's form") << QByteArray("a") << QByteArray() << QByteArray("1-1") << QByteArray("x");
    QTest::newRow("data not UTF-8") << QByteArray("a") << QByteArray() << QByteArray() << QByteArray("x\xff");
}

void HubLiveTest::aBadEventRefusesTheWholeRequest()
{
    QFETCH(QByteArray, channel);
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, id);
    QFETCH(QByteArray, data);
    HubBench bench;
    const LinePtr line = bench.subscribe({"~*"});
    const PublishOutcome outcome = bench.publish({{"a", {}, "fine", {}, {}}, {channel, type, data, id, {}}});
    QCOMPARE(outcome.result, PublishOutcome::Result::Invalid);
    QCOMPARE(outcome.index, 1);
    QVERIFY(!outcome.problem.isEmpty());
    QCOMPARE(eventsOf(*line), QByteArrayList());
    QCOMPARE(bench.hub->totals().historyEvents, 0);
}

void HubLiveTest::theTapGetsEachCommitInOneBatch()
{
    HubBench bench;
    QSignalSpy spy(&bench.tap, &EventFeed::eventsArrived);
    bench.publish({{"a", "t", "1", {}, {}}, {"b", {}, "2", "own", {}}, {"a", {}, "3", {}, {}}});
    bench.publish("a", "4");
    QCOMPARE(spy.size(), 2);
    const auto batch = spy[0][0].value<QList<ReceivedEvent>>();
    QCOMPARE(batch.size(), 3);
    QCOMPARE(batch[0].event.channel, "a");
    QCOMPARE(batch[0].event.type, "t");
    QVERIFY(Position::fromId(batch[0].event.id).has_value());
    QCOMPARE(batch[1].event, (Event{"b", "own", {}, "2"}));
    QCOMPARE(batch[2].receivedAt, bench.clock.wall * 1'000'000);
}

void HubLiveTest::theTapIsOpenWhileTheHubLives()
{
    HubBench bench;
    QCOMPARE(bench.tap.readyState(), ReadyState::Open);
    bench.hub.reset();
    QCOMPARE(bench.tap.readyState(), ReadyState::Closed);
}

QTEST_GUILESS_MAIN(HubLiveTest)
#include "tst_hub_live.moc"
