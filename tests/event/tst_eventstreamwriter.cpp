// SPDX-License-Identifier: GPL-3.0-or-later
#include "event/eventstreamparser.h"
#include "event/eventstreamwriter.h"
#include "event/lineends.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QRandomGenerator>
#include <QTest>

using namespace helio;
using namespace std::chrono_literals;

/// What the parser reads is what was given to the writer.
class EventStreamWriterTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whatIsWrittenIsReadBack_data();
    void whatIsWrittenIsReadBack();
    void randomEventsAreReadBack();
    void theChannelIsWrittenOnlyWhenItIsAskedFor();
    void anEventWithoutIdLeavesTheReadersIdAlone();
    void retryGoesOutWithItsEvent();
    void aBlockOfRetryAloneIsNoEvent();
    void aCommentIsNoEvent();
    void anEnvelopeSaysItAllInItsData();
};

namespace {

Event readBack(const QByteArray &block)
{
    EventStreamParser parser;
    parser.feed(block);
    const QList<Event> events = parser.takeAll();
    return events.size() == 1 ? events.first() : Event{{}, {}, "not exactly one event", block};
}

/// Bytes that matter to the format come often.
QByteArray randomBytes(QRandomGenerator &random, QByteArrayView without)
{
    static constexpr char Special[] = {'\r', '\n', ' ', ':', '\0', '\xEF', '\xBB', '\xBF', '\xFF', 'a', 'd', '{'};
    QByteArray bytes;
    for (int left = random.bounded(30); left > 0; --left) {
        const char byte = random.bounded(2) ? Special[random.bounded(int(sizeof Special))] : char(random.bounded(256));
        if (!without.contains(byte))
            bytes.append(byte);
    }
    return bytes;
}

} // namespace

void EventStreamWriterTest::whatIsWrittenIsReadBack_data()
{
    QTest::addColumn<QByteArray>("data");
    QTest::addColumn<QByteArray>("read");
    const auto row = [](const char *name, const QByteArray &data) { QTest::newRow(name) << data << data; };
    row("empty", "");
    row("one word", "a");
    row("a leading space", " a");
    row("two leading spaces", "  a");
    row("a colon first", ":a");
    row("a field's name", "data: a");
    row("only a line feed", "\n");
    row("line feeds at both ends", "\na\n");
    row("NUL", QByteArray("a\0b", 3));
    row("invalid UTF-8", "\xFF\xC3");
    row("a byte order mark", "\xEF\xBB\xBF"
                             "a");
    row("spaces on lines", " \n  \n");
    QTest::newRow("CR") << QByteArray("a\rb") << QByteArray("a\nb");
    QTest::newRow("CRLF") << QByteArray("a\r\nb") << QByteArray("a\nb");
    QTest::newRow("CR CR LF LF") << QByteArray("\r\r\n\n") << QByteArray("\n\n\n");
    QTest::newRow("CR at the end") << QByteArray("a\r") << QByteArray("a\n");
}

void EventStreamWriterTest::whatIsWrittenIsReadBack()
{
    QFETCH(QByteArray, data);
    QFETCH(QByteArray, read);
    QCOMPARE(normalizedLineEnds(data), read);
    QCOMPARE(readBack(EventStreamWriter::block({{}, "1", "type", data})), Event({{}, "1", "type", read}));
}

void EventStreamWriterTest::randomEventsAreReadBack()
{
    QRandomGenerator random(20'261'121);
    EventStreamParser parser;
    for (int i = 0; i < 20'000; ++i) {
        const Event event{randomBytes(random, "\r\n"), randomBytes(random, QByteArrayView("\r\n\0", 3)),
                          randomBytes(random, "\r\n"), randomBytes(random, {})};
        // A fresh reader now and then: one that never had an id must read the same.
        if (i % 7 == 0)
            parser = EventStreamParser();
        const QByteArray wire = EventStreamWriter::block(event, EventStreamWriter::Channel::Field);
        const qsizetype split = random.bounded(int(wire.size()) + 1);
        parser.feed(QByteArrayView(wire).first(split));
        parser.feed(QByteArrayView(wire).sliced(split));
        const auto read = parser.next();
        QVERIFY2(read && !parser.next(), wire.constData());
        QCOMPARE(read->channel, event.channel);
        if (!event.id.isEmpty())
            QCOMPARE(read->id, event.id);
        QCOMPARE(read->type, event.type);
        QCOMPARE(read->data, normalizedLineEnds(event.data));
    }
}

void EventStreamWriterTest::theChannelIsWrittenOnlyWhenItIsAskedFor()
{
    const Event event{"news", {}, {}, "a"};
    QCOMPARE(readBack(EventStreamWriter::block(event)).channel, QByteArray());
    QCOMPARE(readBack(EventStreamWriter::block(event, EventStreamWriter::Channel::Field)).channel, "news");
}

void EventStreamWriterTest::anEventWithoutIdLeavesTheReadersIdAlone()
{
    EventStreamParser parser("7");
    parser.feed(EventStreamWriter::block({{}, {}, "gap", "{}"}));
    QCOMPARE(parser.lastEventId(), "7");
}

void EventStreamWriterTest::retryGoesOutWithItsEvent()
{
    EventStreamParser parser;
    parser.feed(EventStreamWriter::block({{}, {}, {}, "a"}, EventStreamWriter::Channel::Omitted, 1500ms));
    QCOMPARE(parser.reconnectionTime(), 1500ms);
    QCOMPARE(parser.takeAll().size(), 1);
}

void EventStreamWriterTest::aBlockOfRetryAloneIsNoEvent()
{
    EventStreamParser parser;
    parser.feed(EventStreamWriter::retry(2500ms));
    QCOMPARE(parser.reconnectionTime(), 2500ms);
    QVERIFY(!parser.next());
}

void EventStreamWriterTest::aCommentIsNoEvent()
{
    EventStreamParser parser;
    parser.feed(EventStreamWriter::comment());
    parser.feed(EventStreamWriter::comment("data: no"));
    QCOMPARE(parser.commentCount(), 2u);
    QVERIFY(!parser.next());
}

void EventStreamWriterTest::anEnvelopeSaysItAllInItsData()
{
    const Event event{"news", "7", {}, "line\n\"quoted\" \xFF"};
    const Event read = readBack(EventStreamWriter::envelope(event));
    QCOMPARE(read.type, QByteArray());
    QCOMPARE(read.id, "7");
    const QJsonObject envelope = QJsonDocument::fromJson(read.data).object();
    QCOMPARE(envelope.value(u"channel").toString(), QStringLiteral("news"));
    QCOMPARE(envelope.value(u"type").toString(), QStringLiteral("message"));
    QCOMPARE(envelope.value(u"id").toString(), QStringLiteral("7"));
    QCOMPARE(envelope.value(u"data").toString(), QStringLiteral("line\n\"quoted\" \uFFFD"));
    QCOMPARE(envelope.size(), 4);
}

QTEST_APPLESS_MAIN(EventStreamWriterTest)
#include "tst_eventstreamwriter.moc"
