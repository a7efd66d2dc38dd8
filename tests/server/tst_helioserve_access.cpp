// SPDX-License-Identifier: GPL-3.0-or-later
#include "access/accesstoken.h"
#include "access/jwtsigner.h"
#include "support/helioprocess.h"
#include "support/rawclient.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using namespace helio;
using namespace helio::test;
using namespace std::chrono_literals;

Q_DECLARE_METATYPE(std::optional<QByteArray>)

/// The access rules of `helio serve`: its file, SIGHUP, and the tokens of `helio token`.
class HelioServeAccessTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aTokenIsMadeAndUsed();
    void badOptionsOfHelioTokenAreSaid();
    void rulesAreChangedOverHttpAndKeptInTheFile();
    void aHubWithoutAFileChangesNoRules();
    void hangupRevokesOneAndLeavesOthers();
    void aBadFileOnHangupKeepsTheRules();
    void aHangupNeverTakesAllRulesAway_data();
    void aHangupNeverTakesAllRulesAway();
    void anonymousWithEverythingOpensTheHubOnHangup();
    void rulesComeToAnOpenHubOnHangupAndStay();
    void aHangupWithoutAFileDoesNothing();
    void beyondLoopbackTakesARule();
    void aHubBehindAProxyTakesARule_data();
    void aHubBehindAProxyTakesARule();
    void twoFilesAreRefused();
    void eachKeyFileIsRead();
    void whoMayDoWhat_data();
    void whoMayDoWhat();
    void aBadRuleIsNamedWithItsLine_data();
    void aBadRuleIsNamedWithItsLine();

private:
    QString write(const QByteArray &content, const QString &name = QStringLiteral("hub.toml"));
    QStringList config(const QByteArray &content) { return {QStringLiteral("--config"), write(content)}; }
    QString path(const QString &name = QStringLiteral("hub.toml")) const { return directory_.filePath(name); }
    QTemporaryDir directory_;
    std::unique_ptr<HelioProcess> tableHub_; ///< of whoMayDoWhat()
};

namespace {

QByteArray tokenRule(const QByteArray &name, const QByteArray &channels)
{
    return "[[token]]\nname = \"" + name + "\"\nsha256 = \"" + tokenDigest(name) + "\"\nsubscribe = [\"" + channels +
           "\"]\npublish = [\"" + channels + "\"]\n";
}

int statusOf(const HelioProcess &hub, const QByteArray &method, const QByteArray &target, const QByteArray &token)
{
    RawClient client;
    const QByteArrayList lines = token.isEmpty() ? QByteArrayList() : QByteArrayList{"Authorization: Bearer " + token};
    const auto answer = client.ask(hub.port(), RawClient::request(method, target, lines, method == "POST" ? "x" : ""));
    return answer ? answer->status : 0;
}

bool openStream(RawClient &client, const HelioProcess &hub, const QByteArray &token)
{
    return client.connectTo(hub.port()) &&
           client.send(RawClient::request("GET", "/stream?channel=a&access_token=" + token)) &&
           client.readUntil(QByteArray("retry:"));
}

} // namespace

QString HelioServeAccessTest::write(const QByteArray &content, const QString &name)
{
    const QString path = directory_.filePath(name);
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(content) == content.size() ? path : QString();
}

