// SPDX-License-Identifier: GPL-3.0-or-later
// Where problems lead: to their events, or to the connection.
#include "streamdesk.h"
#include "ui/events/eventspanel.h"
#include "ui/navigator/navigatorpanel.h"
#include "ui/streams/connectionpanel.h"

#include <QLabel>
#include <QLineEdit>

using namespace helio;

class ProblemEvidenceTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void theEvidenceIsTheEventInEvents();
    void theEvidenceIsFoundBehindWhatCameBeside();
    void aMutedEventLeavesFilterAndSelectionAlone();
    void aProblemWithoutAnEventLeadsToTheConnection();
    void anEventOfAProblemIsMarkedAndTheInspectorSaysWhy();
};

void ProblemEvidenceTest::initTestCase()
{
    qRegisterMetaType<QList<ReceivedEvent>>();
}

void ProblemEvidenceTest::theEvidenceIsTheEventInEvents()
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

void ProblemEvidenceTest::theEvidenceIsFoundBehindWhatCameBeside()
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

void ProblemEvidenceTest::aMutedEventLeavesFilterAndSelectionAlone()
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

void ProblemEvidenceTest::aProblemWithoutAnEventLeadsToTheConnection()
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

void ProblemEvidenceTest::anEventOfAProblemIsMarkedAndTheInspectorSaysWhy()
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

QTEST_MAIN(ProblemEvidenceTest)
#include "tst_problemevidence.moc"
