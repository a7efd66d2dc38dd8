// SPDX-License-Identifier: GPL-3.0-or-later
#include "access/accesstoken.h"
#include "access/jwtsigner.h"
#include "access/rulepolicy.h"
#include "serverbench.h"

#include <QDateTime>
#include <QJsonArray>
#include <QTest>

using namespace helio;
using namespace helio::test;

namespace {

const QByteArray Secret(32, 's');

AccessRules someRules()
{
    AccessRules rules;
    rules.anonymous = AnonymousRule{{"open.*"}, {"public", "public.*"}};
    rules.tokens = {{QStringLiteral("ci"), tokenDigest("ci-token"), {"builds.*"}, {"users.{sub}", "builds.*"}, false},
                    {QStringLiteral("ops"), tokenDigest("ops-token"), {"*"}, {"*"}, true}};
    QString problem;
    rules.jwtKeys = {JwtKey(SignatureKey::fromSecret(Secret, problem).value())};
    return rules;
}

HubConfig configWith(const AccessRules &rules)
{
    HubConfig config;
    config.server.access = policyFor(rules);
    return config;
}

QByteArray detailOf(const RawResponse &response)
{
    return jsonOf(response).value(QStringLiteral("detail")).toString().toUtf8();
}

const QByteArrayList Ci{"Authorization: Bearer ci-token"};
const QByteArrayList Ops{"Authorization: Bearer ops-token"};

} // namespace

/// Who may do what over HTTP: the ways of showing a token, and what each answer is.
class HttpTokensTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void eachWayOfShowingATokenWorks_data();
    void eachWayOfShowingATokenWorks();
    void aBadTokenIsRefusedEverywhere_data();
    void aBadTokenIsRefusedEverywhere();
    void theTokenIsInNoAnswer();
    void refusalsNameTheChannel();
    void theTable_data();
    void theTable();
    void aBatchIsRefusedAsAWhole();
    void aPatternReceivesOfItsChannelsThoseGranted();
    void aPatternOfWhomNothingIsGrantedIsRefused();
    void theSubjectIsShown();
    void aBanMeansTheSubject();
    void pageAndHealthNeedNothing();
    void aPreflightNeedsNothing();
    void aPolicyOfOnesOwnDecides();
    void aStreamEndsWhenItsTokenExpires();
    void newRulesEndWhatTheyDoNotGrant();
};

void HttpTokensTest::eachWayOfShowingATokenWorks_data()
{
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<QByteArray>("field");
    QTest::addColumn<int>("status");
    QTest::newRow("field") << QByteArray() << QByteArray("Authorization: Bearer ci-token") << 200;
    QTest::newRow("field, another case") << QByteArray() << QByteArray("authorization: bEARER ci-token") << 200;
    QTest::newRow("query") << QByteArray("&access_token=ci-token") << QByteArray() << 200;
    QTest::newRow("query, escaped") << QByteArray("&access_token=%63i-token") << QByteArray() << 200;
    QTest::newRow("cookie") << QByteArray() << QByteArray("Cookie: heliograph_token=ci-token") << 200;
    QTest::newRow("cookie among others") << QByteArray() << QByteArray("Cookie: a=b; heliograph_token=ci-token; c=d")
                                         << 200;
    QTest::newRow("the field wins") << QByteArray("&access_token=bad") << QByteArray("Authorization: Bearer ci-token")
                                    << 200;
    QTest::newRow("a bad field wins too")
        << QByteArray("&access_token=ci-token") << QByteArray("Authorization: Bearer bad") << 401;
    QTest::newRow("none") << QByteArray() << QByteArray() << 401;
    QTest::newRow("basic is no token") << QByteArray() << QByteArray("Authorization: Basic Y2ktdG9rZW4=") << 401;
    QTest::newRow("another cookie") << QByteArray() << QByteArray("Cookie: xheliograph_token=ci-token") << 401;
    QTest::newRow("empty") << QByteArray("&access_token=") << QByteArray("Authorization: Bearer ") << 401;
    QTest::newRow("the digest") << "&access_token=" + tokenDigest("ci-token") << QByteArray() << 401;
}

void HttpTokensTest::eachWayOfShowingATokenWorks()
{
    QFETCH(QByteArray, query);
    QFETCH(QByteArray, field);
    QFETCH(int, status);
    ServerBench bench(configWith(someRules()));
    const QByteArrayList lines = field.isEmpty() ? QByteArrayList() : QByteArrayList{field};
    const RawResponse answer = bench.ask("GET", "/stream?poll=1&since=1&channel=builds.1" + query, lines);
    QCOMPARE(answer.status, status);
    QCOMPARE(answer.header("www-authenticate").startsWith("Bearer realm="), status == 401);
    if (status == 401)
        QCOMPARE(answer.header("content-type"), "application/problem+json");
}

