// SPDX-License-Identifier: GPL-3.0-or-later
#include "fakehub.h"
#include "ui/events/eventsview.h"
#include "ui/hub/composer.h"
#include "ui/navigator/navigatorpanel.h"
#include "ui/streams/secrets.h"
#include "ui/streams/streamdialog.h"
#include "ui/window/cheatsheet.h"
#include "ui/window/languages.h"
#include "ui/window/mainwindow.h"
#include "ui/window/monitor.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QInputMethodEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMenuBar>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSettings>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>
#include <QToolTip>
#include <QTreeWidget>

using namespace helio;

/// A window over a scripted hub, made anew for each test.
struct Desk
{
    explicit Desk(const QString &problem = {})
        : settings(directory.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat)
    {
        languages.use(QStringLiteral("en"));
        hub.portTakenProblem = problem;
        hub.start();
        monitor = std::make_unique<Monitor>(hub, opener);
        window = std::make_unique<MainWindow>(*monitor, languages, settings);
        window->show();
        window->activateWindow();
        (void)QTest::qWaitForWindowActive(window.get());
    }
    template <typename T>
    T *find(const char *name) const
    {
        T *found = window->findChild<T *>(QLatin1String(name));
        if (!found)
            qFatal("no %s", name);
        return found;
    }
    /// A client subscribes to `channel`, and the window has heard of it.
    void subscribe(const QByteArray &channel)
    {
        hub.snapshot.totals.lastSubscribedChannel = channel;
        hub.requestSnapshot(false);
        QTRY_COMPARE(monitor->latestChannel(), channel);
    }
    /// As it is when it starts on a screen of that size.
    void layOut(int width, int height)
    {
        window->resize(width, height);
        window->actions()[ActionId::ResetLayout]->trigger();
        QTRY_COMPARE(window->size(), QSize(width, height));
        QCoreApplication::processEvents();
    }

    QTemporaryDir directory;
    QSettings settings;
    Languages languages;
    FakeHub hub;
    FakeOpener opener;
    std::unique_ptr<Monitor> monitor;
    std::unique_ptr<MainWindow> window;
};

class TestWindow : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void noTextIsReadAsHtml();
    void initTestCase();
    void anEventOfTheHubIsARowInTheTable();
    void theTableFollowsUntilOneScrollsUp();
    void selectingAnEventShowsItInTheInspector();
    void publishAgainPutsTheEventIntoTheComposer();
    void controlEnterPublishesWhatTheComposerHolds();
    void anEmptyChannelMeansTheDefaultOne();
    void anUntouchedComposerTakesTheChannelLastSubscribed();
    void aSubscriptionMovesNoChannelUnderWhatIsWritten_data();
    void aSubscriptionMovesNoChannelUnderWhatIsWritten();
    void aSubscriptionMovesNoChannelAfterSomethingWasPublished();
    void anotherChannelTakesTheAnswerAway();
    void nothingIsPublishedWhileACompositionIsOpen();
    void whenNobodyListensTheComposerOffersTheChannelWhereSomebodyDoes();
    void whatBreaksTheRulesIsToldAndNotPublished();
    void aTakenPortIsToldAndAFreeOneOffered();
    void theLanguageChangesWhileTheWindowRuns();
    void theAnswerIsToldAgainInTheOtherLanguage();
    void everyActionHasATextInJapanese();
    void theCheatSheetShowsTheActionsWhole();
    void aNarrowWindowHasRoomForWhatMatters_data();
    void aNarrowWindowHasRoomForWhatMatters();
    void theInspectorOpensWithAnEvent();
    void columnsComeBackWithTheWidth();
    void theAddressIsShownFromItsBeginning();
    void theStatusLineTellsTheMemoryInUse();
    void aSnapshotMovesAChart();
    void aClearIsUndoneFromTheBanner();
    void selectedClientsAreDisconnected();
    void aStreamIsOpenedAndShown();
    void theStreamDialogSaysWhatIsWrong_data();
    void theStreamDialogSaysWhatIsWrong();
    void secretsThatComeWhileTheDialogIsOpenAreNotLost();
    void secretsThatHaveComeAreNotAskedFor();
    void theDialogOfARemovedStreamCloses();
    void whatIsCopiedHasNoCredentials();
    void everyControlHasANameAndAnAccessibleName();
    void theLayoutIsRemembered();
};

void TestWindow::initTestCase()
{
    qRegisterMetaType<QList<ReceivedEvent>>();
}

void TestWindow::anEventOfTheHubIsARowInTheTable()
{
    Desk desk;
    auto *table = desk.find<EventsView>("eventsTable");
    desk.hub.tap()->emitEvents({received("demo", "price", "{\"price\":7}")});
    QTRY_VERIFY(table->isVisible());
    QCOMPARE(table->model()->index(0, EventTableModel::Data).data().toString(), QStringLiteral("{\"price\":7}"));
    QTRY_VERIFY(desk.find<QLabel>("statusCounters")->text().contains(QStringLiteral("received 1 = shown 1")));
}

