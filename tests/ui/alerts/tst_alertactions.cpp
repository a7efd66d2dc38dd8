// SPDX-License-Identifier: GPL-3.0-or-later
// What alerts do: against a real web server, and a session bus of its own with a desktop that shows notifications.
#include "hookserver.h"
#include "support/childprocess.h"
#include "ui/alerts/alertposter.h"
#include "ui/alerts/alerts.h"
#include "ui/alerts/desktopnotifier.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusVirtualObject>
#include <QSettings>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace helio;
using namespace helio::test;
using namespace std::chrono_literals;

namespace {

const QString Service = QStringLiteral("org.freedesktop.Notifications");

/// A desktop that shows notifications, and takes notes.
class Desktop : public QDBusVirtualObject
{
public:
    QString introspect(const QString &) const override { return {}; }
    bool handleMessage(const QDBusMessage &message, const QDBusConnection &connection) override
    {
        if (message.member() == QLatin1String("GetCapabilities"))
            return connection.send(message.createReply(QVariant(capabilities)));
        if (message.member() != QLatin1String("Notify"))
            return false;
        shown.append(message.arguments());
        return connection.send(problem.isEmpty() ? message.createReply(QVariant::fromValue(quint32(shown.size())))
                                                 : message.createErrorReply(QDBusError::AccessDenied, problem));
    }

    QStringList capabilities;
    QString problem;
    QList<QVariantList> shown; ///< the arguments of each
};

struct Outcome
{
    quint64 ticket;
    bool isGood;
    QString text;
};

Outcome outcomeOf(const QSignalSpy &spy, qsizetype at = 0)
{
    const QList<QVariant> arguments = spy.value(at);
    return {arguments.value(0).toULongLong(), arguments.value(1).toBool(), arguments.value(2).toString()};
}

} // namespace

class AlertActionsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void whatIsPostedArrivesOnceAsJson();
    void aRefusalIsSaidWithItsWords();
    void aRedirectIsNotFollowed();
    void aConnectionThatClosesIsNoReasonToSendAgain();
    void anAnswerThatDoesNotComeIsGivenUp();
    void anAnswerWithoutAnEndIsNotWaitedFor();
    void whereNobodyListensItIsSaid();
    void userInfoIsSentUnasked();
    void beyondTheBoundNothingIsSent();
    void aNotificationIsShown();
    void whereMarkupIsReadTextStaysText();
    void aClickOnANotificationIsHeard();
    void whereTheDesktopRefusesItIsSaid();
    void withoutAServiceItIsSaid();
    void withoutABusItIsSaid();
    void aTrialDoesAllAndSaysWhatCameOfIt();
    void anAlertOfAnEventGoesAllWays();
    void aTrialOfWhatDoesNotWorkSaysSo();

private:
    std::unique_ptr<ChildProcess> daemon_;
    QString address_;
    std::unique_ptr<QDBusConnection> ours_;
    std::unique_ptr<QDBusConnection> theirs_;
    std::unique_ptr<Desktop> desktop_;
};

void AlertActionsTest::initTestCase()
{
    const QString program = QStandardPaths::findExecutable(QStringLiteral("dbus-daemon"));
    if (program.isEmpty())
        QSKIP("there is no dbus-daemon here");
    daemon_ =
        std::make_unique<ChildProcess>(program, QStringList{QStringLiteral("--session"), QStringLiteral("--nofork"),
                                                            QStringLiteral("--print-address")});
    QVERIFY(daemon_->start());
    QVERIFY(daemon_->waitForOutput([this] { return daemon_->standardOutput().contains('\n'); }, 30s));
    address_ = QString::fromUtf8(daemon_->standardOutput()).section(u'\n', 0, 0);
}

void AlertActionsTest::init()
{
    ours_ = std::make_unique<QDBusConnection>(QDBusConnection::connectToBus(address_, QStringLiteral("ours")));
    theirs_ = std::make_unique<QDBusConnection>(QDBusConnection::connectToBus(address_, QStringLiteral("theirs")));
    QVERIFY(ours_->isConnected());
    desktop_ = std::make_unique<Desktop>();
    QVERIFY(theirs_->registerVirtualObject(QStringLiteral("/org/freedesktop/Notifications"), desktop_.get()));
    QVERIFY(theirs_->registerService(Service));
}

void AlertActionsTest::cleanup()
{
    theirs_->unregisterService(Service);
    theirs_->unregisterObject(QStringLiteral("/org/freedesktop/Notifications"));
    QDBusConnection::disconnectFromBus(QStringLiteral("ours"));
    QDBusConnection::disconnectFromBus(QStringLiteral("theirs"));
}

