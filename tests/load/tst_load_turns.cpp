// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/loadbench.h"
#include "support/rawclient.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QTest>

#include <algorithm>
#include <memory>

using namespace helio;
using namespace helio::test;
using namespace std::chrono_literals;

/// What is hard for the hub, and a healthy subscriber beside it.
class LoadTurnsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void nothingHoldsUpTheHub_data();
    void nothingHoldsUpTheHub();
};

namespace {

#if defined(LOAD_SANITIZED) || !defined(NDEBUG)
constexpr int LongestTurnMs = 1500; // several times slower
#else
constexpr int LongestTurnMs = 250;
#endif

bool opens(RawClient &client, quint16 port, const QByteArray &target)
{
    return client.connectTo(port) && client.send(RawClient::request("GET", target)) && client.readUntil("\n\n");
}

QByteArray repeated(const QByteArray &element, int count)
{
    return '[' + (element + ',').repeated(count - 1) + element + ']';
}

} // namespace

void LoadTurnsTest::nothingHoldsUpTheHub_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("listeners");
    QTest::addColumn<bool>("read");
    const int count = LoadBench::sized(20'000, 90'000);
    QTest::newRow("a long array of nothing") << repeated("{}", LoadBench::sized(20'000, 349'000)) << 1 << true;
    QTest::newRow("a batch to many") << repeated("{\"data\":1}", count) << 50 << true;
    QTest::newRow("a batch to many who do not read") << repeated("{\"data\":1}", count) << 50 << false;
}

void LoadTurnsTest::nothingHoldsUpTheHub()
{
    QFETCH(QByteArray, body);
    QFETCH(int, listeners);
    QFETCH(bool, read);
    LoadBench bench;
    QVERIFY2(bench.start(), qPrintable(bench.error()));
    const quint16 port = bench.hub().port();
    std::vector<std::unique_ptr<RawClient>> all;
    for (int i = 0; i < listeners; ++i) {
        all.push_back(std::make_unique<RawClient>(60s));
        all.back()->setReceiveBuffer(4096);
        QVERIFY(opens(*all.back(), port, "/stream?pattern=*"));
    }
    RawClient healthy(60s);
    QVERIFY(opens(healthy, port, "/stream?channel=healthy"));

    RawClient publisher(60s);
    QVERIFY(publisher.connectTo(port));
    QVERIFY(publisher.send(RawClient::request("POST", "/publish", {"Content-Type: application/json"}, body)));
    qint64 longest = 0;
    for (int i = 0; i < 20; ++i) {
        QElapsedTimer timer;
        timer.start();
        RawClient other(60s);
        const QByteArray mark = "mark " + QByteArray::number(i);
        QVERIFY(other.ask(port, RawClient::request("POST", "/channels/healthy", {}, mark)));
        QVERIFY(healthy.readUntil("data: " + mark + "\n"));
        longest = std::max(longest, timer.elapsed());
        for (const auto &client : all) {
            if (read)
                client->take();
        }
    }
    LoadBench::report(QStringLiteral("the healthy one waited %1 ms at most").arg(longest));
    QVERIFY(publisher.readResponse());
    const QJsonArray turns = bench.ask("/api/stats").value(QLatin1String("longTurns")).toArray();
    for (const QJsonValue &value : turns) {
        const QString name = value[QLatin1String("in")].toString();
        const int milliseconds = value[QLatin1String("longestCpuMs")].toInt();
        LoadBench::report(QStringLiteral("%1: %2 ms of processor time at once").arg(name).arg(milliseconds));
        QVERIFY2(milliseconds <= LongestTurnMs, qPrintable(name));
    }
}

QTEST_GUILESS_MAIN(LoadTurnsTest)
#include "tst_load_turns.moc"
