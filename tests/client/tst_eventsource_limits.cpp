// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/networkmanagerpool.h"
#include "recorder.h"
#include "scriptedserver.h"

#include <QEventLoop>
#include <QSslSocket>
#include <QTest>
#include <QThread>
#include <QTimer>

#include <atomic>
#include <future>
#include <thread>

using namespace helio;
using namespace std::chrono_literals;

using Ending = ScriptedServer::Ending;

/// close() from anywhere, bounds, and several sources together.
class EventSourceLimitsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void closingWithinASlotStopsEverything_data();
    void closingWithinASlotStopsEverything();
    void closingBeforeTheFirstAttemptAsksNothing();
    void closingWhileWaitingAsksNothingMore();
    void openingAgainWithinASlotStartsANewLife();
    void anEventBeyondTheBoundCloses();
    void aLargeStreamIsReadToItsEnd();
    void aReaderThatIsSlowHoldsTheServerBack_data();
    void aReaderThatIsSlowHoldsTheServerBack();
    void aSourceCanBeDeletedWithItsConnectionOpen();
    void aSourceLivesInAnyThread();
};

void EventSourceLimitsTest::closingWithinASlotStopsEverything_data()
{
    QTest::addColumn<QByteArray>("where");
    for (const char *where : {"events", "connecting", "open", "connecting again", "error", "schedule", "comment",
                              "bytes", "listener", "JSON listener", "JSON error"})
        QTest::newRow(where) << QByteArray(where);
}

void EventSourceLimitsTest::closingWithinASlotStopsEverything()
{
    QFETCH(QByteArray, where);
    ScriptedServer server;
    for (int i = 0; i < 4; ++i)
        server.answerStream(":\ndata:a\n\n:\nevent:json\ndata:1\n\ndata:b\n\n", Ending::Close);
    EventSourceOptions options = quickOptions();
    options.reportsComments = true;
    options.keepsRawBytes = true;
    EventSource source(server.url(), options);
    int saidAfter = 0;
    bool closed = false;
    bool wasOpen = false;
    const auto closeHere = [&](const char *here) {
        if (closed)
            ++saidAfter;
        if (closed || where != here)
            return;
        closed = true;
        source.close();
    };
    connect(&source, &EventSource::eventsArrived, this, [&] { closeHere("events"); });
    connect(&source, &EventSource::commentArrived, this, [&] { closeHere("comment"); });
    connect(&source, &EventSource::bytesArrived, this, [&] { closeHere("bytes"); });
    source.on({}, this, [&] { closeHere("listener"); })
        .onJson("json", this, [&] { closeHere("JSON listener"); })
        .onJson("message", this, [&] { closeHere("nowhere"); });
    connect(&source, &EventSource::jsonErrorOccurred, this, [&] { closeHere("JSON error"); });
    connect(&source, &EventSource::errorOccurred, this, [&] { closeHere("error"); });
    connect(&source, &EventSource::reconnectScheduled, this, [&] { closeHere("schedule"); });
    connect(&source, &EventSource::readyStateChanged, this, [&](ReadyState state) {
        switch (state) {
        case ReadyState::Connecting:
            closeHere(wasOpen ? "connecting again" : "connecting");
            break;
        case ReadyState::Open:
            wasOpen = true;
            closeHere("open");
            break;
        case ReadyState::Closed:
            break;
        }
    });
    source.open();
    QTRY_VERIFY(closed);
    QCOMPARE(source.readyState(), ReadyState::Closed);
    const auto requests = server.requests().size();
    // Another source on the same server is the clock: by the time it has come and gone, so would the closed one have.
    EventSource other(server.url(), quickOptions());
    Recorder recorder(other);
    other.open();
    QTRY_VERIFY(recorder.delays.size() >= 2);
    other.close();
    QCOMPARE(saidAfter, 0);
    QVERIFY(requests <= 1);
    QCOMPARE(source.readyState(), ReadyState::Closed);
}

