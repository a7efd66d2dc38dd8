// SPDX-License-Identifier: GPL-3.0-or-later
// What alerts do: against a real web server, and a session bus of its own with a desktop that shows notifications.
#include "hookserver.h"
#include "support/sessionbus.h"
#include "ui/alerts/alertposter.h"
#include "ui/alerts/alerts.h"
#include "ui/alerts/desktopnotifier.h"

#include <QDBusMessage>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace helio;
using namespace helio::test;
using namespace std::chrono_literals;

namespace {

const QString Service = QStringLiteral("org.freedesktop.Notifications");
const QString Path = QStringLiteral("/org/freedesktop/Notifications");
const QString Notify = QStringLiteral("Notify");
const QString GetCapabilities = QStringLiteral("GetCapabilities");

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
    QList<QVariantList> shown() const { return desktop_->callsOf(Notify); }

    std::unique_ptr<SessionBus> bus_;
    std::unique_ptr<BusObject> desktop_;
};

void AlertActionsTest::init()
{
    if (!SessionBus::isThere())
        QSKIP("there is no dbus-daemon here");
    bus_ = std::make_unique<SessionBus>();
    QVERIFY(bus_->start());
    desktop_ = std::make_unique<BusObject>();
    desktop_->answer(GetCapabilities, QStringList());
    desktop_->answer(Notify, [this] { return QVariant::fromValue(quint32(shown().size())); });
    QVERIFY(bus_->desktop().registerVirtualObject(Path, desktop_.get()));
    QVERIFY(bus_->desktop().registerService(Service));
}

void AlertActionsTest::cleanup()
{
    bus_.reset();
    desktop_.reset();
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
    DesktopNotifier notifier(bus_->ours());
    QSignalSpy finished(&notifier, &DesktopNotifier::finished);
    notifier.show(3, QStringLiteral("silence"), QStringLiteral("no <event> & more"));
    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, 30'000);
    QVERIFY2(outcomeOf(finished).isGood, qPrintable(outcomeOf(finished).text));
    QCOMPARE(shown().size(), 1);
    QCOMPARE(shown().first().value(3).toString(), QStringLiteral("silence"));
    QCOMPARE(shown().first().value(4).toString(), QStringLiteral("no <event> & more"));
}

void AlertActionsTest::whereMarkupIsReadTextStaysText()
{
    desktop_->answer(GetCapabilities, QVariant(QStringList({QStringLiteral("body"), QStringLiteral("body-markup")})));
    DesktopNotifier notifier(bus_->ours());
    notifier.show(1, QStringLiteral("a"), QStringLiteral("<b>&"));
    QTRY_COMPARE_WITH_TIMEOUT(shown().size(), 1, 30'000);
    QCOMPARE(shown().first().value(4).toString(), QStringLiteral("&lt;b&gt;&amp;"));
}

void AlertActionsTest::aClickOnANotificationIsHeard()
{
    DesktopNotifier notifier(bus_->ours());
    QSignalSpy finished(&notifier, &DesktopNotifier::finished);
    QSignalSpy activated(&notifier, &DesktopNotifier::activated);
    notifier.show(1, QStringLiteral("a"), QStringLiteral("b"));
    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, 30'000);
    const auto click = [this](quint32 id) {
        QDBusMessage signal = QDBusMessage::createSignal(Path, Service, QStringLiteral("ActionInvoked"));
        signal << id << QStringLiteral("default");
        QVERIFY(bus_->desktop().send(signal));
    };
    click(99); // another program's
    click(1);
    QTRY_COMPARE_WITH_TIMEOUT(activated.size(), 1, 30'000);
}

void AlertActionsTest::whereTheDesktopRefusesItIsSaid()
{
    desktop_->refuse(Notify, QStringLiteral("do not disturb"));
    DesktopNotifier notifier(bus_->ours());
    QSignalSpy finished(&notifier, &DesktopNotifier::finished);
    notifier.show(1, QStringLiteral("a"), QStringLiteral("b"));
    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, 30'000);
    QVERIFY(!outcomeOf(finished).isGood);
    QVERIFY(outcomeOf(finished).text.contains(QStringLiteral("do not disturb")));
}

void AlertActionsTest::withoutAServiceItIsSaid()
{
    QVERIFY(bus_->desktop().unregisterService(Service));
    DesktopNotifier notifier(bus_->ours());
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
    Alerts alerts(settings, nullptr, bus_->ours());
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
    QCOMPARE(shown().size(), 1);
    alerts.acknowledge();
    QCOMPARE(alerts.unseen(), 0);
}

void AlertActionsTest::anAlertOfAnEventGoesAllWays()
{
    HookServer server;
    QTemporaryDir folder;
    QSettings settings(folder.filePath(QStringLiteral("s.ini")), QSettings::IniFormat);
    Alerts alerts(settings, nullptr, bus_->ours());
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
    QTRY_COMPARE_WITH_TIMEOUT(shown().size(), 1, 30'000);
    QVERIFY(alerts.newest().startsWith(QStringLiteral("dear: ")));
}

void AlertActionsTest::aTrialOfWhatDoesNotWorkSaysSo()
{
    HookServer server;
    server.status = "500 Internal Server Error";
    desktop_->refuse(Notify, QStringLiteral("not now"));
    QTemporaryDir folder;
    QSettings settings(folder.filePath(QStringLiteral("s.ini")), QSettings::IniFormat);
    Alerts alerts(settings, nullptr, bus_->ours());
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
