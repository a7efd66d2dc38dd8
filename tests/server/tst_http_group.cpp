// SPDX-License-Identifier: GPL-3.0-or-later
#include "groupbench.h"
#include "server/groupreading.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace helio;
using namespace helio::test;

/// What one hub of a group tells of all of them.
class HttpGroupTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void apiHubNamesTheOthers();
    void apiHubSaysWhatEachBridges();
    void aHubThatIsAloneHasNoGroup();
    void clientsOfAllHubsStandInOneOrder();
    void pagesOverAllHubsHaveEachClientOnce();
    void manyClientsComeInSeveralMessages();
    void clientsAreSoughtOverAllHubs();
    void subscribersAreCountedOverAllHubs();
    void channelsOverAllHubsComeInPages();
    void whoLeftIsListedOverAllHubs();
    void aSilentHubIsNamed();
    void whileNobodyCanBeReachedTheOthersAreSilent();
    void anAnswerThatMakesNoSenseCostsNothing_data();
    void anAnswerThatMakesNoSenseCostsNothing();
    void aHubThatComesToNoEndIsLeft_data();
    void aHubThatComesToNoEndIsLeft();
    void aBadQuestionIsRefused_data();
    void aBadQuestionIsRefused();
    void metricsTellOfTheGroup();
    void theSnapshotHasTheGroup();
};

namespace {

QString idsOf(const QJsonObject &answer, const QString &list = QStringLiteral("clients"))
{
    QStringList ids;
    for (const auto &row : answer.value(list).toArray())
        ids.append(row.toObject().value(QStringLiteral("id")).toString());
    return ids.join(u' ');
}

QStringList silentOf(const QJsonObject &answer)
{
    return answer.value(QStringLiteral("silent")).toVariant().toStringList();
}

/// `name:subscribers` of each channel.
QString channelsOf(const QJsonObject &answer)
{
    QStringList channels;
    for (const auto &row : answer.value(QStringLiteral("channels")).toArray())
        channels.append(row.toObject().value(QStringLiteral("name")).toString() + u':' +
                        QString::number(row.toObject().value(QStringLiteral("subscribers")).toInt()));
    return channels.join(u' ');
}

/// Streams, opened one after the other, no two within one millisecond.
class Streams
{
public:
    bool open(GroupBench &group, int hub, const QByteArray &target, const QByteArrayList &lines = {})
    {
        const qint64 before = QDateTime::currentMSecsSinceEpoch();
        clients.push_back(std::make_unique<StreamClient>(group.hub(hub)));
        return clients.back()->open(target, lines) &&
               QTest::qWaitFor([before] { return QDateTime::currentMSecsSinceEpoch() > before + 1; });
    }
    std::vector<std::unique_ptr<StreamClient>> clients;
};

} // namespace

void HttpGroupTest::apiHubNamesTheOthers()
{
    GroupBench group(3);
    QVERIFY(group.waitForHubs());
    Streams streams;
    QVERIFY(streams.open(group, 1, "/stream"));
    const auto ofHubs = [&] { return group.hub(0).json("/api/hub").value(QStringLiteral("group")).toObject(); };
    const auto row = [&](int index) { return ofHubs().value(QStringLiteral("hubs")).toArray().at(index).toObject(); };
    QVERIFY(QTest::qWaitFor([&] { return row(1).value(QStringLiteral("clients")).toInt() == 1; }));
    QCOMPARE(ofHubs().value(QStringLiteral("state")).toString(), QStringLiteral("open"));
    QCOMPARE(ofHubs().value(QStringLiteral("address")).toString(), QStringLiteral("redis://log"));
    QCOMPARE(row(0).value(QStringLiteral("name")).toString(), QStringLiteral("web-a"));
    QVERIFY(row(0).value(QStringLiteral("self")).toBool() && !row(1).value(QStringLiteral("self")).toBool());
    QCOMPARE(row(1).value(QStringLiteral("id")).toString(), QStringLiteral("b"));
    QCOMPARE(row(1).value(QStringLiteral("version")).toString(), QStringLiteral("1.2"));
    const QString url = QStringLiteral("http://127.0.0.1:%1").arg(group.hub(1).port());
    QCOMPARE(row(1).value(QStringLiteral("listen")).toArray().at(0).toString(), url);
    QVERIFY(QDateTime::fromString(row(2).value(QStringLiteral("startedAt")).toString(), Qt::ISODateWithMs).isValid());
    QVERIFY(group.hub(0).json("/api/stats").value(QStringLiteral("group")).isObject());
}

