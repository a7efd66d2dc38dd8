// SPDX-License-Identifier: GPL-3.0-or-later
// What is done to clients in the tab Clients, by clicks, over a scripted hub: the questions, and what came of it.
#include "answer.h"
#include "clientsdesk.h"
#include "ui/hub/banreach.h"

#include <QAction>
#include <QComboBox>
#include <QDateTime>
#include <QMenu>
#include <QPushButton>
#include <QSpinBox>

using namespace helio;

class ClientRemovalTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void oneClientIsDisconnectedWithoutAQuestion();
    void manyAreDisconnectedAfterAQuestionThatNamesHowMany();
    void aQuestionThatIsDeniedDoesNothing();
    void enterDeniesTheQuestion();
    void aQuestionIsAskedUntilOneWantsItNoMore();
    void clientsAreKeptAwayAndLetComeAgain();
    void keepingAwayForATimeOfOnesOwn();
    void whoIsKeptAwayIsListedAndLetComeAgain();
    void whomKeepingAwayHitsFollowsTheHubsRule();
    void aQuestionNamesWhoElseIsKeptAway();
    void theMenuNamesWhomItKeepsAway();
    void whomTheHubKeepsNotAwayIsSaidAtOnce();
    void aRefusalGoesWhenOthersAreSelected();
    void anUndoStaysUntilTheNextAction();
    void whatCameOfItGoesWithTheHub();
};

void ClientRemovalTest::oneClientIsDisconnectedWithoutAQuestion()
{
    ClientsDesk desk(3);
    desk.table()->selectRow(1);
    desk.trigger(ActionId::DisconnectClients);
    QCOMPARE(desk.hub.disconnected, QByteArrayList{"2"});
    QTRY_VERIFY(desk.answer().contains(QStringLiteral("1 client disconnected")));
    QVERIFY(desk.find<QWidget>("clientsAnswer")->isVisible());
    QVERIFY(!desk.find<QPushButton>("clientsUndo")->isVisible());
    desk.click("clientsAnswerClose");
    QVERIFY(!desk.find<QWidget>("clientsAnswer")->isVisible());
}

void ClientRemovalTest::manyAreDisconnectedAfterAQuestionThatNamesHowMany()
{
    ClientsDesk desk(3);
    desk.table()->selectAll();
    Answer answer("confirmationAgree");
    desk.trigger(ActionId::DisconnectClients);
    QCOMPARE(answer.asked, 1);
    QVERIFY2(answer.text.contains(u'3'), qPrintable(answer.text));
    QCOMPARE(desk.hub.disconnected.size(), 3);
}

void ClientRemovalTest::aQuestionThatIsDeniedDoesNothing()
{
    ClientsDesk desk(3);
    desk.table()->selectAll();
    Answer answer("confirmationCancel");
    desk.trigger(ActionId::DisconnectClients);
    QCOMPARE(answer.asked, 1);
    QVERIFY(desk.hub.disconnected.isEmpty());
}

void ClientRemovalTest::enterDeniesTheQuestion()
{
    ClientsDesk desk(3);
    desk.table()->selectAll();
    Answer answer(nullptr);
    desk.trigger(ActionId::DisconnectClients);
    desk.find<QAction>("keepAway600s")->trigger();
    QCOMPARE(answer.asked, 2);
    QVERIFY(desk.hub.disconnected.isEmpty());
}

void ClientRemovalTest::aQuestionIsAskedUntilOneWantsItNoMore()
{
    ClientsDesk desk(3);
    desk.table()->selectAll();
    Answer answer("confirmationAgree", true);
    desk.trigger(ActionId::DisconnectClients);
    desk.trigger(ActionId::DisconnectClients);
    QCOMPARE(answer.asked, 1);
    QCOMPARE(desk.hub.disconnected.size(), 6);
    // To keep them away is another question.
    desk.find<QAction>("keepAway600s")->trigger();
    QCOMPARE(answer.asked, 2);
    QVERIFY2(answer.text.contains(QStringLiteral("10 min")), qPrintable(answer.text));
    desk.confirmations.askAll();
    desk.trigger(ActionId::DisconnectClients);
    QCOMPARE(answer.asked, 3);
}

