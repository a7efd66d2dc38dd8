// SPDX-License-Identifier: GPL-3.0-or-later
#include "hubbench.h"

#include <QTest>

using namespace helio;
using namespace helio::test;
using namespace std::chrono_literals;

using Outcome = HistoryPages::Page::Outcome;

/// History read backwards, page by page.
class HistoryPagesTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void thePagesTogetherAreHistory_data();
    void thePagesTogetherAreHistory();
    void aPageHoldsTheLastEventsInOrder();
    void channelsAndPatternsSelect();
    void aPageBeginsBeforeAPublishersOwnId();
    void whatIsOlderThanAskedForIsLeftOut();
    void aPageIsBoundedInBytes();
    void aLargeEventComesAlone();
    void whatIsPublishedMeanwhileStandsInNoPageBefore();
    void anEmptyHistoryIsAtItsBeginning();
    void anIdThatIsNotKnownIsSaid();
    void historyThatCannotBeReadIsSaid();
    void whoIsGoneIsNotReadFor();
};

namespace {

HistoryQuery pageOf(qsizetype limit, const QByteArray &before = {})
{
    HistoryQuery query;
    query.limit = limit;
    query.before = before;
    return query;
}

HistoryPages::Page read(HubBench &bench, const HistoryQuery &query)
{
    std::optional<HistoryPages::Page> page;
    bench.hub->readHistory(query, [&page](const HistoryPages::Page &read) {
        if (page)
            qFatal("readHistory() answered twice");
        page = read;
    });
    if (!QTest::qWaitFor([&page] { return page.has_value(); }))
        qFatal("readHistory() did not answer");
    return *page;
}

QByteArrayList dataOf(const HistoryPages::Page &page)
{
    QByteArrayList data;
    for (const StoredEventPtr &stored : page.events)
        data.append(stored->event.data);
    return data;
}

QByteArrayList numbers(int first, int last)
{
    QByteArrayList numbers;
    for (int i = first; i <= last; ++i)
        numbers.append(QByteArray::number(i));
    return numbers;
}

void publishNumbers(HubBench &bench, int last, const QByteArray &channel = "a")
{
    for (const QByteArray &number : numbers(1, last))
        bench.publish(channel, number);
}

} // namespace

void HistoryPagesTest::thePagesTogetherAreHistory_data()
{
    QTest::addColumn<int>("events");
    QTest::addColumn<int>("limit");
    for (const int events : {1, 16, 17, 80, 81, 500}) {
        for (const int limit : {1, 16, 33, 1000})
            QTest::addRow("%d by %d", events, limit) << events << limit;
    }
}

void HistoryPagesTest::thePagesTogetherAreHistory()
{
    QFETCH(int, events);
    QFETCH(int, limit);
    HubBench bench;
    publishNumbers(bench, events);
    QByteArrayList all;
    QByteArray before;
    for (bool isAtBeginning = false; !isAtBeginning;) {
        const HistoryPages::Page page = read(bench, pageOf(limit, before));
        QCOMPARE(page.outcome, Outcome::Done);
        QVERIFY(!page.events.isEmpty());
        QCOMPARE(page.events.size(), std::min<qsizetype>(limit, events - all.size()));
        all = dataOf(page) + all;
        before = page.events.constFirst()->event.id;
        isAtBeginning = page.isAtBeginning;
    }
    QCOMPARE(all, numbers(1, events));
}

void HistoryPagesTest::aPageHoldsTheLastEventsInOrder()
{
    HubBench bench;
    publishNumbers(bench, 40);
    const HistoryPages::Page page = read(bench, pageOf(3));
    QCOMPARE(dataOf(page), numbers(38, 40));
    QVERIFY(!page.isAtBeginning);
    QVERIFY(read(bench, pageOf(40)).isAtBeginning);
}

void HistoryPagesTest::channelsAndPatternsSelect()
{
    HubBench bench;
    for (int i = 0; i < 30; ++i) {
        bench.publish("quiet", "q" + QByteArray::number(i));
        publishNumbers(bench, 10, "loud." + QByteArray::number(i));
    }
    HistoryQuery query = pageOf(2);
    query.selection.addChannel("quiet");
    const HistoryPages::Page quiet = read(bench, query);
    QCOMPARE(dataOf(quiet), QByteArrayList({"q28", "q29"}));
    query.selection.addPattern("loud.7");
    query.limit = 1000;
    const HistoryPages::Page both = read(bench, query);
    QCOMPARE(both.events.size(), 40);
    QVERIFY(both.isAtBeginning);
    query = pageOf(1000);
    query.selection.addPattern("none.*");
    QVERIFY(read(bench, query).events.isEmpty());
}

void HistoryPagesTest::aPageBeginsBeforeAPublishersOwnId()
{
    HubBench bench;
    publishNumbers(bench, 3);
    bench.publish("a", "own", "order-1");
    publishNumbers(bench, 3);
    QCOMPARE(dataOf(read(bench, pageOf(2, "order-1"))), numbers(2, 3));
}

