// SPDX-License-Identifier: GPL-3.0-or-later
#include "fakehub.h"
#include "findings/findingtable.h"
#include "ui/alerts/alerttexts.h"
#include "ui/alerts/alertwatch.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace helio;
using namespace std::chrono_literals;

namespace {

using Condition = AlertRule::Condition;

/// Rules that are watched, on a clock that the test sets.
class Bench
{
public:
    AlertWatch watch;
    AlertWatch::Time now{0};

    explicit Bench(const QList<AlertRule> &rules)
    {
        watch.setSourceName(1, QStringLiteral("prices"));
        watch.setSourceName(2, QStringLiteral("news"));
        setRules(rules);
    }
    explicit Bench(const AlertRule &rule)
        : Bench(QList{rule})
    {}
    void setRules(const QList<AlertRule> &rules)
    {
        QList<AlertWatch::Rule> keyed;
        for (qsizetype i = 0; i < rules.size(); ++i)
            keyed.append({QByteArray::number(i), rules[i]});
        watch.setRules(keyed, now);
    }
    void arrive(const QByteArray &channel, const QByteArray &data = "{}", int count = 1, int source = 1)
    {
        std::deque<FeedQueue::Item> items;
        for (int i = 0; i < count; ++i)
            items.push_back({source, received(channel, {}, data)});
        watch.onEvents(items, now);
    }
    void pass(AlertWatch::Time time)
    {
        // As the window does it: at least once a second.
        for (const AlertWatch::Time until = now + time; now < until;) {
            now = std::min<AlertWatch::Time>(until, now + 1s);
            watch.onTime(now);
        }
    }
    void find(FindingCase which, const QString &subject) { watch.onFinding(subject, makeFinding(which), now); }
    qsizetype said() { return watch.takeAlerts().size(); }
};

AlertRule ruleOf(Condition condition, const QString &filter = {})
{
    AlertRule rule;
    rule.name = QStringLiteral("rule");
    rule.condition = condition;
    rule.filter = filter;
    rule.time = 10s;
    rule.coolDown = 60s;
    return rule;
}

} // namespace

/// What each kind of rule says, and when it says nothing.
class AlertWatchTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aFindingOfTheCodeIsSaidAndAnotherIsNot();
    void aFindingOfOneStreamIsNotThatOfAnother();
    void withoutACodeErrorsAndWarningsAreSaidAndNotesAreNot();
    void whatIsWrongWithOneStreamDoesNotHideAnother();
    void silenceIsSaidOnceForEachSilence();
    void eventsThatDoNotMeetTheFilterAreSilence();
    void withoutAnyEventTheSilenceBeginsWithTheRule();
    void moreThanSoManyIsSaidWhenItBegins();
    void asManyAsAllowedAreNotMore();
    void fewerThanSoManyIsSaidAfterAWholeWindow();
    void asManyAsWantedAreNotFewer();
    void anEventThatMeetsTheFilterIsSaidWithTheEvent();
    void theFilterKnowsSources();
    void afterItSpokeARuleIsSilentForItsCoolDown();
    void whatIsTakenAwayAndComesBackKeepsItsCoolDown();
    void aRuleThatIsOffSaysNothing();
    void anotherNameDoesNotBeginTheWatchAnew();
    void aSlowRegularExpressionLeavesEventsOut();
    void whatIsPostedHasTheContractsMembers();
    void rulesComeBackFromTheirSettings_data();
    void rulesComeBackFromTheirSettings();
    void whatIsWrongWithARuleIsSaid();
};

void AlertWatchTest::aFindingOfTheCodeIsSaidAndAnotherIsNot()
{
    AlertRule rule = ruleOf(Condition::Finding);
    rule.code = FindingCode::RedisAway;
    Bench bench(rule);
    bench.find(FindingCase::StoreAway, QStringLiteral("hub"));
    QCOMPARE(bench.said(), 0);
    bench.find(FindingCase::RedisAway, QStringLiteral("hub"));
    const QList<Alert> alerts = bench.watch.takeAlerts();
    QCOMPARE(alerts.size(), 1);
    QCOMPARE(alerts.first().stream, QStringLiteral("hub"));
    QVERIFY(alerts.first().words.startsWith(QStringLiteral("Redis has been away")));
    QVERIFY(!alerts.first().event);
}

