// SPDX-License-Identifier: GPL-3.0-or-later
// What the composer keeps, and publishes from: its draft, its history, its presets, repetitions and files.
#include "desk.h"
#include "ui/composer/composer.h"
#include "ui/composer/historydialog.h"
#include "ui/composer/presetsdialog.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QTableView>

using namespace helio;

class ComposerKeptTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { qRegisterMetaType<QList<ReceivedEvent>>(); }
    void theDraftComesBackAtTheNextStart();
    void upAndDownAtTheEndsOfTheTextGoThroughHistory();
    void whatOneWroteComesBackThoughOneLookedThroughHistory();
    void historyIsSearchedAndOneIsTakenFromIt();
    void aPresetIsSavedUsedAndDeletedWithUndo();
    void aBuiltinPresetFillsTheComposerAndLeavesTheChannel();
    void aBrokenFileOfDraftsIsReportedInPlace();
    void anEventIsRepeatedWithPauseAndStop();
    void aFileIsPlayedLineByLine();
};

void ComposerKeptTest::theDraftComesBackAtTheNextStart()
{
    Desk desk;
    auto *channel = desk.find<QComboBox>("composerChannel");
    channel->setFocus();
    channel->lineEdit()->selectAll();
    QTest::keyClicks(channel, QStringLiteral("orders"));
    desk.find<QLineEdit>("composerType")->setText(QStringLiteral("price"));
    desk.find<QPlainTextEdit>("composerData")->setPlainText(QStringLiteral("half"));
    desk.openWindow();
    QCOMPARE(desk.find<QComboBox>("composerChannel")->currentText(), QStringLiteral("orders"));
    QCOMPARE(desk.find<QLineEdit>("composerType")->text(), QStringLiteral("price"));
    QCOMPARE(desk.find<QPlainTextEdit>("composerData")->toPlainText(), QStringLiteral("half"));
    desk.subscribe("elsewhere");
    QCOMPARE(desk.find<QComboBox>("composerChannel")->currentText(), QStringLiteral("orders"));
}

void ComposerKeptTest::upAndDownAtTheEndsOfTheTextGoThroughHistory()
{
    Desk desk;
    auto *data = desk.find<QPlainTextEdit>("composerData");
    data->setFocus();
    for (const char *text : {"first", "second"}) {
        data->setPlainText(QLatin1String(text));
        desk.find<Composer>("composer")->publish();
    }
    data->setPlainText(QStringLiteral("a\nb"));
    data->moveCursor(QTextCursor::End);
    QTest::keyClick(data, Qt::Key_Up);
    QCOMPARE(data->toPlainText(), QStringLiteral("a\nb"));
    data->moveCursor(QTextCursor::Start);
    QTest::keyClick(data, Qt::Key_Up);
    QCOMPARE(data->toPlainText(), QStringLiteral("second"));
    QTest::keyClick(data, Qt::Key_Up);
    QCOMPARE(data->toPlainText(), QStringLiteral("first"));
    QTest::keyClick(data, Qt::Key_Up);
    QCOMPARE(data->toPlainText(), QStringLiteral("first"));
    QTest::keyClick(data, Qt::Key_Down);
    QCOMPARE(data->toPlainText(), QStringLiteral("second"));
    QTest::keyClick(data, Qt::Key_Down);
    QCOMPARE(data->toPlainText(), QStringLiteral("a\nb"));
    QTest::keyClick(data, Qt::Key_Down);
    QCOMPARE(data->toPlainText(), QStringLiteral("a\nb"));
}

