// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/networkmanager.h"
#include "recorder.h"
#include "scriptedserver.h"

#include <QTest>

using namespace helio;

/// What a server may send without saying anything is bounded, for each event source by itself.
class WireWatchTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whatSaysNothingIsBounded_data();
    void whatSaysNothingIsBounded();
    void aNeighbourThatIsQuietStays();
    void whatCameBeforeOnTheSameConnectionDoesNotCount();
    void aConnectionIsWatchedOnce();
};

namespace {

constexpr qsizetype Much = 64 * 1024 * 1024;

QByteArray much(const QByteArray &what)
{
    return what.repeated(Much / what.size());
}

} // namespace

void WireWatchTest::whatSaysNothingIsBounded_data()
{
    QTest::addColumn<QByteArray>("begin");
    QTest::addColumn<QByteArray>("repeated");
    const QByteArray chunked = streamHead("Transfer-Encoding: chunked\r\n");
    QTest::newRow("a status line without end") << QByteArray("HTTP/1.1 200 O") << QByteArray("K");
    QTest::newRow("a header line without end") << QByteArray("HTTP/1.1 200 OK\r\nX: ") << QByteArray("y");
    QTest::newRow("header lines without end") << QByteArray("HTTP/1.1 200 OK\r\n") << QByteArray("X: y\r\n");
    QTest::newRow("interim answers without end") << QByteArray() << QByteArray("HTTP/1.1 100 Continue\r\n\r\n");
    QTest::newRow("a chunk size without end") << chunked << QByteArray("0");
    QTest::newRow("a chunk extension without end")
        << QByteArray(chunked + "8\r\ndata:a\n\n\r\n8;x=") << QByteArray("y");
}

void WireWatchTest::whatSaysNothingIsBounded()
{
    QFETCH(QByteArray, begin);
    QFETCH(QByteArray, repeated);
    ScriptedServer server;
    server.answer(begin + much(repeated));
    NetworkManagerPool pool;
    EventSource source(server.url(), quickOptions(), &pool);
    Recorder recorder(source);
    source.open();
    QTRY_COMPARE_WITH_TIMEOUT(recorder.errors.size(), 1, 30'000);
    QCOMPARE(recorder.lastError().failure, Failure::Refused);
    QVERIFY2(recorder.lastError().message.contains(QStringLiteral("more than 1 MiB")),
             qPrintable(recorder.lastError().message));
    QCOMPARE(source.readyState(), ReadyState::Closed);
    QTRY_COMPARE(server.openCount(), 0);
}

void WireWatchTest::aNeighbourThatIsQuietStays()
{
    ScriptedServer server;
    NetworkManagerPool pool;
    server.answerStream("data:a\n\n");
    EventSource quiet(server.url(), quickOptions(), &pool);
    Recorder quietly(quiet);
    quiet.open();
    QTRY_COMPARE(quietly.data(), QByteArrayList{"a"});
    server.answer("HTTP/1.1 200 OK\r\n" + much("X: y\r\n"));
    EventSource endless(server.url(), quickOptions(), &pool);
    Recorder endlessly(endless);
    endless.open();
    QTRY_COMPARE_WITH_TIMEOUT(endlessly.errors.size(), 1, 30'000);
    QCOMPARE(quiet.readyState(), ReadyState::Open);
    QCOMPARE(quietly.errors.size(), 0);
    QCOMPARE(pool.managerCount(), 1);
}

void WireWatchTest::whatCameBeforeOnTheSameConnectionDoesNotCount()
{
    ScriptedServer server;
    const QByteArray body = "data:" + QByteArray(4 * 1024 * 1024, 'x') + "\n\n";
    server.answer(streamHead("Content-Length: " + QByteArray::number(body.size()) + "\r\n") + body);
    EventSource source(server.url(), quickOptions());
    Recorder recorder(source);
    source.open();
    // The second request, on the same connection, waits for its answer longer than the watch looks.
    QTRY_COMPARE_WITH_TIMEOUT(server.requests().size(), 2, 30'000);
    QCOMPARE(server.connectionCount(), 1);
    QTest::qWait(1500);
    QCOMPARE(recorder.errors.size(), 1); // the end of the first
    server.send(streamHead() + "data:b\n\n");
    QTRY_COMPARE(recorder.events().size(), 2);
}

void WireWatchTest::aConnectionIsWatchedOnce()
{
    ScriptedServer server;
    QTcpSocket first;
    QTcpSocket second;
    first.connectToHost(QStringLiteral("127.0.0.1"), server.port());
    second.connectToHost(QStringLiteral("127.0.0.1"), server.port());
    QTRY_COMPARE(server.connectionCount(), 2);
    WatchedWires wires;
    const auto one = wires.take(server.port());
    const auto other = wires.take(server.port());
    QVERIFY(one && other);
    QVERIFY(one->cookie != other->cookie);
    QVERIFY(!wires.take(server.port()));
    wires.giveBack(*one);
    wires.giveBack(*other);
    QVERIFY(wires.take(server.port()));
}

QTEST_GUILESS_MAIN(WireWatchTest)
#include "tst_wirewatch.moc"
