// SPDX-License-Identifier: GPL-3.0-or-later
// The line above the events of the hub: where history begins, and what came of loading it.
#include "historydesk.h"
#include "ui/navigator/navigatorpanel.h"

#include <QMenu>
#include <QPushButton>
#include <QToolButton>

using namespace helio;

using Reach = OlderEvents::Reach;
using State = OlderEvents::State;

class HistoryStripTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theLineUnderTheFilterSaysWhereHistoryBegins();
    void anEmptyTableSaysWhatHistoryHoldsAndOffersIt();
    void theStatusLineSaysByWhatEventsAreLeftOut();
    void theLineIsNotOfStreams();
    void aChosenChannelThatIsNotThereYetOffersItsHistory();
    void loadingCanBeStopped();
    void aHubThatLacksItSaysSo();
    void whatGoesWrongIsSaid();
    void aLostConnectionEndsIt();
    void itIsReachedByTheKeyboard();
    void itSpeaksJapanese();
};

void HistoryStripTest::theLineUnderTheFilterSaysWhereHistoryBegins()
{
    HistoryDesk desk(0);
    QVERIFY(desk.said().contains(QStringLiteral("holds nothing yet")));
    QVERIFY(!desk.find<QToolButton>("loadOlder")->isVisible());
    desk.hub.history = {HistoryDesk::event(0, desk.begin), HistoryDesk::event(1, desk.begin + 1)};
    desk.report();
    QCOMPARE(desk.said(),
             QStringLiteral("The hub's history begins %1 (2 events, 3 MB)")
                 .arg(QDateTime::fromMSecsSinceEpoch(desk.begin).toString(QStringLiteral("yyyy-MM-dd HH:mm:ss"))));
    QVERIFY(desk.find<QToolButton>("loadOlder")->isVisible());
    // On disk it is as large as its file.
    desk.hub.snapshot.totals.store.disk = StoreInfo::Disk{.fileBytes = 200 << 20, .logBytes = 12 << 20};
    desk.monitor.hubState().requestSnapshot();
    QTRY_VERIFY(desk.said().endsWith(QStringLiteral("(2 events, 212 MB)")));
}

