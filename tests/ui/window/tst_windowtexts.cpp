// SPDX-License-Identifier: GPL-3.0-or-later
// What the window says of itself is whole, and works as it is copied.
#include "desk.h"
#include "ui/look/fittinglabel.h"
#include "ui/look/wholetext.h"

#include <QApplication>
#include <QClipboard>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QToolBar>

using namespace helio;

class WindowTextsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theTitleSaysWhatAndHow();
    void theAddressWorksAsItIsCopied_data();
    void theAddressWorksAsItIsCopied();
    void theFirstLinesAreWholeAndWork_data();
    void theFirstLinesAreWholeAndWork();
    void theToolBarLosesNothing_data();
    void theToolBarLosesNothing();
    void theCountersAreNotCutInANarrowWindow();
};

void WindowTextsTest::theTitleSaysWhatAndHow()
{
    Desk desk;
    desk.hub.setListenAddress(QStringLiteral("127.0.0.1:7373"));
    desk.hub.setState(HubControl::State::Open);
    desk.hub.snapshot.totals.clients = 37;
    desk.hub.requestSnapshot(false);
    QTRY_COMPARE(desk.window->windowTitle(), QStringLiteral("Heliograph – 127.0.0.1:7373 · 37 clients"));
    desk.hub.stop();
    QCOMPARE(desk.window->windowTitle(), QStringLiteral("Heliograph – 127.0.0.1:7373 · hub stopped"));
    desk.languages.use(QStringLiteral("ja"));
    QTRY_VERIFY(!desk.window->windowTitle().contains(QStringLiteral("stopped")));
    desk.languages.use(QStringLiteral("en"));
}

void WindowTextsTest::theAddressWorksAsItIsCopied_data()
{
    QTest::addColumn<QString>("listen");
    QTest::addColumn<QString>("url");
    QTest::newRow("127.0.0.1:7373") << QStringLiteral("127.0.0.1:7373")
                                    << QStringLiteral("http://127.0.0.1:7373/stream");
    QTest::newRow("0.0.0.0:7373") << QStringLiteral("0.0.0.0:7373") << QStringLiteral("http://127.0.0.1:7373/stream");
    QTest::newRow("[::]:7373") << QStringLiteral("[::]:7373") << QStringLiteral("http://[::1]:7373/stream");
}

void WindowTextsTest::theAddressWorksAsItIsCopied()
{
    QFETCH(QString, listen);
    QFETCH(QString, url);
    Desk desk;
    desk.hub.setListenAddress(listen);
    desk.hub.setState(HubControl::State::Open);
    QCOMPARE(desk.find<QLineEdit>("hubUrl")->text(), url);
    desk.trigger(ActionId::CopyStreamUrl);
    QCOMPARE(QApplication::clipboard()->text(), url);
}

void WindowTextsTest::theFirstLinesAreWholeAndWork_data()
{
    QTest::addColumn<int>("width");
    for (const int width : {720, 960, 1280})
        QTest::addRow("%d wide", width) << width;
}

void WindowTextsTest::theFirstLinesAreWholeAndWork()
{
    QFETCH(int, width);
    Desk desk;
    desk.hub.setListenAddress(QStringLiteral("127.0.0.1:7373"));
    desk.hub.setState(HubControl::State::Open);
    desk.layOut(width, 600);
    const auto *command = desk.find<WholeText>("eventsEmptyCommand");
    const auto *page = desk.find<WholeText>("eventsEmptyCommand2");
    QTRY_VERIFY(command->isVisible() && page->isVisible());
    for (const WholeText *text : {command, page}) {
        QTRY_VERIFY(text->width() > 200);
        QTRY_COMPARE(text->verticalScrollBar()->maximum(), 0);
        QCOMPARE(text->horizontalScrollBar()->maximum(), 0);
    }
    desk.find<QPushButton>("eventsEmptyCopy")->click();
    QCOMPARE(QApplication::clipboard()->text(),
             QStringLiteral("curl http://127.0.0.1:7373/channels/demo --data-raw hello"));
    desk.find<QPushButton>("eventsEmptyCopy2")->click();
    QCOMPARE(QApplication::clipboard()->text(),
             QStringLiteral("new EventSource('http://127.0.0.1:7373/stream?channel=demo').onmessage = event => "
                            "console.log(event.data);"));
    // Without a hub there is nothing to copy.
    desk.hub.stop();
    QVERIFY(!command->isVisible());
}

void WindowTextsTest::theToolBarLosesNothing_data()
{
    QTest::addColumn<QString>("language");
    QTest::newRow("English") << QStringLiteral("en");
    QTest::newRow("Japanese") << QStringLiteral("ja");
}

void WindowTextsTest::theToolBarLosesNothing()
{
    QFETCH(QString, language);
    Desk desk;
    desk.languages.use(language);
    desk.layOut(960, 600);
    auto *bar = desk.find<QToolBar>("toolBar");
    for (QAction *action : bar->actions()) {
        if (!action->isSeparator())
            QTRY_VERIFY2(isInSight(bar->widgetForAction(action)), qPrintable(action->text()));
    }
    desk.languages.use(QStringLiteral("en"));
}

void WindowTextsTest::theCountersAreNotCutInANarrowWindow()
{
    Desk desk;
    desk.layOut(960, 600);
    QList<ReceivedEvent> events;
    for (int i = 0; i < 12'345; ++i)
        events.append(received("demo", "", "x"));
    desk.hub.tap()->emitEvents(events);
    auto *counters = desk.find<FittingLabel>("statusCounters");
    QTRY_VERIFY(counters->text().contains(QStringLiteral("12,345")));
    for (const int width : {1280, 960, 720}) {
        desk.window->resize(width, 600);
        QTRY_COMPARE(desk.window->width(), width);
        QCoreApplication::processEvents();
        const QString shown = counters->shownText();
        QVERIFY2(!shown.contains(u'…'), qPrintable(shown));
        QVERIFY2(shown.contains(QStringLiteral("12,345")), qPrintable(shown));
    }
}

QTEST_MAIN(WindowTextsTest)
#include "tst_windowtexts.moc"
