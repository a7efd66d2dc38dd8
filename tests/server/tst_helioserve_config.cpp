// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/helioprocess.h"
#include "support/rawclient.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

using namespace helio::test;
using namespace std::chrono_literals;

/// The configuration file of `helio serve`: every key, and what is wrong with bad ones.
class HelioServeConfigTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyKeyIsTaken();
    void aFolderToServeIsLookedForFromTheFile();
    void optionsGoBeforeTheFile();
    void keysDoWhatTheySay();
    void aBadFileIsNamedWithItsLine_data();
    void aBadFileIsNamedWithItsLine();

private:
    QString write(const QByteArray &content);
    QTemporaryDir directory_;
};

QString HelioServeConfigTest::write(const QByteArray &content)
{
    const QString path = directory_.filePath(QStringLiteral("hub.toml"));
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(content) == content.size() ? path : QString();
}

void HelioServeConfigTest::everyKeyIsTaken()
{
    const QString path = write(R"(# everything
[server]
listen = ["127.0.0.1:0", "127.0.0.2:0"]
heartbeat = "15s"
reconnection_time = "3s"
max_clients = 20000
max_clients_per_address = 0
max_channels = 100000
max_body = "1MiB"
allowed_origins = ["https://app.example.org"]
allowed_hosts = ["hub.example.org"]
trusted_proxies = ["127.0.0.1", "10.0.0.0/8"]

[history]
store = "sqlite:history.db"
memory = "64MiB"
max_events = 10000
max_bytes = "256MiB"
max_age = "24h"

[[channel]]
pattern = "prices.*"
max_events = 1
max_bytes = "1MiB"
max_age = "1h"

[slow_clients]
queue = "1MiB"
stall = "30s"
total = "256MiB"

[[source]]
type = "system"
channel = "machine"
interval = "250ms"
)");
    ChildProcess hub(HelioProcess::program(),
                     {QStringLiteral("serve"), QStringLiteral("--open-access"), QStringLiteral("--config"), path});
    QVERIFY(hub.start());
    QVERIFY2(hub.waitForOutput([&] { return hub.standardOutput().count('\n') == 2; }, 20s), qPrintable(hub.report()));
    const quint16 port = hub.standardOutput().split('\n').first().split(':').last().toUShort();
    RawClient client;
    QVERIFY(client.connectTo(port) && client.send(RawClient::request("GET", "/stream?channel=machine")));
    QVERIFY2(client.readUntil(QByteArray("\ndata: {")), qPrintable(client.error()));
}

void HelioServeConfigTest::aFolderToServeIsLookedForFromTheFile()
{
    const QString path = write("[server]\nstatic = \"pages\"\n[[source]]\ninterval = \"10ms\"\ntype = \"demo\"\n");
    const QDir beside = QFileInfo(path).absoluteDir();
    QVERIFY(beside.mkpath(QStringLiteral("pages")));
    QFile page(beside.filePath(QStringLiteral("pages/index.html")));
    QVERIFY(page.open(QIODevice::WriteOnly) && page.write("a page of our own") > 0);
    page.close();
    HelioProcess hub({QStringLiteral("--config"), path});
    QVERIFY2(hub.start(), qPrintable(hub.report()));
    RawClient client;
    const auto first = client.ask(hub.port(), RawClient::request("GET", "/"));
    QVERIFY2(first && first->body == "a page of our own", qPrintable(client.error()));
    // The source's channel is that of its type, wherever the type stands.
    QVERIFY(client.connectTo(hub.port()) && client.send(RawClient::request("GET", "/stream?channel=demo")));
    QVERIFY2(client.readUntil(QByteArray("\nevent: price\ndata: {")), qPrintable(client.error()));
}

void HelioServeConfigTest::optionsGoBeforeTheFile()
{
    const QString path = write("[server]\nlisten = [\"192.0.2.1:1\"]\nmax_clients = 1\n[history]\nmax_events = 1\n");
    HelioProcess hub({QStringLiteral("--config"), path, QStringLiteral("--max-events"), QStringLiteral("5")});
    QVERIFY2(hub.start(), qPrintable(hub.report())); // on the option's address
    RawClient client;
    for (int i = 0; i < 9; ++i)
        QCOMPARE(client.ask(hub.port(), RawClient::request("POST", "/channels/a", {}, "x"))->status, 200);
    const auto stats = client.ask(hub.port(), RawClient::request("GET", "/api/stats"));
    QCOMPARE(QJsonDocument::fromJson(stats->body)[QStringLiteral("history")][QStringLiteral("events")].toInt(), 5);
    RawClient first, second; // the file's max_clients holds
    QVERIFY(first.connectTo(hub.port()) && first.send(RawClient::request("GET", "/stream")));
    QVERIFY(first.readUntil(QByteArray("retry:")));
    QVERIFY(second.connectTo(hub.port()) && second.send(RawClient::request("GET", "/stream")));
    QVERIFY(second.readToEnd());
    QVERIFY(second.received().startsWith("HTTP/1.1 200 "));
}

