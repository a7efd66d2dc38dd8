// SPDX-License-Identifier: GPL-3.0-or-later
#include "findings/findingtable.h"
#include "findings/hubjudge.h"

#include <QTest>

#include <algorithm>

using namespace helio;
using namespace std::chrono_literals;

namespace {

/// A hub whose figures are told before and after something.
class HubBench
{
public:
    JudgedHub hub;

    HubBench() { report(0s); }
    void report(std::chrono::nanoseconds later = 30s)
    {
        now_ += later;
        judge.onFigures(hub, now_);
    }
    std::optional<Finding> finding(FindingCode code)
    {
        for (const Finding &finding : judge.findings()) {
            if (finding.code == code)
                return finding;
        }
        return {};
    }
    HubJudge judge;

private:
    std::chrono::nanoseconds now_{0};
};

} // namespace

/// What is found of a hub by its figures, each with its healthy twin.
class HubJudgeTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aHealthyHubHasNoFindings();
    void clientsThatWereClosedForReadingSlowlyAreNamed();
    void whatHappenedBeforeTheWindowIsOver();
    void gapsAndWhatWasTrimmedAMomentAgoAreCounted();
    void sixStreamsOfOnePageAreFound();
    void redisThatIsAwayIsAnError();
    void aGroupsLogThatIsAwayIsAnErrorOfItsOwn();
    void aHubFarBehindItsGroupIsFound();
    void aHubThatIsMissingFromItsGroupIsNamed();
    void versionsThatDifferAreANote();
    void aGroupsLogAtRiskIsAWarning();
    void aGroupsLogThatTakesNothingIsAnError();
    void aBridgeThatDoesNotWorkIsAnErrorUntilItDoes();
    void aHubThatCouldNotFollowTheBridgeIsAWarning();
    void hubsThatBridgeOtherChannelsAreNamed();
    void hubsThatDifferForAMomentAreNotNamed();
    void aLongListHidesNoHubThatDiffers();
    void aHubWithAnotherListThanTheBridgeIsNotSaidToBeUnableToFollow();
    void aThirdHubsListDoesNotHideWhyThisOneCannotFollow();
    void aGroupWithoutItsBridgeIsAnErrorAfterAWhile();
    void whatTheBridgeDropsIsCountedWithinTheWindow();
    void aStoreThatDoesNotWorkIsAnError_data();
    void aStoreThatDoesNotWorkIsAnError();
    void whatAStoreSaysAlthoughItWorksIsAWarning();
    void aDiskIsSlowWhenMoreThanOneWriteOfAHundredIs_data();
    void aDiskIsSlowWhenMoreThanOneWriteOfAHundredIs();
    void openToTheNetworkIsAWarning();
    void tokensThatEndAreNamed();
    void manyRefusalsForOneReasonAreFound();
    void aHubThatWasHeldUpSaysByWhat();
    void aHubThatBeganAnewCountsFromNothing();
};

void HubJudgeTest::aHealthyHubHasNoFindings()
{
    HubBench bench;
    bench.hub.tabs = {{"http://a.test", "127.0.0.1", "Firefox", 5}};
    bench.hub.tokens = {{"app", 30 * 24h}};
    for (int i = 0; i < 100; ++i)
        bench.report();
    QVERIFY(bench.judge.findings().isEmpty());
    QVERIFY(HubJudge().findings().isEmpty());
}

void HubJudgeTest::clientsThatWereClosedForReadingSlowlyAreNamed()
{
    HubBench bench;
    bench.hub.slowClosed = 3;
    bench.hub.slowClients = {{"10.0.0.1", 2}, {"10.0.0.2", 1}};
    bench.report();
    const auto finding = bench.finding(FindingCode::SlowClients);
    QVERIFY(finding && finding->severity == Severity::Warning);
    QCOMPARE(finding->words.english(), QStringLiteral("Clients that were closed within 30 s for reading too slowly "
                                                      "or taking nothing: 3 (10.0.0.1, 10.0.0.2)."));
}

