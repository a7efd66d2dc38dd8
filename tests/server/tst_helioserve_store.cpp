// SPDX-License-Identifier: GPL-3.0-or-later
#include "event/position.h"
#include "support/helioprocess.h"
#include "support/rawclient.h"
#include "support/sanitized.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace helio;
using namespace helio::test;
using namespace std::chrono_literals;

/// `helio serve --store sqlite:FILE`: what was answered is there after the hub ended, however it did.
class HelioServeStoreTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whatWasAcknowledgedIsThereAfterAKill_data();
    void whatWasAcknowledgedIsThereAfterAKill();
    void idsRiseAndReadersGoOnUnderAClockThatWasSetBack();
    void aPublishersOwnIdIsKnownAfterARestart();
    void theUsualPlaceIsMadeInTheUsersData();
    void aFileThatCannotBeUsedIsRefusedInOneLine_data();
    void aFileThatCannotBeUsedIsRefusedInOneLine();
    void aLogWithoutItsFileIsKept();
    void aDamagedLogIsKept();
    void aHubSaysWhereItsHistoryIs();
    void theLogSaysWhichFileAndHowMuchIsInIt();

private:
    QString file(const QString &name) const { return directory_.filePath(name); }
    QTemporaryDir directory_;
};

namespace {

QStringList onDisk(const QString &file)
{
    return {QStringLiteral("--store"), QStringLiteral("sqlite:") + file};
}

/// The id of what was published; empty when it was not.
QByteArray publish(const HelioProcess &hub, const QByteArray &data, const QByteArray &id = {})
{
    RawClient client;
    QJsonObject event{{QStringLiteral("channel"), QStringLiteral("a")},
                      {QStringLiteral("data"), QString::fromUtf8(data)}};
    if (!id.isEmpty())
        event.insert(QStringLiteral("id"), QString::fromUtf8(id));
    const auto answer =
        client.ask(hub.port(), RawClient::request("POST", "/publish", {"Content-Type: application/json"},
                                                  QJsonDocument(event).toJson()));
    if (!answer || answer->status != 200)
        return {};
    return QJsonDocument::fromJson(answer->body).object().value(QStringLiteral("id")).toString().toUtf8();
}

/// Which sets the clock of a program; empty: it is not there.
QString clockLibrary()
{
    const QDir folder(QStringLiteral("/usr/lib"));
    for (const QString &machine : folder.entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        const QString path = folder.filePath(machine + QStringLiteral("/faketime/libfaketimeMT.so.1"));
        if (QFileInfo::exists(path))
            return path;
    }
    return {};
}

} // namespace

void HelioServeStoreTest::whatWasAcknowledgedIsThereAfterAKill_data()
{
    QTest::addColumn<bool>("isKilled");
    QTest::newRow("asked to end") << false;
    QTest::newRow("killed") << true;
}

void HelioServeStoreTest::whatWasAcknowledgedIsThereAfterAKill()
{
    QFETCH(bool, isKilled);
    HelioProcess hub(onDisk(file(QString::fromLatin1(QTest::currentDataTag()))));
    QVERIFY2(hub.start(), qPrintable(hub.report()));
    const QByteArray first = publish(hub, "one");
    QVERIFY(!first.isEmpty());
    QByteArrayList ids;
    for (const char *data : {"two", "three", "four"})
        ids.append(publish(hub, data));
    if (isKilled)
        hub.kill();
    else
        QCOMPARE(hub.stop(), 0);
    QVERIFY2(hub.restart(), qPrintable(hub.report()));
    RawClient client;
    QVERIFY(client.connectTo(hub.port()));
    QVERIFY(client.send(RawClient::request("GET", "/stream?channel=a", {"Last-Event-ID: " + first})));
    for (const QByteArray &id : std::as_const(ids))
        QVERIFY2(client.readUntil("id: " + id + '\n'), qPrintable(client.error()));
    QVERIFY(client.readUntil(QByteArray("data: four\n")));
    // Ids go on rising.
    const QByteArray next = publish(hub, "five");
    QVERIFY2(next > ids.last() || next.size() > ids.last().size(), next.constData());
}

