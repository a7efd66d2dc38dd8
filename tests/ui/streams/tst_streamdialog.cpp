// SPDX-License-Identifier: GPL-3.0-or-later
// The stream dialog and the Connection tab, by keys and clicks.
#include "fakehub.h"
#include "fakesecrets.h"
#include "ui/streams/connectionpanel.h"
#include "ui/streams/streamdialog.h"
#include "ui/streams/streamlist.h"
#include "ui/streams/streamstory.h"
#include "ui/streams/streamtestview.h"

#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTabWidget>
#include <QTemporaryFile>
#include <QTest>
#include <QToolButton>
#include <QTreeView>

using namespace helio;

namespace {

class FakeTest : public StreamTest
{
public:
    explicit FakeTest(int &alive)
        : alive_(alive)
    {
        ++alive_;
    }
    ~FakeTest() override { --alive_; }
    void start() override { isStarted = true; }
    void report(int index, const StreamTestStep &step) { Q_EMIT stepChanged(index, step); }
    void end() { Q_EMIT finished(true); }

    bool isStarted = false;

private:
    int &alive_;
};

struct Dialog
{
    explicit Dialog(const SecretStore *secrets = nullptr)
        : dialog(
              [this](const StreamRequest &request) {
                  tested.append(request);
                  auto made = std::make_unique<FakeTest>(aliveTests);
                  test = made.get();
                  return made;
              },
              secrets)
    {
        dialog.show();
        dialog.activateWindow();
        (void)QTest::qWaitForWindowActive(&dialog);
    }
    template <typename T>
    T *find(const char *name)
    {
        T *found = dialog.findChild<T *>(QLatin1String(name));
        if (!found)
            qFatal("no %s", name);
        return found;
    }
    QString problem()
    {
        auto *label = find<QLabel>("streamProblem");
        return label->isVisible() ? label->text() : QString();
    }
    void typeUrl(const QString &url)
    {
        find<QLineEdit>("streamUrl")->setFocus();
        find<QLineEdit>("streamUrl")->selectAll();
        QTest::keyClicks(find<QLineEdit>("streamUrl"), url);
    }

    int aliveTests = 0;
    QList<StreamRequest> tested;
    FakeTest *test = nullptr;
    StreamDialog dialog;
};

} // namespace

class StreamDialogTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void onlyTheUrlIsNeeded();
    void nothingIsWrongBeforeAnythingWasWritten();
    void enterWithAProblemGoesToItsField();
    void whatIsWrongIsReportedAsOneTypes_data();
    void whatIsWrongIsReportedAsOneTypes();
    void aHeaderThatCannotBeSentIsReported();
    void everyFieldReachesTheRequest();
    void anExistingStreamIsShownAsItIs();
    void aCommandOfCurlInTheUrlFillsTheDialog();
    void aTypedCommandOfCurlIsTakenByEnter();
    void theClipboardIsPastedWithOneClick();
    void whereSecretsAreKeptIsSaid();
    void aTestShowsItsStepsAndIsStopped();
    void aNewTestEndsTheOldOne();
    void closingTheDialogEndsItsTest();
    void everyControlHasANameAndAnAccessibleName();

    void theConnectionTabShowsTheStreamOpenedLast();
    void theConnectionTabFollowsTheChooser();
    void theStoryIsCopiedAndCleared();
    void theTabClosesReopensAndEditsItsStream();
    void aRemovedStreamLeavesTheTab();
};

void StreamDialogTest::onlyTheUrlIsNeeded()
{
    Dialog dialog;
    QVERIFY(!dialog.find<QTabWidget>("streamPages")->isVisible());
    QVERIFY(dialog.find<QPushButton>("streamTest")->isVisible());
    dialog.typeUrl(QStringLiteral("localhost:7373/stream"));
    QTest::keyClick(dialog.find<QLineEdit>("streamUrl"), Qt::Key_Return);
    QCOMPARE(dialog.dialog.result(), int(QDialog::Accepted));
    StreamRequest wanted{QUrl(QStringLiteral("http://localhost:7373/stream")), {}, {}};
    QCOMPARE(dialog.dialog.request(), wanted);
}

