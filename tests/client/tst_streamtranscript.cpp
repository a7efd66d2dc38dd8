// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/streamtranscript.h"
#include "event/eventstreamparser.h"

#include <QRandomGenerator>
#include <QTest>

using namespace helio;

class StreamTranscriptTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void commentsAndEventsComeInTheOrderOfTheStream();
    void aCommentComesAsSoonAsItsLineEnds();
    void theBytesOfAnEventAreExact_data();
    void theBytesOfAnEventAreExact();
    void blocksWithoutDataAreNoEvents();
    void anEventIsCutAtItsBound();
    void eventsComeExactlyWhereTheParserGivesThem();
};

namespace {

/// `c` before each comment, `e` before each event.
QByteArrayList told(const QList<StreamTranscript::Part> &parts)
{
    QByteArrayList all;
    for (const auto &part : parts)
        all.append((part.kind == StreamTranscript::Part::Kind::Comment ? "c" : "e") + part.bytes);
    return all;
}

QByteArrayList toldBytewise(const QByteArray &wire)
{
    StreamTranscript transcript(1000);
    QByteArrayList all;
    for (const char c : wire)
        all += told(transcript.feed({&c, 1}));
    return all;
}

} // namespace

void StreamTranscriptTest::commentsAndEventsComeInTheOrderOfTheStream()
{
    const QByteArray wire = ":one\n: two\ndata:a\n\n:\n\ndata:b\n:within\n\n";
    const QByteArrayList expected = {"cone", "c two", "edata:a\n\n", "c", "cwithin", "edata:b\n:within\n\n"};
    QCOMPARE(told(StreamTranscript(1000).feed(wire)), expected);
    QCOMPARE(toldBytewise(wire), expected);
}

void StreamTranscriptTest::aCommentComesAsSoonAsItsLineEnds()
{
    StreamTranscript transcript(1000);
    QCOMPARE(told(transcript.feed(":hel")), QByteArrayList());
    QCOMPARE(told(transcript.feed("lo\r")), QByteArrayList({"chello"}));
    QCOMPARE(told(transcript.feed("\n:x\n")), QByteArrayList({"cx"}));
}

void StreamTranscriptTest::theBytesOfAnEventAreExact_data()
{
    QTest::addColumn<QByteArray>("wire");
    QTest::addColumn<QByteArrayList>("whole");
    QTest::newRow("LF") << QByteArray("id:1\ndata:a\n\ndata:b\n\n")
                        << QByteArrayList({"eid:1\ndata:a\n\n", "edata:b\n\n"});
    QTest::newRow("CR") << QByteArray("data:a\r\rdata:b\r\r") << QByteArrayList({"edata:a\r\r", "edata:b\r\r"});
    QTest::newRow("CR LF") << QByteArray("data:a\r\n\r\ndata:b\r\n\r\n")
                           << QByteArrayList({"edata:a\r\n\r\n", "edata:b\r\n\r\n"});
    QTest::newRow("mixed") << QByteArray("data:a\ndata:b\r\ndata:c\r\n\n")
                           << QByteArrayList({"edata:a\ndata:b\r\ndata:c\r\n\n"});
    QTest::newRow("BOM") << QByteArray("\xEF\xBB\xBF"
                                       "data:a\n\n")
                         << QByteArrayList({"e\xEF\xBB\xBF"
                                            "data:a\n\n"});
    QTest::newRow("a field without colon") << QByteArray("data\n\n") << QByteArrayList({"edata\n\n"});
    QTest::newRow("unknown fields, invalid UTF-8")
        << QByteArray("x:\xFF\ndata: \xFE\nretry:1\n\n") << QByteArrayList({"ex:\xFF\ndata: \xFE\nretry:1\n\n"});
    QTest::newRow("blank lines before") << QByteArray("\n\n\ndata:a\n\n") << QByteArrayList({"edata:a\n\n"});
}

void StreamTranscriptTest::theBytesOfAnEventAreExact()
{
    QFETCH(QByteArray, wire);
    QFETCH(QByteArrayList, whole);
    QCOMPARE(told(StreamTranscript(1000).feed(wire)), whole);
    for (QByteArray &event : whole) {
        // The event is given out at the CR, before its LF has come.
        if (event.endsWith("\r\n"))
            event.chop(1);
    }
    QCOMPARE(toldBytewise(wire), whole);
}

void StreamTranscriptTest::blocksWithoutDataAreNoEvents()
{
    QCOMPARE(told(StreamTranscript(1000).feed("id:1\n\nevent:x\n\ndatax:1\n\ndat:1\n\n data:1\n\ndata:a\n\n")),
             QByteArrayList({"edata:a\n\n"}));
}

void StreamTranscriptTest::anEventIsCutAtItsBound()
{
    StreamTranscript transcript(10);
    QCOMPARE(told(transcript.feed("data:abcdefgh\ndata:b\n\ndata:c\n\n")),
             QByteArrayList({"edata:abcde", "edata:c\n\n"}));
}

void StreamTranscriptTest::eventsComeExactlyWhereTheParserGivesThem()
{
    // Streams of pieces that matter to either, cut anywhere.
    const QByteArrayList pieces = {"data", "data:", "x",    ":",     "\n",           "\r",
                                   "\r\n", "\n\n",  "id:1", "event", "\xEF\xBB\xBF", " "};
    QRandomGenerator chance(7);
    for (int round = 0; round < 2000; ++round) {
        EventStreamParser parser;
        StreamTranscript transcript(100'000);
        quint64 comments = 0;
        for (int i = 0; i < 20; ++i) {
            QByteArray bytes;
            for (quint32 n = chance.bounded(8U); n > 0; --n)
                bytes += pieces.at(chance.bounded(int(pieces.size())));
            parser.feed(bytes);
            quint64 events = 0;
            for (const QByteArray &part : told(transcript.feed(bytes)))
                ++(part.startsWith('e') ? events : comments);
            QCOMPARE(events, quint64(parser.takeAll().size()));
            QCOMPARE(comments, parser.commentCount());
        }
    }
}

QTEST_APPLESS_MAIN(StreamTranscriptTest)
#include "tst_streamtranscript.moc"