void HelioServeAccessTest::aTokenIsMadeAndUsed()
{
    ChildProcess maker(HelioProcess::program(),
                       {QStringLiteral("token"), QStringLiteral("--name"), QStringLiteral("a \"b\\c"),
                        QStringLiteral("--publish"), QStringLiteral("builds.*"), QStringLiteral("--publish"),
                        QStringLiteral("a"), QStringLiteral("--subscribe"), QStringLiteral("a"),
                        QStringLiteral("--admin")});
    QVERIFY(maker.start());
    QCOMPARE(maker.waitForExit(20s), 0);
    const QByteArray said = maker.standardOutput();
    const QByteArray token = said.first(said.indexOf('\n'));
    QVERIFY(token.size() > 40 && !said.sliced(token.size()).contains(token));

    HelioProcess hub(config(said.sliced(token.size())));
    QVERIFY2(hub.start(), qPrintable(hub.report()));
    QCOMPARE(statusOf(hub, "POST", "/channels/builds.1", {}), 401);
    QCOMPARE(statusOf(hub, "POST", "/channels/builds.1", token), 200);
    QCOMPARE(statusOf(hub, "POST", "/channels/c", token), 403);
    QCOMPARE(statusOf(hub, "GET", "/api/stats", token), 200);

    const QString url = hub.url(QString()).toString();
    ChildProcess publisher(HelioProcess::program(),
                           {QStringLiteral("publish"), QStringLiteral("--url"), url, QStringLiteral("--channel"),
                            QStringLiteral("a"), QStringLiteral("--token"), QString::fromLatin1(token),
                            QStringLiteral("hello")});
    QVERIFY(publisher.start());
    QCOMPARE(publisher.waitForExit(20s), 0);
    ChildProcess listener(HelioProcess::program(),
                          {QStringLiteral("listen"), url + QStringLiteral("/stream?channel=a&since=1"),
                           QStringLiteral("--count"), QStringLiteral("1"), QStringLiteral("--token"),
                           QString::fromLatin1(token), QStringLiteral("--json")});
    QVERIFY(listener.start());
    QCOMPARE(listener.waitForExit(20s), 0);
    QVERIFY(listener.standardOutput().contains("\"hello\""));
    ChildProcess refused(HelioProcess::program(),
                         {QStringLiteral("listen"), url + QStringLiteral("/stream?channel=a")});
    QVERIFY(refused.start());
    QCOMPARE(refused.waitForExit(20s), 3);
}

void HelioServeAccessTest::badOptionsOfHelioTokenAreSaid()
{
    for (const QStringList &arguments :
         {QStringList{QStringLiteral("--name"), QString()}, QStringList{QStringLiteral("--publish"), QString()},
          QStringList{QStringLiteral("more")}, QStringList{QStringLiteral("--bogus")}}) {
        ChildProcess maker(HelioProcess::program(), QStringList(QStringLiteral("token")) + arguments);
        QVERIFY(maker.start());
        QCOMPARE(maker.waitForExit(20s), 2);
        QVERIFY(maker.standardOutput().isEmpty() && maker.standardError().count('\n') == 1);
    }
}

void HelioServeAccessTest::rulesAreChangedOverHttpAndKeptInTheFile()
{
    HelioProcess hub(
        config("# mine\n[anonymous]\nsubscribe = []\npublish = []\n" + tokenRule("ops", "a") + "admin = true\n"));
    QVERIFY2(hub.start(), qPrintable(hub.report()));
    const auto change = [&](const QByteArray &method, const QByteArray &path, const QByteArray &json) {
        RawClient client;
        return client
            .ask(hub.port(), RawClient::request(method, "/api/access" + path,
                                                {"Authorization: Bearer ops", "Content-Type: application/json"}, json))
            .value_or(RawResponse());
    };
    const auto kept = [this] {
        QFile file(path());
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    };
    const RawResponse made = change("POST", "/tokens", R"({"name":"made","subscribe":["a"]})");
    QCOMPARE(made.status, 201);
    const QByteArray token =
        QJsonDocument::fromJson(made.body).object().value(QStringLiteral("token")).toString().toUtf8();
    QVERIFY2(kept().contains("\"made\"") && kept().startsWith("# mine\n"), kept().constData());
    QVERIFY(!kept().contains(token));
    RawClient stream;
    QVERIFY(openStream(stream, hub, token)); // the hub knows it by the time that it is shown
    QCOMPARE(change("POST", "/tokens", R"({"name":"made"})").status, 409);
    QCOMPARE(change("DELETE", "/tokens/made", {}).status, 204);
    QVERIFY(stream.readToEnd());
    QVERIFY(!kept().contains("\"made\""));
    QCOMPARE(change("DELETE", "/tokens/made", {}).status, 404);
    QCOMPARE(statusOf(hub, "POST", "/channels/open", {}), 401);
    QCOMPARE(change("PUT", "/anonymous", R"({"publish":["open"],"subscribe":[]})").status, 204);
    QCOMPARE(statusOf(hub, "POST", "/channels/open", {}), 200);
    QVERIFY(change("GET", {}, {}).body.contains("\"publish\":[\"open\"]"));
    QCOMPARE(hub.stop(), 0);
}