void HubJudgeTest::whatHappenedBeforeTheWindowIsOver()
{
    HubBench bench;
    bench.hub.gapsTold = 1;
    bench.report();
    for (int i = 0; i < 18; ++i)
        bench.report();
    QVERIFY(bench.finding(FindingCode::GapsTold));
    for (int i = 0; i < 6; ++i)
        bench.report();
    QVERIFY(!bench.finding(FindingCode::GapsTold));
}

void HubJudgeTest::gapsAndWhatWasTrimmedAMomentAgoAreCounted()
{
    HubBench bench;
    bench.hub.gapsTold = 4;
    bench.report();
    QVERIFY(bench.finding(FindingCode::GapsTold));
    QVERIFY(!bench.finding(FindingCode::HistoryTooShort));
    bench.hub.gapsTrimmedNow = 2;
    bench.report();
    QCOMPARE(bench.finding(FindingCode::GapsTold)->revision, quint64(2));
    QVERIFY(bench.finding(FindingCode::HistoryTooShort)
                ->words.english()
                .contains(QStringLiteral("a client came back 2 times for")));
}

void HubJudgeTest::sixStreamsOfOnePageAreFound()
{
    HubBench bench;
    bench.hub.tabs = {{"http://a.test", "10.0.0.1", "Firefox", 6}, {"http://b.test", "10.0.0.1", "Firefox", 6}};
    bench.report();
    const auto findings = bench.judge.findings();
    QCOMPARE(findings.size(), 2);
    QCOMPARE(findings.first().code, FindingCode::SixTabs);
    QVERIFY(!findings.first().isSameAs(findings.last()));
    bench.hub.tabs = {{"http://a.test", "10.0.0.1", "Firefox", 7}};
    bench.report();
    QVERIFY(bench.judge.findings().isEmpty()); // its seventh does not hang
}

void HubJudgeTest::redisThatIsAwayIsAnError()
{
    HubBench bench;
    bench.hub.redisAway = 90s;
    bench.hub.redisReason = QStringLiteral("connection refused");
    bench.report();
    QCOMPARE(bench.finding(FindingCode::RedisAway)->severity, Severity::Error);
    QVERIFY(bench.finding(FindingCode::RedisAway)->words.english().contains(QStringLiteral("90 s")));
    bench.hub.redisAway.reset();
    bench.report();
    QVERIFY(bench.judge.findings().isEmpty());
}

void HubJudgeTest::aGroupsLogThatIsAwayIsAnErrorOfItsOwn()
{
    HubBench bench;
    bench.hub.group = {.away = 90s, .reason = QStringLiteral("connection refused"), .lag = 90s};
    bench.hub.store = JudgedHub::Store::Away; // its log is the store: it is said once
    bench.report();
    QCOMPARE(bench.judge.findings().size(), 1);
    const auto finding = bench.finding(FindingCode::GroupRedisAway);
    QCOMPARE(finding->severity, Severity::Error);
    QVERIFY(finding->words.english().contains(QStringLiteral("90 s")));
    QVERIFY(finding->words.english().endsWith(QStringLiteral("connection refused")));
    bench.hub.group = JudgedHub::Group();
    bench.hub.store = JudgedHub::Store::Ok;
    bench.report();
    QVERIFY(bench.judge.findings().isEmpty());
}

void HubJudgeTest::aHubFarBehindItsGroupIsFound()
{
    HubBench bench;
    bench.hub.group = {.lag = HubJudge::FarBehind - 1ms};
    bench.report();
    QVERIFY(bench.judge.findings().isEmpty());
    bench.hub.group->lag = HubJudge::FarBehind;
    bench.report();
    QCOMPARE(bench.finding(FindingCode::GroupHubBehind)->severity, Severity::Warning);
}

void HubJudgeTest::aHubThatIsMissingFromItsGroupIsNamed()
{
    HubBench bench;
    bench.hub.group = JudgedHub::Group();
    bench.hub.group->missing = {{"web2:7373", 90s, 12}, {"web3:7373", 5s, 0}};
    bench.report();
    QCOMPARE(bench.judge.findings().size(), 2);
    const auto finding = bench.finding(FindingCode::GroupHubSilent);
    QCOMPARE(finding->severity, Severity::Warning);
    QVERIFY2(finding->words.english().startsWith(QStringLiteral("The hub web2:7373 has been missing from the group "
                                                                "for 90 s")),
             qPrintable(finding->words.english()));
    QVERIFY(finding->words.english().endsWith(QStringLiteral("Clients that it had: 12.")));
}