void AlertWatchTest::aFindingOfOneStreamIsNotThatOfAnother()
{
    AlertRule rule = ruleOf(Condition::Finding);
    rule.code = FindingCode::SlowClients;
    rule.stream = QStringLiteral("prices");
    Bench bench(rule);
    bench.find(FindingCase::SlowClients, QStringLiteral("news"));
    QCOMPARE(bench.said(), 0);
    bench.find(FindingCase::SlowClients, QStringLiteral("prices"));
    QCOMPARE(bench.said(), 1);
}

void AlertWatchTest::withoutACodeErrorsAndWarningsAreSaidAndNotesAreNot()
{
    Bench bench(ruleOf(Condition::Finding));
    Finding finding = makeFinding(FindingCase::SlowClients);
    finding.severity = Severity::Note;
    bench.watch.onFinding(QStringLiteral("hub"), finding, bench.now);
    QCOMPARE(bench.said(), 0);
    finding.severity = Severity::Warning;
    bench.watch.onFinding(QStringLiteral("hub"), finding, bench.now);
    QCOMPARE(bench.said(), 1);
}

void AlertWatchTest::whatIsWrongWithOneStreamDoesNotHideAnother()
{
    Bench bench(ruleOf(Condition::Finding));
    bench.find(FindingCase::SlowClients, QStringLiteral("a"));
    bench.find(FindingCase::SlowClients, QStringLiteral("b"));
    bench.find(FindingCase::GapsTold, QStringLiteral("a"));
    QCOMPARE(bench.said(), 3);
    bench.find(FindingCase::SlowClients, QStringLiteral("a")); // within the cool-down
    QCOMPARE(bench.said(), 0);
    bench.pass(60s);
    bench.find(FindingCase::SlowClients, QStringLiteral("a"));
    QCOMPARE(bench.said(), 1);
}

void AlertWatchTest::silenceIsSaidOnceForEachSilence()
{
    AlertRule rule = ruleOf(Condition::Silence);
    rule.coolDown = 1s;
    Bench bench(rule);
    bench.arrive("a");
    bench.pass(9s);
    bench.arrive("a");
    bench.pass(9s);
    QCOMPARE(bench.said(), 0);
    bench.pass(1s);
    QCOMPARE(bench.said(), 1);
    bench.pass(100s);
    QCOMPARE(bench.said(), 0);
    bench.arrive("a");
    bench.pass(10s);
    QCOMPARE(bench.said(), 1);
}

void AlertWatchTest::eventsThatDoNotMeetTheFilterAreSilence()
{
    Bench bench(ruleOf(Condition::Silence, QStringLiteral("channel:orders")));
    for (int i = 0; i < 9; ++i) {
        bench.arrive("prices");
        bench.pass(1s);
    }
    QCOMPARE(bench.said(), 0);
    bench.pass(1s);
    QCOMPARE(bench.said(), 1);
}

void AlertWatchTest::withoutAnyEventTheSilenceBeginsWithTheRule()
{
    Bench bench(ruleOf(Condition::Silence));
    bench.pass(9s);
    QCOMPARE(bench.said(), 0);
    bench.pass(1s);
    QCOMPARE(bench.said(), 1);
}

void AlertWatchTest::moreThanSoManyIsSaidWhenItBegins()
{
    AlertRule rule = ruleOf(Condition::MoreThan, QStringLiteral("channel:orders"));
    rule.rate = 5;
    rule.coolDown = 1s;
    Bench bench(rule);
    bench.arrive("orders", "{}", 51); // 5.1 a second over 10 s
    const QList<Alert> alerts = bench.watch.takeAlerts();
    QCOMPARE(alerts.size(), 1);
    QVERIFY(alerts.first().words.contains(QStringLiteral("More than 5 events/s of “channel:orders” over 10 s")));
    // It goes on being so, and is not said again.
    for (int i = 0; i < 20; ++i) {
        bench.pass(1s);
        bench.arrive("orders", "{}", 6);
    }
    QCOMPARE(bench.said(), 0);
    bench.pass(15s);
    bench.arrive("orders", "{}", 51);
    QCOMPARE(bench.said(), 1);
}

void AlertWatchTest::asManyAsAllowedAreNotMore()
{
    AlertRule rule = ruleOf(Condition::MoreThan);
    rule.rate = 5;
    Bench bench(rule);
    for (int i = 0; i < 60; ++i) {
        bench.arrive("orders", "{}", 5);
        bench.pass(1s);
    }
    QCOMPARE(bench.said(), 0);
}