void HelioServeAccessTest::aHubWithoutAFileChangesNoRules()
{
    HelioProcess hub;
    QVERIFY2(hub.start(), qPrintable(hub.report()));
    RawClient client;
    const auto refused =
        client.ask(hub.port(), RawClient::request("POST", "/api/access/tokens", {"Content-Type: application/json"},
                                                  R"({"name":"x"})"));
    QCOMPARE(refused->status, 409);
    QVERIFY2(refused->body.contains("--config"), refused->body.constData());
}

void HelioServeAccessTest::hangupRevokesOneAndLeavesOthers()
{
    HelioProcess hub(config(tokenRule("one", "a") + tokenRule("two", "a")));
    QVERIFY2(hub.start(), qPrintable(hub.report()));
    RawClient one, two;
    QVERIFY(openStream(one, hub, "one") && openStream(two, hub, "two"));
    write(tokenRule("two", "a") + tokenRule("three", "a"));
    hub.process().sendSignal(SIGHUP);
    QVERIFY(one.readUntil(QByteArray(": revoked\n")) && one.readToEnd());
    QCOMPARE(statusOf(hub, "POST", "/channels/a", "three"), 200);
    QVERIFY2(two.readUntil(QByteArray("\ndata: x\n")), qPrintable(two.error()));
    QCOMPARE(statusOf(hub, "GET", "/stream?channel=a", "one"), 401);
    QCOMPARE(hub.stop(), 0);
}

void HelioServeAccessTest::aBadFileOnHangupKeepsTheRules()
{
    HelioProcess hub(config(tokenRule("one", "a")));
    QVERIFY2(hub.start(), qPrintable(hub.report()));
    RawClient one;
    QVERIFY(openStream(one, hub, "one"));
    write("[[token]]\nname = \"one\"\nbogus = 1\n");
    hub.process().sendSignal(SIGHUP);
    QVERIFY2(hub.process().waitForOutput(
                 [&] { return hub.process().standardError().contains("the access rules stay as they were"); }, 20s),
             qPrintable(hub.report()));
    QVERIFY(hub.process().standardError().contains("line 3"));
    QCOMPARE(statusOf(hub, "POST", "/channels/a", "one"), 200);
    QVERIFY(one.readUntil(QByteArray("\ndata: x\n")));
}

namespace {

/// SIGHUP, and whether `message` comes on standard error after it.
bool hangUp(HelioProcess &hub, const QByteArray &message)
{
    const qsizetype before = hub.process().standardError().size();
    hub.process().sendSignal(SIGHUP);
    return hub.process().waitForOutput([&] { return hub.process().standardError().indexOf(message, before) >= 0; },
                                       30s);
}

const QByteArray StayAsTheyWere("the access rules stay as they were");

} // namespace

void HelioServeAccessTest::aHangupNeverTakesAllRulesAway_data()
{
    QTest::addColumn<std::optional<QByteArray>>("content"); // nothing: there is no file
    QTest::addColumn<QByteArray>("reason");
    QTest::addColumn<QStringList>("arguments");
    const QByteArray settings("[server]\nheartbeat = \"15s\"\n\n");
    const QByteArray whole = settings + tokenRule("one", "a");
    const std::tuple<const char *, std::optional<QByteArray>, QByteArray> files[] = {
        {"emptied", QByteArray(), "[anonymous] with everything"},
        {"a blank line", QByteArray("\n"), "[anonymous] with everything"},
        {"only comments", QByteArray("# [[token]]\n"), "[anonymous] with everything"},
        {"rules removed", settings, "or a restart"},
        {"truncated before the rules", whole.first(settings.size()), "or a restart"},
        {"truncated in a rule", whole.first(settings.size() + 15), "line 5"},
        {"truncated in a string", whole.first(settings.size() - 5), "line 2"},
        {"missing", std::nullopt, "Cannot read"},
    };
    const std::pair<const char *, QStringList> places[] = {
        {"loopback", {}},
        {"every address", {QStringLiteral("--listen"), QStringLiteral("0.0.0.0:0")}},
        {"open access", {QStringLiteral("--listen"), QStringLiteral("0.0.0.0:0"), QStringLiteral("--open-access")}},
    };
    for (const auto &[name, content, reason] : files) {
        for (const auto &[place, arguments] : places)
            QTest::addRow("%s, %s", name, place) << content << reason << arguments;
    }
}

