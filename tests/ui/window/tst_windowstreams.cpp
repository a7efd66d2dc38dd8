// SPDX-License-Identifier: GPL-3.0-or-later
// Remote streams in the window: opened, edited, copied.
#include "desk.h"
#include "ui/navigator/navigatorpanel.h"
#include "ui/streams/requestsecrets.h"
#include "ui/streams/streamdialog.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTimer>

using namespace helio;

class WindowStreamsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void aStreamIsOpenedAndShown();
    void aStreamOpenedByHandIsChosen();
    void whatIsKnownOfAStreamWithoutEventsIsSaid();
    void whatIsKnownOfAChannelWithoutEventsIsSaid();
    void whatComesIsShownAndWhatWasFilteredIsSaidOfTheFilter();
    void theStreamDialogSaysWhatIsWrong_data();
    void theStreamDialogSaysWhatIsWrong();
    void secretsThatComeWhileTheDialogIsOpenAreNotLost();
    void secretsThatHaveComeAreNotAskedFor();
    void theDialogOfARemovedStreamCloses();
    void whatIsCopiedHasNoCredentials();
};

/// Does `work` in the dialog that the window opens next, from its event loop.
template <typename Work>
static void inNextDialog(QObject *context, bool &wasThere, const Work &work)
{
    QTimer::singleShot(0, context, [&wasThere, work] {
        auto *dialog = qobject_cast<StreamDialog *>(QApplication::activeModalWidget());
        wasThere = dialog;
        if (dialog)
            work(*dialog);
        if (dialog && dialog->isVisible())
            dialog->reject(); // lest a failure waits for a click
    });
}

void WindowStreamsTest::initTestCase()
{
    qRegisterMetaType<QList<ReceivedEvent>>();
}

void WindowStreamsTest::aStreamIsOpenedAndShown()
{
    Desk desk;
    desk.monitor.streams().open({QUrl(QStringLiteral("http://lab.example/stream")), {}, {}});
    desk.opener.last->tap.emitEvents({received("", "news", "from afar")});
    QTRY_COMPARE(desk.monitor.events().rowCount(), 1);
    auto *tree = desk.find<QTreeView>("navigator");
    const QModelIndex stream = desk.monitor.navigator().index(0, 0, desk.monitor.navigator().streamsIndex());
    tree->setCurrentIndex(stream);
    QVERIFY(desk.window->actionList()[ActionId::CloseStream]->isEnabled());
    desk.trigger(ActionId::CloseStream);
    QVERIFY(desk.window->actionList()[ActionId::ReopenStream]->isEnabled());
    desk.trigger(ActionId::RemoveStream);
    QVERIFY(desk.monitor.streams().ids().isEmpty());
    QVERIFY(!desk.window->actionList()[ActionId::RemoveStream]->isEnabled());
}

void WindowStreamsTest::aStreamOpenedByHandIsChosen()
{
    Desk desk;
    const int first = desk.monitor.streams().open({QUrl(QStringLiteral("http://a/")), {}, {}});
    auto *navigator = desk.find<NavigatorPanel>("navigator");
    navigator->selectStream(first);
    bool wasThere = false;
    inNextDialog(desk.window.get(), wasThere, [&](StreamDialog &dialog) {
        dialog.findChild<QLineEdit *>(QStringLiteral("streamUrl"))->setText(QStringLiteral("http://b/"));
        dialog.findChild<QPushButton *>(QStringLiteral("streamOpen"))->click();
    });
    desk.trigger(ActionId::OpenStream);
    QVERIFY(wasThere);
    QCOMPARE(desk.monitor.streams().name(navigator->choice().stream), QStringLiteral("b"));
    desk.opener.last->tap.emitEvents({received("", "news", "from afar")});
    QTRY_COMPARE(desk.monitor.events().rowCount(), 1);
}

