// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/networkmanagerpool.h"
#include "recorder.h"
#include "scriptedserver.h"

#include <QSemaphore>
#include <QTest>
#include <QThread>

#include <atomic>

using namespace helio;

using Ending = ScriptedServer::Ending;

/// A hundred sources in one process.
class EventSourceManyTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aHundredReadAtOnce_data();
    void aHundredReadAtOnce();
    void aHundredInFourThreadsShareAPool();
    void managersAreLetGoWhenUnused();
    void aSourceThatIsOpenedAgainTakesAManagerAgain();
    void closingOneInItsSlotLeavesTheOthersTheirManager();
};

namespace {

constexpr int Count = 100;

void answerAll(ScriptedServer &server)
{
    for (int i = 0; i < Count; ++i)
        server.answerStream("data:a\n\n");
}

} // namespace

void EventSourceManyTest::aHundredReadAtOnce_data()
{
    QTest::addColumn<bool>("pooled");
    QTest::newRow("with a pool") << true;
    QTest::newRow("each on its own") << false;
}

void EventSourceManyTest::aHundredReadAtOnce()
{
    QFETCH(bool, pooled);
    ScriptedServer server;
    answerAll(server);
    NetworkManagerPool pool;
    std::vector<std::unique_ptr<EventSource>> sources;
    int events = 0;
    for (int i = 0; i < Count; ++i) {
        sources.push_back(std::make_unique<EventSource>(server.url(), quickOptions(), pooled ? &pool : nullptr));
        sources.back()->on("message", this, [&events] { ++events; });
        sources.back()->open();
    }
    // All to one host, of which a manager serves six connections: none waits for another to end.
    QTRY_COMPARE_WITH_TIMEOUT(events, Count, 30'000);
    QCOMPARE(server.openCount(), Count);
    QCOMPARE(pool.managerCount(), pooled ? Count / NetworkManagerPool::SourcesPerManager : 0);
    sources.clear();
    QTRY_COMPARE(server.openCount(), 0);
    QCOMPARE(pool.managerCount(), 0);
}

void EventSourceManyTest::aHundredInFourThreadsShareAPool()
{
    ScriptedServer server;
    answerAll(server);
    const QUrl url = server.url();
    NetworkManagerPool pool;
    std::atomic<int> events = 0;
    std::vector<std::unique_ptr<QThread>> threads;
    for (int i = 0; i < 4; ++i) {
        threads.emplace_back(QThread::create([&] {
            QEventLoop loop;
            std::vector<std::unique_ptr<EventSource>> sources;
            for (int n = 0; n < Count / 4; ++n) {
                sources.push_back(std::make_unique<EventSource>(url, quickOptions(), &pool));
                sources.back()->on("message", sources.back().get(), [&events] { ++events; });
                sources.back()->open();
            }
            loop.exec(); // until the thread is asked to quit
        }));
        threads.back()->start();
    }
    QTRY_COMPARE_WITH_TIMEOUT(events.load(), Count, 30'000);
    QCOMPARE(pool.managerCount(), Count / NetworkManagerPool::SourcesPerManager);
    for (const auto &thread : threads) {
        thread->quit();
        QVERIFY(thread->wait());
    }
    QCOMPARE(pool.managerCount(), 0);
}

void EventSourceManyTest::managersAreLetGoWhenUnused()
{
    ScriptedServer server;
    server.answerStream("data:a\n\n");
    server.answer(plainAnswer("404 Not Found"));
    NetworkManagerPool pool;
    EventSource closed(server.url(), quickOptions(), &pool);
    Recorder recorder(closed);
    QCOMPARE(pool.managerCount(), 0); // none before the first attempt
    closed.open();
    QTRY_COMPARE(recorder.data().size(), 1);
    QCOMPARE(pool.managerCount(), 1);
    closed.close();
    QTRY_COMPARE(pool.managerCount(), 0);
    EventSource refused(server.url(), quickOptions(), &pool);
    refused.open();
    QTRY_COMPARE(refused.readyState(), ReadyState::Connecting);
    QTRY_COMPARE(refused.readyState(), ReadyState::Closed);
    QTRY_COMPARE(pool.managerCount(), 0);
}

void EventSourceManyTest::aSourceThatIsOpenedAgainTakesAManagerAgain()
{
    ScriptedServer server;
    NetworkManagerPool pool;
    EventSource source(server.url(), quickOptions(), &pool);
    Recorder recorder(source);
    for (int i = 1; i <= 3; ++i) {
        server.answerStream("data:a\n\n");
        source.open();
        QTRY_COMPARE(recorder.data().size(), i);
        QCOMPARE(pool.managerCount(), 1);
        source.close();
        if (i == 2)
            QTRY_COMPARE(pool.managerCount(), 0);
    }
}

void EventSourceManyTest::closingOneInItsSlotLeavesTheOthersTheirManager()
{
    ScriptedServer server;
    server.answerStream("data:a\n\n");
    server.answerStream("data:a\n\n");
    NetworkManagerPool pool;
    EventSource closing(server.url(), quickOptions(), &pool);
    EventSource staying(server.url(QStringLiteral("/other")), quickOptions(), &pool);
    Recorder recorder(staying);
    connect(&closing, &EventSource::eventsArrived, &closing, &EventSource::close);
    closing.open();
    QTRY_COMPARE(closing.readyState(), ReadyState::Closed);
    staying.open();
    QTRY_COMPARE(recorder.data().size(), 1);
    server.send("data:b\n\n");
    QTRY_COMPARE(recorder.data().size(), 2);
    QTRY_COMPARE(server.openCount(), 1);
}

QTEST_GUILESS_MAIN(EventSourceManyTest)
#include "tst_eventsource_many.moc"