void HubJudgeTest::versionsThatDifferAreANote()
{
    HubBench bench;
    bench.hub.group = JudgedHub::Group();
    bench.hub.group->versions = {"1.2.0"};
    bench.report();
    QVERIFY(bench.judge.findings().isEmpty());
    bench.hub.group->versions.append("1.3.0");
    bench.report();
    const auto finding = bench.finding(FindingCode::GroupVersionsDiffer);
    QCOMPARE(finding->severity, Severity::Note);
    QVERIFY(finding->words.english().contains(QStringLiteral("1.2.0, 1.3.0")));
}

void HubJudgeTest::aGroupsLogAtRiskIsAWarning()
{
    HubBench bench;
    bench.hub.group = {.notice = QStringLiteral("it may be evicted")};
    bench.hub.storeDamage = bench.hub.group->notice; // which no file is
    bench.report();
    QCOMPARE(bench.judge.findings().size(), 1);
    QCOMPARE(bench.finding(FindingCode::GroupLogEvictable)->severity, Severity::Warning);
}

void HubJudgeTest::aGroupsLogThatTakesNothingIsAnError()
{
    for (const JudgedHub::Store store :
         {JudgedHub::Store::Away, JudgedHub::Store::Full, JudgedHub::Store::Broken}) { // away: it can be read
        HubBench bench;
        bench.hub.group = JudgedHub::Group();
        bench.hub.store = store;
        bench.hub.storeReason = QStringLiteral("the reason");
        bench.report();
        const auto finding = bench.finding(FindingCode::StoreFailed);
        QVERIFY(finding && finding->severity == Severity::Error);
        QVERIFY(finding->words.english().contains(QStringLiteral("group's log")));
        QVERIFY(finding->words.english().contains(QStringLiteral("the reason")));
    }
}

void HubJudgeTest::aBridgeThatDoesNotWorkIsAnErrorUntilItDoes()
{
    HubBench bench;
    bench.hub.group = JudgedHub::Group();
    bench.hub.group->bridge = {.channels = {"sse", "users.*"}, .isOurs = true, .isLed = true};
    bench.report();
    QVERIFY(bench.judge.findings().isEmpty());
    for (const bool isOurs : {true, false}) { // Redis takes nothing from it, or it may not listen there
        bench.hub.group->bridge->isOurs = bench.hub.group->bridge->isLed = isOurs;
        bench.hub.group->bridge->problem = QStringLiteral("it is not allowed");
        bench.report();
        QCOMPARE(bench.judge.findings().size(), 1);
        const auto finding = bench.finding(FindingCode::GroupBridge);
        QCOMPARE(finding->severity, Severity::Error);
        QVERIFY2(finding->words.english().contains(QStringLiteral("channels sse, users.* does not work")),
                 qPrintable(finding->words.english()));
        QVERIFY(finding->words.english().endsWith(QStringLiteral("it is not allowed")));
    }
    bench.hub.group->bridge->isLed = true;
    bench.hub.group->bridge->problem.clear();
    bench.report();
    QVERIFY(bench.judge.findings().isEmpty());
}

void HubJudgeTest::aHubThatCouldNotFollowTheBridgeIsAWarning()
{
    HubBench bench;
    bench.hub.group = JudgedHub::Group();
    bench.hub.group->bridge = {.channels = {"sse"}, .isLed = true, .problem = QStringLiteral("it is not allowed")};
    bench.report();
    const auto finding = bench.finding(FindingCode::GroupBridge);
    QVERIFY(finding && finding->severity == Severity::Warning);
    QVERIFY2(finding->words.english().startsWith(QStringLiteral("Another hub is the bridge")),
             qPrintable(finding->words.english()));
    QVERIFY(finding->words.english().endsWith(QStringLiteral("it is not allowed")));
}