void HttpTokensTest::aBadTokenIsRefusedEverywhere_data()
{
    QTest::addColumn<QByteArray>("token");
    const JwtSigner signer = JwtSigner::withSecret(Secret);
    const QByteArray good = signer.sign("{\"mercure\":{\"subscribe\":[\"*\"]}}");
    QTest::newRow("unknown") << QByteArray("nobody");
    QTest::newRow("alg none") << jwtOf("{\"alg\":\"none\"}", "{\"mercure\":{\"subscribe\":[\"*\"]}}", {});
    QTest::newRow("expired") << signer.sign("{\"exp\":1}");
    QTest::newRow("not yet valid") << signer.sign("{\"nbf\":99999999999}");
    QTest::newRow("another secret") << JwtSigner::withSecret(QByteArray(32, 't')).sign("{}");
    QTest::newRow("empty secret") << JwtSigner::withSecret({}).sign("{}");
    QTest::newRow("truncated") << good.chopped(1);
    QTest::newRow("bad base64") << good + "+/";
    QTest::newRow("oversize") << signer.sign("{\"x\":\"" + QByteArray(9000, 'x') + "\"}");
    QTest::newRow("claims doubled") << signer.sign("{\"exp\":99999999999,\"exp\":99999999999}");
}

void HttpTokensTest::aBadTokenIsRefusedEverywhere()
{
    QFETCH(QByteArray, token);
    ServerBench bench(configWith(someRules()));
    for (const char *request :
         {"GET /stream?channel=public", "POST /channels/open.1", "GET /api/stats", "GET /metrics"}) {
        const QByteArrayList parts = QByteArray(request).split(' ');
        const RawResponse answer = bench.ask(parts[0], parts[1], {"Authorization: Bearer " + token}, "x");
        QCOMPARE(answer.status, 401);
        QVERIFY(answer.header("www-authenticate").contains("error=\"invalid_token\""));
    }
}

void HttpTokensTest::theTokenIsInNoAnswer()
{
    ServerBench bench(configWith(someRules()));
    for (const char *target : {"/stream?access_token=sesame", "/stream?channel=&channel=a&access_token=sesame&poll=x",
                               "/nowhere?access_token=sesame", "/api/stats?access_token=sesame"}) {
        const RawResponse answer = bench.ask("GET", target);
        QVERIFY(answer.status >= 400);
        QVERIFY(!answer.body.contains("sesame"));
    }
    const RawResponse answer = bench.ask("POST", "/channels/x?access_token=sesame&bogus=1", {}, "x");
    QVERIFY(answer.status >= 400 && !answer.body.contains("sesame"));
}

void HttpTokensTest::refusalsNameTheChannel()
{
    ServerBench bench(configWith(someRules()));
    const RawResponse stream = bench.ask("GET", "/stream?channel=builds.1&channel=secret", Ci);
    QCOMPARE(stream.status, 403);
    QVERIFY2(detailOf(stream).contains("\"secret\""), stream.body.constData());
    const RawResponse publish = bench.ask("POST", "/channels/secret", Ci, "x");
    QCOMPARE(publish.status, 403);
    QVERIFY2(detailOf(publish).contains("\"secret\""), publish.body.constData());
    QCOMPARE(bench.ask("GET", "/stream?channel=secret").status, 401); // a token may help
}

void HttpTokensTest::theTable_data()
{
    QTest::addColumn<QByteArray>("token");
    QTest::addColumn<QByteArray>("channel");
    QTest::addColumn<QByteArray>("action");
    QTest::addColumn<int>("status");

    const QByteArrayList tokens{"", "ci-token", "ops-token", "jwt", "bad"};
    const QByteArrayList channels{"public.1", "builds.1", "users.ci", "users.eve"};
    // The rows: who; the columns: public.1, builds.1, users.ci, users.eve.
    const QList<QList<int>> subscribe{
        {200, 401, 401, 401}, {200, 200, 200, 403}, {200, 200, 200, 200}, {200, 403, 403, 200}, {401, 401, 401, 401}};
    const QList<QList<int>> publish{
        {401, 401, 401, 401}, {403, 200, 403, 403}, {200, 200, 200, 200}, {403, 403, 200, 403}, {401, 401, 401, 401}};
    const QList<int> steer{401, 403, 200, 403, 401}; // whatever the channel
    for (qsizetype i = 0; i < tokens.size(); ++i) {
        for (qsizetype j = 0; j < channels.size(); ++j) {
            const auto add = [&](const char *action, int status) {
                QTest::addRow("%s %s %s", tokens[i].isEmpty() ? "nobody" : tokens[i].constData(), action,
                              channels[j].constData())
                    << tokens[i] << channels[j] << QByteArray(action) << status;
            };
            add("subscribe", subscribe[i][j]);
            add("publish", publish[i][j]);
            add("steer", steer[i]);
        }
    }
}