void StreamDialogTest::nothingIsWrongBeforeAnythingWasWritten()
{
    Dialog dialog;
    QCOMPARE(dialog.problem(), QString());
    QTest::mouseClick(dialog.find<QPushButton>("streamOpen"), Qt::LeftButton);
    QVERIFY(dialog.dialog.isVisible());
    QVERIFY(dialog.problem().contains(QStringLiteral("address")));
    dialog.typeUrl(QStringLiteral("http://a/"));
    QCOMPARE(dialog.problem(), QString());
}

void StreamDialogTest::enterWithAProblemGoesToItsField()
{
    Dialog dialog;
    dialog.typeUrl(QStringLiteral("http://a/"));
    dialog.find<QPlainTextEdit>("streamHeaders")->setPlainText(QStringLiteral("no colon"));
    dialog.find<QTabWidget>("streamPages")->setCurrentIndex(4);
    QTest::keyClick(dialog.find<QLineEdit>("streamUrl"), Qt::Key_Return);
    QVERIFY(dialog.dialog.isVisible());
    QVERIFY(dialog.find<QPlainTextEdit>("streamHeaders")->isVisible());
    QVERIFY(dialog.find<QPlainTextEdit>("streamHeaders")->hasFocus());
}

void StreamDialogTest::aHeaderThatCannotBeSentIsReported()
{
    Dialog dialog;
    dialog.typeUrl(QStringLiteral("http://a/"));
    auto *const headers = dialog.find<QPlainTextEdit>("streamHeaders");
    headers->setPlainText(QStringLiteral("Content-Type: application/json\nContent-Length: 5"));
    QVERIFY2(dialog.problem().contains(QStringLiteral("Content-Length")), qPrintable(dialog.problem()));
    headers->setPlainText(QStringLiteral("Content-Type: application/json"));
    QCOMPARE(dialog.problem(), QString());
}

void StreamDialogTest::whatIsWrongIsReportedAsOneTypes_data()
{
    QTest::addColumn<QByteArray>("field");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("problem");
    const auto row = [](const char *field, const char *text, const char *problem) {
        QTest::addRow("%s: %s", field, text)
            << QByteArray(field) << QString::fromUtf8(text) << QString::fromUtf8(problem);
    };
    row("streamUrl", "ftp://a/", "http://");
    row("streamUrl", "http://", "URL");
    row("streamToken", "a b", "token");
    row("streamUserName", "a:b", "colon");
    row("streamAuthorityFile", "/nowhere.pem", "/nowhere.pem");
    row("streamKeyFile", "/", "no file");
    row("streamProxyUrl", "ftp://p", "socks5://");
}

void StreamDialogTest::whatIsWrongIsReportedAsOneTypes()
{
    QFETCH(QByteArray, field);
    QFETCH(QString, text);
    QFETCH(QString, problem);
    Dialog dialog;
    dialog.typeUrl(QStringLiteral("http://a/"));
    dialog.find<QToolButton>("streamMore")->click();
    if (field == "streamToken" || field == "streamUserName")
        dialog.find<QComboBox>("streamAuthorization")->setCurrentIndex(field == "streamToken" ? 1 : 2);
    if (field == "streamProxyUrl")
        dialog.find<QComboBox>("streamProxy")->setCurrentIndex(2);
    dialog.find<QLineEdit>(field.constData())->clear();
    QTest::keyClicks(dialog.find<QLineEdit>(field.constData()), text);
    QVERIFY2(dialog.problem().contains(problem), qPrintable(dialog.problem()));
    QVERIFY(!dialog.find<QPushButton>("streamTest")->isEnabled());
}

