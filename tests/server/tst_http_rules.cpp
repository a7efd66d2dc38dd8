// SPDX-License-Identifier: GPL-3.0-or-later
#include "access/accesstoken.h"
#include "access/rulepolicy.h"
#include "server/accessdesk.h"
#include "serverbench.h"

#include <QJsonArray>
#include <QTest>
#include <QThread>
#include <QTranslator>

using namespace helio;
using namespace helio::test;

namespace {

/// Keeps rules in memory.
class KeptRules : public AccessControl
{
    Q_OBJECT
public:
    AccessOverview overview() const override { return rules; }
    void makeToken(const AccessToken &wanted, const Done &done) override
    {
        madeIn = QThread::currentThread();
        if (fails("make", done))
            return;
        rules.tokens.append(wanted);
        Q_EMIT changed();
        answer(done, {{}, "token of " + wanted.name.toUtf8()});
    }
    void revokeToken(const QString &name, const Done &done) override
    {
        const qsizetype before = rules.tokens.size();
        if (fails("revoke", done))
            return;
        rules.tokens.removeIf([&](const AccessToken &token) { return token.name == name; });
        const bool isGone = rules.tokens.size() < before;
        if (isGone)
            Q_EMIT changed();
        answer(done, {isGone ? Message() : Message(QStringLiteral("no such token")), {}});
    }
    void setAnonymous(const AnonymousAccess &anonymous, const Done &done) override
    {
        if (fails("set", done))
            return;
        rules.anonymous = anonymous;
        Q_EMIT changed();
        answer(done, {});
    }

    AccessOverview rules;
    bool cannotWrite = false;
    bool answersLater = false; ///< when the test calls what is in `late`
    std::vector<std::function<void()>> late;
    QThread *madeIn = nullptr;

private:
    bool fails(const char *what, const Done &done)
    {
        if (cannotWrite)
            answer(done, {QStringLiteral("cannot %1: the file is read-only").arg(QLatin1String(what)), {}});
        return cannotWrite;
    }
    void answer(const Done &done, const AccessOutcome &outcome)
    {
        if (answersLater)
            late.push_back([done, outcome] { done(outcome); });
        else
            done(outcome);
    }
};

/// A language in which every text is one word.
class OneWord : public QTranslator
{
public:
    bool isEmpty() const override { return false; }
    QString translate(const char *, const char *, const char *, int) const override { return QStringLiteral("訳"); }
};

} // namespace

/// The access rules over HTTP.
class HttpRulesTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theRulesAreShown();
    void aTokenIsMadeAndRevoked();
    void whatNeedsNoTokenIsSet();
    void whatCannotBeWrittenIsAConflict();
    void aHubWithoutAFileShowsThatItIsOpenAndChangesNothing();
    void rulesThatAreKeptNowhereAreNotShownAsNone();
    void aBadRuleIsRefused_data();
    void aBadRuleIsRefused();
    void itTakesAdmin();
    void theRulesAreChangedInTheThreadOfTheirKeeper();
    void callsAreAnsweredOneByOne();
    void whatOthersChangeAnswersNoCall();
    void rulesOfAControlThatIsGoneAreNotShown();
    void tooManyChannelsAreRefused();
    void refusalsAreEnglishInEveryLanguage_data();
    void refusalsAreEnglishInEveryLanguage();
    void whatIsWrongWithATokenIsSaidInEnglish();

private:
    static HubConfig keptBy(AccessDesk &desk)
    {
        HubConfig config;
        config.server.accessDesk = &desk;
        return config;
    }
    static RawResponse send(const ServerBench &bench, const QByteArray &method, const QByteArray &path,
                            const QByteArray &json)
    {
        return bench.ask(method, "/api/access/" + path, {"Content-Type: application/json"}, json);
    }
};