void HubJudgeTest::hubsThatBridgeOtherChannelsAreNamed()
{
    HubBench bench;
    bench.hub.group = JudgedHub::Group();
    bench.hub.group->alike = {{{"sse", "users.*"}, {"web1:7373", "web2:7373"}}};
    bench.report();
    QVERIFY(bench.judge.findings().isEmpty());
    bench.hub.group->alike.append({{}, {"web3:7373"}});
    bench.report();
    bench.report();
    const auto finding = bench.finding(FindingCode::GroupBridgesDiffer);
    QVERIFY(finding && finding->severity == Severity::Warning);
    QVERIFY2(finding->words.english().contains(
                 QStringLiteral("web1:7373, web2:7373 [sse, users.*]; web3:7373 []. Only the list of the hub that is")),
             qPrintable(finding->words.english()));
    QCOMPARE(finding->evidence.lines, (QByteArrayList{"web1:7373, web2:7373 [sse, users.*]", "web3:7373 []"}));
}

void HubJudgeTest::hubsThatDifferForAMomentAreNotNamed()
{
    HubBench bench;
    bench.hub.group = JudgedHub::Group();
    const QList<JudgedHub::Group::Alike> both{{{"sse"}, {"web1:7373", "web2:7373"}}, {{"a"}, {"web2:7373"}}};
    for (int i = 0; i < 2; ++i) { // web2 was started anew, and stands there twice
        bench.hub.group->alike = both;
        bench.report();
        bench.report(HubJudge::BridgePatience - 1ms);
        QVERIFY(bench.judge.findings().isEmpty());
        bench.hub.group->alike.removeLast();
        bench.report();
    }
    bench.hub.group->alike = both;
    bench.report();
    bench.report(HubJudge::BridgePatience);
    QVERIFY(bench.finding(FindingCode::GroupBridgesDiffer));
}

