// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk.h"
#include "ui/charts/timechart.h"
#include "ui/look/columnmenu.h"
#include "ui/window/palettemodel.h"
#include "ui/window/tabs.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QContextMenuEvent>
#include <QElapsedTimer>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMenuBar>
#include <QSignalSpy>
#include <QTableView>
#include <QTimer>
#include <QToolButton>
#include <QTreeView>

using namespace helio;

namespace {

QList<ChannelInfo> channels(int count)
{
    QList<ChannelInfo> all;
    for (int i = 0; i < count; ++i) {
        ChannelInfo channel;
        channel.name = "site/" + QByteArray::number(i % 50) + "/dev." + QByteArray::number(i);
        all.append(channel);
    }
    return all;
}

PaletteItem item(const char *text, const char *whyNot = "")
{
    return {PaletteItem::Kind::Action, text, QString::fromUtf8(text), {}, {}, QString::fromUtf8(whyNot)};
}

QStringList texts(const PaletteModel &model)
{
    QStringList all;
    for (int row = 0; row < model.rowCount(); ++row)
        all.append(model.index(row).data().toString());
    return all;
}

void type(PaletteModel &model, const char *text)
{
    model.setTyped(QString::fromUtf8(text));
    QTRY_VERIFY_WITH_TIMEOUT(model.isSettled(), 60'000);
}

/// The palette of a window, open, with `typed` in its field and all found.
void find(const Desk &desk, const char *typed)
{
    desk.trigger(ActionId::CommandPalette);
    auto *field = desk.find<QLineEdit>("paletteField");
    QTRY_VERIFY(field->isVisible());
    QTest::keyClicks(field, QString::fromUtf8(typed));
    auto *model = desk.find<PaletteModel>("paletteModel");
    QTRY_VERIFY_WITH_TIMEOUT(model->isSettled(), 60'000);
}

/// The lines of a menu, and of those within it, that `known` has not; the menus of columns are a table's own.
QStringList linesBut(const QSet<const QAction *> &known, const QList<QAction *> &lines)
{
    QStringList others;
    for (const QAction *line : lines) {
        if (const QMenu *menu = line->menu(); menu && !qobject_cast<const ColumnMenu *>(menu))
            others += linesBut(known, menu->actions());
        else if (!menu && !line->isSeparator() && line->objectName() != QLatin1String("keepAwayHead") && // a headline
                 !known.contains(line))
            others.append(line->objectName() + u' ' + line->text());
    }
    return others;
}

/// Opens the context menu at that place, has `inspect` see its lines, and closes it.
void openMenu(QWidget *viewport, const QPoint &place, const std::function<void(const QList<QAction *> &)> &inspect)
{
    QTimer poll;
    bool isOpened = false;
    QObject::connect(&poll, &QTimer::timeout, &poll, [&] {
        if (auto *menu = qobject_cast<QMenu *>(QApplication::activePopupWidget())) {
            isOpened = true;
            inspect(menu->actions());
            menu->close();
        }
    });
    poll.start(1);
    QContextMenuEvent event(QContextMenuEvent::Mouse, place, viewport->mapToGlobal(place));
    QCoreApplication::sendEvent(viewport, &event);
    QVERIFY(isOpened);
}

} // namespace

class PaletteTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theBestComesFirstWithItsLettersMarked();
    void withNothingTypedTheLatestComeFirst();
    void whatWasChosenLatelyWinsAmongEquals();
    void aHundredThousandChannelsHoldNobodyUp();
    void rowsAreBoundedAndTheBestOfAll();
    void anActionIsDoneByItsName();
    void whatIsNotPossibleSaysWhyAndStays();
    void aChannelIsChosenInTheNavigator();
    void aStreamShowsItsConnection();
    void aClientIsChosenInItsTable();
    void escapeGivesTheFocusBack();
    void theLatestAreThereAtTheNextStart();
    void theLatestOfAnotherWindowStay();
    void everyActionIsInIt();
    void everyLineOfAMenuIsInIt();
    void whatIsNotPossibleNamesTheWay();
    void theNewestEventIsFollowedByName();
    void theChartWithTheKeyboardGoesToTheWallByName();
    void theColumnsOfTheTableAreChosenByName();
    void whoLeftIsShownFromAnywhere();
    void whatNothingIsCalledSoIsSaid();
};

void PaletteTest::theBestComesFirstWithItsLettersMarked()
{
    PaletteModel model;
    const QAbstractItemModelTester tester(&model);
    model.setItems({item("Clear events"), item("Reset layout"), item("Filter events")});
    model.setChannels(channels(3));
    type(model, "rl");
    QCOMPARE(model.index(0).data().toString(), QStringLiteral("Reset layout"));
    QCOMPARE(model.index(0).data(PaletteModel::PositionsRole).value<QList<int>>(), (QList<int>{0, 6}));
    type(model, "dev.2");
    QCOMPARE(texts(model), (QStringList{QStringLiteral("site/2/dev.2")}));
    QCOMPARE(model.itemAt(0)->kind, PaletteItem::Kind::Channel);
    type(model, "no such thing");
    QCOMPARE(model.rowCount(), 0);
    type(model, "");
    QCOMPARE(model.rowCount(), 6);
}

void PaletteTest::withNothingTypedTheLatestComeFirst()
{
    PaletteModel model;
    const QAbstractItemModelTester tester(&model);
    model.setItems({item("a"), item("b"), item("c")});
    model.remember(item("b"));
    model.remember(item("c"));
    type(model, "");
    QCOMPARE(texts(model), (QStringList{QStringLiteral("c"), QStringLiteral("b"), QStringLiteral("a")}));
    for (qsizetype i = 0; i < 3 * PaletteModel::MostRecent; ++i)
        model.remember(item(QByteArray::number(i).constData()));
    QCOMPARE(model.recent().size(), PaletteModel::MostRecent);
}

void PaletteTest::whatWasChosenLatelyWinsAmongEquals()
{
    PaletteModel model;
    model.setItems({item("Copy as JSON"), item("Copy as curl")});
    type(model, "copy");
    QCOMPARE(texts(model).constFirst(), QStringLiteral("Copy as JSON"));
    model.remember(item("Copy as curl"));
    type(model, "copy");
    QCOMPARE(texts(model).constFirst(), QStringLiteral("Copy as curl"));
}

void PaletteTest::aHundredThousandChannelsHoldNobodyUp()
{
    PaletteModel model;
    model.setItems({item("Quit")});
    QElapsedTimer clock;
    clock.start();
    model.setChannels(channels(100'000));
    qint64 longest = 0;
    qint64 all = 0;
    for (const char *typed : {"s", "site dev", "dev.99999", "zzz"}) {
        clock.restart();
        model.setTyped(QString::fromUtf8(typed));
        QVERIFY(!model.isSettled());
        while (!model.isSettled()) {
            QElapsedTimer turn;
            turn.start();
            QCoreApplication::processEvents();
            longest = std::max(longest, turn.elapsed());
        }
        all = std::max(all, clock.elapsed());
    }
    qInfo("the longest turn: %lld ms; all of it: %lld ms", longest, all);
    type(model, "dev.99999");
    QCOMPARE(texts(model), (QStringList{QStringLiteral("site/49/dev.99999")}));
}

void PaletteTest::rowsAreBoundedAndTheBestOfAll()
{
    PaletteModel model;
    const QAbstractItemModelTester tester(&model);
    auto all = channels(5000);
    ChannelInfo last;
    last.name = "site";
    all.append(last);
    model.setChannels(all);
    type(model, "site");
    QCOMPARE(model.rowCount(), int(PaletteModel::MostRows));
    QCOMPARE(texts(model).constFirst(), QStringLiteral("site"));
}

void PaletteTest::anActionIsDoneByItsName()
{
    Desk desk;
    find(desk, "pause");
    QTest::keyClick(desk.find<QLineEdit>("paletteField"), Qt::Key_Return);
    QTRY_VERIFY(desk.monitor.events().isPaused());
    QVERIFY(!desk.find<QWidget>("palette")->isVisible());
}

void PaletteTest::whatIsNotPossibleSaysWhyAndStays()
{
    Desk desk;
    find(desk, "close the stream");
    auto *model = desk.find<PaletteModel>("paletteModel");
    QCOMPARE(model->index(0).data().toString(), QStringLiteral("Close the stream"));
    const QString whyNot = model->index(0).data(PaletteModel::WhyNotRole).toString();
    QVERIFY2(whyNot.contains(QStringLiteral("navigator")), qPrintable(whyNot));
    QVERIFY(model->index(0).data(Qt::AccessibleTextRole).toString().contains(whyNot));
    QTest::keyClick(desk.find<QLineEdit>("paletteField"), Qt::Key_Return);
    QVERIFY(desk.find<QWidget>("palette")->isVisible());
}

void PaletteTest::aChannelIsChosenInTheNavigator()
{
    Desk desk;
    desk.hub.snapshot.channels = channels(3);
    desk.hub.requestSnapshot(false);
    QTRY_VERIFY(desk.monitor.navigator().channelIndex("site/1/dev.1").isValid());
    find(desk, "dev.1");
    QTest::keyClick(desk.find<QLineEdit>("paletteField"), Qt::Key_Return);
    auto *navigator = desk.find<QTreeView>("navigator");
    QTRY_COMPARE(navigator->currentIndex().data(NavigatorModel::ChannelRole).toByteArray(), QByteArray("site/1/dev.1"));
}

void PaletteTest::aStreamShowsItsConnection()
{
    Desk desk;
    const int id = desk.monitor.streams().open({QUrl(QStringLiteral("http://lab.example/stream")), {}, {}});
    find(desk, "lab");
    QTest::keyClick(desk.find<QLineEdit>("paletteField"), Qt::Key_Return);
    QTRY_COMPARE(desk.find<Tabs>("tabs")->current(), QStringLiteral("connection"));
    QCOMPARE(desk.find<QTreeView>("navigator")->currentIndex().data(NavigatorModel::StreamRole).toInt(), id);
}

void PaletteTest::aClientIsChosenInItsTable()
{
    Desk desk;
    ClientInfo client;
    for (int i = 1; i <= 3; ++i) {
        client.id = QByteArray::number(i);
        client.remoteAddress = QStringLiteral("10.0.0.%1:5000").arg(i);
        if (!desk.hub.snapshot.clients)
            desk.hub.snapshot.clients.emplace();
        desk.hub.snapshot.clients->append(client);
    }
    desk.trigger(ActionId::CommandPalette);
    QTRY_COMPARE(desk.monitor.clients().rowCount(), 3);
    desk.trigger(ActionId::CommandPalette);
    find(desk, "10.0.0.2");
    QTRY_COMPARE(desk.find<PaletteModel>("paletteModel")->rowCount(), 1);
    QTest::keyClick(desk.find<QLineEdit>("paletteField"), Qt::Key_Return);
    QTRY_COMPARE(desk.find<Tabs>("tabs")->current(), QStringLiteral("clients"));
    const auto *table = desk.find<QTableView>("clientsTable");
    QTRY_VERIFY(table->selectionModel()->hasSelection());
    QCOMPARE(table->currentIndex().row(), desk.monitor.clients().rowOf("2"));
}

void PaletteTest::escapeGivesTheFocusBack()
{
    Desk desk;
    auto *navigator = desk.find<QTreeView>("navigator");
    navigator->setFocus();
    find(desk, "x");
    QVERIFY(desk.find<QLineEdit>("paletteField")->hasFocus());
    QTest::keyClick(desk.find<QLineEdit>("paletteField"), Qt::Key_Escape);
    QVERIFY(!desk.find<QWidget>("palette")->isVisible());
    QVERIFY(navigator->hasFocus());
}

void PaletteTest::theLatestAreThereAtTheNextStart()
{
    Desk desk;
    find(desk, "pause");
    QTest::keyClick(desk.find<QLineEdit>("paletteField"), Qt::Key_Return);
    desk.window->close();
    desk.openWindow();
    find(desk, "");
    QCOMPARE(desk.find<PaletteModel>("paletteModel")->index(0).data().toString(), QStringLiteral("Pause"));
}

void PaletteTest::theLatestOfAnotherWindowStay()
{
    Desk desk;
    // Another window has written them meanwhile.
    desk.settings.setValue(QStringLiteral("palette/recent"), QStringList{QStringLiteral("of another")});
    find(desk, "pause");
    QTest::keyClick(desk.find<QLineEdit>("paletteField"), Qt::Key_Return);
    const QStringList kept = desk.settings.value(QStringLiteral("palette/recent")).toStringList();
    QCOMPARE(kept.size(), 2);
    QCOMPARE(kept.constLast(), QStringLiteral("of another"));
}

void PaletteTest::everyActionIsInIt()
{
    Desk desk;
    find(desk, "");
    const QStringList all = texts(*desk.find<PaletteModel>("paletteModel"));
    for (const auto &[menu, action] : desk.window->actionList().all()) {
        if (action != desk.window->actionList()[ActionId::CommandPalette])
            QVERIFY2(all.contains(action->iconText()), qPrintable(action->objectName()));
    }
}

void PaletteTest::everyLineOfAMenuIsInIt()
{
    Desk desk;
    desk.hub.snapshot.channels = channels(3);
    desk.hub.requestSnapshot(false);
    desk.monitor.streams().open({QUrl(QStringLiteral("http://lab.example/stream")), {}, {}});
    desk.hub.tap()->emitEvents({received("orders", "", "{}")});
    QTRY_COMPARE(desk.monitor.events().rowCount(), 1);
    const NavigatorModel &tree = desk.monitor.navigator();
    QTRY_VERIFY(tree.channelIndex("site/1/dev.1").isValid());

    QSet<const QAction *> known;
    for (const auto &[menu, action] : desk.window->actionList().all())
        known.insert(action);
    QCOMPARE(linesBut(known, desk.window->menuBar()->actions()), QStringList());
    for (const QWidget *widget : desk.window->findChildren<QWidget *>()) {
        // The lines of the raw view are what *Copy event as event stream* copies whole.
        if (widget->contextMenuPolicy() == Qt::ActionsContextMenu &&
            widget->objectName() != QLatin1String("inspectorRaw"))
            QCOMPARE(linesBut(known, widget->actions()), QStringList());
    }
    const auto isKnown = [&known](const QList<QAction *> &lines) { QCOMPARE(linesBut(known, lines), QStringList()); };
    auto *navigator = desk.find<QTreeView>("navigator");
    const QModelIndex channel = tree.channelIndex("site/1/dev.1");
    for (const QModelIndex &index :
         {tree.hubIndex(), channel, channel.parent(), tree.streamsIndex(), tree.index(0, 0, tree.streamsIndex())}) {
        navigator->scrollTo(index);
        openMenu(navigator->viewport(), navigator->visualRect(index).center(), isKnown);
    }
    openMenu(desk.find<QTableView>("eventsTable")->viewport(), {20, 5}, isKnown);
}

void PaletteTest::whatIsNotPossibleNamesTheWay()
{
    Desk desk;
    desk.hub.setState(HubControl::State::Stopped);
    const Actions &actions = desk.window->actionList();
    for (const auto &[menu, action] : actions.all())
        QVERIFY2(actions.whyDisabled(action) != QStringLiteral("it is not possible now"),
                 qPrintable(action->objectName()));
    QVERIFY(actions.whyDisabled(actions[ActionId::ClearChannel]).contains(QStringLiteral("choose a channel")));
    QVERIFY(actions.whyDisabled(actions[ActionId::UndoRemoveStream]).contains(QStringLiteral("no stream was removed")));
    QVERIFY(actions.whyDisabled(actions[ActionId::StopRun]).contains(QStringLiteral("nothing is being repeated")));
}

void PaletteTest::theNewestEventIsFollowedByName()
{
    Desk desk;
    auto *button = desk.find<QToolButton>("inspectorFollow");
    const bool before = button->isChecked();
    find(desk, "follow the newest");
    QTest::keyClick(desk.find<QLineEdit>("paletteField"), Qt::Key_Return);
    QCOMPARE(button->isChecked(), !before);
    button->click();
    QCOMPARE(desk.find<QAction>("followNewest")->isChecked(), before);
}

void PaletteTest::theChartWithTheKeyboardGoesToTheWallByName()
{
    Desk desk;
    auto *onWall = desk.find<QAction>("showOnWall");
    QVERIFY(!onWall->isEnabled());
    desk.showTab("charts");
    const auto charts = desk.find<QWidget>("chartsPanel")->findChildren<TimeChart *>();
    const auto shown = std::find_if(charts.begin(), charts.end(), [](const TimeChart *c) { return c->isVisible(); });
    QVERIFY(shown != charts.end());
    (*shown)->setFocus();
    find(desk, "show the chart on the wall");
    QTest::keyClick(desk.find<QLineEdit>("paletteField"), Qt::Key_Return);
    QTRY_VERIFY(onWall->isChecked());
    const QStringList kept = desk.settings.value(QStringLiteral("charts/wall")).toStringList();
    QVERIFY2(kept.contains((*shown)->objectName()), qPrintable(kept.join(u' ')));
    desk.showTab("events");
    QTRY_VERIFY(!onWall->isEnabled());
}

void PaletteTest::theColumnsOfTheTableAreChosenByName()
{
    Desk desk;
    desk.showTab("channels");
    find(desk, "columns");
    QCOMPARE(desk.find<PaletteModel>("paletteModel")->index(0).data().toString(), QStringLiteral("Columns…"));
    QTest::keyClick(desk.find<QLineEdit>("paletteField"), Qt::Key_Return);
    auto *menu = desk.find<QMenu>("channelsTableColumns");
    QTRY_VERIFY(menu->isVisible());
    menu->close();
    desk.showTab("charts");
    QVERIFY(!desk.find<QAction>("tableColumns")->isEnabled());
}

void PaletteTest::whoLeftIsShownFromAnywhere()
{
    Desk desk;
    desk.showTab("events");
    auto *toggle = desk.find<QAction>("showJournal");
    toggle->trigger();
    toggle->trigger();
    QVERIFY(toggle->isChecked());
    QCOMPARE(desk.find<Tabs>("tabs")->current(), QStringLiteral("clients"));
    QVERIFY(desk.find<QLabel>("journalTitle")->isVisible());
}

void PaletteTest::whatNothingIsCalledSoIsSaid()
{
    Desk desk;
    const auto *nothing = desk.find<QLabel>("paletteNothing");
    const auto *list = desk.find<QListView>("paletteList");
    find(desk, "pau");
    QVERIFY(list->isVisible() && !nothing->isVisible());
    auto *field = desk.find<QLineEdit>("paletteField");
    QTest::keyClicks(field, QStringLiteral(" qqqq xxxx"));
    QTRY_VERIFY_WITH_TIMEOUT(nothing->isVisible() && !list->isVisible(), 60'000);
    QVERIFY(nothing->text().startsWith(QLatin1String("Nothing is called so")));
    desk.languages.use(QStringLiteral("ja"));
    QTRY_VERIFY(!nothing->text().startsWith(QLatin1String("Nothing")));
    desk.languages.use(QStringLiteral("en"));
    // Return does nothing, and what is found again is there.
    QTest::keyClick(field, Qt::Key_Return);
    QVERIFY(desk.find<QWidget>("palette")->isVisible());
    field->selectAll();
    QTest::keyClicks(field, QStringLiteral("pause"));
    QTRY_VERIFY_WITH_TIMEOUT(list->isVisible() && !nothing->isVisible(), 60'000);
}

QTEST_MAIN(PaletteTest)
#include "tst_palette.moc"