void HelioServeAccessTest::aHangupNeverTakesAllRulesAway()
{
    QFETCH(std::optional<QByteArray>, content);
    QFETCH(QByteArray, reason);
    QFETCH(QStringList, arguments);
    HelioProcess hub(config("[server]\nheartbeat = \"15s\"\n\n" + tokenRule("one", "a")) + arguments);
    QVERIFY2(hub.start(), qPrintable(hub.report()));
    RawClient one;
    QVERIFY(openStream(one, hub, "one"));
    QCOMPARE(statusOf(hub, "GET", "/stream?channel=a", {}), 401);
    if (content)
        write(*content);
    else
        QVERIFY(QFile::remove(path()));
    QVERIFY2(hangUp(hub, StayAsTheyWere), qPrintable(hub.report()));
    QVERIFY2(hub.process().standardError().contains(reason), qPrintable(hub.report()));
    QCOMPARE(statusOf(hub, "GET", "/stream?channel=a", {}), 401);
    QCOMPARE(statusOf(hub, "POST", "/channels/a", {}), 401);
    QCOMPARE(statusOf(hub, "GET", "/api/stats", {}), 401);
    QCOMPARE(statusOf(hub, "POST", "/channels/a", "one"), 200);
    QVERIFY(one.readUntil(QByteArray("\ndata: x\n")));
    QCOMPARE(hub.stop(), 0);
}

void HelioServeAccessTest::anonymousWithEverythingOpensTheHubOnHangup()
{
    HelioProcess hub(config(tokenRule("one", "a")));
    QVERIFY2(hub.start(), qPrintable(hub.report()));
    QCOMPARE(statusOf(hub, "POST", "/channels/a", {}), 401);
    write("[anonymous]\npublish = [\"*\"]\nsubscribe = [\"*\"]\n");
    QVERIFY2(hangUp(hub, "access rules read again from"), qPrintable(hub.report()));
    QCOMPARE(statusOf(hub, "POST", "/channels/a", {}), 200);
    QCOMPARE(statusOf(hub, "GET", "/stream?channel=a&poll=1&since=1", {}), 200);
    QCOMPARE(statusOf(hub, "GET", "/api/stats", {}), 401);
}

void HelioServeAccessTest::rulesComeToAnOpenHubOnHangupAndStay()
{
    HelioProcess hub(config("[server]\nheartbeat = \"15s\"\n"));
    QVERIFY2(hub.start(), qPrintable(hub.report()));
    QVERIFY2(hangUp(hub, "access rules read again from"), qPrintable(hub.report())); // none before, none now
    QCOMPARE(statusOf(hub, "POST", "/channels/a", {}), 200);
    write(tokenRule("one", "a"));
    QVERIFY2(hangUp(hub, "access rules read again from"), qPrintable(hub.report()));
    QCOMPARE(statusOf(hub, "POST", "/channels/a", {}), 401);
    write({});
    QVERIFY2(hangUp(hub, StayAsTheyWere), qPrintable(hub.report()));
    QCOMPARE(statusOf(hub, "POST", "/channels/a", {}), 401);
    QCOMPARE(statusOf(hub, "POST", "/channels/a", "one"), 200);
}

void HelioServeAccessTest::aHangupWithoutAFileDoesNothing()
{
    HelioProcess hub;
    QVERIFY2(hub.start(), qPrintable(hub.report()));
    QVERIFY2(hangUp(hub, "--config"), qPrintable(hub.report()));
    QCOMPARE(statusOf(hub, "POST", "/channels/a", {}), 200);
    QCOMPARE(hub.stop(), 0);
}

void HelioServeAccessTest::aHubBehindAProxyTakesARule_data()
{
    QTest::addColumn<QByteArray>("key");
    QTest::newRow("allowed_hosts = [\"hub.example.org\"]") << QByteArray("allowed_hosts");
    QTest::newRow("trusted_proxies = [\"127.0.0.1\"]") << QByteArray("trusted_proxies");
}