void ComposerKeptTest::whatOneWroteComesBackThoughOneLookedThroughHistory()
{
    Desk desk;
    auto *data = desk.find<QPlainTextEdit>("composerData");
    auto *type = desk.find<QLineEdit>("composerType");
    type->setText(QStringLiteral("price"));
    data->setPlainText(QStringLiteral("sent"));
    desk.find<Composer>("composer")->publish();
    type->clear();
    data->setPlainText(QStringLiteral("unsent"));
    data->setFocus();
    QTest::keyClick(data, Qt::Key_Up);
    QCOMPARE(data->toPlainText(), QStringLiteral("sent"));
    QCOMPARE(type->text(), QStringLiteral("price"));
    QCOMPARE(desk.drafts.draft().data, QStringLiteral("unsent"));
    QVERIFY(desk.drafts.draft().type.isEmpty());
    // Sent again as it was, it is no text of one's own either.
    QTest::keyClick(data, Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(desk.drafts.draft().data, QStringLiteral("unsent"));
    QTest::keyClick(data, Qt::Key_Down);
    QCOMPARE(data->toPlainText(), QStringLiteral("unsent"));
    data->moveCursor(QTextCursor::Start);
    QTest::keyClick(data, Qt::Key_Up);
    QTest::keyClicks(data, QStringLiteral("again "));
    QCOMPARE(desk.drafts.draft().data, QStringLiteral("again sent"));
    QCOMPARE(desk.drafts.draft().type, QStringLiteral("price"));
}

void ComposerKeptTest::historyIsSearchedAndOneIsTakenFromIt()
{
    Desk desk;
    auto *data = desk.find<QPlainTextEdit>("composerData");
    auto *channel = desk.find<QComboBox>("composerChannel");
    for (const char *name : {"orders", "demo"}) {
        channel->setEditText(QLatin1String(name));
        data->setPlainText(QLatin1String("for ") + QLatin1String(name));
        desk.find<Composer>("composer")->publish();
    }
    desk.trigger(ActionId::EventHistory);
    auto *dialog = desk.find<HistoryDialog>("historyDialog");
    auto *table = childOf<QTableView>(*dialog, "historyTable");
    QCOMPARE(table->model()->rowCount(), 2);
    auto *search = childOf<QLineEdit>(*dialog, "historySearch");
    QTest::keyClicks(search, QStringLiteral("ORD for"));
    QTRY_COMPARE(table->model()->rowCount(), 1);
    childOf<QPushButton>(*dialog, "historyUse")->click();
    QCOMPARE(data->toPlainText(), QStringLiteral("for orders"));
    QCOMPARE(channel->currentText(), QStringLiteral("orders"));
    QCOMPARE(desk.window->focusWidget(), data);
    QCOMPARE(desk.hub.publisher()->published.size(), 2);
}

void ComposerKeptTest::aPresetIsSavedUsedAndDeletedWithUndo()
{
    Desk desk;
    auto *data = desk.find<QPlainTextEdit>("composerData");
    data->setPlainText(QStringLiteral("kept"));
    desk.trigger(ActionId::EditPresets);
    auto *dialog = desk.find<PresetsDialog>("presetsDialog");
    QTest::keyClicks(childOf<QLineEdit>(*dialog, "presetName"), QStringLiteral("mine"));
    childOf<QPushButton>(*dialog, "presetSave")->click();
    auto *table = childOf<QTableView>(*dialog, "presetTable");
    QCOMPARE(table->model()->rowCount(), 1);
    childOf<QPushButton>(*dialog, "presetDelete")->click();
    QCOMPARE(table->model()->rowCount(), 0);
    QVERIFY(childOf<QLabel>(*dialog, "presetText")->text().contains(QStringLiteral("mine")));
    childOf<QPushButton>(*dialog, "presetUndo")->click();
    QCOMPARE(table->model()->rowCount(), 1);
    data->setPlainText(QStringLiteral("other"));
    table->selectRow(0);
    childOf<QPushButton>(*dialog, "presetUse")->click();
    QCOMPARE(data->toPlainText(), QStringLiteral("kept"));
}

void ComposerKeptTest::aBuiltinPresetFillsTheComposerAndLeavesTheChannel()
{
    Desk desk;
    desk.find<QComboBox>("composerChannel")->setEditText(QStringLiteral("demo"));
    auto *menu = desk.find<QMenu>("composerPresetsMenu");
    Q_EMIT menu->aboutToShow();
    childOf<QAction>(*menu, "preset_priceTick")->trigger();
    QCOMPARE(desk.find<QLineEdit>("composerType")->text(), QStringLiteral("price"));
    QCOMPARE(desk.find<QComboBox>("composerChannel")->currentText(), QStringLiteral("demo"));
    QVERIFY(desk.find<QLabel>("composerNote")->text().startsWith(QStringLiteral("JSON, valid")));
}

void ComposerKeptTest::aBrokenFileOfDraftsIsReportedInPlace()
{
    QTemporaryDir directory;
    QFile broken(directory.filePath(QStringLiteral("history.json")));
    QVERIFY(broken.open(QIODevice::WriteOnly));
    broken.write("broken");
    broken.close();
    Desk desk;
    DraftStore drafts(directory.path());
    Actions actions(nullptr);
    Composer composer(desk.monitor.hubState(), actions, drafts, [](const QByteArray &) { return QByteArrayList(); });
    QVERIFY(composer.answer().contains(QStringLiteral("history.json")));
}

void ComposerKeptTest::anEventIsRepeatedWithPauseAndStop()
{
    Desk desk;
    desk.find<QPlainTextEdit>("composerData")->setPlainText(QStringLiteral("{{n}}"));
    QVERIFY(!desk.find<QWidget>("composerRun")->isVisible());
    desk.trigger(ActionId::ShowRun);
    QVERIFY(desk.find<QWidget>("composerRun")->isVisible());
    desk.find<QSpinBox>("runTimes")->setValue(0);
    desk.find<QSpinBox>("runEvery")->setValue(10);
    auto *start = desk.find<QPushButton>("runStart");
    start->setFocus();
    start->click();
    // The keyboard stays here when the button it was on has done its work.
    QCOMPARE(desk.window->focusWidget(), desk.find<QPushButton>("runStop"));
    QTRY_VERIFY(desk.hub.publisher()->published.size() >= 3);
    // It cannot be lost from sight.
    QVERIFY(!desk.window->actionList()[ActionId::ShowRun]->isEnabled());
    desk.find<QPushButton>("runPause")->click();
    const qsizetype before = desk.hub.publisher()->published.size();
    QTRY_VERIFY(desk.find<QLabel>("runText")->text().startsWith(QStringLiteral("paused: %1 sent").arg(before)));
    QCOMPARE(desk.hub.publisher()->published.size(), before);
    desk.find<QPushButton>("runPause")->click();
    QTRY_VERIFY(desk.hub.publisher()->published.size() > before);
    desk.trigger(ActionId::StopRun);
    QTRY_VERIFY(desk.find<QLabel>("runText")->text().startsWith(QStringLiteral("stopped: ")));
    QVERIFY(desk.window->actionList()[ActionId::ShowRun]->isEnabled());
    QVERIFY(!desk.window->actionList()[ActionId::StopRun]->isEnabled());
    QCOMPARE(desk.hub.publisher()->published.at(1).data, QByteArray("2"));
    QCOMPARE(desk.drafts.history().size(), 1);
}

void ComposerKeptTest::aFileIsPlayedLineByLine()
{
    Desk desk;
    QFile file(desk.directory.filePath(QStringLiteral("events.ndjson")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("{\"channel\":\"orders\",\"data\":\"1\"}\nbad\n{\"data\":\"2\"}\n");
    file.close();
    desk.find<QComboBox>("composerChannel")->setEditText(QStringLiteral("demo"));
    desk.trigger(ActionId::ShowRun);
    desk.find<QComboBox>("runWhat")->setCurrentIndex(1);
    desk.find<QLineEdit>("runPath")->setText(file.fileName());
    QCOMPARE(desk.find<QComboBox>("runForm")->currentIndex(), 1);
    desk.find<QDoubleSpinBox>("runSpeed")->setValue(0);
    desk.find<QPushButton>("runStart")->click();
    QTRY_VERIFY(desk.find<QLabel>("runText")->text().startsWith(QStringLiteral("line 2: ")));
    desk.find<QComboBox>("runBadLines")->setCurrentIndex(1);
    desk.find<QPushButton>("runStart")->click();
    QTRY_VERIFY(desk.find<QLabel>("runText")->text().startsWith(QStringLiteral("done: 2 sent")));
    QCOMPARE(desk.hub.publisher()->published.constLast().channel, QByteArray("demo"));
    QCOMPARE(desk.hub.publisher()->published.constLast().data, QByteArray("2"));
    // What the composer holds is not in it: nothing was published of that.
    QVERIFY(desk.drafts.history().isEmpty());
}

QTEST_MAIN(ComposerKeptTest)
#include "tst_composerkept.moc"
