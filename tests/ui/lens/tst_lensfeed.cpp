// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lens/lensfeed.h"
#include "ui/streams/sources.h"

#include <QSignalSpy>
#include <QTest>

using namespace helio;
using namespace std::chrono_literals;

namespace {

constexpr int Stream = 3;
constexpr qint64 Millisecond = 1'000'000;

QByteArray textDelta(const QByteArray &text)
{
    return R"({"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":")" + text + R"("}})";
}

const QByteArray Start = R"({"type":"message_start","message":{"id":"m","role":"assistant","model":"model-1"}})";
const QByteArray Ping = R"({"type":"ping"})";
const QByteArray Stop = R"({"type":"message_stop"})";

/// A feed over a ring, with clocks that stand still unless the test moves them.
struct Bench
{
    Bench()
    {
        feed.setClocks([this] { return std::chrono::nanoseconds(ticks += tick); }, [this] { return now; });
        QObject::connect(&feed, &LensFeed::messagesChanged, &feed, [this](const QList<MessageChange> &more) {
            ++slices;
            changes.append(more);
        });
    }

    void add(const QByteArray &data, qint64 at, int source = Stream, const QByteArray &channel = {})
    {
        ring.append(source, {{channel, {}, {}, data}, at * Millisecond});
    }
    void addStory(StoryEntry::Kind kind, qint64 at, const QByteArray &text = {})
    {
        StoryEntry entry{.kind = kind, .at = at * Millisecond};
        entry.text = text;
        feed.addStory({entry});
    }
    void follow(const EventSelection &selection) { feed.follow({selection}, DialectLibrary::builtIn()); }
    /// Until all is read that can be.
    void readAll() { QTRY_VERIFY(feed.hasReadAll()); }
    const LensMessage &message(size_t index = 0) const { return feed.lens().messages()[index]; }

    EventRing ring;
    qint64 now = 1'000'000 * Millisecond;
    qint64 ticks = 0;
    qint64 tick = 0;
    LensFeed feed{ring};
    int slices = 0;
    QList<MessageChange> changes;
};

EventSelection stream()
{
    return {Stream, {}, false};
}

} // namespace

class LensFeedTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void thatAllIsReadIsToldOfASubjectWithoutEvents();
    void whatTheWindowHoldsIsReadAndWhatComesToo();
    void theEventsOfOthersAreNotRead();
    void anEmptySelectionReadsNothing();
    void aLongPastIsReadInSlicesThatReportEachMessageOnce();
    void aLongPastSaysHowFarItIsRead();
    void theStoryTellsWhenTheRequestWentOut();
    void aStreamThatEndedCutsWhatIsOpen();
    void aStreamThatResumesGoesOnWithItsMessage();
    void aStreamThatBeginsAnewCutsWhatWasOpen();
    void aNewConnectionsEventsWaitForTheirRequest();
    void whatIsSentBesideTheConnectionIsPairedWithItsAnswer();
    void eachRequestHasTheBodyOfItsTime();
    void eventsThatWentBeforeTheyWereReadAreCounted();
    void whatWasLoadedOfTheTimeBeforeIsNotRead();
    void aDialectThatIsNamedReadsAllAgain();
};

void LensFeedTest::whatTheWindowHoldsIsReadAndWhatComesToo()
{
    Bench bench;
    bench.add(Start, 10);
    bench.add(textDelta("Good "), 20);
    bench.follow(stream());
    bench.readAll();
    bench.add(textDelta("morning"), 30);
    bench.add(Stop, 40);
    bench.feed.readOn();
    QCOMPARE(bench.feed.readCount(), quint64(4));
    QCOMPARE(bench.message().text(), QByteArray("Good morning"));
    QCOMPARE(bench.message().state, LensMessage::State::Complete);
    QCOMPARE(bench.message().events.first(), EventRing::FirstLive);
    QCOMPARE(bench.message().events.last(), EventRing::FirstLive + 3);
}