void AlertWatchTest::fewerThanSoManyIsSaidAfterAWholeWindow()
{
    AlertRule rule = ruleOf(Condition::FewerThan);
    rule.rate = 2;
    Bench bench(rule);
    for (int i = 0; i < 9; ++i) {
        bench.arrive("a");
        bench.pass(1s);
    }
    QCOMPARE(bench.said(), 0); // it may still become more
    bench.pass(2s);
    QCOMPARE(bench.said(), 1);
}

void AlertWatchTest::asManyAsWantedAreNotFewer()
{
    AlertRule rule = ruleOf(Condition::FewerThan);
    rule.rate = 2;
    Bench bench(rule);
    for (int i = 0; i < 60; ++i) {
        bench.arrive("a", "{}", 2);
        bench.pass(1s);
    }
    QCOMPARE(bench.said(), 0);
}

void AlertWatchTest::anEventThatMeetsTheFilterIsSaidWithTheEvent()
{
    Bench bench(ruleOf(Condition::Event, QStringLiteral("$.price>100")));
    bench.arrive("orders", "{\"price\":100}");
    QCOMPARE(bench.said(), 0);
    bench.arrive("orders", "{\"price\":101}");
    const QList<Alert> alerts = bench.watch.takeAlerts();
    QCOMPARE(alerts.size(), 1);
    QCOMPARE(alerts.first().event->data, QByteArray("{\"price\":101}"));
    QCOMPARE(alerts.first().stream, QStringLiteral("prices"));
}

void AlertWatchTest::theFilterKnowsSources()
{
    Bench bench(ruleOf(Condition::Event, QStringLiteral("source:news")));
    bench.arrive("a", "{}", 1, 1);
    QCOMPARE(bench.said(), 0);
    bench.arrive("a", "{}", 1, 2);
    QCOMPARE(bench.said(), 1);
}

void AlertWatchTest::afterItSpokeARuleIsSilentForItsCoolDown()
{
    Bench bench(ruleOf(Condition::Event, QStringLiteral("channel:a")));
    bench.arrive("a", "{}", 1000);
    QCOMPARE(bench.said(), 1);
    bench.pass(59s);
    bench.arrive("a");
    QCOMPARE(bench.said(), 0);
    bench.pass(1s);
    bench.arrive("a");
    QCOMPARE(bench.said(), 1);
}

void AlertWatchTest::whatIsTakenAwayAndComesBackKeepsItsCoolDown()
{
    AlertRule finding = ruleOf(Condition::Finding);
    finding.code = FindingCode::RedisAway;
    const QList<AlertRule> rules{ruleOf(Condition::Event, QStringLiteral("channel:a")), finding};
    Bench bench(rules);
    bench.arrive("a");
    bench.find(FindingCase::RedisAway, QStringLiteral("hub"));
    QCOMPARE(bench.said(), 2);
    bench.setRules({});
    bench.pass(30s);
    bench.setRules(rules);
    bench.arrive("a");
    bench.find(FindingCase::RedisAway, QStringLiteral("hub"));
    QCOMPARE(bench.said(), 0);
    bench.pass(30s);
    bench.arrive("a");
    bench.find(FindingCase::RedisAway, QStringLiteral("hub"));
    QCOMPARE(bench.said(), 2);
}

void AlertWatchTest::aRuleThatIsOffSaysNothing()
{
    AlertRule rule = ruleOf(Condition::Event, QStringLiteral("channel:a"));
    rule.isEnabled = false;
    Bench bench(rule);
    bench.arrive("a");
    QCOMPARE(bench.said(), 0);
    rule.isEnabled = true;
    bench.setRules({rule});
    bench.arrive("a");
    QCOMPARE(bench.said(), 1);
}

void AlertWatchTest::anotherNameDoesNotBeginTheWatchAnew()
{
    AlertRule rule = ruleOf(Condition::Silence);
    Bench bench(rule);
    bench.pass(9s);
    rule.name = QStringLiteral("another");
    bench.setRules({rule});
    bench.pass(1s);
    QCOMPARE(bench.said(), 1);
    // Another time does.
    rule.time = 5s;
    bench.setRules({rule});
    bench.pass(4s);
    QCOMPARE(bench.said(), 0);
    bench.pass(1s);
    QCOMPARE(bench.said(), 1);
}

