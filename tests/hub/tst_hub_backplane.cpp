// SPDX-License-Identifier: GPL-3.0-or-later
#include "hubbench.h"

#include <QTest>

using namespace helio;
using namespace helio::test;

namespace {

/// A backplane whose every answer the test gives.
class ScriptedBackplane : public Backplane
{
public:
    /// What has become of it; lives on when the hub has let it go.
    struct Log
    {
        QList<std::pair<Publication, quint64>> sent;
        ScriptedBackplane *alive = nullptr;
    };

    explicit ScriptedBackplane(std::shared_ptr<Log> log, const QByteArrayList &channels)
        : log_(std::move(log))
    {
        for (const QByteArray &channel : channels)
            carried_.addChannel(channel);
        log_->alive = this;
    }
    ~ScriptedBackplane() override { log_->alive = nullptr; }

    void open() override {}
    const Selection &carried() const override { return carried_; }
    Message unavailability() const override { return {}; }
    void send(const Publication &publication, quint64 ticket) override { log_->sent.append({publication, ticket}); }
    BackplaneInfo info() override { return {}; }
    void countDropped(const QString &) override {}

    void bringBack(qsizetype index)
    {
        const auto &[publication, ticket] = log_->sent[index];
        Q_EMIT arrived({{publication, ticket}});
    }
    void bring(const Publication &publication) { Q_EMIT arrived({{publication, 0}}); }

private:
    std::shared_ptr<Log> log_;
    Selection carried_;
};

std::shared_ptr<ScriptedBackplane::Log> join(HubBench &bench, const QByteArrayList &channels)
{
    auto log = std::make_shared<ScriptedBackplane::Log>();
    bench.hub->setBackplane(std::make_unique<ScriptedBackplane>(log, channels));
    return log;
}

/// The outcomes of publications, as they come.
struct Outcomes
{
    std::function<void(const PublishOutcome &)> taker()
    {
        return [this](const PublishOutcome &outcome) { all.append(outcome); };
    }
    QList<PublishOutcome> all;
};

Publication said(const QByteArray &channel, const QByteArray &data, const QByteArray &id = {})
{
    return {channel, {}, data, id, {}};
}

} // namespace

/// A hub that is joined with others, joined anew and left alone, while things are under way; and its store is late.
class HubBackplaneTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whatItCarriesIsDeliveredWhenItComesBack();
    void anotherTakesOverWithStreamsOpen();
    void whatWasUnderWayIsAnswered();
    void anotherComesBehindWhatIsCommitted();
    void oneThatIsLetGoIsGone();
    void whatWaitsForALateStoreGoesByTheOneThereIsThen();
    void anArrivalThatALateStoreHasOutlivesItsBackplane();
    void publishingAgainFromAnAnswerIsTakenByTheNewOne();
};

void HubBackplaneTest::whatItCarriesIsDeliveredWhenItComesBack()
{
    HubBench bench;
    const auto log = join(bench, {"sse"});
    const LinePtr line = bench.subscribe({"sse", "own"});
    Outcomes outcomes;
    bench.hub->publish({said("sse", "1")}, outcomes.taker());
    bench.publish("own", "2");
    QCOMPARE(eventsOf(*line), (QByteArrayList{"2"}));
    log->alive->bringBack(0);
    QCOMPARE(eventsOf(*line), (QByteArrayList{"2", "1"}));
    QCOMPARE(outcomes.all.size(), 1);
    QCOMPARE(outcomes.all[0].result, PublishOutcome::Result::Published);
}

void HubBackplaneTest::anotherTakesOverWithStreamsOpen()
{
    HubBench bench;
    const LinePtr line = bench.subscribe({"sse", "users"});
    bench.publish("sse", "alone");
    auto first = join(bench, {"sse"});
    QVERIFY(bench.hub->backplaneInfo());
    first->alive->bring(said("sse", "first"));
    auto second = join(bench, {"users"});
    QVERIFY(!first->alive);
    second->alive->bring(said("users", "second"));
    bench.publish("sse", "its own again");
    bench.hub->setBackplane(nullptr);
    QVERIFY(!second->alive && !bench.hub->backplaneInfo());
    bench.publish("users", "alone again");
    QCOMPARE(eventsOf(*line), (QByteArrayList{"alone", "first", "second", "its own again", "alone again"}));
}

