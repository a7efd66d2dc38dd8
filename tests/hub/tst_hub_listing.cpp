// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/turns.h"
#include "hubbench.h"
#include "support/sanitized.h"

#include <QTest>

using namespace helio;
using namespace helio::test;
using namespace std::chrono_literals;

/// Clients by what one asks for: some of them, sorted, in pages.
class HubListingTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void withoutAQuestionAllComeInTheOrderOfArrival();
    void idsOfAPrefixComeInTheOrderOfArrivalToo();
    void pagesAndDirections_data();
    void pagesAndDirections();
    void aTextIsFoundInWhatAClientSays_data();
    void aTextIsFoundInWhatAClientSays();
    void aChannelNamesThoseWhoReceiveIt();
    void whoLeavesMeanwhileIsLeftOut();
    void manyAreSortedInShortTurns();
};

namespace {

struct Listed
{
    QByteArrayList ids;
    ClientCounts counts;
    int turns = 0; ///< of the event loop
};

Listed list(HubBench &bench, const ClientQuery &query)
{
    Listed listed;
    bool isDone = false;
    bench.hub->visitClients(
        query, [&](const ClientInfo &client) { listed.ids.append(client.id); },
        [&](const ClientCounts &counts) {
            listed.counts = counts;
            isDone = true;
        });
    while (!isDone) {
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        ++listed.turns;
    }
    return listed;
}

LinePtr subscribe(HubBench &bench, const QByteArray &userAgent, const QByteArrayList &entries = {"a"})
{
    Subscription subscription;
    subscription.selection = select(entries);
    subscription.userAgent = userAgent;
    subscription.address = QHostAddress(QStringLiteral("192.0.2.7"));
    return bench.subscribe(std::move(subscription));
}

} // namespace

void HubListingTest::withoutAQuestionAllComeInTheOrderOfArrival()
{
    HubBench bench;
    QByteArrayList ids;
    for (int i = 0; i < 25; ++i) {
        subscribe(bench, "x");
        ids.append(bench.lastClientId);
    }
    const Listed listed = list(bench, {});
    QCOMPARE(listed.ids, ids); // c9 before c10
    QCOMPARE(listed.counts.total, 25);
    QCOMPARE(listed.counts.matching, 25);
}

void HubListingTest::idsOfAPrefixComeInTheOrderOfArrivalToo()
{
    HubOptions options;
    options.clientPrefix = "ac1dc.";
    HubBench bench({}, HubBench::StoreKind::Plain, options);
    QByteArrayList ids;
    for (int i = 1; i <= 11; ++i) {
        const LinePtr line = subscribe(bench, "x");
        ids.append("ac1dc.c" + QByteArray::number(i));
        QCOMPARE(bench.lastClientId, ids.constLast());
        QVERIFY(line->bytes().contains(": " + ids.constLast() + '\n')); // the client is told
    }
    QCOMPARE(list(bench, {}).ids, ids);
    QVERIFY(bench.hub->client("ac1dc.c11"));
    QVERIFY(!bench.hub->client("c11"));
}

void HubListingTest::pagesAndDirections_data()
{
    QTest::addColumn<int>("order");
    QTest::addColumn<bool>("isDescending");
    QTest::addColumn<int>("offset");
    QTest::addColumn<int>("limit");
    QTest::addColumn<QByteArrayList>("ids");
    using Order = ClientQuery::Order;
    const auto row = [](const char *name, Order order, bool isDescending, int offset, int limit,
                        const QByteArrayList &ids) {
        QTest::newRow(name) << int(order) << isDescending << offset << limit << ids;
    };
    // Agents: c1 b, c2 a, c3 c, c4 a
    row("up", Order::UserAgent, false, 0, 0, {"c2", "c4", "c1", "c3"});
    row("down, the same in the order of arrival", Order::UserAgent, true, 0, 0, {"c3", "c1", "c2", "c4"});
    row("a page", Order::UserAgent, false, 1, 2, {"c4", "c1"});
    row("a page down", Order::UserAgent, true, 0, 1, {"c3"});
    row("behind the last", Order::UserAgent, false, 4, 2, {});
    row("arrival down", Order::Arrival, true, 0, 2, {"c4", "c3"});
    row("by number", Order::SentEvents, true, 0, 1, {"c3"});
}