void HelioServeAccessTest::aHubBehindAProxyTakesARule()
{
    QFETCH(QByteArray, key);
    const QByteArray section = QByteArray("[server]\n") + QTest::currentDataTag() + '\n';
    const QStringList open = config(section);
    ChildProcess refused(
        HelioProcess::program(),
        QStringList{QStringLiteral("serve"), QStringLiteral("--listen"), QStringLiteral("127.0.0.1:0")} + open);
    QVERIFY(refused.start());
    QCOMPARE(refused.waitForExit(20s), 1);
    QCOMPARE(refused.standardError().count('\n'), 1);
    for (const QByteArray &word : {key, QByteArray("[[token]]"), QByteArray("--open-access")})
        QVERIFY2(refused.standardError().contains(word), qPrintable(refused.report()));
    HelioProcess allowed(open + QStringList{QStringLiteral("--open-access")});
    QVERIFY2(allowed.start(), qPrintable(allowed.report()));
    HelioProcess ruled(config(section + tokenRule("one", "a")));
    QVERIFY2(ruled.start(), qPrintable(ruled.report()));
}

void HelioServeAccessTest::twoFilesAreRefused()
{
    write({}, QStringLiteral("other.toml"));
    ChildProcess hub(HelioProcess::program(),
                     QStringList{QStringLiteral("serve"), QStringLiteral("--listen"), QStringLiteral("127.0.0.1:0")} +
                         config(tokenRule("one", "a")) +
                         QStringList{QStringLiteral("--config"), path(QStringLiteral("other.toml"))});
    QVERIFY(hub.start());
    QCOMPARE(hub.waitForExit(20s), 1);
    QVERIFY2(hub.standardError().contains("--config"), qPrintable(hub.report()));
}

void HelioServeAccessTest::beyondLoopbackTakesARule()
{
    const QStringList everywhere{QStringLiteral("serve"), QStringLiteral("--listen"), QStringLiteral("0.0.0.0:0")};
    ChildProcess refused(HelioProcess::program(), everywhere);
    QVERIFY(refused.start());
    QCOMPARE(refused.waitForExit(20s), 1);
    QVERIFY(refused.standardError().contains("--open-access") && refused.standardError().contains("[[token]]"));
    // A rule is enough; to listen on all addresses is not what a test should do, so only the refusal is tested.
    write(tokenRule("one", "a") + "[server]\nlisten = [\"192.0.2.1:1\"]\n");
    ChildProcess ruled(HelioProcess::program(), {QStringLiteral("serve"), QStringLiteral("--config"),
                                                 directory_.filePath(QStringLiteral("hub.toml"))});
    QVERIFY(ruled.start());
    QCOMPARE(ruled.waitForExit(20s), 1);
    QVERIFY2(ruled.standardError().contains("Cannot listen on 192.0.2.1:1"), qPrintable(ruled.report()));
}

void HelioServeAccessTest::eachKeyFileIsRead()
{
    const JwtSigner secret = JwtSigner::withSecret(QByteArray(40, 's'));
    const JwtSigner rsa = JwtSigner::rsa();
    const JwtSigner ec = JwtSigner::p256();
    write(QByteArray(40, 's') + '\n', QStringLiteral("secret"));
    write(rsa.publicPem(), QStringLiteral("rsa.pem"));
    write("{\"keys\":[" + ec.jwk("\"kid\":\"1\",") + "]}", QStringLiteral("jwks.json"));
    HelioProcess hub(config("[[jwt]]\nalgorithm = \"HS256\"\nsecret_file = \"secret\"\n"
                            "[[jwt]]\nalgorithm = \"RS256\"\nkey_file = \"rsa.pem\"\naudience = \"hub\"\n"
                            "[[jwt]]\nalgorithm = \"ES256\"\njwks_file = \"jwks.json\"\nissuer = \"us\"\n"));
    QVERIFY2(hub.start(), qPrintable(hub.report()));
    const QByteArray claim("\"mercure\":{\"publish\":[\"a\"]}}");
    QCOMPARE(statusOf(hub, "POST", "/channels/a", secret.sign('{' + claim)), 200);
    QCOMPARE(statusOf(hub, "POST", "/channels/b", secret.sign('{' + claim)), 403);
    QCOMPARE(statusOf(hub, "POST", "/channels/a", rsa.sign("{\"aud\":\"hub\"," + claim)), 200);
    QCOMPARE(statusOf(hub, "POST", "/channels/a", rsa.sign('{' + claim)), 401);
    QCOMPARE(statusOf(hub, "POST", "/channels/a", ec.sign("{\"iss\":\"us\"," + claim, ",\"kid\":\"1\"")), 200);
    QCOMPARE(statusOf(hub, "POST", "/channels/a", ec.sign("{\"iss\":\"us\"," + claim, ",\"kid\":\"2\"")), 401);
    QCOMPARE(statusOf(hub, "POST", "/channels/a", ec.sign('{' + claim, ",\"kid\":\"1\"")), 401);
}

