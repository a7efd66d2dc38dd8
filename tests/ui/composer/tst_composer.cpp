// SPDX-License-Identifier: GPL-3.0-or-later
// The composer, by keys and clicks, in a window over a scripted hub.
#include "desk.h"
#include "ui/composer/channelnamesmodel.h"
#include "ui/composer/composer.h"
#include "ui/composer/historydialog.h"
#include "ui/composer/presetsdialog.h"
#include "ui/events/eventsview.h"

#include <QApplication>
#include <QComboBox>
#include <QCompleter>
#include <QDockWidget>
#include <QDoubleSpinBox>
#include <QFile>
#include <QInputMethodEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QTableView>
#include <QToolButton>

using namespace helio;

class ComposerTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void publishAgainPutsTheEventIntoTheComposer();
    void controlEnterPublishesWhatTheComposerHolds();
    void anEmptyChannelMeansTheDefaultOne();
    void aComposerThatNobodyUsedFollowsTheOnlyChannelWithClients();
    void betweenSeveralChannelsWithClientsTheComposerStaysWhereItIs();
    void controlEnterElsewherePublishesNothing();
    void theDraftComesBackAtTheNextStart();
    void upAndDownAtTheEndsOfTheTextGoThroughHistory();
    void historyIsSearchedAndOneIsTakenFromIt();
    void aPresetIsSavedUsedAndDeletedWithUndo();
    void aBuiltinPresetFillsTheComposerAndLeavesTheChannel();
    void typesSeenOnTheChannelAreOffered();
    void theBytesShownAreThoseThatGoOut();
    void aPlaceholderThatIsNoneIsNamedWithItsPlaceAndNotPublished();
    void publishAgainGivesBracesAsTheyWere();
    void formatLaysJsonOutAndUndoBringsItBack();
    void theAnswerSaysWhatBecameOfTheEvent();
    void theAnswerSaysThatTheEventIsTooLargeForTheHistory();
    void anEventIsRepeatedWithPauseAndStop();
    void aFileIsPlayedLineByLine();
    void aBrokenFileOfDraftsIsReportedInPlace();
    void allOfTheComposerFitsIntoASmallWindow_data();
    void allOfTheComposerFitsIntoASmallWindow();
    void aSubscriptionMovesNoChannelUnderWhatIsWritten_data();
    void aSubscriptionMovesNoChannelUnderWhatIsWritten();
    void aSubscriptionMovesNoChannelAfterSomethingWasPublished();
    void whoOnlyPassesTheChannelDoesNotSetIt();
    void whoEmptiesTheChannelUnsetsIt();
    void aChannelThatIsChosenIsSet();
    void publishingToAnEmptyChannelSetsTheDefaultOne();
    void theListOfChannelsIsReadWhenItChangedAndIsInSight();
    void whatOneWroteComesBackThoughOneLookedThroughHistory();
    void anotherChannelTakesTheAnswerAway();
    void nothingIsPublishedWhileACompositionIsOpen();
    void aCompositionInAnotherFieldHoldsPublishingToo_data();
    void aCompositionInAnotherFieldHoldsPublishingToo();
    void whenNobodyListensTheComposerOffersTheChannelWhereSomebodyDoes();
    void whatBreaksTheRulesIsReportedAndNotPublished();
    void theAnswerIsReportedAgainInTheOtherLanguage();
};

void ComposerTest::initTestCase()
{
    qRegisterMetaType<QList<ReceivedEvent>>();
}

void ComposerTest::publishAgainPutsTheEventIntoTheComposer()
{
    Desk desk;
    auto *data = desk.find<QPlainTextEdit>("composerData");
    data->setFocus();
    QTest::keyClicks(data, QStringLiteral("mine"));
    desk.find<QLineEdit>("composerId")->setText(QStringLiteral("own"));
    desk.hub.tap()->emitEvents({received("demo", "price", "{\"price\":7}", "1-2")});
    QTRY_COMPARE(desk.monitor.events().rowCount(), 1);
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

void ComposerTest::controlEnterPublishesWhatTheComposerHolds()
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
    QTRY_COMPARE(desk.monitor.events().rowCount(), 1);
}

void ComposerTest::anEmptyChannelMeansTheDefaultOne()
{
    Desk desk;
    desk.find<QComboBox>("composerChannel")->setEditText(QStringLiteral("demo"));
    desk.trigger(ActionId::WriteEvent);
    QVERIFY(desk.find<QPlainTextEdit>("composerData")->hasFocus());
    QCOMPARE(desk.find<QComboBox>("composerChannel")->currentText(), QStringLiteral("demo"));
    desk.find<QComboBox>("composerChannel")->setEditText(QString());
    desk.find<Composer>("composer")->publish();
    QCOMPARE(desk.hub.publisher()->published.constLast().channel, QByteArray("sse"));
}