void HelioServeStoreTest::idsRiseAndReadersGoOnUnderAClockThatWasSetBack()
{
    const QString faketime = clockLibrary();
    if (faketime.isEmpty())
        QSKIP("faketime is not installed");
    if (IsSanitized)
        QSKIP("a sanitizer wants to be loaded first");
    HelioProcess hub(onDisk(file(QStringLiteral("clock.db"))));
    QVERIFY2(hub.start(), qPrintable(hub.report()));
    QList<Position> ids;
    for (const char *data : {"one", "two", "three"})
        ids.append(Position::fromId(publish(hub, data)).value_or(Position()));
    hub.kill();
    qputenv("LD_PRELOAD", QFile::encodeName(faketime));
    qputenv("FAKETIME", "-1h");
    qputenv("FAKETIME_DONT_FAKE_MONOTONIC", "1"); // that goes on as it does
    const bool isStarted = hub.restart();
    for (const char *name : {"LD_PRELOAD", "FAKETIME", "FAKETIME_DONT_FAKE_MONOTONIC"})
        qunsetenv(name);
    QVERIFY2(isStarted, qPrintable(hub.report()));
    for (const char *data : {"four", "five"})
        ids.append(Position::fromId(publish(hub, data)).value_or(Position()));
    QVERIFY(ids.constFirst() > Position());
    QVERIFY(std::is_sorted(ids.cbegin(), ids.cend()) && std::adjacent_find(ids.cbegin(), ids.cend()) == ids.cend());
    // By that clock it is before all of them: they go on in the last one's millisecond.
    QCOMPARE(ids[3].milliseconds, ids[2].milliseconds);
    RawClient client;
    QVERIFY(client.connectTo(hub.port()));
    QVERIFY(client.send(RawClient::request("GET", "/stream?channel=a", {"Last-Event-ID: " + ids[0].toId()})));
    QVERIFY2(client.readUntil("id: " + ids.constLast().toId() + '\n'), qPrintable(client.error()));
    const QByteArray stream = client.received();
    for (qsizetype i = 1; i < ids.size(); ++i)
        QCOMPARE(stream.count("id: " + ids[i].toId() + '\n'), 1);
    QCOMPARE(stream.count("id: "), ids.size() - 1);
    QVERIFY2(!stream.contains("event: gap"), stream.constData());
}

void HelioServeStoreTest::aPublishersOwnIdIsKnownAfterARestart()
{
    HelioProcess hub(onDisk(file(QStringLiteral("own.db"))));
    QVERIFY2(hub.start(), qPrintable(hub.report()));
    QCOMPARE(publish(hub, "paid", "order-7"), "order-7");
    hub.kill();
    QVERIFY2(hub.restart(), qPrintable(hub.report()));
    QCOMPARE(publish(hub, "paid", "order-7"), "order-7"); // the same again: it is there once
    QVERIFY(publish(hub, "paid twice", "order-7").isEmpty());
    RawClient client;
    const auto stats = client.ask(hub.port(), RawClient::request("GET", "/api/stats"));
    QVERIFY(stats);
    const QJsonObject history =
        QJsonDocument::fromJson(stats->body).object().value(QStringLiteral("history")).toObject();
    QCOMPARE(history.value(QStringLiteral("events")).toInt(), 1);
}