void TestWindow::theTableFollowsUntilOneScrollsUp()
{
    Desk desk;
    auto *table = desk.find<EventsView>("eventsTable");
    auto *back = desk.find<QPushButton>("backToLive");
    QList<ReceivedEvent> many;
    for (int i = 0; i < 200; ++i)
        many.append(received("demo", "", QByteArray::number(i)));
    desk.hub.tap()->emitEvents(many);
    QTRY_COMPARE(table->model()->rowCount(), 200);
    QTRY_COMPARE(table->verticalScrollBar()->value(), table->verticalScrollBar()->maximum());
    QVERIFY(!back->isVisible());

    table->verticalScrollBar()->setValue(50);
    desk.hub.tap()->emitEvents(many);
    QTRY_COMPARE(table->model()->rowCount(), 400);
    QCOMPARE(table->verticalScrollBar()->value(), 50);
    QVERIFY(back->isVisible());
    QCOMPARE(back->text(), QStringLiteral("▼ 200 new events: back to live (End)"));

    table->setFocus();
    QTest::keyClick(table, Qt::Key_End);
    QCOMPARE(table->verticalScrollBar()->value(), table->verticalScrollBar()->maximum());
    QVERIFY(!back->isVisible());
}

void TestWindow::selectingAnEventShowsItInTheInspector()
{
    Desk desk;
    auto *table = desk.find<EventsView>("eventsTable");
    desk.hub.tap()->emitEvents({received("demo", "price", "{\"price\":7}", "1-2")});
    QTRY_COMPARE(table->model()->rowCount(), 1);
    table->selectRow(0);
    QCOMPARE(desk.find<QLabel>("inspectorId")->text(), QStringLiteral("1-2"));
    desk.find<QTabWidget>("inspectorViews")->setCurrentIndex(1);
    QCOMPARE(desk.find<QPlainTextEdit>("inspectorData")->toPlainText(), QStringLiteral("{\n  \"price\": 7\n}"));
}