void HubJudgeTest::aLongListHidesNoHubThatDiffers()
{
    HubBench bench;
    bench.hub.group = JudgedHub::Group();
    bench.hub.group->alike = {{{QByteArray(200, 'a'), QByteArray(200, 'b')}, {"web1:7373"}}, {{"sse"}, {"web2:7373"}}};
    for (int i = 3; i < 1'000; ++i)
        bench.hub.group->alike.append({{"sse" + QByteArray::number(i)}, {"web" + QByteArray::number(i)}});
    bench.report();
    bench.report();
    const QString words = bench.finding(FindingCode::GroupBridgesDiffer)->words.english();
    QVERIFY2(words.contains(QStringLiteral("web1:7373 [%1…]; web2:7373 [sse]; web3 [sse3]; web4 [sse4]; web5 [sse5]; …")
                                .arg(QString(60, u'a'))),
             qPrintable(words));
}

void HubJudgeTest::aThirdHubsListDoesNotHideWhyThisOneCannotFollow()
{
    HubBench bench;
    bench.hub.group = JudgedHub::Group();
    bench.hub.group->bridge = {.channels = {"sse"}, .isLed = true, .problem = QStringLiteral("it is not allowed")};
    bench.hub.group->alike = {{{"sse"}, {"web1:7373", "web2:7373"}}, {{}, {"web3:7373"}}};
    bench.report();
    bench.report();
    QVERIFY(bench.finding(FindingCode::GroupBridgesDiffer));
    const auto finding = bench.finding(FindingCode::GroupBridge);
    QVERIFY(finding && finding->words.english().endsWith(QStringLiteral("it is not allowed")));
}

void HubJudgeTest::aHubWithAnotherListThanTheBridgeIsNotSaidToBeUnableToFollow()
{
    HubBench bench;
    bench.hub.group = JudgedHub::Group();
    bench.hub.group->bridge = {
        .channels = {"sse"}, .isLed = true, .isUnlike = true, .problem = QStringLiteral("another list")};
    bench.hub.group->alike = {{{"sse"}, {"web1:7373"}}, {{"users.*"}, {"web2:7373"}}};
    bench.report();
    bench.report();
    QVERIFY(bench.finding(FindingCode::GroupBridgesDiffer));
    QVERIFY(!bench.finding(FindingCode::GroupBridge));
    bench.hub.group->bridge->isOurs = true; // its own trouble is another thing
    bench.report();
    QVERIFY(bench.finding(FindingCode::GroupBridge));
}

void HubJudgeTest::aGroupWithoutItsBridgeIsAnErrorAfterAWhile()
{
    HubBench bench;
    bench.hub.group = JudgedHub::Group();
    bench.hub.group->bridge = {.channels = {"sse"}};
    bench.report();
    bench.report(HubJudge::BridgePatience - 1ms); // another hub takes it over
    QVERIFY(bench.judge.findings().isEmpty());
    bench.report(1ms);
    const auto finding = bench.finding(FindingCode::GroupBridge);
    QVERIFY(finding && finding->severity == Severity::Error);
    QVERIFY2(finding->words.english().startsWith(QStringLiteral("No hub has been the bridge to Flask-SSE's channels "
                                                                "sse for 10 s")),
             qPrintable(finding->words.english()));
    bench.hub.group->bridge->isLed = true;
    bench.report();
    QVERIFY(bench.judge.findings().isEmpty());
    bench.hub.group->bridge->isLed = false; // anew
    bench.report();
    QVERIFY(bench.judge.findings().isEmpty());
}

void HubJudgeTest::whatTheBridgeDropsIsCountedWithinTheWindow()
{
    HubBench bench;
    bench.judge = {};
    bench.hub.group = JudgedHub::Group();
    bench.hub.group->bridge = {.channels = {"sse"}, .isOurs = true, .isLed = true};
    bench.hub.group->bridgeDropped = 7; // before it was looked at
    bench.report();
    QVERIFY(bench.judge.findings().isEmpty());
    bench.hub.group->bridgeDropped += 3;
    bench.hub.group->bridge->problem = QStringLiteral("Redis is full");
    bench.report();
    QCOMPARE(bench.judge.findings().size(), 2);
    QVERIFY(!bench.judge.findings().constFirst().isSameAs(bench.judge.findings().constLast()));
    bench.hub.group->bridge->problem.clear();
    bench.report();
    const auto finding = bench.finding(FindingCode::GroupBridge);
    QVERIFY(finding && finding->severity == Severity::Warning);
    QVERIFY2(finding->words.english().endsWith(QStringLiteral("within 60 s: 3.")),
             qPrintable(finding->words.english()));
    for (int i = 0; i < 24; ++i)
        bench.report();
    QVERIFY(bench.judge.findings().isEmpty());
}

void HubJudgeTest::aStoreThatDoesNotWorkIsAnError_data()
{
    QTest::addColumn<JudgedHub::Store>("store");
    QTest::addColumn<QString>("says");
    QTest::newRow("away") << JudgedHub::Store::Away << QStringLiteral("cannot be written");
    QTest::newRow("full") << JudgedHub::Store::Full << QStringLiteral("no room");
    QTest::newRow("broken") << JudgedHub::Store::Broken << QStringLiteral("not where it was");
}

void HubJudgeTest::aStoreThatDoesNotWorkIsAnError()
{
    QFETCH(JudgedHub::Store, store);
    QFETCH(QString, says);
    HubBench bench;
    bench.hub.store = store;
    bench.hub.storeReason = QStringLiteral("no such luck");
    bench.report();
    const auto finding = bench.finding(FindingCode::StoreFailed);
    QVERIFY(finding);
    QCOMPARE(finding->severity, Severity::Error);
    QVERIFY(finding->words.english().contains(says));
    QVERIFY(finding->words.english().contains(QStringLiteral("no such luck")));
    bench.hub.store = JudgedHub::Store::Ok;
    bench.report();
    QVERIFY(bench.judge.findings().isEmpty());
}

void HubJudgeTest::whatAStoreSaysAlthoughItWorksIsAWarning()
{
    HubBench bench;
    bench.hub.storeDamage = QStringLiteral("put aside");
    bench.hub.storeElsewhere = QStringLiteral("in use by another hub");
    bench.report();
    QCOMPARE(bench.finding(FindingCode::StoreDamaged)->severity, Severity::Warning);
    QVERIFY(bench.finding(FindingCode::StoreDamaged)->words.english().contains(QStringLiteral("put aside")));
    QCOMPARE(bench.finding(FindingCode::StoreElsewhere)->severity, Severity::Warning);
    QVERIFY(bench.finding(FindingCode::StoreElsewhere)->words.english().contains(QStringLiteral("another hub")));
    bench.hub.storeDamage.clear();
    bench.hub.storeElsewhere.clear();
    bench.report();
    QVERIFY(bench.judge.findings().isEmpty());
}

void HubJudgeTest::aDiskIsSlowWhenMoreThanOneWriteOfAHundredIs_data()
{
    QTest::addColumn<quint64>("commits");
    QTest::addColumn<quint64>("slow");
    QTest::addColumn<bool>("isSlow");
    QTest::newRow("none") << quint64(1000) << quint64(0) << false;
    QTest::newRow("one of a hundred") << quint64(1000) << quint64(10) << false;
    QTest::newRow("more") << quint64(1000) << quint64(11) << true;
    QTest::newRow("too few to tell") << quint64(4) << quint64(2) << false;
    QTest::newRow("most of a few") << quint64(4) << quint64(3) << true;
}

void HubJudgeTest::aDiskIsSlowWhenMoreThanOneWriteOfAHundredIs()
{
    QFETCH(quint64, commits);
    QFETCH(quint64, slow);
    QFETCH(bool, isSlow);
    HubBench bench;
    bench.judge = {};
    bench.hub.commits = 50;
    bench.hub.slowCommits = 50; // before it was looked at
    bench.report();
    bench.hub.commits += commits;
    bench.hub.slowCommits += slow;
    bench.report();
    QCOMPARE(bench.finding(FindingCode::StoreSlow).has_value(), isSlow);
}

void HubJudgeTest::openToTheNetworkIsAWarning()
{
    HubBench bench;
    bench.hub.isOpenToNetwork = true;
    bench.hub.listensOn = "0.0.0.0:7373";
    bench.report();
    QVERIFY(bench.finding(FindingCode::OpenToNetwork)->words.english().contains(QStringLiteral("0.0.0.0:7373")));
}

void HubJudgeTest::tokensThatEndAreNamed()
{
    HubBench bench;
    bench.hub.tokens = {{"late", 72h}, {"soon", 71h}, {"over", -1h}};
    bench.report();
    const auto findings = bench.judge.findings();
    QCOMPARE(findings.size(), 2);
    QCOMPARE(findings.first().subject, QByteArray("soon"));
    QVERIFY(findings.last().words.english().contains(QStringLiteral("over has ended")));
}

void HubJudgeTest::manyRefusalsForOneReasonAreFound()
{
    HubBench bench;
    bench.hub.refusals = {{"bad token", 19}, {"unknown host", 20}};
    bench.report();
    const auto finding = bench.finding(FindingCode::RefusedClients);
    QVERIFY(finding);
    QCOMPARE(finding->subject, QByteArray("unknown host"));
    QCOMPARE(bench.judge.findings().size(), 1);
}

void HubJudgeTest::aHubThatWasHeldUpSaysByWhat()
{
    HubBench bench;
    bench.hub.heldUp = 2;
    bench.hub.longestHold = 340ms;
    bench.hub.heldUpBy = "replay";
    bench.report();
    const QString words = bench.finding(FindingCode::HubHeldUp)->words.english();
    QVERIFY(words.contains(QStringLiteral("2 times within 30 s, for 340 ms at most")));
    QVERIFY(words.contains(QStringLiteral("replay")));
    HubBench once;
    once.hub.heldUp = 1;
    once.report();
    QVERIFY(once.finding(FindingCode::HubHeldUp)
                ->words.english()
                .startsWith(QStringLiteral("The hub was held up once within")));
}

void HubJudgeTest::aHubThatBeganAnewCountsFromNothing()
{
    HubBench bench;
    bench.hub.gapsTold = 100;
    bench.report();
    bench.hub.gapsTold = 0;
    bench.report();
    QVERIFY(!bench.finding(FindingCode::GapsTold));
}

QTEST_APPLESS_MAIN(HubJudgeTest)
#include "tst_hubjudge.moc"