void ClientRemovalTest::clientsAreKeptAwayAndLetComeAgain()
{
    ClientsDesk desk(2);
    desk.table()->selectRow(0);
    desk.find<QAction>("keepAway600s")->trigger();
    QCOMPARE(desk.hub.bansAsked, QList<std::chrono::seconds>{std::chrono::minutes(10)});
    auto *undo = desk.find<QPushButton>("clientsUndo");
    QTRY_VERIFY(undo->isVisible());
    QVERIFY2(desk.answer().contains(QStringLiteral("kept away for 10 min")), qPrintable(desk.answer()));
    QTest::mouseClick(undo, Qt::LeftButton);
    QTRY_VERIFY(desk.hub.bans.isEmpty());
    QTRY_VERIFY(desk.answer().contains(QStringLiteral("10.0.0.1 may come again")));
    QVERIFY(!undo->isVisible());
}

void ClientRemovalTest::keepingAwayForATimeOfOnesOwn()
{
    ClientsDesk desk(2);
    desk.table()->selectAll();
    desk.find<QAction>("keepClientsAway")->trigger();
    desk.find<QSpinBox>("keepAwayCount")->setValue(3);
    desk.find<QComboBox>("keepAwayUnit")->setCurrentIndex(2);
    desk.click("keepAwayAccept");
    QCOMPARE(desk.hub.bansAsked, QList<std::chrono::seconds>{std::chrono::hours(3)});
    QCOMPARE(desk.hub.disconnected.size(), 2);
}

