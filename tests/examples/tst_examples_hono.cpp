// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/childprocess.h"
#include "support/helioprocess.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTest>

using namespace helio::test;
using namespace std::chrono_literals;

/// A real server with Hono's streamSSE, read by `helio listen`.
class ExamplesHonoTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void helioListenReadsItsStream();
    void aListenerThatComesBackGoesOnBehindItsLastEvent();

private:
    QList<QJsonObject> listen(const QStringList &more);

    QString folder_ = QStringLiteral(BUILD_FOLDER "/hono");
    std::unique_ptr<ChildProcess> server_;
    QString url_;
};

void ExamplesHonoTest::initTestCase()
{
    const QString node = QStandardPaths::findExecutable(QStringLiteral("node"));
    const QString npm = QStandardPaths::findExecutable(QStringLiteral("npm"));
    if (node.isEmpty() || npm.isEmpty())
        QSKIP("needs node and npm");
    QVERIFY(QDir().mkpath(folder_));
    for (const char *name : {"package.json", "package-lock.json", "server.js"}) {
        const QString target = folder_ + u'/' + QString::fromLatin1(name);
        QFile::remove(target);
        QVERIFY(QFile::copy(QStringLiteral(EXAMPLES_FOLDER "/hono/") + QString::fromLatin1(name), target));
    }
    if (!QFile::exists(folder_ + QStringLiteral("/node_modules/hono/package.json"))) {
        ChildProcess install(npm,
                             {QStringLiteral("ci"), QStringLiteral("--prefix"), folder_, QStringLiteral("--no-audit"),
                              QStringLiteral("--no-fund"), QStringLiteral("--fetch-retries=0")});
        if (!install.start() || install.waitForExit(60s) != std::optional(0))
            QSKIP(qPrintable(QStringLiteral("npm cannot install hono here: ") + install.report()));
    }
    server_ = std::make_unique<ChildProcess>(QStringLiteral("env"),
                                             QStringList{QStringLiteral("PORT=0"), QStringLiteral("INTERVAL=50"), node,
                                                         folder_ + QStringLiteral("/server.js")});
    static const QRegularExpression line(QStringLiteral("listening on (\\S+)"));
    const auto match = [this] { return line.match(QString::fromUtf8(server_->standardOutput())); };
    QVERIFY2(server_->start() && server_->waitForOutput([&] { return match().hasMatch(); }, 20s),
             qPrintable(server_->report()));
    url_ = match().captured(1);
}

QList<QJsonObject> ExamplesHonoTest::listen(const QStringList &more)
{
    ChildProcess listener(HelioProcess::program(), QStringList{QStringLiteral("listen"), url_, QStringLiteral("--json"),
                                                               QStringLiteral("--count"), QStringLiteral("4"),
                                                               QStringLiteral("--timeout"), QStringLiteral("20")} +
                                                       more);
    QList<QJsonObject> events;
    if (!listener.start() || listener.waitForExit(30s) != std::optional(0)) {
        qWarning("%s", qPrintable(listener.report()));
        return events;
    }
    for (const QByteArray &line : listener.standardOutput().trimmed().split('\n'))
        events.append(QJsonDocument::fromJson(line).object());
    return events;
}

void ExamplesHonoTest::helioListenReadsItsStream()
{
    const QList<QJsonObject> events = listen({});
    QCOMPARE(events.size(), 4);
    QCOMPARE(events[0].value(QStringLiteral("type")).toString(), QStringLiteral("message"));
    QCOMPARE(events[0].value(QStringLiteral("data")).toString(), QStringLiteral(R"({"message":"welcome"})"));
    for (int i = 1; i < 4; ++i) {
        QCOMPARE(events[i].value(QStringLiteral("type")).toString(), QStringLiteral("update"));
        QCOMPARE(events[i].value(QStringLiteral("lastEventId")).toString(), QString::number(i));
        QVERIFY(events[i].value(QStringLiteral("data")).toString().contains(QStringLiteral("randomValue")));
    }
}

void ExamplesHonoTest::aListenerThatComesBackGoesOnBehindItsLastEvent()
{
    const QList<QJsonObject> events = listen({QStringLiteral("--last-event-id"), QStringLiteral("41")});
    QCOMPARE(events.size(), 4);
    QCOMPARE(events[1].value(QStringLiteral("lastEventId")).toString(), QStringLiteral("42"));
}

QTEST_GUILESS_MAIN(ExamplesHonoTest)
#include "tst_examples_hono.moc"
