// SPDX-License-Identifier: GPL-3.0-or-later
#include "scriptedserver.h"
#include "ui/streams/eventsourceopener.h"
#include "ui/streams/streamlist.h"

#include <QSignalSpy>
#include <QTest>

#include <algorithm>

using namespace helio;

/// The window's streams: sources in a thread of their own.
class EventSourceOpenerTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aServerThatIsBusyIsAskedAgain();
    void manyStreamsOpenAtOnce();
    void whatIsFoundOfAStreamIsReportedToTheWindow();
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

void EventSourceOpenerTest::whatIsFoundOfAStreamIsReportedToTheWindow()
{
    ScriptedServer server;
    server.answer(plainAnswer("403 Forbidden", "Content-Type: text/plain\r\n", "Not on Sundays."));
    EventSourceOpener opener;
    FeedQueue queue(1024);
    StreamList streams(opener, queue);
    QSignalSpy reports(&streams, &StreamList::reported);
    const int id = streams.open({server.url(), {}, {}});
    const auto finds = [&streams, id](FindingCode code) {
        const QList<Finding> findings = streams.report(id).findings;
        return std::any_of(findings.begin(), findings.end(),
                           [code](const Finding &finding) { return finding.code == code; });
    };
    QTRY_VERIFY(finds(FindingCode::RefusedStatus));
    QCOMPARE(streams.report(id).refusal, "Not on Sundays.");
    QVERIFY(!reports.isEmpty());
    // Asked for otherwise, it is another stream.
    server.answer(streamHead("Cache-Control: no-cache\r\n") + "id: 1\ndata: a\n\n");
    streams.edit(id, {server.url(QStringLiteral("/other")), {}, {}});
    QVERIFY(streams.report(id).findings.isEmpty());
    QTRY_COMPARE(streams.state(id), StreamList::State::Open);
    QVERIFY(!finds(FindingCode::RefusedStatus));
}

QTEST_GUILESS_MAIN(EventSourceOpenerTest)
#include "tst_eventsourceopener.moc"
