// SPDX-License-Identifier: GPL-3.0-or-later
#include "findings/comparison.h"
#include "judgebench.h"

#include <QTest>

#include <functional>

using namespace helio;
using namespace std::chrono_literals;

namespace {

/// Two requests for one stream, by one clock.
struct TwoEars
{
    JudgeBench first;
    JudgeBench second;

    explicit TwoEars(const JudgedRequest &one = JudgeBench::get(), const JudgedRequest &other = JudgeBench::get())
        : first(one)
        , second(other)
    {}
    void wait(std::chrono::nanoseconds time)
    {
        first.wait(time);
        second.wait(time);
    }
    /// Answered at once.
    void open()
    {
        first.answer();
        second.answer();
    }
};

bool has(const QList<Finding> &findings, FindingCode code)
{
    return std::any_of(findings.begin(), findings.end(),
                       [code](const Finding &finding) { return finding.code == code; });
}

} // namespace

/// What two requests for one stream prove.
class ComparisonTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void anEarThatHearsLaterIsBehindABuffer_data();
    void anEarThatHearsLaterIsBehindABuffer();
    void fewEventsAndLateReadsProveNothing();
    void aStreamForEachConnectionIsNotCompared();
    void historyIsNotCompared();
    void aCodingThatHoldsIsFound();
    void aCodingThatIsFlushedIsNone();
    void aQuietStreamSaysNothingOfCodings();
    void theWayThroughTheProxyIsLater();
    void theSameOnBothWaysIsNoBuffer();
    void aStreamThatResumesIsRight();
    void aStreamThatBeginsBeforeIsFound();
    void aStreamThatLeavesOutIsFound();
    void idsThatBeginAnewAreFound();
    void theIdToAskWithIsThatOfTheThirdLast();
};

void ComparisonTest::anEarThatHearsLaterIsBehindABuffer_data()
{
    QTest::addColumn<int>("delay");
    QTest::addColumn<bool>("isBuffer");
    QTest::newRow("none") << 0 << false;
    QTest::newRow("200 ms") << 200 << false;
    QTest::newRow("300 ms") << 300 << true;
    QTest::newRow("5 s") << 5000 << true;
}

void ComparisonTest::anEarThatHearsLaterIsBehindABuffer()
{
    QFETCH(int, delay);
    QFETCH(bool, isBuffer);
    for (const bool secondIsLate : {true, false}) {
        TwoEars ears;
        ears.open();
        JudgeBench &early = secondIsLate ? ears.first : ears.second;
        JudgeBench &late = secondIsLate ? ears.second : ears.first;
        early.event("begin of one", "0");
        ears.wait(2s);
        for (int i = 1; i < 20; ++i) {
            early.now += 1s;
            early.event("x" + QByteArray::number(i), QByteArray::number(i));
            late.now = early.now + std::chrono::milliseconds(delay);
            late.event("x" + QByteArray::number(i), QByteArray::number(i));
        }
        const auto findings = compareEars(ears.first.judge.heard(), ears.second.judge.heard(), {});
        QCOMPARE(has(findings, FindingCode::Buffered), isBuffer);
    }
}

void ComparisonTest::fewEventsAndLateReadsProveNothing()
{
    const auto ears = [](int events, Trust trust) {
        TwoEars two;
        two.open();
        two.first.event("begin");
        two.wait(2s);
        for (int i = 0; i < events; ++i) {
            two.wait(1s);
            two.first.event(QByteArray::number(i));
            two.second.now = two.first.now + 600ms;
            two.second.bytes("data: " + QByteArray::number(i) + "\n\n", trust);
            two.second.now = two.first.now;
        }
        return compareEars(two.first.judge.heard(), two.second.judge.heard(), {}).size();
    };
    QCOMPARE(ears(5, Trust::Timely), 1);
    QCOMPARE(ears(4, Trust::Timely), 0);
    QCOMPARE(ears(20, Trust::Late), 0);
}

void ComparisonTest::aStreamForEachConnectionIsNotCompared()
{
    TwoEars ears;
    ears.first.answer();
    QList<Moment> begins{ears.first.now};
    ears.wait(2s);
    ears.second.answer();
    for (int i = 0; i < 20; ++i) {
        ears.wait(1s);
        ears.second.event("counter " + QByteArray::number(i));
        ears.first.now = ears.second.now;
        ears.first.event("counter " + QByteArray::number(i));
        ears.first.now += 400ms;
    }
    QVERIFY(compareEars(ears.first.judge.heard(), ears.second.judge.heard(), {}).isEmpty());
}