void LensFeedTest::theEventsOfOthersAreNotRead()
{
    Bench bench;
    bench.add(Start, 10, HubSource, "answers");
    bench.add(textDelta("mine"), 20, HubSource, "answers");
    bench.add(textDelta("another channel's"), 30, HubSource, "orders");
    bench.add(textDelta("a stream's"), 40, Stream, "answers");
    bench.follow({HubSource, "answers", false});
    bench.readAll();
    QCOMPARE(bench.feed.readCount(), quint64(2));
    QCOMPARE(bench.message().text(), QByteArray("mine"));
}

void LensFeedTest::anEmptySelectionReadsNothing()
{
    Bench bench;
    bench.add(Start, 10);
    bench.follow({});
    bench.add(Stop, 20);
    bench.readAll();
    QVERIFY(bench.feed.lens().messages().empty());
}

void LensFeedTest::aLongPastIsReadInSlicesThatReportEachMessageOnce()
{
    Bench bench;
    bench.add(Start, 1);
    for (int i = 0; i < 1000; ++i)
        bench.add(textDelta("x"), 2 + i);
    // Each time that the clock is asked, a good part of a slice is over.
    bench.tick = std::chrono::nanoseconds(LensFeed::SliceTime).count() / 2;
    bench.follow(stream());
    bench.readAll();
    QCOMPARE(bench.message().text().size(), 1000);
    QVERIFY(bench.slices > 5);
    QCOMPARE(bench.changes.size(), bench.slices);
    QVERIFY(bench.changes.last().hasGrown);
    QVERIFY(!bench.changes.last().isRebuilt);
}

