// SPDX-License-Identifier: GPL-3.0-or-later
// Streams that are none, in Connection: what they say, and reading them anyway.
#include "streamdesk.h"
#include "ui/streams/connectionpanel.h"

#include <QLabel>
#include <QListWidget>
#include <QPlainTextEdit>

using namespace helio;

using Ending = ScriptedServer::Ending;

class ReadAnywayTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void aStreamOfAnotherTypeIsReadAnyway();
    void jsonLinesAreReadAsSuch();
    void aWatchOfOneLineSoFarIsReadAsJsonLines();
    void aPostThatIsReadAnywayIsReopenedInConnection();
    void aRefusalShowsItsBodyInConnection();
    void bytesWithoutAnEventAreCountedLive();
    void problemsInConnectionLeadToTheirRow();
};

void ReadAnywayTest::initTestCase()
{
    qRegisterMetaType<QList<ReceivedEvent>>();
}

void ReadAnywayTest::aStreamOfAnotherTypeIsReadAnyway()
{
    ScriptedServer server;
    server.answer(PlainHead + "data: a\n\ndata: b\n\n", Ending::Close);
    server.answer(PlainHead + "data: a\n\ndata: b\n\n");
    StreamDesk desk;
    const int id = desk.open(server);
    QTRY_VERIFY_WITH_TIMEOUT(desk.has(id, FindingCode::WrongType), 30'000);
    QCOMPARE(desk.monitor.events().rowCount(), 0);
    desk.showProblem(id, FindingCode::WrongType);
    QVERIFY(desk.find<QAction>("problemEditStream")->isEnabled());
    QVERIFY(!desk.find<QAction>("problemCopyNginx")->isVisible());
    desk.find<QAction>("problemReadAnyway")->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(desk.monitor.events().rowCount(), 2, 30'000);
    QVERIFY(desk.monitor.streams().request(id).acceptsAnyType);
    // It is so still, but there is nothing left to do here.
    QTRY_VERIFY_WITH_TIMEOUT(desk.has(id, FindingCode::WrongType), 30'000);
    desk.showProblem(id, FindingCode::WrongType);
    QVERIFY(!desk.find<QAction>("problemReadAnyway")->isVisible());
}

void ReadAnywayTest::jsonLinesAreReadAsSuch()
{
    const QByteArray answer =
        "HTTP/1.1 200 OK\r\nContent-Type: application/x-ndjson\r\n\r\n{\"a\":1}\n{\"a\":2}\n{\"a\":3}\n";
    ScriptedServer server;
    server.answer(answer, Ending::Close);
    server.answer(answer);
    StreamDesk desk;
    const int id = desk.open(server);
    QTRY_VERIFY_WITH_TIMEOUT(desk.has(id, FindingCode::WrongType), 30'000);
    desk.showProblem(id, FindingCode::WrongType);
    desk.find<QAction>("problemReadAnyway")->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(desk.monitor.events().rowCount(), 3, 30'000);
    QCOMPARE(desk.monitor.events().eventAt(1)->received.event.data, QByteArray("{\"a\":2}"));
    QCOMPARE(desk.monitor.streams().request(id).format, StreamFormat::JsonLines);
}

void ReadAnywayTest::aWatchOfOneLineSoFarIsReadAsJsonLines()
{
    const QByteArray answer = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n{\"type\":\"ADDED\"}\n";
    ScriptedServer server;
    server.answer(answer, Ending::Close);
    server.answer(answer);
    StreamDesk desk;
    const int id = desk.open(server);
    QTRY_VERIFY_WITH_TIMEOUT(desk.has(id, FindingCode::WrongType), 30'000);
    desk.showProblem(id, FindingCode::WrongType);
    auto *readAnyway = desk.find<QAction>("problemReadAnyway");
    QTRY_VERIFY_WITH_TIMEOUT(readAnyway->isVisible(), 30'000);
    readAnyway->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(desk.monitor.events().rowCount(), 1, 30'000);
    QCOMPARE(desk.monitor.streams().request(id).format, StreamFormat::JsonLines);
}

void ReadAnywayTest::aPostThatIsReadAnywayIsReopenedInConnection()
{
    ScriptedServer server;
    server.answer(PlainHead + "data: a\n\n", Ending::Close);
    server.answer(PlainHead + "data: a\n\n", Ending::Close);
    StreamDesk desk;
    StreamRequest request;
    request.url = server.url();
    request.method = "POST";
    request.body = "{}";
    request.maximumReconnects = 0;
    const int id = desk.monitor.streams().open(request);
    QTRY_VERIFY_WITH_TIMEOUT(desk.has(id, FindingCode::WrongType), 30'000);
    desk.showProblem(id, FindingCode::WrongType);
    auto *readAnyway = desk.find<QAction>("problemReadAnyway");
    QVERIFY2(readAnyway->toolTip().contains(QStringLiteral("not sent again by itself")),
             qPrintable(readAnyway->toolTip()));
    readAnyway->trigger();
    QVERIFY(desk.monitor.streams().request(id).acceptsAnyType);
    QCOMPARE(desk.tabs()->current(), QStringLiteral("connection"));
    QCOMPARE(desk.find<ConnectionPanel>("connectionPanel")->stream(), id);
    QCOMPARE(server.requests().size(), 1);
    desk.find<QAction>("connectionToggle")->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(desk.monitor.events().rowCount(), 1, 30'000);
    QCOMPARE(server.requests().size(), 2);
}

void ReadAnywayTest::aRefusalShowsItsBodyInConnection()
{
    ScriptedServer server;
    server.answer(
        plainAnswer("403 Forbidden", "Content-Type: application/json\r\n", R"({"detail":"Not on Sundays."})"));
    StreamDesk desk;
    desk.showTab("connection");
    desk.open(server);
    auto *body = desk.find<QPlainTextEdit>("connectionRefusal");
    QTRY_COMPARE_WITH_TIMEOUT(body->toPlainText(), QStringLiteral("{\"detail\":\"Not on Sundays.\"}"), 30'000);
    QVERIFY(!body->isHidden());
}

void ReadAnywayTest::bytesWithoutAnEventAreCountedLive()
{
    ScriptedServer server;
    server.answerStream("data: one\ndata: two\n");
    StreamDesk desk;
    desk.showTab("connection");
    const int id = desk.open(server);
    const auto *line = desk.find<QLabel>("connectionWaiting");
    QTRY_COMPARE_WITH_TIMEOUT(line->text(), QStringLiteral("open · 20 B, no event yet: no blank line came"), 30'000);
    QVERIFY(!line->isHidden());
    QTRY_VERIFY_WITH_TIMEOUT(desk.navigatorText(id).contains(QStringLiteral("20 B, no event yet")), 30'000);
    server.send("data: three\n");
    QTRY_COMPARE_WITH_TIMEOUT(line->text(), QStringLiteral("open · 32 B, no event yet: no blank line came"), 30'000);
    server.send("\n");
    QTRY_VERIFY_WITH_TIMEOUT(line->isHidden(), 30'000);
    QCOMPARE(desk.monitor.streams().waitingText(id), QString());
}

void ReadAnywayTest::problemsInConnectionLeadToTheirRow()
{
    ScriptedServer server;
    server.answerStream(Repeated);
    StreamDesk desk;
    desk.showTab("connection");
    const int id = desk.open(server);
    auto *findings = desk.find<QListWidget>("connectionFindings");
    QTRY_VERIFY_WITH_TIMEOUT(desk.has(id, FindingCode::RepeatedId), 30'000);
    QVERIFY(!findings->isHidden());
    QVERIFY2(findings->item(0)->text().startsWith(QStringLiteral("▲ warning: ")),
             qPrintable(findings->item(0)->text()));
    const QRect item = findings->visualItemRect(findings->item(0));
    QTest::mouseClick(findings->viewport(), Qt::LeftButton, {}, item.center());
    QCOMPARE(desk.tabs()->current(), QStringLiteral("problems"));
    QCOMPARE(desk.problems().rowAt(desk.table()->currentIndex().row())->source, id);
    QVERIFY(desk.find<QLabel>("problemWords")->text().size() > 10);
}

QTEST_MAIN(ReadAnywayTest)
#include "tst_readanyway.moc"