void ComparisonTest::historyIsNotCompared()
{
    TwoEars ears;
    ears.first.answer();
    ears.first.event("the first", "0");
    for (int i = 0; i < 10; ++i) {
        ears.wait(1s);
        ears.first.event("x" + QByteArray::number(i), QByteArray::number(100 + i));
    }
    ears.second.answer();
    for (int i = 0; i < 10; ++i)
        ears.second.event("x" + QByteArray::number(i), QByteArray::number(100 + i));
    ears.wait(5s);
    QVERIFY(compareEars(ears.first.judge.heard(), ears.second.judge.heard(), {}).isEmpty());
}

void ComparisonTest::aCodingThatHoldsIsFound()
{
    JudgedRequest coded = JudgeBench::get();
    coded.acceptEncoding = "gzip, deflate, br";
    TwoEars ears(JudgeBench::get(), coded);
    ears.first.answer();
    ears.wait(1s);
    ears.second.ask(coded);
    ears.second.answerWith({{"Content-Encoding", "gzip"}});
    for (int i = 0; i < 4; ++i) {
        ears.wait(1s);
        ears.first.event("x");
    }
    ears.wait(100ms);
    const auto findings =
        compareCodings(ears.first.judge.heard(), ears.second.judge.heard(), ears.second.judge.head(), ears.first.now);
    QVERIFY(has(findings, FindingCode::Buffered));
    QVERIFY(findings.first().words.english().contains(QStringLiteral("with gzip the first of it came")));

    // One after the other: what greets at once does so later with the coding.
    TwoEars greeted(JudgeBench::get(), coded);
    greeted.first.answer();
    greeted.first.event("hello");
    greeted.first.end(JudgedEnd::ByUs);
    greeted.wait(3s);
    greeted.second.ask(coded);
    greeted.second.answerWith({{"Content-Encoding", "br"}});
    greeted.wait(1500ms);
    greeted.second.judge.onCodedBytes(greeted.second.now);
    QVERIFY(has(compareCodings(greeted.first.judge.heard(), greeted.second.judge.heard(), {}, greeted.first.now),
                FindingCode::Buffered));

    // No head at all while the stream speaks.
    TwoEars headless(JudgeBench::get(), coded);
    headless.first.answer();
    headless.wait(100ms);
    headless.second.ask(coded);
    headless.wait(4s);
    headless.first.event("x");
    QVERIFY(has(compareCodings(headless.first.judge.heard(), headless.second.judge.heard(), {}, headless.first.now),
                FindingCode::Buffered));
}

void ComparisonTest::aCodingThatIsFlushedIsNone()
{
    JudgedRequest coded = JudgeBench::get();
    coded.acceptEncoding = "gzip";
    for (const char *coding : {"gzip", "identity"}) {
        TwoEars ears(JudgeBench::get(), coded);
        ears.first.answer();
        ears.wait(1s);
        ears.second.ask(coded);
        ears.second.answerWith({{"Content-Encoding", coding}});
        for (int i = 0; i < 4; ++i) {
            ears.wait(1s);
            ears.first.event("x");
            ears.second.event("x");
        }
        QVERIFY(compareCodings(ears.first.judge.heard(), ears.second.judge.heard(), {}, ears.first.now).isEmpty());
    }
}

void ComparisonTest::aQuietStreamSaysNothingOfCodings()
{
    JudgedRequest coded = JudgeBench::get();
    coded.acceptEncoding = "gzip";
    TwoEars ears(JudgeBench::get(), coded);
    ears.first.answer();
    ears.first.event("x");
    ears.wait(1s);
    ears.second.ask(coded);
    ears.second.answerWith({{"Content-Encoding", "gzip"}});
    ears.wait(20s);
    QVERIFY(compareCodings(ears.first.judge.heard(), ears.second.judge.heard(), {}, ears.first.now).isEmpty());
}

void ComparisonTest::theWayThroughTheProxyIsLater()
{
    TwoEars ears;
    ears.open();
    QByteArray held;
    for (int i = 0; i < 20; ++i) {
        ears.wait(100ms);
        ears.first.event("x" + QByteArray::number(i));
        held += "data: x" + QByteArray::number(i) + "\n\n";
        if (i % 10 == 9)
            ears.second.bytes(std::exchange(held, {}));
    }
    JudgedHead through{200, {}, {{"Server", "nginx/1.22.1"}}};
    const RouteDifference difference = compareRoutes(ears.first.judge.heard(), ears.second.judge.heard(), through);
    QCOMPARE(difference.paired, quint64(20));
    QCOMPARE(difference.together, quint64(18));
    QCOMPARE(difference.longest, std::optional<StreamFigures::Time>(900ms));
    QVERIFY(difference.median >= 400ms && difference.median <= 500ms);
    QCOMPARE(difference.findings.size(), 1);
    QVERIFY(difference.findings.first().remedy.english().contains(QStringLiteral("proxy_buffering off")));
}