void HelioServeStoreTest::theUsualPlaceIsMadeInTheUsersData()
{
    ChildProcess hub(QStringLiteral("env"),
                     {QStringLiteral("XDG_DATA_HOME=") + file(QStringLiteral("data")), HelioProcess::program(),
                      QStringLiteral("serve"), QStringLiteral("--listen"), QStringLiteral("127.0.0.1:0"),
                      QStringLiteral("--store"), QStringLiteral("sqlite")});
    QVERIFY(hub.start());
    QVERIFY2(hub.waitForOutput([&] { return hub.standardOutput().contains('\n'); }, 20s), qPrintable(hub.report()));
    const QFileInfo made(file(QStringLiteral("data/heliograph/history.db")));
    QTRY_VERIFY(made.exists());
    QCOMPARE(made.permissions() & (QFileDevice::ReadGroup | QFileDevice::ReadOther), QFileDevice::Permissions());
    QCOMPARE(QFileInfo(made.path()).permissions() & (QFileDevice::ReadGroup | QFileDevice::ReadOther),
             QFileDevice::Permissions());
}

void HelioServeStoreTest::aFileThatCannotBeUsedIsRefusedInOneLine_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("not ours") << QStringLiteral("letter.txt") << QByteArray(5000, 'x');
    QTest::newRow("a folder") << QStringLiteral("folder") << QByteArray();
    QTest::newRow("no such folder") << QStringLiteral("no/such/h.db") << QByteArray();
}

void HelioServeStoreTest::aFileThatCannotBeUsedIsRefusedInOneLine()
{
    QFETCH(QString, path);
    QFETCH(QByteArray, content);
    QVERIFY(QDir(directory_.path()).mkpath(QStringLiteral("folder")));
    if (!content.isEmpty()) {
        QFile other(file(path));
        QVERIFY(other.open(QIODevice::WriteOnly) && other.write(content) == content.size());
    }
    ChildProcess hub(HelioProcess::program(),
                     QStringList{QStringLiteral("serve"), QStringLiteral("--listen"), QStringLiteral("127.0.0.1:0")} +
                         onDisk(file(path)));
    QVERIFY(hub.start());
    QCOMPARE(hub.waitForExit(20s), 1);
    QCOMPARE(hub.standardOutput(), QByteArray());
    QCOMPARE(hub.standardError().count('\n'), 1);
    QVERIFY2(hub.standardError().contains(QFileInfo(path).fileName().toUtf8()), hub.standardError().constData());
    if (!content.isEmpty()) {
        QFile other(file(path));
        QVERIFY(other.open(QIODevice::ReadOnly));
        QCOMPARE(other.readAll(), content);
    }
}

void HelioServeStoreTest::aLogWithoutItsFileIsKept()
{
    HelioProcess hub(onDisk(file(QStringLiteral("moved.db"))));
    QVERIFY2(hub.start(), qPrintable(hub.report()));
    QVERIFY(!publish(hub, "in the log alone").isEmpty());
    hub.kill();
    QVERIFY(QFile::rename(file(QStringLiteral("moved.db")), file(QStringLiteral("here.db"))));
    QVERIFY2(hub.restart(), qPrintable(hub.report()));
    QVERIFY(!publish(hub, "anew").isEmpty());
    const QStringList kept = QDir(directory_.path()).entryList({QStringLiteral("moved.db.damaged-*-wal")}, QDir::Files);
    QCOMPARE(kept.size(), 1);
    const auto isSaid = [&] { return hub.process().standardError().contains(kept.constFirst().toUtf8()); };
    QVERIFY2(hub.process().waitForOutput(isSaid, 20s), qPrintable(hub.report()));
    // With its file it is whole.
    QVERIFY(QFile::rename(file(kept.constFirst()), file(QStringLiteral("here.db-wal"))));
    ChildProcess whole(HelioProcess::program(),
                       {QStringLiteral("history"), QStringLiteral("export"), file(QStringLiteral("here.db"))});
    QVERIFY(whole.start());
    QCOMPARE(whole.waitForExit(20s), 0);
    QVERIFY(whole.standardOutput().contains("in the log alone"));
}

