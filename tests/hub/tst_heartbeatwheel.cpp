// SPDX-License-Identifier: GPL-3.0-or-later
#include "event/eventstreamwriter.h"
#include "hubbench.h"

#include <QTest>

#include <numeric>

using namespace helio;
using namespace helio::test;
using namespace std::chrono_literals;

/// Heartbeats, turn by turn, on a clock of the test's.
class HeartbeatWheelTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aCommentAfterEachSilence_data();
    void aCommentAfterEachSilence();
    void anEventStartsTheSilenceAnew();
    void nothingIsAddedToWhatWaits();
    void aClientThatLeftIsNotMet();
    void clientsAreSpreadOverTheirOwnTimes();
    void manyThatAreDueAtOnceTakeTurns();
};

namespace {

/// A subscriber that is seated in the test's own wheel, and knows no hub.
struct Seated final : private SubscriberHost
{
    Seated(HubBench &bench, HeartbeatWheel &wheel)
        : clock_(bench.clock)
        , line(std::make_shared<Line>())
    {
        Subscription subscription;
        subscription.selection = select({"a"});
        subscriber = std::make_shared<Subscriber>(static_cast<SubscriberHost &>(*this), "c", subscription,
                                                  std::make_unique<ScriptedTransport>(line));
        wheel.add(subscriber.get());
    }
    qsizetype comments() const { return line->bytes().count(':'); }

private:
    const Clock &clock() const override { return clock_; }
    Store &store() override { qFatal("no store"); }
    std::optional<Position> lastDelivered() const override { return Position(); }
    void replayLater(Subscriber &) override {}
    void replayWhenRoom(Subscriber &) override {}
    FramePtr replayFrame(WireForm, const QList<StoredEventPtr> &) override { return {}; }
    const std::shared_ptr<QueueMemory> &queueMemory() const override { return memory_; }
    void endLater(Subscriber &, Departure) override {}
    void onTaken(const Frame &) override {}
    void onGapSent(bool) override {}
    void onLeft(Subscriber &, Departure) override {}
    void onEnded(Subscriber &, Departure) override {}

    const Clock &clock_;
    std::shared_ptr<QueueMemory> memory_ = std::make_shared<QueueMemory>(1'000'000);

public:
    LinePtr line;
    std::shared_ptr<Subscriber> subscriber;
};

void turnAll(HeartbeatWheel &wheel, qint64 now)
{
    wheel.turn();
    wheel.sendDue(now, std::numeric_limits<int>::max());
}

} // namespace

void HeartbeatWheelTest::aCommentAfterEachSilence_data()
{
    QTest::addColumn<int>("heartbeatMs");
    QTest::newRow("100 ms") << 100;
    QTest::newRow("15 s") << 15'000;
    QTest::newRow("63 s: a round") << 63'000;
    QTest::newRow("64 s") << 64'000;
    QTest::newRow("10 min: many rounds") << 600'000;
}

void HeartbeatWheelTest::aCommentAfterEachSilence()
{
    QFETCH(int, heartbeatMs);
    const std::chrono::milliseconds heartbeat(heartbeatMs);
    HubBench bench;
    HeartbeatWheel wheel(heartbeat);
    const Seated seated(bench, wheel);
    std::chrono::milliseconds silence{0};
    int comments = 0;
    while (comments < 3) {
        bench.clock.advance(wheel.turnInterval());
        silence += wheel.turnInterval();
        turnAll(wheel, bench.clock.steady);
        if (seated.comments() == comments) {
            QVERIFY2(silence < heartbeat + 2 * wheel.turnInterval(), "a heartbeat is missing");
            continue;
        }
        QCOMPARE(seated.comments(), ++comments);
        QVERIFY2(silence >= heartbeat, "a heartbeat came before the silence was over");
        silence = 0ms;
    }
}