void HttpRulesTest::theRulesAreShown()
{
    KeptRules kept;
    kept.rules.anonymous = AnonymousAccess{{"open.*"}, {"*"}};
    kept.rules.tokens = {{QStringLiteral("ci"), {"builds.*"}, {}, false}, {QStringLiteral("ops"), {}, {}, true}};
    kept.rules.jwtKeys = 2;
    kept.rules.keptIn = QStringLiteral("/etc/hub.toml");
    AccessDesk desk(kept);
    ServerBench bench(keptBy(desk));
    const QJsonObject shown = bench.json("/api/access");
    QCOMPARE(shown.value(QStringLiteral("anonymous")).toObject().value(QStringLiteral("publish")).toArray(),
             (QJsonArray{QStringLiteral("open.*")}));
    const QJsonArray tokens = shown.value(QStringLiteral("tokens")).toArray();
    QCOMPARE(tokens.size(), 2);
    QCOMPARE(tokens[0].toObject().value(QStringLiteral("name")).toString(), QStringLiteral("ci"));
    QCOMPARE(tokens[0].toObject().value(QStringLiteral("publish")).toArray(), (QJsonArray{QStringLiteral("builds.*")}));
    QCOMPARE(tokens[1].toObject().value(QStringLiteral("admin")).toBool(), true);
    QCOMPARE(shown.value(QStringLiteral("jwtKeys")).toInt(), 2);
    QCOMPARE(shown.value(QStringLiteral("keptIn")).toString(), QStringLiteral("/etc/hub.toml"));
    QVERIFY(bench.json("/api/hub").value(QStringLiteral("capabilities")).toArray().contains(QStringLiteral("access")));
}

void HttpRulesTest::aTokenIsMadeAndRevoked()
{
    KeptRules kept;
    AccessDesk desk(kept);
    ServerBench bench(keptBy(desk));
    const RawResponse made = send(bench, "POST", "tokens",
                                  R"({"name":"ops team","publish":["a"],"subscribe":["b.*","{sub}"],"admin":true})");
    QCOMPARE(made.status, 201);
    QCOMPARE(jsonOf(made).value(QStringLiteral("name")).toString(), QStringLiteral("ops team"));
    QCOMPARE(jsonOf(made).value(QStringLiteral("token")).toString(), QStringLiteral("token of ops team"));
    QCOMPARE(kept.rules.tokens.size(), 1);
    QCOMPARE(kept.rules.tokens[0].publish, (QByteArrayList{"a"}));
    QCOMPARE(kept.rules.tokens[0].subscribe, (QByteArrayList{"b.*", "{sub}"}));
    QVERIFY(kept.rules.tokens[0].admin);
    QVERIFY(!bench.ask("GET", "/api/access").body.contains("token of"));
    QCOMPARE(bench.ask("DELETE", "/api/access/tokens/ops%20team").status, 204);
    QVERIFY(kept.rules.tokens.isEmpty());
    QCOMPARE(bench.ask("DELETE", "/api/access/tokens/ops%20team").status, 404);
}

void HttpRulesTest::whatNeedsNoTokenIsSet()
{
    KeptRules kept;
    AccessDesk desk(kept);
    ServerBench bench(keptBy(desk));
    QCOMPARE(send(bench, "PUT", "anonymous", R"({"publish":[],"subscribe":["public.*"]})").status, 204);
    QCOMPARE(kept.rules.anonymous->publish, QByteArrayList());
    QCOMPARE(kept.rules.anonymous->subscribe, (QByteArrayList{"public.*"}));
}

void HttpRulesTest::whatCannotBeWrittenIsAConflict()
{
    KeptRules kept;
    kept.rules.tokens = {{QStringLiteral("ci"), {}, {}, false}};
    kept.cannotWrite = true;
    AccessDesk desk(kept);
    ServerBench bench(keptBy(desk));
    for (const RawResponse &refused :
         {send(bench, "POST", "tokens", R"({"name":"x"})"), send(bench, "PUT", "anonymous", "{}"),
          bench.ask("DELETE", "/api/access/tokens/ci")}) {
        QCOMPARE(refused.status, 409);
        QVERIFY(jsonOf(refused).value(QStringLiteral("detail")).toString().contains(QStringLiteral("read-only")));
    }
}

void HttpRulesTest::aHubWithoutAFileShowsThatItIsOpenAndChangesNothing()
{
    ServerBench bench;
    const QJsonObject shown = bench.json("/api/access");
    QVERIFY(shown.value(QStringLiteral("anonymous")).isNull());
    QVERIFY(shown.value(QStringLiteral("keptIn")).isNull());
    QVERIFY(shown.value(QStringLiteral("tokens")).toArray().isEmpty());
    for (const RawResponse &refused :
         {send(bench, "POST", "tokens", R"({"name":"x"})"), send(bench, "PUT", "anonymous", "{}"),
          bench.ask("DELETE", "/api/access/tokens/ci")}) {
        QCOMPARE(refused.status, 409);
        QVERIFY(jsonOf(refused).value(QStringLiteral("detail")).toString().contains(QStringLiteral("--config")));
    }
}