namespace {

/// How a token is shown.
enum class Way { Field, Query, Cookie };

struct Issuers
{
    JwtSigner secret = JwtSigner::withSecret(QByteArray(40, 's'));
    JwtSigner rsa = JwtSigner::rsa();
    JwtSigner ec = JwtSigner::p256();
};

const Issuers &issuers()
{
    static const Issuers all;
    return all;
}

/// `who` as the table's rows name them.
QByteArray tokenOf(const QByteArray &who)
{
    const Issuers &by = issuers();
    if (who == "nobody")
        return {};
    if (who == "hs256")
        return by.secret.sign(R"({"sub":"7","mercure":{"publish":["chat"],"subscribe":["chat","users.{sub}"]}})");
    if (who == "rs256")
        return by.rsa.sign(R"({"sub":"8","mercure":{"publish":["users.{sub}"],"subscribe":["users.*"]}})");
    if (who == "es256")
        return by.ec.sign(R"({"sub":"9","mercure":{"publish":["*"]},"heliograph":{"admin":true}})");
    if (who == "star")
        return by.secret.sign(R"({"sub":"*","mercure":{"publish":["users.{sub}"],"subscribe":["users.{sub}"]}})");
    if (who == "claimless")
        return by.secret.sign(R"({"sub":"7"})");
    if (who == "expired")
        return by.secret.sign(R"({"exp":1,"mercure":{"publish":["*"],"subscribe":["*"]}})");
    if (who == "confused") // the RSA key's PEM as an HMAC secret
        return JwtSigner::withSecret(by.rsa.publicPem()).sign(R"({"mercure":{"publish":["*"],"subscribe":["*"]}})");
    return who; // a token of the hub's own
}

} // namespace

void HelioServeAccessTest::whoMayDoWhat_data()
{
    QTest::addColumn<QByteArray>("who");
    QTest::addColumn<QByteArray>("channel");
    QTest::addColumn<QByteArray>("action");
    QTest::addColumn<int>("way");
    QTest::addColumn<int>("status");
    const QByteArrayList channels{"public.1", "chat", "users.7", "users.ci"};
    struct Row
    {
        const char *who;
        QList<int> subscribe, publish; // for each channel
        int steer;
    };
    const Row rows[] = {
        {"nobody", {200, 401, 401, 401}, {401, 401, 401, 401}, 401},
        {"ci", {200, 403, 403, 200}, {403, 200, 403, 403}, 403},
        {"ops", {200, 200, 200, 200}, {200, 200, 200, 200}, 200},
        {"hs256", {200, 200, 200, 403}, {403, 200, 403, 403}, 403},
        {"rs256", {200, 403, 200, 200}, {403, 403, 403, 403}, 403},
        {"es256", {200, 403, 403, 403}, {200, 200, 200, 200}, 200},
        {"star", {200, 403, 403, 403}, {403, 403, 403, 403}, 403},
        {"claimless", {200, 403, 403, 403}, {403, 403, 403, 403}, 403},
        {"expired", {401, 401, 401, 401}, {401, 401, 401, 401}, 401},
        {"confused", {401, 401, 401, 401}, {401, 401, 401, 401}, 401},
        {"unknown", {401, 401, 401, 401}, {401, 401, 401, 401}, 401},
    };
    const std::pair<Way, const char *> ways[] = {{Way::Field, "field"}, {Way::Query, "query"}, {Way::Cookie, "cookie"}};
    for (const Row &row : rows) {
        const auto add = [&](const QByteArray &channel, const char *action, int status) {
            for (const auto &[way, wayName] : ways) {
                if (qstrcmp(row.who, "nobody") == 0 && way != Way::Field)
                    continue;
                QTest::addRow("%s %s %s, %s", row.who, action, channel.constData(), wayName)
                    << QByteArray(row.who) << channel << QByteArray(action) << int(way) << status;
            }
        };
        for (qsizetype i = 0; i < channels.size(); ++i) {
            add(channels[i], "subscribe", row.subscribe[i]);
            add(channels[i], "publish", row.publish[i]);
        }
        add("", "steer", row.steer);
    }
}