void HelioServeConfigTest::keysDoWhatTheySay()
{
    const QString path =
        write("[server]\nheartbeat = \"100ms\"\nreconnection_time = \"50s\"\nmax_body = 10\n"
              "allowed_hosts = [\"hub.example.org\"]\nallowed_origins = [\"https://app.example.org\"]\n"
              "[history]\nmax_events = 0\n");
    HelioProcess hub({QStringLiteral("--open-access"), QStringLiteral("--config"), path});
    QVERIFY2(hub.start(), qPrintable(hub.report()));
    RawClient client;
    QVERIFY(client.connectTo(hub.port()));
    QVERIFY(client.send("GET /stream HTTP/1.1\r\nHost: hub.example.org\r\nOrigin: https://app.example.org\r\n\r\n"));
    QVERIFY(client.readUntil(QByteArray("\n:\n")) || client.readUntil(QByteArray("\n: \n"))); // a heartbeat
    QVERIFY(client.received().contains("\nretry: 4") || client.received().contains("\nretry: 5"));
    RawClient publisher;
    QCOMPARE(publisher.ask(hub.port(), RawClient::request("POST", "/channels/a", {}, QByteArray(10, 'x')))->status,
             200);
    QCOMPARE(publisher.ask(hub.port(), RawClient::request("POST", "/channels/a", {}, QByteArray(11, 'x')))->status,
             413);
}

void HelioServeConfigTest::aBadFileIsNamedWithItsLine_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<int>("line");
    QTest::addColumn<QByteArray>("word");
    const auto row = [](const char *name, const QByteArray &content, int line, const QByteArray &word) {
        QTest::newRow(name) << content << line << word;
    };
    row("an unknown key", "[server]\nheartbeat = \"1s\"\nhartbeat = \"1s\"\n", 3, "hartbeat");
    row("an unknown section", "\n[sever]\nheartbeat = \"1s\"\n", 2, "sever");
    row("a key outside", "heartbeat = \"1s\"\n", 1, "heartbeat");
    row("a key of another section", "[history]\nheartbeat = \"1s\"\n", 2, "heartbeat");
    row("a bad duration", "[server]\n\nheartbeat = \"soon\"\n", 3, "soon");
    row("a number as a duration", "[server]\nheartbeat = 15\n", 2, "heartbeat");
    row("a bad size", "[slow_clients]\nqueue = \"lots\"\n", 2, "lots");
    row("a number that is a string", "[server]\nmax_clients = \"many\"\n", 2, "many");
    row("a boolean", "[server]\nmax_clients = true\n", 2, "");
    row("no list", "[server]\nlisten = \"127.0.0.1:0\"\n", 2, "list");
    row("a list", "[server]\nheartbeat = [\"1s\"]\n", 2, "");
    row("not TOML", "[server\nheartbeat\n", 1, "");
    row("a key twice", "[server]\nheartbeat = \"1s\"\nheartbeat = \"2s\"\n", 3, "heartbeat");
    row("an unknown store", "[history]\nstore = \"disk\"\n", 2, "disk");
    row("an unknown source", "[[source]]\ntype = \"weather\"\n", 2, "weather");
    row("a source without type", "[server]\n[[source]]\ninterval = \"1s\"\n", 2, "type");
    row("a source that is a table", "[source]\ntype = \"system\"\n", 1, "[[source]]");
    row("a source too often", "[[source]]\ntype = \"demo\"\ninterval = \"0s\"\n", 3, "0s");
    row("an unknown key of a channel", "[[channel]]\npattern = \"a\"\nmax_clients = 1\n", 3, "max_clients");
    row("no folder to serve", "[server]\nstatic = \"nowhere\"\n", 2, "nowhere");
    row("a file to serve", "[server]\nstatic = \"/etc/passwd\"\n", 2, "/etc/passwd");
    row("a source's bad channel", "[[source]]\ntype = \"system\"\nchannel = \"\"\n", 3, "");
}

void HelioServeConfigTest::aBadFileIsNamedWithItsLine()
{
    QFETCH(QByteArray, content);
    QFETCH(int, line);
    QFETCH(QByteArray, word);
    const QString path = write(content);
    ChildProcess hub(HelioProcess::program(), {QStringLiteral("serve"), QStringLiteral("--listen"),
                                               QStringLiteral("127.0.0.1:0"), QStringLiteral("--config"), path});
    QVERIFY(hub.start());
    QCOMPARE(hub.waitForExit(20s), std::optional(1));
    QCOMPARE(hub.standardOutput(), QByteArray());
    const QByteArray said = hub.standardError();
    QVERIFY2(said.count('\n') == 1, said.constData());
    QVERIFY2(said.contains(path.toUtf8()) && said.contains(word), said.constData());
    QVERIFY2(said.contains("line " + QByteArray::number(line)), said.constData());
}

QTEST_GUILESS_MAIN(HelioServeConfigTest)
#include "tst_helioserve_config.moc"