void HttpRulesTest::rulesThatAreKeptNowhereAreNotShownAsNone()
{
    AccessRules rules;
    rules.tokens = {{QStringLiteral("ops"), tokenDigest("ops-token"), {}, {}, true}};
    HubConfig config;
    config.server.access = policyFor(rules);
    ServerBench bench(config);
    QCOMPARE(bench.ask("GET", "/api/access", {"Authorization: Bearer ops-token"}).status, 409);
}

void HttpRulesTest::aBadRuleIsRefused_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("json");
    const auto row = [](const char *method, const char *path, const char *json) {
        QTest::addRow("%s %s %s", method, path, json) << QByteArray(method) << QByteArray(path) << QByteArray(json);
    };
    for (const char *json :
         {"{}", R"({"name":""})", R"({"name":7})", R"({"name":"x","publish":"a"})", R"({"name":"x","publish":[""]})",
          R"({"name":"x","admin":"yes"})", R"({"name":"x","token":"mine"})", "[]", "no JSON"})
        row("POST", "tokens", json);
    for (const char *json : {R"({"publish":[1]})", R"({"publish":["a\u0000"]})", R"({"admin":true})", ""})
        row("PUT", "anonymous", json);
}

void HttpRulesTest::aBadRuleIsRefused()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, json);
    KeptRules kept;
    AccessDesk desk(kept);
    ServerBench bench(keptBy(desk));
    QCOMPARE(send(bench, method, path, json).status, 400);
    QVERIFY(kept.rules.tokens.isEmpty() && !kept.rules.anonymous);
}

void HttpRulesTest::itTakesAdmin()
{
    AccessRules rules;
    rules.anonymous = AnonymousRule{{"*"}, {"*"}};
    KeptRules kept;
    AccessDesk desk(kept);
    HubConfig config = keptBy(desk);
    config.server.access = policyFor(rules);
    ServerBench bench(config);
    QCOMPARE(bench.ask("GET", "/api/access").status, 401);
    QCOMPARE(send(bench, "POST", "tokens", R"({"name":"x","admin":true})").status, 401);
    QVERIFY(kept.rules.tokens.isEmpty());
}

void HttpRulesTest::theRulesAreChangedInTheThreadOfTheirKeeper()
{
    // The window's thread has the rules, another the server: here the other way round.
    QThread thread;
    auto *kept = new KeptRules;
    auto *desk = new AccessDesk(*kept);
    kept->moveToThread(&thread);
    desk->moveToThread(&thread);
    connect(&thread, &QThread::finished, kept, &QObject::deleteLater);
    connect(&thread, &QThread::finished, desk, &QObject::deleteLater);
    thread.start();
    {
        ServerBench bench(keptBy(*desk));
        QCOMPARE(send(bench, "POST", "tokens", R"({"name":"x"})").status, 201);
        QCOMPARE(kept->madeIn, &thread);
    }
    thread.quit();
    QVERIFY(thread.wait());
}

void HttpRulesTest::callsAreAnsweredOneByOne()
{
    KeptRules kept;
    AccessDesk desk(kept);
    QStringList answers;
    connect(&desk, &AccessDesk::answered, &desk, [&](quint64 ticket, const AccessReport &report) {
        answers.append(QStringLiteral("%1 %2 %3")
                           .arg(ticket)
                           .arg(report.overview.tokens.size())
                           .arg(report.outcome.problem.english()));
    });
    desk.requestOverview();
    desk.makeToken({QStringLiteral("a"), {}, {}, false});
    desk.makeToken({QStringLiteral("b"), {}, {}, false});
    desk.revokeToken(QStringLiteral("c"));
    desk.revokeToken(QStringLiteral("a"));
    QVERIFY(answers.isEmpty()); // who calls knows the ticket first
    QTRY_COMPARE(answers.size(), 5);
    QCOMPARE(answers, (QStringList{QStringLiteral("1 0 "), QStringLiteral("2 1 "), QStringLiteral("3 2 "),
                                   QStringLiteral("4 2 no such token"), QStringLiteral("5 1 ")}));
}

