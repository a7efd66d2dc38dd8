// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk.h"
#include "ui/window/palettemodel.h"
#include "ui/window/tabs.h"

#include <QAbstractItemModelTester>
#include <QElapsedTimer>
#include <QLineEdit>
#include <QListView>
#include <QSignalSpy>
#include <QTableView>
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

QTEST_MAIN(PaletteTest)
#include "tst_palette.moc"
