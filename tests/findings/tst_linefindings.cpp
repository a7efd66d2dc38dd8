// SPDX-License-Identifier: GPL-3.0-or-later
#include "judgebench.h"

#include <QTest>

using namespace helio;
using namespace std::chrono_literals;

/// What is found of lines, bytes and what events carry, each with its healthy twin.
class LineFindingsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void linesWithoutABlankOneAreAnError();
    void aLineWithASpaceIsNotBlank();
    void aLongEventThatComesIsNotWithoutABlankLine();
    void oddLinesAreNamedWithTheFirst_data();
    void oddLinesAreNamedWithTheFirst();
    void whatNoReaderKnowsIsANoteOnlyBesideData();
    void aByteOrderMarkIsRightAtTheVeryBeginningAlone();
    void whatIsRightIsNotOdd_data();
    void whatIsRightIsNotOdd();
    void harmfulReconnectionTimesAreFound_data();
    void harmfulReconnectionTimesAreFound();
    void invalidUtf8IsCountedWithItsFirstPlace();
    void utf8ThatIsCutAnywhereIsRight();
    void anIdWithANulIsFoundHoweverItIsCut();
    void jsonBesideTextIsMixed();
    void endMarksAndHeartbeatsDoNotMix();
    void anEventAboveOneMebibyteIsLarge();
    void findingsDoNotDependOnHowBytesAreCut();
};

void LineFindingsTest::linesWithoutABlankOneAreAnError()
{
    JudgeBench bench;
    bench.answer();
    for (int i = 0; i < 10; ++i) {
        bench.bytes("data: " + QByteArray::number(i) + "\n");
        bench.wait(1s);
    }
    FOUND(bench, NoBlankLine, Severity::Error);
    QVERIFY(bench.judge.bytesWithoutEvent());

    JudgeBench one;
    one.answer();
    one.bytes("data: hello\n");
    one.end();
    FOUND(one, NoBlankLine);
    NOT_FOUND(one, Unfinished);

    JudgeBench healthy;
    healthy.answer();
    for (int i = 0; i < 10; ++i) {
        healthy.event("x");
        healthy.wait(1s);
    }
    NOT_FOUND(healthy, NoBlankLine);
    QVERIFY(!healthy.judge.bytesWithoutEvent());
}

void LineFindingsTest::aLineWithASpaceIsNotBlank()
{
    JudgeBench bench;
    bench.answer();
    bench.bytes("data: a\n \ndata: b\n \n");
    bench.wait(6s);
    FOUND(bench, NoBlankLine);
}

void LineFindingsTest::aLongEventThatComesIsNotWithoutABlankLine()
{
    JudgeBench bench;
    bench.answer();
    bench.bytes("retry: 3000\n");
    bench.wait(20s);
    bench.bytes("data: one\ndata: two\n");
    bench.wait(100ms);
    bench.bytes("\n");
    NOT_FOUND(bench, NoBlankLine);
}

void LineFindingsTest::oddLinesAreNamedWithTheFirst_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QByteArray>("severity");
    const auto row = [](const char *line, const char *severity) {
        QTest::newRow(line) << QByteArray(line) << QByteArray(severity);
    };
    row("Data: x", "warning");
    row("DATA:x", "warning");
    row("data : x", "warning");
    row(" data: x", "warning");
    row("msg: x", "warning");
    row("error: it broke", "warning");
    row("{\"a\":1}", "warning");
    row("  \"a\": 1,", "warning");
    row("data: data: x", "warning");
    row("data: data:{\"a\":1}", "warning");
    row("\xEF\xBB\xBF"
        "data: x",
        "warning");
    row("\xEF\xBB\xBF"
        "event: x",
        "warning");
    row("\xEF\xBB\xBF\xEF\xBB\xBF"
        "data: x",
        "warning");
    row("\xC2\xA0"
        "data: x",
        "warning");
    row("\xE2\x80\x8B"
        "data: x",
        "warning");
    row("x-trace: 4", "warning");
    row("hello", "note");
}

void LineFindingsTest::oddLinesAreNamedWithTheFirst()
{
    QFETCH(QByteArray, line);
    QFETCH(QByteArray, severity);
    JudgeBench bench;
    bench.answer();
    bench.event("before");
    bench.bytes(line + "\n\n");
    const Finding finding = bench.finding(FindingCode::OddLines);
    QVERIFY2(!finding.words.isEmpty(), bench.report());
    QCOMPARE(QByteArray(severityName(finding.severity)), severity);
    QCOMPARE(finding.evidence.lines, QByteArrayList{line});
    QCOMPARE(finding.evidence.bytes, QList<quint64>{14});
}

