// SPDX-License-Identifier: GPL-3.0-or-later
#include "judgebench.h"

#include <QTest>

#include <functional>
#include <random>

using namespace helio;
using namespace std::chrono_literals;

namespace {

/// A publisher's events with their times, and a proxy that hands on only what fills its buffer.
class Proxy
{
public:
    Proxy(JudgeBench &bench, qsizetype size, qsizetype headBytes = 300)
        : bench_(bench)
        , size_(size)
        , room_(size - headBytes)
    {}

    void event(const QByteArray &data)
    {
        held_ += data;
        while (held_.size() >= room_) {
            bench_.bytes(held_.first(room_));
            held_.remove(0, room_);
            room_ = size_;
        }
    }

private:
    JudgeBench &bench_;
    qsizetype size_;
    qsizetype room_;
    QByteArray held_;
};

QByteArray eventOf(int number, qsizetype dataBytes)
{
    return "id: " + QByteArray::number(number) + "\ndata: " + QByteArray(dataBytes, 'x') + "\n\n";
}

} // namespace

/// Buffers between a publisher and us, and what only resembles one.
class BufferFindingsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void piecesOfOneSizeThatAreCutWithinALineAreABuffer_data();
    void piecesOfOneSizeThatAreCutWithinALineAreABuffer();
    void whoStandsThereIsNamedWithItsSetting_data();
    void whoStandsThereIsNamedWithItsSetting();
    void oneOfFourPiecesMayEndAtALine();
    void watchingLongerIsWantedWhileAPieceIsCut();
    void aProxyThatHoldsForAFifthOfASecondIsNone();
    void lateReadsProveNothing();
    void fullSegmentsBeforeShortSilencesAreLostOnes();
    void aLongWayNeedsLongerSilences();
    void largeEventsInPiecesAreNone();
    void anEventWhoseEndComesWithTheNextIsNone();
    void oneSecondWithinALineIsEnoughUnderACoding();
    void gzipThatIsFlushedIsNone();
};

