// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk.h"
#include "fakesecrets.h"
#include "ui/window/connectdialog.h"
#include "ui/window/hubconnector.h"

#include <QComboBox>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QTimer>

using namespace helio;

/// *Connect to a hub…*
class HubConnectorTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theDialogJudgesTheAddressAndWarnsOfPlainHttp();
    void recentHubsAreOfferedAndRemoved();
    void withoutAKeychainNoTokenCanBeGiven();
    void theTokenGoesByTheKeychainAndAWindowIsStarted();
    void withoutATokenTheWindowIsStartedAtOnce();
    void aTokenThatIsNotTakenIsSaidAndNothingIsStarted();
    void theWindowsOwnHubIsConnectedAnew();
    void theListKeepsTheLastTen();
    void theMenuAsks();
};

namespace {

const QUrl Hub(QStringLiteral("https://hub.example:7373"));

/// A connector whose ways are noted down.
struct Bench
{
    Bench() { action.setEnabled(false); }

    QTemporaryDir directory;
    QSettings settings{directory.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat};
    FakeSecretStore secrets;
    QWidget window;
    QAction action;
    QUrl own;
    QByteArray ownToken = "none was given";
    QList<QUrl> started;
    bool canStart = true;
    HubConnector connector{action,
                           settings,
                           secrets,
                           {[this](const QUrl &hub, const QByteArray &token) {
                                if (hub == own)
                                    ownToken = token;
                                return hub == own;
                            },
                            [this](const QUrl &hub) {
                                started.append(hub);
                                return canStart;
                            }},
                           window};
};

/// Presses the button with that name in the next modal dialog, and notes its text.
void answerNext(const char *button, QString *text = nullptr)
{
    QTimer::singleShot(0, qApp, [button, text] {
        QWidget *dialog = QApplication::activeModalWidget();
        if (!dialog) {
            answerNext(button, text);
            return;
        }
        if (auto *box = qobject_cast<QMessageBox *>(dialog); box && text)
            *text = box->text();
        childOf<QPushButton>(*dialog, button)->click();
    });
}

} // namespace

void HubConnectorTest::theDialogJudgesTheAddressAndWarnsOfPlainHttp()
{
    ConnectDialog dialog({}, true);
    auto *address = childOf<QComboBox>(dialog, "connectAddress");
    auto *token = childOf<QLineEdit>(dialog, "connectToken");
    auto *warning = childOf<QLabel>(dialog, "connectWarning");
    auto *accept = childOf<QPushButton>(dialog, "connectAccept");
    QVERIFY(!accept->isEnabled());
    QCOMPARE(token->echoMode(), QLineEdit::Password);
    address->setEditText(QStringLiteral("ftp://hub.example"));
    QVERIFY(!accept->isEnabled());
    QVERIFY(!warning->text().isEmpty());
    address->setEditText(QStringLiteral("hub.example:7373/stream"));
    QVERIFY(accept->isEnabled());
    QVERIFY(warning->text().isEmpty());
    QCOMPARE(dialog.hub(), QUrl(QStringLiteral("http://hub.example:7373")));
    token->setText(QStringLiteral(" a-token "));
    QVERIFY(warning->text().contains(QStringLiteral("hub.example")));
    QVERIFY(!warning->text().contains(QStringLiteral("a-token")));
    QVERIFY(accept->isEnabled()); // it is the user's to decide
    QCOMPARE(dialog.token(), QByteArray("a-token"));
    address->setEditText(QStringLiteral("https://hub.example"));
    QVERIFY(warning->text().isEmpty());
    address->setEditText(QStringLiteral("127.0.0.1:7373"));
    QVERIFY(warning->text().isEmpty());
}

void HubConnectorTest::recentHubsAreOfferedAndRemoved()
{
    ConnectDialog dialog({QStringLiteral("http://a:1"), QStringLiteral("http://b:2")}, true);
    QSignalSpy removed(&dialog, &ConnectDialog::removed);
    auto *address = childOf<QComboBox>(dialog, "connectAddress");
    auto *remove = childOf<QPushButton>(dialog, "connectRemove");
    QCOMPARE(address->currentText(), QStringLiteral("http://a:1")); // the last
    QVERIFY(remove->isEnabled());
    remove->click();
    QCOMPARE(removed.size(), 1);
    QCOMPARE(removed[0][0].toString(), QStringLiteral("http://a:1"));
    QCOMPARE(address->count(), 1);
    address->setEditText(QStringLiteral("http://c:3"));
    QVERIFY(!remove->isEnabled());
}

