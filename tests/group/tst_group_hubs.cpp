// SPDX-License-Identifier: GPL-3.0-or-later
#include "history/selectiontext.h"
#include "redis/redisserver.h"
#include "redis/streamcollector.h"
#include "support/helioprocess.h"
#include "support/rawclient.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTest>

using namespace helio;
using namespace helio::test;
using namespace std::chrono_literals;

/// Two `helio serve --redis-mode streams` on one Redis, as those who publish and listen there see them.
class GroupHubsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void whatOneHubPublishesEachHasOnceInOneOrder();
    void aClientResumesOnAnotherHub();
    void aPublishersOwnIdIsJudgedForAllHubs();
    void replayBeyondMemoryComesFromRedis();
    void aStartedHubTellsNoGapForWhatTheLogHolds();
    void clearingOnOneHubHidesOnAll();
    void aStrangersEntryReachesEachHub();
    void aStrangersIdIsTheSameOnEachHub();
    void aLossIsToldOnEachHub();
    void idsOfClientsAreUniqueInTheGroup();
    void historyIsInRedis();
    void hubsWithAnotherStreamAreAnotherGroup();

private:
    QStringList options(const QStringList &more = {}) const;
    /// Those of history, as GET gives them.
    static QByteArrayList replayed(quint16 port, const QByteArray &query);

    RedisServer server_{"secret"};
    std::unique_ptr<HelioProcess> one_;
    std::unique_ptr<HelioProcess> other_;
};

namespace {

QJsonObject ask(quint16 port, const QByteArray &target, const QByteArray &method = "GET")
{
    RawClient client;
    const auto answer = client.ask(port, RawClient::request(method, target));
    return answer ? QJsonDocument::fromJson(answer->body).object() : QJsonObject();
}

QByteArray idOf(const Posted &posted)
{
    return member(posted.body, "id");
}

} // namespace

void GroupHubsTest::initTestCase()
{
    if (!RedisServer::isAvailable())
        QSKIP("There is no redis-server here.");
    QVERIFY2(server_.start(), qPrintable(server_.report()));
}

void GroupHubsTest::init()
{
    server_.ask({"FLUSHALL"});
    one_ = std::make_unique<HelioProcess>(options());
    other_ = std::make_unique<HelioProcess>(options());
    QVERIFY2(one_->start(), qPrintable(one_->report()));
    QVERIFY2(other_->start(), qPrintable(other_->report()));
    QVERIFY(waitUntilTakesEvents(one_->port()) && waitUntilTakesEvents(other_->port()));
}

void GroupHubsTest::cleanup()
{
    one_.reset();
    other_.reset();
}

QStringList GroupHubsTest::options(const QStringList &more) const
{
    return QStringList{QStringLiteral("--redis"), server_.url(), QStringLiteral("--redis-mode"),
                       QStringLiteral("streams")} +
           more;
}

QByteArrayList GroupHubsTest::replayed(quint16 port, const QByteArray &query)
{
    RawClient client;
    const auto answer = client.ask(port, RawClient::request("GET", "/stream?poll=1&" + query));
    if (!answer)
        return {"(no answer)"};
    EventStreamParser parser;
    parser.feed(answer->body);
    QByteArrayList data;
    for (const Event &event : parser.takeAll())
        data.append(event.type == "gap" ? QByteArray("(gap)") : event.data);
    return data;
}

void GroupHubsTest::whatOneHubPublishesEachHasOnceInOneOrder()
{
    StreamCollector here(one_->port(), "/stream?pattern=*");
    StreamCollector there(other_->port(), "/stream?pattern=*");
    QVERIFY(here.waitUntilOpen() && there.waitUntilOpen());
    for (int i = 0; i < 20; ++i) {
        const quint16 port = i % 3 ? one_->port() : other_->port();
        QCOMPARE(post(port, i % 2 ? "/channels/a" : "/channels/b", QByteArray::number(i)).status, 200);
    }
    QVERIFY(here.waitForEvents(20) && there.waitForEvents(20));
    QCOMPARE(here.events(), there.events());
    for (int i = 0; i < 20; ++i)
        QCOMPARE(here.data().at(i), QByteArray::number(i));
}

void GroupHubsTest::aClientResumesOnAnotherHub()
{
    StreamCollector reader(one_->port(), "/stream?channel=a");
    QVERIFY(reader.waitUntilOpen());
    QCOMPARE(post(other_->port(), "/channels/a", "before").status, 200);
    QVERIFY(reader.waitForEvents(1));
    QCOMPARE(post(one_->port(), "/channels/a?id=own", "missed").status, 200);
    QCOMPARE(post(other_->port(), "/channels/a", "missed, too").status, 200);
    const QByteArrayList missed{"missed", "missed, too"};
    StreamCollector again(other_->port(), "/stream?channel=a", reader.events().constFirst().id);
    QVERIFY(again.waitForEvents(2));
    QCOMPARE(again.data(), missed);
    // By a publisher's own id, too.
    StreamCollector byOwn(other_->port(), "/stream?channel=a", "own");
    QVERIFY(byOwn.waitForEvents(1));
    QCOMPARE(byOwn.data(), missed.mid(1));
}