void HelioServeStoreTest::aDamagedLogIsKept()
{
    const QString path = file(QStringLiteral("flipped.db"));
    HelioProcess hub(onDisk(path));
    QVERIFY2(hub.start(), qPrintable(hub.report()));
    for (int i = 0; i < 12; ++i)
        QVERIFY(!publish(hub, QByteArray::number(i) + QByteArray(600, 'x')).isEmpty());
    hub.kill();
    QFile log(path + QStringLiteral("-wal"));
    QVERIFY(log.open(QIODevice::ReadWrite));
    const QByteArray bytes = log.readAll();
    const qsizetype at = bytes.size() / 3;
    QVERIFY(log.seek(at) && log.write(QByteArray(1, char(bytes[at] ^ 1))) == 1);
    log.close();
    QVERIFY2(hub.restart(), qPrintable(hub.report()));
    QVERIFY(!publish(hub, "goes on").isEmpty());
    const QStringList kept =
        QDir(directory_.path()).entryList({QStringLiteral("flipped.db.damaged-*-wal")}, QDir::Files);
    QCOMPARE(kept.size(), 1);
    QCOMPARE(QFileInfo(file(kept.constFirst())).size(), bytes.size());
    const auto isSaid = [&] { return hub.process().standardError().contains(kept.constFirst().toUtf8()); };
    QVERIFY2(hub.process().waitForOutput(isSaid, 20s), qPrintable(hub.report()));
}

void HelioServeStoreTest::aHubSaysWhereItsHistoryIs()
{
    HelioProcess hub(onDisk(file(QStringLiteral("figures.db"))));
    QVERIFY2(hub.start(), qPrintable(hub.report()));
    QVERIFY(!publish(hub, "x").isEmpty());
    RawClient client;
    const auto about = client.ask(hub.port(), RawClient::request("GET", "/api/hub"));
    QVERIFY(about);
    QCOMPARE(QJsonDocument::fromJson(about->body).object().value(QStringLiteral("store")).toString(),
             QStringLiteral("sqlite"));
    const auto stats = client.ask(hub.port(), RawClient::request("GET", "/api/stats"));
    QVERIFY(stats);
    const QJsonObject store = QJsonDocument::fromJson(stats->body).object().value(QStringLiteral("store")).toObject();
    QCOMPARE(store.value(QStringLiteral("kind")).toString(), QStringLiteral("sqlite"));
    QCOMPARE(store.value(QStringLiteral("state")).toString(), QStringLiteral("ok"));
    QVERIFY(store.value(QStringLiteral("fileBytes")).toInt() >= 4096);
    QVERIFY(store.value(QStringLiteral("commits")).toInt() >= 1);
    QVERIFY(store.value(QStringLiteral("committedEvents")).toInt() >= 1);
    // A second hub is told who has it.
    ChildProcess second(HelioProcess::program(), QStringList{QStringLiteral("serve"), QStringLiteral("--listen"),
                                                             QStringLiteral("127.0.0.1:0")} +
                                                     onDisk(file(QStringLiteral("figures.db"))));
    QVERIFY(second.start());
    QCOMPARE(second.waitForExit(20s), 1);
    QCOMPARE(second.standardError().count('\n'), 1);
    QVERIFY(second.standardError().contains("figures.db"));
}

void HelioServeStoreTest::theLogSaysWhichFileAndHowMuchIsInIt()
{
    const QString path = file(QStringLiteral("said.db"));
    HelioProcess hub(onDisk(path));
    QVERIFY2(hub.start(), qPrintable(hub.report()));
    for (int i = 0; i < 3; ++i)
        QVERIFY(!publish(hub, "x").isEmpty());
    QCOMPARE(hub.stop(), 0);
    const qint64 size = QFileInfo(path).size() / 1024;
    QVERIFY2(hub.restart(), qPrintable(hub.report()));
    const QByteArray line =
        "helio serve: History is kept in " + path.toUtf8() + ": 3 events, " + QByteArray::number(size) + " KiB.\n";
    QVERIFY2(hub.process().waitForOutput([&] { return hub.process().standardError().contains(line); }, 20s),
             qPrintable(hub.report()));
    QCOMPARE(hub.process().standardError().count("History is kept"), 1);
}

QTEST_GUILESS_MAIN(HelioServeStoreTest)
#include "tst_helioserve_store.moc"
