// SPDX-License-Identifier: GPL-3.0-or-later
// The window over a scripted hub.
#include "answer.h"
#include "desk.h"
#include "support/sanitized.h"
#include "ui/composer/composer.h"
#include "ui/events/eventsview.h"
#include "ui/look/appearance.h"
#include "ui/window/cheatsheet.h"
#include "ui/window/tabs.h"

#include <QApplication>
#include <QComboBox>
#include <QDeadlineTimer>
#include <QDockWidget>
#include <QElapsedTimer>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTableView>
#include <QToolButton>
#include <QToolTip>
#include <QTreeWidget>

using namespace helio;

namespace {

ChannelInfo channelOf(const QByteArray &name)
{
    ChannelInfo channel;
    channel.name = name;
    channel.events = 1;
    return channel;
}

ClientInfo clientOf(const QByteArray &id)
{
    ClientInfo client;
    client.id = id;
    return client;
}

} // namespace

class WindowTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void noTextIsReadAsHtml();
    void anEventOfTheHubIsARowInTheTable();
    void theTableFollowsUntilOneScrollsUp();
    void selectingAnEventShowsItInTheInspector();
    void noEventIsInTheInspectorWithoutItsRowMarked();
    void aStoppedHubHasNoCountsRatesAndClients();
    void whatAStoppedHubReportsLateIsNotShown();
    void titlesOfColumnsAreWholeInEachLanguage();
    void textThatStandsBackHasItsColorInTheDark();
    void foldersCloseOnceChannelsAreMany();
    void aKeychainThatRefusesIsReportedInTheWindow();
    void controlEnterElsewherePublishesNothing();
    void whatCannotBeSeenIsShownAsMarks();
    void aTakenPortIsReportedAndAFreeOneOffered();
    void theLanguageChangesWhileTheWindowRuns();
    void everyActionHasATextInJapanese();
    void noButtonHasALetterBehindItsJapaneseText();
    void fiftyThousandNewChannelsComeInSlices();
    void theCheatSheetShowsTheActionsWhole();
    void aNarrowWindowHasRoomForWhatMatters_data();
    void aNarrowWindowHasRoomForWhatMatters();
    void theInspectorOpensWithAnEvent();
    void noColumnHidesItselfInANarrowWindow();
    void theAddressIsShownFromItsBeginning();
    void theStatusLineShowsTheMemoryInUse();
    void aSnapshotMovesAChart();
    void aClearIsUndoneFromTheBanner();
    void selectedClientsAreDisconnected();
    void everyControlHasANameAndAnAccessibleName();
    void theLayoutIsRemembered();
    void theTabIsRememberedByItsId();
};

void WindowTest::initTestCase()
{
    qRegisterMetaType<QList<ReceivedEvent>>();
}

void WindowTest::noTextIsReadAsHtml()
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

void WindowTest::anEventOfTheHubIsARowInTheTable()
{
    Desk desk;
    auto *table = desk.find<EventsView>("eventsTable");
    desk.hub.tap()->emitEvents({received("demo", "price", "{\"price\":7}")});
    QTRY_VERIFY(table->isVisible());
    QCOMPARE(table->model()->index(0, EventTableModel::Data).data().toString(), QStringLiteral("{\"price\":7}"));
    QTRY_VERIFY(desk.find<QLabel>("statusCounters")->text().contains(QStringLiteral("received 1 = shown 1")));
}

void WindowTest::theTableFollowsUntilOneScrollsUp()
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

void WindowTest::selectingAnEventShowsItInTheInspector()
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

