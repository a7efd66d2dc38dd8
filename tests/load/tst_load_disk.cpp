// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/helioprocess.h"
#include "support/rawclient.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace helio::test;
using namespace std::chrono_literals;

/// What a hub does when the disk of its history fills, and when its file is taken away or damaged: it says so, streams
/// go on, and it works again by itself.
class LoadDiskTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aDiskThatFillsRefusesPublishersUntilThereIsRoom();
    void aFileThatIsTakenAwayIsSaidUntilItIsBack();
    void aChangedByteCostsAtMostWhatItStandsFor();
};

namespace {

/// A small disk of its own; only root can have one.
class SmallDisk
{
public:
    explicit SmallDisk(int mebibytes)
    {
        isThere_ =
            QProcess::execute(QStringLiteral("mount"),
                              {QStringLiteral("-t"), QStringLiteral("tmpfs"), QStringLiteral("-o"),
                               QStringLiteral("size=%1m").arg(mebibytes), QStringLiteral("none"), folder_.path()}) == 0;
    }
    ~SmallDisk()
    {
        if (isThere_)
            QProcess::execute(QStringLiteral("umount"), {QStringLiteral("-l"), folder_.path()});
    }
    Q_DISABLE_COPY_MOVE(SmallDisk)
    bool isThere() const { return isThere_; }
    QString file(const QString &name) const { return folder_.filePath(name); }

private:
    QTemporaryDir folder_;
    bool isThere_ = false;
};

QStringList onDisk(const QString &file)
{
    return {QStringLiteral("--store"), QStringLiteral("sqlite:") + file, QStringLiteral("--max-events"),
            QStringLiteral("1000000")};
}

/// The status of the answer; 0: there was none.
int publish(const HelioProcess &hub, const QByteArray &data, QByteArray *body = nullptr)
{
    RawClient client;
    const auto answer = client.ask(hub.port(), RawClient::request("POST", "/channels/a", {"Connection: close"}, data));
    if (answer && body)
        *body = answer->body;
    return answer ? answer->status : 0;
}

int health(const HelioProcess &hub)
{
    RawClient client;
    const auto answer = client.ask(hub.port(), RawClient::request("GET", "/healthz", {"Connection: close"}));
    return answer ? answer->status : 0;
}

} // namespace

