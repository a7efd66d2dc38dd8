// SPDX-License-Identifier: GPL-3.0-or-later
// What the composer says of what was published, or why nothing was.
#include "desk.h"
#include "ui/composer/composer.h"

#include <QComboBox>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>

using namespace helio;

class ComposerAnswerTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { qRegisterMetaType<QList<ReceivedEvent>>(); }
    void theAnswerSaysWhatBecameOfTheEvent();
    void theAnswerSaysThatTheEventIsTooLargeForTheHistory();
    void anotherChannelTakesTheAnswerAway();
    void whenNobodyListensTheComposerOffersTheChannelWhereSomebodyDoes();
    void whatBreaksTheRulesIsReportedAndNotPublished();
    void controlEnterSaysWhyNothingGoesOut();
    void theAnswerIsReportedAgainInTheOtherLanguage();
};

void ComposerAnswerTest::theAnswerSaysWhatBecameOfTheEvent()
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

void ComposerAnswerTest::theAnswerSaysThatTheEventIsTooLargeForTheHistory()
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

void ComposerAnswerTest::anotherChannelTakesTheAnswerAway()
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

void ComposerAnswerTest::whenNobodyListensTheComposerOffersTheChannelWhereSomebodyDoes()
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

void ComposerAnswerTest::whatBreaksTheRulesIsReportedAndNotPublished()
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

void ComposerAnswerTest::controlEnterSaysWhyNothingGoesOut()
{
    Desk desk;
    auto *composer = desk.find<Composer>("composer");
    auto *data = desk.find<QPlainTextEdit>("composerData");
    data->setFocus();
    QTest::keyClicks(data, QStringLiteral("hello"));
    using State = HubControl::State;
    const std::pair<State, QString> says[] = {{State::Stopped, QStringLiteral("stopped. Start it")},
                                              {State::Starting, QStringLiteral("Try again in a moment")},
                                              {State::Draining, QStringLiteral("being stopped")},
                                              {State::Failed, QStringLiteral("The message above the tabs")},
                                              {State::Away, QStringLiteral("tried again by itself")}};
    for (const auto &[state, text] : says) {
        desk.hub.setState(state);
        QTest::keyClick(data, Qt::Key_Return, Qt::ControlModifier);
        QVERIFY2(composer->answer().startsWith(QStringLiteral("Not published: ")), qPrintable(composer->answer()));
        QVERIFY2(composer->answer().contains(text), qPrintable(composer->answer()));
    }
    QVERIFY(desk.hub.publisher()->published.isEmpty());
    QCOMPARE(data->toPlainText(), QStringLiteral("hello"));
    desk.languages.use(QStringLiteral("ja"));
    QTRY_VERIFY(!composer->answer().startsWith(QStringLiteral("Not published")));
    desk.languages.use(QStringLiteral("en"));
    // It is so no more.
    desk.hub.setState(State::Open);
    QCOMPARE(composer->answer(), QString());
    QTest::keyClick(data, Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(desk.hub.publisher()->published.size(), 1);
}

void ComposerAnswerTest::theAnswerIsReportedAgainInTheOtherLanguage()
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

QTEST_MAIN(ComposerAnswerTest)
#include "tst_composeranswer.moc"
