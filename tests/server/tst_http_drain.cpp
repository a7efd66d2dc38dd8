// SPDX-License-Identifier: GPL-3.0-or-later
#include "serverbench.h"
#include "store/memorystore.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>

using namespace helio;
using namespace helio::test;
using namespace std::chrono_literals;

/// The hub's end: what clients get, and what newcomers are answered.
class HttpDrainTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void clientsGetWhatIsQueuedAndShutdown();
    void aClientThatStalledDoesNotHoldItUp();
    void newcomersAreTurnedAway();
    void bodiesThatWaitToBeReadAreAnsweredAndNotParsed();
    void bodiesThatWaitWhenTheHubEndsAreLetGo();
    void unreadInputDestroysNothing();
    void thePortIsFreeAfterwards();
    void aPortInUseIsReported();
    void aBadAddressIsReported_data();
    void aBadAddressIsReported();
};

namespace {

/// So many round trips, in each of which all other connections are read, too.
bool letBeRead(const ServerBench &bench, int roundTrips)
{
    for (int i = 0; i < roundTrips; ++i) {
        if (bench.ask("GET", "/healthz").status != 200)
            return false;
    }
    return true;
}

/// A large one that takes a thousand turns to parse (an empty line counts as any other), and behind it one
/// that is refused as soon as it is parsed.
bool sendBodiesThatWait(const ServerBench &bench, RawClient &first, RawClient &second)
{
    const auto request = [](const QByteArray &body) {
        return RawClient::request("POST", "/publish", {"Content-Type: application/x-ndjson"}, body);
    };
    return first.connectTo(bench.port()) && first.send(request(QByteArray(1'000'000, '\n'))) && letBeRead(bench, 25) &&
           second.connectTo(bench.port()) && second.send(request(QByteArray("no JSON\n").repeated(10'000))) &&
           letBeRead(bench, 5);
}

} // namespace

void HttpDrainTest::clientsGetWhatIsQueuedAndShutdown()
{
    ServerBench bench;
    StreamClient quick(bench), slow(bench);
    slow.raw.setReceiveBuffer(4096);
    QVERIFY(quick.open("/stream?channel=a") && slow.open("/stream?channel=a"));
    for (int i = 0; i < 10; ++i)
        bench.publish("a", QByteArray::number(i) + QByteArray(100'000, ' '));
    QSignalSpy stopped(&bench.host(), &HubHost::stopped);
    QElapsedTimer timer;
    timer.start();
    bench.host().stop();
    for (StreamClient *client : {&quick, &slow}) {
        QVERIFY2(client->waitForEnd(), qPrintable(client->raw.error()));
        QCOMPARE(client->events.size(), 11);
        for (int i = 0; i < 10; ++i)
            QCOMPARE(client->events[i].data.trimmed(), QByteArray::number(i));
        QCOMPARE(client->events[10].type, "shutdown");
        QCOMPARE(client->events[10].id, client->events[9].id); // none of its own
        QVERIFY(client->wire.contains("event: shutdown\nretry: ") || client->wire.contains("\nretry: "));
        client->raw.close();
    }
    QTRY_COMPARE(stopped.size(), 1);
    QVERIFY(timer.elapsed() < 4900);
}

void HttpDrainTest::aClientThatStalledDoesNotHoldItUp()
{
    ServerBench bench;
    StreamClient stalled(bench), quick(bench);
    stalled.raw.setReceiveBuffer(4096);
    QVERIFY(stalled.open("/stream?channel=a") && quick.open("/stream?channel=a"));
    for (int i = 0; i < 10; ++i)
        bench.publish("a", QByteArray(100'000, 'x'));
    QSignalSpy stopped(&bench.host(), &HubHost::stopped);
    QElapsedTimer timer;
    timer.start();
    bench.host().stop();
    QVERIFY(quick.waitForEnd());
    QCOMPARE(quick.events.size(), 11);
    QVERIFY(QTest::qWaitFor([&] { return stopped.size() == 1; }, 20'000));
    QVERIFY2(timer.elapsed() < 4900, qPrintable(QString::number(timer.elapsed())));
}

void HttpDrainTest::newcomersAreTurnedAway()
{
    ServerBench bench;
    StreamClient stays(bench);
    QVERIFY(stays.open("/stream"));
    RawClient kept;
    QVERIFY(kept.connectTo(bench.port()) && kept.send(RawClient::request("GET", "/healthz")));
    QCOMPARE(kept.readResponse()->status, 200);
    bench.host().stop(); // and this client does not close its connection
    for (const QByteArray method : {"GET", "HEAD"}) {
        RawClient subscriber;
        QVERIFY(subscriber.connectTo(bench.port()) && subscriber.send(RawClient::request(method, "/stream?channel=a")));
        QVERIFY(subscriber.readToEnd());
        QCOMPARE(subscriber.received(), QByteArray());
    }
    for (const QByteArray target : {"GET /healthz", "GET /", "GET /api/stats", "GET /nowhere", "POST /channels/a"}) {
        const QByteArrayList parts = target.split(' ');
        const RawResponse answer =
            bench.ask(parts[0], parts[1], {"Origin: http://localhost:1"}, parts[0] == "POST" ? "x" : "");
        QCOMPARE(answer.status, 503);
        QVERIFY(answer.header("retry-after").toInt() > 0);
        QCOMPARE(answer.header("access-control-allow-origin"), "http://localhost:1");
    }
    QVERIFY(kept.send(RawClient::request("GET", "/healthz")));
    QCOMPARE(kept.readResponse()->status, 503);
}

void HttpDrainTest::bodiesThatWaitToBeReadAreAnsweredAndNotParsed()
{
    ServerBench bench;
    StreamClient stays(bench); // which holds the hub's end up
    QVERIFY(stays.open("/stream?channel=other"));
    RawClient first, second;
    QVERIFY(sendBodiesThatWait(bench, first, second));
    bench.host().stop();
    for (RawClient *client : {&first, &second}) {
        const auto answer = client->readResponse();
        QVERIFY2(answer, qPrintable(client->error()));
        QVERIFY2(answer->status == 503, answer->body.constData());
        QVERIFY(answer->header("retry-after").toInt() > 0);
    }
}

void HttpDrainTest::bodiesThatWaitWhenTheHubEndsAreLetGo()
{
    ServerBench bench;
    RawClient first, second;
    QVERIFY(sendBodiesThatWait(bench, first, second));
    QSignalSpy stopped(&bench.host(), &HubHost::stopped);
    bench.host().stop(); // at once: there are no streams
    QTRY_COMPARE_WITH_TIMEOUT(stopped.size(), 1, 30'000);
    QVERIFY(first.waitForEnd() && second.waitForEnd());
}

void HttpDrainTest::unreadInputDestroysNothing()
{
    ServerBench bench;
    StreamClient client(bench);
    client.raw.setReceiveBuffer(4096);
    QVERIFY(client.open("/stream?channel=a"));
    for (int i = 0; i < 5; ++i)
        bench.publish("a", QByteArray(100'000, 'x'));
    QVERIFY(client.raw.send(QByteArray(100'000, 'r'))); // which nobody wants
    bench.host().stop();
    QVERIFY(client.raw.send(QByteArray(100'000, 'r')));
    QVERIFY2(client.waitForEnd(), qPrintable(client.raw.error())); // no reset
    QCOMPARE(client.events.size(), 6);
    QCOMPARE(client.events.last().type, "shutdown");
}

void HttpDrainTest::thePortIsFreeAfterwards()
{
    ServerBench bench;
    const quint16 port = bench.port();
    StreamClient client(bench);
    QVERIFY(client.open("/stream"));
    QSignalSpy stopped(&bench.host(), &HubHost::stopped);
    bench.host().stop();
    QVERIFY(client.waitForEnd());
    client.raw.close();
    QTRY_COMPARE(stopped.size(), 1);
    HubConfig config;
    config.makeStore = makeMemoryStore;
    config.listen = {QStringLiteral("127.0.0.1:%1").arg(port)};
    QSignalSpy started(&bench.host(), &HubHost::started);
    bench.host().start(config);
    QCOMPARE(started.size(), 1);
    QCOMPARE(bench.ask("GET", "/healthz").status, 200);
}

void HttpDrainTest::aPortInUseIsReported()
{
    ServerBench bench;
    HubHost second({});
    QSignalSpy failed(&second, &HubHost::failed);
    QSignalSpy started(&second, &HubHost::started);
    HubConfig config;
    config.makeStore = makeMemoryStore;
    const QString address = QStringLiteral("127.0.0.1:%1").arg(bench.port());
    config.listen = {QStringLiteral("127.0.0.1:0"), address};
    second.start(config);
    QCOMPARE(started.size(), 0);
    QCOMPARE(failed.size(), 1);
    const QString problem = failed[0][0].toString();
    QVERIFY2(problem.contains(address), qPrintable(problem));
    config.listen = {QStringLiteral("127.0.0.1:0")};
    second.start(config); // may be tried again
    QCOMPARE(started.size(), 1);
}

void HttpDrainTest::aBadAddressIsReported_data()
{
    QTest::addColumn<bool>("byName");
    for (const char *address : {"7373", "localhost", "nowhere.example:7373", "127.0.0.1:port", "127.0.0.1:70000", "",
                                ":", "256.1.1.1:1", "203.0.113.1:0"})
        QTest::newRow(address) << true;
}

void HttpDrainTest::aBadAddressIsReported()
{
    HubHost host({});
    QSignalSpy failed(&host, &HubHost::failed);
    HubConfig config;
    config.makeStore = makeMemoryStore;
    config.listen = {QString::fromLatin1(QTest::currentDataTag())};
    host.start(config);
    QCOMPARE(failed.size(), 1);
    QVERIFY(!failed[0][0].toString().isEmpty());
}

QTEST_GUILESS_MAIN(HttpDrainTest)
#include "tst_http_drain.moc"