void HistoryPagesTest::whatIsOlderThanAskedForIsLeftOut()
{
    HubBench bench;
    publishNumbers(bench, 30);
    bench.clock.advance(10s);
    const qint64 then = bench.clock.wallMilliseconds();
    bench.publish("a", "later");
    HistoryQuery query = pageOf(1000);
    query.since = then;
    const HistoryPages::Page page = read(bench, query);
    QCOMPARE(dataOf(page), QByteArrayList({"later"}));
    QVERIFY(page.isAtBeginning);
}

void HistoryPagesTest::aPageIsBoundedInBytes()
{
    HubBench bench;
    const QByteArray large(300 * 1024, 'x');
    for (int i = 0; i < 40; ++i)
        bench.publish("a", large + QByteArray::number(i));
    qsizetype events = 0;
    QByteArray before;
    for (bool isAtBeginning = false; !isAtBeginning;) {
        const HistoryPages::Page page = read(bench, pageOf(1000, before));
        qint64 bytes = 0;
        for (const StoredEventPtr &stored : page.events)
            bytes += stored->event.data.size();
        QVERIFY(bytes <= HistoryPages::MaximumBytes);
        QVERIFY(page.isAtBeginning || bytes > HistoryPages::MaximumBytes / 2);
        events += page.events.size();
        before = page.events.constFirst()->event.id;
        isAtBeginning = page.isAtBeginning;
    }
    QCOMPARE(events, 40);
}

void HistoryPagesTest::aLargeEventComesAlone()
{
    HubBench bench;
    publishNumbers(bench, 2);
    bench.publish("a", QByteArray(HistoryPages::MaximumBytes + 1, 'x'));
    const HistoryPages::Page page = read(bench, pageOf(1000));
    QCOMPARE(page.events.size(), 1);
    QVERIFY(!page.isAtBeginning);
    QCOMPARE(dataOf(read(bench, pageOf(1000, page.events.constFirst()->event.id))), numbers(1, 2));
}

void HistoryPagesTest::whatIsPublishedMeanwhileStandsInNoPageBefore()
{
    HubBench bench({}, HubBench::StoreKind::Late);
    const auto publish = [&bench](const QByteArray &data) {
        Publication publication;
        publication.channel = "a";
        publication.data = data;
        bench.hub->publish({publication}, [](const PublishOutcome &) {});
    };
    for (const QByteArray &number : numbers(1, 20))
        publish(number);
    bench.lateStore().settle();
    std::optional<HistoryPages::Page> page;
    bench.hub->readHistory(pageOf(1000), [&page](const HistoryPages::Page &read) { page = read; });
    QVERIFY(QTest::qWaitFor([&] {
        publish("new");
        bench.lateStore().settle();
        bench.settle();
        return page.has_value();
    }));
    const QByteArrayList data = dataOf(*page);
    const qsizetype old = data.size() - data.count("new");
    QCOMPARE(data.first(old), numbers(1, 20));
    QVERIFY(page->isAtBeginning);
}

void HistoryPagesTest::anEmptyHistoryIsAtItsBeginning()
{
    HubBench bench;
    const HistoryPages::Page page = read(bench, pageOf(10));
    QCOMPARE(page.outcome, Outcome::Done);
    QVERIFY(page.events.isEmpty());
    QVERIFY(page.isAtBeginning);
    QVERIFY(read(bench, pageOf(10, "0-0")).isAtBeginning);
}

void HistoryPagesTest::anIdThatIsNotKnownIsSaid()
{
    HubBench bench;
    publishNumbers(bench, 3);
    const HistoryPages::Page page = read(bench, pageOf(10, "no such"));
    QCOMPARE(page.outcome, Outcome::NoEvent);
    QVERIFY(page.events.isEmpty());
}

void HistoryPagesTest::historyThatCannotBeReadIsSaid()
{
    HubBench bench({}, HubBench::StoreKind::Faulty);
    publishNumbers(bench, 3);
    bench.faultyStore().readsFail = true;
    QCOMPARE(read(bench, pageOf(10)).outcome, Outcome::Failed);
}

void HistoryPagesTest::whoIsGoneIsNotReadFor()
{
    HubBench bench({}, HubBench::StoreKind::Late);
    bench.lateStore().settle();
    bool isAnswered = false;
    bool isWanted = true;
    bench.hub->readHistory(
        pageOf(10), [&isAnswered](const HistoryPages::Page &) { isAnswered = true; }, [&isWanted] { return isWanted; });
    QVERIFY(bench.lateStore().work()); // the place is looked for
    isWanted = false;
    bench.lateStore().settle();
    bench.settle();
    QVERIFY(!bench.lateStore().work());
    QVERIFY(!isAnswered);
}

QTEST_GUILESS_MAIN(HistoryPagesTest)
#include "tst_historypages.moc"