void WindowTest::noEventIsInTheInspectorWithoutItsRowMarked()
{
    Desk desk;
    auto *table = desk.find<EventsView>("eventsTable");
    const auto isShown = [&desk] { return desk.find<QWidget>("inspectorEmpty")->isHidden(); };
    desk.hub.tap()->emitEvents({received("demo", "price", "1", "1-1"), received("orders", "price", "2", "1-2")});
    QTRY_COMPARE(table->model()->rowCount(), 2);
    // The keyboard alone makes a row the current one, and marks none.
    table->selectionModel()->setCurrentIndex(table->model()->index(0, 0), QItemSelectionModel::NoUpdate);
    QVERIFY(!isShown());
    table->selectRow(1);
    QVERIFY(isShown());
    QCOMPARE(desk.find<QLabel>("inspectorId")->text(), QStringLiteral("1-2"));
    // The mark is taken off, as by Ctrl and a click.
    table->selectionModel()->select(table->currentIndex(), QItemSelectionModel::Deselect | QItemSelectionModel::Rows);
    QTRY_VERIFY(!isShown());
    // The row goes, and comes back.
    table->selectRow(1);
    QTRY_VERIFY(isShown());
    desk.monitor.events().setMuted({HubSource, "orders"}, true);
    QTRY_COMPARE(table->model()->rowCount(), 1);
    QTRY_VERIFY(!isShown());
    desk.monitor.events().setMuted({HubSource, "orders"}, false);
    QTRY_COMPARE(table->model()->rowCount(), 2);
    QTRY_VERIFY(isShown());
    QCOMPARE(desk.find<QLabel>("inspectorId")->text(), QStringLiteral("1-2"));
    desk.trigger(ActionId::ClearEvents);
    QTRY_VERIFY(!isShown());
}

void WindowTest::aStoppedHubHasNoCountsRatesAndClients()
{
    Desk desk;
    desk.hub.snapshot.totals.clients = 3;
    desk.hub.snapshot.totals.channels = 1;
    desk.hub.snapshot.totals.publishedPerSecond = 25;
    desk.hub.snapshot.channels = {channelOf("orders")};
    desk.hub.snapshot.clients = QList<ClientInfo>{clientOf("1"), clientOf("2"), clientOf("3")};
    desk.hub.requestSnapshot(true);
    auto *rates = desk.find<QLabel>("statusRates");
    QTRY_COMPARE(desk.monitor.clients().rowCount(), 3);
    QVERIFY(rates->isVisible());
    QVERIFY(rates->text().contains(QStringLiteral("25/s")));
    QVERIFY(desk.monitor.navigator().channelIndex("orders").isValid());

    desk.hub.stop();
    QVERIFY(!rates->isVisible());
    QCOMPARE(desk.monitor.clients().rowCount(), 0);
    QCOMPARE(desk.monitor.channels().rowCount(), 0);
    QVERIFY(!desk.monitor.navigator().channelIndex("orders").isValid());
    QCOMPARE(desk.monitor.hubState().totals().clients, 0);
    QVERIFY(desk.monitor.hubState().channels().isEmpty());
    auto *tabs = desk.find<Tabs>("tabs");
    for (int i = 0; i < tabs->count(); ++i)
        QVERIFY2(!tabs->tabText(i).contains(u'3') && !tabs->tabText(i).contains(u'1'), qPrintable(tabs->tabText(i)));

    desk.hub.start();
    QTRY_COMPARE(desk.monitor.channels().rowCount(), 1);
    QVERIFY(rates->isVisible());
}

void WindowTest::whatAStoppedHubReportsLateIsNotShown()
{
    Desk desk;
    desk.hub.snapshot.channels = {channelOf("orders")};
    desk.hub.requestSnapshot(true);
    desk.hub.stop();
    QSignalSpy arrived(&desk.hub, &HubControl::snapshotArrived);
    desk.hub.requestSnapshot(true);
    QTRY_VERIFY(!arrived.isEmpty());
    QCOMPARE(desk.monitor.channels().rowCount(), 0);
}

void WindowTest::titlesOfColumnsAreWholeInEachLanguage()
{
    Desk desk;
    for (const QString &language : {QStringLiteral("en"), QStringLiteral("ja")}) {
        desk.languages.use(language);
        QCoreApplication::processEvents();
        for (const char *name : {"clientsTable", "channelsTable"}) {
            const QHeaderView *header = desk.find<QTableView>(name)->horizontalHeader();
            for (int column = 0; column < header->count(); ++column) {
                const QString title = header->model()->headerData(column, Qt::Horizontal).toString();
                if (!header->isSectionHidden(column))
                    QVERIFY2(header->sectionSize(column) > header->fontMetrics().horizontalAdvance(title),
                             qPrintable(title));
            }
        }
    }
}