void LineFindingsTest::whatNoReaderKnowsIsANoteOnlyBesideData()
{
    JudgeBench beside;
    beside.answer();
    beside.bytes("x-trace: 4\ndata: 1\n\nx-trace: 5\nx-span: 6\ndata: {}\n\n");
    const Finding note = beside.finding(FindingCode::OddLines);
    QCOMPARE(note.severity, Severity::Note);
    QVERIFY2(note.words.english().contains(QStringLiteral("(3, the first: \"x-trace: 4\")")), beside.report());

    // An event of which nothing else is there is lost, whatever type or id it has.
    JudgeBench lost;
    lost.answer();
    lost.bytes("event: e\nvalue: 1\nunit: s\n\nvalue: 2\n\nid: 4\nvalue: 3\n\ndata: x\n\n");
    const Finding warning = lost.finding(FindingCode::OddLines);
    QCOMPARE(warning.severity, Severity::Warning);
    QVERIFY2(warning.words.english().contains(QStringLiteral("(3, the first: \"value: 1\")")), lost.report());
    QCOMPARE(warning.evidence.bytes, QList<quint64>{9});

    // Not whole yet, or cut: nobody knows whether data would have come.
    JudgeBench open;
    open.answer();
    open.bytes("value: 1\n");
    QCOMPARE(open.finding(FindingCode::OddLines).severity, Severity::Note);
}

void LineFindingsTest::aByteOrderMarkIsRightAtTheVeryBeginningAlone()
{
    JudgeBench bench;
    bench.answer();
    bench.bytes("\xEF\xBB\xBF"
                "data: 1\n\n");
    NOT_FOUND(bench, OddLines);
    bench.bytes("\xEF\xBB\xBF"
                "data: 2\n\n\xEF\xBB\xBF"
                "data: 3\n\n");
    const Finding finding = bench.finding(FindingCode::OddLines);
    QVERIFY2(finding.words.english().contains(QStringLiteral("byte order mark")), bench.report());
    QVERIFY2(finding.words.english().contains(QStringLiteral("(2, ")), bench.report());
}

void LineFindingsTest::whatIsRightIsNotOdd_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("all fields") << QByteArray("event: e\nid: 1\nretry: 3000\ndata: x\nchannel: c\n\n");
    QTest::newRow("no spaces") << QByteArray("event:e\nid:1\ndata:x\n\n");
    QTest::newRow("no colons") << QByteArray("event\nid\ndata\n\n");
    QTest::newRow("CR") << QByteArray("event: e\rdata: x\r\r");
    QTest::newRow("CR LF") << QByteArray("event: e\r\ndata: x\r\n\r\n");
    QTest::newRow("BOM") << QByteArray("\xEF\xBB\xBF"
                                       "data: x\n\n");
    QTest::newRow("comments") << QByteArray(": x\n:\n:{}\n\n");
    QTest::newRow("a URL of scheme data") << QByteArray("data: data:image/png;base64,AAAA\n\ndata: data:,x\n\n");
    QTest::newRow("data of several lines") << QByteArray("data: {\ndata:   \"a\": 1\ndata: }\n\n");
}

void LineFindingsTest::whatIsRightIsNotOdd()
{
    QFETCH(QByteArray, bytes);
    for (const bool isBytewise : {false, true}) {
        JudgeBench bench;
        bench.answer();
        if (isBytewise) {
            for (const char &c : bytes)
                bench.bytes({&c, 1});
        } else {
            bench.bytes(bytes);
        }
        NOT_FOUND(bench, OddLines);
        HEALTHY(bench);
    }
}

void LineFindingsTest::harmfulReconnectionTimesAreFound_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<bool>("isHarmful");
    QTest::newRow("0") << QByteArray("0") << true;
    QTest::newRow("99") << QByteArray("99") << true;
    QTest::newRow("100") << QByteArray("100") << false;
    QTest::newRow("a day") << QByteArray("86400000") << false;
    QTest::newRow("above") << QByteArray("86400001") << true;
    QTest::newRow("endless") << QByteArray("99999999999999999999999999") << true;
    QTest::newRow("no number") << QByteArray("soon") << false;
    QTest::newRow("negative") << QByteArray("-1") << false;
    QTest::newRow("empty") << QByteArray() << false;
}