void HttpGroupTest::apiHubSaysWhatEachBridges()
{
    GroupBench group(3);
    QVERIFY(group.waitForHubs());
    for (int at = 0; at < 3; ++at) {
        const QJsonArray hubs = group.hub(at)
                                    .json("/api/hub")
                                    .value(QStringLiteral("group"))
                                    .toObject()
                                    .value(QStringLiteral("hubs"))
                                    .toArray();
        QCOMPARE(hubs[0].toObject().value(QStringLiteral("bridged")),
                 QJsonValue(QJsonArray{QStringLiteral("sse"), QStringLiteral("users.*")}));
        QCOMPARE(hubs[1].toObject().value(QStringLiteral("bridged")), QJsonValue(QJsonArray()));
        QCOMPARE(hubs[2].toObject().value(QStringLiteral("bridged")), QJsonValue(QJsonValue::Null));
    }
}

void HttpGroupTest::aHubThatIsAloneHasNoGroup()
{
    ServerBench bench;
    StreamClient client(bench);
    QVERIFY(client.open("/stream?channel=a"));
    QVERIFY(bench.json("/api/hub").value(QStringLiteral("group")).isNull());
    const QJsonObject answer = bench.json("/api/clients?group=1");
    QCOMPARE(idsOf(answer), QStringLiteral("c1"));
    QVERIFY(answer.value(QStringLiteral("silent")).toArray().isEmpty());
    QCOMPARE(channelsOf(bench.json("/api/channels?group=1")), QStringLiteral("a:1"));
}

void HttpGroupTest::clientsOfAllHubsStandInOneOrder()
{
    GroupBench group(3);
    QVERIFY(group.waitForHubs());
    Streams streams;
    QVERIFY(
        streams.open(group, 1, "/stream", {"User-Agent: M"}) && streams.open(group, 0, "/stream", {"User-Agent: z"}) &&
        streams.open(group, 2, "/stream", {"User-Agent: B"}) && streams.open(group, 1, "/stream", {"User-Agent: a"}));
    const QJsonObject all = group.hub(0).json("/api/clients?group=1");
    QCOMPARE(idsOf(all), QStringLiteral("b.c1 a.c1 c.c1 b.c2"));
    QCOMPARE(all.value(QStringLiteral("total")).toInt(), 4);
    QVERIFY(silentOf(all).isEmpty());
    const QJsonObject first = all.value(QStringLiteral("clients")).toArray().at(0).toObject();
    QCOMPARE(first.value(QStringLiteral("hub")).toString(), QStringLiteral("web-b"));
    QCOMPARE(first.value(QStringLiteral("userAgent")).toString(), QStringLiteral("M"));
    QCOMPARE(idsOf(group.hub(2).json("/api/clients?group=1&sort=userAgent")), QStringLiteral("c.c1 b.c1 b.c2 a.c1"));
    QCOMPARE(idsOf(group.hub(1).json("/api/clients?group=1&sort=-userAgent")), QStringLiteral("a.c1 b.c2 b.c1 c.c1"));
    QCOMPARE(idsOf(group.hub(1).json("/api/clients?group=1&sort=-id")), QStringLiteral("b.c2 c.c1 a.c1 b.c1"));
    QCOMPARE(idsOf(group.hub(1).json("/api/clients?group=0")), QStringLiteral("b.c1 b.c2"));
}

void HttpGroupTest::pagesOverAllHubsHaveEachClientOnce()
{
    GroupBench group(2);
    QVERIFY(group.waitForHubs());
    Streams streams;
    for (int i = 0; i < 7; ++i)
        QVERIFY(streams.open(group, i % 3 == 0 ? 1 : 0, "/stream"));
    QStringList pages;
    for (int offset = 0; offset < 8; offset += 3) {
        const QJsonObject page = group.hub(0).json("/api/clients?group=1&limit=3&offset=" + QByteArray::number(offset));
        QCOMPARE(page.value(QStringLiteral("matching")).toInt(), 7);
        pages.append(idsOf(page));
    }
    QCOMPARE(pages,
             (QStringList{QStringLiteral("b.c1 a.c1 a.c2"), QStringLiteral("b.c2 a.c3 a.c4"), QStringLiteral("b.c3")}));
}

