// SPDX-License-Identifier: GPL-3.0-or-later
#include "fakehub.h"
#include "ui/lens/timingstrip.h"
#include "ui/streams/sources.h"
#include "ui/streams/streamlist.h"
#include "ui/streams/streamstory.h"

#include <QElapsedTimer>
#include <QMouseEvent>
#include <QSignalSpy>
#include <QTest>

using namespace helio;

namespace {

constexpr int Stream = 1;
constexpr qint64 Begin = 1'700'000'000'000 * Millisecond;

EventSelection stream()
{
    return {Stream, {}, false};
}

void add(EventRing &ring, qint64 at, int source = Stream)
{
    ring.append(source, {{{}, {}, {}, "x"}, Begin + at * Millisecond});
}

ArrivalLog logOf(const QList<qint64> &times)
{
    EventRing ring;
    for (const qint64 at : times)
        add(ring, at);
    ArrivalLog log;
    log.follow(stream(), ring);
    log.read(ring, 1'000'000);
    return log;
}

/// A strip over a stream that was asked for at 0 and answered at 100.
struct Bench
{
    Bench()
    {
        StreamRequest request;
        request.url = QUrl(QStringLiteral("http://model/"));
        streams.open(request);
        strip.resize(800, 100);
        strip.show();
        (void)QTest::qWaitForWindowExposed(&strip);
        QObject::connect(&strip, &TimingStrip::eventsSelected, &strip,
                         [this](const QList<std::pair<quint64, quint64>> &ranges) {
                             selected.clear();
                             for (const auto &[from, to] : ranges)
                                 selected.append({from - EventRing::FirstLive, to - EventRing::FirstLive});
                         });
    }
    void choose()
    {
        strip.choose(stream());
        QTRY_COMPARE(strip.arrivals().count(), expected);
        QTRY_VERIFY(strip.end() > strip.begin());
    }
    /// The pixel of a time in milliseconds.
    QPoint pixel(qint64 at) const
    {
        // As the strip has it: a margin on either side, the histogram to the right.
        const int left = 8;
        const int width = strip.width() - 150 - 32;
        const double share = double(Begin + at * Millisecond - strip.begin()) / double(strip.end() - strip.begin());
        return {left + int(share * width), strip.height() / 2};
    }
    void drag(qint64 from, qint64 to)
    {
        QTest::mousePress(&strip, Qt::LeftButton, {}, pixel(from));
        QMouseEvent move(QEvent::MouseMove, pixel(to), strip.mapToGlobal(pixel(to)), Qt::NoButton, Qt::LeftButton, {});
        QCoreApplication::sendEvent(&strip, &move);
        QTest::mouseRelease(&strip, Qt::LeftButton, {}, pixel(to));
    }

    EventRing ring;
    FeedQueue queue{1024 * 1024};
    FakeOpener opener;
    StreamList streams{opener, queue};
    LensFeed lens{ring};
    TimingStrip strip{ring, streams, lens};
    QList<std::pair<quint64, quint64>> selected;
    size_t expected = 0;
};

} // namespace

class TimingTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void arrivalsAreCountedByColumnsOfPixels();
    void whatWasLoadedOfTheTimeBeforeIsNoArrival();
    void aSilenceIsWhatIsLongBesideTheMedian();
    void aBurstStandsApartFromTheOthers();
    void distancesAreCountedByClasses();
    void theOldestArrivalsGo();
    void othersEventsAreNotShown();
    void aStretchThatIsDraggedSelectsItsEvents();
    void aStretchIsSelectedByTheKeyboard();
    void theWheelShowsLessAndADoubleClickAll();
    void theHeadTheFirstEventAndTextAreSaid();
    void whileItIsNotSeenNothingIsRead();
    void whatCameBeforeItIsSeenIsReadThen();
    void whatWentWhileItWasNotSeenIsNoSilence();
    void theLensIsStartedForItsFirstText();
    void halfAMillionArrivalsArePaintedInAFewMilliseconds();
};