void WindowStreamsTest::whatIsKnownOfAStreamWithoutEventsIsSaid()
{
    Desk desk;
    StreamList &streams = desk.monitor.streams();
    const int id = streams.open({QUrl(QStringLiteral("http://lab/")), {}, {}});
    desk.find<NavigatorPanel>("navigator")->selectStream(id);
    const auto title = [&desk] { return desk.find<QWidget>("eventsEmpty")->accessibleName(); };
    const auto text = [&desk] { return desk.find<QWidget>("eventsEmpty")->accessibleDescription(); };
    const auto has = [&desk](const char *button) {
        const auto *found = desk.window->findChild<QPushButton *>(QLatin1String(button));
        return found && found->isVisible();
    };
    QCOMPARE(title(), QStringLiteral("lab has not answered yet"));
    Q_EMIT desk.opener.last->stateChanged(ReadyState::Open);
    QCOMPARE(title(), QStringLiteral("lab is connected, and has sent no event yet"));
    QVERIFY2(text().contains(QStringLiteral("open since")), qPrintable(text()));
    QVERIFY(has("empty_emptyShowConnection") && !has("empty_reopenStream"));
    Q_EMIT desk.opener.last->failed({Failure::Transient, 0, QStringLiteral("The connection was reset.")});
    Q_EMIT desk.opener.last->reconnectScheduled(std::chrono::milliseconds(2900), 1);
    QCOMPARE(title(), QStringLiteral("lab is not connected"));
    QVERIFY2(text().contains(QStringLiteral("reset")) && text().contains(QStringLiteral("3 s")), qPrintable(text()));
    Q_EMIT desk.opener.last->stateChanged(ReadyState::Closed);
    Q_EMIT desk.opener.last->failed({Failure::Refused, 403, QStringLiteral("403: no such tenant.")});
    QCOMPARE(title(), QStringLiteral("lab was refused"));
    QVERIFY2(text().contains(QStringLiteral("no such tenant")), qPrintable(text()));
    QVERIFY(has("empty_reopenStream") && has("empty_editStream"));
    QTest::mouseClick(desk.find<QPushButton>("empty_reopenStream"), Qt::LeftButton);
    QCOMPARE(title(), QStringLiteral("lab has not answered yet"));
    streams.close(id);
    QCOMPARE(title(), QStringLiteral("lab is not open: closed by you"));
    streams.pause(id);
    QCOMPARE(title(), QStringLiteral("lab is not open: paused"));
    QVERIFY2(text().contains(QStringLiteral("the last time")), qPrintable(text()));
    desk.monitor.events().setMuted(MutedPart::all(id), true);
    QCOMPARE(title(), QStringLiteral("lab is muted"));
    QTest::mouseClick(desk.find<QPushButton>("empty_emptyUnmute"), Qt::LeftButton);
    QCOMPARE(title(), QStringLiteral("lab is not open: paused"));
    desk.find<NavigatorPanel>("navigator")->clearChoice();
    QCOMPARE(title(), QStringLiteral("No events to show"));
    QVERIFY(!has("empty_reopenStream"));
}

void WindowStreamsTest::whatIsKnownOfAChannelWithoutEventsIsSaid()
{
    Desk desk;
    desk.listen({"orders"});
    auto *navigator = desk.find<NavigatorPanel>("navigator");
    QTRY_VERIFY(desk.monitor.navigator().channelIndex("orders").isValid());
    navigator->setCurrentIndex(desk.monitor.navigator().channelIndex("orders"));
    const auto *empty = desk.find<QWidget>("eventsEmpty");
    QCOMPARE(empty->accessibleName(), QStringLiteral("Nothing was published on orders yet"));
    QVERIFY2(empty->accessibleDescription().contains(QStringLiteral("1 client listens")),
             qPrintable(empty->accessibleDescription()));
    QVERIFY(desk.find<QPushButton>("empty_publishToChannel")->isVisible());
    desk.hub.snapshot.channels.first().events = 12'345;
    QSignalSpy heard(&desk.monitor.hubState(), &HubState::changed);
    desk.hub.requestSnapshot(false);
    QTRY_COMPARE(empty->accessibleName(), QStringLiteral("No event of orders is held here"));
    QVERIFY2(empty->accessibleDescription().contains(QStringLiteral("12,345")),
             qPrintable(empty->accessibleDescription()));
}

