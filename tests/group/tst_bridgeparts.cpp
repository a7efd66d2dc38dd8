// SPDX-License-Identifier: GPL-3.0-or-later
#include "group/bridgebacklog.h"
#include "group/bridgeechoes.h"
#include "group/bridgetaking.h"
#include "group/logkeys.h"

#include <QTest>

#include <deque>

using namespace helio;

/// What a bridge knows of what it has said, and of what it has not said yet.
class BridgePartsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whatWasSaidComesBackOnce();
    void whatDidNotGoOutDoesNotComeBack();
    void ofTooManyTheIdsAreKnown();
    void whatTheLogLetGoIsLost();
    void whatWasClearedIsNotLost();
    void whatIsClearedIsKnownBeforeItIsRead();
    void whatFollowsALossIsHeldUntilItIsTold();
    void whereALossIsRefusedWhatFollowedIsLostWithIt();
    void whatIsTooMuchBehindALossIsALossBehindIt();
    void whatATermHeldIsForgottenAtItsEnd();
    void aHubsIdIsJudged();
};

namespace {

LogEntry entryAt(quint64 at, const QByteArray &channel)
{
    return {.position = {at, 0}, .event = {channel, {}, {}, "x"}};
}

LogEntry clearing(quint64 at, const QByteArray &channel)
{
    LogEntry entry = {.position = {at, 0}, .kind = LogEntry::Kind::Clear};
    entry.of.addChannel(channel);
    return entry;
}

/// A log that answers when it is told to, in the order in which it was asked.
class SlowLog
{
public:
    void say(const QByteArray &data, qsizetype bytes = 1)
    {
        taking.take({LogRequest{.publications = {Publication{.channel = "a", .data = data}}}}, bytes);
    }
    void answer(bool isTaken)
    {
        const auto first = std::move(asked.front());
        asked.pop_front();
        first(isTaken);
    }

    QByteArrayList given;  ///< to it, a loss as `(loss)`
    QByteArrayList stands; ///< of that, what it took
    QStringList reasons;
    qsizetype dropped = 0;
    std::deque<std::function<void(bool)>> asked;
    BridgeTaking taking{{.append =
                             [this](const QList<LogRequest> &group, const auto &done) {
                                 add(group[0].publications[0].data, [done](bool isTaken) {
                                     done({{.outcome = isTaken ? LogAnswer::Outcome::Done : LogAnswer::Outcome::Full,
                                            .problem = QStringLiteral("full")}});
                                 });
                             },
                         .noteLoss =
                             [this](const auto &done) {
                                 add("(loss)", [done](bool isTaken) {
                                     done(isTaken ? std::optional<Position>(Position()) : std::nullopt);
                                 });
                             }},
                        {.taken = [] {},
                         .dropped =
                             [this](qsizetype count, const QString &why) {
                                 dropped += count;
                                 reasons.append(why);
                             },
                         .loss = [] {}}};

private:
    void add(const QByteArray &data, const std::function<void(bool)> &done)
    {
        given.append(data);
        asked.emplace_back([this, data, done](bool isTaken) {
            if (isTaken)
                stands.append(data);
            done(isTaken);
        });
    }
};

} // namespace

void BridgePartsTest::whatWasSaidComesBackOnce()
{
    BridgeEchoes echoes;
    echoes.add({1, 0}, "a", "x");
    echoes.add({2, 0}, "b", "x");
    QVERIFY(!echoes.take("a", "y", {}));
    QVERIFY(!echoes.take("c", "x", {}));
    QVERIFY(echoes.take("b", "x", "2-0"));
    QVERIFY(echoes.take("a", "x", "own"));
    // Whoever says it once more means it.
    QVERIFY(!echoes.take("a", "x", "own"));
    QVERIFY(!echoes.take("b", "x", "2-0"));
}

void BridgePartsTest::whatDidNotGoOutDoesNotComeBack()
{
    BridgeEchoes echoes;
    echoes.add({1, 0}, "a", "x");
    echoes.remove({1, 0});
    QVERIFY(!echoes.take("a", "x", {}));
    echoes.add({1, 0}, "a", "x");
    echoes.clear();
    QVERIFY(!echoes.take("a", "x", {}));
}

void BridgePartsTest::ofTooManyTheIdsAreKnown()
{
    BridgeEchoes echoes;
    constexpr quint64 More = 3;
    for (quint64 i = 1; i <= BridgeEchoes::Most + More; ++i)
        echoes.add({i + 10, 0}, "a", QByteArray::number(i));
    QVERIFY(echoes.take("a", "1", "11-0"));
    QVERIFY(echoes.take("a", QByteArray::number(More), "13-0"));
    QVERIFY(echoes.take("a", QByteArray::number(More + 1), "14-0"));
    // What is not of these is none.
    QVERIFY(!echoes.take("a", "z", "10-0"));
    QVERIFY(!echoes.take("a", "z", "14-0"));
    QVERIFY(!echoes.take("a", "z", "own"));
}