void ComparisonTest::theSameOnBothWaysIsNoBuffer()
{
    TwoEars ears;
    ears.open();
    for (int i = 0; i < 20; ++i) {
        ears.wait(100ms);
        ears.first.event("x" + QByteArray::number(i), QByteArray::number(i));
        ears.wait(20ms);
        ears.second.event("x" + QByteArray::number(i), QByteArray::number(i));
    }
    const RouteDifference difference = compareRoutes(ears.first.judge.heard(), ears.second.judge.heard(), {});
    QCOMPARE(difference.median, std::optional<StreamFigures::Time>(20ms));
    QCOMPARE(difference.together, quint64(0));
    QVERIFY(difference.findings.isEmpty());
}

namespace {

/// A stream of ids 1 to 5, then one that is asked for with the id 3; answers what is found.
QList<Finding> resumed(const QList<std::pair<QByteArray, QByteArray>> &idsAndData)
{
    JudgeBench before;
    before.answer();
    for (int i = 1; i <= 5; ++i)
        before.event("x" + QByteArray::number(i), QByteArray::number(i));
    JudgedRequest request = JudgeBench::get();
    request.lastEventId = before.judge.resumeId();
    JudgeBench again(request);
    again.answer();
    for (const auto &[id, data] : idsAndData)
        again.event(data, id);
    return compareResumed(before.judge.heard(), again.judge.heard());
}

} // namespace

void ComparisonTest::aStreamThatResumesIsRight()
{
    QVERIFY(resumed({{"4", "x4"}, {"5", "x5"}, {"6", "x6"}}).isEmpty());
    QVERIFY(resumed({}).isEmpty());
    QVERIFY(resumed({{"", "hello"}, {"4", "x4"}, {"5", "x5"}}).isEmpty());
}

void ComparisonTest::aStreamThatBeginsBeforeIsFound()
{
    QVERIFY(has(resumed({{"1", "x1"}, {"2", "x2"}, {"3", "x3"}}), FindingCode::ResumeIgnored));
    QVERIFY(has(resumed({{"3", "x3"}, {"4", "x4"}}), FindingCode::ResumeIgnored));
}

void ComparisonTest::aStreamThatLeavesOutIsFound()
{
    const auto findings = resumed({{"9", "x9"}});
    QVERIFY(has(findings, FindingCode::ResumeIgnored));
    QVERIFY(findings.first().words.english().contains(QStringLiteral("behind the id 3")));
    QVERIFY(resumed({{"5", "x5"}, {"6", "x6"}}).isEmpty());
}

void ComparisonTest::idsThatBeginAnewAreFound()
{
    const auto findings = resumed({{"1", "y1"}, {"2", "y2"}});
    QVERIFY(has(findings, FindingCode::IdsPerConnection));
    QVERIFY(!has(findings, FindingCode::ResumeIgnored));
    // The same over the reconnections of one source.
    JudgeBench bench;
    bench.answer();
    for (int i = 1; i <= 5; ++i)
        bench.event("x" + QByteArray::number(i), QByteArray::number(i));
    bench.end(JudgedEnd::CutOff);
    JudgedRequest request = JudgeBench::get();
    request.lastEventId = "5";
    bench.ask(request);
    bench.answer();
    bench.event("y1", "1");
    NOT_FOUND(bench, IdsPerConnection);
    bench.event("y2", "2");
    FOUND(bench, IdsPerConnection, Severity::Warning);
    NOT_FOUND(bench, RepeatedId);
}

void ComparisonTest::theIdToAskWithIsThatOfTheThirdLast()
{
    JudgeBench bench;
    bench.answer();
    bench.event("a", "1");
    bench.event("b", "2");
    QCOMPARE(bench.judge.resumeId(), QByteArray());
    bench.event("c", "3");
    QCOMPARE(bench.judge.resumeId(), QByteArray("1"));
    bench.event("d", "3");
    QCOMPARE(bench.judge.resumeId(), QByteArray());
}

QTEST_APPLESS_MAIN(ComparisonTest)
#include "tst_comparison.moc"