void GroupHubsTest::aPublishersOwnIdIsJudgedForAllHubs()
{
    QCOMPARE(post(one_->port(), "/channels/a?id=7", "x").status, 200);
    QCOMPARE(post(other_->port(), "/channels/a?id=7", "x").status, 200);
    QCOMPARE(post(other_->port(), "/channels/a?id=7", "y").status, 409);
    QCOMPARE(post(other_->port(), "/channels/a", "z").status, 200);
    for (const auto &hub : {one_->port(), other_->port()})
        QTRY_COMPARE_WITH_TIMEOUT(replayed(hub, "channel=a&lastEventId=earliest"), (QByteArrayList{"x", "z"}), 20'000);
}

void GroupHubsTest::replayBeyondMemoryComesFromRedis()
{
    constexpr int Events = 300;
    HelioProcess small(options({QStringLiteral("--memory"), QStringLiteral("16KiB")}));
    QVERIFY2(small.start() && waitUntilTakesEvents(small.port()), qPrintable(small.report()));
    const QByteArray filling(1'000, 'x');
    for (int i = 0; i < Events; ++i)
        QCOMPARE(
            post(small.port(), i % 100 ? "/channels/a" : "/channels/quiet", QByteArray::number(i) + filling).status,
            200);
    StreamCollector reader(small.port(), "/stream?channel=a&channel=quiet", "earliest");
    QVERIFY(reader.waitForEvents(Events));
    for (int i = 0; i < Events; ++i)
        QCOMPARE(reader.data().at(i), QByteArray::number(i) + filling);
    StreamCollector quiet(small.port(), "/stream?channel=quiet", "earliest");
    QVERIFY(quiet.waitForEvents(3));
    QCOMPARE(quiet.data(), (QByteArrayList{"0" + filling, "100" + filling, "200" + filling}));
}

void GroupHubsTest::aStartedHubTellsNoGapForWhatTheLogHolds()
{
    const QByteArray first = idOf(post(one_->port(), "/channels/a", "first"));
    QVERIFY(!first.isEmpty());
    QCOMPARE(post(one_->port(), "/channels/a", "second").status, 200);
    QVERIFY(one_->stop() == 0 && other_->stop() == 0);
    // It has the history of those that are gone.
    HelioProcess later(options());
    QVERIFY2(later.start() && waitUntilTakesEvents(later.port()), qPrintable(later.report()));
    StreamCollector reader(later.port(), "/stream?channel=a", first);
    QVERIFY(reader.waitForEvents(1));
    QCOMPARE(reader.data(), QByteArrayList{"second"});
    StreamCollector all(later.port(), "/stream?channel=a", "earliest");
    QVERIFY(all.waitForEvents(2));
    QCOMPARE(all.data(), (QByteArrayList{"first", "second"}));
}

void GroupHubsTest::clearingOnOneHubHidesOnAll()
{
    const QByteArray before = idOf(post(one_->port(), "/channels/a", "gone"));
    QCOMPARE(post(one_->port(), "/channels/a", "gone, too").status, 200);
    QCOMPARE(post(one_->port(), "/channels/b", "stays").status, 200);
    QTRY_COMPARE_WITH_TIMEOUT(replayed(other_->port(), "channel=a&channel=b&lastEventId=earliest").size(), 3, 20'000);
    ask(one_->port(), "/api/channels/a", "DELETE");
    QCOMPARE(post(one_->port(), "/channels/a", "after").status, 200);
    for (const auto &hub : {one_->port(), other_->port()}) {
        QTRY_VERIFY_WITH_TIMEOUT(replayed(hub, "channel=a&lastEventId=earliest").endsWith("after"), 20'000);
        const QByteArrayList cleared = replayed(hub, "channel=a&lastEventId=earliest");
        QVERIFY(!cleared.contains("gone") && !cleared.contains("gone, too"));
        QCOMPARE(replayed(hub, "channel=b&lastEventId=earliest"), QByteArrayList{"stays"});
        // Who comes back over that place is told.
        QCOMPARE(replayed(hub, "channel=a&lastEventId=" + before), (QByteArrayList{"(gap)", "after"}));
    }
}

void GroupHubsTest::aStrangersEntryReachesEachHub()
{
    StreamCollector here(one_->port(), "/stream?channel=sse");
    StreamCollector there(other_->port(), "/stream?channel=sse");
    QVERIFY(here.waitUntilOpen() && there.waitUntilOpen());
    const QByteArray id = server_.ask({"XADD", "heliograph", "*", "data", "hello", "type", "greeting"}).text;
    QVERIFY(here.waitForEvents(1) && there.waitForEvents(1));
    QCOMPARE(here.events().constFirst(), (Event{{}, id, "greeting", "hello"}));
    QCOMPARE(there.events(), here.events());
}

void GroupHubsTest::aStrangersIdIsTheSameOnEachHub()
{
    StreamCollector here(one_->port(), "/stream?pattern=*");
    StreamCollector there(other_->port(), "/stream?pattern=*");
    QVERIFY(here.waitUntilOpen() && there.waitUntilOpen());
    for (const char *channel : {"a", "b"}) // in the second it is taken
        server_.ask({"XADD", "heliograph", "*", "channel", channel, "id", "mine", "data", channel});
    QVERIFY(here.waitForEvents(2) && there.waitForEvents(2));
    QCOMPARE(here.events(), there.events());
    QCOMPARE(here.events().constFirst().id, QByteArray("mine"));
    QVERIFY(here.events().constLast().id != "mine");
    QCOMPARE(post(one_->port(), "/channels/a?id=mine", "another").status, 409);
}

void GroupHubsTest::aLossIsToldOnEachHub()
{
    StreamCollector here(one_->port(), "/stream?channel=a");
    StreamCollector there(other_->port(), "/stream?channel=a");
    StreamCollector elsewhere(other_->port(), "/stream?channel=b");
    QVERIFY(here.waitUntilOpen() && there.waitUntilOpen() && elsewhere.waitUntilOpen());
    const QByteArray before = idOf(post(one_->port(), "/channels/a", "before"));
    Selection lost;
    lost.addChannel("a");
    server_.ask({"XADD", "heliograph", "*", "control", "loss", "of", textOf(lost)});
    QCOMPARE(post(one_->port(), "/channels/a", "after").status, 200);
    QCOMPARE(post(one_->port(), "/channels/b", "other").status, 200);
    const QByteArrayList expected{"before", "(gap)", "after"};
    for (StreamCollector *reader : {&here, &there}) {
        QVERIFY(reader->waitForEvents(3));
        QCOMPARE(reader->data(), expected);
    }
    QVERIFY(elsewhere.waitForEvents(1));
    QCOMPARE(elsewhere.data(), QByteArrayList{"other"});
    // Who comes back is told, too; by a hub that was not there, as well.
    HelioProcess later(options());
    QVERIFY2(later.start() && waitUntilTakesEvents(later.port()), qPrintable(later.report()));
    for (const quint16 port : {other_->port(), later.port()})
        QTRY_COMPARE_WITH_TIMEOUT(replayed(port, "channel=a&lastEventId=" + before), expected.mid(1), 20'000);
}

void GroupHubsTest::idsOfClientsAreUniqueInTheGroup()
{
    StreamCollector here(one_->port(), "/stream?channel=a");
    StreamCollector there(other_->port(), "/stream?channel=a");
    QVERIFY(here.waitUntilOpen() && there.waitUntilOpen());
    QStringList ids;
    for (const auto &hub : {one_->port(), other_->port()}) {
        const QJsonArray clients = ask(hub, "/api/clients").value(QLatin1String("clients")).toArray();
        QCOMPARE(clients.size(), 1);
        ids.append(clients.at(0).toObject().value(QLatin1String("id")).toString());
        static const QRegularExpression Form(QStringLiteral("\\A[a-z0-9]{6}\\.c[0-9]+\\z"));
        QVERIFY2(Form.match(ids.constLast()).hasMatch(), qPrintable(ids.constLast()));
    }
    QVERIFY(ids[0].first(6) != ids[1].first(6));
}

void GroupHubsTest::historyIsInRedis()
{
    QCOMPARE(post(one_->port(), "/channels/a", "x").status, 200);
    QCOMPARE(server_.ask({"XLEN", "heliograph"}).number, 2); // and `begin`
    const QByteArray said = "History is kept in Redis at redis://127.0.0.1:" + QByteArray::number(server_.port()) +
                            "/0, stream heliograph.";
    QVERIFY2(one_->process().waitForOutput([&] { return one_->process().standardError().contains(said); }, 20s),
             qPrintable(one_->report()));
    QVERIFY(!one_->process().standardError().contains("secret"));
    QCOMPARE(ask(one_->port(), "/api/hub").value(QLatin1String("store")).toString(), QStringLiteral("redis"));
}

void GroupHubsTest::hubsWithAnotherStreamAreAnotherGroup()
{
    HelioProcess apart(options({QStringLiteral("--redis-stream"), QStringLiteral("apart")}));
    QVERIFY2(apart.start() && waitUntilTakesEvents(apart.port()), qPrintable(apart.report()));
    QCOMPARE(post(apart.port(), "/channels/a", "theirs").status, 200);
    QCOMPARE(post(one_->port(), "/channels/a", "ours").status, 200);
    QCOMPARE(replayed(apart.port(), "channel=a&lastEventId=earliest"), QByteArrayList{"theirs"});
    QCOMPARE(replayed(one_->port(), "channel=a&lastEventId=earliest"), QByteArrayList{"ours"});
    QCOMPARE(server_.ask({"XLEN", "apart"}).number, 2); // and `begin`
}

QTEST_GUILESS_MAIN(GroupHubsTest)
#include "tst_group_hubs.moc"
