// SPDX-License-Identifier: GPL-3.0-or-later
// Problems of real streams in the window, and where they lead.
#include "desk.h"
#include "findings/findingtable.h"
#include "scriptedserver.h"
#include "ui/doctor/problemspanel.h"
#include "ui/events/eventspanel.h"
#include "ui/navigator/navigatorpanel.h"
#include "ui/streams/connectionpanel.h"
#include "ui/streams/eventsourceopener.h"
#include "ui/streams/sources.h"
#include "ui/window/tabs.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QPlainTextEdit>
#include <QScrollArea>
#include <QScrollBar>
#include <QSplitter>
#include <QTableView>
#include <QToolButton>

using namespace helio;

using Ending = ScriptedServer::Ending;

class ProblemsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void aStreamOfAnotherTypeIsReadAnyway();
    void jsonLinesAreReadAsSuch();
    void aWatchOfOneLineSoFarIsReadAsJsonLines();
    void aPostThatIsReadAnywayIsReopenedInConnection();
    void theTabCountsErrorsAndWarnings();
    void theEvidenceIsTheEventInEvents();
    void theEvidenceIsFoundBehindWhatCameBeside();
    void aMutedEventLeavesFilterAndSelectionAlone();
    void theDetailsStayWhereTheyWereScrolledTo();
    void aProblemWithoutAnEventLeadsToTheConnection();
    void anEventOfAProblemIsMarkedAndTheInspectorSaysWhy();
    void aRefusalShowsItsBodyInConnection();
    void bytesWithoutAnEventAreCountedLive();
    void theNavigatorMarksTheStream();
    void problemsInConnectionLeadToTheirRow();
    void whatIsChosenInTheNavigatorIsAllThatIsShown();
    void whatIsIgnoredComesBackFromTheMenu();
    void aProblemIsCopiedAsText();
    void nginxThatHoldsEventsBackHasABlockToCopy();
    void findingsOfTheHubAreShownAndMarkIt();
    void theEmptyTabTeaches();
    void theTabSpeaksJapanese();
};

namespace {

const QByteArray PlainHead = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n";
/// Two events have the id 1, and other content.
const QByteArray Repeated = "id: 1\ndata: a\n\nid: 2\ndata: b\n\nid: 1\ndata: c\n\n";

struct StreamDesk : DeskOver<FakeHub, EventSourceOpener>
{
    StreamDesk()
    {
        hub.start();
        openWindow();
    }
    int open(const ScriptedServer &server, const QString &name = {})
    {
        StreamRequest request;
        request.url = server.url();
        request.name = name;
        request.maximumReconnects = 0;
        return monitor.streams().open(request);
    }
    ProblemsModel &problems() { return monitor.problems(); }
    bool has(int stream, FindingCode code)
    {
        problems().updateRows(); // as soon happens
        const QList<Problem> all = problems().of(stream);
        return std::any_of(all.begin(), all.end(), [code](const Problem &p) { return p.finding.code == code; });
    }
    Tabs *tabs() const { return find<Tabs>("tabs"); }
    QTableView *table() const { return find<QTableView>("problemsTable"); }
    void showProblem(int stream, FindingCode code)
    {
        showTab("problems");
        const QList<Problem> all = problems().of(stream);
        for (const Problem &problem : all) {
            if (problem.finding.code == code)
                find<ProblemsPanel>("problemsTab")->showProblem(problem);
        }
    }
    QString navigatorText(int stream)
    {
        NavigatorModel &tree = monitor.navigator();
        for (int row = 0; row < tree.rowCount(tree.streamsIndex()); ++row) {
            const QModelIndex index = tree.index(row, 0, tree.streamsIndex());
            if (index.data(NavigatorModel::StreamRole).toInt() == stream)
                return index.data(NavigatorModel::DetailRole).toString();
        }
        return {};
    }
};

} // namespace

void ProblemsTest::initTestCase()
{
    qRegisterMetaType<QList<ReceivedEvent>>();
}

void ProblemsTest::aStreamOfAnotherTypeIsReadAnyway()
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

void ProblemsTest::jsonLinesAreReadAsSuch()
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

void ProblemsTest::aWatchOfOneLineSoFarIsReadAsJsonLines()
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

void ProblemsTest::aPostThatIsReadAnywayIsReopenedInConnection()
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

