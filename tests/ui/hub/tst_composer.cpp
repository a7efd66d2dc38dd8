// SPDX-License-Identifier: GPL-3.0-or-later
// The composer, by keys and clicks, in a window over a scripted hub.
#include "desk.h"
#include "ui/events/eventsview.h"
#include "ui/hub/composer.h"

#include <QApplication>
#include <QComboBox>
#include <QInputMethodEvent>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>

using namespace helio;

class ComposerTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
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

void ComposerTest::anUntouchedComposerTakesTheChannelLastSubscribed()
{
    Desk desk;
    desk.find<EventsView>("eventsTable")->setFocus();
    desk.subscribe("orders");
    QCOMPARE(desk.find<QComboBox>("composerChannel")->currentText(), QStringLiteral("orders"));
    desk.subscribe("demo");
    QCOMPARE(desk.find<QComboBox>("composerChannel")->currentText(), QStringLiteral("demo"));
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
    // The channel is one's own from the first moment; the others once something stands there.
    if (field != "composerChannel")
        QTest::keyClicks(widget, QStringLiteral("7"));
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

void ComposerTest::whenNobodyListensTheComposerOffersTheChannelWhereSomebodyDoes()
{
    Desk desk;
    ChannelInfo demo;
    demo.name = "demo";
    demo.subscribers = 1;
    desk.hub.snapshot.channels = {demo};
    desk.hub.publisher()->subscribers.insert("demo", 1);
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