void HubBackplaneTest::whatWasUnderWayIsAnswered()
{
    HubBench bench;
    const auto log = join(bench, {"sse"});
    Outcomes outcomes;
    bench.hub->publish({said("sse", "1", "own-id")}, outcomes.taker());
    bench.hub->publish({said("sse", "1", "own-id")}, outcomes.taker()); // waits for the first
    bench.hub->publish({said("own", "2"), said("sse", "3")}, outcomes.taker());
    QVERIFY(outcomes.all.isEmpty());
    QCOMPARE(log->sent.size(), 2);
    bench.hub->setBackplane(nullptr);
    QCOMPARE(outcomes.all.size(), 3);
    for (const PublishOutcome &outcome : outcomes.all) {
        QCOMPARE(outcome.result, PublishOutcome::Result::Unavailable);
        QVERIFY2(outcome.problem.english().contains(QLatin1String("may have been published or not")),
                 qPrintable(outcome.problem.english()));
    }
    bench.hub->publish({said("sse", "1", "own-id")}, outcomes.taker()); // and the id is free again
    QCOMPARE(outcomes.all.constLast().result, PublishOutcome::Result::Published);
}

void HubBackplaneTest::anotherComesBehindWhatIsCommitted()
{
    constexpr int Count = 1'000;
    HubBench bench;
    QList<LinePtr> lines;
    for (int i = 0; i < 200; ++i)
        lines.append(bench.subscribe({"own"}));
    Outcomes outcomes;
    bench.hub->publish(QList<Publication>(Count, said("own", "x")), outcomes.taker());
    const auto log = join(bench, {"sse"});
    QVERIFY(!bench.hub->backplaneInfo());
    QVERIFY(log->alive);
    QTRY_VERIFY_WITH_TIMEOUT(bench.hub->backplaneInfo(), 60'000);
    QCOMPARE(eventsOf(*lines.last()).size(), qsizetype(Count));
    QCOMPARE(outcomes.all.size(), 1);
    bench.hub->publish({said("sse", "1")}, outcomes.taker());
    QCOMPARE(log->sent.size(), 1);
}

void HubBackplaneTest::oneThatIsLetGoIsGone()
{
    HubBench bench;
    const LinePtr line = bench.subscribe({"sse"});
    const auto log = join(bench, {"sse"});
    bench.hub->setBackplane(nullptr);
    bench.hub->setBackplane(nullptr);
    QVERIFY(!log->alive);
    bench.publish("sse", "x");
    QCOMPARE(log->sent.size(), 0);
    QCOMPARE(eventsOf(*line), QByteArrayList{"x"});
}

void HubBackplaneTest::whatWaitsForALateStoreGoesByTheOneThereIsThen()
{
    HubBench bench({}, HubBench::StoreKind::Late);
    const auto first = join(bench, {"sse"});
    const LinePtr line = bench.subscribe({"sse"});
    bench.lateStore().settle();
    Outcomes outcomes;
    bench.hub->publish({said("sse", "1", "own-id")}, outcomes.taker()); // its id is being looked up
    bench.hub->setBackplane(nullptr);
    bench.lateStore().settle();
    QCOMPARE(first->sent.size(), 0);
    QCOMPARE(outcomes.all.size(), 1);
    QCOMPARE(outcomes.all[0].result, PublishOutcome::Result::Published);
    QCOMPARE(eventsOf(*line), QByteArrayList{"1"});
}

void HubBackplaneTest::anArrivalThatALateStoreHasOutlivesItsBackplane()
{
    HubBench bench({}, HubBench::StoreKind::Late);
    const auto log = join(bench, {"sse"});
    const LinePtr line = bench.subscribe({"sse"});
    bench.lateStore().settle();
    Outcomes outcomes;
    bench.hub->publish({said("sse", "1")}, outcomes.taker());
    log->alive->bringBack(0);
    bench.hub->setBackplane(nullptr);
    QCOMPARE(outcomes.all.size(), 1); // it was answered that nobody knows
    bench.lateStore().settle();
    QCOMPARE(outcomes.all.size(), 1);
    QCOMPARE(eventsOf(*line), QByteArrayList{"1"});
}

void HubBackplaneTest::publishingAgainFromAnAnswerIsTakenByTheNewOne()
{
    HubBench bench;
    join(bench, {"sse"});
    Outcomes again;
    bench.hub->publish({said("sse", "1")},
                       [&](const PublishOutcome &) { bench.hub->publish({said("sse", "2")}, again.taker()); });
    const auto second = join(bench, {"sse"});
    QCOMPARE(second->sent.size(), 1);
    second->alive->bringBack(0);
    QCOMPARE(again.all.size(), 1);
    QCOMPARE(again.all[0].result, PublishOutcome::Result::Published);
}

QTEST_GUILESS_MAIN(HubBackplaneTest)
#include "tst_hub_backplane.moc"