void HubConnectorTest::withoutAKeychainNoTokenCanBeGiven()
{
    ConnectDialog dialog({}, false);
    QVERIFY(!childOf<QLineEdit>(dialog, "connectToken")->isEnabled());
    QVERIFY(childOf<QLabel>(dialog, "connectNote")->text().contains(QStringLiteral("--token")));
}

void HubConnectorTest::theTokenGoesByTheKeychainAndAWindowIsStarted()
{
    Bench bench;
    QVERIFY(bench.action.isEnabled());
    bench.connector.connectTo(Hub, "a-token");
    QVERIFY(bench.started.isEmpty()); // it would not find the token yet
    QTRY_COMPARE(bench.started, QList<QUrl>{Hub});
    QCOMPARE(bench.secrets.secrets.value(RecentHubs::keyOf(QStringLiteral("https://hub.example:7373"))),
             QByteArray("a-token"));
    QCOMPARE(RecentHubs(bench.settings).all(), QStringList{QStringLiteral("https://hub.example:7373")});
    bench.settings.sync();
    QFile file(bench.settings.fileName());
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(!file.readAll().contains("a-token"));
}

void HubConnectorTest::withoutATokenTheWindowIsStartedAtOnce()
{
    Bench bench;
    bench.connector.connectTo(Hub, {});
    QCOMPARE(bench.started, QList<QUrl>{Hub});
    QVERIFY(bench.secrets.secrets.isEmpty());
}

void HubConnectorTest::aTokenThatIsNotTakenIsSaidAndNothingIsStarted()
{
    Bench bench;
    bench.secrets.takesNone = true;
    QString text;
    answerNext("connectProblemClose", &text);
    bench.connector.connectTo(Hub, "a-token");
    QTRY_VERIFY(!text.isEmpty());
    QVERIFY(text.contains(QStringLiteral("hub.example")) && !text.contains(QStringLiteral("a-token")));
    QVERIFY(bench.started.isEmpty());
    // The same where no window can be started.
    bench.secrets.takesNone = false;
    bench.canStart = false;
    text.clear();
    answerNext("connectProblemClose", &text);
    bench.connector.connectTo(Hub, {});
    QVERIFY(text.contains(QStringLiteral("hub.example")));
}

void HubConnectorTest::theWindowsOwnHubIsConnectedAnew()
{
    Bench bench;
    bench.own = Hub;
    bench.connector.connectTo(Hub, "another");
    QCOMPARE(bench.ownToken, QByteArray("another"));
    QVERIFY(bench.started.isEmpty());
}

void HubConnectorTest::theListKeepsTheLastTen()
{
    Bench bench;
    RecentHubs recent(bench.settings);
    for (int i = 0; i < 12; ++i)
        recent.add(QStringLiteral("http://hub%1").arg(i));
    recent.add(QStringLiteral("http://hub5"));
    QCOMPARE(recent.all().size(), RecentHubs::Maximum);
    QCOMPARE(recent.all().constFirst(), QStringLiteral("http://hub5"));
    QCOMPARE(recent.all().count(QStringLiteral("http://hub5")), 1);
    recent.remove(QStringLiteral("http://hub5"));
    QCOMPARE(recent.all().constFirst(), QStringLiteral("http://hub11"));
}

void HubConnectorTest::theMenuAsks()
{
    Bench bench;
    RecentHubs(bench.settings).add(QStringLiteral("https://hub.example:7373"));
    answerNext("connectAccept");
    bench.action.trigger();
    QCOMPARE(bench.started, QList<QUrl>{Hub});
    answerNext("connectCancel");
    bench.action.trigger();
    QCOMPARE(bench.started.size(), 1);
}

QTEST_MAIN(HubConnectorTest)
#include "tst_hubconnector.moc"
