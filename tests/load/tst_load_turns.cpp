// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/loadbench.h"
#include "support/rawclient.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QTest>

#include <algorithm>
#include <memory>

using namespace helio;
using namespace helio::test;
using namespace std::chrono_literals;

namespace {

#if defined(LOAD_SANITIZED) || !defined(NDEBUG)
constexpr int LongestTurnMs = 1500; // several times slower
#else
constexpr int LongestTurnMs = 250;
#endif

constexpr char Json[] = "Content-Type: application/json";
constexpr char Ndjson[] = "Content-Type: application/x-ndjson";
constexpr int LargestBody = 1024 * 1024;

/// A hub, what is done to it, and who has to do with it.
class Scene
{
public:
    explicit Scene(const QStringList &options = {})
        : bench(options)
    {}
    bool start() { return bench.start(); }
    quint16 port() { return bench.hub().port(); }

    /// A stream; false when it does not open.
    bool listen(const QByteArray &target, bool reads = true)
    {
        RawClient &client = added(reads ? readers : others);
        client.setReceiveBuffer(4096);
        return client.connectTo(port()) && client.send(RawClient::request("GET", target)) && client.readUntil("\n\n");
    }
    /// Sends it, and leaves the answer for later.
    bool send(const QByteArray &request)
    {
        RawClient &client = added(publishers);
        return client.connectTo(port()) && client.send(request);
    }
    bool publish(const QByteArray &body, const char *type = Json)
    {
        return send(RawClient::request("POST", "/publish", {type}, body));
    }
    void readAll()
    {
        for (const auto &client : readers)
            client->take();
    }
    bool readAnswers()
    {
        return std::all_of(publishers.cbegin(), publishers.cend(), [this](const auto &client) {
            readAll();
            return client->readResponse().has_value();
        });
    }

    LoadBench bench;
    std::vector<std::unique_ptr<RawClient>> readers;    ///< read what comes
    std::vector<std::unique_ptr<RawClient>> others;     ///< do not
    std::vector<std::unique_ptr<RawClient>> publishers; ///< are answered in the end

private:
    static RawClient &added(std::vector<std::unique_ptr<RawClient>> &clients)
    {
        clients.push_back(std::make_unique<RawClient>(120s));
        return *clients.back();
    }
};

using Attack = bool (*)(Scene &scene);

/// As many of `element` as fit into a body, or `count`.
QByteArray repeated(const QByteArray &element, int count, char separator = ',')
{
    count = std::min(count, int((LargestBody - 2) / (element.size() + 1)));
    QByteArray all = (element + separator).repeated(count);
    all.chop(1);
    return separator == ',' ? '[' + all + ']' : all;
}

/// The same of what `element` answers for 0, 1, ….
template <typename Element>
QByteArray listOf(int count, char separator, const Element &element)
{
    QByteArray all;
    for (int i = 0; i < count && all.size() < LargestBody - 200; ++i)
        all += element(QByteArray::number(i)) + separator;
    all.chop(1);
    return all;
}

int manyEvents()
{
    return LoadBench::sized(20'000, 90'000);
}

bool listenMany(Scene &scene, int count, bool reads)
{
    bool all = true;
    for (int i = 0; i < count; ++i)
        all = all && scene.listen("/stream?pattern=*", reads);
    return all;
}

/// As many as a client may have, which differ at their ends only.
QByteArray hostilePatterns(int client)
{
    QByteArray query;
    for (int i = 0; i < 100; ++i)
        query += "pattern=*" + QByteArray(100 + client, 'a') + QByteArray::number(i) + '&';
    query.chop(1);
    return query;
}

/// Patterns in which no three bytes stand together.
QByteArray vaguePatterns()
{
    QByteArray query;
    for (int i = 0; i < 100; ++i)
        query += "pattern=*z?" + QByteArray::number(i) + "?*&";
    query.chop(1);
    return query;
}

bool publishManyChannels(Scene &scene)
{
    const int count = LoadBench::sized(40'000, 240'000);
    for (int from = 0; from < count; from += 10'000) {
        const QByteArray body = listOf(10'000, '\n', [from](const QByteArray &number) {
            return "{\"channel\":\"c" + QByteArray::number(from + number.toInt()) + "\",\"data\":\"\"}";
        });
        RawClient publisher(120s);
        if (!publisher.ask(scene.port(), RawClient::request("POST", "/publish", {Ndjson}, body)))
            return false;
        scene.readAll();
    }
    return true;
}

} // namespace