void BufferFindingsTest::piecesOfOneSizeThatAreCutWithinALineAreABuffer_data()
{
    QTest::addColumn<qsizetype>("size");
    QTest::addColumn<qsizetype>("dataBytes");
    QTest::addColumn<qint64>("distance"); // us between events
    // nginx with its defaults holds 4,096 B for 0.14 to 6.3 s at these.
    QTest::newRow("0.14 s") << qsizetype(4096) << qsizetype(64) << qint64(2600);
    QTest::newRow("0.4 s") << qsizetype(4096) << qsizetype(120) << qint64(13'000);
    QTest::newRow("0.9 s") << qsizetype(4096) << qsizetype(40) << qint64(10'000);
    QTest::newRow("1.6 s") << qsizetype(4096) << qsizetype(150) << qint64(60'000);
    QTest::newRow("3.1 s") << qsizetype(4096) << qsizetype(250) << qint64(200'000);
    QTest::newRow("6.3 s") << qsizetype(4096) << qsizetype(640) << qint64(1'000'000);
    QTest::newRow("stdio of 1 KiB") << qsizetype(1024) << qsizetype(30) << qint64(20'000);
    QTest::newRow("8 KiB") << qsizetype(8192) << qsizetype(500) << qint64(100'000);
    QTest::newRow("64 KiB") << qsizetype(65'536) << qsizetype(5000) << qint64(100'000);
}

void BufferFindingsTest::piecesOfOneSizeThatAreCutWithinALineAreABuffer()
{
    QFETCH(qsizetype, size);
    QFETCH(qsizetype, dataBytes);
    QFETCH(qint64, distance);
    for (const qsizetype headBytes : {0, 217, 1000}) {
        JudgeBench bench;
        bench.answer();
        Proxy proxy(bench, size, headBytes);
        std::minstd_rand random(7);
        for (int i = 0; bench.now < 1h + 30s; ++i) {
            bench.wait(std::chrono::microseconds(distance * qint64(900 + random() % 200) / 1000));
            proxy.event(eventOf(i, dataBytes + qsizetype(random() % 7)));
        }
        FOUND(bench, Buffered, Severity::Error);
        QVERIFY2(bench.words(FindingCode::Buffered).contains(QStringLiteral("pieces of %1 bytes").arg(size)),
                 bench.report());

        JudgeBench direct;
        direct.answer();
        for (int i = 0; direct.now < 1h + 30s; ++i) {
            direct.wait(std::chrono::microseconds(distance * qint64(900 + random() % 200) / 1000));
            direct.bytes(eventOf(i, dataBytes + qsizetype(random() % 7)));
        }
        HEALTHY(direct);
    }
}

void BufferFindingsTest::whoStandsThereIsNamedWithItsSetting_data()
{
    QTest::addColumn<QByteArray>("field");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QString>("remedy");
    const auto row = [](const char *field, const char *value, const char *remedy) {
        QTest::newRow(value) << QByteArray(field) << QByteArray(value) << QString::fromUtf8(remedy);
    };
    row("Server", "nginx/1.22.1", "proxy_buffering off;");
    row("Server", "Apache/2.4.57 (Debian)", "flushpackets=on");
    row("Via", "1.1 haproxy", "option http-no-delay");
    row("server", "cloudflare", "Cloudflare: ");
    row("Via", "1.1 abc.cloudfront.net (CloudFront)", "Compress objects automatically");
    row("Via", "1.1 varnish (Varnish/7.1)", "return (pipe)");
    row("Server", "envoy", "filters buffer and compressor");
    row("Server", "Microsoft-IIS/10.0", "responseBufferLimit");
    row("Server", "Caddy", "flush_interval -1");
    row("X-Powered-By", "Express", "res.flush()");
    row("X-Powered-By", "PHP/8.2", "output_buffering = Off");
}

void BufferFindingsTest::whoStandsThereIsNamedWithItsSetting()
{
    QFETCH(QByteArray, field);
    QFETCH(QByteArray, value);
    QFETCH(QString, remedy);
    JudgeBench bench;
    bench.answerWith({{field, value}});
    Proxy proxy(bench, 4096);
    for (int i = 0; i < 400; ++i) {
        bench.wait(20ms);
        proxy.event(eventOf(i, 100));
    }
    FOUND(bench, Buffered);
    QVERIFY2(bench.words(FindingCode::Buffered).contains(QString::fromUtf8(value)), bench.report());
    QVERIFY2(bench.remedy(FindingCode::Buffered).contains(remedy), qPrintable(bench.remedy(FindingCode::Buffered)));
}

void BufferFindingsTest::oneOfFourPiecesMayEndAtALine()
{
    const auto pieces = [](const QList<QByteArray> &ends) {
        JudgeBench bench;
        bench.answer();
        bench.event("begin");
        bench.wait(1s);
        for (const QByteArray &end : ends) {
            const QByteArray whole = "data: 1\n\ndata: " + QByteArray(4096, 'y');
            bench.bytes("\n\n" + whole.first(4096 - 2 - end.size()) + end);
            bench.wait(1s);
        }
        bench.event("end");
        return bench.found(FindingCode::Buffered);
    };
    QVERIFY(pieces({"y", "\n\n", "y", "y"}));
    QVERIFY(!pieces({"y", "\n\n", "y", "\n\n"}));
    QVERIFY(!pieces({"y", "y"}));
}

void BufferFindingsTest::watchingLongerIsWantedWhileAPieceIsCut()
{
    JudgeBench bench;
    QVERIFY(bench.judge.wantsLonger());
    bench.answer();
    QVERIFY(bench.judge.wantsLonger());
    bench.event("x");
    QVERIFY(!bench.judge.wantsLonger());
    bench.bytes("data: half a li");
    QVERIFY(bench.judge.wantsLonger());
    bench.bytes("ne\n\n");
    bench.wait(1s);
    bench.bytes("data: x\n\n");
    bench.wait(1s);
    QVERIFY(!bench.judge.wantsLonger());
    bench.end();
    QVERIFY(!bench.judge.wantsLonger());
}

void BufferFindingsTest::aProxyThatHoldsForAFifthOfASecondIsNone()
{
    // HAProxy: what came is handed on 0.2 s later at most, wherever that cuts.
    JudgeBench bench;
    bench.answerWith({{"Via", "1.1 haproxy"}});
    std::minstd_rand random(3);
    QByteArray held;
    Moment since = bench.now;
    for (int i = 0; bench.now < 1h + 30s; ++i) {
        bench.wait(std::chrono::milliseconds(20 + random() % 60));
        held += eventOf(i, 100 + qsizetype(random() % 100));
        if (bench.now - since >= 200ms) {
            bench.bytes(held);
            held.clear();
            since = bench.now;
        }
    }
    NOT_FOUND(bench, Buffered);
    HEALTHY(bench);
}

void BufferFindingsTest::lateReadsProveNothing()
{
    JudgeBench bench;
    bench.answer();
    for (int i = 0; i < 20; ++i) {
        bench.wait(500ms);
        bench.bytes("y\n\ndata: " + QByteArray(4087, 'y'), Trust::Late);
    }
    NOT_FOUND(bench, Buffered);
    for (int i = 0; i < 20; ++i) {
        bench.wait(500ms);
        bench.bytes("y\n\ndata: " + QByteArray(4087, 'y'));
    }
    FOUND(bench, Buffered);
}

void BufferFindingsTest::fullSegmentsBeforeShortSilencesAreLostOnes()
{
    const auto withSilence = [](std::chrono::milliseconds silence) {
        JudgedDial dial = JudgeBench::dialed(10ms);
        dial.mss = 1448;
        JudgeBench bench(JudgeBench::get(), dial);
        bench.answer();
        for (int i = 0; i < 10; ++i) {
            bench.wait(silence);
            bench.bytes("y\n\ndata: " + QByteArray(2 * 1448 - 9, 'y'));
        }
        return bench.found(FindingCode::Buffered);
    };
    QVERIFY(!withSilence(220ms));
    QVERIFY(withSilence(600ms));
}

void BufferFindingsTest::aLongWayNeedsLongerSilences()
{
    const auto withTcp = [](std::optional<std::chrono::nanoseconds> tcp) {
        JudgedDial dial;
        dial.tcp = tcp;
        JudgeBench bench(JudgeBench::get(), dial);
        bench.answer();
        for (int i = 0; i < 10; ++i) {
            bench.wait(200ms);
            bench.bytes("y\n\ndata: " + QByteArray(4087, 'y'));
        }
        return bench.found(FindingCode::Buffered);
    };
    QVERIFY(withTcp(1ms));
    QVERIFY(!withTcp(60ms));
    QVERIFY(!withTcp({}));
}

void BufferFindingsTest::largeEventsInPiecesAreNone()
{
    JudgeBench bench;
    bench.answer();
    for (int i = 0; i < 20; ++i) {
        bench.bytes("data: " + QByteArray(16'378, 'z'));
        for (int piece = 0; piece < 9; ++piece) {
            bench.wait(150ms);
            bench.bytes(QByteArray(16'384, 'z'));
        }
        bench.bytes("\n\n");
        bench.wait(150ms);
    }
    HEALTHY(bench);
}

void BufferFindingsTest::anEventWhoseEndComesWithTheNextIsNone()
{
    JudgeBench bench;
    bench.answer();
    bench.bytes("data: 10");
    for (int i = 11; i < 40; ++i) {
        bench.wait(1s);
        bench.bytes("\n\ndata: " + QByteArray::number(i));
    }
    NOT_FOUND(bench, Buffered);
}

void BufferFindingsTest::oneSecondWithinALineIsEnoughUnderACoding()
{
    const auto withSilence = [](std::chrono::milliseconds silence, const char *end) {
        JudgeBench bench;
        bench.answerWith({{"Content-Encoding", "gzip"}, {"X-Powered-By", "Express"}});
        bench.event("begin");
        bench.bytes(QByteArray("data: ") + end);
        bench.wait(silence);
        return bench;
    };
    JudgeBench held = withSilence(1100ms, "cut");
    FOUND(held, Buffered, Severity::Error);
    QVERIFY(held.words(FindingCode::Buffered).contains(QStringLiteral("The compression (gzip)")));
    held.bytes("\n\n");
    FOUND(held, Buffered);
    JudgeBench shorter = withSilence(900ms, "cut");
    NOT_FOUND(shorter, Buffered);
    JudgeBench whole = withSilence(9s, "whole\n\n");
    NOT_FOUND(whole, Buffered);
}

void BufferFindingsTest::gzipThatIsFlushedIsNone()
{
    JudgeBench bench;
    bench.answerWith({{"Content-Encoding", "gzip"}, {"Server", "nginx/1.22.1"}});
    for (int i = 0; i < 30; ++i) {
        bench.wait(1s);
        bench.bytes(eventOf(i, 200));
    }
    FOUND(bench, Compressed);
    HEALTHY(bench);
}

QTEST_APPLESS_MAIN(BufferFindingsTest)
#include "tst_bufferfindings.moc"