void ClientRemovalTest::whoIsKeptAwayIsListedAndLetComeAgain()
{
    ClientsDesk desk(1);
    desk.hub.bans = {{QStringLiteral("anna"), QDateTime::currentMSecsSinceEpoch() + 60'000},
                     {QStringLiteral("10.0.0.9"), QDateTime::currentMSecsSinceEpoch() + 30'000}};
    desk.find<QAction>("whoIsKeptAway")->trigger();
    auto *table = desk.find<QTableView>("bansTable");
    QTRY_COMPARE(table->model()->rowCount(), 2);
    QCOMPARE(table->model()->index(0, 0).data().toString(), QStringLiteral("10.0.0.9"));
    QVERIFY(!desk.find<QPushButton>("letComeAgain")->isEnabled());
    table->selectRow(0);
    desk.click("letComeAgain");
    QTRY_COMPARE(table->model()->rowCount(), 1);
    QCOMPARE(desk.hub.bans.constFirst().key, QStringLiteral("anna"));
}

namespace {

/// At one address: 1 to 3 without a subject, 4 with one, and 5 with the same elsewhere.
QList<ClientInfo> neighbours()
{
    QList<ClientInfo> all;
    for (int i = 1; i <= 5; ++i) {
        all.append(client(i));
        all.last().remoteAddress = QStringLiteral("192.0.2.4:%1").arg(40'000 + i);
    }
    all[3].subject = all[4].subject = QStringLiteral("anna");
    all[4].remoteAddress = QStringLiteral("[2001:db8::1]:40005");
    return all;
}

} // namespace

void ClientRemovalTest::whomKeepingAwayHitsFollowsTheHubsRule()
{
    const QList<ClientInfo> all = neighbours();
    const BanReach byAddress({all[0]}, all);
    QCOMPARE(byAddress.others(), 2);
    QCOMPARE(byAddress.names(), QStringLiteral("192.0.2.4"));
    const BanReach bySubject({all[3]}, all);
    QCOMPARE(bySubject.others(), 1);
    QCOMPARE(bySubject.names(), QStringLiteral("anna"));
    // Those that are chosen themselves are no others.
    QCOMPARE(BanReach(all, all).others(), 0);
    QCOMPARE(BanReach(all, all).names(), QStringLiteral("192.0.2.4, anna"));
    QCOMPARE(BanReach::keyOf(all[4]).name, QStringLiteral("anna"));
    ClientInfo six = all[4];
    six.subject.clear();
    QCOMPARE(BanReach::keyOf(six).name, QStringLiteral("2001:db8::1"));
    six.remoteAddress = QStringLiteral("[::1]:5");
    QVERIFY(BanReach({six}, {six}).text().contains(QStringLiteral("keeps nobody away")));
    // Of many the first are named, and the others counted.
    QList<ClientInfo> many;
    for (int i = 1; i <= 20; ++i)
        many.append(client(i));
    QCOMPARE(BanReach(many, many).text().count(u'\n') + 1, BanReach::MostLines);
}

void ClientRemovalTest::aQuestionNamesWhoElseIsKeptAway()
{
    ClientsDesk desk(1);
    desk.hub.snapshot.clients = neighbours();
    desk.refresh();
    QTRY_COMPARE(desk.table()->model()->rowCount(), 5);
    desk.tab->showClient("1");
    Answer answer("confirmationCancel");
    desk.find<QAction>("keepAway600s")->trigger();
    QCOMPARE(answer.asked, 1);
    QVERIFY2(answer.text.contains(QStringLiteral("Address 192.0.2.4: 2 other clients come from there; they stay "
                                                 "connected, but cannot come back.")),
             qPrintable(answer.text));
    QVERIFY(desk.hub.disconnected.isEmpty());
    desk.tab->showClient("5");
    desk.find<QAction>("keepClientsAway")->trigger();
    const QString said = desk.find<QLabel>("keepAwayReach")->text();
    QVERIFY2(said.startsWith(QStringLiteral("Subject anna: 1 other client has it;")), qPrintable(said));
}

void ClientRemovalTest::theMenuNamesWhomItKeepsAway()
{
    ClientsDesk desk(2);
    desk.table()->selectRow(0);
    auto *menu = desk.find<QMenu>("keepAwayTimes");
    Q_EMIT menu->aboutToShow();
    QCOMPARE(menu->actions().constFirst()->text(), QStringLiteral("Keeps away: 10.0.0.1"));
    desk.hub.snapshot.clients = neighbours();
    desk.refresh();
    desk.tab->showClient("2");
    Q_EMIT menu->aboutToShow();
    QCOMPARE(menu->actions().constFirst()->text(), QStringLiteral("Keeps away: 192.0.2.4 (and 2 other clients there)"));
}

void ClientRemovalTest::whomTheHubKeepsNotAwayIsSaidAtOnce()
{
    ClientsDesk desk(3);
    for (ClientInfo &client : *desk.hub.snapshot.clients)
        client.remoteAddress = QStringLiteral("127.0.0.1:4000");
    desk.refresh();
    QTRY_COMPARE(desk.clients.all().constLast().remoteAddress, QStringLiteral("127.0.0.1:4000"));
    desk.table()->selectAll();
    Answer answer("confirmationAgree");
    desk.find<QAction>("keepAway600s")->trigger();
    QCOMPARE(answer.asked, 0);
    QVERIFY(desk.hub.disconnected.isEmpty());
    QVERIFY2(desk.answer().contains(QStringLiteral("Nobody can be kept away")), qPrintable(desk.answer()));
    desk.click("clientsAnswerClose");
    desk.find<QAction>("keepClientsAway")->trigger();
    QVERIFY(!desk.tab->findChild<QDialog *>(QStringLiteral("keepAwayDialog")));
    QVERIFY(desk.answer().contains(QStringLiteral("Nobody can be kept away")));
    // A subject of its own is kept away wherever it comes from.
    (*desk.hub.snapshot.clients)[0].subject = QStringLiteral("anna");
    desk.refresh();
    QTRY_VERIFY(!desk.clients.all().constFirst().subject.isEmpty());
    desk.find<QAction>("keepAway600s")->trigger();
    QCOMPARE(answer.asked, 1);
}

void ClientRemovalTest::aRefusalGoesWhenOthersAreSelected()
{
    ClientsDesk desk(3);
    desk.hub.refusals.insert("1", QStringLiteral("Everybody on this machine has that address."));
    desk.table()->selectRow(0);
    desk.find<QAction>("keepAway600s")->trigger();
    auto *answer = desk.find<QWidget>("clientsAnswer");
    QTRY_VERIFY(answer->isVisible());
    QVERIFY2(desk.answer().contains(QStringLiteral("1 client was not disconnected: Everybody")),
             qPrintable(desk.answer()));
    desk.table()->selectRow(1);
    QVERIFY(!answer->isVisible());
}

void ClientRemovalTest::anUndoStaysUntilTheNextAction()
{
    ClientsDesk desk(3);
    desk.table()->selectRow(0);
    desk.find<QAction>("keepAway600s")->trigger();
    auto *undo = desk.find<QPushButton>("clientsUndo");
    QTRY_VERIFY(undo->isVisible());
    QVERIFY2(desk.answer().contains(QStringLiteral("10.0.0.1")), qPrintable(desk.answer()));
    desk.table()->selectRow(1);
    QVERIFY(undo->isVisible());
    desk.trigger(ActionId::DisconnectClients);
    QVERIFY(!undo->isVisible());
}

void ClientRemovalTest::whatCameOfItGoesWithTheHub()
{
    ClientsDesk desk(2);
    desk.table()->selectRow(0);
    desk.trigger(ActionId::DisconnectClients);
    auto *answer = desk.find<QWidget>("clientsAnswer");
    QTRY_VERIFY(answer->isVisible());
    desk.hub.stop();
    QVERIFY(!answer->isVisible());
}

QTEST_MAIN(ClientRemovalTest)
#include "tst_clientremoval.moc"