void HelioServeAccessTest::whoMayDoWhat()
{
    QFETCH(QByteArray, who);
    QFETCH(QByteArray, channel);
    QFETCH(QByteArray, action);
    QFETCH(int, way);
    QFETCH(int, status);
    if (!tableHub_) {
        write(QByteArray(40, 's'), QStringLiteral("table-secret"));
        write(issuers().rsa.publicPem(), QStringLiteral("table-rsa.pem"));
        write(issuers().ec.publicPem(), QStringLiteral("table-ec.pem"));
        const auto own = [](const QByteArray &name, const QByteArray &rest) {
            return "[[token]]\nname = \"" + name + "\"\nsha256 = \"" + tokenDigest(name) + "\"\n" + rest;
        };
        const QByteArray rules = "[anonymous]\nsubscribe = [\"public.*\"]\n" +
                                 own("ci", "publish = [\"chat\"]\nsubscribe = [\"users.{sub}\"]\n") +
                                 own("ops", "publish = [\"*\"]\nsubscribe = [\"*\"]\nadmin = true\n") +
                                 "[[jwt]]\nalgorithm = \"HS256\"\nsecret_file = \"table-secret\"\n"
                                 "[[jwt]]\nalgorithm = \"RS256\"\nkey_file = \"table-rsa.pem\"\n"
                                 "[[jwt]]\nalgorithm = \"ES256\"\nkey_file = \"table-ec.pem\"\nadmin = true\n";
        tableHub_ = std::make_unique<HelioProcess>(
            QStringList{QStringLiteral("--config"), write(rules, QStringLiteral("table.toml"))});
        QVERIFY2(tableHub_->start(), qPrintable(tableHub_->report()));
    }
    const QByteArray token = tokenOf(who);
    QByteArrayList lines;
    QByteArray query;
    switch (token.isEmpty() ? Way::Query : Way(way)) {
    case Way::Field:
        lines.append("Authorization: Bearer " + token);
        break;
    case Way::Query:
        query = token.isEmpty() ? QByteArray() : "&access_token=" + token;
        break;
    case Way::Cookie:
        lines.append("Cookie: a=b; heliograph_token=" + token);
        break;
    }
    const bool publishes = action == "publish";
    const QByteArray target = publishes           ? "/channels/" + channel + "?retry=1000" + query
                              : action == "steer" ? "/api/channels?limit=1" + query
                                                  : "/stream?poll=1&since=1&channel=" + channel + query;
    RawClient client;
    const auto answer = client.ask(tableHub_->port(),
                                   RawClient::request(publishes ? "POST" : "GET", target, lines, publishes ? "x" : ""));
    QVERIFY2(answer, qPrintable(client.error()));
    QVERIFY2(answer->status == status, answer->body.constData());
    QVERIFY(token.isEmpty() || !answer->body.contains(token) || who.size() < 10);
    QVERIFY(!tableHub_->process().standardError().contains("access_token"));
}