void HeartbeatWheelTest::anEventStartsTheSilenceAnew()
{
    HubBench bench;
    HeartbeatWheel wheel(15s);
    Seated seated(bench, wheel);
    seated.subscriber->begin(std::make_shared<const Frame>()); // live
    StoredEvent stored;
    stored.position = {1, 0};
    stored.event = {"a", "1-0", {}, "x"};
    const auto turn = [&] {
        bench.clock.advance(wheel.turnInterval());
        turnAll(wheel, bench.clock.steady);
    };
    for (int i = 0; i < 800; ++i) { // an event every forty turns, a heartbeat is 64
        if (i % 40 == 0) {
            ++stored.position.sequence;
            LiveFrames frames(stored, {}, bench.clock.steady, {}, std::make_shared<QueueMemory>(1'000'000));
            seated.subscriber->deliver(stored, frames, bench.clock.steady, {});
        }
        turn();
    }
    QVERIFY(!seated.line->bytes().contains(EventStreamWriter::comment()));
    for (int i = 0; i < 65; ++i)
        turn();
    QVERIFY(seated.line->bytes().endsWith(EventStreamWriter::comment()));
}

void HeartbeatWheelTest::nothingIsAddedToWhatWaits()
{
    HubBench bench;
    HeartbeatWheel wheel(15s);
    Seated seated(bench, wheel);
    seated.line->takesAll = false;
    seated.subscriber->begin(std::make_shared<const Frame>());
    for (int i = 0; i < 400; ++i) {
        bench.clock.advance(wheel.turnInterval());
        turnAll(wheel, bench.clock.steady);
    }
    QCOMPARE(seated.line->waiting.size(), 1u); // what began the stream
}

void HeartbeatWheelTest::aClientThatLeftIsNotMet()
{
    HubBench bench;
    HeartbeatWheel wheel(100ms);
    std::vector<std::unique_ptr<Seated>> all;
    for (int i = 0; i < 10; ++i)
        all.push_back(std::make_unique<Seated>(bench, wheel));
    for (const size_t gone : {9, 0, 3, 3}) {
        wheel.remove(all[gone]->subscriber.get());
        wheel.remove(all[gone]->subscriber.get()); // once more does nothing
        all.erase(all.begin() + std::ptrdiff_t(gone));
    }
    for (int i = 0; i < 30; ++i) {
        bench.clock.advance(wheel.turnInterval());
        turnAll(wheel, bench.clock.steady);
    }
    for (const auto &seated : all)
        QVERIFY(seated->comments() >= 4);
}

void HeartbeatWheelTest::clientsAreSpreadOverTheirOwnTimes()
{
    HubBench bench;
    HeartbeatWheel wheel(15s);
    std::vector<std::unique_ptr<Seated>> all;
    for (int i = 0; i < 160; ++i) {
        if (i % 10 == 0) {
            bench.clock.advance(wheel.turnInterval());
            turnAll(wheel, bench.clock.steady);
        }
        all.push_back(std::make_unique<Seated>(bench, wheel));
    }
    qsizetype before = 0;
    for (int i = 0; i < 256; ++i) {
        bench.clock.advance(wheel.turnInterval());
        turnAll(wheel, bench.clock.steady);
        qsizetype now = 0;
        for (const auto &seated : all)
            now += seated->comments();
        QVERIFY(now - before <= 20); // never all in one turn
        before = now;
    }
    QVERIFY(before >= 3 * 160);
}

void HeartbeatWheelTest::manyThatAreDueAtOnceTakeTurns()
{
    HubBench bench;
    HeartbeatWheel wheel(15s);
    std::vector<std::unique_ptr<Seated>> all;
    for (int i = 0; i < 10; ++i)
        all.push_back(std::make_unique<Seated>(bench, wheel));
    const auto comments = [&] {
        return std::accumulate(all.cbegin(), all.cend(), qsizetype(0),
                               [](qsizetype sum, const auto &seated) { return sum + seated->comments(); });
    };
    while (!wheel.hasDue()) {
        bench.clock.advance(wheel.turnInterval());
        wheel.turn();
    }
    wheel.sendDue(bench.clock.steady, 4);
    QCOMPARE(comments(), 4);
    QVERIFY(wheel.hasDue());
    for (const size_t gone : {0, 8}) { // of those that are due, and of those that were
        wheel.remove(all[gone]->subscriber.get());
        all.erase(all.begin() + std::ptrdiff_t(gone));
    }
    wheel.sendDue(bench.clock.steady, 100);
    QVERIFY(!wheel.hasDue());
    QCOMPARE(comments(), 8);
}

QTEST_GUILESS_MAIN(HeartbeatWheelTest)
#include "tst_heartbeatwheel.moc"