void LoadDiskTest::aDiskThatFillsRefusesPublishersUntilThereIsRoom()
{
    SmallDisk disk(8);
    if (!disk.isThere())
        QSKIP("no small disk can be mounted here");
    QFile ballast(disk.file(QStringLiteral("ballast")));
    QVERIFY(ballast.open(QIODevice::WriteOnly) && ballast.write(QByteArray(3 << 20, 'x')) == 3 << 20);
    ballast.close();
    HelioProcess hub(onDisk(disk.file(QStringLiteral("history.db"))));
    QVERIFY2(hub.start(), qPrintable(hub.report()));
    RawClient reader;
    QVERIFY(reader.connectTo(hub.port()) && reader.send(RawClient::request("GET", "/stream?channel=a")));
    QVERIFY(reader.readUntil(QByteArray("\n\n")));
    int status = 200;
    int published = 0;
    QByteArray body;
    const QByteArray data(16 * 1024, 'd');
    while (status == 200 && published < 1000) {
        const QByteArray one = data + QByteArray::number(published);
        status = publish(hub, one, &body);
        published += status == 200 ? 1 : 0;
        // Who listens has what was acknowledged.
        QVERIFY2(status != 200 || reader.readUntil("data: " + one + '\n'), qPrintable(reader.error()));
    }
    QCOMPARE(status, 507);
    QVERIFY2(body.contains("room"), body.constData());
    QVERIFY(published > 50);
    QTRY_COMPARE_WITH_TIMEOUT(health(hub), 503, 20'000);
    RawClient replay;
    QVERIFY(replay.connectTo(hub.port()));
    QVERIFY(replay.send(RawClient::request("GET", "/stream?channel=a&lastEventId=earliest")));
    QVERIFY(replay.readUntil("data: " + data + QByteArray::number(published - 1) + '\n'));

    QVERIFY(ballast.remove());
    QTRY_COMPARE_WITH_TIMEOUT(health(hub), 200, 20'000);
    QCOMPARE(publish(hub, "after"), 200);
    QVERIFY(reader.readUntil(QByteArray("data: after\n")));
    hub.kill();
    QVERIFY2(hub.restart(), qPrintable(hub.report()));
    RawClient again;
    QVERIFY(again.connectTo(hub.port()));
    QVERIFY(again.send(RawClient::request("GET", "/stream?channel=a&lastEventId=earliest")));
    for (const int one : {0, published - 1})
        QVERIFY(again.readUntil("data: " + data + QByteArray::number(one) + '\n'));
    QVERIFY(again.readUntil(QByteArray("data: after\n")));
}

void LoadDiskTest::aFileThatIsTakenAwayIsSaidUntilItIsBack()
{
    QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("history.db"));
    const QString elsewhere = folder.filePath(QStringLiteral("elsewhere.db"));
    HelioProcess hub(onDisk(file));
    QVERIFY2(hub.start(), qPrintable(hub.report()));
    QCOMPARE(publish(hub, "before"), 200);
    QVERIFY(QFile::rename(file, elsewhere));
    QTRY_COMPARE_WITH_TIMEOUT(publish(hub, "meanwhile"), 503, 20'000);
    QCOMPARE(health(hub), 503);
    QVERIFY(QFile::rename(elsewhere, file));
    QTRY_COMPARE_WITH_TIMEOUT(publish(hub, "after"), 200, 20'000);
    QCOMPARE(health(hub), 200);
    RawClient replay;
    QVERIFY(replay.connectTo(hub.port()));
    QVERIFY(replay.send(RawClient::request("GET", "/stream?channel=a&lastEventId=earliest")));
    QVERIFY(replay.readUntil(QByteArray("data: before\n")));
    QVERIFY(replay.readUntil(QByteArray("data: after\n")));
}

void LoadDiskTest::aChangedByteCostsAtMostWhatItStandsFor()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("history.db"));
    HelioProcess hub(onDisk(path));
    QVERIFY2(hub.start(), qPrintable(hub.report()));
    constexpr int Events = 60;
    for (int i = 0; i < Events; ++i)
        QCOMPARE(publish(hub, "event-" + QByteArray::number(i) + '-' + QByteArray(500, 'x')), 200);
    QCOMPARE(hub.stop(), 0);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadWrite));
    const QByteArray bytes = file.readAll();
    const qsizetype at = bytes.indexOf("event-30-");
    QVERIFY(at > 0);
    QVERIFY(file.seek(at) && file.write("E", 1) == 1);
    file.close();

    QVERIFY2(hub.restart(), qPrintable(hub.report()));
    RawClient replay;
    QVERIFY(replay.connectTo(hub.port()));
    QVERIFY(replay.send(RawClient::request("GET", "/stream?channel=a&lastEventId=earliest")));
    QVERIFY2(replay.readUntil("event-" + QByteArray::number(Events - 1) + '-'), qPrintable(replay.error()));
    const QByteArray received = replay.received();
    for (int i = 0; i < Events; ++i)
        QCOMPARE(received.contains("event-" + QByteArray::number(i) + '-'), i != 30);
    const qsizetype gap = received.indexOf("event: gap");
    QVERIFY(gap > received.indexOf("event-29-"));
    QVERIFY(gap < received.indexOf("event-31-"));
    QVERIFY(!received.contains("Event-30-"));
    ChildProcess check(HelioProcess::program(), {QStringLiteral("history"), QStringLiteral("check"), path});
    QVERIFY(check.start());
    QCOMPARE(check.waitForExit(20s), 1);
    QVERIFY2(check.standardOutput().contains("not sound"), check.standardOutput().constData());
}

QTEST_GUILESS_MAIN(LoadDiskTest)
#include "tst_load_disk.moc"
