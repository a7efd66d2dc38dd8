// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/loadbench.h"
#include "support/rawclient.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QTest>

#include <algorithm>
#include <csignal>

using namespace helio;
using namespace helio::test;
using namespace std::chrono_literals;

/// `helio listen` that is stopped and killed; clients that only the listener distinguishes.
class LoadProgramsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aStoppedProgramIsStalledAndHealsItself();
    void aKilledProgramIsGoneAtOnce();
    void clientsWithTheSamePortOnTwoListenersAreTwo_data();
    void clientsWithTheSamePortOnTwoListenersAreTwo();
};

namespace {

QStringList listenArguments(LoadBench &bench, const QString &channel)
{
    return {QStringLiteral("listen"), bench.hub().url(QStringLiteral("/stream")).toString(),
            QStringLiteral("--channel"), channel, QStringLiteral("--json")};
}

QJsonArray clients(LoadBench &bench)
{
    return bench.ask("/api/clients").value(QLatin1String("clients")).toArray();
}

QStringList reasons(LoadBench &bench)
{
    QStringList all;
    for (const auto value : bench.ask("/api/disconnects").value(QLatin1String("disconnects")).toArray())
        all.append(value.toObject().value(QLatin1String("reason")).toString());
    return all;
}

/// The events that `helio listen --json` printed.
QList<Event> printed(const ChildProcess &listen, const QByteArray &channel)
{
    QList<Event> events;
    for (const QByteArray &line : listen.standardOutput().split('\n')) {
        const QJsonObject event = QJsonDocument::fromJson(line).object();
        if (event.isEmpty())
            continue;
        const auto text = [&event](const char *key) { return event.value(QLatin1String(key)).toString().toUtf8(); };
        const QByteArray type = text("type");
        events.append({channel, text("lastEventId"), type == "message" ? QByteArray() : type, text("data")});
    }
    return events;
}

} // namespace

void LoadProgramsTest::aStoppedProgramIsStalledAndHealsItself()
{
    LoadBench bench({QStringLiteral("--stall"), QStringLiteral("1s"), QStringLiteral("--reconnection-time"),
                     QStringLiteral("100ms")});
    QVERIFY2(bench.start(), qPrintable(bench.error()));
    ChildProcess listen(HelioProcess::program(), listenArguments(bench, QStringLiteral("a")));
    QVERIFY(listen.start());
    QVERIFY(bench.swarm().waitFor([&] { return clients(bench).size() == 1; }));
    LoadPublisher::Plan plan;
    plan.channels = {"a"};
    plan.events = 20;
    bench.publish(plan);
    QVERIFY2(bench.waitForPublishers(), qPrintable(bench.error()));
    QVERIFY(listen.waitForOutput([&] { return listen.standardOutput().count('\n') == 20; }, 10s));

    listen.sendSignal(SIGSTOP);
    // So much that its kernel takes not all of it, published bit by bit so that the queue's bound is not passed before.
    plan.number = 2;
    plan.dataBytes = 5000;
    plan.batch = 1;
    plan.pause = 1ms;
    plan.events = 0;
    LoadPublisher &flood = bench.publish(plan);
    const auto queued = [&] {
        const QJsonArray all = clients(bench);
        return all.isEmpty() || all.first().toObject().value(QLatin1String("queuedBytes")).toInt() > 0;
    };
    QVERIFY(bench.swarm().waitFor(queued));
    flood.stop();
    QVERIFY2(bench.waitForPublishers(), qPrintable(bench.error()));
    QElapsedTimer timer;
    timer.start();
    QVERIFY(bench.swarm().waitFor([&] { return reasons(bench).size() == 1; }, 10s));
    QCOMPARE(reasons(bench), QStringList{QStringLiteral("stalled")});
    LoadBench::report(
        QStringLiteral("a program that stopped reading is closed as stalled after %1 ms").arg(timer.elapsed()));
    QVERIFY(clients(bench).isEmpty());

    plan.number = 3;
    plan.pause = 0ms;
    plan.events = 20;
    plan.dataBytes = 20;
    bench.publish(plan);
    QVERIFY2(bench.waitForPublishers(), qPrintable(bench.error()));
    const Reference reference = bench.everything();
    timer.restart();
    listen.sendSignal(SIGCONT);
    const bool complete =
        listen.waitForOutput([&] { return listen.standardOutput().count('\n') >= reference.events().size(); }, 20s);
    LoadBench::report(QStringLiteral("and has all %1 events %2 ms after it goes on")
                          .arg(reference.events().size())
                          .arg(timer.elapsed()));
    QVERIFY2(complete, qPrintable(QString::fromUtf8(listen.standardError())));
    QVERIFY(printed(listen, "a") == reference.events());
}

void LoadProgramsTest::aKilledProgramIsGoneAtOnce()
{
    LoadBench bench;
    QVERIFY2(bench.start(), qPrintable(bench.error()));
    ChildProcess listen(HelioProcess::program(), listenArguments(bench, QStringLiteral("a")));
    QVERIFY(listen.start());
    QVERIFY(bench.swarm().waitFor([&] { return clients(bench).size() == 1; }));
    QElapsedTimer timer;
    timer.start();
    listen.kill();
    QVERIFY(bench.swarm().waitFor([&] { return clients(bench).isEmpty(); }, 5s));
    LoadBench::report(QStringLiteral("a killed client is gone after %1 ms").arg(timer.elapsed()));
    QCOMPARE(reasons(bench), QStringList{QStringLiteral("closed by peer")});
}