void AlertWatchTest::aSlowRegularExpressionLeavesEventsOut()
{
    Bench bench({ruleOf(Condition::MoreThan, QStringLiteral("/(a+)+$/")), ruleOf(Condition::MoreThan)});
    const QByteArray slow = QByteArray(2000, 'a') + 'b';
    QElapsedTimer spent;
    spent.start();
    bench.arrive("x", slow, 20'000);
    QVERIFY2(bench.watch.passedOver("0") > 0, qPrintable(QString::number(spent.elapsed())));
    QCOMPARE(bench.watch.passedOver("1"), quint64(0)); // its neighbour looks at all
    QCOMPARE(bench.said(), 1);
}

void AlertWatchTest::whatIsPostedHasTheContractsMembers()
{
    Alert alert{"0", QStringLiteral("words"), QStringLiteral("prices"),
                Event{"orders", "7", {}, QByteArray(70'000, 'x')}};
    const QJsonObject json = QJsonDocument::fromJson(alertJson(QStringLiteral("rule"), alert, 1'000)).object();
    QCOMPARE(json.keys(), (QStringList{QStringLiteral("event"), QStringLiteral("rule"), QStringLiteral("stream"),
                                       QStringLiteral("when"), QStringLiteral("words")}));
    QCOMPARE(json[QStringLiteral("when")].toString(), QStringLiteral("1970-01-01T00:00:01.000Z"));
    const QJsonObject event = json[QStringLiteral("event")].toObject();
    QCOMPARE(event[QStringLiteral("type")].toString(), QStringLiteral("message"));
    QCOMPARE(event[QStringLiteral("data")].toString().size(), MaximumPostedData);
    QVERIFY(event[QStringLiteral("cut")].toBool());
    alert.event.reset();
    QVERIFY(QJsonDocument::fromJson(alertJson({}, alert, 0)).object()[QStringLiteral("event")].isNull());
}

void AlertWatchTest::rulesComeBackFromTheirSettings_data()
{
    QTest::addColumn<Condition>("condition");
    QTest::newRow("finding") << Condition::Finding;
    QTest::newRow("silence") << Condition::Silence;
    QTest::newRow("more") << Condition::MoreThan;
    QTest::newRow("fewer") << Condition::FewerThan;
    QTest::newRow("event") << Condition::Event;
}

void AlertWatchTest::rulesComeBackFromTheirSettings()
{
    QFETCH(const Condition, condition);
    AlertRule rule = ruleOf(condition);
    if (condition == Condition::Finding) {
        rule.code = FindingCode::NoEndMark;
        rule.stream = QStringLiteral("prices");
        rule.time = AlertRule().time; // it has none
    } else {
        rule.filter = QStringLiteral("channel:a -type:b");
        rule.rate = 2.5;
    }
    rule.url = QUrl(QStringLiteral("https://example.org/a%20b?c=d"));
    rule.marks = false;
    const auto back = alertRuleFrom(settingsOf(rule));
    QVERIFY(back);
    QVERIFY(*back == rule);
    QVERIFY(!alertRuleFrom({}));
}

void AlertWatchTest::whatIsWrongWithARuleIsSaid()
{
    const AlertRule good = ruleOf(Condition::Event, QStringLiteral("channel:a"));
    QVERIFY(alertRuleProblem(good).isEmpty());
    AlertRule rule = good;
    rule.name.clear();
    QVERIFY(alertRuleProblem(rule).contains(QStringLiteral("name")));
    rule = good;
    rule.filter = QStringLiteral("/(/");
    QVERIFY(alertRuleProblem(rule).contains(QStringLiteral("filter")));
    rule = good;
    rule.filter.clear(); // every event
    QVERIFY(alertRuleProblem(rule).isEmpty());
    QCOMPARE(conditionText(rule), QStringLiteral("Any event"));
    rule = good;
    rule.url = QUrl(QStringLiteral("file:///etc/passwd"));
    QVERIFY(alertRuleProblem(rule).contains(QStringLiteral("http")));
    rule = good;
    rule.notifies = rule.marks = false;
    QVERIFY(!alertRuleProblem(rule).isEmpty());
    rule = good;
    rule.coolDown = 0s;
    QVERIFY(!alertRuleProblem(rule).isEmpty());
}

QTEST_GUILESS_MAIN(AlertWatchTest)
#include "tst_alertwatch.moc"