void TimingTest::whatWasLoadedOfTheTimeBeforeIsNoArrival()
{
    EventRing ring;
    add(ring, 10);
    ring.prepend(Stream, {{{{}, {}, {}, "older"}, Begin}});
    ArrivalLog log;
    log.follow(stream(), ring);
    QVERIFY(!log.hasMissed(ring));
    QVERIFY(!log.read(ring, 100));
    QCOMPARE(log.count(), size_t(1));
}

void TimingTest::arrivalsAreCountedByColumnsOfPixels()
{
    const ArrivalLog log = logOf({0, 1, 2, 50, 99});
    const auto columns = log.columns(Begin, Begin + 100 * Millisecond, 10);
    QCOMPARE(columns.size(), size_t(10));
    QCOMPARE(columns[0].count, quint32(3));
    QCOMPARE(columns[0].last, Begin + 2 * Millisecond);
    QCOMPARE(columns[5].count, quint32(1));
    QCOMPARE(columns[9].count, quint32(1));
    QCOMPARE(columns[4].count, quint32(0));
    QVERIFY(log.columns(Begin, Begin, 10)[0].count == 0);
}

void TimingTest::aSilenceIsWhatIsLongBesideTheMedian()
{
    QList<qint64> times;
    for (int i = 0; i < 50; ++i)
        times.append(60 * i);
    times.append(times.last() + 2000);
    const ArrivalLog log = logOf(times);
    const auto silences = log.silences(Begin, Begin + 10'000 * Millisecond);
    QCOMPARE(silences.size(), size_t(1));
    QCOMPARE(silences[0].end - silences[0].begin, 2000 * Millisecond);
    // One that only reaches into what is shown, too.
    QCOMPARE(log.silences(Begin + 3500 * Millisecond, Begin + 3600 * Millisecond).size(), size_t(1));
    // A stream of one event a second has none.
    QVERIFY(logOf({0, 1000, 2000, 3000}).silences(Begin, Begin + 5000 * Millisecond).empty());
}

void TimingTest::aBurstStandsApartFromTheOthers()
{
    const ArrivalLog log = logOf({0, 1, 2, 3, 1000, 1001, 1002, 2000, 2001, 3000});
    const auto bursts = log.bursts(Begin, Begin + 4000 * Millisecond);
    QCOMPARE(bursts.size(), size_t(2));
    QCOMPARE(bursts[0], (ArrivalLog::Stretch{Begin, Begin + 3 * Millisecond}));
    QVERIFY(logOf({0, 20, 40, 60, 80}).bursts(Begin, Begin + 100 * Millisecond).empty());
}

void TimingTest::distancesAreCountedByClasses()
{
    const ArrivalLog log = logOf({0, 100, 200, 300, 1300});
    const size_t often = ArrivalLog::classOf(100 * Millisecond);
    QCOMPARE(log.distances()[often], quint64(3));
    QCOMPARE(log.distances()[ArrivalLog::classOf(1000 * Millisecond)], quint64(1));
    QVERIFY(ArrivalLog::distanceOf(often) <= 100 * Millisecond &&
            ArrivalLog::distanceOf(often + 1) > 100 * Millisecond);
    const qint64 median = *log.medianDistance();
    QVERIFY(median > 66 * Millisecond && median < 150 * Millisecond);
    QCOMPARE(log.longestDistance(), 1000 * Millisecond);
    QVERIFY(!logOf({0}).medianDistance());
}

void TimingTest::theOldestArrivalsGo()
{
    EventRing ring;
    ArrivalLog log;
    log.follow(stream(), ring);
    const int most = int(ArrivalLog::MaximumArrivals);
    for (int i = 0; i < most + 10; ++i)
        add(ring, i);
    while (log.read(ring, 100'000)) {
    }
    QCOMPARE(log.count(), size_t(most));
    QCOMPARE(log.forgottenCount(), quint64(10));
    QCOMPARE(log.first(), Begin + 10 * Millisecond);
}

void TimingTest::othersEventsAreNotShown()
{
    EventRing ring;
    add(ring, 0);
    add(ring, 1, HubSource);
    add(ring, 2);
    ArrivalLog log;
    log.follow(stream(), ring);
    log.read(ring, 100);
    QCOMPARE(log.count(), size_t(2));
    log.follow({}, ring);
    QVERIFY(!log.read(ring, 100));
    QVERIFY(log.isEmpty());
}

void TimingTest::aStretchThatIsDraggedSelectsItsEvents()
{
    Bench bench;
    for (int i = 0; i <= 10; ++i) {
        add(bench.ring, 1000 * i);
        add(bench.ring, 1000 * i + 1, HubSource);
    }
    bench.expected = 11;
    bench.choose();
    bench.drag(2500, 5500);
    // Every other sequence number: those between are another's.
    QCOMPARE(bench.selected, (QList<std::pair<quint64, quint64>>{{6, 6}, {8, 8}, {10, 10}}));
    QVERIFY(bench.strip.accessibleDescription().contains(u'3'));
}

void TimingTest::aStretchIsSelectedByTheKeyboard()
{
    Bench bench;
    for (int i = 0; i <= 10; ++i)
        add(bench.ring, 1000 * i);
    bench.expected = 11;
    bench.choose();
    bench.strip.setFocus();
    QTest::keyClick(&bench.strip, Qt::Key_Home);
    QTest::keyClick(&bench.strip, Qt::Key_Right, Qt::ControlModifier | Qt::ShiftModifier);
    QTest::keyClick(&bench.strip, Qt::Key_Right, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(bench.selected, (QList<std::pair<quint64, quint64>>{{0, 2}}));
    QTest::keyClick(&bench.strip, Qt::Key_End, Qt::ShiftModifier);
    QCOMPARE(bench.selected, (QList<std::pair<quint64, quint64>>{{0, 10}}));
    QTest::keyClick(&bench.strip, Qt::Key_Escape);
    QVERIFY(!bench.strip.selected());
}

void TimingTest::theWheelShowsLessAndADoubleClickAll()
{
    Bench bench;
    for (int i = 0; i <= 10; ++i)
        add(bench.ring, 1000 * i);
    bench.expected = 11;
    bench.choose();
    const qint64 whole = bench.strip.end() - bench.strip.begin();
    bench.strip.setFocus();
    QTest::keyClick(&bench.strip, Qt::Key_Plus);
    QVERIFY(bench.strip.end() - bench.strip.begin() < whole);
    QTest::mouseDClick(&bench.strip, Qt::LeftButton, {}, bench.pixel(5000));
    QCOMPARE(bench.strip.end() - bench.strip.begin(), whole);
}

void TimingTest::theHeadTheFirstEventAndTextAreSaid()
{
    Bench bench;
    const auto entry = [](StoryEntry::Kind kind, qint64 at) {
        return StoryEntry{.kind = kind, .at = Begin + at * Millisecond};
    };
    bench.streams.story(Stream)->append({entry(StoryEntry::Kind::Request, 0), entry(StoryEntry::Kind::Answer, 120),
                                         entry(StoryEntry::Kind::FirstEvent, 200)});
    const auto say = [&](qint64 at, const QByteArray &data) {
        bench.ring.append(Stream, {{{}, {}, {}, data}, Begin + at * Millisecond});
    };
    say(200, R"({"type":"message_start","message":{"id":"m","role":"assistant"}})");
    say(700, R"({"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"a"}})");
    bench.lens.follow({stream()}, DialectLibrary::builtIn());
    bench.lens.addStory({entry(StoryEntry::Kind::Request, 0), entry(StoryEntry::Kind::FirstEvent, 200)});
    QTRY_VERIFY(!bench.lens.lens().messages().empty());
    bench.expected = 2;
    bench.choose();
    const QString summary = bench.strip.summary();
    QVERIFY2(summary.contains(QStringLiteral("head after 120 ms")), qPrintable(summary));
    QVERIFY2(summary.contains(QStringLiteral("first event after 200 ms")), qPrintable(summary));
    QVERIFY2(summary.contains(QStringLiteral("first text after 700 ms")), qPrintable(summary));
}

void TimingTest::whileItIsNotSeenNothingIsRead()
{
    Bench bench;
    bench.strip.hide();
    bench.strip.choose(stream());
    add(bench.ring, 0);
    bench.strip.readOn();
    QCoreApplication::processEvents();
    QCOMPARE(bench.strip.arrivals().count(), size_t(0));
    bench.lens.follow({stream()}, DialectLibrary::builtIn(), LensFeed::Start::WhenWanted);
    bench.lens.readOn();
    QCoreApplication::processEvents();
    QCOMPARE(bench.lens.readCount(), quint64(0));
    QVERIFY(!bench.lens.hasReadAll());
}

void TimingTest::whatCameBeforeItIsSeenIsReadThen()
{
    Bench bench;
    bench.strip.hide();
    bench.strip.choose(stream());
    for (int i = 0; i < 10; ++i)
        add(bench.ring, 100 * i);
    bench.strip.readOn();
    bench.strip.show();
    QTRY_COMPARE(bench.strip.arrivals().count(), size_t(10));
    bench.strip.hide();
    add(bench.ring, 2000);
    bench.strip.readOn();
    QCOMPARE(bench.strip.arrivals().count(), size_t(10));
    bench.strip.show();
    QTRY_COMPARE(bench.strip.arrivals().count(), size_t(11));
    QCOMPARE(bench.strip.arrivals().first(), Begin);
}

void TimingTest::whatWentWhileItWasNotSeenIsNoSilence()
{
    Bench bench;
    bench.ring.setMaximumBytes(1);
    add(bench.ring, 0);
    bench.strip.choose(stream());
    QTRY_COMPARE(bench.strip.arrivals().count(), size_t(1));
    bench.strip.hide();
    const QByteArray large(1024 * 1024, 'x');
    while (bench.ring.first() < EventRing::FirstLive + 2) {
        bench.ring.append(Stream, {{{}, {}, {}, large},
                                   Begin + (60'000 + qint64(bench.ring.next() - EventRing::FirstLive)) * Millisecond});
        bench.ring.trim();
    }
    add(bench.ring, 60'000 + qint64(bench.ring.next() - EventRing::FirstLive));
    bench.strip.show();
    QTRY_COMPARE(bench.strip.arrivals().count(), size_t(bench.ring.next() - bench.ring.first()));
    QVERIFY(bench.strip.arrivals().longestDistance() <= Millisecond);
}

void TimingTest::theLensIsStartedForItsFirstText()
{
    Bench bench;
    bench.strip.hide();
    bench.ring.append(Stream, {{{}, {}, {}, R"({"type":"message_start","message":{"id":"m"}})"}, Begin});
    bench.lens.follow({stream()}, DialectLibrary::builtIn(), LensFeed::Start::WhenWanted);
    bench.strip.choose(stream());
    bench.strip.show();
    QTRY_COMPARE(bench.lens.readCount(), quint64(1));
    // Also where the same is read in another way.
    bench.lens.follow({stream()}, DialectLibrary::builtIn(), LensFeed::Start::WhenWanted);
    QTRY_COMPARE(bench.lens.readCount(), quint64(1));
}

void TimingTest::halfAMillionArrivalsArePaintedInAFewMilliseconds()
{
    Bench bench;
    const int most = int(ArrivalLog::MaximumArrivals);
    for (int i = 0; i < most; ++i)
        add(bench.ring, i / 2);
    bench.expected = size_t(most);
    bench.choose();
    QElapsedTimer spent;
    spent.start();
    bench.strip.grab();
    qInfo("painted in %lld ms", static_cast<long long>(spent.elapsed()));
    QVERIFY(spent.elapsed() < 1000);
}

QTEST_MAIN(TimingTest)
#include "tst_timing.moc"
