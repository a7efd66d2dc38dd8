// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/networkmanagerpool.h"
#include "client/watchedwires.h"
#include "recorder.h"
#include "scriptedserver.h"

#include <QTcpServer>
#include <QTest>
#include <QTimer>

using namespace helio;

/// What a server may send without saying anything is bounded, for each event source by itself.
class WireWatchTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whatSaysNothingIsBounded_data();
    void whatSaysNothingIsBounded();
    void aNeighbourThatIsQuietStays();
    void twoOpenedInOneBreathAreNotTakenForEachOther_data();
    void twoOpenedInOneBreathAreNotTakenForEachOther();
    void oneOfTwoOpenedInOneBreathIsBounded_data();
    void oneOfTwoOpenedInOneBreathIsBounded();
    void bothOfTwoOpenedInOneBreathAreBounded_data();
    void bothOfTwoOpenedInOneBreathAreBounded();
    void whatCameBeforeOnTheSameConnectionDoesNotCount();
    void aConnectionIsThatOverWhichComesWhatIsHeard();
    void aConnectionOverWhichNothingIsAskedIsNoCandidate();
};

namespace {

/// Answers each request with what belongs to its target, however many there are at once: a beginning, and behind it
/// what is repeated without end.
class EndlessServer : public QTcpServer
{
public:
    EndlessServer()
    {
        if (!listen(QHostAddress::LocalHost))
            qFatal("cannot listen: %s", qPrintable(errorString()));
        connect(this, &QTcpServer::newConnection, this, [this] {
            QTcpSocket *const socket = nextPendingConnection();
            connect(socket, &QTcpSocket::readyRead, this, [this, socket] { onRequest(*socket); });
        });
        connect(&timer_, &QTimer::timeout, this, &EndlessServer::goOn);
        timer_.start(20);
    }

    void serve(const QByteArray &target, const QByteArray &begin, const QByteArray &repeated = {})
    {
        answers_.insert(target, {begin, repeated.isEmpty() ? repeated : repeated.repeated(Block / repeated.size())});
    }
    QUrl url(const QByteArray &target) const
    {
        return QUrl(QStringLiteral("http://127.0.0.1:%1").arg(serverPort()) + QString::fromLatin1(target));
    }
    bool isConnected(const QByteArray &target) const
    {
        return sockets_.value(target)->state() == QAbstractSocket::ConnectedState;
    }
    int requestCount() const { return requestCount_; }
    /// On the latest connection of a request for it.
    void send(const QByteArray &target, const QByteArray &bytes) { sockets_.value(target)->write(bytes); }

private:
    static constexpr qsizetype Block = 128 * 1024;

    void onRequest(QTcpSocket &socket)
    {
        const QByteArray target = socket.readAll().split(' ').value(1);
        ++requestCount_;
        sockets_.insert(target, &socket);
        socket.write(answers_.value(target).first);
    }

    void goOn()
    {
        for (const auto &[target, socket] : sockets_.asKeyValueRange()) {
            if (socket->state() == QAbstractSocket::ConnectedState && socket->bytesToWrite() < Block)
                socket->write(answers_.value(target).second);
        }
    }