void WindowStreamsTest::whatComesIsShownAndWhatWasFilteredIsSaidOfTheFilter()
{
    Desk desk;
    StreamList &streams = desk.monitor.streams();
    const int id = streams.open({QUrl(QStringLiteral("http://lab/")), {}, {}});
    desk.find<NavigatorPanel>("navigator")->selectStream(id);
    Q_EMIT desk.opener.last->stateChanged(ReadyState::Open);
    const auto *empty = desk.find<QWidget>("eventsEmpty");
    const auto *table = desk.find<QWidget>("eventsTable");
    QVERIFY(empty->isVisible());
    desk.opener.last->tap.emitEvents({received("", "news", "from afar")});
    QTRY_VERIFY(table->isVisible());
    desk.opener.last->counted.events = 1;
    Q_EMIT streams.changed(id);
    desk.monitor.events().setFilter(*EventFilter::parse(QStringLiteral("type:other")));
    QTRY_VERIFY(empty->isVisible());
    QCOMPARE(empty->accessibleName(), QStringLiteral("No event passes the filter"));
    desk.monitor.events().setFilter({});
    QTRY_VERIFY(table->isVisible());
    desk.monitor.events().clear();
    QTRY_VERIFY(empty->isVisible());
    QCOMPARE(empty->accessibleName(), QStringLiteral("No event of lab is held here"));
}

void WindowStreamsTest::theStreamDialogSaysWhatIsWrong_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("headers");
    QTest::addColumn<bool>("good");
    QTest::newRow("nothing") << QString() << QString() << false;
    QTest::newRow("a host") << QStringLiteral("localhost:7373/stream") << QString() << true;
    QTest::newRow("https") << QStringLiteral("https://example.org/stream?channel=a") << QString() << true;
    QTest::newRow("ftp") << QStringLiteral("ftp://example.org/") << QString() << false;
    QTest::newRow("no host") << QStringLiteral("http:///stream") << QString() << false;
    QTest::newRow("good headers") << QStringLiteral("http://a/") << QStringLiteral("Authorization: Bearer x\n\nX-A: b")
                                  << true;
    QTest::newRow("a header without a colon")
        << QStringLiteral("http://a/") << QStringLiteral("Authorization") << false;
    QTest::newRow("a header name with a space") << QStringLiteral("http://a/") << QStringLiteral("X A: b") << false;
}

void WindowStreamsTest::theStreamDialogSaysWhatIsWrong()
{
    QFETCH(QString, url);
    QFETCH(QString, headers);
    QFETCH(bool, good);
    StreamForm form;
    form.url = url;
    form.headers = headers;
    QCOMPARE(!form.problem(), good);
}

void WindowStreamsTest::secretsThatComeWhileTheDialogIsOpenAreNotLost()
{
    Desk desk;
    StreamList &streams = desk.monitor.streams();
    StreamRequest whole{QUrl(QStringLiteral("https://joe:S1@a.b/s?token=S2&x=1")), {}, {}};
    whole.headers = {{"Cookie", "S3"}, {"X-A", "b"}};
    whole.bearerToken = "S4";
    const int id = streams.add(withoutSecrets(whole));
    streams.setSecretsMissing(id, QStringLiteral("The keychain is asked."));
    desk.window->findChild<NavigatorPanel *>()->selectStream(id);
    bool wasThere = false;
    inNextDialog(desk.window.get(), wasThere, [&](StreamDialog &dialog) {
        dialog.findChild<QLineEdit *>(QStringLiteral("streamUrl"))
            ->setText(QStringLiteral("https://a.b/other?token=&x=2"));
        dialog.findChild<QPlainTextEdit *>(QStringLiteral("streamHeaders"))
            ->setPlainText(QStringLiteral("Cookie:\nX-A: c"));
        streams.supply(id, whole);
        dialog.findChild<QPushButton *>(QStringLiteral("streamOpen"))->click();
    });
    desk.trigger(ActionId::EditStream);
    QVERIFY(wasThere);
    const StreamRequest asked = streams.request(id);
    QCOMPARE(asked.url, QUrl(QStringLiteral("https://joe:S1@a.b/other?token=S2&x=2")));
    QCOMPARE(asked.headers, (QList<std::pair<QByteArray, QByteArray>>{{"Cookie", "S3"}, {"X-A", "c"}}));
    QCOMPARE(asked.bearerToken, QByteArray("S4"));

    // What is meant for one server does not go to another; what was written counts.
    streams.supply(id, withoutSecrets(whole));
    inNextDialog(desk.window.get(), wasThere, [&](StreamDialog &dialog) {
        dialog.findChild<QLineEdit *>(QStringLiteral("streamUrl"))->setText(QStringLiteral("https://c.d/s?token="));
        dialog.findChild<QComboBox *>(QStringLiteral("streamAuthorization"))->setCurrentIndex(1);
        dialog.findChild<QLineEdit *>(QStringLiteral("streamToken"))->setText(QStringLiteral("mine"));
        streams.supply(id, whole);
        dialog.findChild<QPushButton *>(QStringLiteral("streamOpen"))->click();
    });
    desk.trigger(ActionId::EditStream);
    QCOMPARE(streams.request(id).url, QUrl(QStringLiteral("https://c.d/s?token=")));
    QCOMPARE(streams.request(id).bearerToken, QByteArray("mine"));
}