void StreamDialogTest::everyFieldReachesTheRequest()
{
    QTemporaryFile pem;
    QVERIFY(pem.open());
    Dialog dialog;
    dialog.typeUrl(QStringLiteral("https://a.b/s"));
    QTest::keyClicks(dialog.find<QLineEdit>("streamName"), QStringLiteral("lab"));
    dialog.find<QToolButton>("streamMore")->click();
    dialog.find<QComboBox>("streamMethod")->setEditText(QStringLiteral("post"));
    dialog.find<QPlainTextEdit>("streamHeaders")->setPlainText(QStringLiteral("X-A: b\n\nX-C:d"));
    dialog.find<QPlainTextEdit>("streamBody")->setPlainText(QStringLiteral("{\"a\":\"日本\"}"));
    dialog.find<QComboBox>("streamFormat")->setCurrentIndex(1);
    dialog.find<QCheckBox>("streamAnyType")->setChecked(true);
    dialog.find<QLineEdit>("streamLastEventId")->setText(QStringLiteral("17-4"));
    dialog.find<QComboBox>("streamAuthorization")->setCurrentIndex(2);
    dialog.find<QLineEdit>("streamUserName")->setText(QStringLiteral("joe"));
    dialog.find<QLineEdit>("streamPassword")->setText(QStringLiteral("secret"));
    dialog.find<QDoubleSpinBox>("streamReconnectionTime")->setValue(0.5);
    dialog.find<QSpinBox>("streamMaximumReconnects")->setValue(7);
    dialog.find<QCheckBox>("streamRetriesServerErrors")->setChecked(false);
    for (const char *name : {"streamAuthorityFile", "streamCertificateFile", "streamKeyFile"})
        dialog.find<QLineEdit>(name)->setText(pem.fileName());
    dialog.find<QLineEdit>("streamPassphrase")->setText(QStringLiteral("open"));
    dialog.find<QCheckBox>("streamAllowHttp2")->setChecked(true);
    dialog.find<QComboBox>("streamProxy")->setCurrentIndex(2);
    dialog.find<QLineEdit>("streamProxyUrl")->setText(QStringLiteral("socks5://proxy:1080"));
    dialog.find<QLineEdit>("streamProxyUser")->setText(QStringLiteral("u@x"));
    dialog.find<QLineEdit>("streamProxyPassword")->setText(QStringLiteral("p:w"));
    QCOMPARE(dialog.problem(), QString());

    StreamRequest wanted{QUrl(QStringLiteral("https://a.b/s")), "17-4", {{"X-A", "b"}, {"X-C", "d"}}};
    wanted.name = QStringLiteral("lab");
    wanted.method = "POST";
    wanted.body = "{\"a\":\"日本\"}";
    wanted.format = StreamFormat::JsonLines;
    wanted.acceptsAnyType = true;
    wanted.userName = QStringLiteral("joe");
    wanted.password = QStringLiteral("secret");
    wanted.reconnectionTime = std::chrono::milliseconds(500);
    wanted.maximumReconnects = 7;
    wanted.retriesServerErrors = false;
    wanted.authorityFile = wanted.certificateFile = wanted.keyFile = pem.fileName();
    wanted.passphrase = QStringLiteral("open");
    wanted.allowHttp2 = true;
    wanted.proxy.kind = StreamProxy::Kind::Given;
    wanted.proxy.url = QUrl(QStringLiteral("socks5://proxy:1080"));
    wanted.proxy.url.setUserName(QStringLiteral("u@x"), QUrl::DecodedMode);
    wanted.proxy.url.setPassword(QStringLiteral("p:w"), QUrl::DecodedMode);
    QCOMPARE(dialog.dialog.request(), wanted);

    Dialog again;
    again.dialog.edit(wanted);
    QCOMPARE(again.dialog.request(), wanted);
}

void StreamDialogTest::anExistingStreamIsShownAsItIs()
{
    Dialog plain;
    plain.dialog.edit({QUrl(QStringLiteral("http://a/")), {}, {}});
    QVERIFY(!plain.find<QTabWidget>("streamPages")->isVisible());
    QCOMPARE(plain.find<QPushButton>("streamOpen")->text(), QStringLiteral("&Reconnect"));

    Dialog dialog;
    dialog.dialog.edit({QUrl(QStringLiteral("http://a/")), {}, {{"X-A", "b"}}});
    QVERIFY(dialog.find<QTabWidget>("streamPages")->isVisible());
}