void EventSourceLimitsTest::closingBeforeTheFirstAttemptAsksNothing()
{
    ScriptedServer server;
    EventSource source(server.url());
    Recorder recorder(source);
    source.close();
    QVERIFY(recorder.states.isEmpty());
    source.open();
    source.close();
    QCOMPARE(recorder.states, QList<ReadyState>({ReadyState::Connecting, ReadyState::Closed}));
    EventSource other(server.url());
    other.open();
    QTRY_COMPARE(server.requests().size(), 1);
    QCOMPARE(server.connectionCount(), 1);
}

void EventSourceLimitsTest::closingWhileWaitingAsksNothingMore()
{
    ScriptedServer server;
    server.answerStream("retry:100\n\n", Ending::Close);
    EventSource source(server.url());
    connect(&source, &EventSource::reconnectScheduled, &source, &EventSource::close, Qt::QueuedConnection);
    source.open();
    QTRY_COMPARE(source.readyState(), ReadyState::Closed);
    // Another source that begins to wait later, and as long, is the clock.
    server.answerStream("retry:100\n\n", Ending::Close);
    EventSource other(server.url(QStringLiteral("/other")));
    other.open();
    QTRY_COMPARE(server.requests().size(), 3);
    QCOMPARE(server.requests().at(1).target, "/other");
    QCOMPARE(server.requests().at(2).target, "/other");
}

void EventSourceLimitsTest::openingAgainWithinASlotStartsANewLife()
{
    ScriptedServer server;
    server.answerStream("id:1\ndata:a\n\n", Ending::Close);
    server.answerStream("data:b\n\n");
    EventSource source(server.url(), quickOptions());
    Recorder recorder(source);
    connect(
        &source, &EventSource::eventsArrived, this,
        [&source] {
            source.close();
            source.open();
        },
        Qt::SingleShotConnection);
    source.open();
    QTRY_COMPARE(recorder.data(), QByteArrayList({"a", "b"}));
    QCOMPARE(server.requests().last().header("last-event-id"), "1");
    QVERIFY(recorder.errors.isEmpty());
    QCOMPARE(server.connectionCount(), 2);
}

void EventSourceLimitsTest::anEventBeyondTheBoundCloses()
{
    ScriptedServer server;
    server.answerStream("id:1\ndata:a\n\ndata:" + QByteArray(2000, 'x'));
    EventSourceOptions options = quickOptions();
    options.maximumEventBytes = 1000;
    EventSource source(server.url(), options);
    Recorder recorder(source);
    source.open();
    QTRY_COMPARE(recorder.errors.size(), 1);
    QCOMPARE(recorder.lastError().failure, Failure::TooLarge);
    QCOMPARE(source.readyState(), ReadyState::Closed);
    QCOMPARE(recorder.data(), QByteArrayList({"a"})); // what was complete before it
    QTRY_COMPARE(server.openCount(), 0);
}