void LineFindingsTest::harmfulReconnectionTimesAreFound()
{
    QFETCH(QByteArray, value);
    QFETCH(bool, isHarmful);
    JudgeBench bench;
    bench.answer();
    bench.bytes("retry: " + value + "\n\n");
    QCOMPARE(bench.found(FindingCode::HarmfulRetry, Severity::Warning), isHarmful);
}

void LineFindingsTest::invalidUtf8IsCountedWithItsFirstPlace()
{
    const QByteArray wire = "data: \xE6\x97\xA5\xFF\n\ndata: \xE6\x97\n\ndata: \xED\xA0\x80\n\n";
    for (const qsizetype step : {1, 2, 3, 1000}) {
        JudgeBench bench;
        bench.answer();
        for (qsizetype at = 0; at < wire.size(); at += step)
            bench.bytes(QByteArrayView(wire).sliced(at, std::min(step, wire.size() - at)));
        FOUND(bench, InvalidUtf8, Severity::Warning);
        // A byte alone, a character cut by a line end, and three of a surrogate.
        QVERIFY2(bench.words(FindingCode::InvalidUtf8).contains(QStringLiteral("(places: 5, the first at byte 9)")),
                 bench.report());
    }
}

void LineFindingsTest::utf8ThatIsCutAnywhereIsRight()
{
    const QByteArray wire = "data: \xC3\xA9 \xE6\x97\xA5\xE6\x9C\xAC \xF0\x9F\x98\x80\n\n";
    for (qsizetype cut = 0; cut <= wire.size(); ++cut) {
        JudgeBench bench;
        bench.answer();
        bench.bytes(wire.first(cut));
        bench.bytes(wire.sliced(cut));
        NOT_FOUND(bench, InvalidUtf8);
    }
}

void LineFindingsTest::anIdWithANulIsFoundHoweverItIsCut()
{
    const QByteArray wire("id: a\0b\ndata: x\n\ndata: \0\n\n", 26);
    for (qsizetype cut = 0; cut <= wire.size(); ++cut) {
        JudgeBench bench;
        bench.answer();
        bench.bytes(wire.first(cut));
        bench.bytes(wire.sliced(cut));
        FOUND(bench, IdWithNul, Severity::Warning);
        QVERIFY(bench.words(FindingCode::IdWithNul).contains(QStringLiteral("(1)")));
    }
    JudgeBench healthy;
    healthy.answer();
    healthy.event(QByteArray("\0", 1), "1");
    NOT_FOUND(healthy, IdWithNul);
}

void LineFindingsTest::jsonBesideTextIsMixed()
{
    JudgeBench bench;
    bench.answer();
    bench.event("{\"a\":1}");
    bench.event("connected to the stream");
    FOUND(bench, MixedData, Severity::Note);
    JudgeBench text;
    text.answer();
    text.event("one");
    text.event("two");
    NOT_FOUND(text, MixedData);
}

void LineFindingsTest::endMarksAndHeartbeatsDoNotMix()
{
    JudgeBench bench;
    bench.answer();
    for (const char *data : {"{\"a\":1}", "[1,2]", "12.5", "null", "\"text\"", "ping", "", "[DONE]"})
        bench.event(data);
    NOT_FOUND(bench, MixedData);
}

void LineFindingsTest::anEventAboveOneMebibyteIsLarge()
{
    JudgeBench bench;
    bench.answer();
    bench.event(QByteArray(1024 * 1024, 'x'));
    NOT_FOUND(bench, LargeEvent);
    bench.event(QByteArray(1024 * 1024 + 1, 'x'));
    FOUND(bench, LargeEvent, Severity::Note);
    QCOMPARE(bench.finding(FindingCode::LargeEvent).evidence.events, QList<quint64>{2});
}

void LineFindingsTest::findingsDoNotDependOnHowBytesAreCut()
{
    const QByteArray wire("\xEF\xBB\xBF: hi\r\nData: x\r\n\r\nid: 1\rdata: {\"a\":1}\r\rid: 2\ndata: y\xFF\n\n"
                          "id: 1\ndata: z\n\nretry: 5\n{\"a\":1}\nid: \0\ndata: rest",
                          105);
    JudgeBench whole;
    whole.answer();
    whole.bytes(wire);
    whole.end();
    for (const qsizetype step : {1, 2, 3, 7}) {
        JudgeBench cut;
        cut.answer();
        for (qsizetype at = 0; at < wire.size(); at += step)
            cut.bytes(QByteArrayView(wire).sliced(at, std::min(step, wire.size() - at)));
        cut.end();
        QCOMPARE(cut.report(), whole.report());
    }
}

QTEST_APPLESS_MAIN(LineFindingsTest)
#include "tst_linefindings.moc"