void WindowStreamsTest::secretsThatHaveComeAreNotAskedFor()
{
    Desk desk;
    StreamList &streams = desk.monitor.streams();
    const int id = streams.add({QUrl(QStringLiteral("https://a.b/s")), {}, {}});
    streams.setSecretsMissing(id, QStringLiteral("The keychain is asked."));
    bool wasThere = false;
    streams.reopen(id);
    streams.supply(id, {QUrl(QStringLiteral("https://joe:S1@a.b/s")), {}, {}});
    QTimer::singleShot(0, desk.window.get(), [&wasThere] {
        if (auto *dialog = qobject_cast<StreamDialog *>(QApplication::activeModalWidget())) {
            wasThere = true;
            dialog->reject();
        }
    });
    QCoreApplication::sendPostedEvents();
    QCoreApplication::processEvents();
    QVERIFY(!wasThere);
    // While they are missing it is asked.
    streams.setSecretsMissing(id, QStringLiteral("The keychain is locked."));
    streams.close(id);
    streams.reopen(id);
    inNextDialog(desk.window.get(), wasThere, [](StreamDialog &) {});
    QTRY_VERIFY(wasThere);
}

void WindowStreamsTest::theDialogOfARemovedStreamCloses()
{
    Desk desk;
    StreamList &streams = desk.monitor.streams();
    const int id = streams.add({QUrl(QStringLiteral("https://a.b/s")), {}, {}});
    desk.window->findChild<NavigatorPanel *>()->selectStream(id);
    bool wasThere = false;
    bool stayedOpen = true;
    inNextDialog(desk.window.get(), wasThere, [&](StreamDialog &dialog) {
        streams.remove(id);
        stayedOpen = dialog.isVisible();
    });
    desk.trigger(ActionId::EditStream);
    QVERIFY(wasThere);
    QVERIFY(!stayedOpen);
}

void WindowStreamsTest::whatIsCopiedHasNoCredentials()
{
    Desk desk;
    StreamRequest request{QUrl(QStringLiteral("https://joe:S1ECRET@a.b/s?access_token=S2ECRET&x=1")), {}, {}};
    request.bearerToken = "S3ECRET";
    const int id = desk.monitor.streams().open(request);
    desk.window->findChild<NavigatorPanel *>()->selectStream(id);
    for (const ActionId action : {ActionId::CopyUrl, ActionId::CopyStreamJavaScript, ActionId::CopyStreamCurl}) {
        desk.window->actionList()[action]->trigger();
        const QString copied = QGuiApplication::clipboard()->text();
        QVERIFY2(copied.contains(QStringLiteral("a.b/s?access_token&x=1")), qPrintable(copied));
        QVERIFY2(!copied.contains(QStringLiteral("ECRET")), qPrintable(copied));
    }
    request.method = "POST";
    request.body = "{}";
    desk.monitor.streams().edit(id, request);
    QVERIFY(!desk.window->actionList()[ActionId::CopyStreamJavaScript]->isEnabled());
    desk.trigger(ActionId::CopyStreamCurl);
    QVERIFY(QGuiApplication::clipboard()->text().endsWith(QStringLiteral(" --data-raw '{}'")));
}

QTEST_MAIN(WindowStreamsTest)
#include "tst_windowstreams.moc"