void HttpRulesTest::whatOthersChangeAnswersNoCall()
{
    KeptRules kept;
    kept.answersLater = true;
    AccessDesk desk(kept);
    QStringList answers;
    connect(&desk, &AccessDesk::answered, &desk, [&](quint64 ticket, const AccessReport &report) {
        answers.append(QStringLiteral("%1 %2").arg(ticket).arg(QString::fromLatin1(report.outcome.token)));
    });
    desk.makeToken({QStringLiteral("a"), {}, {}, false});
    desk.makeToken({QStringLiteral("b"), {}, {}, false});
    QTRY_COMPARE(kept.late.size(), size_t(2));
    kept.setAnonymous({{"*"}, {"*"}}, [](const AccessOutcome &) {}); // as a window does
    QCOMPARE(answers, QStringList());
    kept.late[1]();
    kept.late[0]();
    QCOMPARE(answers, (QStringList{QStringLiteral("2 token of b"), QStringLiteral("1 token of a")}));
}

void HttpRulesTest::rulesOfAControlThatIsGoneAreNotShown()
{
    auto kept = std::make_unique<KeptRules>();
    kept->rules.anonymous = AnonymousAccess{{"a"}, {"a"}};
    AccessDesk desk(*kept);
    ServerBench bench(keptBy(desk));
    QCOMPARE(bench.ask("GET", "/api/access").status, 200);
    kept.reset();
    const RawResponse refused = bench.ask("GET", "/api/access");
    QCOMPARE(refused.status, 409);
    QVERIFY2(refused.body.contains("not kept any more"), refused.body.constData());
}

void HttpRulesTest::tooManyChannelsAreRefused()
{
    KeptRules kept;
    AccessDesk desk(kept);
    ServerBench bench(keptBy(desk));
    const auto naming = [](int count) {
        QByteArrayList globs;
        for (int i = 0; i < count; ++i)
            globs.append("\"channel-" + QByteArray::number(i) + '"');
        return "{\"name\":\"x\",\"subscribe\":[" + globs.join(',') + "]}";
    };
    const RawResponse refused = send(bench, "POST", "tokens", naming(101));
    QCOMPARE(refused.status, 400);
    QVERIFY2(refused.body.contains("100"), refused.body.constData());
    QVERIFY(kept.rules.tokens.isEmpty());
    QCOMPARE(send(bench, "POST", "tokens", naming(100)).status, 201);
}

void HttpRulesTest::refusalsAreEnglishInEveryLanguage_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("body");
    const auto row = [](const char *method, const char *path, const char *body) {
        QTest::newRow(path) << QByteArray(method) << QByteArray(path) << QByteArray(body);
    };
    row("PUT", "/api/access/anonymous", R"({"publish":["a\u0001"]})");
    row("POST", "/api/access/tokens", R"({"name":"x","publish":[""]})");
    row("GET", "/stream?channel=%01", "");
    row("GET", "/stream?pattern=%01", "");
    row("GET", "/api/clients?channel=%01", "");
    row("GET", "/api/channels?pattern=%01", "");
    row("GET", "/api/watch?channels=%01", "");
    row("GET", "/api/explain?client=c1&event=1-1", "");
    row("POST", "/channels/a?event=gap", "x");
    row("POST", "/channels/a?id=earliest", "x");
    row("POST", "/channels/%01", "x");
    row("POST", "/publish", R"({"data":"x","retry":1})");
}

void HttpRulesTest::refusalsAreEnglishInEveryLanguage()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, body);
    OneWord translator;
    QVERIFY(QCoreApplication::installTranslator(&translator));
    KeptRules kept;
    AccessDesk desk(kept);
    ServerBench bench(keptBy(desk));
    const RawResponse refused = bench.ask(
        method, path, body.isEmpty() ? QByteArrayList() : QByteArrayList{"Content-Type: application/json"}, body);
    QVERIFY2(refused.status >= 400 && refused.status < 500, refused.body.constData());
    const QString detail = jsonOf(refused).value(QStringLiteral("detail")).toString();
    QVERIFY2(!detail.isEmpty() && !detail.contains(u'訳'), qPrintable(detail));
}

void HttpRulesTest::whatIsWrongWithATokenIsSaidInEnglish()
{
    OneWord translator;
    QVERIFY(QCoreApplication::installTranslator(&translator));
    AccessRules rules;
    rules.anonymous = AnonymousRule{{"*"}, {"*"}};
    HubConfig config;
    config.server.access = policyFor(rules);
    ServerBench bench(config);
    const RawResponse refused = bench.ask("GET", "/stream", {"Authorization: Bearer nobodys"});
    QCOMPARE(refused.status, 401);
    const QString detail = jsonOf(refused).value(QStringLiteral("detail")).toString();
    QVERIFY2(detail.contains(QLatin1String("not known here")), qPrintable(detail));
}

QTEST_GUILESS_MAIN(HttpRulesTest)
#include "tst_http_rules.moc"