void HttpGroupTest::manyClientsComeInSeveralMessages()
{
    // Each with half a KiB of user agent: at some 700 of them a message is full.
    GroupBench group(2);
    QVERIFY(group.waitForHubs());
    const QByteArray agent = "User-Agent: " + QByteArray(500, 'x');
    QByteArray channels;
    for (int i = 0; i < 30; ++i)
        channels += (i ? "&channel=" : "channel=") + QByteArray(200, char('A' + i % 26)) + QByteArray::number(i);
    std::vector<std::unique_ptr<StreamClient>> clients;
    for (int i = 0; i < 200; ++i) {
        clients.push_back(std::make_unique<StreamClient>(group.hub(i % 2)));
        QVERIFY(clients.back()->open("/stream?" + channels, {agent}));
    }
    const qsizetype before = group.exchange.said.size();
    const QJsonObject all = group.hub(0).json("/api/clients?group=1");
    QCOMPARE(all.value(QStringLiteral("clients")).toArray().size(), 200);
    QVERIFY(silentOf(all).isEmpty());
    QVERIFY(group.exchange.said.size() - before >= 4); // at least two questions and two answers
    for (const QByteArray &message : std::as_const(group.exchange.said))
        QVERIFY(message.size() < GroupLine::MaximumMessageBytes);
}

void HttpGroupTest::clientsAreSoughtOverAllHubs()
{
    GroupBench group(2);
    QVERIFY(group.waitForHubs());
    Streams streams;
    QVERIFY(streams.open(group, 0, "/stream?channel=a", {"User-Agent: Chrome"}) &&
            streams.open(group, 1, "/stream?channel=a", {"User-Agent: curl"}) &&
            streams.open(group, 1, "/stream?channel=b", {"User-Agent: Chrome"}));
    QCOMPARE(idsOf(group.hub(0).json("/api/clients?group=1&q=chrome")), QStringLiteral("a.c1 b.c2"));
    const QJsonObject ofChannel = group.hub(0).json("/api/clients?group=1&channel=a");
    QCOMPARE(idsOf(ofChannel), QStringLiteral("a.c1 b.c1"));
    QCOMPARE(ofChannel.value(QStringLiteral("total")).toInt(), 3);
    QCOMPARE(ofChannel.value(QStringLiteral("matching")).toInt(), 2);
}

void HttpGroupTest::subscribersAreCountedOverAllHubs()
{
    GroupBench group(3);
    QVERIFY(group.waitForHubs());
    Streams streams;
    QVERIFY(streams.open(group, 0, "/stream?channel=a") && streams.open(group, 1, "/stream?channel=a&channel=b") &&
            streams.open(group, 1, "/stream?channel=c") && streams.open(group, 2, "/stream?channel=a"));
    const QJsonObject answer = group.hub(0).json("/api/channels?group=1");
    QCOMPARE(channelsOf(answer), QStringLiteral("a:3 b:1 c:1"));
    QVERIFY(answer.value(QStringLiteral("next")).isNull() && silentOf(answer).isEmpty());
    QCOMPARE(channelsOf(group.hub(2).json("/api/channels?group=1&pattern=%5Bac%5D")), QStringLiteral("a:3 c:1"));
}

void HttpGroupTest::channelsOverAllHubsComeInPages()
{
    GroupBench group(2);
    QVERIFY(group.waitForHubs());
    Streams streams;
    QVERIFY(streams.open(group, 0, "/stream?channel=a&channel=c&channel=d") &&
            streams.open(group, 1, "/stream?channel=b&channel=c&channel=e"));
    const QJsonObject first = group.hub(0).json("/api/channels?group=1&limit=3");
    QCOMPARE(channelsOf(first), QStringLiteral("a:1 b:1 c:2"));
    QCOMPARE(first.value(QStringLiteral("next")).toString(), QStringLiteral("c"));
    const QJsonObject last = group.hub(0).json("/api/channels?group=1&limit=2&after=c");
    QCOMPARE(channelsOf(last), QStringLiteral("d:1 e:1"));
    QVERIFY(last.value(QStringLiteral("next")).isNull());
}

void HttpGroupTest::whoLeftIsListedOverAllHubs()
{
    GroupBench group(2);
    QVERIFY(group.waitForHubs());
    for (const int hub : {0, 1, 1, 0}) {
        Streams streams;
        QVERIFY(streams.open(group, hub, "/stream"));
        streams.clients.clear();
        QVERIFY(group.hub(hub).waitForClients(0));
    }
    const QString list = QStringLiteral("disconnects");
    const QJsonObject all = group.hub(1).json("/api/disconnects?group=1");
    QCOMPARE(idsOf(all, list), QStringLiteral("a.c1 b.c1 b.c2 a.c2"));
    QCOMPARE(all.value(list).toArray().at(3).toObject().value(QStringLiteral("hub")).toString(),
             QStringLiteral("web-a"));
    QCOMPARE(idsOf(group.hub(0).json("/api/disconnects?group=1&limit=2"), list), QStringLiteral("b.c2 a.c2"));
    QCOMPARE(idsOf(group.hub(0).json("/api/disconnects?group=1&limit=2&offset=1"), list), QStringLiteral("b.c1 b.c2"));
}

