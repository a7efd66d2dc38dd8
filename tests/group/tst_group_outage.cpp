// SPDX-License-Identifier: GPL-3.0-or-later
#include "redishubs.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QTest>

using namespace helio;
using namespace helio::test;
using namespace std::chrono_literals;

/// Hubs whose Redis is killed, emptied, or does not speak with them for a while.
class GroupOutageTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void aClientResumesOnAnotherHub();
    void aCutConnectionPublishesOnce();
    void withoutPersistenceTheHubsHoldIt();
    void whatARestartedRedisHasNoRoomForTheHubsKeep();
    void everysecIsPutBack();
    void whoseMemoryBeginsLaterPutsBackLater();
    void whatNoHubHoldsIsToldAsAGap();
    void whatAHubTookWithItIsToldAsAGap();
    void anEmptiedLogIsAGapAndIdsRise();
    void deletedAndRefilledBelowIsNoticed();
};

namespace {

/// What Redis appended to its files, by their paths in its folder.
QHash<QString, QByteArray> appendedFiles(const RedisServer &server)
{
    QHash<QString, QByteArray> files;
    const QDir folder(server.folder());
    QDirIterator all(folder.path(), {QStringLiteral("appendonly*")}, QDir::Files, QDirIterator::Subdirectories);
    while (all.hasNext()) {
        QFile file(all.next());
        if (file.open(QIODevice::ReadOnly))
            files.insert(folder.relativeFilePath(file.fileName()), file.readAll());
    }
    return files;
}

qsizetype bytesOf(const QHash<QString, QByteArray> &files)
{
    qsizetype bytes = 0;
    for (const QByteArray &content : files)
        bytes += content.size();
    return bytes;
}

void putAppendedFiles(const RedisServer &server, const QHash<QString, QByteArray> &files)
{
    for (auto file = files.cbegin(); file != files.cend(); ++file) {
        QFile written(QDir(server.folder()).filePath(file.key()));
        QVERIFY(written.open(QIODevice::WriteOnly | QIODevice::Truncate));
        QCOMPARE(written.write(file.value()), file.value().size());
    }
}

} // namespace

void GroupOutageTest::initTestCase()
{
    if (!RedisServer::isAvailable())
        QSKIP("There is no redis-server.");
}

void GroupOutageTest::aClientResumesOnAnotherHub()
{
    RedisServer server;
    QVERIFY2(server.start(), qPrintable(server.report()));
    RedisHub first(server, "a");
    RedisHub second(server, "b");
    QVERIFY(first.waitUntilOk() && second.waitUntilOk());
    QByteArrayList ids;
    for (int i = 0; i < 20; ++i)
        ids.append(
            (i % 2 ? first : second).publish("c", QByteArray::number(i), i % 5 ? "" : "own" + QByteArray::number(i)));
    // At once, although this hub may not have read so far.
    for (int i = 0; i < 20; ++i)
        QCOMPARE(second.readAll({"c"}, after(ids[i])).size(), 19 - i);
    QCOMPARE(first.readAll({"c"}, after(ids[3])), second.readAll({"c"}, after(ids[3])));
}