void StreamDialogTest::aCommandOfCurlInTheUrlFillsTheDialog()
{
    Dialog dialog;
    QGuiApplication::clipboard()->setText(
        QStringLiteral("curl 'https://a.b/s' \\\n  -H 'Authorization: Bearer abc' \\\n  -H 'X-A: b' -k"));
    auto *url = dialog.find<QLineEdit>("streamUrl");
    url->setFocus();
    QTest::keySequence(url, QKeySequence(QKeySequence::Paste));
    QCOMPARE(url->text(), QStringLiteral("https://a.b/s"));
    QCOMPARE(dialog.dialog.request().bearerToken, QByteArray("abc"));
    QCOMPARE(dialog.dialog.request().headers.size(), 1);
    QVERIFY(dialog.find<QLabel>("streamNotes")->text().contains(QStringLiteral("-k")));
    QVERIFY(dialog.find<QTabWidget>("streamPages")->isVisible());
}

void StreamDialogTest::aTypedCommandOfCurlIsTakenByEnter()
{
    Dialog dialog;
    dialog.typeUrl(QStringLiteral("curl http://a.b/s -H 'X-A: b'"));
    auto *url = dialog.find<QLineEdit>("streamUrl");
    QVERIFY(url->text().startsWith(QStringLiteral("curl")));
    QTest::keyClick(url, Qt::Key_Return);
    QVERIFY(dialog.dialog.isVisible());
    QCOMPARE(url->text(), QStringLiteral("http://a.b/s"));
    QCOMPARE(dialog.dialog.request().headers.size(), 1);
}

void StreamDialogTest::theClipboardIsPastedWithOneClick()
{
    Dialog dialog;
    QGuiApplication::clipboard()->setText(QStringLiteral("something else"));
    QTest::mouseClick(dialog.find<QPushButton>("streamPasteCurl"), Qt::LeftButton);
    QVERIFY(dialog.find<QLabel>("streamNotes")->text().contains(QStringLiteral("cURL")));
    QGuiApplication::clipboard()->setText(QStringLiteral("curl -d x a.b/s"));
    QTest::mouseClick(dialog.find<QPushButton>("streamPasteCurl"), Qt::LeftButton);
    QCOMPARE(dialog.dialog.request().url, QUrl(QStringLiteral("http://a.b/s")));
    QCOMPARE(dialog.dialog.request().method, QByteArray("POST"));
    QVERIFY(!dialog.find<QLabel>("streamNotes")->isVisible());
}

void StreamDialogTest::whereSecretsAreKeptIsSaid()
{
    FakeSecretStore store;
    Dialog dialog(&store);
    auto *place = dialog.find<QLabel>("streamSecrets");
    dialog.typeUrl(QStringLiteral("http://a/"));
    QVERIFY(!place->isVisible());
    QVERIFY(dialog.find<QLabel>("streamSecretsPlace")->text().contains(QStringLiteral("in the system's keychain")));
    dialog.find<QPlainTextEdit>("streamHeaders")->setPlainText(QStringLiteral("X-Api-Key: 123"));
    QVERIFY(place->isVisible());
    QVERIFY2(place->text().contains(QStringLiteral("in the system's keychain")), qPrintable(place->text()));
    store.set(SecretStore::Availability::None);
    QVERIFY2(place->text().contains(QStringLiteral("no keychain here")), qPrintable(place->text()));
    store.set(SecretStore::Availability::Available);
    dialog.find<QCheckBox>("streamIsKept")->setChecked(false);
    QVERIFY2(place->text().contains(QStringLiteral("until Heliograph ends")), qPrintable(place->text()));
}

void StreamDialogTest::aTestShowsItsStepsAndIsStopped()
{
    Dialog dialog;
    auto *button = dialog.find<QPushButton>("streamTest");
    QVERIFY(!button->isEnabled());
    dialog.typeUrl(QStringLiteral("http://a/"));
    QTest::mouseClick(button, Qt::LeftButton);
    QVERIFY(dialog.test->isStarted);
    QCOMPARE(dialog.tested.size(), 1);
    auto *steps = dialog.find<StreamTestView>("streamTestSteps");
    QVERIFY(steps->isVisible());
    dialog.test->report(0, {StreamTestStep::Kind::Name, StreamTestStep::State::Running, 0, QStringLiteral("a")});
    dialog.test->report(0,
                        {StreamTestStep::Kind::Name, StreamTestStep::State::Good, 12, QStringLiteral("a: 10.0.0.1")});
    dialog.test->report(1, {StreamTestStep::Kind::Connection, StreamTestStep::State::Running, 0, QStringLiteral("80")});
    QCOMPARE(steps->topLevelItemCount(), 2);
    QCOMPARE(steps->topLevelItem(0)->text(2), QStringLiteral("12 ms"));
    QCOMPARE(steps->topLevelItem(0)->text(3), QStringLiteral("a: 10.0.0.1"));
    QCOMPARE(button->text(), QStringLiteral("&Stop the test"));
    QTest::mouseClick(button, Qt::LeftButton);
    QCOMPARE(steps->topLevelItem(1)->text(3), QStringLiteral("cancelled"));
    QCOMPARE(button->text(), QStringLiteral("&Test"));
    QTRY_COMPARE(dialog.aliveTests, 0);
}

