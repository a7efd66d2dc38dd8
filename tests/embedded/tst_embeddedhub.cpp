// SPDX-License-Identifier: GPL-3.0-or-later
#include "access/accesspolicy.h"
#include "client/eventsource.h"
#include "embedded/embeddedhub.h"
#include "support/rawclient.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>

#include <atomic>

using namespace helio;
using namespace helio::test;
using namespace std::chrono_literals;

/// A hub within somebody's program.
class EmbeddedHubTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whatIsPublishedReachesAnEventSource();
    void aBadPublicationIsRefusedInWords();
    void theTapHearsWhatOthersPublish();
    void withoutPolicyNobodyElseReachesIt_data();
    void withoutPolicyNobodyElseReachesIt();
    void thePolicyDecides();
    void historyOutlivesIt();
    void aPortInUseFailsInWords();
    void stopsAndStartsAgain();
    void livesInTheThreadThatItIsMovedTo();
};

namespace {

EmbeddedHubOptions onAFreePort()
{
    EmbeddedHubOptions options;
    options.listen = {QStringLiteral("127.0.0.1:0")};
    return options;
}

bool opens(EmbeddedHub &hub)
{
    hub.start();
    return QTest::qWaitFor([&] { return hub.state() == EmbeddedHub::State::Open; }, 30'000);
}

QUrl streamOf(const EmbeddedHub &hub, const QString &query)
{
    return QUrl(hub.urls().value(0) + QStringLiteral("/stream?") + query);
}

quint16 portOf(const EmbeddedHub &hub)
{
    return quint16(QUrl(hub.urls().value(0)).port(0));
}

/// Lets everybody read, and nobody publish.
class ReadersOnly : public AccessPolicy
{
public:
    AccessAnswer judge(const AccessRequest &request) const override
    {
        Q_UNUSED(request);
        Grant grant;
        grant.subscribe = {Pattern("*")};
        return grant;
    }
};

} // namespace

void EmbeddedHubTest::whatIsPublishedReachesAnEventSource()
{
    EmbeddedHub hub(onAFreePort());
    QCOMPARE(hub.state(), EmbeddedHub::State::Stopped);
    QSignalSpy published(&hub, &EmbeddedHub::published);
    QVERIFY(opens(hub));
    EventSource source(streamOf(hub, QStringLiteral("channel=a")));
    QByteArrayList got;
    source.on("news", &source, [&](const Event &event) { got += event.id + ' ' + event.data; });
    source.open();
    QTRY_COMPARE_WITH_TIMEOUT(source.readyState(), ReadyState::Open, 30'000);
    const quint64 ticket = hub.publish({.channel = "a", .type = "news", .data = "1", .id = "own"});
    hub.publishAll(
        QList<Publication>{{.channel = "b", .data = "else"}, {.channel = "a", .type = "news", .data = "2", .id = "x"}});
    QTRY_COMPARE_WITH_TIMEOUT(got, QByteArrayList({"own 1", "x 2"}), 30'000);
    QTRY_COMPARE_WITH_TIMEOUT(published.size(), 2, 30'000);
    const auto receipt = published[0][0].value<PublishReceipt>();
    QCOMPARE(receipt.ticket, ticket);
    QCOMPARE(receipt.subscribers, 1);
    QCOMPARE(receipt.ids.size(), 1);
}

void EmbeddedHubTest::aBadPublicationIsRefusedInWords()
{
    EmbeddedHub hub(onAFreePort());
    QSignalSpy published(&hub, &EmbeddedHub::published);
    QVERIFY(opens(hub));
    hub.publish({.channel = "a", .type = "gap"});
    QTRY_COMPARE_WITH_TIMEOUT(published.size(), 1, 30'000);
    QVERIFY(!published[0][0].value<PublishReceipt>().error.isEmpty());
}

void EmbeddedHubTest::theTapHearsWhatOthersPublish()
{
    EmbeddedHub hub(onAFreePort());
    QByteArrayList heard;
    const QObject here;
    connect(hub.tap(), &EventFeed::eventsArrived, &here, [&](const QList<ReceivedEvent> &events) {
        for (const ReceivedEvent &received : events)
            heard += received.event.channel + ' ' + received.event.data;
    });
    QVERIFY(opens(hub));
    RawClient client;
    QVERIFY(client.ask(portOf(hub), RawClient::request("POST", "/channels/demo", {}, "hello")));
    QTRY_COMPARE_WITH_TIMEOUT(heard, QByteArrayList({"demo hello"}), 30'000);
}

void EmbeddedHubTest::withoutPolicyNobodyElseReachesIt_data()
{
    QTest::addColumn<EmbeddedHubOptions>("options");
    EmbeddedHubOptions everyAddress = onAFreePort();
    everyAddress.listen.append(QStringLiteral("*:0"));
    QTest::newRow("listens on every address") << everyAddress;
    EmbeddedHubOptions named = onAFreePort();
    named.allowedHosts = {QStringLiteral("events.example.org")};
    QTest::newRow("has a name for others") << named;
    EmbeddedHubOptions proxied = onAFreePort();
    proxied.trustedProxies = {QHostAddress::parseSubnet(QStringLiteral("10.0.0.0/8"))};
    QTest::newRow("stands behind a proxy") << proxied;
}

void EmbeddedHubTest::withoutPolicyNobodyElseReachesIt()
{
    QFETCH(EmbeddedHubOptions, options);
    {
        EmbeddedHub hub(options);
        QSignalSpy failed(&hub, &EmbeddedHub::failed);
        hub.start();
        QTRY_COMPARE_WITH_TIMEOUT(failed.size(), 1, 30'000);
        QCOMPARE(hub.state(), EmbeddedHub::State::Failed);
        QVERIFY(hub.problem().contains(QStringLiteral("access policy")));
        QVERIFY(hub.urls().isEmpty());
    }
    options.access = std::make_shared<OpenPolicy>();
    EmbeddedHub hub(options);
    QVERIFY(opens(hub));
}

void EmbeddedHubTest::thePolicyDecides()
{
    EmbeddedHubOptions options = onAFreePort();
    options.access = std::make_shared<ReadersOnly>();
    EmbeddedHub hub(options);
    QVERIFY(opens(hub));
    RawClient reader, publisher;
    const auto answer = publisher.ask(portOf(hub), RawClient::request("POST", "/channels/demo", {}, "hello"));
    QCOMPARE(answer ? answer->status : 0, 401); // anonymous: a token may be granted it
    QVERIFY(reader.connectTo(portOf(hub)) && reader.send(RawClient::request("GET", "/stream?channel=demo")));
    QVERIFY(reader.readUntil(QByteArray("retry:")));
    hub.publish({.channel = "demo", .data = "from within"});
    QVERIFY(reader.readUntil(QByteArray("data: from within\n")));
}

void EmbeddedHubTest::historyOutlivesIt()
{
    const QTemporaryDir folder;
    EmbeddedHubOptions options = onAFreePort();
    options.historyFile = folder.filePath(QStringLiteral("history.db"));
    {
        EmbeddedHub hub(options);
        QSignalSpy published(&hub, &EmbeddedHub::published);
        QVERIFY(opens(hub));
        hub.publish({.channel = "a", .data = "kept", .id = "1"});
        QTRY_COMPARE_WITH_TIMEOUT(published.size(), 1, 30'000);
        QVERIFY(published[0][0].value<PublishReceipt>().error.isEmpty());
    }
    EmbeddedHub hub(options);
    QVERIFY(opens(hub));
    RawClient client;
    QVERIFY(client.connectTo(portOf(hub)) &&
            client.send(RawClient::request("GET", "/stream?channel=a&lastEventId=earliest")));
    QVERIFY(client.readUntil(QByteArray("data: kept\n")));
}

void EmbeddedHubTest::aPortInUseFailsInWords()
{
    EmbeddedHub first(onAFreePort());
    QVERIFY(opens(first));
    EmbeddedHubOptions options;
    options.listen = {QStringLiteral("127.0.0.1:%1").arg(portOf(first))};
    EmbeddedHub second(options);
    QSignalSpy failed(&second, &EmbeddedHub::failed);
    second.start();
    QTRY_COMPARE_WITH_TIMEOUT(failed.size(), 1, 30'000);
    QCOMPARE(second.problem(), failed[0][0].toString());
    QVERIFY(second.problem().contains(options.listen[0]));
}

void EmbeddedHubTest::stopsAndStartsAgain()
{
    EmbeddedHub hub(onAFreePort());
    QSignalSpy stopped(&hub, &EmbeddedHub::stopped);
    for (int i = 1; i <= 2; ++i) {
        QVERIFY(opens(hub));
        QVERIFY(!hub.urls().isEmpty());
        hub.stop();
        QCOMPARE(hub.state(), EmbeddedHub::State::Draining);
        QTRY_COMPARE_WITH_TIMEOUT(stopped.size(), i, 30'000);
        QCOMPARE(hub.state(), EmbeddedHub::State::Stopped);
    }
}

void EmbeddedHubTest::livesInTheThreadThatItIsMovedTo()
{
    QThread thread;
    auto *const hub = new EmbeddedHub(onAFreePort());
    std::atomic<QThread *> heardIn = nullptr;
    connect(hub, &EmbeddedHub::opened, hub, [&heardIn] { heardIn = QThread::currentThread(); });
    hub->moveToThread(&thread);
    connect(&thread, &QThread::finished, hub, &QObject::deleteLater);
    thread.start();
    QMetaObject::invokeMethod(hub, &EmbeddedHub::start);
    QTRY_COMPARE_WITH_TIMEOUT(heardIn.load(), &thread, 30'000);
    thread.quit();
    QVERIFY(thread.wait());
}

QTEST_GUILESS_MAIN(EmbeddedHubTest)
#include "tst_embeddedhub.moc"
