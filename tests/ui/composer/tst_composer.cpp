// SPDX-License-Identifier: GPL-3.0-or-later
// The composer, by keys and clicks, in a window over a scripted hub: writing and publishing.
#include "desk.h"
#include "ui/composer/composer.h"
#include "ui/events/eventsview.h"

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
    void initTestCase() { qRegisterMetaType<QList<ReceivedEvent>>(); }
    void publishAgainPutsTheEventIntoTheComposer();
    void controlEnterPublishesWhatTheComposerHolds();
    void controlEnterElsewherePublishesNothing();
    void theBytesShownAreThoseThatGoOut();
    void aPlaceholderThatIsNoneIsNamedWithItsPlaceAndNotPublished();
    void publishAgainGivesBracesAsTheyWere();
    void formatLaysJsonOutAndUndoBringsItBack();
    void allOfTheComposerFitsIntoASmallWindow_data();
    void allOfTheComposerFitsIntoASmallWindow();
    void nothingIsPublishedWhileACompositionIsOpen();
    void aCompositionInAnotherFieldHoldsPublishingToo_data();
    void aCompositionInAnotherFieldHoldsPublishingToo();
};

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
    desk.find<QWidget>("layoutReset")->hide(); // goes by itself
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

QTEST_MAIN(ComposerTest)
#include "tst_composer.moc"