void HelioServeAccessTest::aBadRuleIsNamedWithItsLine_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<int>("line");
    QTest::addColumn<QByteArray>("message");
    const QByteArray digest = tokenDigest("x");
    const auto row = [](const char *name, const QByteArray &content, int line, const QByteArray &message) {
        QTest::newRow(name) << content << line << message;
    };
    row("unknown in anonymous", "[anonymous]\nadmin = true\n", 2, "\"admin\" is not known in [anonymous]");
    row("unknown in token", "[[token]]\nname = \"a\"\nkind = 1\n", 3, "\"kind\" is not known in [[token]]");
    row("unknown in jwt", "[[jwt]]\n\nalg = \"HS256\"\n", 3, "\"alg\" is not known in [[jwt]]");
    row("anonymous in double brackets", "[[anonymous]]\npublish = []\n", 1, "[anonymous]");
    row("token in single brackets", "[token]\nname = \"a\"\n", 1, "[[token]]");
    row("channels no list", "[anonymous]\npublish = \"*\"\n", 2, "must be a list");
    row("channel no string", "[anonymous]\npublish = [1]\n", 2, "string");
    row("channel empty", "[anonymous]\npublish = [\"\"]\n", 2, "empty");
    row("no name", "[[token]]\nsha256 = \"" + digest + "\"\n", 1, "needs a name");
    row("no digest", "[[token]]\nname = \"a\"\n", 1, "sha256");
    row("bad digest", "[[token]]\nname = \"a\"\nsha256 = \"abc\"\n", 3, "64 hexadecimal digits");
    row("digest of nothing", "[[token]]\nname = \"a\"\nsha256 = \"" + tokenDigest({}) + "\"\n", 3, "sha256");
    row("admin no truth", "[[token]]\nname = \"a\"\nadmin = \"yes\"\n", 3, "true or false");
    row("twice", tokenRule("a", "x") + tokenRule("a", "y"), 6, "twice");
    row("admin no truth in jwt", "[[jwt]]\nadmin = 1\n", 2, "true or false");
    row("publish no list in jwt", "[[jwt]]\npublish = \"*\"\n", 2, "must be a list");
    row("subscribe empty in jwt", "[[jwt]]\nsubscribe = [\"\"]\n", 2, "empty");
    row("no algorithm", "[[jwt]]\nsecret_file = \"secret\"\n", 1, "needs an algorithm");
    row("algorithm none", "[[jwt]]\nalgorithm = \"none\"\nsecret_file = \"secret\"\n", 2, "HS256, RS256 or ES256");
    row("no key", "[[jwt]]\nalgorithm = \"HS256\"\n", 1, "secret_file");
    row("two keys", "[[jwt]]\nalgorithm = \"HS256\"\nsecret_file = \"a\"\nkey_file = \"b\"\n", 3, "give one");
    row("no such file", "[[jwt]]\nalgorithm = \"HS256\"\nsecret_file = \"nowhere\"\n", 3, "cannot read nowhere");
    row("empty secret", "[[jwt]]\nalgorithm = \"HS256\"\nsecret_file = \"empty\"\n", 3, "empty");
    row("short secret", "[[jwt]]\nalgorithm = \"HS256\"\nsecret_file = \"short\"\n", 3, "at least 32");
    row("public key as secret", "[[jwt]]\nalgorithm = \"HS256\"\nsecret_file = \"rsa.pem\"\n", 3, "PEM");
    row("public key for HS256", "[[jwt]]\nalgorithm = \"HS256\"\nkey_file = \"rsa.pem\"\n", 3, "secret_file");
    row("secret for RS256", "[[jwt]]\nalgorithm = \"RS256\"\nsecret_file = \"short\"\n", 3, "key_file");
    row("RSA key for ES256", "[[jwt]]\nalgorithm = \"ES256\"\nkey_file = \"rsa.pem\"\n", 3, "P-256");
    row("no set", "[[jwt]]\nalgorithm = \"ES256\"\njwks_file = \"rsa.pem\"\n", 3, "JSON Web Key Set");
}

void HelioServeAccessTest::aBadRuleIsNamedWithItsLine()
{
    QFETCH(QByteArray, content);
    QFETCH(int, line);
    QFETCH(QByteArray, message);
    static const QByteArray RsaPem = JwtSigner::rsa().publicPem();
    write(RsaPem, QStringLiteral("rsa.pem"));
    write("\n", QStringLiteral("empty"));
    write("too short", QStringLiteral("short"));
    QStringList arguments{QStringLiteral("serve"), QStringLiteral("--listen"), QStringLiteral("127.0.0.1:0")};
    ChildProcess hub(HelioProcess::program(), arguments + config(content));
    QVERIFY(hub.start());
    QCOMPARE(hub.waitForExit(20s), 1);
    QCOMPARE(hub.standardError().count('\n'), 1);
    QVERIFY2(hub.standardError().contains("hub.toml, line " + QByteArray::number(line) + ": "),
             qPrintable(hub.report()));
    QVERIFY2(hub.standardError().contains(message), qPrintable(hub.report()));
}

QTEST_GUILESS_MAIN(HelioServeAccessTest)
#include "tst_helioserve_access.moc"
