// SPDX-License-Identifier: GPL-3.0-or-later
#include "scriptedserver.h"
#include "ui/streams/eventsourceopener.h"

#include <QSignalSpy>
#include <QTest>

using namespace helio;

/// The window's streams: sources in a thread of their own.
class EventSourceOpenerTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aServerThatIsBusyIsAskedAgain();
    void manyStreamsOpenAtOnce();
};

void EventSourceOpenerTest::aServerThatIsBusyIsAskedAgain()
{
    ScriptedServer server;
    server.answer(plainAnswer("503 Unavailable", "Retry-After: 77\r\n"));
    EventSourceOpener opener;
    const auto connection = opener.connection({server.url(), {}, {}});
    QSignalSpy waits(connection.get(), &StreamConnection::reconnectScheduled);
    QSignalSpy failed(connection.get(), &StreamConnection::failed);
    connection->open();
    QTRY_COMPARE(waits.size(), 1);
    QCOMPARE(waits.first().first().value<std::chrono::milliseconds>(), std::chrono::seconds(77));
    QCOMPARE(failed.first().first().value<FeedError>().failure, Failure::Transient);
    QCOMPARE(failed.first().first().value<FeedError>().httpStatus, 503);
}

void EventSourceOpenerTest::manyStreamsOpenAtOnce()
{
    // More of them to one host than a manager serves.
    constexpr int Count = 20;
    ScriptedServer server;
    EventSourceOpener opener;
    std::vector<std::unique_ptr<StreamConnection>> connections;
    for (int i = 0; i < Count; ++i) {
        server.answerStream("data:a\n\n");
        connections.push_back(opener.connection({server.url(), {}, {}}));
        connections.back()->open();
    }
    QTRY_COMPARE(server.openCount(), Count);
    connections.clear();
    QTRY_COMPARE(server.openCount(), 0);
}

QTEST_GUILESS_MAIN(EventSourceOpenerTest)
#include "tst_eventsourceopener.moc"
