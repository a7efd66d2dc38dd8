// SPDX-License-Identifier: GPL-3.0-or-later
// The channel that the composer publishes to, and who may move it.
#include "desk.h"
#include "ui/composer/channelnamesmodel.h"
#include "ui/composer/composer.h"
#include "ui/events/eventsview.h"

#include <QComboBox>
#include <QCompleter>
#include <QDockWidget>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>

using namespace helio;

class ComposerChannelTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { qRegisterMetaType<QList<ReceivedEvent>>(); }
    void anEmptyChannelMeansTheDefaultOne();
    void aComposerThatNobodyUsedFollowsTheOnlyChannelWithClients();
    void betweenSeveralChannelsWithClientsTheComposerStaysWhereItIs();
    void typesSeenOnTheChannelAreOffered();
    void aSubscriptionMovesNoChannelUnderWhatIsWritten_data();
    void aSubscriptionMovesNoChannelUnderWhatIsWritten();
    void aSubscriptionMovesNoChannelAfterSomethingWasPublished();
    void whoOnlyPassesTheChannelDoesNotSetIt();
    void whoEmptiesTheChannelUnsetsIt();
    void aChannelThatIsChosenIsSet();
    void publishingToAnEmptyChannelSetsTheDefaultOne();
    void theListOfChannelsIsReadWhenItChangedAndIsInSight();
};

void ComposerChannelTest::anEmptyChannelMeansTheDefaultOne()
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

void ComposerChannelTest::aComposerThatNobodyUsedFollowsTheOnlyChannelWithClients()
{
    Desk desk;
    desk.find<EventsView>("eventsTable")->setFocus();
    desk.subscribe("orders");
    QCOMPARE(desk.find<QComboBox>("composerChannel")->currentText(), QStringLiteral("orders"));
    desk.subscribe("demo");
    QCOMPARE(desk.find<QComboBox>("composerChannel")->currentText(), QStringLiteral("demo"));
    QVERIFY(desk.find<Composer>("composer")->answer().contains(QStringLiteral("the channel is demo now")));
}

void ComposerChannelTest::betweenSeveralChannelsWithClientsTheComposerStaysWhereItIs()
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

void ComposerChannelTest::typesSeenOnTheChannelAreOffered()
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

void ComposerChannelTest::aSubscriptionMovesNoChannelUnderWhatIsWritten_data()
{
    QTest::addColumn<QByteArray>("field");
    for (const char *field : {"composerData", "composerType", "composerId", "composerChannel", "composerRetry"})
        QTest::newRow(field) << QByteArray(field);
}

void ComposerChannelTest::aSubscriptionMovesNoChannelUnderWhatIsWritten()
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

void ComposerChannelTest::aSubscriptionMovesNoChannelAfterSomethingWasPublished()
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

void ComposerChannelTest::whoOnlyPassesTheChannelDoesNotSetIt()
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

void ComposerChannelTest::whoEmptiesTheChannelUnsetsIt()
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

void ComposerChannelTest::aChannelThatIsChosenIsSet()
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

void ComposerChannelTest::publishingToAnEmptyChannelSetsTheDefaultOne()
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

void ComposerChannelTest::theListOfChannelsIsReadWhenItChangedAndIsInSight()
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

QTEST_MAIN(ComposerChannelTest)
#include "tst_composerchannel.moc"