void HistoryStripTest::anEmptyTableSaysWhatHistoryHoldsAndOffersIt()
{
    HistoryDesk desk(0);
    const auto *empty = desk.find<QWidget>("eventsEmpty");
    QVERIFY(empty->accessibleDescription().contains(QStringLiteral("Publish one here")));
    for (int i = 0; i < 1'234; ++i)
        desk.hub.history.append(HistoryDesk::event(i, desk.begin + i));
    desk.report();
    QTRY_VERIFY(empty->accessibleDescription().startsWith(QStringLiteral("The hub's history holds 1,234 events.")));
    auto *load = desk.find<QPushButton>("empty_loadOlderMore");
    QVERIFY(load->isVisible());
    load->click();
    QTRY_COMPARE(desk.model().rowCount(), 1'000);
    // What is not to be seen there, because it is muted, is not offered for ever.
    desk.model().setMuted(MutedPart::all(HubSource), true);
    desk.load(Reach::All);
    QCOMPARE(desk.model().rowCount(), 0);
    QTRY_VERIFY(!load->isVisible());
    // What was cleared is had again from history.
    desk.model().setMuted(MutedPart::all(HubSource), false);
    desk.model().clear();
    QTRY_VERIFY(load->isVisible());
    desk.languages.use(QStringLiteral("ja"));
    QTRY_VERIFY(empty->accessibleDescription().contains(QStringLiteral("1,234 件")));
}

void HistoryStripTest::theStatusLineSaysByWhatEventsAreLeftOut()
{
    HistoryDesk desk(0);
    const auto *counters = desk.find<FittingLabel>("statusCounters");
    const auto says = [counters](const char *text) { return counters->text().contains(QLatin1String(text)); };
    desk.model().setMuted({HubSource, "system"}, false);
    for (int i = 0; i < 3; ++i)
        desk.publish(i);
    QTRY_VERIFY(says("received 3 = shown 3 + filtered 0 +"));
    desk.model().setMuted({HubSource, "b"}, true);
    QTRY_VERIFY(says("shown 2 + muted 1 +"));
    desk.find<EventsPanel>("eventsPanel")->addFilterTerm(QStringLiteral("channel:a.1"));
    QTRY_VERIFY(says("shown 1 + filtered or muted 2 +"));
    desk.model().setMuted({HubSource, "b"}, false);
    QTRY_VERIFY(says("shown 1 + filtered 2 +"));
}

void HistoryStripTest::theLineIsNotOfStreams()
{
    HistoryDesk desk(3);
    QVERIFY(desk.strip()->isVisible());
    desk.model().setSelection({5, {}, false});
    QVERIFY(!desk.strip()->isVisible());
    QVERIFY(!desk.action("loadOlderMore")->isEnabled());
    desk.model().setSelection({});
    QVERIFY(desk.strip()->isVisible());
    QVERIFY(desk.action("loadOlderMore")->isEnabled());
}

void HistoryStripTest::aChosenChannelThatIsNotThereYetOffersItsHistory()
{
    HistoryDesk desk(30);
    QTRY_VERIFY(desk.monitor.navigator().channelIndex("b").isValid());
    desk.find<NavigatorPanel>("navigator")->setCurrentIndex(desk.monitor.navigator().channelIndex("b"));
    const auto *empty = desk.find<QWidget>("eventsEmpty");
    QTRY_VERIFY2(empty->accessibleDescription().contains(QStringLiteral("holds 10 events of it")),
                 qPrintable(empty->accessibleDescription()));
    desk.find<QPushButton>("empty_loadOlderMore")->click();
    QTRY_COMPARE(desk.older().state(), State::AtBeginning);
    QTRY_VERIFY(desk.table()->isVisible());
    QCOMPARE(desk.model().rowCount(), 10);
}

void HistoryStripTest::loadingCanBeStopped()
{
    HistoryDesk desk(5'000);
    desk.hub.historyPage = 100;
    desk.hub.answersHistory = false;
    desk.older().load(Reach::All);
    for (int i = 0; i < 2; ++i) {
        desk.hub.answerHistory(desk.hub.historyAsked.constLast());
        QTRY_COMPARE(desk.older().count(), quint64(100 * (i + 1)));
    }
    QVERIFY(!desk.action("loadOlderAll")->isEnabled());
    QVERIFY(!desk.find<QToolButton>("loadOlder")->isVisible());
    QTest::mouseClick(desk.find<QToolButton>("stopLoading"), Qt::LeftButton);
    QCOMPARE(desk.older().state(), State::Stopped);
    QVERIFY(desk.said().startsWith(QStringLiteral("Stopped: 200 older events loaded")));
    // What comes too late stays away.
    const qsizetype asked = desk.hub.historyAsked.size();
    desk.hub.answerHistory(desk.hub.historyAsked.constLast());
    QCoreApplication::processEvents();
    QCOMPARE(desk.model().rowCount(), 200);
    QCOMPARE(desk.hub.historyAsked.size(), asked);
    QVERIFY(desk.find<QToolButton>("loadOlder")->isVisible());
}

void HistoryStripTest::aHubThatLacksItSaysSo()
{
    HistoryDesk desk(3);
    const QString why = QStringLiteral("This hub is too old for that.");
    desk.hub.lacking.insert(HubControl::Feature::History, why);
    desk.hub.setState(HubControl::State::Open);
    QCOMPARE(desk.said(), why);
    QVERIFY(!desk.find<QToolButton>("loadOlder")->isVisible());
    QVERIFY(!desk.action("loadOlderMore")->isEnabled());
    QCOMPARE(desk.action("loadOlderMore")->toolTip(), why);
    desk.older().load(Reach::All);
    QVERIFY(desk.hub.historyAsked.isEmpty());
    desk.hub.lacking.clear();
    desk.hub.stop();
    QVERIFY(desk.said().contains(QStringLiteral("does not serve")));
    QVERIFY(!desk.action("loadOlderMore")->isEnabled());
}

void HistoryStripTest::whatGoesWrongIsSaid()
{
    HistoryDesk desk(3);
    desk.hub.historyProblem = QStringLiteral("The hub's history cannot be read at the moment.");
    desk.load(Reach::All);
    QCOMPARE(desk.older().state(), State::Failed);
    QVERIFY(desk.said().startsWith(desk.hub.historyProblem));
    desk.hub.historyProblem.clear();
    desk.load(Reach::All);
    QCOMPARE(desk.rows(), HistoryDesk::numbers(0, 3));
}

void HistoryStripTest::aLostConnectionEndsIt()
{
    HistoryDesk desk(300);
    desk.hub.answersHistory = false;
    desk.hub.historyPage = 100;
    desk.older().load(Reach::All);
    desk.hub.answerHistory(desk.hub.historyAsked.constLast());
    QTRY_COMPARE(desk.older().count(), 100U);
    desk.hub.setState(HubControl::State::Away);
    QCOMPARE(desk.older().state(), State::Failed);
    QVERIFY(desk.said().contains(QStringLiteral("does not serve")));
    QCOMPARE(desk.model().rowCount(), 100);
    desk.hub.setState(HubControl::State::Open);
    desk.hub.answersHistory = true;
    desk.load(Reach::All);
    QCOMPARE(desk.rows(), HistoryDesk::numbers(0, 300));
}

void HistoryStripTest::itIsReachedByTheKeyboard()
{
    HistoryDesk desk(5'000);
    auto *button = desk.find<QToolButton>("loadOlder");
    QVERIFY(!button->accessibleName().isEmpty());
    QVERIFY(button->focusPolicy() & Qt::TabFocus);
    button->setFocus();
    QTest::keyClick(button, Qt::Key_Space);
    auto *menu = desk.find<QMenu>("loadOlderMenu");
    QTRY_VERIFY(menu->isVisible());
    QCOMPARE(menu->actions().size(), 4);
    desk.hub.answersHistory = false;
    QTest::keyClick(menu, Qt::Key_Down);
    QTest::keyClick(menu, Qt::Key_Return);
    QTRY_COMPARE(desk.older().state(), State::Loading);
    // Who pressed it can stop it by the same key, and goes on from there.
    QTRY_VERIFY(desk.find<QToolButton>("stopLoading")->hasFocus());
    QTest::keyClick(desk.find<QToolButton>("stopLoading"), Qt::Key_Space);
    QCOMPARE(desk.older().state(), State::Stopped);
    QVERIFY(button->hasFocus());
}

void HistoryStripTest::itSpeaksJapanese()
{
    HistoryDesk desk(30);
    const QString beginning = desk.said();
    desk.languages.use(QStringLiteral("ja"));
    QTRY_VERIFY(desk.said() != beginning);
    QVERIFY(desk.said().contains(QStringLiteral("履歴")));
    desk.load(Reach::All);
    QVERIFY(desk.said().contains(QStringLiteral("30")));
    QVERIFY(desk.find<QToolButton>("loadOlder")->text() != QStringLiteral("Load older ▾"));
}

QTEST_MAIN(HistoryStripTest)
#include "tst_historystrip.moc"
