// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/httpserver.h"
#include "serverbench.h"
#include "store/memorystore.h"

#include <QTemporaryDir>
#include <QTest>

using namespace helio;
using namespace helio::test;
using namespace std::chrono_literals;

/// A hub and its server may go in any order, whatever is under way.
class HttpLifetimeTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theHubMayGoFirst();
    void theServerMayGoFirst();
    void aServerWhoseHubIsGoneAnswersNobody();
    void streamsGoOnWithoutTheServer();
    void aReviewUnderWayOutlivesTheServer();
    void whatWaitsForAnAnswerMayGoWithEither_data();
    void whatWaitsForAnAnswerMayGoWithEither();
    void aFileBeingSentMayGoWithEither_data();
    void aFileBeingSentMayGoWithEither();
};

namespace {

/// Nobody may do anything.
class ClosedPolicy : public AccessPolicy
{
public:
    AccessAnswer judge(const AccessRequest &) const override { return Grant(); }
};

/// Hub and server as HubHost has them, for tests that destroy either.
struct Pair
{
    explicit Pair(const ServerOptions &options = {})
        : carrier(Carrier::make(ServerBench::isOverSockets() ? Carrier::Kind::Socket : Carrier::Kind::Epoll))
        , hub(std::make_unique<Hub>(HubOptions(), makeMemoryStore(HistoryLimits(), clock), tap, clock,
                                    [] { return 0.5; }))
        , server(std::make_unique<HttpServer>(*hub, *carrier, options))
    {
        hub->open();
        QString problem;
        port = server->listen(QHostAddress::LocalHost, 0, problem);
    }

    void destroy(bool hubFirst)
    {
        if (hubFirst) {
            hub.reset();
            server.reset();
        } else {
            server.reset();
            hub.reset();
        }
    }

    void publish(const QByteArray &data)
    {
        hub->publish({{"a", {}, data, {}, {}}}, [](const PublishOutcome &) {});
    }

    Clock clock;
    HubTap tap;
    std::unique_ptr<Carrier> carrier;
    std::unique_ptr<Hub> hub;
    std::unique_ptr<HttpServer> server;
    quint16 port = 0;
};

bool openStream(RawClient &client, quint16 port)
{
    return client.connectTo(port) && client.send(RawClient::request("GET", "/stream?channel=a")) &&
           client.readUntil(QByteArray("\n\n"));
}

/// Two streams, of which one reads nothing, a connection between two requests and one within a request.
struct Visitors
{
    bool arrive(Pair &pair)
    {
        stalled.setReceiveBuffer(4096);
        if (!openStream(reading, pair.port) || !openStream(stalled, pair.port))
            return false;
        if (!idle.connectTo(pair.port) || !idle.send(RawClient::request("GET", "/healthz")) || !idle.readResponse())
            return false;
        if (!half.connectTo(pair.port) || !half.send("POST /channels/a HTTP/1.1\r\nContent-Length: 5\r\n"))
            return false;
        for (int i = 0; i < 8; ++i)
            pair.publish(QByteArray(100'000, 'x'));
        return reading.readUntil(QByteArray(1000, 'x'));
    }

    bool areGone() { return reading.waitForEnd() && idle.waitForEnd() && half.waitForEnd(); }

    RawClient reading{20s}, stalled{20s}, idle{20s}, half{20s};
};

} // namespace

void HttpLifetimeTest::theHubMayGoFirst()
{
    Pair pair;
    Visitors visitors;
    QVERIFY(visitors.arrive(pair));
    pair.destroy(true);
    QVERIFY(visitors.areGone());
}

void HttpLifetimeTest::theServerMayGoFirst()
{
    Pair pair;
    Visitors visitors;
    QVERIFY(visitors.arrive(pair));
    pair.destroy(false);
    QVERIFY(visitors.areGone());
}

void HttpLifetimeTest::aServerWhoseHubIsGoneAnswersNobody()
{
    Pair pair;
    Visitors visitors;
    QVERIFY(visitors.arrive(pair));
    QVERIFY(visitors.idle.send(RawClient::request("GET", "/api/clients"))); // not read yet by the server
    pair.hub.reset();
    QVERIFY(visitors.areGone());
    QCOMPARE(visitors.idle.received(), QByteArray());
    RawClient late;
    QVERIFY(!late.connectTo(pair.port));
}

void HttpLifetimeTest::streamsGoOnWithoutTheServer()
{
    Pair pair;
    Visitors visitors;
    QVERIFY(visitors.arrive(pair));
    pair.server.reset();
    QVERIFY(visitors.idle.waitForEnd() && visitors.half.waitForEnd());
    RawClient late;
    QVERIFY(!late.connectTo(pair.port));
    pair.publish("still here");
    QVERIFY2(visitors.reading.readUntil(QByteArray("data: still here\n\n")), qPrintable(visitors.reading.error()));
    visitors.stalled.reset(); // the hub hears of it without the server
    QVERIFY(QTest::qWaitFor([&] { return pair.hub->subscriberCount() == 1; }, 20'000));
    pair.hub.reset();
    QVERIFY(visitors.reading.waitForEnd());
}

void HttpLifetimeTest::aReviewUnderWayOutlivesTheServer()
{
    Pair pair;
    RawClient client(20s);
    QVERIFY(openStream(client, pair.port));
    pair.server->setAccess(std::make_shared<ClosedPolicy>()); // a slice of the hub's, which comes later
    pair.server.reset();
    QVERIFY2(client.readToEnd(), qPrintable(client.error()));
    QVERIFY(client.received().contains(": revoked"));
}

void HttpLifetimeTest::whatWaitsForAnAnswerMayGoWithEither_data()
{
    QTest::addColumn<bool>("hubFirst");
    QTest::newRow("the hub first") << true;
    QTest::newRow("the server first") << false;
}

void HttpLifetimeTest::whatWaitsForAnAnswerMayGoWithEither()
{
    QFETCH(bool, hubFirst);
    for (int turns = 0; turns < 6; ++turns) { // wherever the request is by then
        Pair pair;
        RawClient client(20s);
        QVERIFY(client.connectTo(pair.port) && client.send(RawClient::request("GET", "/api/channels")));
        for (int i = 0; i < turns; ++i)
            QCoreApplication::processEvents();
        pair.destroy(hubFirst);
        QVERIFY(client.waitForEnd());
    }
}

void HttpLifetimeTest::aFileBeingSentMayGoWithEither_data()
{
    whatWaitsForAnAnswerMayGoWithEither_data();
}

void HttpLifetimeTest::aFileBeingSentMayGoWithEither()
{
    QFETCH(bool, hubFirst);
    QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("large.bin")));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.resize(qint64(64) << 20));
    ServerOptions options;
    options.staticFolder = folder.path();
    Pair pair(options);
    RawClient client(20s);
    QVERIFY(client.connectTo(pair.port) && client.send(RawClient::request("GET", "/large.bin")));
    QVERIFY(client.readHead());
    pair.destroy(hubFirst);
    QVERIFY(client.waitForEnd());
    QVERIFY(client.received().size() < file.size());
}

QTEST_GUILESS_MAIN(HttpLifetimeTest)
#include "tst_http_lifetime.moc"