void BridgePartsTest::whatTheLogLetGoIsLost()
{
    BridgeBacklog backlog;
    for (quint64 at = 1; at <= 5; ++at)
        backlog.add(entryAt(at, "a"));
    backlog.noteRead({4, 0}, {3, 0});
    // A moment later, since it may have been cleared.
    QCOMPARE(backlog.takeLost(), 0);
    QCOMPARE(backlog.takeLost(), 2);
    QCOMPARE(backlog.takeLost(), 0);
    // The log is empty.
    backlog.noteRead({5, 0}, {});
    QCOMPARE(backlog.takeLost(), 0);
    QCOMPARE(backlog.takeLost(), 1);
}

void BridgePartsTest::whatWasClearedIsNotLost()
{
    BridgeBacklog backlog;
    backlog.add(entryAt(1, "a"));
    backlog.add(entryAt(2, "b"));
    backlog.add(entryAt(3, "a"));
    backlog.noteRead({2, 0}, {3, 0});
    QCOMPARE(backlog.takeLost(), 0);
    backlog.addClearing(clearing(4, "a"));
    QCOMPARE(backlog.takeLost(), 1);
    backlog.noteRead({5, 0}, {});
    QCOMPARE(backlog.takeLost(), 0);
    QCOMPARE(backlog.takeLost(), 0);
}

void BridgePartsTest::whatIsClearedIsKnownBeforeItIsRead()
{
    BridgeBacklog backlog;
    backlog.addClearing(clearing(4, "a"));
    QVERIFY(backlog.isCleared(entryAt(3, "a")));
    QVERIFY(!backlog.isCleared(entryAt(3, "b")));
    QVERIFY(!backlog.isCleared(entryAt(5, "a")));
    backlog.noteRead({4, 0}, {1, 0});
    QVERIFY(!backlog.isCleared(entryAt(3, "a")));
}

void BridgePartsTest::whatFollowsALossIsHeldUntilItIsTold()
{
    SlowLog log;
    log.say("1");
    log.answer(false);
    log.say("2");
    log.say("3");
    QCOMPARE(log.given, (QByteArrayList{"1", "(loss)"}));
    log.answer(true);
    QCOMPARE(log.given, (QByteArrayList{"1", "(loss)", "2", "3"}));
    log.say("4");
    QCOMPARE(log.given.last(), QByteArray("4"));
    QCOMPARE(log.dropped, 1);
}

/// There may be room the next moment: then it stands before what comes then.
void BridgePartsTest::whereALossIsRefusedWhatFollowedIsLostWithIt()
{
    SlowLog log;
    log.say("1");
    log.answer(false);
    log.taking.noteLoss();
    log.say("2");
    log.say("3");
    log.answer(false);
    QCOMPARE(log.dropped, 3);
    QVERIFY2(log.reasons.last().contains(QLatin1String("refused to note")), qPrintable(log.reasons.last()));
    log.say("4");
    while (!log.asked.empty())
        log.answer(true);
    QCOMPARE(log.stands, (QByteArrayList{"(loss)", "4"}));
}

void BridgePartsTest::whatIsTooMuchBehindALossIsALossBehindIt()
{
    SlowLog log;
    log.taking.begin(true);
    log.say("1", BridgeTaking::MostWaitingBytes + 1);
    log.say("2");
    log.say("3");
    QCOMPARE(log.dropped, 2);
    while (!log.asked.empty())
        log.answer(true);
    log.say("4");
    log.answer(true);
    QCOMPARE(log.stands, (QByteArrayList{"(loss)", "1", "(loss)", "4"}));
}

void BridgePartsTest::whatATermHeldIsForgottenAtItsEnd()
{
    SlowLog log;
    log.taking.begin(true);
    log.say("1", BridgeTaking::MostWaitingBytes);
    log.taking.end();
    log.taking.begin(true);
    log.say("2", BridgeTaking::MostWaitingBytes);
    log.answer(false); // of the term before
    log.answer(true);
    log.say("3"); // what was forgotten waits no more
    while (!log.asked.empty())
        log.answer(true);
    QCOMPARE(log.stands, (QByteArrayList{"(loss)", "2", "3"}));
    QCOMPARE(log.dropped, 0);
}

void BridgePartsTest::aHubsIdIsJudged()
{
    QVERIFY(LogKeys::isHubId("k3x9qa"));
    QVERIFY(!LogKeys::isHubId(""));
    QVERIFY(!LogKeys::isHubId("{\"data\":\"x\"}"));
    QVERIFY(!LogKeys::isHubId(QByteArray(33, 'a')));
}

QTEST_GUILESS_MAIN(BridgePartsTest)
#include "tst_bridgeparts.moc"