void StreamDialogTest::aNewTestEndsTheOldOne()
{
    Dialog dialog;
    dialog.typeUrl(QStringLiteral("http://a/"));
    auto *button = dialog.find<QPushButton>("streamTest");
    button->click();
    dialog.test->end();
    QCOMPARE(button->text(), QStringLiteral("&Test"));
    button->click();
    QCOMPARE(dialog.tested.size(), 2);
    QTRY_COMPARE(dialog.aliveTests, 1);
}

void StreamDialogTest::closingTheDialogEndsItsTest()
{
    int alive = 0;
    {
        StreamDialog dialog([&alive](const StreamRequest &) { return std::make_unique<FakeTest>(alive); }, nullptr);
        dialog.edit({QUrl(QStringLiteral("http://a/")), {}, {}});
        dialog.findChild<QPushButton *>(QStringLiteral("streamTest"))->click();
        QCOMPARE(alive, 1);
    }
    QTRY_COMPARE(alive, 0);
}

void StreamDialogTest::everyControlHasANameAndAnAccessibleName()
{
    Dialog dialog;
    const auto widgets = dialog.dialog.findChildren<QWidget *>();
    for (const QWidget *widget : widgets) {
        const QByteArray type = widget->metaObject()->className();
        const bool isButton = widget->inherits("QAbstractButton");
        const bool isPart = widget->objectName().startsWith(QLatin1String("qt_")) ||
                            widget->parent()->inherits("QComboBox") || widget->parent()->inherits("QAbstractSpinBox") ||
                            widget->parent()->inherits("QTabBar") || widget->parent()->inherits("QTreeWidget");
        const bool isControl = isButton || widget->inherits("QComboBox") || widget->inherits("QLineEdit") ||
                               widget->inherits("QPlainTextEdit") || widget->inherits("QTreeView") ||
                               widget->inherits("QAbstractSpinBox");
        if (!isControl || isPart)
            continue;
        QVERIFY2(!widget->objectName().isEmpty(), type.constData());
        const bool saysItself = isButton && !widget->property("text").toString().isEmpty();
        QVERIFY2(saysItself || !widget->accessibleName().isEmpty(), qPrintable(widget->objectName()));
    }
}

/// The Connection tab over streams that a test speaks for.
struct ConnectionTab
{
    ConnectionTab()
    {
        panel.resize(800, 400);
        panel.show();
    }
    template <typename T>
    T *find(const char *name)
    {
        return panel.findChild<T *>(QLatin1String(name));
    }

    FakeOpener opener;
    FeedQueue queue{1024 * 1024};
    StreamList streams{opener, queue};
    QObject owner;
    Actions actions{&owner};
    ConnectionPanel panel{streams, actions};
};

