// SPDX-License-Identifier: GPL-3.0-or-later
#include "recorder.h"
#include "scriptedserver.h"

#include <QTest>

using namespace helio;

using Ending = ScriptedServer::Ending;

/// Comments and exact bytes, for who asks.
class EventSourceRawTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void commentsComeInTheirPlace();
    void aCommentComesBeforeItsBlankLine();
    void eachEventCarriesItsBytes();
    void aCrLfThatIsCutLosesNothing();
    void theBytesOfTheStreamComeWhole();
    void bytesComeBeforeWhatTheyComplete();
    void nothingOfItComesUnasked();
    void eachConnectionBeginsAnew();
};

namespace {

/// What a source said, in order: comments, data, and that bytes came.
class Order : public QObject
{
public:
    explicit Order(EventSource &source)
    {
        connect(&source, &EventSource::commentArrived, this,
                [this](const QByteArray &text) { said.append("c" + text); });
        connect(&source, &EventSource::bytesArrived, this, [this](const QByteArray &bytes) {
            said.append("bytes");
            wire.append(bytes);
        });
        connect(&source, &EventSource::eventsArrived, this, [this](const QList<ReceivedEvent> &events) {
            for (const ReceivedEvent &received : events)
                said.append("e" + received.event.data);
        });
    }

    QByteArrayList said;
    QByteArray wire;
};

} // namespace

void EventSourceRawTest::commentsComeInTheirPlace()
{
    ScriptedServer server;
    server.answerStream(": one\ndata:a\n\ndata:b\n\n:two\n\n:three\ndata:c\n:four\n\n");
    EventSourceOptions options = quickOptions();
    options.reportsComments = true;
    EventSource source(server.url(), options);
    Order order(source);
    Recorder recorder(source);
    source.open();
    QTRY_COMPARE(order.said, QByteArrayList({"c one", "ea", "eb", "ctwo", "cthree", "cfour", "ec"}));
    for (const auto &batch : std::as_const(recorder.batches))
        QVERIFY(batch.first().raw.isEmpty()); // not asked for
}

void EventSourceRawTest::aCommentComesBeforeItsBlankLine()
{
    ScriptedServer server;
    server.answerStream(":hello\n");
    EventSourceOptions options = quickOptions();
    options.reportsComments = true;
    EventSource source(server.url(), options);
    Recorder recorder(source);
    source.open();
    QTRY_COMPARE(recorder.comments, QByteArrayList({"hello"}));
}

void EventSourceRawTest::eachEventCarriesItsBytes()
{
    ScriptedServer server;
    server.answerStream(":c\r\nid:1\r\ndata: \xFF\r\n\r\n:c\r\nx\ndata\n\nretry:1\n\n");
    EventSourceOptions options = quickOptions();
    options.keepsRawBytes = true;
    EventSource source(server.url(), options);
    Recorder recorder(source);
    source.open();
    QTRY_COMPARE(recorder.data().size(), 2);
    QByteArrayList raw;
    for (const auto &batch : std::as_const(recorder.batches)) {
        for (const ReceivedEvent &received : batch)
            raw.append(received.raw);
    }
    QCOMPARE(raw, QByteArrayList({":c\r\nid:1\r\ndata: \xFF\r\n\r\n", ":c\r\nx\ndata\n\n"}));
    QVERIFY(recorder.comments.isEmpty()); // not asked for
}

void EventSourceRawTest::aCrLfThatIsCutLosesNothing()
{
    const QByteArray body = "data:a\r\n\r\ndata:b\r\n\r\ndata:c\r\n\r\n";
    ScriptedServer server;
    server.answerBytewise("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n" + body);
    EventSourceOptions options = quickOptions();
    options.keepsRawBytes = true;
    EventSource source(server.url(), options);
    Recorder recorder(source);
    source.open();
    QTRY_COMPARE(recorder.data(), QByteArrayList({"a", "b", "c"}));
    QByteArray raw;
    for (const auto &batch : std::as_const(recorder.batches)) {
        for (const ReceivedEvent &received : batch)
            raw += received.raw;
    }
    // The last LF may still be on its way; it would begin the next event.
    QVERIFY2(raw == body || raw + '\n' == body, raw.constData());
}

void EventSourceRawTest::theBytesOfTheStreamComeWhole()
{
    const QByteArray body = "\xEF\xBB\xBF:c\n\ndata:" + QByteArray(3'000'000, 'x') + "\n\nid:cut\ndata:no";
    ScriptedServer server;
    server.answerStream(body, Ending::Close);
    EventSourceOptions options = quickOptions();
    options.keepsRawBytes = true;
    EventSource source(server.url(), options);
    Order order(source);
    Recorder recorder(source);
    source.open();
    QTRY_COMPARE(recorder.errors.size(), 1);
    QVERIFY(order.wire == body);
}

void EventSourceRawTest::bytesComeBeforeWhatTheyComplete()
{
    ScriptedServer server;
    server.answerStream("data:a\n\n");
    EventSourceOptions options = quickOptions();
    options.keepsRawBytes = true;
    EventSource source(server.url(), options);
    Order order(source);
    source.open();
    QTRY_COMPARE(order.said, QByteArrayList({"bytes", "ea"}));
}

void EventSourceRawTest::nothingOfItComesUnasked()
{
    ScriptedServer server;
    server.answerStream(":c\ndata:a\n\n");
    EventSource source(server.url());
    Order order(source);
    Recorder recorder(source);
    source.open();
    QTRY_COMPARE(order.said, QByteArrayList({"ea"}));
    QVERIFY(recorder.batches.first().first().raw.isNull());
}

void EventSourceRawTest::eachConnectionBeginsAnew()
{
    ScriptedServer server;
    server.answerStream(":cut", Ending::Close);
    server.answerStream("\xEF\xBB\xBF:whole\ndata:a\n\n");
    EventSourceOptions options = quickOptions();
    options.reportsComments = true;
    EventSource source(server.url(), options);
    Order order(source);
    source.open();
    QTRY_COMPARE(order.said, QByteArrayList({"cwhole", "ea"}));
}

QTEST_GUILESS_MAIN(EventSourceRawTest)
#include "tst_eventsource_raw.moc"