void HttpTokensTest::theTable()
{
    QFETCH(QByteArray, token);
    QFETCH(QByteArray, channel);
    QFETCH(QByteArray, action);
    QFETCH(int, status);
    static const QByteArray Eve = JwtSigner::withSecret(Secret).sign(
        "{\"sub\":\"eve\",\"mercure\":{\"subscribe\":[\"users.{sub}\"],\"publish\":[\"users.ci\"]}}");
    if (token == "jwt")
        token = Eve;
    ServerBench bench(configWith(someRules()));
    const QByteArrayList lines = token.isEmpty() ? QByteArrayList() : QByteArrayList{"Authorization: Bearer " + token};
    RawResponse answer;
    if (action == "subscribe")
        answer = bench.ask("GET", "/stream?poll=1&since=1&channel=" + channel, lines);
    else if (action == "publish")
        answer = bench.ask("POST", "/channels/" + channel, lines, "x");
    else
        answer = bench.ask("GET", "/api/channels?pattern=" + channel, lines);
    QCOMPARE(answer.status, status);
}

void HttpTokensTest::aBatchIsRefusedAsAWhole()
{
    ServerBench bench(configWith(someRules()));
    const QByteArrayList lines = Ci + QByteArrayList{"Content-Type: application/json"};
    const RawResponse answer =
        bench.ask("POST", "/publish", lines,
                  R"([{"channel":"builds.1","data":"1"},{"channel":"other","data":"2"},{"data":"3"}])");
    QCOMPARE(answer.status, 403);
    QVERIFY2(detailOf(answer).contains("\"other\"") && detailOf(answer).contains("event 2"), answer.body.constData());
    QCOMPARE(bench.ask("POST", "/api/notify", lines, R"({"userId":"ci","message":"x"})").status, 403);
    const RawResponse stats = bench.ask("GET", "/api/stats", Ops);
    QCOMPARE(jsonOf(stats).value(QStringLiteral("published")).toInt(-1), 0);
}

void HttpTokensTest::aPatternReceivesOfItsChannelsThoseGranted()
{
    ServerBench bench(configWith(someRules()));
    const auto publish = [&](const QByteArray &channel, const QByteArray &data) {
        QCOMPARE(bench.ask("POST", "/channels/" + channel, Ops, data).status, 200);
    };
    for (const QByteArray channel : {"builds.1", "secret", "users.ci", "users.eve", "public"})
        publish(channel, "old " + channel);
    StreamClient client(bench);
    QVERIFY(client.open("/stream?pattern=*", Ci + QByteArrayList{"Last-Event-ID: earliest"}));
    QVERIFY(client.waitForEvents(3));
    for (const QByteArray channel : {"secret", "users.eve", "builds.2"})
        publish(channel, "new " + channel);
    QVERIFY(client.waitForEvents(4));
    QCOMPARE(client.data(), QByteArrayList({"old builds.1", "old users.ci", "old public", "new builds.2"}));
}

void HttpTokensTest::aPatternOfWhomNothingIsGrantedIsRefused()
{
    AccessRules rules = someRules();
    rules.anonymous.reset();
    ServerBench bench(configWith(rules));
    QCOMPARE(bench.ask("GET", "/stream?pattern=*").status, 401);
    const QByteArray token = JwtSigner::withSecret(Secret).sign("{\"mercure\":{\"publish\":[\"*\"]}}");
    QCOMPARE(bench.ask("GET", "/stream?pattern=*", {"Authorization: Bearer " + token}).status, 403);
}

void HttpTokensTest::theSubjectIsShown()
{
    ServerBench bench(configWith(someRules()));
    StreamClient client(bench);
    QVERIFY(client.open("/stream?userId=ci", Ci));
    const RawResponse answer = bench.ask("GET", "/api/clients", Ops);
    const QJsonObject shown = jsonOf(answer).value(QStringLiteral("clients")).toArray().at(0).toObject();
    QCOMPARE(shown[u"subject"].toString(), QStringLiteral("ci"));
    QVERIFY(!answer.body.contains("ci-token"));
}

void HttpTokensTest::aBanMeansTheSubject()
{
    ServerBench bench(configWith(someRules()));
    StreamClient client(bench);
    QVERIFY(client.open("/stream?userId=ci", Ci));
    QCOMPARE(bench.ask("DELETE", "/api/clients/c1?ban=60", Ci).status, 403);
    QCOMPARE(bench.ask("DELETE", "/api/clients/c1?ban=60", Ops).status, 204);
    QVERIFY(client.waitForEnd());
    QCOMPARE(bench.ask("GET", "/stream?userId=ci", Ci).status, 204);
    QCOMPARE(bench.ask("GET", "/stream?poll=1&since=1&channel=public").status, 200); // of the same address
}