void TestWindow::publishAgainPutsTheEventIntoTheComposer()
{
    Desk desk;
    auto *data = desk.find<QPlainTextEdit>("composerData");
    data->setFocus();
    QTest::keyClicks(data, QStringLiteral("mine"));
    desk.find<QLineEdit>("composerId")->setText(QStringLiteral("own"));
    desk.hub.tap()->emitEvents({received("demo", "price", "{\"price\":7}", "1-2")});
    QTRY_COMPARE(desk.monitor->events().rowCount(), 1);
    desk.find<EventsView>("eventsTable")->selectRow(0);
    desk.find<QPushButton>("inspectorPublishAgain")->click();
    QVERIFY(desk.hub.publisher()->published.isEmpty());
    QVERIFY(data->hasFocus());
    QTest::keyClick(data, Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(desk.hub.publisher()->published.size(), 1);
    const Publication published = desk.hub.publisher()->published.constFirst();
    QCOMPARE(published.channel, QByteArray("demo"));
    QCOMPARE(published.type, QByteArray("price"));
    QCOMPARE(published.data, QByteArray("{\"price\":7}"));
    QVERIFY(published.id.isEmpty());
    data->undo();
    QCOMPARE(data->toPlainText(), QStringLiteral("mine"));
}

void TestWindow::controlEnterPublishesWhatTheComposerHolds()
{
    Desk desk;
    desk.hub.publisher()->subscribers.insert("demo", 36);
    desk.find<QComboBox>("composerChannel")->setEditText(QStringLiteral("demo"));
    desk.find<QLineEdit>("composerType")->setText(QStringLiteral("price"));
    auto *data = desk.find<QPlainTextEdit>("composerData");
    data->setFocus();
    QTest::keyClicks(data, QStringLiteral("hello"));
    QTest::keyClick(data, Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(desk.hub.publisher()->published.size(), 1);
    const Publication published = desk.hub.publisher()->published.constFirst();
    QCOMPARE(published.channel, QByteArray("demo"));
    QCOMPARE(published.type, QByteArray("price"));
    QCOMPARE(published.data, QByteArray("hello"));
    QTRY_COMPARE(desk.find<Composer>("composer")->answer(), QStringLiteral("sent to 36 clients"));
    QTRY_COMPARE(desk.monitor->events().rowCount(), 1);
}

void TestWindow::anEmptyChannelMeansTheDefaultOne()
{
    Desk desk;
    desk.find<QComboBox>("composerChannel")->setEditText(QStringLiteral("demo"));
    desk.window->actions()[ActionId::WriteEvent]->trigger();
    QVERIFY(desk.find<QPlainTextEdit>("composerData")->hasFocus());
    QCOMPARE(desk.find<QComboBox>("composerChannel")->currentText(), QStringLiteral("demo"));
    desk.find<QComboBox>("composerChannel")->setEditText(QString());
    desk.find<Composer>("composer")->publish();
    QCOMPARE(desk.hub.publisher()->published.constLast().channel, QByteArray("sse"));
}

void TestWindow::anUntouchedComposerTakesTheChannelLastSubscribed()
{
    Desk desk;
    desk.find<EventsView>("eventsTable")->setFocus();
    desk.subscribe("orders");
    QCOMPARE(desk.find<QComboBox>("composerChannel")->currentText(), QStringLiteral("orders"));
    desk.subscribe("demo");
    QCOMPARE(desk.find<QComboBox>("composerChannel")->currentText(), QStringLiteral("demo"));
}

void TestWindow::aSubscriptionMovesNoChannelUnderWhatIsWritten_data()
{
    QTest::addColumn<QByteArray>("field");
    for (const char *field : {"composerData", "composerType", "composerId", "composerChannel", "composerRetry"})
        QTest::newRow(field) << QByteArray(field);
}

void TestWindow::aSubscriptionMovesNoChannelUnderWhatIsWritten()
{
    QFETCH(QByteArray, field);
    Desk desk;
    desk.find<EventsView>("eventsTable")->setFocus();
    desk.subscribe("orders");
    auto *widget = desk.find<QWidget>(field.constData());
    widget->setFocus();
    // The channel is one's own from the first look at it; the others once something stands there.
    if (field != "composerChannel")
        QTest::keyClicks(widget, QStringLiteral("7"));
    desk.find<QPushButton>("composerPublish")->setFocus();
    desk.subscribe("elsewhere");
    QCOMPARE(desk.find<QComboBox>("composerChannel")->currentText(), QStringLiteral("orders"));
}

void TestWindow::aSubscriptionMovesNoChannelAfterSomethingWasPublished()
{
    Desk desk;
    desk.find<EventsView>("eventsTable")->setFocus();
    desk.hub.publisher()->subscribers.insert("orders", 1);
    desk.subscribe("orders");
    auto *composer = desk.find<Composer>("composer");
    composer->publish();
    QTRY_COMPARE(composer->answer(), QStringLiteral("sent to 1 client"));
    desk.subscribe("elsewhere");
    composer->publish();
    QCOMPARE(desk.hub.publisher()->published.constLast().channel, QByteArray("orders"));
    QTRY_COMPARE(composer->answer(), QStringLiteral("sent to 1 client"));
}

void TestWindow::anotherChannelTakesTheAnswerAway()
{
    Desk desk;
    auto *channel = desk.find<QComboBox>("composerChannel");
    auto *composer = desk.find<Composer>("composer");
    desk.hub.publisher()->subscribers.insert("orders", 1);
    channel->setEditText(QStringLiteral("orders"));
    composer->publish();
    QTRY_COMPARE(composer->answer(), QStringLiteral("sent to 1 client"));
    channel->setFocus();
    QTest::keyClicks(channel, QStringLiteral("2"));
    QCOMPARE(composer->answer(), QString());
}

void TestWindow::nothingIsPublishedWhileACompositionIsOpen()
{
    Desk desk;
    auto *data = desk.find<QPlainTextEdit>("composerData");
    data->setFocus();
    QInputMethodEvent composing(QStringLiteral("にほん"), {});
    QApplication::sendEvent(data, &composing);
    QTest::keyClick(data, Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(desk.hub.publisher()->published.size(), 0);
    QInputMethodEvent done(QString(), {});
    done.setCommitString(QStringLiteral("日本"));
    QApplication::sendEvent(data, &done);
    QTest::keyClick(data, Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(desk.hub.publisher()->published.size(), 1);
    QCOMPARE(desk.hub.publisher()->published.constFirst().data, QByteArray("日本"));
}

void TestWindow::whenNobodyListensTheComposerOffersTheChannelWhereSomebodyDoes()
{
    Desk desk;
    ChannelInfo demo;
    demo.name = "demo";
    demo.subscribers = 1;
    desk.hub.snapshot.channels = {demo};
    desk.hub.publisher()->subscribers.insert("demo", 1);
    QTRY_COMPARE_WITH_TIMEOUT(desk.monitor->channels().rowCount(), 1, 30'000);
    desk.find<Composer>("composer")->publish();
    QTRY_COMPARE(desk.find<Composer>("composer")->answer(),
                 QStringLiteral("nobody listens on sse; 1 client is on demo"));
    auto *offer = desk.find<QPushButton>("composerOffer");
    QVERIFY(offer->isVisible());
    offer->click();
    QTRY_COMPARE(desk.find<Composer>("composer")->answer(), QStringLiteral("sent to 1 client"));
    QCOMPARE(desk.hub.publisher()->published.constLast().channel, QByteArray("demo"));
    QVERIFY(!offer->isVisible());
}

void TestWindow::whatBreaksTheRulesIsToldAndNotPublished()
{
    Desk desk;
    desk.find<QLineEdit>("composerType")->setText(QStringLiteral("gap"));
    desk.find<Composer>("composer")->publish();
    QVERIFY(!desk.find<Composer>("composer")->answer().isEmpty());
    desk.find<QLineEdit>("composerType")->clear();
    desk.find<QLineEdit>("composerRetry")->setText(QStringLiteral("soon"));
    desk.find<Composer>("composer")->publish();
    QVERIFY(desk.find<Composer>("composer")->answer().contains(QStringLiteral("whole number")));
    QCOMPARE(desk.hub.publisher()->published.size(), 0);
}

void TestWindow::aTakenPortIsToldAndAFreeOneOffered()
{
    Desk desk(QStringLiteral("127.0.0.1:7373 is in use by another program."));
    auto *banner = desk.find<QWidget>("hubFailed");
    QVERIFY(banner->isVisible());
    QVERIFY(desk.find<QLabel>("hubFailedText")->text().contains(QStringLiteral("7373 is in use")));
    QVERIFY(!desk.find<QPushButton>("composerPublish")->isEnabled());
    desk.find<QPushButton>("tryAgain")->click();
    QVERIFY(banner->isVisible());
    desk.find<QPushButton>("useFreePort")->click();
    QVERIFY(!banner->isVisible());
    QCOMPARE(desk.hub.listenAddress(), QStringLiteral("127.0.0.1:0"));
    QCOMPARE(desk.find<QLineEdit>("hubUrl")->text(), QStringLiteral("http://127.0.0.1:41234/stream"));
}

void TestWindow::theLanguageChangesWhileTheWindowRuns()
{
    Desk desk;
    auto *tabs = desk.find<QTabWidget>("tabs");
    QCOMPARE(tabs->tabText(0), QStringLiteral("Events"));
    desk.find<QAction>("language_ja")->trigger();
    QTRY_COMPARE(tabs->tabText(0), QStringLiteral("イベント"));
    QCOMPARE(desk.find<QPushButton>("composerPublish")->text(), QStringLiteral("配信"));
    QCOMPARE(desk.monitor->events().headerData(EventTableModel::Time, Qt::Horizontal).toString(),
             QStringLiteral("時刻"));
    QCOMPARE(desk.settings.value(QStringLiteral("language")).toString(), QStringLiteral("ja"));
    desk.find<QAction>("language_en")->trigger();
    QTRY_COMPARE(tabs->tabText(0), QStringLiteral("Events"));
}

void TestWindow::theAnswerIsToldAgainInTheOtherLanguage()
{
    Desk desk;
    auto *composer = desk.find<Composer>("composer");
    desk.hub.publisher()->subscribers.insert("sse", 36);
    composer->publish();
    QTRY_COMPARE(composer->answer(), QStringLiteral("sent to 36 clients"));
    desk.languages.use(QStringLiteral("ja"));
    QTRY_VERIFY(composer->answer() != QStringLiteral("sent to 36 clients"));
    QVERIFY(composer->answer().contains(QStringLiteral("36")));
    desk.languages.use(QStringLiteral("en"));
    QTRY_COMPARE(composer->answer(), QStringLiteral("sent to 36 clients"));

    desk.find<QLineEdit>("composerRetry")->setText(QStringLiteral("soon"));
    composer->publish();
    const QString problem = composer->answer();
    desk.languages.use(QStringLiteral("ja"));
    QTRY_VERIFY(composer->answer() != problem);
    QVERIFY(!composer->answer().isEmpty());
}

void TestWindow::theCheatSheetShowsTheActionsWhole()
{
    Desk desk;
    for (const QString &language : {QStringLiteral("en"), QStringLiteral("ja")}) {
        desk.languages.use(language);
        QCoreApplication::processEvents();
        const CheatSheet sheet(desk.window->actions());
        auto *list = sheet.findChild<QTreeWidget *>(QStringLiteral("cheatSheetList"));
        for (QTreeWidgetItemIterator item(list, QTreeWidgetItemIterator::NoChildren); *item; ++item) {
            for (const int column : {0, 1}) {
                const int room = list->columnWidth(column) - (column == 0 ? 2 * list->indentation() : 0);
                QVERIFY2(list->fontMetrics().horizontalAdvance((*item)->text(column)) <= room,
                         qPrintable((*item)->text(column)));
            }
        }
    }
}

void TestWindow::aNarrowWindowHasRoomForWhatMatters_data()
{
    QTest::addColumn<QString>("language");
    QTest::addColumn<int>("width");
    for (const char *language : {"en", "ja"}) {
        for (const int width : {900, 1280})
            QTest::addRow("%s, %d wide", language, width) << QString::fromLatin1(language) << width;
    }
}

void TestWindow::aNarrowWindowHasRoomForWhatMatters()
{
    QFETCH(QString, language);
    QFETCH(int, width);
    Desk desk;
    desk.languages.use(language);
    desk.layOut(width, 600);
    QCOMPARE(desk.find<QWidget>("inspectorDock")->isVisible(), width > 1100);

    auto *table = desk.find<EventsView>("eventsTable");
    desk.hub.tap()->emitEvents({received("demo", "price", "{\"price\":7}")});
    // With both side panels, too.
    for (const bool withInspector : {false, true}) {
        desk.find<QWidget>("inspectorDock")->setVisible(withInspector);
        QTRY_VERIFY(table->isVisible());
        QTRY_COMPARE(desk.window->size(), QSize(width, 600));
        const int digit = QFontMetrics(dataFont()).horizontalAdvance(u'0');
        QTRY_VERIFY2(table->columnWidth(EventTableModel::Data) >= 24 * digit,
                     qPrintable(QString::number(table->columnWidth(EventTableModel::Data))));
        QTRY_COMPARE(table->horizontalScrollBar()->maximum(), 0);
        const int character = desk.window->fontMetrics().horizontalAdvance(u'0');
        for (const char *field : {"composerType", "composerId", "composerRetry", "composerChannel"})
            QTRY_VERIFY2(desk.find<QWidget>(field)->width() >= 7 * character, field);
    }

    desk.window->actions()[ActionId::ShowCharts]->trigger();
    auto *scroll = desk.find<QScrollArea>("chartsScroll");
    QTRY_VERIFY(scroll->widget()->width() <= scroll->viewport()->width());
    QVERIFY(!scroll->horizontalScrollBar()->isVisible());
    auto *axis = desk.find<QComboBox>("chartTimeAxis");
    QTRY_VERIFY(axis->width() >= axis->sizeHint().width());
    desk.languages.use(QStringLiteral("en"));
}

void TestWindow::theInspectorOpensWithAnEvent()
{
    Desk desk;
    desk.layOut(900, 600);
    auto *table = desk.find<EventsView>("eventsTable");
    desk.hub.tap()->emitEvents({received("demo", "price", "{\"price\":7}")});
    QTRY_VERIFY(table->isVisible());
    QVERIFY(!desk.find<QWidget>("inspectorDock")->isVisible());
    table->setFocus();
    table->selectRow(0);
    QTest::keyClick(table, Qt::Key_Return);
    QVERIFY(desk.find<QWidget>("inspectorDock")->isVisible());
    // To the milliseconds.
    auto *time = desk.find<QLabel>("inspectorTime");
    QTRY_VERIFY(time->width() >= time->fontMetrics().horizontalAdvance(time->text()));
    QCOMPARE(time->text().size(), QStringLiteral("2026-01-02 03:04:05.678").size());
}

void TestWindow::columnsComeBackWithTheWidth()
{
    Desk desk;
    desk.hub.tap()->emitEvents({received("demo", "price", "{}")});
    auto *table = desk.find<EventsView>("eventsTable");
    QTRY_VERIFY(table->isVisible());
    desk.layOut(1400, 600);
    QVERIFY(!table->isColumnHidden(EventTableModel::Source));
    table->setColumnWidth(EventTableModel::Source, 123);
    desk.window->resize(700, 600);
    QTRY_VERIFY(table->isColumnHidden(EventTableModel::Source));
    // What is stored in a narrow window has the width, too.
    const QByteArray stored = table->saveColumns();
    table->resetColumns();
    table->restoreColumns(stored);
    desk.window->resize(1400, 600);
    QTRY_VERIFY(!table->isColumnHidden(EventTableModel::Source));
    QCOMPARE(table->columnWidth(EventTableModel::Source), 123);
}

void TestWindow::theAddressIsShownFromItsBeginning()
{
    Desk desk;
    desk.layOut(900, 600);
    desk.hub.setListenAddress(QStringLiteral("127.0.0.1:46639"));
    desk.hub.setState(HubControl::State::Open);
    auto *url = desk.find<QLineEdit>("hubUrl");
    QCOMPARE(url->text(), QStringLiteral("http://127.0.0.1:46639/stream"));
    QCOMPARE(url->cursorPosition(), 0);
    const auto cursor = [url] { return url->inputMethodQuery(Qt::ImCursorRectangle).toRect().left(); };
    const int start = cursor();
    url->end(false);
    QVERIFY(cursor() - start >= url->fontMetrics().horizontalAdvance(url->text()) - 2);
    url->home(false);
}

void TestWindow::theStatusLineTellsTheMemoryInUse()
{
    Desk desk;
    auto *memory = desk.find<QLabel>("statusMemory");
    QCOMPARE(memory->text(), QStringLiteral("·  0 B of 512 MB"));
    desk.hub.tap()->emitEvents(
        {received("demo", "", QByteArray(950, 'x')), received("demo", "", QByteArray(950, 'x'))});
    QTRY_COMPARE(memory->text(), QStringLiteral("·  2.0 KB of 512 MB"));
}

void TestWindow::everyActionHasATextInJapanese()
{
    Desk desk;
    QStringList english;
    for (const auto &[menu, action] : desk.window->actions().all())
        english.append(action->statusTip());
    desk.languages.use(QStringLiteral("ja"));
    QCoreApplication::processEvents();
    qsizetype at = 0;
    for (const auto &[menu, action] : desk.window->actions().all()) {
        QVERIFY2(action->statusTip() != english[at], qPrintable(action->objectName()));
        QVERIFY2(!action->text().isEmpty(), qPrintable(action->objectName()));
        ++at;
    }
}

void TestWindow::aSnapshotMovesAChart()
{
    Desk desk;
    desk.hub.snapshot.totals.publishedPerSecond = 120;
    desk.window->actions()[ActionId::ShowCharts]->trigger();
    auto *chart = desk.find<QWidget>("eventsInChart");
    QTRY_COMPARE_WITH_TIMEOUT(chart->accessibleDescription(), QStringLiteral("120/s"), 30'000);
}

void TestWindow::aClearIsUndoneFromTheBanner()
{
    Desk desk;
    desk.hub.tap()->emitEvents({received("demo", "", "1"), received("demo", "", "2")});
    QTRY_COMPARE(desk.monitor->events().rowCount(), 2);
    desk.window->actions()[ActionId::ClearEvents]->trigger();
    QCOMPARE(desk.monitor->events().rowCount(), 0);
    QCOMPARE(desk.find<QLabel>("eventsClearedText")->text(), QStringLiteral("2 events cleared."));
    desk.find<QPushButton>("undoClearButton")->click();
    QCOMPARE(desk.monitor->events().rowCount(), 2);
    QVERIFY(!desk.find<QWidget>("eventsCleared")->isVisible());
}

void TestWindow::selectedClientsAreDisconnected()
{
    Desk desk;
    QList<ClientInfo> &clients = desk.hub.snapshot.clients.emplace();
    for (int i = 1; i <= 3; ++i) {
        ClientInfo client;
        client.id = QByteArray::number(i);
        clients.append(client);
    }
    desk.hub.snapshot.totals.clients = 3;
    desk.window->actions()[ActionId::ShowClients]->trigger();
    auto *table = desk.find<QTableView>("clientsTable");
    QTRY_COMPARE(table->model()->rowCount(), 3);
    QVERIFY(!desk.window->actions()[ActionId::DisconnectClients]->isEnabled());
    table->selectAll();
    desk.window->actions()[ActionId::DisconnectClients]->trigger();
    QCOMPARE(desk.hub.disconnected, (QByteArrayList{"1", "2", "3"}));
}

void TestWindow::aStreamIsOpenedAndShown()
{
    Desk desk;
    desk.monitor->streams().open({QUrl(QStringLiteral("http://lab.example/stream")), {}, {}});
    desk.opener.last->tap.emitEvents({received("", "news", "from afar")});
    QTRY_COMPARE(desk.monitor->events().rowCount(), 1);
    auto *tree = desk.find<QTreeView>("navigator");
    const QModelIndex stream = desk.monitor->navigator().index(0, 0, desk.monitor->navigator().streamsIndex());
    tree->setCurrentIndex(stream);
    QVERIFY(desk.window->actions()[ActionId::CloseStream]->isEnabled());
    desk.window->actions()[ActionId::CloseStream]->trigger();
    QVERIFY(desk.window->actions()[ActionId::ReopenStream]->isEnabled());
    desk.window->actions()[ActionId::RemoveStream]->trigger();
    QVERIFY(desk.monitor->streams().ids().isEmpty());
    QVERIFY(!desk.window->actions()[ActionId::RemoveStream]->isEnabled());
}

void TestWindow::theStreamDialogSaysWhatIsWrong_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("headers");
    QTest::addColumn<bool>("good");
    QTest::newRow("nothing") << QString() << QString() << false;
    QTest::newRow("a host") << QStringLiteral("localhost:7373/stream") << QString() << true;
    QTest::newRow("https") << QStringLiteral("https://example.org/stream?channel=a") << QString() << true;
    QTest::newRow("ftp") << QStringLiteral("ftp://example.org/") << QString() << false;
    QTest::newRow("no host") << QStringLiteral("http:///stream") << QString() << false;
    QTest::newRow("good headers") << QStringLiteral("http://a/") << QStringLiteral("Authorization: Bearer x\n\nX-A: b")
                                  << true;
    QTest::newRow("a header without a colon")
        << QStringLiteral("http://a/") << QStringLiteral("Authorization") << false;
    QTest::newRow("a header name with a space") << QStringLiteral("http://a/") << QStringLiteral("X A: b") << false;
}

void TestWindow::theStreamDialogSaysWhatIsWrong()
{
    QFETCH(QString, url);
    QFETCH(QString, headers);
    QFETCH(bool, good);
    StreamForm form;
    form.url = url;
    form.headers = headers;
    QCOMPARE(!form.problem(), good);
}

/// Does `work` in the dialog that the window opens next, from its event loop.
template <typename Work>
static void inNextDialog(QObject *context, bool &wasThere, const Work &work)
{
    QTimer::singleShot(0, context, [&wasThere, work] {
        auto *dialog = qobject_cast<StreamDialog *>(QApplication::activeModalWidget());
        wasThere = dialog;
        if (dialog)
            work(*dialog);
        if (dialog && dialog->isVisible())
            dialog->reject(); // lest a failure waits for a click
    });
}

void TestWindow::secretsThatComeWhileTheDialogIsOpenAreNotLost()
{
    Desk desk;
    StreamList &streams = desk.monitor->streams();
    StreamRequest whole{QUrl(QStringLiteral("https://joe:S1@a.b/s?token=S2&x=1")), {}, {}};
    whole.headers = {{"Cookie", "S3"}, {"X-A", "b"}};
    whole.bearerToken = "S4";
    const int id = streams.add(withoutSecrets(whole));
    streams.setSecretsMissing(id, QStringLiteral("The keychain is asked."));
    desk.window->findChild<NavigatorPanel *>()->selectStream(id);
    bool wasThere = false;
    inNextDialog(desk.window.get(), wasThere, [&](StreamDialog &dialog) {
        dialog.findChild<QLineEdit *>(QStringLiteral("streamUrl"))
            ->setText(QStringLiteral("https://a.b/other?token=&x=2"));
        dialog.findChild<QPlainTextEdit *>(QStringLiteral("streamHeaders"))
            ->setPlainText(QStringLiteral("Cookie:\nX-A: c"));
        streams.supply(id, whole);
        dialog.findChild<QPushButton *>(QStringLiteral("streamOpen"))->click();
    });
    desk.window->actions()[ActionId::EditStream]->trigger();
    QVERIFY(wasThere);
    const StreamRequest asked = streams.request(id);
    QCOMPARE(asked.url, QUrl(QStringLiteral("https://joe:S1@a.b/other?token=S2&x=2")));
    QCOMPARE(asked.headers, (QList<std::pair<QByteArray, QByteArray>>{{"Cookie", "S3"}, {"X-A", "c"}}));
    QCOMPARE(asked.bearerToken, QByteArray("S4"));

    // What is meant for one server does not go to another; what was written counts.
    streams.supply(id, withoutSecrets(whole));
    inNextDialog(desk.window.get(), wasThere, [&](StreamDialog &dialog) {
        dialog.findChild<QLineEdit *>(QStringLiteral("streamUrl"))->setText(QStringLiteral("https://c.d/s?token="));
        dialog.findChild<QComboBox *>(QStringLiteral("streamAuthorization"))->setCurrentIndex(1);
        dialog.findChild<QLineEdit *>(QStringLiteral("streamToken"))->setText(QStringLiteral("mine"));
        streams.supply(id, whole);
        dialog.findChild<QPushButton *>(QStringLiteral("streamOpen"))->click();
    });
    desk.window->actions()[ActionId::EditStream]->trigger();
    QCOMPARE(streams.request(id).url, QUrl(QStringLiteral("https://c.d/s?token=")));
    QCOMPARE(streams.request(id).bearerToken, QByteArray("mine"));
}

void TestWindow::secretsThatHaveComeAreNotAskedFor()
{
    Desk desk;
    StreamList &streams = desk.monitor->streams();
    const int id = streams.add({QUrl(QStringLiteral("https://a.b/s")), {}, {}});
    streams.setSecretsMissing(id, QStringLiteral("The keychain is asked."));
    bool wasThere = false;
    streams.reopen(id);
    streams.supply(id, {QUrl(QStringLiteral("https://joe:S1@a.b/s")), {}, {}});
    QTimer::singleShot(0, desk.window.get(), [&wasThere] {
        if (auto *dialog = qobject_cast<StreamDialog *>(QApplication::activeModalWidget())) {
            wasThere = true;
            dialog->reject();
        }
    });
    QCoreApplication::sendPostedEvents();
    QCoreApplication::processEvents();
    QVERIFY(!wasThere);
    // While they are missing it is asked.
    streams.setSecretsMissing(id, QStringLiteral("The keychain is locked."));
    streams.close(id);
    streams.reopen(id);
    inNextDialog(desk.window.get(), wasThere, [](StreamDialog &) {});
    QTRY_VERIFY(wasThere);
}

void TestWindow::theDialogOfARemovedStreamCloses()
{
    Desk desk;
    StreamList &streams = desk.monitor->streams();
    const int id = streams.add({QUrl(QStringLiteral("https://a.b/s")), {}, {}});
    desk.window->findChild<NavigatorPanel *>()->selectStream(id);
    bool wasThere = false;
    bool stayedOpen = true;
    inNextDialog(desk.window.get(), wasThere, [&](StreamDialog &dialog) {
        streams.remove(id);
        stayedOpen = dialog.isVisible();
    });
    desk.window->actions()[ActionId::EditStream]->trigger();
    QVERIFY(wasThere);
    QVERIFY(!stayedOpen);
}

void TestWindow::whatIsCopiedHasNoCredentials()
{
    Desk desk;
    StreamRequest request{QUrl(QStringLiteral("https://joe:S1ECRET@a.b/s?access_token=S2ECRET&x=1")), {}, {}};
    request.bearerToken = "S3ECRET";
    const int id = desk.monitor->streams().open(request);
    desk.window->findChild<NavigatorPanel *>()->selectStream(id);
    for (const ActionId action : {ActionId::CopyUrl, ActionId::CopyStreamJavaScript, ActionId::CopyStreamCurl}) {
        desk.window->actions()[action]->trigger();
        const QString copied = QGuiApplication::clipboard()->text();
        QVERIFY2(copied.contains(QStringLiteral("a.b/s?access_token&x=1")), qPrintable(copied));
        QVERIFY2(!copied.contains(QStringLiteral("ECRET")), qPrintable(copied));
    }
    request.method = "POST";
    request.body = "{}";
    desk.monitor->streams().edit(id, request);
    QVERIFY(!desk.window->actions()[ActionId::CopyStreamJavaScript]->isEnabled());
    desk.window->actions()[ActionId::CopyStreamCurl]->trigger();
    QVERIFY(QGuiApplication::clipboard()->text().endsWith(QStringLiteral(" --data-raw '{}'")));
}

void TestWindow::everyControlHasANameAndAnAccessibleName()
{
    Desk desk;
    const auto widgets = desk.window->findChildren<QWidget *>();
    for (const QWidget *widget : widgets) {
        // Parts that Qt makes of its own have names of its own.
        const QByteArray type = widget->metaObject()->className();
        const bool isControl = widget->inherits("QPushButton") || widget->inherits("QComboBox") ||
                               (widget->inherits("QLineEdit") && !widget->parent()->inherits("QComboBox")) ||
                               widget->inherits("QPlainTextEdit") || widget->inherits("QTableView") ||
                               widget->inherits("QTreeView");
        if (!isControl || widget->objectName().startsWith(QLatin1String("qt_")) ||
            widget->window() != desk.window.get())
            continue;
        QVERIFY2(!widget->objectName().isEmpty(), type.constData());
        const bool saysItself = widget->inherits("QPushButton") && !widget->property("text").toString().isEmpty();
        QVERIFY2(saysItself || !widget->accessibleName().isEmpty(), qPrintable(widget->objectName()));
    }
}

void TestWindow::theLayoutIsRemembered()
{
    QTemporaryDir directory;
    QSettings settings(directory.filePath(QStringLiteral("s.ini")), QSettings::IniFormat);
    FakeHub hub;
    FakeOpener opener;
    Languages languages;
    languages.use(QStringLiteral("en"));
    Monitor monitor(hub, opener);
    {
        MainWindow window(monitor, languages, settings);
        window.show();
        window.findChild<QWidget *>(QStringLiteral("inspectorDock"))->hide();
        window.findChild<EventsView *>()->setColumnWidth(EventTableModel::Channel, 333);
        window.close();
    }
    MainWindow window(monitor, languages, settings);
    window.show();
    auto *inspector = window.findChild<QWidget *>(QStringLiteral("inspectorDock"));
    QVERIFY(!inspector->isVisible());
    QCOMPARE(window.findChild<EventsView *>()->columnWidth(EventTableModel::Channel), 333);
    window.resize(1280, 800);
    window.actions()[ActionId::ResetLayout]->trigger();
    QVERIFY(inspector->isVisible());
    QVERIFY(window.findChild<EventsView *>()->columnWidth(EventTableModel::Channel) != 333);
}

void TestWindow::noTextIsReadAsHtml()
{
    Desk desk;
    const QString hostile = QStringLiteral("comment: <img src='file:///dev/zero'>");
    QLabel label(hostile);
    label.show();
    QCOMPARE(label.textFormat(), Qt::PlainText);
    QToolTip::showText({10, 10}, hostile, desk.window.get());
    const auto tip = [] {
        const QWidgetList all = QApplication::topLevelWidgets();
        const auto found = std::find_if(all.begin(), all.end(), [](QWidget *w) { return w->inherits("QTipLabel"); });
        return found == all.end() ? nullptr : qobject_cast<QLabel *>(*found);
    };
    QTRY_VERIFY(tip());
    QCOMPARE(tip()->text(), hostile);
    QCOMPARE(tip()->textFormat(), Qt::PlainText);
    QToolTip::hideText();
    // Who says so is rich still.
    QLabel rich(QStringLiteral("<b>x</b>"));
    rich.setTextFormat(Qt::RichText);
    rich.show();
    QCOMPARE(rich.textFormat(), Qt::RichText);
}

QTEST_MAIN(TestWindow)
#include "tst_window.moc"
