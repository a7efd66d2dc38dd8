// SPDX-License-Identifier: GPL-3.0-or-later
// The window over a hub that makes its own traffic: to look at it without a network.
// heliograph_demo [--empty] [--taken] [--dark|--light] [--ja] [--tab N] [--page N] [--charts] [--rate N]
#include "fakehub.h"
#include "ui/charts/chartspanel.h"
#include "ui/composer/draftstore.h"
#include "ui/look/appearance.h"
#include "ui/window/languages.h"
#include "ui/window/mainwindow.h"
#include "ui/window/monitor.h"
#include "ui/window/tabs.h"

#include <QApplication>
#include <QDateTime>
#include <QRandomGenerator>
#include <QSettings>
#include <QTemporaryDir>

#include <cmath>

using namespace helio;

namespace {

class Traffic : public QObject
{
public:
    Traffic(FakeHub &hub, int rate)
        : hub_(hub)
        , rate_(rate)
    {
        startTimer(100);
        const qint64 now = QDateTime::currentMSecsSinceEpoch();
        QList<ClientInfo> &clients = hub_.snapshot.clients.emplace();
        for (int i = 0; i < 37; ++i) {
            ClientInfo client;
            client.id = QByteArray::number(i + 1);
            client.remoteAddress = QStringLiteral("127.0.0.1:%1").arg(40'000 + i * 37);
            client.userAgent =
                i % 3 ? "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/131.0 Safari/537.36" : "curl/7.88.1";
            client.origin = i % 3 ? "http://localhost:5173" : "";
            client.channels =
                i % 5 ? QByteArrayList{"orders.eu"} : QByteArrayList{"orders.eu", "orders.us", "ニュース"};
            client.connectedAt = now - i * 61'000;
            client.lastEventId = QByteArray::number(now) + "-" + QByteArray::number(i);
            client.sentEvents = 812 * quint64(i + 1);
            client.sentBytes = client.sentEvents * 212;
            client.queuedEvents = i == 7 ? 412 : 0;
            client.queuedBytes = i == 7 ? 412 * 212 : 0;
            clients.append(client);
        }
    }

protected:
    void timerEvent(QTimerEvent *) override
    {
        auto *chance = QRandomGenerator::global();
        const double wave = 1 + std::sin(double(QDateTime::currentMSecsSinceEpoch()) / 9000.0);
        QList<ReceivedEvent> events;
        static const QByteArrayList channels{"orders.eu",        "orders.us",
                                             "orders.us/retail", "ニュース",
                                             "builds.main",      "a-rather-long-channel-name.that.goes.on.and.on"};
        const int count = std::max(1, int(rate_ * wave / 10));
        for (int i = 0; i < count; ++i) {
            const QByteArray &channel = channels[chance->bounded(int(channels.size()))];
            QByteArray data =
                channel == "ニュース"
                    ? QByteArray("{\"見出し\":\"新しいお知らせがあります\",\"本文\":\"東京は晴れ、気温は18度です。\"}")
                    : "{\"price\":" + QByteArray::number(100 + chance->bounded(100) / 10.0) +
                          ",\"symbol\":\"ACME\",\"volume\":" + QByteArray::number(chance->bounded(9000)) + "}";
            if (chance->bounded(9) == 0)
                data = "line one\nline two\ttabbed";
            events.append(
                received(channel, channel.startsWith("orders") ? "price" : "", data,
                         QByteArray::number(QDateTime::currentMSecsSinceEpoch()) + "-" + QByteArray::number(i)));
            ++counts_[channel];
        }
        if (++ticks_ % 10 == 0) {
            events.append(received("system", "", systemFigures(20 * wave)));
            ++counts_["system"];
        }
        hub_.tap()->emitEvents(events);
        HubSnapshot &snapshot = hub_.snapshot;
        snapshot.totals.clients = snapshot.clients->size();
        snapshot.totals.publishedPerSecond = count * 10.0;
        snapshot.totals.deliveredPerSecond = count * 370.0;
        snapshot.totals.deliveredBytesPerSecond = count * 370.0 * 212;
        snapshot.totals.delivered += quint64(count) * 37;
        snapshot.totals.recentLatency = HubTotals::RecentLatency{qint64(180 * wave) + chance->bounded(40),
                                                                 qint64(1900 * wave) + chance->bounded(400)};
        snapshot.channels.clear();
        for (auto it = counts_.cbegin(); it != counts_.cend(); ++it) {
            ChannelInfo channel;
            channel.name = it.key();
            channel.events = it.value();
            channel.bytes = it.value() * 87;
            channel.subscribers = it.key() == "orders.eu" ? 37 : it.key() == "system" ? 1 : 8;
            channel.eventsPerSecond = count * 10.0 / 6 * (0.5 + chance->generateDouble());
            channel.historyEvents = qint64(std::min<quint64>(it.value(), 10'000));
            channel.historyBytes = channel.historyEvents * 87;
            channel.lastEventId = "1763690000000-" + QByteArray::number(it.value());
            snapshot.channels.append(channel);
        }
    }

private:
    static QByteArray systemFigures(double load)
    {
        auto *chance = QRandomGenerator::global();
        const auto number = [&](double base, double spread) {
            return QByteArray::number(base + chance->generateDouble() * spread);
        };
        QByteArray cores;
        for (int i = 0; i < 12; ++i)
            cores += (i > 0 ? "," : "") + number(load * (i + 1) / 10, 8);
        return "{\"cpu\":{\"percent\":" + number(load, 8) + ",\"cores\":[" + cores +
               "]},\"memory\":{\"totalBytes\":25276502016,\"usedBytes\":" + number(9e9, 2e8) +
               "},\"swap\":{\"usedBytes\":" + number(5e8, 1e6) +
               "},\"network\":{\"receivedBytesPerSecond\":" + number(20'480 * load, 9e4) +
               ",\"sentBytesPerSecond\":" + number(5120 * load, 9e3) +
               "},\"disk\":{\"readBytesPerSecond\":" + number(1024, 9e4) +
               ",\"writtenBytesPerSecond\":" + number(122'880, 4e5) + "}}";
    }

    FakeHub &hub_;
    int rate_;
    int ticks_ = 0;
    QMap<QByteArray, quint64> counts_;
};

} // namespace

int main(int argc, char **argv)
{
    QApplication app(argc, argv);
    nameFallbackFonts();
    const QStringList arguments = app.arguments();
    const auto has = [&](const char *option) { return arguments.contains(QLatin1String(option)); };
    const auto number = [&](const char *option, int otherwise) {
        const qsizetype at = arguments.indexOf(QLatin1String(option));
        return at < 0 ? otherwise : arguments.value(at + 1).toInt();
    };
    QTemporaryDir directory;
    QSettings settings(directory.filePath(QStringLiteral("demo.ini")), QSettings::IniFormat);
    settings.setValue(QStringLiteral("appearance"), has("--dark") ? 2 : has("--light") ? 1 : 0);
    settings.setValue(QStringLiteral("window/tab"), QLatin1String(Tabs::all()[size_t(number("--tab", 0))].id));
    settings.setValue(QStringLiteral("charts/window"), 60'000);
    Languages languages;
    languages.use(has("--ja") ? QStringLiteral("ja") : QStringLiteral("en"));

    FakeHub hub;
    FakeOpener opener;
    if (has("--taken"))
        hub.portTakenProblem = QStringLiteral("127.0.0.1:7373 is in use by another program.");
    hub.publisher()->subscribers.insert("orders.eu", 37);
    hub.start();
    Monitor monitor(hub, opener, "system");
    std::unique_ptr<Traffic> traffic;
    if (!has("--empty") && !has("--taken")) {
        traffic = std::make_unique<Traffic>(hub, number("--rate", 40));
        monitor.streams().open({QUrl(QStringLiteral("https://stream.wikimedia.org/v2/stream/recentchange")), {}, {}});
        Q_EMIT opener.last->stateChanged(ReadyState::Open);
        monitor.streams().open({QUrl(QStringLiteral("http://lab.example/stream")), {}, {}});
        Q_EMIT opener.last->reconnectScheduled(std::chrono::seconds(30), 2);
        monitor.streams().open({QUrl(QStringLiteral("http://intranet.example/feed")), {}, {}});
        Q_EMIT opener.last->failed({Failure::Refused, 404, QStringLiteral("The server answered 404 Not Found.")});
    }
    DraftStore drafts(directory.filePath(QStringLiteral("composer")));
    MainWindow window(monitor, languages, settings, drafts);
    window.resize(number("--width", 1280), number("--height", 800));
    window.actionList()[ActionId::ResetLayout]->trigger(); // as it is at the first start on such a screen
    for (const char *option : {"monitor", "operate", "debug", "wall"}) {
        if (has((QByteArray("--") + option).constData()))
            window.findChild<QAction *>(QStringLiteral("layout_") + QLatin1String(option))->trigger();
    }
    if (has("--tab"))
        window
            .findChild<QAction *>(QStringLiteral("showTab_") +
                                  QLatin1String(Tabs::all()[size_t(number("--tab", 0))].id))
            ->trigger();
    auto *charts = window.findChild<ChartsPanel *>();
    charts->setPage(ChartsPanel::Page(number("--page", 0)));
    window.show();
    if (has("--charts")) {
        const auto price = JsonPath().member("price");
        const auto volume = JsonPath().member("volume");
        for (const char *channel : {"orders.eu", "orders.us", "builds.main", "orders.us/retail",
                                    "a-rather-long-channel-name.that.goes.on.and.on"}) {
            const bool isOrder = QByteArrayView(channel).startsWith("orders");
            charts->addNumber(HubSource, channel, isOrder ? "price" : "", price);
            charts->addNumber(HubSource, channel, isOrder ? "price" : "", volume);
        }
        const auto all = charts->list().charts();
        for (const qsizetype from : {2, 4, 6, 8})
            charts->list().moveLines(all[from].id, all[0].id);
        for (const qsizetype from : {3, 5})
            charts->list().moveLines(all[from].id, all[1].id);
    }
    QObject::connect(&window, &MainWindow::closing, &app, &QCoreApplication::quit);
    return app.exec();
}