void LoadProgramsTest::clientsWithTheSamePortOnTwoListenersAreTwo_data()
{
    QTest::addColumn<QByteArray>("first");
    QTest::addColumn<QByteArray>("second");
    QTest::addColumn<QByteArray>("fromFirst");
    QTest::addColumn<QByteArray>("fromSecond");
    QTest::newRow("the same address and port to two addresses")
        << QByteArray("127.0.0.1") << QByteArray("127.0.0.2") << QByteArray("127.0.0.9") << QByteArray("127.0.0.9");
    QTest::newRow("the same port over IPv4 and IPv6")
        << QByteArray("127.0.0.1") << QByteArray("::1") << QByteArray("127.0.0.9") << QByteArray("::1");
    QTest::newRow("the same address and port to two ports")
        << QByteArray("127.0.0.1") << QByteArray("127.0.0.1") << QByteArray("127.0.0.9") << QByteArray("127.0.0.9");
}

void LoadProgramsTest::clientsWithTheSamePortOnTwoListenersAreTwo()
{
    QFETCH(QByteArray, first);
    QFETCH(QByteArray, second);
    QFETCH(QByteArray, fromFirst);
    QFETCH(QByteArray, fromSecond);
    constexpr int Pairs = 100;
    const QString host = QString::fromUtf8(second.contains(':') ? '[' + second + ']' : second);
    LoadBench bench({QStringLiteral("--listen"), host + QStringLiteral(":0")});
    if (!bench.start())
        QSKIP("the second address cannot be listened on here");
    const QRegularExpression line(QStringLiteral("http://\\S+:(\\d+)\n\\S+ \\S+ http://\\S+:(\\d+)\n"));
    const auto ports = [&] { return line.match(QString::fromUtf8(bench.hub().process().standardOutput())); };
    QVERIFY(bench.hub().process().waitForOutput([&] { return ports().hasMatch(); }, 5s));

    Swarm &swarm = bench.swarm();
    const auto add = [&](const QByteArray &query, const QByteArray &to, quint16 port, const QByteArray &from, int i) {
        SwarmPlan plan;
        plan.query = query;
        plan.address = to;
        plan.port = port;
        plan.from = from;
        plan.fromPort = quint16(20'000 + i); // below those that the system gives out
        plan.keepsJournal = true;
        plan.returns = false;
        swarm.add(plan);
    };
    for (int i = 0; i < Pairs; ++i) {
        add("channel=a", first, ports().captured(1).toUShort(), fromFirst, i);
        add("channel=b", second, ports().captured(2).toUShort(), fromSecond, i);
    }
    const bool streaming = swarm.waitFor([&] { return swarm.allStream(); }, 5s);
    QVERIFY2(streaming, qPrintable(swarm.problem()));
    LoadPublisher::Plan plan;
    plan.channels = {"a", "b"};
    plan.events = 100;
    bench.publish(plan);
    QVERIFY2(bench.waitForPublishers(), qPrintable(bench.error()));
    const Reference reference = bench.everything();
    QVERIFY(swarm.waitFor([&] { return bench.allHaveLast(reference); }));

    // One of each pair is disconnected: the other must not notice.
    for (const auto value : clients(bench)) {
        const QJsonObject client = value.toObject();
        if (client.value(QLatin1String("channels")).toArray().first().toString() != QLatin1String("a"))
            continue;
        RawClient steering;
        const QByteArray id = client.value(QLatin1String("id")).toString().toUtf8();
        const auto answer = steering.ask(bench.hub().port(), RawClient::request("DELETE", "/api/clients/" + id));
        QVERIFY2(answer && answer->status == 204, qPrintable(steering.error()));
    }
    QVERIFY(swarm.waitFor([&] { return swarm.count(SwarmClient::State::Ended) == Pairs; }));
    plan.number = 2;
    bench.publish(plan);
    QVERIFY2(bench.waitForPublishers(), qPrintable(bench.error()));
    const Reference more = bench.everything();
    const Event *last = more.last(selectionOf("channel=b"));
    QVERIFY(swarm.waitFor([&] {
        return std::all_of(swarm.clients().cbegin(), swarm.clients().cend(), [&](const auto &client) {
            return client->number() % 2 == 0 || client->lastEventId() == last->id;
        });
    }));
    for (const auto &client : swarm.clients()) {
        const QString problem =
            (client->number() % 2 ? more : reference)
                .problemWith(client->journal(), selectionOf(client->plan().query), Reference::Begin::First);
        QVERIFY2(problem.isEmpty(), qPrintable(problem));
    }
    QCOMPARE(clients(bench).size(), Pairs);
}

QTEST_GUILESS_MAIN(LoadProgramsTest)
#include "tst_load_programs.moc"