Q_DECLARE_METATYPE(Attack)

/// What is hard for the hub, and a healthy subscriber beside it.
class LoadTurnsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void nothingHoldsUpTheHub_data();
    void nothingHoldsUpTheHub();
    void aDrainAmidABatchHoldsUpNothing();
};

void LoadTurnsTest::nothingHoldsUpTheHub_data()
{
    QTest::addColumn<Attack>("attack");
    QTest::addColumn<int>("maximumEvents");
    const auto addRow = [](const char *name, Attack attack, int maximumEvents = 10'000) {
        QTest::newRow(name) << attack << maximumEvents;
    };
    addRow("a long array of nothing", [](Scene &scene) { return scene.publish(repeated("{}", 349'000)); });
    addRow("data of many keys", [](Scene &scene) {
        return scene.publish("{\"data\":{" +
                             listOf(85'000, ',', [](const QByteArray &i) { return "\"k" + i + "\":1"; }) + "}}");
    });
    addRow("data of one key many times", [](Scene &scene) {
        return scene.publish("{\"data\":{" + listOf(45'000, ',', [](const QByteArray &) { return "\"key\":1"; }) +
                             "}}");
    });
    addRow("a name doubled in each event",
           [](Scene &scene) { return scene.publish(repeated("{\"data\":1,\"data\":1}", 45'000)); });
    addRow("one event many times",
           [](Scene &scene) { return scene.publish(repeated("{\"id\":\"1\",\"data\":1}", 45'000)); });
    addRow("ids of their own", [](Scene &scene) {
        return scene.publish(
            '[' + listOf(manyEvents(), ',', [](const QByteArray &i) { return "{\"id\":" + i + ",\"data\":1}"; }) + ']');
    });
    addRow("events as an array", [](Scene &scene) {
        return scene.publish(repeated("{\"data\":1}", 90'000)) && scene.publish(repeated("{\"data\":1}", 90'000));
    });
    addRow("events as NDJSON",
           [](Scene &scene) { return scene.publish(repeated("{\"data\":1}", 90'000, '\n'), Ndjson); });
    addRow("a batch to many", [](Scene &scene) {
        return listenMany(scene, 50, true) && scene.publish(repeated("{\"data\":1}", manyEvents()));
    });
    addRow("a batch to many who do not read", [](Scene &scene) {
        return listenMany(scene, 50, false) && scene.publish(repeated("{\"data\":1}", manyEvents()));
    });
    addRow("hostile patterns", [](Scene &scene) {
        bool all = true;
        for (int i = 0; i < 20; ++i)
            all = all && scene.listen("/stream?" + hostilePatterns(i));
        return all &&
               scene.publish('[' +
                             listOf(100, ',',
                                    [](const QByteArray &i) {
                                        return "{\"channel\":\"" + QByteArray(240, 'a') + i + "\",\"data\":\"x\"}";
                                    }) +
                             ']');
    });
    addRow(
        "many channels, and replays over patterns",
        [](Scene &scene) {
            RawClient publisher(120s);
            const auto first = publisher.ask(scene.port(), RawClient::request("POST", "/channels/first", {}, "1"));
            if (!first || !publishManyChannels(scene) || !publishManyChannels(scene)) // each is trimmed once
                return false;
            const QByteArray id = QJsonDocument::fromJson(first->body)[QLatin1String("id")].toString().toUtf8();
            bool all = true;
            for (int i = 0; i < 5; ++i) {
                all = all && scene.listen("/stream?since=10&" + vaguePatterns());
                all = all && scene.listen("/stream?lastEventId=" + id + '&' + vaguePatterns());
                all = all && scene.listen("/stream?lastEventId=earliest&pattern=*" + QByteArray::number(i) + '*');
            }
            return all;
        },
        1);
    addRow("clients that do not read", [](Scene &scene) {
        const QByteArray large(20'000, 'x');
        bool all = true;
        for (int i = 0; i < 100; ++i)
            all = all && scene.listen("/stream?channel=own" + QByteArray::number(i), false);
        for (int i = 0; all && i < LoadBench::sized(500, 6'000); ++i) {
            RawClient publisher(120s);
            const QByteArray target = "/channels/own" + QByteArray::number(i % 100);
            all = publisher.ask(scene.port(), RawClient::request("POST", target, {}, large)).has_value();
        }
        return all;
    });
    addRow("bodies that do not end", [](Scene &scene) {
        const QByteArray request =
            RawClient::request("POST", "/publish", {Json}, QByteArray(LargestBody, ' ')).chopped(48'000);
        for (int i = 0; i < LoadBench::sized(100, 300); ++i) {
            scene.others.push_back(std::make_unique<RawClient>(5s));
            // Some are turned away while they still send: that is the hub's good right.
            if (scene.others.back()->connectTo(scene.port()))
                scene.others.back()->send(request);
        }
        return true;
    });
}

void LoadTurnsTest::nothingHoldsUpTheHub()
{
    QFETCH(Attack, attack);
    QFETCH(int, maximumEvents);
    Scene scene({QStringLiteral("--max-events"), QString::number(maximumEvents)});
    QVERIFY2(scene.start(), qPrintable(scene.bench.error()));
    RawClient healthy(120s);
    QVERIFY(healthy.connectTo(scene.port()));
    QVERIFY(healthy.send(RawClient::request("GET", "/stream?channel=healthy")));
    QVERIFY(healthy.readUntil("\n\n"));

    QVERIFY(attack(scene));
    qint64 longest = 0;
    for (int i = 0; i < 20; ++i) {
        QElapsedTimer timer;
        timer.start();
        RawClient other(120s);
        const QByteArray mark = "mark " + QByteArray::number(i);
        QVERIFY(other.ask(scene.port(), RawClient::request("POST", "/channels/healthy", {}, mark)));
        QVERIFY(healthy.readUntil("data: " + mark + "\n"));
        longest = std::max(longest, timer.elapsed());
        scene.readAll();
    }
    LoadBench::report(QStringLiteral("the healthy one waited %1 ms at most").arg(longest));
    QVERIFY(scene.readAnswers());
    const QJsonArray turns = scene.bench.ask("/api/stats").value(QLatin1String("longTurns")).toArray();
    for (const auto value : turns) {
        const QString name = value[QLatin1String("in")].toString();
        const int milliseconds = value[QLatin1String("longestCpuMs")].toInt();
        LoadBench::report(QStringLiteral("%1: %2 ms of processor time at once").arg(name).arg(milliseconds));
        QVERIFY2(milliseconds <= LongestTurnMs, qPrintable(name));
    }
}

/// The hub says in its log what it cannot be asked any more.
void LoadTurnsTest::aDrainAmidABatchHoldsUpNothing()
{
    Scene scene;
    QVERIFY2(scene.start(), qPrintable(scene.bench.error()));
    QVERIFY(listenMany(scene, 50, true));
    QVERIFY(scene.publish(repeated("{\"data\":1}", manyEvents())));
    QVERIFY(scene.readers.front()->readUntil("data: 1\n")); // it is under way
    scene.readAll();
    QVERIFY(scene.bench.hub().stop(60s).has_value());
    const QString log = QString::fromUtf8(scene.bench.hub().process().standardError());
    static const QRegularExpression Long(QStringLiteral("(\\d+) ms of them computing \\(([^)]*)\\)"));
    for (auto found = Long.globalMatch(log); found.hasNext();) {
        const QRegularExpressionMatch match = found.next();
        LoadBench::report(match.captured(0));
        QVERIFY2(match.captured(1).toInt() <= LongestTurnMs, qPrintable(match.captured(2)));
    }
}

QTEST_GUILESS_MAIN(LoadTurnsTest)
#include "tst_load_turns.moc"