void EventSourceLimitsTest::aLargeStreamIsReadToItsEnd()
{
    // Far more than the read buffer, and the end comes while most of it is still on its way.
    const QByteArray event = "data:" + QByteArray(993, 'x') + "\n\n";
    constexpr int Count = 20'000;
    ScriptedServer server;
    server.answerStream(event.repeated(Count), Ending::Close);
    EventSource source(server.url(), quickOptions());
    int events = 0;
    bool ended = false;
    connect(&source, &EventSource::eventsArrived, this, [&](const auto &batch) { events += int(batch.size()); });
    connect(&source, &EventSource::errorOccurred, this, [&] { ended = true; });
    source.open();
    QVERIFY2(QTest::qWaitFor([&ended] { return ended; }, 60'000),
             qPrintable(QStringLiteral("%1 events, %2 requests, %3 bytes to write")
                            .arg(events)
                            .arg(server.requests().size())
                            .arg(server.bytesToWrite())));
    QCOMPARE(events, Count);
}

void EventSourceLimitsTest::aReaderThatIsSlowHoldsTheServerBack_data()
{
    QTest::addColumn<bool>("isTls");
    QTest::newRow("http") << false;
    QTest::newRow("https") << true;
}

void EventSourceLimitsTest::aReaderThatIsSlowHoldsTheServerBack()
{
    QFETCH(bool, isTls);
    if (isTls && !QSslSocket::supportsSsl())
        QSKIP("this Qt has no TLS");
    std::optional<QSslConfiguration> serverTls;
    EventSourceOptions options;
    if (isTls) {
        QString problem;
        const QString folder = QStringLiteral(TLS_FILES "/");
        options.tls = TlsSettings::fromFiles(folder + QStringLiteral("authority.pem"), {}, {}, {}, problem);
        serverTls = TlsSettings::fromFiles({}, folder + QStringLiteral("server.pem"),
                                           folder + QStringLiteral("server-key.pem"), {}, problem)
                        .configuration(true);
        serverTls->setPeerVerifyMode(QSslSocket::VerifyNone);
    }
    // The server is of another thread: this one does not read while it waits.
    constexpr qint64 Total = 256 * 1024 * 1024;
    std::promise<QUrl> url;
    std::promise<qint64> unsent;
    std::atomic<bool> readerWaits = false;
    const std::jthread serverThread([&url, &unsent, &readerWaits, serverTls] {
        QEventLoop loop; // first: sockets want a thread that has one
        ScriptedServer server(0, serverTls);
        server.answerStream(QByteArray("data:0123456789\n\n").repeated(Total / 17));
        // The same figure after a while: nothing moves any more, all buffers between are full.
        QTimer poll;
        poll.setSingleShot(true);
        qint64 before = -1;
        connect(&poll, &QTimer::timeout, &server, [&] {
            const qint64 now = readerWaits ? server.bytesToWrite() : -1;
            if (now == before && readerWaits)
                loop.quit();
            before = now;
            poll.start();
        });
        poll.start(300ms);
        url.set_value(server.url());
        loop.exec();
        unsent.set_value(before);
    });
    EventSource source(url.get_future().get(), options);
    qint64 left = -1;
    connect(&source, &EventSource::eventsArrived, this, [&] {
        readerWaits = true;
        left = unsent.get_future().get(); // the reader stays here
        source.close();
    });
    source.open();
    QTRY_COMPARE_WITH_TIMEOUT(source.readyState(), ReadyState::Closed, 60'000);
    // The kernel's buffers on both sides and ours: some megabytes, not hundreds.
    QVERIFY2(left > Total - 32 * 1024 * 1024, qPrintable(QString::number(Total - left)));
}

void EventSourceLimitsTest::aSourceCanBeDeletedWithItsConnectionOpen()
{
    ScriptedServer server;
    server.answerStream("data:a\n\n");
    NetworkManagerPool pool;
    const auto held = pool.lend({}); // so that not the manager's end is what ends the connection
    auto source = std::make_unique<EventSource>(server.url(), quickOptions(), &pool);
    source->open();
    QTRY_COMPARE(source->readyState(), ReadyState::Open);
    source.reset();
    QTRY_COMPARE(server.openCount(), 0);
}

void EventSourceLimitsTest::aSourceLivesInAnyThread()
{
    ScriptedServer server;
    server.answerStream("data:a\n\n");
    QThread thread;
    auto *source = new EventSource(server.url());
    source->moveToThread(&thread);
    connect(&thread, &QThread::finished, source, &QObject::deleteLater);
    std::atomic<int> events = 0;
    connect(
        source, &EventSource::eventsArrived, source, [&events](const auto &batch) { events += int(batch.size()); },
        Qt::DirectConnection);
    thread.start();
    QMetaObject::invokeMethod(source, &EventSource::open);
    QTRY_COMPARE(events.load(), 1);
    thread.quit();
    QVERIFY(thread.wait());
}

QTEST_GUILESS_MAIN(EventSourceLimitsTest)
#include "tst_eventsource_limits.moc"