void HubListingTest::pagesAndDirections()
{
    QFETCH(int, order);
    QFETCH(bool, isDescending);
    QFETCH(int, offset);
    QFETCH(int, limit);
    HubBench bench;
    const LinePtr lines[] = {subscribe(bench, "b"), subscribe(bench, "a"), subscribe(bench, "c", {"busy"}),
                             subscribe(bench, "a")};
    bench.publish("busy", "x");
    const Listed listed = list(bench, {ClientQuery::Order(order), isDescending, offset, limit, {}, {}});
    QTEST(listed.ids, "ids");
    QCOMPARE(listed.counts.total, 4);
    QCOMPARE(listed.counts.matching, 4);
}

void HubListingTest::aTextIsFoundInWhatAClientSays_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QByteArrayList>("ids");
    QTest::newRow("agent, another case") << QStringLiteral("FIREFOX") << QByteArrayList{"c1"};
    QTest::newRow("channel") << QStringLiteral("orders") << QByteArrayList{"c2"};
    QTest::newRow("pattern") << QStringLiteral("users.*") << QByteArrayList{"c2"};
    QTest::newRow("address") << QStringLiteral("192.0.2") << QByteArrayList{"c1", "c2"};
    QTest::newRow("id") << QStringLiteral("c2") << QByteArrayList{"c2"};
    QTest::newRow("nothing") << QStringLiteral("chrome") << QByteArrayList();
}

void HubListingTest::aTextIsFoundInWhatAClientSays()
{
    QFETCH(QString, text);
    HubBench bench;
    const LinePtr one = subscribe(bench, "Firefox/140");
    const LinePtr two = subscribe(bench, "curl", {"orders", "~users.*"});
    ClientQuery query;
    query.text = text;
    query.limit = 10;
    const Listed listed = list(bench, query);
    QTEST(listed.ids, "ids");
    QCOMPARE(listed.counts.total, 2);
    QCOMPARE(listed.counts.matching, listed.ids.size());
}

void HubListingTest::aChannelNamesThoseWhoReceiveIt()
{
    HubBench bench;
    const LinePtr byName = subscribe(bench, "x", {"users.ada"});
    const LinePtr byPattern = subscribe(bench, "x", {"~users.*"});
    const LinePtr other = subscribe(bench, "x", {"users.bob"});
    ClientQuery query;
    query.channel = "users.ada";
    query.limit = 1;
    const Listed listed = list(bench, query);
    QCOMPARE(listed.ids, (QByteArrayList{"c1"}));
    QCOMPARE(listed.counts.matching, 2);
}

void HubListingTest::whoLeavesMeanwhileIsLeftOut()
{
    HubBench bench;
    const LinePtr one = subscribe(bench, "x");
    const LinePtr two = subscribe(bench, "x");
    QByteArrayList ids;
    bool isDone = false;
    bench.hub->visitClients(
        {}, [&](const ClientInfo &client) { ids.append(client.id); }, [&](const ClientCounts &) { isDone = true; });
    one->halfClose();
    QTRY_VERIFY(isDone);
    QCOMPARE(ids, (QByteArrayList{"c2"}));
}

void HubListingTest::manyAreSortedInShortTurns()
{
    HubBench bench;
    constexpr int Many = 20'000;
    std::vector<LinePtr> lines;
    for (int i = 0; i < Many; ++i)
        lines.push_back(subscribe(bench, QByteArray::number((i * 7919) % Many).rightJustified(6, '0')));
    Turns::ofThisThread().clear();
    ClientQuery query;
    query.order = ClientQuery::Order::UserAgent;
    query.offset = Many - 3;
    query.limit = 3;
    const Listed listed = list(bench, query);
    QVERIFY2(listed.turns < Many / 10, qPrintable(QString::number(listed.turns)));
    QCOMPARE(listed.counts.matching, Many);
    QCOMPARE(listed.ids.size(), 3);
    for (const LongTurns &one : Turns::ofThisThread().all())
        QVERIFY2(one.longestCpuMs < (IsSanitized ? 2000 : 100), one.name.constData());
}

QTEST_GUILESS_MAIN(HubListingTest)
#include "tst_hub_listing.moc"