void LensFeedTest::aLongPastSaysHowFarItIsRead()
{
    Bench bench;
    bench.tick = 4 * Millisecond;
    bench.add(Start, 10);
    for (int i = 0; i < 20'000; ++i)
        bench.add(textDelta("x"), 20 + i);
    bench.follow(stream());
    bool wasSaid = false;
    QObject::connect(&bench.feed, &LensFeed::readingChanged, &bench.feed,
                     [&] { wasSaid = wasSaid || (bench.feed.isCatchingUp() && bench.feed.progress() < 1); });
    bench.readAll();
    QVERIFY(wasSaid);
    QVERIFY(!bench.feed.isCatchingUp());
    // What comes later is no past, however much it is.
    for (int i = 0; i < 20'000; ++i)
        bench.add(textDelta("x"), 30'000 + i);
    wasSaid = false;
    bench.feed.readOn();
    bench.readAll();
    QVERIFY(!wasSaid);
}

void LensFeedTest::theStoryTellsWhenTheRequestWentOut()
{
    Bench bench;
    bench.add(Start, 300);
    bench.add(textDelta("a"), 500);
    bench.follow(stream());
    bench.addStory(StoryEntry::Kind::Request, 100);
    bench.addStory(StoryEntry::Kind::Answer, 200);
    bench.addStory(StoryEntry::Kind::FirstEvent, 300);
    bench.readAll();
    QCOMPARE(bench.message().timeToFirstEvent(), std::optional<qint64>(200 * Millisecond));
    QCOMPARE(bench.message().timeToFirstText(), std::optional<qint64>(400 * Millisecond));
}

void LensFeedTest::aStreamThatEndedCutsWhatIsOpen()
{
    Bench bench;
    bench.add(Start, 300);
    bench.add(textDelta("a"), 500);
    bench.follow(stream());
    bench.addStory(StoryEntry::Kind::Request, 100);
    bench.addStory(StoryEntry::Kind::FirstEvent, 300);
    bench.addStory(StoryEntry::Kind::Ended, 600);
    QTRY_COMPARE(bench.message().state, LensMessage::State::Cut);
    QVERIFY(!bench.message().cut.isEmpty());
}

void LensFeedTest::aStreamThatResumesGoesOnWithItsMessage()
{
    Bench bench;
    bench.add(Start, 300);
    bench.add(textDelta("a"), 500);
    bench.add(Ping, 900);
    bench.add(textDelta("b"), 901);
    bench.add(Stop, 902);
    bench.follow(stream());
    bench.addStory(StoryEntry::Kind::Request, 100);
    bench.addStory(StoryEntry::Kind::FirstEvent, 300);
    bench.addStory(StoryEntry::Kind::Lost, 600);
    bench.addStory(StoryEntry::Kind::Request, 700, "17");
    bench.addStory(StoryEntry::Kind::FirstEvent, 900);
    bench.readAll();
    QCOMPARE(bench.feed.lens().messages().size(), size_t(1));
    QCOMPARE(bench.message().text(), QByteArray("ab"));
    QCOMPARE(bench.message().state, LensMessage::State::Complete);
}

void LensFeedTest::aStreamThatBeginsAnewCutsWhatWasOpen()
{
    Bench bench;
    bench.add(Start, 300);
    bench.add(textDelta("a"), 500);
    bench.add(Ping, 900);
    bench.follow(stream());
    bench.addStory(StoryEntry::Kind::Request, 100);
    bench.addStory(StoryEntry::Kind::FirstEvent, 300);
    bench.addStory(StoryEntry::Kind::Lost, 600);
    bench.addStory(StoryEntry::Kind::Request, 700);
    bench.addStory(StoryEntry::Kind::FirstEvent, 900);
    bench.readAll();
    QCOMPARE(bench.message().state, LensMessage::State::Cut);
}

void LensFeedTest::aNewConnectionsEventsWaitForTheirRequest()
{
    Bench bench;
    const qint64 now = bench.now / Millisecond;
    bench.follow(stream());
    QTRY_VERIFY(bench.feed.hasReadAll());
    bench.add(Start, now - 5);
    bench.add(textDelta("x"), now - 4);
    QCoreApplication::processEvents();
    bench.feed.readOn();
    QCOMPARE(bench.feed.readCount(), quint64(0));
    QVERIFY(!bench.feed.hasReadAll());
    bench.addStory(StoryEntry::Kind::Request, now - 100);
    bench.addStory(StoryEntry::Kind::FirstEvent, now - 5);
    bench.readAll();
    QCOMPARE(bench.message().timeToFirstEvent(), std::optional<qint64>(95 * Millisecond));
    // Those that go on with it do not.
    bench.add(textDelta("a"), now - 1);
    bench.feed.readOn();
    QTRY_COMPARE(bench.feed.readCount(), quint64(3));
}

void LensFeedTest::whatIsSentBesideTheConnectionIsPairedWithItsAnswer()
{
    Bench bench;
    bench.add(R"({"jsonrpc":"2.0","id":1,"result":{}})", 300);
    bench.add(R"({"jsonrpc":"2.0","id":2,"result":{}})", 400);
    LensFeed::Subject subject{stream()};
    subject.dialect = Dialect::mcp();
    bench.feed.follow(subject, DialectLibrary::builtIn());
    // In whatever order they are reported.
    bench.feed.addSent(350 * Millisecond, R"({"jsonrpc":"2.0","id":2,"method":"ping"})");
    bench.feed.addSent(250 * Millisecond, R"({"jsonrpc":"2.0","id":1,"method":"tools/list"})");
    bench.readAll();
    QCOMPARE(bench.feed.lens().messages().size(), size_t(2));
    QCOMPARE(bench.message(0).duration(), 50 * Millisecond);
    QCOMPARE(bench.message(1).duration(), 50 * Millisecond);
    // Of its answer alone: what was sent is no event.
    QCOMPARE(bench.message(0).events.ranges(),
             QList<EventNumbers::Range>({{EventRing::FirstLive, EventRing::FirstLive}}));
    QCOMPARE(bench.message(1).events.ranges(),
             QList<EventNumbers::Range>({{EventRing::FirstLive + 1, EventRing::FirstLive + 1}}));
}

void LensFeedTest::eachRequestHasTheBodyOfItsTime()
{
    Bench bench;
    bench.add(R"({"jsonrpc":"2.0","id":1,"result":{}})", 300);
    bench.add(R"({"jsonrpc":"2.0","id":2,"result":{}})", 700);
    LensFeed::Subject subject{stream()};
    subject.dialect = Dialect::mcp();
    subject.bodies = {{0, R"({"jsonrpc":"2.0","id":1,"method":"ping"})"},
                      {500 * Millisecond, R"({"jsonrpc":"2.0","id":2,"method":"tools/list"})"}};
    bench.feed.follow(subject, DialectLibrary::builtIn());
    bench.addStory(StoryEntry::Kind::Request, 100);
    bench.addStory(StoryEntry::Kind::FirstEvent, 300);
    bench.addStory(StoryEntry::Kind::Ended, 400);
    bench.addStory(StoryEntry::Kind::Request, 600);
    bench.addStory(StoryEntry::Kind::FirstEvent, 700);
    bench.readAll();
    QCOMPARE(bench.feed.lens().messages().size(), size_t(2));
    QCOMPARE(bench.message(0).parts.first().toolName, QByteArray("ping"));
    QCOMPARE(bench.message(1).parts.first().toolName, QByteArray("tools/list"));
}

void LensFeedTest::eventsThatWentBeforeTheyWereReadAreCounted()
{
    EventRing ring(256 * 1024);
    LensFeed feed(ring);
    feed.follow({stream()}, DialectLibrary::builtIn());
    constexpr quint64 Events = 10'000;
    for (quint64 i = 0; i < Events; ++i)
        ring.append(Stream, {{{}, {}, {}, Start}, qint64(i)});
    ring.trim();
    QVERIFY(ring.first() > EventRing::FirstLive);
    QTRY_VERIFY(feed.hasReadAll());
    QCOMPARE(feed.missedCount(), ring.first() - EventRing::FirstLive);
    QCOMPARE(feed.readCount() + feed.missedCount(), Events);
}

void LensFeedTest::whatWasLoadedOfTheTimeBeforeIsNotRead()
{
    Bench bench;
    bench.add(Start, 10, HubSource, "a");
    bench.ring.prepend(HubSource, {{{"a", {}, {}, Start}, 1}});
    bench.follow({HubSource, "a", false});
    bench.readAll();
    QCOMPARE(bench.feed.readCount(), 1U);
    bench.ring.prepend(HubSource, {{{"a", {}, {}, Start}, 1}});
    bench.add(Stop, 20, HubSource, "a");
    bench.feed.readOn();
    bench.readAll();
    QCOMPARE(bench.feed.readCount(), 2U);
    QCOMPARE(bench.feed.missedCount(), 0U);
    QCOMPARE(bench.feed.progress(), 1.0);
}

void LensFeedTest::aDialectThatIsNamedReadsAllAgain()
{
    Bench bench;
    bench.add(R"({"line":"one, "})", 10);
    bench.add(R"({"line":"two"})", 20);
    bench.follow(stream());
    bench.readAll();
    QVERIFY(bench.feed.lens().messages().empty());
    QSignalSpy restarted(&bench.feed, &LensFeed::restarted);
    LensFeed::Subject subject{stream()};
    subject.dialect = Dialect::ofPath(*JsonPath::parse(QStringLiteral("$.line")));
    bench.feed.follow(subject, DialectLibrary::builtIn());
    bench.readAll();
    QCOMPARE(restarted.count(), 1);
    QCOMPARE(bench.message().text(), QByteArray("one, two"));
}

void LensFeedTest::thatAllIsReadIsToldOfASubjectWithoutEvents()
{
    Bench bench;
    bench.add(Start, 1, Stream);
    bench.follow(stream());
    bench.readAll();
    QSignalSpy told(&bench.feed, &LensFeed::readingChanged);
    bench.follow({Stream + 1, {}, false});
    QVERIFY(!bench.feed.hasReadAll());
    QTRY_VERIFY(bench.feed.hasReadAll() && !told.isEmpty());
}

QTEST_GUILESS_MAIN(LensFeedTest)
#include "tst_lensfeed.moc"
