// SPDX-License-Identifier: GPL-3.0-or-later
#include "fakeline.h"
#include "group/grouppeers.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>

using namespace helio;
using namespace helio::test;
using namespace std::chrono_literals;

/// What hubs of a group know of one another, ask and tell.
class GroupPeersTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void eachHubSeesTheOthersByName();
    void whatAHubSaysOfItselfIsSeen();
    void whatAHubBridgesIsSeenInOneOrder();
    void aHubThatDoesNotSayWhatItBridgesIsNotTakenForOneWithoutABridge();
    void aHubWithTooLongAListDoesNotSayIt();
    void aQuestionIsAnsweredByTheHubThatWasAsked();
    void whoDoesNotAnswerIsWaitedForTwoSeconds();
    void whoIsNotThereIsNotWaitedFor();
    void aQuestionUnderWayEndsWhenNobodyCanBeHeard();
    void whatIsNoMessageIsPassedOver_data();
    void whatIsNoMessageIsPassedOver();
    void anAnswerOfAnotherHubIsNone();
    void oddPresenceIsShownWithItsId();
    void whoIsKeptAwayIsKeptAwayByAll();
    void aHubThatComesLaterLearnsOfBans();
    void aBanMadeWhileAwayIsToldAfterwards();
    void aBanLiftedElsewhereWhileAwayIsLifted();
    void bansThatWereLostAreToldAgain();
    void comingAndGoingIsNoted();
};

namespace {

struct PeersBench
{
    explicit PeersBench(FakeExchange &exchange, const QByteArray &id, const std::optional<QByteArrayList> &bridged = {})
        : line(exchange.makeLine(id))
        , peers(std::make_unique<GroupPeers>(
              *line,
              GroupInfo::Hub{.id = id, .name = QStringLiteral("web-") + QString::fromUtf8(id), .bridged = bridged},
              [this] { return health; }))
    {
        QObject::connect(peers.get(), &Peers::keptAway, peers.get(), [this](const BanInfo &ban) {
            bans.append({ban.key, ban.endsAt});
        });
    }

    QStringList names() const
    {
        QStringList list;
        for (const GroupInfo::Hub &hub : peers->info().hubs)
            list.append(hub.name + (hub.isSelf ? QStringLiteral("*") : QString()));
        return list;
    }
    bool waitForHubs(qsizetype count) const
    {
        return QTest::qWaitFor([&] { return peers->info().hubs.size() == count; });
    }