    QHash<QByteArray, std::pair<QByteArray, QByteArray>> answers_; ///< by target
    QHash<QByteArray, QTcpSocket *> sockets_;
    QTimer timer_;
    int requestCount_ = 0;
};

bool isRefusedAsEndless(const Recorder &recorder)
{
    return recorder.lastError().failure == Failure::Refused &&
           recorder.lastError().message.contains(QStringLiteral("more than 1 MiB"));
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
    EndlessServer server;
    server.serve("/endless", begin, repeated);
    NetworkManagerPool pool;
    EventSource source(server.url("/endless"), quickOptions(), &pool);
    Recorder recorder(source);
    source.open();
    QTRY_COMPARE_WITH_TIMEOUT(recorder.errors.size(), 1, 30'000);
    QVERIFY2(isRefusedAsEndless(recorder), qPrintable(recorder.lastError().message));
    QCOMPARE(source.readyState(), ReadyState::Closed);
    QTRY_VERIFY_WITH_TIMEOUT(!server.isConnected("/endless"), 30'000);
}

void WireWatchTest::aNeighbourThatIsQuietStays()
{
    EndlessServer server;
    server.serve("/quiet", streamHead() + "data:a\n\n");
    server.serve("/endless", "HTTP/1.1 200 OK\r\n", "X: y\r\n");
    NetworkManagerPool pool;
    EventSource quiet(server.url("/quiet"), quickOptions(), &pool);
    Recorder quietly(quiet);
    quiet.open();
    QTRY_COMPARE(quietly.data(), QByteArrayList{"a"});
    EventSource endless(server.url("/endless"), quickOptions(), &pool);
    Recorder endlessly(endless);
    endless.open();
    QTRY_COMPARE_WITH_TIMEOUT(endlessly.errors.size(), 1, 30'000);
    QVERIFY2(isRefusedAsEndless(endlessly), qPrintable(endlessly.lastError().message));
    server.send("/quiet", "data:b\n\n");
    QTRY_COMPARE_WITH_TIMEOUT(quietly.data(), (QByteArrayList{"a", "b"}), 30'000);
    QCOMPARE(quiet.readyState(), ReadyState::Open);
    QCOMPARE(quietly.errors.size(), 0);
    QCOMPARE(pool.managerCount(), 1);
}

void WireWatchTest::twoOpenedInOneBreathAreNotTakenForEachOther_data()
{
    QTest::addColumn<QByteArrayList>("targets");
    QTest::newRow("the quiet one first") << QByteArrayList{"/quiet", "/busy"};
    QTest::newRow("the busy one first") << QByteArrayList{"/busy", "/quiet"};
}

void WireWatchTest::twoOpenedInOneBreathAreNotTakenForEachOther()
{
    QFETCH(QByteArrayList, targets);
    EndlessServer server;
    server.serve("/quiet", streamHead());
    server.serve("/busy", streamHead(), "data:" + QByteArray(64 * 1024 - 7, 'x') + "\n\n");
    NetworkManagerPool pool;
    EventSource first(server.url(targets[0]), quickOptions(), &pool);
    EventSource second(server.url(targets[1]), quickOptions(), &pool);
    Recorder firstly(first);
    Recorder secondly(second);
    first.open();
    QTRY_COMPARE(server.requestCount(), 1);
    second.open();
    // 20 MiB, which take the busy one some ten times as long as the watches need to judge.
    const bool isQuietFirst = targets[0] == "/quiet";
    const Recorder &busily = isQuietFirst ? secondly : firstly;
    const Recorder &quietly = isQuietFirst ? firstly : secondly;
    for (qsizetype events = 0; events < 320; events = busily.events().size()) {
        QTRY_VERIFY_WITH_TIMEOUT(busily.events().size() > events || !busily.errors.isEmpty(), 30'000);
        QVERIFY2(busily.errors.isEmpty(), qPrintable(busily.lastError().message));
        QVERIFY2(quietly.errors.isEmpty(), qPrintable(quietly.lastError().message));
    }
    server.send("/quiet", "data:b\n\n");
    QTRY_COMPARE_WITH_TIMEOUT(quietly.data(), QByteArrayList{"b"}, 30'000);
    QCOMPARE(first.readyState(), ReadyState::Open);
    QCOMPARE(second.readyState(), ReadyState::Open);
    QCOMPARE(server.requestCount(), 2);
}

void WireWatchTest::oneOfTwoOpenedInOneBreathIsBounded_data()
{
    QTest::addColumn<QByteArray>("begin");
    QTest::addColumn<QByteArray>("repeated");
    QTest::newRow("in the head") << QByteArray("HTTP/1.1 200 OK\r\nX: ") << QByteArray("y");
    QTest::newRow("behind the head") << streamHead("Transfer-Encoding: chunked\r\n") << QByteArray("0");
}

void WireWatchTest::oneOfTwoOpenedInOneBreathIsBounded()
{
    QFETCH(QByteArray, begin);
    QFETCH(QByteArray, repeated);
    EndlessServer server;
    server.serve("/quiet", streamHead() + "data:a\n\n");
    server.serve("/endless", begin, repeated);
    NetworkManagerPool pool;
    EventSource quiet(server.url("/quiet"), quickOptions(), &pool);
    EventSource endless(server.url("/endless"), quickOptions(), &pool);
    Recorder quietly(quiet);
    Recorder endlessly(endless);
    quiet.open();
    endless.open();
    // After a head Qt does not always end the reply whose connection is cut: then a heartbeat of the other shows whose
    // it was.
    QTimer heartbeat;
    connect(&heartbeat, &QTimer::timeout, &server, [&server] { server.send("/quiet", ":\n\n"); });
    heartbeat.start(2000);
    QTRY_COMPARE_WITH_TIMEOUT(endlessly.errors.size(), 1, 60'000);
    QVERIFY2(isRefusedAsEndless(endlessly), qPrintable(endlessly.lastError().message));
    QTRY_VERIFY_WITH_TIMEOUT(!server.isConnected("/endless"), 30'000);
    server.send("/quiet", "data:b\n\n");
    QTRY_COMPARE_WITH_TIMEOUT(quietly.data(), (QByteArrayList{"a", "b"}), 30'000);
    QCOMPARE(quietly.errors.size(), 0);
}

void WireWatchTest::bothOfTwoOpenedInOneBreathAreBounded_data()
{
    oneOfTwoOpenedInOneBreathIsBounded_data();
}

void WireWatchTest::bothOfTwoOpenedInOneBreathAreBounded()
{
    QFETCH(QByteArray, begin);
    QFETCH(QByteArray, repeated);
    EndlessServer server;
    server.serve("/1", begin, repeated);
    server.serve("/2", begin, repeated);
    NetworkManagerPool pool;
    EventSource first(server.url("/1"), quickOptions(), &pool);
    EventSource second(server.url("/2"), quickOptions(), &pool);
    Recorder firstly(first);
    Recorder secondly(second);
    first.open();
    second.open();
    QTRY_VERIFY_WITH_TIMEOUT(!firstly.errors.isEmpty() && !secondly.errors.isEmpty(), 60'000);
    QVERIFY2(isRefusedAsEndless(firstly), qPrintable(firstly.lastError().message));
    QVERIFY2(isRefusedAsEndless(secondly), qPrintable(secondly.lastError().message));
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

void WireWatchTest::aConnectionIsThatOverWhichComesWhatIsHeard()
{
    ScriptedServer server;
    WatchedWires wires;
    WatchedRequest quiet;
    WatchedRequest busy;
    wires.add(quiet, server.port());
    wires.add(busy, server.port());
    QTcpSocket first;
    first.connectToHost(QStringLiteral("127.0.0.1"), server.port());
    QTcpSocket second;
    second.connectToHost(QStringLiteral("127.0.0.1"), server.port());
    QTRY_COMPARE(server.connectionCount(), 2);
    wires.onAnswer(quiet, server.port());
    wires.onAnswer(busy, server.port());
    QCOMPARE(quiet.candidates.size(), 2);
    QCOMPARE(busy.candidates.size(), 2);

    second.write("GET / HTTP/1.1\r\n\r\n");
    QTRY_COMPARE(server.requests().size(), 1);
    server.send("12345678");
    QTRY_COMPARE(second.bytesAvailable(), 8);
    busy.heardBytes = 8;
    busy.isHeard = true;
    QVERIFY(!wires.check(busy, server.port()));
    QVERIFY(!wires.check(quiet, server.port()));
    QCOMPARE(busy.candidates.size(), 1);
    QCOMPARE(busy.candidates.begin()->wire.descriptor, int(second.socketDescriptor()));
    QCOMPARE(quiet.candidates.size(), 1);
    QCOMPARE(quiet.candidates.begin()->wire.descriptor, int(first.socketDescriptor()));
    wires.remove(quiet);
    wires.remove(busy);
}

void WireWatchTest::aConnectionOverWhichNothingIsAskedIsNoCandidate()
{
    ScriptedServer server;
    QTcpSocket used;
    QTcpSocket idle;
    used.connectToHost(QStringLiteral("127.0.0.1"), server.port());
    idle.connectToHost(QStringLiteral("127.0.0.1"), server.port());
    QTRY_COMPARE(server.connectionCount(), 2);
    WatchedWires wires;
    WatchedRequest request;
    wires.add(request, server.port());
    used.write("GET / HTTP/1.1\r\n\r\n");
    QTRY_COMPARE(server.requests().size(), 1);
    wires.onAnswer(request, server.port());
    QCOMPARE(request.candidates.size(), 1);
    QCOMPARE(request.candidates.begin()->wire.descriptor, int(used.socketDescriptor()));
    wires.remove(request);
}

QTEST_GUILESS_MAIN(WireWatchTest)
#include "tst_wirewatch.moc"