void ProblemsTest::theTabCountsErrorsAndWarnings()
{
    ScriptedServer server;
    server.answerStream(Repeated);
    StreamDesk desk;
    const int id = desk.open(server);
    QTRY_VERIFY_WITH_TIMEOUT(desk.has(id, FindingCode::RepeatedId), 30'000);
    const QString title = desk.tabs()->tabText(desk.tabs()->indexOf(desk.find<ProblemsPanel>("problemsTab")));
    QCOMPARE(title, QStringLiteral("Problems %1").arg(desk.problems().count()));
    QVERIFY(desk.problems().count() >= 1);
    // Notes are there, too.
    QVERIFY(desk.problems().of(id).size() > desk.problems().count());
}

void ProblemsTest::theEvidenceIsTheEventInEvents()
{
    ScriptedServer before;
    before.answerStream("data: another stream\n\n");
    ScriptedServer server;
    server.answerStream(Repeated);
    StreamDesk desk;
    desk.open(before);
    QTRY_COMPARE_WITH_TIMEOUT(desk.monitor.events().rowCount(), 1, 30'000);
    const int id = desk.open(server);
    QTRY_VERIFY_WITH_TIMEOUT(desk.has(id, FindingCode::RepeatedId), 30'000);
    // A filter that hides it does not keep it from being shown.
    desk.find<QLineEdit>("filterField")->setText(QStringLiteral("another"));
    desk.showProblem(id, FindingCode::RepeatedId);
    desk.find<QAction>("problemShow")->trigger();
    QCOMPARE(desk.tabs()->current(), QStringLiteral("events"));
    auto *events = desk.find<QTableView>("eventsTable");
    QTRY_VERIFY(events->currentIndex().isValid());
    QCOMPARE(desk.monitor.events().eventAt(events->currentIndex().row())->received.event.data, QByteArray("c"));
}

void ProblemsTest::theEvidenceIsFoundBehindWhatCameBeside()
{
    ScriptedServer server;
    server.answerStream("id: 1\ndata: a\n\n");
    StreamDesk desk;
    const int id = desk.open(server);
    QTRY_COMPARE_WITH_TIMEOUT(desk.monitor.events().rowCount(), 1, 30'000);
    FakeTap call;
    desk.monitor.join(&call, id);
    call.emitEvents({received({}, {}, "called"), received({}, {}, "answered")});
    QTRY_COMPARE_WITH_TIMEOUT(desk.monitor.events().rowCount(), 3, 30'000);
    server.send("id: 2\ndata: b\n\nid: 1\ndata: c\n\n");
    QTRY_VERIFY_WITH_TIMEOUT(desk.has(id, FindingCode::RepeatedId), 30'000);
    QTRY_COMPARE_WITH_TIMEOUT(desk.monitor.events().index(4, 0).data(EventTableModel::MarkRole).toString(),
                              QStringLiteral("▲"), 30'000);
    for (int row = 0; row < 4; ++row)
        QCOMPARE(desk.monitor.events().index(row, 0).data(EventTableModel::MarkRole).toString(), QString());
    desk.showProblem(id, FindingCode::RepeatedId);
    desk.find<QAction>("problemShow")->trigger();
    QCOMPARE(
        desk.monitor.events().eventAt(desk.find<QTableView>("eventsTable")->currentIndex().row())->received.event.data,
        QByteArray("c"));
}

void ProblemsTest::aMutedEventLeavesFilterAndSelectionAlone()
{
    ScriptedServer server;
    server.answerStream(Repeated);
    StreamDesk desk;
    const int id = desk.open(server);
    QTRY_VERIFY_WITH_TIMEOUT(desk.has(id, FindingCode::RepeatedId), 30'000);
    EventTableModel &events = desk.monitor.events();
    const auto show = [&] {
        desk.showProblem(id, FindingCode::RepeatedId);
        desk.find<QLineEdit>("filterField")->setText(QStringLiteral("another"));
        desk.find<NavigatorPanel>("navigator")->selectStream(id);
        desk.find<QAction>("problemShow")->trigger();
    };
    events.setMuted(MutedPart::all(id), true);
    show();
    QCOMPARE(desk.tabs()->current(), QStringLiteral("connection"));
    QCOMPARE(events.filter().text(), QStringLiteral("another"));
    QVERIFY(!events.selection().isEmpty());
    events.setMuted(MutedPart::all(id), false);
    show();
    QCOMPARE(desk.tabs()->current(), QStringLiteral("events"));
    QVERIFY(events.filter().isEmpty());
}

void ProblemsTest::theDetailsStayWhereTheyWereScrolledTo()
{
    Desk desk;
    ProblemsModel &problems = desk.monitor.problems();
    StreamRequest request;
    request.url = QUrl(QStringLiteral("http://a.example/s"));
    const int id = desk.monitor.streams().open(request);
    const auto report = [&problems, connection = desk.opener.last](const QList<Finding> &findings) {
        connection->setFindings(findings);
        problems.updateRows();
    };
    const auto finding = [](FindingCase which, quint64 revision) {
        Finding made = makeFinding(which, {Message::number(qint64(revision)), {}, {}, {}});
        made.revision = revision;
        for (int i = 0; i < 16; ++i)
            made.evidence.addLine("line " + QByteArray::number(i));
        return made;
    };
    const Finding other = finding(FindingCase::NoIds, 1);
    report({finding(FindingCase::RepeatedId, 1)});
    desk.showTab("problems");
    desk.find<QSplitter>("problemsSplitter")->setSizes({1000, 100});
    auto *panel = desk.find<ProblemsPanel>("problemsTab");
    panel->showProblem(problems.of(id).first());
    auto *details = desk.find<QScrollArea>("problemDetails");
    QTRY_VERIFY(details->verticalScrollBar()->maximum() > 40);
    details->verticalScrollBar()->setValue(40);
    const QString before = desk.find<QLabel>("problemWords")->text();
    // It grows, and another row comes and goes.
    report({finding(FindingCase::RepeatedId, 2)});
    QVERIFY(desk.find<QLabel>("problemWords")->text() != before);
    report({finding(FindingCase::RepeatedId, 2), other});
    QCOMPARE(problems.rowCount(), 2);
    report({finding(FindingCase::RepeatedId, 2)});
    QCOMPARE(problems.rowCount(), 1);
    QCoreApplication::processEvents();
    QCOMPARE(details->verticalScrollBar()->value(), 40);
    // Another problem is read from its beginning.
    report({finding(FindingCase::RepeatedId, 2), other});
    panel->showProblem(problems.of(id).last());
    QCOMPARE(details->verticalScrollBar()->value(), 0);
}

void ProblemsTest::aProblemWithoutAnEventLeadsToTheConnection()
{
    ScriptedServer server;
    server.answer(plainAnswer("403 Forbidden", {}, "No."));
    StreamDesk desk;
    const int id = desk.open(server);
    QTRY_VERIFY_WITH_TIMEOUT(desk.has(id, FindingCode::RefusedStatus), 30'000);
    desk.showProblem(id, FindingCode::RefusedStatus);
    QTest::keyClick(desk.table(), Qt::Key_Return);
    QCOMPARE(desk.tabs()->current(), QStringLiteral("connection"));
    QCOMPARE(desk.find<ConnectionPanel>("connectionPanel")->stream(), id);
}

void ProblemsTest::anEventOfAProblemIsMarkedAndTheInspectorSaysWhy()
{
    ScriptedServer server;
    server.answerStream(Repeated);
    StreamDesk desk;
    const int id = desk.open(server);
    QTRY_VERIFY_WITH_TIMEOUT(desk.has(id, FindingCode::RepeatedId), 30'000);
    QTRY_COMPARE_WITH_TIMEOUT(desk.monitor.events().index(2, 0).data(EventTableModel::MarkRole).toString(),
                              QStringLiteral("▲"), 30'000);
    QCOMPARE(desk.monitor.events().index(1, 0).data(EventTableModel::MarkRole).toString(), QString());
    desk.find<EventsView>("eventsTable")->showRow(2);
    const auto *mark = desk.find<QLabel>("inspectorMark");
    QVERIFY(!mark->isHidden());
    QVERIFY2(mark->text().contains(QStringLiteral("warning")), qPrintable(mark->text()));
    desk.find<EventsView>("eventsTable")->showRow(1);
    QVERIFY(mark->isHidden());
}

void ProblemsTest::aRefusalShowsItsBodyInConnection()
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

void ProblemsTest::bytesWithoutAnEventAreCountedLive()
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

void ProblemsTest::theNavigatorMarksTheStream()
{
    ScriptedServer server;
    server.answer(plainAnswer("403 Forbidden", {}, "No."));
    StreamDesk desk;
    const int id = desk.open(server);
    QTRY_VERIFY_WITH_TIMEOUT(desk.navigatorText(id).startsWith(QStringLiteral("✕ error · refused")), 30'000);
    NavigatorModel &tree = desk.monitor.navigator();
    const QModelIndex index = tree.index(0, 0, tree.streamsIndex());
    QVERIFY(index.data(Qt::ToolTipRole).toString().contains(desk.problems().of(id).first().finding.words.translated()));
    QVERIFY(index.data(Qt::AccessibleTextRole).toString().contains(QStringLiteral("error")));
    desk.problems().ignore(desk.problems().of(id).first());
    QTRY_COMPARE(desk.navigatorText(id), QStringLiteral("refused"));
}

void ProblemsTest::problemsInConnectionLeadToTheirRow()
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

void ProblemsTest::whatIsChosenInTheNavigatorIsAllThatIsShown()
{
    ScriptedServer one;
    one.answer(plainAnswer("403 Forbidden", {}, "No."));
    ScriptedServer other;
    other.answer(plainAnswer("404 Not Found", {}, "No."));
    StreamDesk desk;
    const int id = desk.open(one, QStringLiteral("lab"));
    desk.open(other);
    QTRY_COMPARE_WITH_TIMEOUT(desk.problems().rowCount(), 2, 30'000);
    desk.find<NavigatorPanel>("navigator")->selectStream(id);
    QCOMPARE(desk.problems().rowCount(), 1);
    desk.showTab("problems");
    auto *chip = desk.find<QToolButton>("problemSelection");
    QVERIFY(chip->isVisible());
    QVERIFY(chip->text().contains(QStringLiteral("lab")));
    chip->click();
    QCOMPARE(desk.problems().rowCount(), 2);
    QCOMPARE(desk.find<NavigatorPanel>("navigator")->choice().stream, 0);
    QVERIFY(!chip->isVisible());
    // The filter's field does the same by name.
    desk.find<QLineEdit>("problemFilterField")->setText(QStringLiteral("stream:lab"));
    QCOMPARE(desk.problems().rowCount(), 1);
}

void ProblemsTest::whatIsIgnoredComesBackFromTheMenu()
{
    ScriptedServer server;
    server.answer(plainAnswer("403 Forbidden", {}, "No."));
    StreamDesk desk;
    const int id = desk.open(server);
    QTRY_VERIFY_WITH_TIMEOUT(desk.has(id, FindingCode::RefusedStatus), 30'000);
    desk.showProblem(id, FindingCode::RefusedStatus);
    auto *ignored = desk.find<QToolButton>("ignoredProblems");
    QVERIFY(!ignored->isVisible());
    desk.find<QAction>("problemIgnore")->trigger();
    QCOMPARE(desk.problems().rowCount(), 0);
    QCOMPARE(desk.tabs()->tabText(desk.tabs()->indexOf(desk.find<ProblemsPanel>("problemsTab"))),
             QStringLiteral("Problems 0"));
    QVERIFY(ignored->isVisible());
    QVERIFY(ignored->text().startsWith(QStringLiteral("1 ignored")));
    // It stays so in the next window.
    desk.openWindow();
    desk.showTab("problems");
    QCOMPARE(desk.problems().rowCount(), 0);
    auto *menu = desk.find<QMenu>("ignoredProblemsMenu");
    Q_EMIT menu->aboutToShow();
    QCOMPARE(menu->actions().size(), 1);
    menu->actions().first()->trigger();
    QCOMPARE(desk.problems().rowCount(), 1);
    QVERIFY(!desk.find<QToolButton>("ignoredProblems")->isVisible());
}

void ProblemsTest::aProblemIsCopiedAsText()
{
    ScriptedServer server;
    server.answerStream(Repeated);
    StreamDesk desk;
    const int id = desk.open(server, QStringLiteral("lab"));
    QTRY_VERIFY_WITH_TIMEOUT(desk.has(id, FindingCode::RepeatedId), 30'000);
    desk.showProblem(id, FindingCode::RepeatedId);
    QTest::keyClick(desk.table(), Qt::Key_C, Qt::ControlModifier);
    const QString text = QGuiApplication::clipboard()->text();
    const Finding finding = desk.problems().of(id).first().finding;
    QVERIFY2(text.startsWith(QStringLiteral("warning repeated-id: lab\n")), qPrintable(text));
    QVERIFY(text.contains(finding.words.translated()));
    QVERIFY(text.contains(finding.remedy.translated()));
    QVERIFY(text.contains(QStringLiteral("events number 3")));
}

void ProblemsTest::nginxThatHoldsEventsBackHasABlockToCopy()
{
    Desk desk;
    StreamRequest request;
    request.url = QUrl(QStringLiteral("https://a.example/v1/stream?token=TOPSECRET"));
    const int id = desk.monitor.streams().open(request);
    SourceReport report;
    report.findings = {makeFinding(FindingCase::BufferedCut, {{}, {}, {}, {}})};
    desk.opener.last->setReport(report);
    desk.showTab("problems");
    auto *panel = desk.find<ProblemsPanel>("problemsTab");
    panel->showProblem(desk.monitor.problems().of(id).first());
    auto *copy = desk.find<QAction>("problemCopyNginx");
    QVERIFY(!copy->isVisible()); // nobody knows who it is
    report.intermediaries = {"nginx"};
    desk.opener.last->setReport(report);
    QVERIFY(copy->isVisible());
    copy->trigger();
    const QString block = QGuiApplication::clipboard()->text();
    QVERIFY2(block.startsWith(QStringLiteral("location = /v1/stream {\n")), qPrintable(block));
    QVERIFY(block.contains(QStringLiteral("proxy_buffering off;")));
    QVERIFY(!block.contains(QStringLiteral("TOPSECRET")));
}

void ProblemsTest::findingsOfTheHubAreShownAndMarkIt()
{
    StreamDesk desk;
    Finding finding = makeFinding(FindingCase::SlowClients, {Message::number(3), {}, {}});
    desk.problems().setHubFindings({finding});
    QCOMPARE(desk.problems().rowCount(), 1);
    const QModelIndex hub = desk.monitor.navigator().hubIndex();
    QVERIFY(hub.data(NavigatorModel::DetailRole).toString().startsWith(QStringLiteral("▲ warning")));
    QVERIFY(hub.data(Qt::ToolTipRole).toString().contains(finding.words.translated()));
    desk.showProblem(HubSource, FindingCode::SlowClients);
    QVERIFY(!desk.find<QAction>("problemEditStream")->isVisible());
    desk.find<QAction>("problemShow")->trigger();
    QCOMPARE(desk.tabs()->current(), QStringLiteral("clients"));
    desk.problems().setHubFindings({});
    QVERIFY(!hub.data(NavigatorModel::DetailRole).toString().contains(QStringLiteral("warning")));
}

void ProblemsTest::theEmptyTabTeaches()
{
    StreamDesk desk;
    desk.showTab("problems");
    const auto *empty = desk.find<QWidget>("problemsEmpty");
    QVERIFY(empty->isVisible());
    QVERIFY(empty->accessibleDescription().contains(QStringLiteral("what to do about it")));
    QVERIFY(desk.find<QWidget>("problemsOpenStream")->isVisible());
    QTest::keyClick(desk.find<ProblemsPanel>("problemsTab"), Qt::Key_L, Qt::ControlModifier);
    QVERIFY(desk.find<QLineEdit>("problemFilterField")->hasFocus());
}

void ProblemsTest::theTabSpeaksJapanese()
{
    ScriptedServer server;
    server.answer(plainAnswer("403 Forbidden", {}, "No."));
    StreamDesk desk;
    const int id = desk.open(server);
    QTRY_VERIFY_WITH_TIMEOUT(desk.has(id, FindingCode::RefusedStatus), 30'000);
    desk.languages.use(QStringLiteral("ja"));
    const int tab = desk.tabs()->indexOf(desk.find<ProblemsPanel>("problemsTab"));
    QTRY_COMPARE(desk.tabs()->tabText(tab), QStringLiteral("問題 1"));
    const QString words = desk.problems().index(0, ProblemsModel::Words).data().toString();
    QVERIFY2(std::any_of(words.begin(), words.end(), [](QChar c) { return c.script() == QChar::Script_Hiragana; }),
             qPrintable(words));
    QVERIFY(desk.navigatorText(id).startsWith(QStringLiteral("✕ エラー")));
    desk.languages.use(QStringLiteral("en"));
}

QTEST_MAIN(ProblemsTest)
#include "tst_problems.moc"
