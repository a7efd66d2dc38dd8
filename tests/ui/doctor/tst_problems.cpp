// SPDX-License-Identifier: GPL-3.0-or-later
// Problems of real streams in the window: the tab, what is chosen, ignored and copied.
#include "streamdesk.h"
#include "ui/navigator/navigatorpanel.h"
#include "ui/streams/sources.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QScrollArea>
#include <QScrollBar>
#include <QSplitter>
#include <QToolButton>

using namespace helio;

class ProblemsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void theTabCountsErrorsAndWarnings();
    void theDetailsStayWhereTheyWereScrolledTo();
    void theNavigatorMarksTheStream();
    void whatIsChosenInTheNavigatorIsAllThatIsShown();
    void whereAProblemGoesNoOtherIsChosen();
    void whatIsIgnoredComesBackFromTheMenu();
    void aProblemIsCopiedAsText();
    void nginxThatHoldsEventsBackHasABlockToCopy();
    void findingsOfTheHubAreShownAndMarkIt();
    void theEmptyTabTeaches();
    void theTabSpeaksJapanese();
};

void ProblemsTest::initTestCase()
{
    qRegisterMetaType<QList<ReceivedEvent>>();
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

void ProblemsTest::whereAProblemGoesNoOtherIsChosen()
{
    ScriptedServer one, other;
    one.answer(plainAnswer("403 Forbidden", {}, "No."));
    other.answer(plainAnswer("403 Forbidden", {}, "No."));
    StreamDesk desk;
    const int first = desk.open(one);
    const int second = desk.open(other);
    for (const int id : {first, second})
        QTRY_VERIFY_WITH_TIMEOUT(desk.has(id, FindingCode::RefusedStatus), 30'000);
    desk.showProblem(first, FindingCode::RefusedStatus);
    QVERIFY(desk.table()->currentIndex().isValid());
    desk.find<QAction>("problemIgnore")->trigger();
    QVERIFY(desk.has(second, FindingCode::RefusedStatus));
    QVERIFY(!desk.table()->currentIndex().isValid());
    QVERIFY(!desk.table()->selectionModel()->hasSelection());
    QVERIFY(!desk.find<QAction>("problemIgnore")->isEnabled());
    // Who chooses another is not disturbed by one that goes.
    desk.showProblem(second, FindingCode::RefusedStatus);
    QVERIFY(desk.find<QAction>("problemIgnore")->isEnabled());
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
