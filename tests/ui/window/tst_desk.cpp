// SPDX-License-Identifier: GPL-3.0-or-later
// The window over the real hub, on real sockets.
#include "desk.h"
#include "server/localhub.h"
#include "store/memorystore.h"
#include "ui/composer/composer.h"
#include "ui/streams/eventsourceopener.h"

#include <QComboBox>
#include <QLabel>
#include <QNetworkAccessManager>
#include <QNetworkProxy>
#include <QNetworkReply>
#include <QNetworkRequest>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTcpServer>

#include <algorithm>
#include <limits>

using namespace helio;

namespace {

HubConfig configFor(const QString &address)
{
    HubConfig config;
    config.listen = {address};
    config.makeStore = makeMemoryStore;
    return config;
}

/// A window over a hub that serves at `address`.
struct RealDesk : DeskOver<LocalHub, EventSourceOpener>
{
    explicit RealDesk(const QString &address = QStringLiteral("127.0.0.1:0"))
        : DeskOver(configFor(address))
    {
        network.setProxy(QNetworkProxy::NoProxy);
        openWindow();
        hub.start();
    }
    QByteArray post(const QString &path, const QByteArray &body)
    {
        QNetworkRequest request(QUrl(hub.urls().constFirst() + path));
        request.setHeader(QNetworkRequest::ContentTypeHeader, QStringLiteral("text/plain"));
        std::unique_ptr<QNetworkReply> reply(network.post(request, body));
        if (!QTest::qWaitFor([&] { return reply->isFinished(); }, 10'000))
            return "no answer";
        return reply->readAll();
    }

    QNetworkAccessManager network;
};

} // namespace

class DeskTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void anEventPublishedOverHttpAppearsInTheTableAndMovesAChart();
    void theComposersEventReachesAStreamOpenedInTheWindow();
    void aTakenPortIsReportedAndAFreeOneWorks();
    void stoppingTheHubIsShownAndTheStreamTriesAgain();
};

void DeskTest::anEventPublishedOverHttpAppearsInTheTableAndMovesAChart()
{
    RealDesk desk;
    QTRY_COMPARE(desk.hub.state(), HubControl::State::Open);
    desk.showTab("charts");
    QVERIFY(desk.post(QStringLiteral("/channels/demo?event=price"), "{\"price\":7}").contains("\"id\""));
    QTRY_COMPARE(desk.monitor.events().rowCount(), 1);
    QCOMPARE(desk.monitor.events().index(0, EventTableModel::Channel).data().toString(), QStringLiteral("demo"));
    QCOMPARE(desk.monitor.events().index(0, EventTableModel::Data).data().toString(), QStringLiteral("{\"price\":7}"));
    // Once more each time: a busy machine may leave out the second that a single one was in.
    const auto isCharted = [&] {
        desk.post(QStringLiteral("/channels/demo?event=price"), "{\"price\":7}");
        const auto samples =
            desk.monitor.figures().figure(ChartFigures::EventsIn)->samples(0, std::numeric_limits<qint64>::max());
        return std::any_of(samples.begin(), samples.end(), [](const auto &sample) { return sample.value > 0; });
    };
    QTRY_VERIFY_WITH_TIMEOUT(isCharted(), 10'000);
    QTRY_VERIFY(!desk.find<QWidget>("eventsInChart")->accessibleDescription().isEmpty());
}

void DeskTest::theComposersEventReachesAStreamOpenedInTheWindow()
{
    RealDesk desk;
    QTRY_COMPARE(desk.hub.state(), HubControl::State::Open);
    const int id = desk.monitor.streams().open({QUrl(desk.monitor.hubState().streamUrl("demo")), {}, {}});
    QTRY_COMPARE_WITH_TIMEOUT(desk.monitor.streams().state(id), StreamList::State::Open, 10'000);
    // Its channel is what the composer then stands on.
    QTRY_COMPARE_WITH_TIMEOUT(desk.find<QComboBox>("composerChannel")->currentText(), QStringLiteral("demo"), 10'000);
    desk.find<QPlainTextEdit>("composerData")->setPlainText(QStringLiteral("こんにちは\nworld"));
    desk.find<QPushButton>("composerPublish")->click();
    QTRY_VERIFY(
        desk.find<Composer>("composer")->answer().startsWith(QStringLiteral("sent to 1 client, 1 acknowledged, ")));
    // Once from the hub's tap, once over the wire.
    QTRY_COMPARE_WITH_TIMEOUT(desk.monitor.events().rowCount(), 2, 10'000);
    for (int row = 0; row < 2; ++row)
        QCOMPARE(desk.monitor.events().eventAt(row)->received.event.data, QByteArray("こんにちは\nworld"));
    // And of the wire the exact bytes are kept, for the inspector.
    const auto ofStream = [&](int row) { return desk.monitor.events().eventAt(row)->source == id; };
    const int row = ofStream(0) ? 0 : 1;
    QVERIFY(ofStream(row) && !ofStream(1 - row));
    const QByteArray raw = desk.monitor.events().eventAt(row)->received.raw;
    QVERIFY2(raw.contains("data: こんにちは\ndata: world\n") && raw.endsWith("\n\n"), raw.constData());
    QVERIFY(desk.monitor.events().eventAt(1 - row)->received.raw.isEmpty());
}

void DeskTest::aTakenPortIsReportedAndAFreeOneWorks()
{
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress::LocalHost));
    RealDesk desk(QStringLiteral("127.0.0.1:%1").arg(other.serverPort()));
    QTRY_COMPARE(desk.hub.state(), HubControl::State::Failed);
    QVERIFY(desk.find<QWidget>("hubFailed")->isVisible());
    QVERIFY(desk.find<QLabel>("hubFailedText")->text().contains(QString::number(other.serverPort())));
    desk.find<QPushButton>("useFreePort")->click();
    QTRY_COMPARE(desk.hub.state(), HubControl::State::Open);
    QVERIFY(!desk.find<QWidget>("hubFailed")->isVisible());
    QVERIFY(desk.post(QStringLiteral("/channels/demo"), "x").contains("\"id\""));
}

void DeskTest::stoppingTheHubIsShownAndTheStreamTriesAgain()
{
    RealDesk desk;
    QTRY_COMPARE(desk.hub.state(), HubControl::State::Open);
    const int id = desk.monitor.streams().open({QUrl(desk.monitor.hubState().streamUrl("demo")), {}, {}});
    QTRY_COMPARE_WITH_TIMEOUT(desk.monitor.streams().state(id), StreamList::State::Open, 10'000);
    desk.window->actionList()[ActionId::ToggleHub]->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(desk.hub.state(), HubControl::State::Stopped, 10'000);
    QVERIFY(desk.find<QLabel>("statusHub")->text().contains(QStringLiteral("stopped")));
    QTRY_VERIFY_WITH_TIMEOUT(desk.monitor.streams().state(id) == StreamList::State::Waiting, 10'000);
    desk.monitor.streams().close(id);
    QCOMPARE(desk.monitor.streams().state(id), StreamList::State::Closed);
}

QTEST_MAIN(DeskTest)
#include "tst_desk.moc"