void WindowTest::textThatStandsBackHasItsColorInTheDark()
{
    Desk desk;
    const auto *note = desk.find<QLabel>("composerNote");
    for (const Appearance appearance : {Appearance::Dark, Appearance::Light, Appearance::Dark}) {
        applyAppearance(appearance);
        QTRY_COMPARE(note->palette().color(QPalette::WindowText), mutedColor(desk.window->palette()));
    }
    applyAppearance(Appearance::Light);
}

void WindowTest::foldersCloseOnceChannelsAreMany()
{
    Desk desk;
    const auto addChannels = [&desk](int from, int to) {
        for (int i = from; i < to; ++i)
            desk.hub.snapshot.channels.append(channelOf("site." + QByteArray::number(i)));
        desk.hub.requestSnapshot(false);
    };
    const auto &navigator = desk.monitor.navigator();
    const auto *tree = desk.find<QTreeView>("navigator");
    const auto folder = [&navigator] { return navigator.channelIndex("site.0").parent(); };
    addChannels(0, 10);
    QTRY_COMPARE(navigator.channelCount(), 10);
    QVERIFY(tree->isExpanded(folder()));
    addChannels(10, NavigatorModel::MostAtOnce + 10);
    QTRY_VERIFY_WITH_TIMEOUT(navigator.isSettled() && navigator.channelCount() == NavigatorModel::MostAtOnce + 10,
                             60'000);
    QVERIFY(!tree->isExpanded(folder()));
    QVERIFY(tree->isExpanded(navigator.hubIndex()));
}

void WindowTest::aKeychainThatRefusesIsReportedInTheWindow()
{
    Desk desk;
    auto *banner = desk.find<QWidget>("secretsNotKept");
    QVERIFY(!banner->isVisible());
    desk.window->reportSecretsNotKept(QStringLiteral("lab"), QStringLiteral("Access was denied."));
    QVERIFY(banner->isVisible());
    const QString text = desk.find<QLabel>("secretsNotKeptText")->text();
    QVERIFY2(text.contains(QStringLiteral("lab")) && text.contains(QStringLiteral("Access was denied.")),
             qPrintable(text));
    desk.languages.use(QStringLiteral("ja"));
    QTRY_VERIFY(desk.find<QLabel>("secretsNotKeptText")->text() != text);
    desk.window->reportSecretsNotRemoved(QStringLiteral("lab"), QStringLiteral("Access was denied."));
    QVERIFY(banner->isVisible());
}

void WindowTest::controlEnterElsewherePublishesNothing()
{
    Desk desk;
    auto *data = desk.find<QPlainTextEdit>("composerData");
    data->setPlainText(QStringLiteral("half written"));
    desk.hub.tap()->emitEvents({received("demo", "price", "1", "1-1")});
    auto *table = desk.find<EventsView>("eventsTable");
    QTRY_COMPARE(table->model()->rowCount(), 1);
    desk.showTab("events");
    QWidget *const places[] = {table, desk.find<QWidget>("filterField"), desk.find<QWidget>("navigator"),
                               desk.find<QWidget>("hubUrl")};
    for (QWidget *place : places) {
        place->setFocus();
        QVERIFY2(place->hasFocus(), qPrintable(place->objectName()));
        QTest::keyClick(place, Qt::Key_Return, Qt::ControlModifier);
        QTest::keyClick(place, Qt::Key_Enter, Qt::ControlModifier | Qt::KeypadModifier);
        QVERIFY2(desk.hub.publisher()->published.isEmpty(), qPrintable(place->objectName()));
    }
    // From each of its fields it does.
    qsizetype count = 0;
    for (const char *name : {"composerData", "composerType", "composerId", "composerRetry"}) {
        auto *field = desk.find<QWidget>(name);
        field->setFocus();
        QTest::keyClick(field, Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(desk.hub.publisher()->published.size(), ++count);
    }
}

void WindowTest::whatCannotBeSeenIsShownAsMarks()
{
    Desk desk;
    const QByteArray name = "pay\u202Elap.\u200Bx\u0085";
    const QString shown = QStringLiteral("pay‹U+202E›lap.‹U+200B›x‹U+0085›");
    ReceivedEvent event = received(name, name, name, "1");
    desk.hub.tap()->emitEvents({event});
    desk.hub.snapshot.channels = {channelOf(name)};
    desk.hub.snapshot.channels.first().lastEventId = name;
    ClientInfo client = clientOf("1");
    client.userAgent = client.origin = name;
    client.channels = {name};
    desk.hub.snapshot.clients = QList<ClientInfo>{client};
    desk.hub.requestSnapshot(true);
    auto &events = desk.monitor.events();
    QTRY_COMPARE(events.rowCount(), 1);
    for (const int column : {EventTableModel::Channel, EventTableModel::Type, EventTableModel::Data})
        QCOMPARE(events.index(0, column).data().toString(), shown);
    QTRY_COMPARE(desk.monitor.channels().rowCount(), 1);
    const auto cells = [&shown](const QAbstractItemModel &model, const QList<int> &columns) {
        for (const int column : columns) {
            QCOMPARE(model.index(0, column).data().toString(), shown);
            const QString tip = model.index(0, column).data(Qt::ToolTipRole).toString();
            QVERIFY2(tip.isEmpty() || tip == shown, qPrintable(tip));
        }
    };
    cells(desk.monitor.channels(), {ChannelTableModel::Name, ChannelTableModel::LastEventId});
    cells(desk.monitor.clients(), {ClientTableModel::Program, ClientTableModel::Origin, ClientTableModel::Channels});
    const QModelIndex channel = desk.monitor.navigator().channelIndex(name);
    QVERIFY(channel.isValid());
    QCOMPARE(channel.data().toString(), QStringLiteral("‹U+200B›x‹U+0085›"));
    QCOMPARE(channel.parent().data().toString(), QStringLiteral("pay‹U+202E›lap"));
    QVERIFY(channel.data(Qt::ToolTipRole).toString().startsWith(shown));
    QCOMPARE(channel.data(NavigatorModel::ValueRole).toString(), shown);
}

void WindowTest::aTakenPortIsReportedAndAFreeOneOffered()
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

void WindowTest::theLanguageChangesWhileTheWindowRuns()
{
    Desk desk;
    auto *tabs = desk.find<QTabWidget>("tabs");
    QCOMPARE(tabs->tabText(0), QStringLiteral("Events"));
    desk.find<QAction>("language_ja")->trigger();
    QTRY_COMPARE(tabs->tabText(0), QStringLiteral("イベント"));
    QCOMPARE(desk.find<QPushButton>("composerPublish")->text(), QStringLiteral("配信"));
    QCOMPARE(desk.monitor.events().headerData(EventTableModel::Time, Qt::Horizontal).toString(),
             QStringLiteral("時刻"));
    QCOMPARE(desk.settings.value(QStringLiteral("language")).toString(), QStringLiteral("ja"));
    desk.find<QAction>("language_en")->trigger();
    QTRY_COMPARE(tabs->tabText(0), QStringLiteral("Events"));
}

void WindowTest::everyActionHasATextInJapanese()
{
    Desk desk;
    QStringList english;
    for (const auto &[menu, action] : desk.window->actionList().all())
        english.append(action->statusTip());
    desk.languages.use(QStringLiteral("ja"));
    QCoreApplication::processEvents();
    qsizetype at = 0;
    for (const auto &[menu, action] : desk.window->actionList().all()) {
        QVERIFY2(action->statusTip() != english[at], qPrintable(action->objectName()));
        QVERIFY2(!action->text().isEmpty(), qPrintable(action->objectName()));
        ++at;
    }
}

void WindowTest::noButtonHasALetterBehindItsJapaneseText()
{
    Desk desk;
    desk.languages.use(QStringLiteral("ja"));
    QCoreApplication::processEvents();
    for (const auto started : {true, false}) {
        if (!started)
            desk.hub.stop();
        const auto buttons = desk.window->findChildren<QToolButton *>();
        QVERIFY(!buttons.isEmpty());
        for (const QToolButton *button : buttons)
            QVERIFY2(!button->text().contains(u'('), qPrintable(button->text()));
    }
    // The menus keep theirs.
    QVERIFY(desk.window->actionList()[ActionId::ToggleHub]->text().contains(QStringLiteral("(&S)")));
}

void WindowTest::fiftyThousandNewChannelsComeInSlices()
{
    constexpr int Count = test::IsSanitized ? 10'000 : 50'000; // more than are taken over at once
    Desk desk;
    desk.find<QComboBox>("composerChannel")->setEditText(QStringLiteral("written"));
    for (int i = 0; i < Count; ++i) {
        ChannelInfo channel;
        channel.name = "site/" + QByteArray::number(i % 50) + "/dev." + QByteArray::number(i);
        channel.events = quint64(i);
        desk.hub.snapshot.channels.append(channel);
    }
    const auto &channels = desk.monitor.channels();
    const auto &navigator = desk.monitor.navigator();
    int largest = 0;
    connect(&channels, &QAbstractItemModel::rowsInserted, this,
            [&largest](const QModelIndex &, int first, int last) { largest = std::max(largest, last - first + 1); });
    QSignalSpy arrived(&desk.hub, &HubControl::snapshotArrived);
    desk.hub.requestSnapshot(false);
    QVERIFY(arrived.wait());
    // Nobody did all of it at once.
    QVERIFY(!channels.isSettled());
    QVERIFY(!navigator.isSettled());
    qint64 longest = 0;
    const QDeadlineTimer deadline(std::chrono::minutes(4));
    const auto *names = desk.find<QComboBox>("composerChannel");
    while (
        !(channels.rowCount() == Count && channels.isSettled() && navigator.isSettled() && names->count() == Count) &&
        !deadline.hasExpired()) {
        QElapsedTimer turn;
        turn.start();
        QCoreApplication::processEvents();
        longest = std::max(longest, turn.elapsed());
    }
    qInfo("the longest turn: %lld ms", longest);
    QCOMPARE(channels.rowCount(), Count);
    QCOMPARE(navigator.channelCount(), Count);
    QVERIFY(largest <= ChannelTableModel::MostAtOnce);
    QCOMPARE(channels.nameAt(0), QByteArray("site/0/dev.0"));
    QVERIFY(navigator.channelIndex("site/49/dev." + QByteArray::number(Count - 1)).isValid());
    QCOMPARE(names->count(), Count);
    QCOMPARE(names->currentText(), QStringLiteral("written"));
    QVERIFY(std::is_sorted(channels.rows().cbegin(), channels.rows().cend(),
                           [](const ChannelInfo &a, const ChannelInfo &b) { return a.name < b.name; }));

    // And they go as they came.
    desk.hub.stop();
    while (!(channels.rowCount() == 0 && navigator.isSettled() && names->count() == 0) && !deadline.hasExpired())
        QCoreApplication::processEvents();
    QCOMPARE(channels.rowCount(), 0);
    QCOMPARE(navigator.rowCount(navigator.hubIndex()), 0);
    QCOMPARE(names->currentText(), QStringLiteral("written"));
}

void WindowTest::theCheatSheetShowsTheActionsWhole()
{
    Desk desk;
    for (const QString &language : {QStringLiteral("en"), QStringLiteral("ja")}) {
        desk.languages.use(language);
        QCoreApplication::processEvents();
        const CheatSheet sheet(desk.window->actionList());
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

void WindowTest::aNarrowWindowHasRoomForWhatMatters_data()
{
    QTest::addColumn<QString>("language");
    QTest::addColumn<int>("width");
    for (const char *language : {"en", "ja"}) {
        for (const int width : {900, 1280})
            QTest::addRow("%s, %d wide", language, width) << QString::fromLatin1(language) << width;
    }
}

void WindowTest::aNarrowWindowHasRoomForWhatMatters()
{
    QFETCH(QString, language);
    QFETCH(int, width);
    Desk desk;
    desk.languages.use(language);
    desk.layOut(width, 600);
    // Where there is no room beside the events it lies below, behind the composer.
    QCOMPARE(desk.window->dockWidgetArea(desk.find<QDockWidget>("inspectorDock")),
             width > 1100 ? Qt::RightDockWidgetArea : Qt::BottomDockWidgetArea);
    QVERIFY(isInSight(desk.find<QWidget>("composerData")));

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
        // A column is not hidden to make room for the others: between two side panels a small window scrolls.
        if (!withInspector || width > 1100)
            QTRY_COMPARE(table->horizontalScrollBar()->maximum(), 0);
        const int character = desk.window->fontMetrics().horizontalAdvance(u'0');
        for (const char *field : {"composerType", "composerId", "composerRetry", "composerChannel"})
            QTRY_VERIFY2(desk.find<QWidget>(field)->width() >= 7 * character, field);
    }

    desk.showTab("charts");
    auto *scroll = desk.find<QScrollArea>("chartsScroll");
    QTRY_VERIFY(scroll->widget()->width() <= scroll->viewport()->width());
    QVERIFY(!scroll->horizontalScrollBar()->isVisible());
    auto *axis = desk.find<QComboBox>("chartTimeAxis");
    QTRY_VERIFY(axis->width() >= axis->sizeHint().width());
    desk.languages.use(QStringLiteral("en"));
}

void WindowTest::theInspectorOpensWithAnEvent()
{
    Desk desk;
    desk.layOut(900, 600);
    auto *table = desk.find<EventsView>("eventsTable");
    desk.hub.tap()->emitEvents({received("demo", "price", "{\"price\":7}")});
    QTRY_VERIFY(table->isVisible());
    QVERIFY(!isInSight(desk.find<QWidget>("inspector")));
    table->setFocus();
    table->selectRow(0);
    QTest::keyClick(table, Qt::Key_Return);
    QTRY_VERIFY(isInSight(desk.find<QWidget>("inspector")));
    // To the milliseconds.
    auto *time = desk.find<QLabel>("inspectorTime");
    QTRY_VERIFY(time->width() >= time->fontMetrics().horizontalAdvance(time->text()));
    QCOMPARE(time->text().size(), QStringLiteral("2026-01-02 03:04:05.678").size());
}

void WindowTest::noColumnHidesItselfInANarrowWindow()
{
    Desk desk;
    desk.hub.tap()->emitEvents({received("demo", "price", "{}")});
    auto *table = desk.find<EventsView>("eventsTable");
    QTRY_VERIFY(table->isVisible());
    desk.layOut(1400, 600);
    QVERIFY(!table->isColumnHidden(EventTableModel::Source));
    table->setColumnWidth(EventTableModel::Source, 123);
    desk.window->resize(700, 600);
    QTRY_COMPARE(desk.window->width(), 700);
    QCoreApplication::processEvents();
    QVERIFY(!table->isColumnHidden(EventTableModel::Source));
    QCOMPARE(table->columnWidth(EventTableModel::Source), 123);
    desk.window->resize(1400, 600);
    QTRY_COMPARE(desk.window->width(), 1400);
    QCOMPARE(table->columnWidth(EventTableModel::Source), 123);
}

void WindowTest::theAddressIsShownFromItsBeginning()
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

void WindowTest::theStatusLineShowsTheMemoryInUse()
{
    Desk desk;
    auto *memory = desk.find<QLabel>("statusMemory");
    QCOMPARE(memory->text(), QStringLiteral("·  0 B of 512 MB"));
    desk.hub.tap()->emitEvents(
        {received("demo", "", QByteArray(950, 'x')), received("demo", "", QByteArray(950, 'x'))});
    QTRY_COMPARE(memory->text(), QStringLiteral("·  2.0 KB of 512 MB"));
}

void WindowTest::aSnapshotMovesAChart()
{
    Desk desk;
    desk.hub.snapshot.totals.publishedPerSecond = 120;
    desk.showTab("charts");
    auto *chart = desk.find<QWidget>("eventsInChart");
    QTRY_COMPARE_WITH_TIMEOUT(chart->accessibleDescription(), QStringLiteral("120/s"), 30'000);
}

void WindowTest::aClearIsUndoneFromTheBanner()
{
    Desk desk;
    desk.hub.tap()->emitEvents({received("demo", "", "1"), received("demo", "", "2")});
    QTRY_COMPARE(desk.monitor.events().rowCount(), 2);
    desk.trigger(ActionId::ClearEvents);
    QCOMPARE(desk.monitor.events().rowCount(), 0);
    QCOMPARE(desk.find<QLabel>("eventsClearedText")->text(), QStringLiteral("2 events cleared."));
    desk.find<QPushButton>("undoClearButton")->click();
    QCOMPARE(desk.monitor.events().rowCount(), 2);
    QVERIFY(!desk.find<QWidget>("eventsCleared")->isVisible());
}

void WindowTest::selectedClientsAreDisconnected()
{
    Desk desk;
    QList<ClientInfo> &clients = desk.hub.snapshot.clients.emplace();
    for (int i = 1; i <= 3; ++i) {
        ClientInfo client;
        client.id = QByteArray::number(i);
        clients.append(client);
    }
    desk.hub.snapshot.totals.clients = 3;
    desk.showTab("clients");
    auto *table = desk.find<QTableView>("clientsTable");
    QTRY_COMPARE(table->model()->rowCount(), 3);
    QVERIFY(!desk.window->actionList()[ActionId::DisconnectClients]->isEnabled());
    table->selectAll();
    Answer answer("confirmationAgree");
    desk.trigger(ActionId::DisconnectClients);
    QCOMPARE(desk.hub.disconnected, (QByteArrayList{"1", "2", "3"}));
}

void WindowTest::everyControlHasANameAndAnAccessibleName()
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

void WindowTest::theLayoutIsRemembered()
{
    Desk desk;
    desk.find<QWidget>("inspectorDock")->hide();
    desk.find<EventsView>("eventsTable")->setColumnWidth(EventTableModel::Channel, 333);
    desk.window->close();
    desk.openWindow();
    auto *inspector = desk.find<QWidget>("inspectorDock");
    auto *events = desk.find<EventsView>("eventsTable");
    QVERIFY(!inspector->isVisible());
    QCOMPARE(events->columnWidth(EventTableModel::Channel), 333);
    desk.window->resize(1280, 800);
    desk.trigger(ActionId::ResetLayout);
    QVERIFY(inspector->isVisible());
    QVERIFY(events->columnWidth(EventTableModel::Channel) != 333);
}

void WindowTest::theTabIsRememberedByItsId()
{
    Desk desk;
    for (const Tab &tab : Tabs::all()) {
        desk.showTab(tab.id);
        QCOMPARE(desk.find<Tabs>("tabs")->current(), QLatin1String(tab.id));
        desk.window->close();
        QCOMPARE(desk.settings.value(QStringLiteral("window/tab")).toString(), QLatin1String(tab.id));
        desk.openWindow();
        QCOMPARE(desk.find<Tabs>("tabs")->current(), QLatin1String(tab.id));
    }
    // An index, as it was once written, means nothing.
    desk.settings.setValue(QStringLiteral("window/tab"), 3);
    desk.openWindow();
    QCOMPARE(desk.find<Tabs>("tabs")->current(), QStringLiteral("events"));
}

QTEST_MAIN(WindowTest)
#include "tst_window.moc"