void StreamDialogTest::theConnectionTabShowsTheStreamOpenedLast()
{
    ConnectionTab tab;
    auto *open = tab.find<QPushButton>("connectionOpenStream");
    QVERIFY(open->isVisible());
    QSignalSpy wanted(tab.actions[ActionId::OpenStream], &QAction::triggered);
    QTest::mouseClick(open, Qt::LeftButton);
    QCOMPARE(wanted.size(), 1);

    const int id = tab.streams.open({QUrl(QStringLiteral("http://a/1")), {}, {}});
    QCOMPARE(tab.panel.stream(), id);
    auto *story = tab.find<QTreeView>("connectionStory");
    QVERIFY(story->isVisible());
    tab.streams.story(id)->append({{.kind = StoryEntry::Kind::Request, .at = 1, .headers = {{"X-A", "b"}}}});
    QVERIFY(story->isExpanded(story->model()->index(0, 0)));
    QVERIFY(tab.find<QLabel>("connectionFacts")->text().contains(QStringLiteral("no last event ID")));
    Q_EMIT tab.opener.last->failed({Failure::Refused, 404, QStringLiteral("404 Not Found")});
    QCOMPARE(tab.find<QLabel>("connectionProblem")->text(), QStringLiteral("404 Not Found"));
    QVERIFY(tab.find<QLabel>("connectionState")->text().contains(QStringLiteral("refused")));
}

void StreamDialogTest::theConnectionTabFollowsTheChooser()
{
    ConnectionTab tab;
    const int first = tab.streams.open({QUrl(QStringLiteral("http://a/1")), {}, {}});
    const int second = tab.streams.open({QUrl(QStringLiteral("http://a/2")), {}, {}});
    QCOMPARE(tab.panel.stream(), second);
    QSignalSpy chosen(&tab.panel, &ConnectionPanel::streamChosen);
    auto *chooser = tab.find<QComboBox>("connectionStream");
    chooser->setFocus();
    QTest::keyClick(chooser, Qt::Key_Up);
    QCOMPARE(tab.panel.stream(), first);
    QCOMPARE(chosen.size(), 1);
    QCOMPARE(tab.find<QTreeView>("connectionStory")->model(), tab.streams.story(first));
    tab.panel.showStream(second);
    QCOMPARE(chooser->currentText(), QStringLiteral("a/2"));
    StreamRequest renamed = tab.streams.request(second);
    renamed.name = QStringLiteral("lab");
    tab.streams.edit(second, renamed);
    QCOMPARE(chooser->currentText(), QStringLiteral("lab"));
}

void StreamDialogTest::theStoryIsCopiedAndCleared()
{
    ConnectionTab tab;
    const int id = tab.streams.open({QUrl(QStringLiteral("http://a/1")), {}, {}});
    tab.streams.story(id)->append({{.kind = StoryEntry::Kind::Opened, .at = 1}});
    tab.find<QAction>("connectionCopy")->trigger();
    const QString text = QGuiApplication::clipboard()->text();
    QVERIFY2(text.startsWith(QStringLiteral("a\n")) && text.endsWith(QStringLiteral("open\n")), qPrintable(text));
    tab.find<QAction>("connectionClear")->trigger();
    QCOMPARE(tab.streams.story(id)->rowCount(), 0);
}

void StreamDialogTest::theTabClosesReopensAndEditsItsStream()
{
    ConnectionTab tab;
    const int id = tab.streams.open({QUrl(QStringLiteral("http://a/1")), {}, {}});
    auto *toggle = tab.find<QAction>("connectionToggle");
    QCOMPARE(toggle->text(), QStringLiteral("Close"));
    toggle->trigger();
    QCOMPARE(tab.streams.state(id), StreamList::State::Closed);
    QCOMPARE(toggle->text(), QStringLiteral("Reopen"));
    toggle->trigger();
    QCOMPARE(tab.streams.state(id), StreamList::State::Connecting);
    QSignalSpy edit(&tab.panel, &ConnectionPanel::editRequested);
    tab.find<QAction>("connectionEdit")->trigger();
    QCOMPARE(edit.constFirst().constFirst().toInt(), id);
}

void StreamDialogTest::aRemovedStreamLeavesTheTab()
{
    ConnectionTab tab;
    const int first = tab.streams.open({QUrl(QStringLiteral("http://a/1")), {}, {}});
    const int second = tab.streams.open({QUrl(QStringLiteral("http://a/2")), {}, {}});
    tab.streams.remove(second);
    QCOMPARE(tab.panel.stream(), first);
    tab.streams.remove(first);
    QCOMPARE(tab.panel.stream(), 0);
    QVERIFY(tab.find<QPushButton>("connectionOpenStream")->isVisible());
}

QTEST_MAIN(StreamDialogTest)
#include "tst_streamdialog.moc"