void HttpGroupTest::aSilentHubIsNamed()
{
    GroupBench group(3);
    QVERIFY(group.waitForHubs());
    Streams streams;
    QVERIFY(streams.open(group, 0, "/stream?channel=a") && streams.open(group, 1, "/stream?channel=a") &&
            streams.open(group, 2, "/stream?channel=a"));
    group.exchange.silence("b");
    const QJsonObject answer = group.hub(0).json("/api/clients?group=1");
    QCOMPARE(idsOf(answer), QStringLiteral("a.c1 c.c1"));
    QCOMPARE(silentOf(answer), QStringList{QStringLiteral("web-b")});
    QCOMPARE(answer.value(QStringLiteral("total")).toInt(), 2);
    const QJsonObject channels = group.hub(2).json("/api/channels?group=1");
    QCOMPARE(channelsOf(channels), QStringLiteral("a:2"));
    QCOMPARE(silentOf(channels), QStringList{QStringLiteral("web-b")});
}

void HttpGroupTest::whileNobodyCanBeReachedTheOthersAreSilent()
{
    GroupBench group(2);
    QVERIFY(group.waitForHubs());
    group.health = {.state = GroupInfo::State::Away, .problem = QStringLiteral("connection refused"), .awayMs = 4'000};
    group.exchange.setAway(true);
    QElapsedTimer timer;
    timer.start();
    QCOMPARE(silentOf(group.hub(0).json("/api/clients?group=1")), QStringList{QStringLiteral("web-b")});
    QVERIFY(timer.elapsed() < Peers::Patience.count()); // it is not waited for
    const QJsonObject told = group.hub(0).json("/api/hub").value(QStringLiteral("group")).toObject();
    QCOMPARE(told.value(QStringLiteral("state")).toString(), QStringLiteral("away"));
    QCOMPARE(told.value(QStringLiteral("problem")).toString(), QStringLiteral("connection refused"));
    QCOMPARE(told.value(QStringLiteral("hubs")).toArray().size(), 2);
}

void HttpGroupTest::anAnswerThatMakesNoSenseCostsNothing_data()
{
    QTest::addColumn<QJsonObject>("answer");
    const auto add = [](const char *json) { QTest::newRow(json) << QJsonDocument::fromJson(json).object(); };
    add("{}");
    add("{\"rows\":7,\"next\":1}");
    add("{\"rows\":[7,null,{}],\"total\":\"many\"}");
    add("{\"rows\":[{\"n\":\"x\",\"t\":9,\"row\":[]}]}");
}

namespace {

/// A hub of the group that answers everything with `answer`.
class Stranger : public GroupLineListener
{
public:
    Stranger(FakeExchange &exchange, QJsonObject answer)
        : line_(exchange.makeLine("z"))
        , answer_(std::move(answer))
    {
        line_->setPresence("{\"name\":\"web-z\"}");
        line_->setLineListener(this);
    }
    void heard(const QByteArray &message) override
    {
        const QJsonObject said = QJsonDocument::fromJson(message).object();
        if (!said.contains(QStringLiteral("q")))
            return;
        ++questions;
        if (isCounting)
            answer_.insert(QStringLiteral("next"), questions);
        const QJsonObject answer{{QStringLiteral("a"), said.value(QStringLiteral("n"))},
                                 {QStringLiteral("hub"), QStringLiteral("z")},
                                 {QStringLiteral("answer"), answer_}};
        line_->say(said.value(QStringLiteral("hub")).toString().toUtf8(), QJsonDocument(answer).toJson());
    }
    void hubsChanged(const QList<HubPresence> &) override {}
    void bansRead(const QList<BanInfo> &, bool) override {}
    int questions = 0;
    bool isCounting = false; ///< says each time that it goes on elsewhere

private:
    std::unique_ptr<GroupLine> line_;
    QJsonObject answer_;
};

} // namespace

void HttpGroupTest::anAnswerThatMakesNoSenseCostsNothing()
{
    QFETCH(QJsonObject, answer);
    GroupBench group(1);
    Stranger stranger(group.exchange, answer);
    Streams streams;
    QVERIFY(streams.open(group, 0, "/stream?channel=a"));
    QVERIFY(group.waitForHubs(2));
    const QJsonObject told = group.hub(0).json("/api/clients?group=1");
    QVERIFY(idsOf(told).contains(QStringLiteral("a.c1")));
    QVERIFY(silentOf(told).isEmpty());
    QVERIFY(channelsOf(group.hub(0).json("/api/channels?group=1")).contains(QStringLiteral("a:1")));
    QCOMPARE(group.hub(0).ask("GET", "/api/disconnects?group=1").status, 200);
    QCOMPARE(group.hub(0).ask("DELETE", "/api/clients/z.c1").status, 504);
}

void HttpGroupTest::aHubThatComesToNoEndIsLeft_data()
{
    QTest::addColumn<bool>("isCounting");
    QTest::addColumn<int>("questions");
    QTest::newRow("the same again and again") << false << 2;
    QTest::newRow("always some more") << true << GroupReading::MostPages;
}

void HttpGroupTest::aHubThatComesToNoEndIsLeft()
{
    QFETCH(bool, isCounting);
    QFETCH(int, questions);
    const QJsonObject row{{QStringLiteral("name"), QStringLiteral("z")}, {QStringLiteral("subscribers"), 1}};
    const QJsonArray rows{QJsonObject{{QStringLiteral("t"), QStringLiteral("z")}, {QStringLiteral("row"), row}}};
    GroupBench group(1);
    Stranger stranger(group.exchange, {{QStringLiteral("rows"), rows}, {QStringLiteral("next"), 1}});
    stranger.isCounting = isCounting;
    QVERIFY(group.waitForHubs(2));
    const QJsonObject answer = group.hub(0).json("/api/channels?group=1");
    QCOMPARE(stranger.questions, questions);
    QCOMPARE(channelsOf(answer), QStringLiteral("z:%1").arg(questions));
    QCOMPARE(silentOf(answer), QStringList{QStringLiteral("web-z")});
}

void HttpGroupTest::aBadQuestionIsRefused_data()
{
    QTest::addColumn<QByteArray>("target");
    for (const char *target :
         {"clients?group=2", "clients?group=yes", "channels?group=x", "disconnects?group=-1",
          "clients?group=1&limit=10001", "clients?group=1&limit=1&offset=10000", "channels?group=1&limit=10001",
          "disconnects?group=1&after=3", "disconnects?limit=3", "disconnects?offset=3", "disconnects?group=1&limit=0",
          "clients?group=1&sort=age", "clients?group=1&group=1"})
        QTest::newRow(target) << QByteArray("/api/") + target;
}

void HttpGroupTest::aBadQuestionIsRefused()
{
    QFETCH(QByteArray, target);
    GroupBench group(1);
    QCOMPARE(group.hub(0).ask("GET", target).status, 400);
}

void HttpGroupTest::metricsTellOfTheGroup()
{
    GroupBench group(2);
    QVERIFY(group.waitForHubs());
    group.health.hubs = {{.lagMs = 1'500}};
    group.health.received = 12;
    group.health.dropped = 3;
    group.health.notice = QStringLiteral("it may be evicted");
    const QByteArray text = group.hub(0).ask("GET", "/metrics").body;
    for (const char *line : {"heliograph_group_up 1", "heliograph_group_hubs 2", "heliograph_group_lag_seconds 1.500",
                             "heliograph_group_events_received_total 12", "heliograph_group_events_dropped_total 3",
                             "heliograph_group_log_at_risk 1",
                             "heliograph_group_info{address=\"redis://log\",stream=\"heliograph\",hub=\"web-a\"} 1"})
        QVERIFY2(text.contains(QByteArray("\n") + line + '\n'), line);
    QVERIFY(!ServerBench().ask("GET", "/metrics").body.contains("heliograph_group"));
}

void HttpGroupTest::theSnapshotHasTheGroup()
{
    GroupBench group(2);
    QVERIFY(group.waitForHubs());
    std::optional<HubSnapshot> snapshot;
    HubHost &host = group.hub(0).host();
    connect(&host, &HubHost::snapshotArrived, &host, [&](const HubSnapshot &arrived) { snapshot = arrived; });
    host.requestSnapshot(false);
    QVERIFY(QTest::qWaitFor([&] { return snapshot.has_value(); }));
    QVERIFY(snapshot->group);
    QCOMPARE(snapshot->group->hubs.size(), 2);
}

QTEST_GUILESS_MAIN(HttpGroupTest)
#include "tst_http_group.moc"
