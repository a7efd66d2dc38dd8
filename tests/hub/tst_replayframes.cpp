// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/replayframes.h"
#include "hubbench.h"

#include <QSet>
#include <QTest>

using namespace helio;
using namespace helio::test;

/// Frames of history that several readers share.
class ReplayFramesTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void clientsWhoComeBackAtOnceShareTheirFrames();
    void eachFormHasItsOwn();
    void onlyTheVerySameEventsShareOne();
    void whatNobodyAsksForAnyMoreIsLetGoOf();
    void whatIsKeptIsBounded_data();
    void whatIsKeptIsBounded();
};

namespace {

QList<StoredEventPtr> stretch(quint64 first, int count, qsizetype bytes = 10)
{
    QList<StoredEventPtr> events;
    for (int i = 0; i < count; ++i) {
        auto stored = std::make_shared<StoredEvent>();
        stored->position = {1, first + quint64(i)};
        stored->event = {"a", stored->position.toId(), {}, QByteArray(bytes, 'x')};
        events.append(stored);
    }
    return events;
}

struct Frames
{
    explicit Frames(qint64 bound = 1 << 30)
        : memory(std::make_shared<QueueMemory>(bound))
        , frames(memory)
    {}
    std::shared_ptr<QueueMemory> memory;
    ReplayFrames frames;
};

} // namespace

void ReplayFramesTest::clientsWhoComeBackAtOnceShareTheirFrames()
{
    constexpr int Clients = 200;
    HubBench bench;
    bench.publish(QList<Publication>(900, {"a", {}, QByteArray(1'000, 'x'), {}, {}}));
    QList<LinePtr> lines;
    for (int i = 0; i < Clients; ++i)
        lines.append(bench.subscribe({"a"}, earliest(), false));
    QSet<const Frame *> made;
    bool isOver = false;
    while (!isOver) {
        isOver = true;
        for (const LinePtr &line : std::as_const(lines)) {
            line->takeWaiting();
            isOver = isOver && eventsOf(*line).size() == 900;
        }
        bench.settle();
    }
    qsizetype frames = 0;
    for (const LinePtr &line : std::as_const(lines)) {
        for (const FramePtr &frame : std::as_const(line->taken)) {
            if (frame->kind != Frame::Kind::Replayed)
                continue;
            made.insert(frame.get());
            ++frames;
        }
    }
    QCOMPARE(frames, made.size() * Clients);
    QVERIFY(made.size() > 10);
}

void ReplayFramesTest::eachFormHasItsOwn()
{
    Frames made;
    const QList<StoredEventPtr> events = stretch(1, 3);
    QSet<QByteArray> bytes;
    for (const WireForm form : {WireForm::Plain, WireForm::Tagged, WireForm::Envelope, WireForm::TaggedEnvelope}) {
        const FramePtr frame = made.frames.frame(form, events);
        QCOMPARE(frame, made.frames.frame(form, events));
        QCOMPARE(frame->events, 3u);
        QCOMPARE(frame->position, events.constLast()->position);
        QCOMPARE(frame->eventId, events.constLast()->event.id);
        bytes.insert(frame->bytes);
    }
    QCOMPARE(bytes.size(), 4);
}

void ReplayFramesTest::onlyTheVerySameEventsShareOne()
{
    Frames made;
    const QList<StoredEventPtr> events = stretch(1, 5);
    const FramePtr frame = made.frames.frame(WireForm::Plain, events);
    QCOMPARE(made.frames.frame(WireForm::Plain, QList<StoredEventPtr>(events.cbegin(), events.cend())), frame);
    QVERIFY(made.frames.frame(WireForm::Plain, events.mid(1)) != frame);
    QVERIFY(made.frames.frame(WireForm::Plain, events.first(4)) != frame);
    QList<StoredEventPtr> others = events;
    others[2] = stretch(3, 1).constFirst(); // the ends are the same
    QVERIFY(made.frames.frame(WireForm::Plain, others) != frame);
}

void ReplayFramesTest::whatNobodyAsksForAnyMoreIsLetGoOf()
{
    Frames made;
    QList<StoredEventPtr> events = stretch(1, 3);
    const std::weak_ptr<const Frame> frame = made.frames.frame(WireForm::Plain, events);
    const std::weak_ptr<const StoredEvent> event = events.constFirst();
    made.frames.forgetUnused();
    QVERIFY(!frame.expired());
    made.frames.frame(WireForm::Plain, events);
    events.clear();
    made.frames.forgetUnused();
    QVERIFY(!frame.expired());
    made.frames.forgetUnused();
    QVERIFY(frame.expired() && event.expired());
    QCOMPARE(made.memory->bytes(), 0);
}

void ReplayFramesTest::whatIsKeptIsBounded_data()
{
    QTest::addColumn<qint64>("bound");
    QTest::addColumn<qsizetype>("bytes");
    QTest::addColumn<qint64>("mostKept");
    QTest::newRow("in number") << qint64(1 << 30) << qsizetype(10) << qint64(ReplayFrames::MaximumFrames);
    QTest::newRow("in bytes") << qint64(1 << 30) << qsizetype(1 << 20) << qint64(3);
    QTest::newRow("by what may wait") << qint64(80'000) << qsizetype(3'000) << qint64(3);
    QTest::newRow("one is too large") << qint64(80'000) << qsizetype(20'000) << qint64(0);
}

void ReplayFramesTest::whatIsKeptIsBounded()
{
    QFETCH(qint64, bound);
    QFETCH(qsizetype, bytes);
    Frames made(bound);
    std::vector<std::weak_ptr<const Frame>> frames;
    for (quint64 i = 1; i <= 100; ++i)
        frames.push_back(made.frames.frame(WireForm::Plain, stretch(i, 1, bytes)));
    QTEST(qint64(std::count_if(frames.cbegin(), frames.cend(), [](const auto &frame) { return !frame.expired(); })),
          "mostKept");
}

QTEST_GUILESS_MAIN(ReplayFramesTest)
#include "tst_replayframes.moc"
