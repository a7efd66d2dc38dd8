// SPDX-License-Identifier: GPL-3.0-or-later
#include "history/selectiontext.h"
#include "hub/slices.h"
#include "store/logtail.h"

#include <QTest>

using namespace helio;

/// What memory holds of a log, and lets go of while the hub's thread does other things.
class LogTailTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void whatIsClearedIsReadNoMoreAndGoesInSlices();
    void whatComesBehindAClearingStays();
    void anIdThatIsPublishedAnewStandsForTheNewEvent();
    void aChannelThatNobodyUsesIsForgottenWhenItsEventsAreGone();
    void aLogBegunAnewLetsGoInSlices();
    void whatIsHiddenMakesRoomFirst();

private:
    static constexpr quint64 Count = 5'000;

    void begin(qint64 memoryBytes);
    StoredEventPtr add(const QByteArray &channel, const QByteArray &ownId = {});
    QByteArrayList read(const Selection &selection) const;
    static Selection named(const QByteArray &channel);

    std::unique_ptr<Slices> slices_;
    std::unique_ptr<LogTail> tail_;
    quint64 last_ = 0;
};

namespace {

constexpr qint64 Memory = 100'000'000;

} // namespace

Selection LogTailTest::named(const QByteArray &channel)
{
    Selection selection;
    selection.addChannel(channel);
    return selection;
}

/// What the one before had to let go is forgotten with its slices.
void LogTailTest::begin(qint64 memoryBytes)
{
    slices_ = std::make_unique<Slices>("history");
    tail_ = std::make_unique<LogTail>(memoryBytes, *slices_);
    tail_->begin({}, {}, 0);
    last_ = 0;
}

StoredEventPtr LogTailTest::add(const QByteArray &channel, const QByteArray &ownId)
{
    const Position position{++last_, 0};
    const QByteArray own = ownId.isEmpty() ? QByteArray("own-").append(QByteArray::number(last_)) : ownId;
    return tail_->add(std::make_shared<StoredEvent>(StoredEvent{position, {channel, own, {}, own}, 0, own}));
}

QByteArrayList LogTailTest::read(const Selection &selection) const
{
    ReadResult result;
    tail_->held().readUpTo(
        {last_, 0}, {.selection = selection, .after = {}, .maximumBytes = Memory, .maximumExamined = Memory}, result);
    QByteArrayList ids;
    for (const StoredEventPtr &event : std::as_const(result.events))
        ids.append(event->event.id);
    return ids;
}

/// Every other event is of another channel.
void LogTailTest::init()
{
    begin(Memory);
    while (last_ < 2 * Count) // own-1 is of "cleared"
        add(last_ % 2 ? "kept" : "cleared");
}

void LogTailTest::whatIsClearedIsReadNoMoreAndGoesInSlices()
{
    QCOMPARE(read(everyChannel()).size(), qsizetype(2 * Count));
    const StoredEventPtr one = tail_->held().find("own-4999");
    QVERIFY(one && one->event.channel == "cleared");
    tail_->noteTrim("cleared", {last_, 0}, Misses::Cause::Wish);
    QVERIFY2(tail_->held().count() > qint64(Count) + 4'000, "all of it went in one turn");
    QVERIFY(read(named("cleared")).isEmpty());
    QCOMPARE(read(named("kept")).size(), qsizetype(Count));
    QCOMPARE(read(everyChannel()).size(), qsizetype(Count));
    QVERIFY(!tail_->held().find("own-4999"));
    QVERIFY(!tail_->held().findOwnOnWire("own-4999"));
    QVERIFY(!tail_->held().findOwn("cleared", "own-4999"));
    QVERIFY(tail_->held().find("own-5000"));
    QTRY_COMPARE(tail_->held().count(), qint64(Count));
    QCOMPARE(one.use_count(), 1);
    QCOMPARE(read(everyChannel()).size(), qsizetype(Count));
}

void LogTailTest::whatComesBehindAClearingStays()
{
    tail_->noteTrim("cleared", {last_, 0}, Misses::Cause::Wish);
    const StoredEventPtr behind = add("cleared");
    QCOMPARE(read(named("cleared")), QByteArrayList{behind->event.id});
    QCOMPARE(tail_->held().findOwn("cleared", behind->ownId), behind);
    QTRY_COMPARE(tail_->held().count(), qint64(Count) + 1);
    QCOMPARE(read(named("cleared")), QByteArrayList{behind->event.id});
}

void LogTailTest::anIdThatIsPublishedAnewStandsForTheNewEvent()
{
    tail_->noteTrim("cleared", {last_, 0}, Misses::Cause::Wish);
    const StoredEventPtr anew = add("cleared", "own-4999");
    const StoredEventPtr elsewhere = add("kept", "own-4997");
    for (int i = 0; i < 2; ++i) {
        QCOMPARE(tail_->held().findOwn("cleared", "own-4999"), anew);
        QCOMPARE(tail_->held().findOwnOnWire("own-4999"), anew);
        QCOMPARE(tail_->held().findOwnOnWire("own-4997"), elsewhere);
        QTRY_COMPARE(tail_->held().count(), qint64(Count) + 2);
    }
}

void LogTailTest::aChannelThatNobodyUsesIsForgottenWhenItsEventsAreGone()
{
    tail_->noteTrim("cleared", {last_, 0}, Misses::Cause::Wish);
    tail_->forgetChannel("cleared");
    QVERIFY(tail_->channels().find("cleared"));
    QTRY_VERIFY(!tail_->channels().find("cleared"));
    QCOMPARE(tail_->held().count(), qint64(Count));
}

void LogTailTest::aLogBegunAnewLetsGoInSlices()
{
    const StoredEventPtr first = tail_->held().find("own-1");
    const StoredEventPtr last = tail_->held().find("own-10000");
    tail_->noteTrim("cleared", {last_, 0}, Misses::Cause::Wish);
    tail_->begin({}, {last_, 0}, 0);
    QCOMPARE(tail_->held().count(), 0);
    QCOMPARE(tail_->held().bytes(), 0);
    QVERIFY(read(everyChannel()).isEmpty() && !tail_->held().find("own-10000"));
    QVERIFY2(last.use_count() > 1, "all of it went in one turn");
    add("kept");
    add("cleared");
    QCOMPARE(read(everyChannel()), (QByteArrayList{"own-10001", "own-10002"}));
    QTRY_VERIFY(first.use_count() == 1 && last.use_count() == 1);
    QCOMPARE(read(everyChannel()), (QByteArrayList{"own-10001", "own-10002"}));
}

void LogTailTest::whatIsHiddenMakesRoomFirst()
{
    begin(1'000'000);
    for (int i = 0; i < 1'000; ++i)
        add("cleared");
    tail_->noteTrim("cleared", {last_, 0}, Misses::Cause::Wish);
    while (tail_->start() == Position() || tail_->start().time() < 1'500)
        add("kept");
    QVERIFY(tail_->held().bytes() <= 1'000'000);
    QCOMPARE(read(everyChannel()).size(), tail_->held().count());
    QCoreApplication::processEvents();
    QCOMPARE(read(everyChannel()).size(), tail_->held().count());
}

QTEST_GUILESS_MAIN(LogTailTest)
#include "tst_logtail.moc"