void GroupOutageTest::aCutConnectionPublishesOnce()
{
    RedisServer server;
    QVERIFY2(server.start(), qPrintable(server.report()));
    RedisHub hub(server, "a");
    RedisHub other(server, "b");
    QVERIFY(hub.waitUntilOk() && other.waitUntilOk());
    QByteArrayList done;
    QByteArrayList unknown;
    QHash<QByteArray, QString> refused;
    for (int round = 0; round < 10; ++round) {
        int answers = 0;
        for (int i = 0; i < 200; ++i) {
            const QByteArray data = QByteArray::number(round) + '-' + QByteArray::number(i);
            hub.store->append(quint64(round * 200 + i + 1), {{"c", {}, data, {}, {}}},
                              [&, data](const AppendResult &result) {
                                  ++answers;
                                  if (result.outcome == AppendResult::Outcome::Done)
                                      done.append(data);
                                  else if (result.outcome == AppendResult::Outcome::Unknown)
                                      unknown.append(data);
                                  else
                                      refused.insert(data, result.problem);
                              });
            if (i == 100 + round * 10)
                QCoreApplication::processEvents();
        }
        server.ask({"CLIENT", "KILL", "TYPE", "normal", "SKIPME", "yes"});
        QTRY_COMPARE_WITH_TIMEOUT(answers, 200, 20'000);
        QVERIFY(hub.waitUntilOk() && other.waitUntilOk());
    }
    // It may not have noticed the last cut yet.
    QTRY_VERIFY_WITH_TIMEOUT(!hub.publish("c", "last", "last").isEmpty(), 20'000);
    QTRY_VERIFY_WITH_TIMEOUT(other.data.contains("last"), 20'000);
    for (RedisHub *one : {&hub, &other}) {
        QCOMPARE(QSet<QByteArray>(one->data.cbegin(), one->data.cend()).size(), one->data.size()); // none twice
        for (const QByteArray &data : done)
            QVERIFY(one->data.contains(data));
        for (const QByteArray &data : one->data)
            QVERIFY2(!refused.contains(data), qPrintable(QString::fromUtf8(data) + refused.value(data)));
    }
    QCOMPARE(hub.data, other.data);
    QVERIFY(!done.isEmpty());
}

void GroupOutageTest::withoutPersistenceTheHubsHoldIt()
{
    RedisServer server;
    QVERIFY2(server.start(), qPrintable(server.report()));
    RedisHub first(server, "a");
    RedisHub second(server, "b");
    QVERIFY(first.waitUntilOk() && second.waitUntilOk());
    QByteArrayList ids;
    for (int i = 0; i < 50; ++i)
        ids.append((i % 2 ? first : second).publish("c", QByteArray::number(i)));
    server.kill();
    QVERIFY(first.waitUntilAway() && second.waitUntilAway());
    QVERIFY(first.publish("c", "lost").isEmpty());
    QVERIFY(server.start());
    QVERIFY(first.waitUntilOk() && second.waitUntilOk());
    const QByteArray next = first.publish("c", "next");
    QVERIFY(*Position::fromId(next) > *Position::fromId(ids[49]));
    for (RedisHub *hub : {&first, &second}) {
        QTRY_VERIFY_WITH_TIMEOUT(hub->data.contains("next"), 20'000);
        QCOMPARE(hub->losses, 0);
        QCOMPARE(hub->readAll({"c"}, after(ids[0])).size(), 50);
        QVERIFY(!hub->readAll({"c"}, after(ids[0])).contains("(gap)"));
    }
    RedisHub third(server, "c");
    QVERIFY(third.waitUntilOk());
    QCOMPARE(third.readAll({"c"}, after(ids[0])), first.readAll({"c"}, after(ids[0])));
}

void GroupOutageTest::whatARestartedRedisHasNoRoomForTheHubsKeep()
{
    RedisServer server;
    QVERIFY2(server.start(), qPrintable(server.report()));
    RedisHub first(server, "a");
    RedisHub second(server, "b");
    QVERIFY(first.waitUntilOk() && second.waitUntilOk());
    QByteArrayList ids;
    for (int i = 0; i < 20; ++i)
        ids.append((i % 2 ? first : second).publish("c", QByteArray::number(i)));
    server.kill();
    QVERIFY(first.waitUntilAway() && second.waitUntilAway());
    server.setArguments({QStringLiteral("--maxmemory"), QStringLiteral("1")});
    QVERIFY(server.start());
    const auto isSaid = [](const RedisHub &hub) { return hub.state.problem.contains(QLatin1String("takes nothing")); };
    QTRY_VERIFY_WITH_TIMEOUT(isSaid(first) && isSaid(second), 20'000);
    QCOMPARE(first.readAll({"c"}, after(ids[0])).size(), 19);
    server.ask({"CONFIG", "SET", "maxmemory", "0"});
    QVERIFY(first.waitUntilOk() && second.waitUntilOk());
    RedisHub third(server, "c");
    QVERIFY(third.waitUntilOk());
    for (RedisHub *hub : {&first, &second, &third}) {
        const QByteArrayList read = hub->readAll({"c"}, after(ids[0]));
        QVERIFY2(read.size() == 19 && !read.contains("(gap)"), read.join(' ').constData());
        QCOMPARE(hub->losses, 0);
    }
}

void GroupOutageTest::everysecIsPutBack()
{
    RedisServer server;
    server.setArguments({QStringLiteral("--appendonly"), QStringLiteral("yes"), QStringLiteral("--appendfsync"),
                         QStringLiteral("everysec")});
    QVERIFY2(server.start(), qPrintable(server.report()));
    RedisHub hub(server, "a");
    QVERIFY(hub.waitUntilOk());
    QByteArrayList ids;
    const auto publish = [&](int count) {
        for (int i = 0; i < count; ++i)
            ids.append(hub.publish("c", QByteArray::number(ids.size()), "own" + QByteArray::number(ids.size())));
    };
    publish(50);
    const QHash<QString, QByteArray> onDisk = appendedFiles(server);
    QVERIFY(!onDisk.isEmpty());
    publish(50);
    server.kill();
    QVERIFY(hub.waitUntilAway());
    // What was written is there after a kill: only with the machine the last second is lost.
    QVERIFY(bytesOf(appendedFiles(server)) > bytesOf(onDisk));
    putAppendedFiles(server, onDisk);
    QVERIFY(server.start());
    QVERIFY(hub.waitUntilOk());
    QCOMPARE(hub.losses, 0);
    hub.publish("c", "75", "own75");
    QVERIFY(hub.lastResult.entries.constFirst().repeated); // of what was put back, own ids stand, too
    hub.publish("c", "next");
    RedisHub later(server, "b");
    QVERIFY(later.waitUntilOk());
    for (RedisHub *one : {&hub, &later}) {
        const QByteArrayList read = one->readAll({"c"}, after(ids[0]));
        QVERIFY2(read.size() == 100 && !read.contains("(gap)"), read.join(' ').constData());
    }
}

void GroupOutageTest::whoseMemoryBeginsLaterPutsBackLater()
{
    RedisServer server;
    QVERIFY2(server.start(), qPrintable(server.report()));
    RedisHub old(server, "a");
    QVERIFY(old.waitUntilOk());
    QByteArrayList ids;
    for (int i = 0; i < 50; ++i)
        ids.append(old.publish("c", QByteArray::number(i)));
    HistoryLimits limits;
    limits.memoryBytes = 6'000;
    RedisHub late(server, "b", limits);
    QVERIFY(late.waitUntilOk());
    old.store->hold(true); // what comes now, the other one has alone
    for (int i = 50; i < 55; ++i)
        ids.append(late.publish("c", QByteArray::number(i)));
    server.kill();
    QVERIFY(old.waitUntilAway() && late.waitUntilAway());
    old.store->hold(false);
    QVERIFY(server.start());
    QVERIFY(old.waitUntilOk() && late.waitUntilOk());
    QTRY_COMPARE_WITH_TIMEOUT(old.data.size(), 55, 20'000);
    for (RedisHub *hub : {&old, &late}) {
        QCOMPARE(hub->losses, 0);
        const QByteArrayList read = hub->readAll({"c"}, after(ids[0]));
        QCOMPARE(read.size(), 54);
        QVERIFY(!read.contains("(gap)"));
    }
}

void GroupOutageTest::whatNoHubHoldsIsToldAsAGap()
{
    RedisServer server;
    QVERIFY2(server.start(), qPrintable(server.report()));
    HistoryLimits limits;
    limits.memoryBytes = 6'000;
    RedisHub hub(server, "a", limits);
    QVERIFY(hub.waitUntilOk());
    QByteArrayList ids;
    for (int i = 0; i < 50; ++i)
        ids.append(hub.publish("c", QByteArray::number(i)));
    server.kill();
    QVERIFY(hub.waitUntilAway());
    QVERIFY(server.start());
    QVERIFY(hub.waitUntilOk());
    hub.publish("c", "next");
    const QByteArrayList read = hub.readAll({"c"}, after(ids[2]));
    QCOMPARE(read.constFirst(), "(gap)");
    QVERIFY(read.contains("49") && read.constLast() == "next");
    QCOMPARE(hub.readAll({"c"}, after(ids[48])), (QByteArrayList{"49", "next"}));
    // Who comes later, and never knew of it, tells the same.
    RedisHub later(server, "b");
    QVERIFY(later.waitUntilOk());
    QCOMPARE(later.readAll({"c"}, after(ids[2])), read);
    QCOMPARE(later.readAll({"c"}, after(ids[48])), (QByteArrayList{"49", "next"}));
}

/// Redis keeps a part of it, and nobody is left who knows of the rest.
void GroupOutageTest::whatAHubTookWithItIsToldAsAGap()
{
    RedisServer server;
    QVERIFY2(server.start(), qPrintable(server.report()));
    QByteArrayList ids;
    {
        RedisHub hub(server, "a");
        QVERIFY(hub.waitUntilOk());
        for (int i = 0; i < 5; ++i) {
            ids.append(hub.publish("c", QByteArray::number(i)));
            if (i == 2)
                server.ask({"SAVE"});
        }
        server.kill();
    }
    QVERIFY(server.start());
    RedisHub later(server, "b");
    QVERIFY(later.waitUntilOk());
    QVERIFY(!later.publish("c", "next").isEmpty());
    QCOMPARE(later.readAll({"c"}, after(ids[0])), (QByteArrayList{"1", "2", "(gap)", "next"}));
    QCOMPARE(later.readAll({"c"}, after(ids[2])), (QByteArrayList{"(gap)", "next"}));
    QCOMPARE(later.readAll({"c"}, after(ids[4])), (QByteArrayList{"(gap)", "next"}));
}

void GroupOutageTest::anEmptiedLogIsAGapAndIdsRise()
{
    RedisServer server;
    QVERIFY2(server.start(), qPrintable(server.report()));
    RedisHub hub(server, "a");
    QVERIFY(hub.waitUntilOk());
    const QByteArray first = hub.publish("c", "1");
    const QByteArray second = hub.publish("c", "2");
    server.ask({"DEL", "heliograph"});
    QTRY_VERIFY_WITH_TIMEOUT(hub.losses > 0, 20'000);
    QVERIFY(hub.waitUntilOk());
    const QByteArray third = hub.publish("c", "3");
    QVERIFY2(!third.isEmpty(), qPrintable(hub.lastResult.problem));
    QVERIFY(*Position::fromId(third) > *Position::fromId(second));
    const QByteArrayList read = hub.readAll({"c"}, after(first));
    QVERIFY2(read == (QByteArrayList{"(gap)", "3"}), read.join(' ').constData());
}

void GroupOutageTest::deletedAndRefilledBelowIsNoticed()
{
    RedisServer server;
    QVERIFY2(server.start(), qPrintable(server.report()));
    RedisHub hub(server, "a");
    QVERIFY(hub.waitUntilOk());
    const QByteArray first = hub.publish("c", "1");
    server.ask({"DEL", "heliograph"});
    server.ask({"XADD", "heliograph", "5-1", "data", "below"});
    QTRY_VERIFY_WITH_TIMEOUT(hub.losses > 0, 20'000);
    QVERIFY(hub.waitUntilOk());
    const QByteArray next = hub.publish("c", "2");
    QVERIFY2(!next.isEmpty(), qPrintable(hub.lastResult.problem));
    QVERIFY(*Position::fromId(next) > *Position::fromId(first));
}

QTEST_GUILESS_MAIN(GroupOutageTest)
#include "tst_group_outage.moc"