void ComposerTest::aComposerThatNobodyUsedFollowsTheOnlyChannelWithClients()
{
    Desk desk;
    desk.find<EventsView>("eventsTable")->setFocus();
    desk.subscribe("orders");
    QCOMPARE(desk.find<QComboBox>("composerChannel")->currentText(), QStringLiteral("orders"));
    desk.subscribe("demo");
    QCOMPARE(desk.find<QComboBox>("composerChannel")->currentText(), QStringLiteral("demo"));
    QVERIFY(desk.find<Composer>("composer")->answer().contains(QStringLiteral("the channel is demo now")));
}

void ComposerTest::betweenSeveralChannelsWithClientsTheComposerStaysWhereItIs()
{
    Desk desk;
    desk.find<EventsView>("eventsTable")->setFocus();
    desk.subscribe("orders");
    desk.listen({"demo", "orders"});
    QCOMPARE(desk.find<QComboBox>("composerChannel")->currentText(), QStringLiteral("orders"));
    // The machine's own feed is nobody's to write.
    desk.listen({"demo", "system"});
    QCOMPARE(desk.find<QComboBox>("composerChannel")->currentText(), QStringLiteral("demo"));
}

void ComposerTest::controlEnterElsewherePublishesNothing()
{
    Desk desk;
    desk.find<QPlainTextEdit>("composerData")->setPlainText(QStringLiteral("hello"));
    for (const char *elsewhere : {"eventsTable", "navigatorTree", "filterField"}) {
        auto *widget = desk.window->findChild<QWidget *>(QLatin1String(elsewhere));
        if (!widget)
            continue;
        widget->setFocus();
        QTest::keyClick(widget, Qt::Key_Return, Qt::ControlModifier);
    }
    QCOMPARE(desk.hub.publisher()->published.size(), 0);
    desk.find<QLineEdit>("composerType")->setFocus();
    QTest::keyClick(desk.find<QLineEdit>("composerType"), Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(desk.hub.publisher()->published.size(), 1);
}

void ComposerTest::theDraftComesBackAtTheNextStart()
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

void ComposerTest::upAndDownAtTheEndsOfTheTextGoThroughHistory()
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

void ComposerTest::historyIsSearchedAndOneIsTakenFromIt()
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

void ComposerTest::aPresetIsSavedUsedAndDeletedWithUndo()
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

void ComposerTest::aBuiltinPresetFillsTheComposerAndLeavesTheChannel()
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

void ComposerTest::typesSeenOnTheChannelAreOffered()
{
    Desk desk;
    ChannelInfo demo;
    demo.name = "demo";
    desk.hub.snapshot.channels = {demo};
    desk.hub.requestSnapshot(false);
    QTRY_COMPARE(desk.monitor.channels().rowCount(), 1);
    desk.hub.tap()->emitEvents({received("demo", "price", "1", "1-2"), received("demo", "progress", "1", "1-3")});
    QTRY_COMPARE(desk.monitor.events().rowCount(), 2);
    desk.find<QComboBox>("composerChannel")->setEditText(QStringLiteral("demo"));
    auto *type = desk.find<QLineEdit>("composerType");
    type->setFocus();
    QTest::keyClicks(type, QStringLiteral("p"));
    QCOMPARE(type->completer()->completionCount(), 2);
    QTest::keyClicks(type, QStringLiteral("ri"));
    QCOMPARE(type->completer()->completionCount(), 1);
    QCOMPARE(type->completer()->currentCompletion(), QStringLiteral("price"));
}

void ComposerTest::theBytesShownAreThoseThatGoOut()
{
    Desk desk;
    desk.find<QLineEdit>("composerType")->setText(QStringLiteral("price"));
    desk.find<QLineEdit>("composerRetry")->setText(QStringLiteral("3000"));
    desk.find<QPlainTextEdit>("composerData")->setPlainText(QStringLiteral("{{random 1 1000000000}}\n{{uuid}}"));
    desk.trigger(ActionId::ShowWire);
    auto *wire = desk.find<QPlainTextEdit>("composerWire");
    QVERIFY(wire->isVisible());
    const QString shown = wire->toPlainText();
    desk.find<Composer>("composer")->publish();
    const QList<QByteArray> lines = desk.hub.publisher()->published.constFirst().data.split('\n');
    QCOMPARE(shown, QStringLiteral("id: ‹given by the hub›⏎\nevent: price⏎\nretry: 3000⏎\ndata: %1⏎\ndata: %2⏎\n⏎")
                        .arg(QLatin1String(lines[0]), QLatin1String(lines[1])));
    QVERIFY(wire->toPlainText() != shown); // the next event's
}

void ComposerTest::aPlaceholderThatIsNoneIsNamedWithItsPlaceAndNotPublished()
{
    Desk desk;
    desk.find<QPlainTextEdit>("composerData")->setPlainText(QStringLiteral("a\n {{nam}}"));
    desk.find<Composer>("composer")->publish();
    QCOMPARE(desk.hub.publisher()->published.size(), 0);
    QVERIFY(desk.find<Composer>("composer")->answer().contains(QStringLiteral("line 2, column 2")));
}

void ComposerTest::publishAgainGivesBracesAsTheyWere()
{
    Desk desk;
    desk.find<Composer>("composer")->setPublication({"demo", {}, "Hello {{name}}", {}, {}});
    desk.find<Composer>("composer")->publish();
    QCOMPARE(desk.hub.publisher()->published.constFirst().data, QByteArray("Hello {{name}}"));
}

void ComposerTest::formatLaysJsonOutAndUndoBringsItBack()
{
    Desk desk;
    auto *data = desk.find<QPlainTextEdit>("composerData");
    data->setPlainText(QStringLiteral("{\"price\":1.10,\"n\":{{n}}}"));
    desk.trigger(ActionId::FormatData);
    QCOMPARE(data->toPlainText(), QStringLiteral("{\n  \"price\": 1.10,\n  \"n\": {{n}}\n}"));
    data->undo();
    QCOMPARE(data->toPlainText(), QStringLiteral("{\"price\":1.10,\"n\":{{n}}}"));
    data->setPlainText(QStringLiteral("{\"price\":"));
    desk.trigger(ActionId::FormatData);
    QVERIFY(desk.find<Composer>("composer")->answer().contains(QStringLiteral("line 1, column 10")));
}

void ComposerTest::theAnswerSaysWhatBecameOfTheEvent()
{
    Desk desk;
    desk.hub.publisher()->subscribers.insert("sse", 36);
    DeliveryInfo delivery;
    delivery.isHeld = true;
    delivery.subscribers = 36;
    delivery.acknowledged = 20;
    delivery.written = 15;
    delivery.queued = 1;
    desk.hub.deliveries.insert("1763690000000-1", delivery);
    auto *composer = desk.find<Composer>("composer");
    composer->publish();
    QTRY_VERIFY(
        composer->answer().startsWith(QStringLiteral("sent to 36 clients, 20 acknowledged, 15 written, 1 queued, ")));
    QVERIFY(composer->answer().endsWith(QStringLiteral(" ms")));
    // It is asked again until it is settled.
    delivery.acknowledged = 35;
    delivery.written = 0;
    desk.hub.deliveries.insert("1763690000000-1", delivery);
    QTRY_VERIFY(composer->answer().startsWith(QStringLiteral("sent to 36 clients, 35 acknowledged, 1 queued, ")));
}

void ComposerTest::theAnswerSaysThatTheEventIsTooLargeForTheHistory()
{
    Desk desk;
    auto *composer = desk.find<Composer>("composer");
    auto *data = desk.find<QPlainTextEdit>("composerData");
    desk.hub.publisher()->subscribers.insert("sse", 36);
    data->setPlainText(QStringLiteral("small"));
    composer->publish();
    QTRY_COMPARE(composer->answer(), QStringLiteral("sent to 36 clients"));
    const QString line = QStringLiteral("one of very many lines that are no longer than lines are\n");
    data->setPlainText(line.repeated(DraftStore::MaximumDraftBytes / 2 / line.size() + 1));
    composer->publish();
    QTRY_VERIFY(composer->answer().startsWith(QStringLiteral("sent to 36 clients; not kept in the history")));
    QCOMPARE(desk.drafts.history().size(), 1);
    data->setPlainText(QStringLiteral("small again"));
    composer->publish();
    QTRY_COMPARE(composer->answer(), QStringLiteral("sent to 36 clients"));
}

void ComposerTest::anEventIsRepeatedWithPauseAndStop()
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

void ComposerTest::aFileIsPlayedLineByLine()
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

void ComposerTest::aBrokenFileOfDraftsIsReportedInPlace()
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

void ComposerTest::allOfTheComposerFitsIntoASmallWindow_data()
{
    QTest::addColumn<QString>("language");
    QTest::newRow("English") << QStringLiteral("en");
    QTest::newRow("Japanese") << QStringLiteral("ja");
}

void ComposerTest::allOfTheComposerFitsIntoASmallWindow()
{
    QFETCH(QString, language);
    Desk desk;
    desk.layOut(960, 600);
    desk.languages.use(language);
    desk.trigger(ActionId::ShowRun);
    desk.trigger(ActionId::ShowWire);
    desk.find<QComboBox>("runWhat")->setCurrentIndex(1);
    QCoreApplication::processEvents();
    QCOMPARE(desk.window->size(), QSize(960, 600));
    const auto *composer = desk.find<Composer>("composer");
    QVERIFY2(composer->minimumSizeHint().width() <= 640,
             qPrintable(QString::number(composer->minimumSizeHint().width())));
    for (const char *name : {"composerChannel", "composerType", "composerId", "composerRetry", "composerData",
                             "composerWire", "composerPresets", "composerHistory", "composerMore", "runPath",
                             "runBadLines", "runStart", "runStop", "composerPublish"}) {
        const auto *widget = desk.find<QWidget>(name);
        const auto fits = [=] {
            return widget->isVisible() &&
                   composer->rect().contains(QRect(widget->mapTo(composer, QPoint()), widget->size()));
        };
        QTRY_VERIFY2(fits(), name); // fields go into two rows, and the docks make room for them
        QVERIFY2(widget->width() >= widget->minimumSizeHint().width(), name);
    }
}

void ComposerTest::aSubscriptionMovesNoChannelUnderWhatIsWritten_data()
{
    QTest::addColumn<QByteArray>("field");
    for (const char *field : {"composerData", "composerType", "composerId", "composerChannel", "composerRetry"})
        QTest::newRow(field) << QByteArray(field);
}

void ComposerTest::aSubscriptionMovesNoChannelUnderWhatIsWritten()
{
    QFETCH(QByteArray, field);
    Desk desk;
    desk.find<EventsView>("eventsTable")->setFocus();
    desk.subscribe("orders");
    auto *widget = desk.find<QWidget>(field.constData());
    widget->setFocus();
    if (field == "composerChannel") {
        QTest::keyClick(widget, Qt::Key_A, Qt::ControlModifier);
        QTest::keyClicks(widget, QStringLiteral("orders"));
    } else {
        QTest::keyClicks(widget, QStringLiteral("7"));
    }
    desk.find<QPushButton>("composerPublish")->setFocus();
    desk.subscribe("elsewhere");
    QCOMPARE(desk.find<QComboBox>("composerChannel")->currentText(), QStringLiteral("orders"));
}

void ComposerTest::aSubscriptionMovesNoChannelAfterSomethingWasPublished()
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

void ComposerTest::whoOnlyPassesTheChannelDoesNotSetIt()
{
    Desk desk;
    auto *channel = desk.find<QComboBox>("composerChannel");
    desk.find<QPlainTextEdit>("composerData")->setFocus();
    desk.subscribe("orders");
    channel->setFocus(Qt::TabFocusReason);
    QVERIFY(channel->hasFocus());
    // Under one's hands it does not change.
    desk.subscribe("elsewhere");
    QCOMPARE(channel->currentText(), QStringLiteral("orders"));
    QTest::keyClick(channel, Qt::Key_Tab);
    QVERIFY(!channel->hasFocus());
    desk.subscribe("elsewhere");
    QCOMPARE(channel->currentText(), QStringLiteral("elsewhere"));
}

void ComposerTest::whoEmptiesTheChannelUnsetsIt()
{
    Desk desk;
    auto *channel = desk.find<QComboBox>("composerChannel");
    channel->setFocus();
    QTest::keyClick(channel, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClicks(channel, QStringLiteral("mine"));
    QVERIFY(desk.drafts.draft().isChannelSet);
    const QString whenSet = channel->toolTip();
    desk.find<QPlainTextEdit>("composerData")->setFocus();
    desk.subscribe("orders");
    QCOMPARE(channel->currentText(), QStringLiteral("mine"));
    channel->setFocus();
    QTest::keyClick(channel, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClick(channel, Qt::Key_Delete);
    QVERIFY(!desk.drafts.draft().isChannelSet);
    QVERIFY(channel->toolTip() != whenSet);
    desk.find<QPlainTextEdit>("composerData")->setFocus();
    desk.subscribe("orders");
    QCOMPARE(channel->currentText(), QStringLiteral("orders"));
}

void ComposerTest::aChannelThatIsChosenIsSet()
{
    Desk desk;
    auto *channel = desk.find<QComboBox>("composerChannel");
    desk.find<QPlainTextEdit>("composerData")->setFocus();
    desk.listen({"demo", "orders"});
    QTRY_COMPARE(channel->count(), 2);
    channel->setFocus();
    QTest::keyClick(channel, Qt::Key_Down);
    QVERIFY(desk.drafts.draft().isChannelSet);
    const QString chosen = channel->currentText();
    QCOMPARE(desk.drafts.draft().channel, chosen);
    desk.find<QPlainTextEdit>("composerData")->setFocus();
    desk.subscribe("elsewhere");
    QCOMPARE(channel->currentText(), chosen);
}

void ComposerTest::publishingToAnEmptyChannelSetsTheDefaultOne()
{
    Desk desk;
    auto *channel = desk.find<QComboBox>("composerChannel");
    channel->setFocus();
    QTest::keyClick(channel, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClick(channel, Qt::Key_Delete);
    QTest::keyClick(channel, Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(desk.hub.publisher()->published.size(), 1);
    QCOMPARE(channel->currentText(), QStringLiteral("sse"));
    desk.find<QPlainTextEdit>("composerData")->setFocus();
    desk.subscribe("elsewhere");
    QCOMPARE(channel->currentText(), QStringLiteral("sse"));
}

void ComposerTest::theListOfChannelsIsReadWhenItChangedAndIsInSight()
{
    Desk desk;
    auto *channel = desk.find<QComboBox>("composerChannel");
    const auto *names = channel->findChild<ChannelNamesModel *>();
    QVERIFY(names);
    desk.listen({"demo", "orders"});
    QCOMPARE(channel->count(), 2);
    const QByteArray *before = names->all().constData();
    desk.listen({"demo", "orders"});
    QCOMPARE(names->all().constData(), before);
    auto *dock = desk.find<QDockWidget>("composerDock");
    dock->hide();
    desk.listen({"demo", "lab", "orders"});
    QCOMPARE(channel->count(), 2);
    dock->show();
    QTRY_COMPARE(channel->count(), 3);
    desk.listen({"demo"});
    QCOMPARE(channel->count(), 1);
}

void ComposerTest::whatOneWroteComesBackThoughOneLookedThroughHistory()
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

void ComposerTest::anotherChannelTakesTheAnswerAway()
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

void ComposerTest::nothingIsPublishedWhileACompositionIsOpen()
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

void ComposerTest::aCompositionInAnotherFieldHoldsPublishingToo_data()
{
    QTest::addColumn<QByteArray>("field");
    for (const char *field : {"composerChannel", "composerType", "composerId"})
        QTest::newRow(field) << QByteArray(field);
}

void ComposerTest::aCompositionInAnotherFieldHoldsPublishingToo()
{
    QFETCH(QByteArray, field);
    Desk desk;
    auto *widget = desk.find<QWidget>(field.constData());
    widget->setFocus();
    QInputMethodEvent composing(QStringLiteral("にほん"), {});
    QApplication::sendEvent(widget, &composing);
    for (const auto modifier : {Qt::NoModifier, Qt::ControlModifier})
        QTest::keyClick(widget, Qt::Key_Return, modifier);
    QCOMPARE(desk.hub.publisher()->published.size(), 0);
    desk.trigger(ActionId::ShowRun);
    desk.find<QPushButton>("runStart")->click();
    QCOMPARE(desk.hub.publisher()->published.size(), 0);
}

void ComposerTest::whenNobodyListensTheComposerOffersTheChannelWhereSomebodyDoes()
{
    Desk desk;
    ChannelInfo demo;
    demo.name = "demo";
    demo.subscribers = 1;
    desk.hub.snapshot.channels = {demo};
    desk.hub.publisher()->subscribers.insert("demo", 1);
    desk.find<Composer>("composer")->writeTo("sse"); // set, it does not follow where somebody listens
    QTRY_COMPARE_WITH_TIMEOUT(desk.monitor.channels().rowCount(), 1, 30'000);
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

void ComposerTest::whatBreaksTheRulesIsReportedAndNotPublished()
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

void ComposerTest::theAnswerIsReportedAgainInTheOtherLanguage()
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

QTEST_MAIN(ComposerTest)
#include "tst_composer.moc"