void AlertActionsTest::whatIsPostedArrivesOnceAsJson()
{
    HookServer server;
    AlertPoster poster;
    QSignalSpy finished(&poster, &AlertPoster::finished);
    poster.post(7, server.url(), "{\"rule\":\"a\"}");
    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, 30'000);
    QCOMPARE(outcomeOf(finished).ticket, quint64(7));
    QVERIFY2(outcomeOf(finished).isGood, qPrintable(outcomeOf(finished).text));
    QVERIFY(outcomeOf(finished).text.contains(QStringLiteral("204")));
    QCOMPARE(server.bodies, QList<QByteArray>{"{\"rule\":\"a\"}"});
    QVERIFY(server.heads.first().startsWith("POST /hook HTTP/1.1\r\n"));
    QVERIFY(server.heads.first().toLower().contains("content-type: application/json"));
}

void AlertActionsTest::aRefusalIsSaidWithItsWords()
{
    HookServer server;
    server.status = "403 Forbidden";
    server.fields = "Content-Type: application/json\r\n";
    server.body = "{\"error\":\"no such hook\"}";
    AlertPoster poster;
    QSignalSpy finished(&poster, &AlertPoster::finished);
    poster.post(1, server.url(), "{}");
    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, 30'000);
    QVERIFY(!outcomeOf(finished).isGood);
    QVERIFY2(outcomeOf(finished).text.contains(QStringLiteral("403 no such hook")),
             qPrintable(outcomeOf(finished).text));
}

void AlertActionsTest::aRedirectIsNotFollowed()
{
    HookServer elsewhere;
    HookServer server;
    server.status = "307 Temporary Redirect";
    server.fields = "Location: " + elsewhere.url().toEncoded() + "\r\n";
    AlertPoster poster;
    QSignalSpy finished(&poster, &AlertPoster::finished);
    poster.post(1, server.url(), "{}");
    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, 30'000);
    QVERIFY(!outcomeOf(finished).isGood);
    QVERIFY(elsewhere.bodies.isEmpty());
}

void AlertActionsTest::aConnectionThatClosesIsNoReasonToSendAgain()
{
    HookServer server;
    server.does = HookServer::Does::HangsUp;
    AlertPoster poster;
    QSignalSpy finished(&poster, &AlertPoster::finished);
    poster.post(1, server.url(), "{}");
    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, 30'000);
    QVERIFY(!outcomeOf(finished).isGood);
    server.does = HookServer::Does::Answers;
    poster.post(2, server.url(), "{\"second\":true}");
    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 2, 30'000);
    QVERIFY(outcomeOf(finished, 1).isGood);
    QCOMPARE(server.bodies, (QList<QByteArray>{"{}", "{\"second\":true}"}));
}

void AlertActionsTest::anAnswerThatDoesNotComeIsGivenUp()
{
    HookServer server;
    server.does = HookServer::Does::Hangs;
    AlertPoster poster(200ms);
    QSignalSpy finished(&poster, &AlertPoster::finished);
    poster.post(1, server.url(), "{}");
    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, 30'000);
    QVERIFY(!outcomeOf(finished).isGood);
    QVERIFY(outcomeOf(finished).text.contains(QStringLiteral("whether it arrived is not known")));
}

void AlertActionsTest::anAnswerWithoutAnEndIsNotWaitedFor()
{
    HookServer server;
    server.does = HookServer::Does::Babbles;
    server.status = "200 OK";
    AlertPoster poster(60s);
    QSignalSpy finished(&poster, &AlertPoster::finished);
    poster.post(1, server.url(), "{}");
    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, 30'000);
    QVERIFY(outcomeOf(finished).isGood);
}

void AlertActionsTest::whereNobodyListensItIsSaid()
{
    QUrl nowhere;
    {
        HookServer server;
        nowhere = server.url();
    }
    AlertPoster poster;
    QSignalSpy finished(&poster, &AlertPoster::finished);
    poster.post(1, nowhere, "{}");
    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, 30'000);
    QVERIFY(!outcomeOf(finished).isGood);
    QVERIFY(outcomeOf(finished).text.startsWith(QStringLiteral("It could not be sent:")));
}