    GroupInfo health{.state = GroupInfo::State::Open};
    std::unique_ptr<GroupLine> line;
    std::unique_ptr<GroupPeers> peers;
    QList<std::pair<QString, qint64>> bans;
};

/// Asks, and waits for the end; the answer's `x`, or -1 when there was none.
int asked(Peers &peers, const QByteArray &hub, std::chrono::milliseconds *took = nullptr)
{
    std::optional<int> x;
    QElapsedTimer timer;
    timer.start();
    peers.ask(hub, "question", {{QStringLiteral("of"), 7}}, [&x](const std::optional<QJsonObject> &answer) {
        x = answer ? answer->value(QLatin1String("x")).toInt(-2) : -1;
    });
    if (x || !QTest::qWaitFor([&x] { return x.has_value(); }, 20'000))
        return -3;
    if (took)
        *took = std::chrono::milliseconds(timer.elapsed());
    return *x;
}

void answerWithItsOf(Peers &peers, int more)
{
    QObject::connect(&peers, &Peers::asked, &peers,
                     [more](const QByteArray &question, const QJsonObject &arguments, const auto &answer) {
                         if (question == "question")
                             answer({{QStringLiteral("x"), arguments.value(QLatin1String("of")).toInt() + more}});
                     });
}

} // namespace

void GroupPeersTest::eachHubSeesTheOthersByName()
{
    FakeExchange exchange;
    PeersBench b(exchange, "b"), a(exchange, "a"), c(exchange, "c");
    QCOMPARE(b.names(), QStringList{QStringLiteral("web-b*")});
    QVERIFY(a.waitForHubs(3) && b.waitForHubs(3));
    QCOMPARE(a.names(), (QStringList{QStringLiteral("web-a*"), QStringLiteral("web-b"), QStringLiteral("web-c")}));
    QCOMPARE(b.names(), (QStringList{QStringLiteral("web-a"), QStringLiteral("web-b*"), QStringLiteral("web-c")}));
    exchange.setAway(true);
    QCOMPARE(a.names().size(), 3); // as known last
}

void GroupPeersTest::whatAHubSaysOfItselfIsSeen()
{
    FakeExchange exchange;
    PeersBench a(exchange, "a"), b(exchange, "b");
    a.health.hubs = {{.lagMs = 31}};
    a.peers->setSelf(
        {.id = "other", .urls = {QStringLiteral("http://a:1")}, .startedAt = 5, .clients = 6, .channels = 7});
    const auto ofA = [&] { return b.peers->info().hubs.constFirst(); };
    QVERIFY(QTest::qWaitFor([&] { return ofA().clients == 6; }));
    QCOMPARE(ofA().id, "a");
    QCOMPARE(ofA().name, QStringLiteral("web-a"));
    QCOMPARE(ofA().urls, QStringList{QStringLiteral("http://a:1")});
    QCOMPARE(ofA().startedAt, 5);
    QCOMPARE(ofA().channels, 7);
    QCOMPARE(ofA().lagMs, 31);
    QCOMPARE(a.peers->info().hubs.constFirst().lagMs, 31);
}

void GroupPeersTest::whatAHubBridgesIsSeenInOneOrder()
{
    FakeExchange exchange;
    PeersBench a(exchange, "a", QByteArrayList{"users.*", "sse", "sse"}), b(exchange, "b", QByteArrayList());
    QVERIFY(a.waitForHubs(2) && b.waitForHubs(2));
    const QByteArrayList ofA{"sse", "users.*"};
    for (const PeersBench *bench : {&a, &b}) {
        QCOMPARE(bench->peers->info().hubs.at(0).bridged, std::optional(ofA));
        QCOMPARE(bench->peers->info().hubs.at(1).bridged, std::optional(QByteArrayList()));
    }
}

void GroupPeersTest::aHubThatDoesNotSayWhatItBridgesIsNotTakenForOneWithoutABridge()
{
    FakeExchange exchange;
    PeersBench a(exchange, "a", QByteArrayList{"sse"});
    const auto older = exchange.makeLine("z");
    const QByteArray channel(256, 'c');
    const auto presenceWith = [](const QByteArray &bridged) { return R"({"name":"old","bridged":)" + bridged + '}'; };
    const auto listOf = [](int count, const QByteArray &entry) {
        QByteArrayList entries;
        for (int i = 0; i < count; ++i)
            entries.append('"' + QByteArray::number(1'000 + i) + entry + '"');
        return '[' + entries.join(',') + ']';
    };
    older->setPresence(presenceWith(listOf(32, channel.chopped(4))));
    QVERIFY(QTest::qWaitFor([&] { return a.names().contains(QStringLiteral("old")); }));
    QCOMPARE(a.peers->info().hubs.at(0).bridged->size(), 32);
    const QByteArrayList told{R"({"name":"old"})",
                              presenceWith(R"("sse")"),
                              presenceWith(R"(["sse",5])"),
                              presenceWith(R"(["sse",""])"),
                              presenceWith(R"(["a\u0000b"])"),
                              presenceWith("[\"" + channel + "c\"]"),
                              presenceWith("[\"" + QByteArray("\u3042").repeated(100) + "\"]"), // bytes count
                              presenceWith(listOf(33, channel.chopped(4))),
                              presenceWith(listOf(101, "c"))};
    for (const QByteArray &presence : told) {
        older->setPresence(presence);
        QVERIFY2(QTest::qWaitFor([&] { return !a.peers->info().hubs.at(0).bridged; }), presence.left(80).constData());
        older->setPresence(presenceWith("[]"));
        QVERIFY(QTest::qWaitFor([&] { return a.peers->info().hubs.at(0).bridged.has_value(); }));
    }
}

void GroupPeersTest::aHubWithTooLongAListDoesNotSayIt()
{
    FakeExchange exchange;
    QByteArrayList entries;
    for (int i = 0; i < 100; ++i)
        entries.append(QByteArray::number(i) + QByteArray(100, 'c'));
    PeersBench a(exchange, "a", entries), b(exchange, "b", entries.mid(0, 50));
    QVERIFY(a.waitForHubs(2) && b.waitForHubs(2));
    for (const PeersBench *bench : {&a, &b}) {
        QVERIFY(!bench->peers->info().hubs.at(0).bridged);
        QCOMPARE(bench->peers->info().hubs.at(1).bridged->size(), 50);
    }
}

void GroupPeersTest::aQuestionIsAnsweredByTheHubThatWasAsked()
{
    FakeExchange exchange;
    PeersBench a(exchange, "a"), b(exchange, "b"), c(exchange, "c");
    answerWithItsOf(*b.peers, 1);
    answerWithItsOf(*c.peers, 2);
    QVERIFY(a.waitForHubs(3));
    QCOMPARE(asked(*a.peers, "b"), 8);
    QCOMPARE(asked(*a.peers, "c"), 9);
}

void GroupPeersTest::whoDoesNotAnswerIsWaitedForTwoSeconds()
{
    FakeExchange exchange;
    PeersBench a(exchange, "a"), b(exchange, "b");
    QVERIFY(a.waitForHubs(2));
    std::chrono::milliseconds took{0};
    QCOMPARE(asked(*a.peers, "b", &took), -1);
    QVERIFY(took >= Peers::Patience && took < Peers::Patience + 5s);
}

void GroupPeersTest::whoIsNotThereIsNotWaitedFor()
{
    FakeExchange exchange;
    PeersBench a(exchange, "a"), b(exchange, "b");
    answerWithItsOf(*b.peers, 1);
    QVERIFY(a.waitForHubs(2));
    std::chrono::milliseconds took{0};
    QCOMPARE(asked(*a.peers, "nobody", &took), -1);
    QVERIFY(took < Peers::Patience);
    exchange.setAway(true);
    QCOMPARE(asked(*a.peers, "b", &took), -1);
    QVERIFY(took < Peers::Patience);
}

void GroupPeersTest::aQuestionUnderWayEndsWhenNobodyCanBeHeard()
{
    FakeExchange exchange;
    PeersBench a(exchange, "a"), b(exchange, "b");
    QVERIFY(a.waitForHubs(2));
    int ends = 0;
    a.peers->ask("b", "question", {}, [&](const std::optional<QJsonObject> &answer) { ends += answer ? 100 : 1; });
    exchange.setAway(true);
    QCOMPARE(ends, 1);
}

void GroupPeersTest::whatIsNoMessageIsPassedOver_data()
{
    QTest::addColumn<QByteArray>("message");
    for (const char *message :
         {"", "x", "[1]", "{\"q\":\"question\"}", "{\"q\":1,\"n\":1,\"hub\":\"b\"}", "{\"a\":1}",
          "{\"a\":-1,\"hub\":\"b\"}", "{\"a\":1,\"hub\":\"b\",\"answer\":[]}", "{\"t\":\"ban\",\"hub\":\"b\"}",
          "{\"t\":\"ban\",\"hub\":\"b\",\"key\":\"k\"}", "{\"t\":\"else\",\"hub\":\"b\",\"key\":\"k\",\"endsAt\":1}",
          "{\"q\":\"question\",\"n\":1}"})
        QTest::newRow(message) << QByteArray(message);
    QTest::newRow("too large") << QByteArray("{\"q\":\"question\",\"n\":1,\"hub\":\"b\",\"args\":{\"x\":\"") +
                                      QByteArray(GroupLine::MaximumMessageBytes, 'x') + "\"}}";
}

void GroupPeersTest::whatIsNoMessageIsPassedOver()
{
    QFETCH(QByteArray, message);
    FakeExchange exchange;
    PeersBench a(exchange, "a"), b(exchange, "b");
    answerWithItsOf(*b.peers, 1);
    QSignalSpy questions(a.peers.get(), &Peers::asked);
    QVERIFY(a.waitForHubs(2));
    exchange.shout(message);
    QVERIFY(questions.isEmpty() && a.bans.isEmpty());
    QCOMPARE(asked(*a.peers, "b"), 8);
}

void GroupPeersTest::anAnswerOfAnotherHubIsNone()
{
    FakeExchange exchange;
    PeersBench a(exchange, "a"), b(exchange, "b"), c(exchange, "c");
    QVERIFY(a.waitForHubs(3));
    QObject::connect(b.peers.get(), &Peers::asked, b.peers.get(), [&](const auto &, const auto &, const auto &answer) {
        exchange.shout("{\"a\":1,\"hub\":\"c\",\"answer\":{\"x\":99}}");
        answer({{QStringLiteral("x"), 1}});
    });
    QCOMPARE(asked(*a.peers, "b"), 1);
}

void GroupPeersTest::oddPresenceIsShownWithItsId()
{
    FakeExchange exchange;
    PeersBench a(exchange, "a");
    const auto stranger = exchange.makeLine("z");
    for (const char *odd : {"", "[", "{\"name\":7,\"clients\":\"many\",\"lagMs\":-5,\"urls\":{}}"}) {
        stranger->setPresence(odd);
        QVERIFY(a.waitForHubs(2));
        QCOMPARE(a.names(), (QStringList{QStringLiteral("web-a*"), QStringLiteral("z")}));
        QCOMPARE(a.peers->info().hubs.at(1).lagMs, 0);
    }
    stranger->setPresence("{\"name\":\"two\\nlines\"}");
    QVERIFY(QTest::qWaitFor([&] { return a.names().contains(QStringLiteral("two lines")); }));
}

void GroupPeersTest::whoIsKeptAwayIsKeptAwayByAll()
{
    FakeExchange exchange;
    PeersBench a(exchange, "a"), b(exchange, "b");
    QVERIFY(a.waitForHubs(2));
    const qint64 end = QDateTime::currentMSecsSinceEpoch() + 60'000;
    a.peers->keepAway({QStringLiteral("subject x"), end});
    QVERIFY(QTest::qWaitFor([&] { return b.bans.size() == 1; }));
    QCOMPARE(b.bans.constFirst(), std::pair(QStringLiteral("subject x"), end));
    a.peers->keepAway({QStringLiteral("subject x"), 0});
    QVERIFY(QTest::qWaitFor([&] { return b.bans.size() == 2; }));
    QCOMPARE(b.bans.constLast(), std::pair(QStringLiteral("subject x"), qint64(0)));
    QVERIFY(exchange.bans.isEmpty() && a.bans.isEmpty());
}

void GroupPeersTest::aHubThatComesLaterLearnsOfBans()
{
    FakeExchange exchange;
    const qint64 end = QDateTime::currentMSecsSinceEpoch() + 60'000;
    {
        PeersBench a(exchange, "a");
        a.peers->keepAway({QStringLiteral("subject x"), end});
        QVERIFY(QTest::qWaitFor([&] { return !exchange.bans.isEmpty(); }));
        QCoreApplication::processEvents(); // what it said is over
    }
    exchange.bans.insert(QStringLiteral("subject old"), 1000); // has ended
    PeersBench b(exchange, "b");
    QVERIFY(QTest::qWaitFor([&] { return !b.bans.isEmpty(); }));
    QCOMPARE(b.bans.size(), 1);
    QCOMPARE(b.bans.constFirst(), std::pair(QStringLiteral("subject x"), end));
}

void GroupPeersTest::aBanMadeWhileAwayIsToldAfterwards()
{
    FakeExchange exchange;
    PeersBench a(exchange, "a"), b(exchange, "b");
    QVERIFY(a.waitForHubs(2) && b.waitForHubs(2));
    exchange.setAway(true);
    const qint64 end = QDateTime::currentMSecsSinceEpoch() + 60'000;
    a.peers->keepAway({QStringLiteral("subject x"), end});
    QVERIFY(exchange.bans.isEmpty());
    exchange.setAway(false);
    QVERIFY(QTest::qWaitFor([&] { return !b.bans.isEmpty(); }));
    QCOMPARE(exchange.bans.value(QStringLiteral("subject x")), end);
    QVERIFY(a.bans.isEmpty());
}

void GroupPeersTest::aBanLiftedElsewhereWhileAwayIsLifted()
{
    FakeExchange exchange;
    PeersBench a(exchange, "a"), b(exchange, "b");
    QVERIFY(a.waitForHubs(2) && b.waitForHubs(2));
    a.peers->keepAway({QStringLiteral("subject x"), QDateTime::currentMSecsSinceEpoch() + 60'000});
    QVERIFY(QTest::qWaitFor([&] { return b.bans.size() == 1; }));
    exchange.setAway(true);
    exchange.bans.clear();
    exchange.setAway(false);
    QVERIFY(QTest::qWaitFor([&] { return b.bans.size() == 2; }));
    QCOMPARE(b.bans.constLast(), std::pair(QStringLiteral("subject x"), qint64(0)));
}

void GroupPeersTest::bansThatWereLostAreToldAgain()
{
    FakeExchange exchange;
    PeersBench a(exchange, "a"), b(exchange, "b");
    QVERIFY(a.waitForHubs(2) && b.waitForHubs(2));
    const qint64 end = QDateTime::currentMSecsSinceEpoch() + 60'000;
    a.peers->keepAway({QStringLiteral("subject x"), end});
    QVERIFY(QTest::qWaitFor([&] { return b.bans.size() == 1; }));
    exchange.setAway(true);
    exchange.bans.clear();
    exchange.areAllBans = false;
    exchange.setAway(false);
    QVERIFY(QTest::qWaitFor([&] { return exchange.bans.value(QStringLiteral("subject x")) == end; }));
    for (const auto &[key, endsAt] : std::as_const(b.bans))
        QCOMPARE(endsAt, end); // it never was lifted
}

void GroupPeersTest::comingAndGoingIsNoted()
{
    FakeExchange exchange;
    PeersBench a(exchange, "a");
    QStringList noted;
    QObject::connect(a.peers.get(), &Peers::noted, a.peers.get(), [&](const QString &text) { noted.append(text); });
    QVERIFY(QTest::qWaitFor([&] { return a.waitForHubs(1); }));
    {
        // The first second says who is there; from then on it is news.
        PeersBench other(exchange, "b");
        QVERIFY(a.waitForHubs(2));
        PeersBench third(exchange, "c");
        QVERIFY(a.waitForHubs(3));
    }
    QVERIFY(a.waitForHubs(1));
    QVERIFY(noted.contains(QStringLiteral("Hub web-c has come to the group.")));
    QVERIFY(noted.contains(QStringLiteral("Hub web-c has left the group.")));
}

QTEST_GUILESS_MAIN(GroupPeersTest)
#include "tst_grouppeers.moc"