void HttpTokensTest::pageAndHealthNeedNothing()
{
    ServerBench bench(configWith(someRules()));
    QCOMPARE(bench.ask("GET", "/").status, 200);
    QCOMPARE(bench.ask("GET", "/?access_token=bad").status, 200);
    QCOMPARE(bench.ask("GET", "/healthz").status, 200);
    QCOMPARE(bench.ask("GET", "/metrics").status, 401);
    QCOMPARE(bench.ask("GET", "/metrics", Ci).status, 403);
    QCOMPARE(bench.ask("GET", "/metrics", Ops).status, 200);
}

void HttpTokensTest::aPreflightNeedsNothing()
{
    ServerBench bench(configWith(someRules()));
    const RawResponse answer = bench.ask("OPTIONS", "/publish",
                                         {"Origin: http://localhost:5173", "Access-Control-Request-Method: POST",
                                          "Access-Control-Request-Headers: authorization,content-type"});
    QCOMPARE(answer.status, 204);
    QVERIFY(answer.header("access-control-allow-headers").toLower().contains("authorization"));
    const RawResponse refused = bench.ask("POST", "/channels/a", {"Origin: http://localhost:5173"}, "x");
    QCOMPARE(refused.status, 401);
    QCOMPARE(refused.header("access-control-allow-origin"), "http://localhost:5173"); // the page may read why
}

void HttpTokensTest::aPolicyOfOnesOwnDecides()
{
    class Doorman : public AccessPolicy
    {
    public:
        AccessAnswer judge(const AccessRequest &request) const override
        {
            if (request.field && request.field("x-member") == "yes" && request.address.isLoopback())
                return Grant::everything();
            return Unauthenticated{QString::fromUtf8(request.method + " needs members" + request.path)};
        }
    };
    HubConfig config;
    config.server.access = std::make_shared<Doorman>();
    ServerBench bench(config);
    QCOMPARE(bench.ask("POST", "/channels/a", {"X-Member: yes"}, "x").status, 200);
    const RawResponse refused = bench.ask("POST", "/channels/a", {}, "x");
    QCOMPARE(refused.status, 401);
    QCOMPARE(detailOf(refused), "POST needs members/channels/a");
}

void HttpTokensTest::aStreamEndsWhenItsTokenExpires()
{
    ServerBench bench(configWith(someRules()));
    const qint64 soon = QDateTime::currentSecsSinceEpoch() + 2;
    const QByteArray token = JwtSigner::withSecret(Secret).sign("{\"exp\":" + QByteArray::number(soon) +
                                                                ",\"mercure\":{\"subscribe\":[\"a\"]}}");
    StreamClient client(bench);
    StreamClient other(bench);
    QVERIFY(other.open("/stream?channel=public"));
    QVERIFY(client.open("/stream?channel=a&access_token=" + token));
    QVERIFY(client.waitForEnd());
    QVERIFY(QDateTime::currentMSecsSinceEpoch() >= soon * 1000);
    QVERIFY2(client.wire.contains("\n: expired\n\nretry: "), client.wire.constData());
    QVERIFY(other.raw.isConnected());
    const RawResponse gone = bench.ask("GET", "/api/disconnects", Ops);
    QVERIFY2(gone.body.contains("\"reason\":\"expired\""), gone.body.constData());
}

void HttpTokensTest::newRulesEndWhatTheyDoNotGrant()
{
    AccessRules rules = someRules();
    ServerBench bench(configWith(rules));
    StreamClient ci(bench), ops(bench), anybody(bench), pattern(bench);
    QVERIFY(ci.open("/stream?channel=builds.1", Ci));
    QVERIFY(ops.open("/stream?channel=builds.1", Ops));
    QVERIFY(anybody.open("/stream?channel=public"));
    QVERIFY(pattern.open("/stream?pattern=*", Ops));
    rules.tokens.removeFirst();
    rules.tokens[0].subscribe = {"builds.*"}; // less than before: the pattern must ask again
    bench.host().setAccess(policyFor(rules));
    QVERIFY(ci.waitForEnd());
    QVERIFY(pattern.waitForEnd());
    QVERIFY2(ci.wire.contains("\n: revoked\n\nretry: "), ci.wire.constData());
    QCOMPARE(bench.ask("POST", "/channels/builds.1", Ops, "still").status, 200);
    QCOMPARE(bench.ask("POST", "/channels/public", Ops, "still").status, 200);
    QVERIFY(ops.waitForEvents(1) && anybody.waitForEvents(1));
    QCOMPARE(bench.ask("GET", "/stream?channel=builds.1", Ci).status, 401);
}

QTEST_GUILESS_MAIN(HttpTokensTest)
#include "tst_http_tokens.moc"