void AlertActionsTest::userInfoIsSentUnasked()
{
    HookServer server;
    AlertPoster poster;
    QSignalSpy finished(&poster, &AlertPoster::finished);
    poster.post(1, server.url(QStringLiteral("me:secret")), "{}");
    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, 30'000);
    QVERIFY(server.heads.first().contains("Authorization: Basic " + QByteArray("me:secret").toBase64()));
    // Asked for, it is not sent a second time.
    server.status = "401 Unauthorized";
    server.fields = "WWW-Authenticate: Basic realm=\"x\"\r\n";
    poster.post(2, server.url(QStringLiteral("me:wrong")), "{}");
    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 2, 30'000);
    QVERIFY(!outcomeOf(finished, 1).isGood);
    QVERIFY(!outcomeOf(finished, 1).text.contains(QStringLiteral("wrong")));
    QCOMPARE(server.bodies.size(), 2);
}

void AlertActionsTest::beyondTheBoundNothingIsSent()
{
    HookServer server;
    server.does = HookServer::Does::Hangs;
    AlertPoster poster(60s);
    QSignalSpy finished(&poster, &AlertPoster::finished);
    const int most = AlertPoster::MostAtOnce + int(AlertPoster::MostWaiting);
    for (int i = 0; i < AlertPoster::MostAtOnce; ++i)
        poster.post(quint64(i), server.url(), "{}");
    QTRY_COMPARE_WITH_TIMEOUT(server.bodies.size(), AlertPoster::MostAtOnce, 30'000);
    for (int i = AlertPoster::MostAtOnce; i < most; ++i)
        poster.post(quint64(i), server.url(), "{}");
    QCoreApplication::processEvents();
    QCOMPARE(finished.size(), 0);
    poster.post(1000, server.url(), "{}");
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(outcomeOf(finished).ticket, quint64(1000));
    QVERIFY(!outcomeOf(finished).isGood);
    QCOMPARE(server.bodies.size(), AlertPoster::MostAtOnce);
}

void AlertActionsTest::aNotificationIsShown()
{
    DesktopNotifier notifier(*ours_);
    QSignalSpy finished(&notifier, &DesktopNotifier::finished);
    notifier.show(3, QStringLiteral("silence"), QStringLiteral("no <event> & more"));
    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, 30'000);
    QVERIFY2(outcomeOf(finished).isGood, qPrintable(outcomeOf(finished).text));
    QCOMPARE(desktop_->shown.size(), 1);
    QCOMPARE(desktop_->shown.first().value(3).toString(), QStringLiteral("silence"));
    QCOMPARE(desktop_->shown.first().value(4).toString(), QStringLiteral("no <event> & more"));
}

void AlertActionsTest::whereMarkupIsReadTextStaysText()
{
    desktop_->capabilities = {QStringLiteral("body"), QStringLiteral("body-markup")};
    DesktopNotifier notifier(*ours_);
    notifier.show(1, QStringLiteral("a"), QStringLiteral("<b>&"));
    QTRY_COMPARE_WITH_TIMEOUT(desktop_->shown.size(), 1, 30'000);
    QCOMPARE(desktop_->shown.first().value(4).toString(), QStringLiteral("&lt;b&gt;&amp;"));
}

void AlertActionsTest::aClickOnANotificationIsHeard()
{
    DesktopNotifier notifier(*ours_);
    QSignalSpy finished(&notifier, &DesktopNotifier::finished);
    QSignalSpy activated(&notifier, &DesktopNotifier::activated);
    notifier.show(1, QStringLiteral("a"), QStringLiteral("b"));
    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, 30'000);
    const auto click = [this](quint32 id) {
        QDBusMessage signal = QDBusMessage::createSignal(QStringLiteral("/org/freedesktop/Notifications"), Service,
                                                         QStringLiteral("ActionInvoked"));
        signal << id << QStringLiteral("default");
        QVERIFY(theirs_->send(signal));
    };
    click(99); // another program's
    click(1);
    QTRY_COMPARE_WITH_TIMEOUT(activated.size(), 1, 30'000);
}

void AlertActionsTest::whereTheDesktopRefusesItIsSaid()
{
    desktop_->problem = QStringLiteral("do not disturb");
    DesktopNotifier notifier(*ours_);
    QSignalSpy finished(&notifier, &DesktopNotifier::finished);
    notifier.show(1, QStringLiteral("a"), QStringLiteral("b"));
    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, 30'000);
    QVERIFY(!outcomeOf(finished).isGood);
    QVERIFY(outcomeOf(finished).text.contains(QStringLiteral("do not disturb")));
}

void AlertActionsTest::withoutAServiceItIsSaid()
{
    QVERIFY(theirs_->unregisterService(Service));
    DesktopNotifier notifier(*ours_);
    QSignalSpy finished(&notifier, &DesktopNotifier::finished);
    notifier.show(1, QStringLiteral("a"), QStringLiteral("b"));
    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, 30'000);
    QVERIFY(!outcomeOf(finished).isGood);
    QVERIFY(outcomeOf(finished).text.startsWith(QStringLiteral("No notification was shown:")));
}

void AlertActionsTest::withoutABusItIsSaid()
{
    DesktopNotifier notifier(QDBusConnection(QStringLiteral("there is none of that name")));
    QSignalSpy finished(&notifier, &DesktopNotifier::finished);
    notifier.show(1, QStringLiteral("a"), QStringLiteral("b"));
    QTRY_COMPARE(finished.size(), 1);
    QVERIFY(outcomeOf(finished).text.contains(QStringLiteral("no session bus")));
}

void AlertActionsTest::aTrialDoesAllAndSaysWhatCameOfIt()
{
    HookServer server;
    QTemporaryDir folder;
    QSettings settings(folder.filePath(QStringLiteral("s.ini")), QSettings::IniFormat);
    Alerts alerts(settings, nullptr, *ours_);
    AlertRule rule;
    rule.name = QStringLiteral("trial");
    rule.url = server.url();
    const QByteArray key = alerts.rules().add(rule);
    QSignalSpy finished(&alerts, &Alerts::finished);
    QSignalSpy failed(&alerts, &Alerts::failed);
    alerts.tryOut(key);
    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 2, 30'000);
    QVERIFY(failed.isEmpty());
    QCOMPARE(alerts.unseen(), 1);
    QCOMPARE(alerts.last(key).outcomes.size(), 3);
    QVERIFY(!alerts.last(key).isBad);
    QVERIFY(alerts.last(key).isTrial);
    QCOMPARE(server.json()[QStringLiteral("rule")].toString(), QStringLiteral("trial"));
    QCOMPARE(desktop_->shown.size(), 1);
    alerts.acknowledge();
    QCOMPARE(alerts.unseen(), 0);
}

void AlertActionsTest::anAlertOfAnEventGoesAllWays()
{
    HookServer server;
    QTemporaryDir folder;
    QSettings settings(folder.filePath(QStringLiteral("s.ini")), QSettings::IniFormat);
    Alerts alerts(settings, nullptr, *ours_);
    alerts.setSourceName(1, QStringLiteral("prices"));
    AlertRule rule;
    rule.name = QStringLiteral("dear");
    rule.condition = AlertRule::Condition::Event;
    rule.filter = QStringLiteral("$.price>100");
    rule.url = server.url();
    alerts.rules().add(rule);
    alerts.onEvents({{1, {{"orders", "7", "price", "{\"price\":101}"}, 0}}, {1, {{"orders", "8", "price", "{}"}, 0}}});
    QTRY_COMPARE_WITH_TIMEOUT(server.bodies.size(), 1, 30'000);
    QCOMPARE(server.json()[QStringLiteral("stream")].toString(), QStringLiteral("prices"));
    QCOMPARE(server.json()[QStringLiteral("event")].toObject()[QStringLiteral("id")].toString(), QStringLiteral("7"));
    QTRY_COMPARE_WITH_TIMEOUT(desktop_->shown.size(), 1, 30'000);
    QVERIFY(alerts.newest().startsWith(QStringLiteral("dear: ")));
}

void AlertActionsTest::aTrialOfWhatDoesNotWorkSaysSo()
{
    HookServer server;
    server.status = "500 Internal Server Error";
    desktop_->problem = QStringLiteral("not now");
    QTemporaryDir folder;
    QSettings settings(folder.filePath(QStringLiteral("s.ini")), QSettings::IniFormat);
    Alerts alerts(settings, nullptr, *ours_);
    AlertRule rule;
    rule.name = QStringLiteral("trial");
    rule.marks = false;
    rule.url = server.url();
    const QByteArray key = alerts.rules().add(rule);
    QSignalSpy failed(&alerts, &Alerts::failed);
    alerts.tryOut(key);
    QTRY_COMPARE_WITH_TIMEOUT(failed.size(), 2, 30'000);
    QVERIFY(alerts.last(key).isBad);
    QVERIFY(alerts.last(key).outcomes.join(u'\n').contains(QStringLiteral("500")));
    QCOMPARE(alerts.unseen(), 0);
}

QTEST_GUILESS_MAIN(AlertActionsTest)
#include "tst_alertactions.moc"
