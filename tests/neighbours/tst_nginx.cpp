// SPDX-License-Identifier: GPL-3.0-or-later
#include "nginxprocess.h"
#include "support/browser.h"
#include "support/helioprocess.h"
#include "support/pageserver.h"
#include "support/rawclient.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>
#include <QUrlQuery>

using namespace helio::test;
using namespace std::chrono_literals;

namespace {

/// What articles on server-sent events recommend.
constexpr char ArticlesBlock[] = R"(
server {
    listen 443 ssl http2;
    location / {
        proxy_pass http://127.0.0.1:7373;
        proxy_buffering off;
        proxy_cache off;
        proxy_set_header Connection '';
        proxy_http_version 1.1;
    }
}
)";

/// What people write who have read nothing.
constexpr char BareBlock[] = R"(
server {
    listen 443 ssl http2;
    location / {
        proxy_pass http://127.0.0.1:7373;
    }
}
)";

QByteArray ourBlock()
{
    QFile file(QStringLiteral(NGINX_CONF));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

/// A real nginx between a real browser and the hub.
class NginxTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();

    void eventsArriveOneByOne_data();
    void eventsArriveOneByOne();
    void anEventSourceOutlivesARestartOfTheHub_data();
    void anEventSourceOutlivesARestartOfTheHub();
    void withTheArticlesBlockA502EndsAnEventSourceForEver();
    void overHttp2TwentyEventSourcesOfOnePageWorkAtOnce();
    void theHubKnowsTheNameAskedForAndTheAddressOfTheClient();
    void otherAnswersOfTheHubPassUnchanged();

private:
    bool openPage(const NginxProcess &nginx);
    bool publish(const QByteArray &channel, const QByteArray &data);

    PageServer pages_;
    Browser browser_{{QStringLiteral("--ignore-certificate-errors")}};
    std::unique_ptr<HelioProcess> hub_;
};

void NginxTest::initTestCase()
{
    if (!Browser::isAvailable() || !NginxProcess::isAvailable() || !NginxProcess::hasTls())
        QSKIP("needs nginx, openssl, chromium and chromedriver");
    QFile page(QStringLiteral(BROWSER_PAGE));
    QVERIFY(page.open(QIODevice::ReadOnly));
    pages_.setPage(QStringLiteral("/"), page.readAll());
    QVERIFY2(browser_.start(), qPrintable(browser_.error()));
}

void NginxTest::init()
{
    QVERIFY(browser_.open(QUrl(QStringLiteral("about:blank")))); // ends the streams of the test before
    hub_ = std::make_unique<HelioProcess>(
        QStringList{QStringLiteral("--reconnection-time"), QStringLiteral("500ms"), QStringLiteral("--trusted-proxies"),
                    QStringLiteral("127.0.0.1"), QStringLiteral("--allowed-hosts"),
                    QStringLiteral("events.example.org"), QStringLiteral("--open-access")});
    QVERIFY2(hub_->start(), qPrintable(hub_->report()));
}

/// A page of another origin than nginx, which listens to channel `demo`.
bool NginxTest::openPage(const NginxProcess &nginx)
{
    QUrlQuery parameters;
    parameters.addQueryItem(QStringLiteral("hub"), nginx.url(QString()).toString());
    parameters.addQueryItem(QStringLiteral("query"), QStringLiteral("channel%3Ddemo"));
    QUrl url = pages_.url();
    url.setQuery(parameters);
    return browser_.open(url) && browser_.waitFor(QStringLiteral("return opened === 1"));
}

bool NginxTest::publish(const QByteArray &channel, const QByteArray &data)
{
    RawClient client;
    const auto response = client.ask(hub_->port(), RawClient::request("POST", "/channels/" + channel, {}, data));
    return response && response->status == 200;
}

void NginxTest::eventsArriveOneByOne_data()
{
    QTest::addColumn<QByteArray>("block");
    QTest::addColumn<bool>("overTls");
    QTest::newRow("the articles' block") << QByteArray(ArticlesBlock) << false;
    QTest::newRow("the articles' block, HTTP/2") << QByteArray(ArticlesBlock) << true;
    QTest::newRow("buffering left on") << QByteArray(BareBlock) << false;
    QTest::newRow("buffering left on, HTTP/2") << QByteArray(BareBlock) << true;
    QTest::newRow("resources/nginx.conf") << ourBlock() << true;
}

void NginxTest::eventsArriveOneByOne()
{
    QFETCH(QByteArray, block);
    QFETCH(bool, overTls);
    NginxProcess nginx(overTls ? NginxProcess::Protocol::Http2OverTls : NginxProcess::Protocol::Http1);
    QVERIFY2(nginx.start(block, hub_->port()), qPrintable(nginx.report()));
    QVERIFY2(openPage(nginx), qPrintable(browser_.error() + nginx.report()));
    for (int i = 1; i <= 20; ++i) {
        QVERIFY(publish("demo", QByteArray::number(i)));
        QVERIFY2(browser_.waitFor(QStringLiteral("return events.length === arguments[0] && "
                                                 "events[events.length - 1].data === String(arguments[0])"),
                                  20s, {i}),
                 qPrintable(browser_.error() + nginx.report()));
    }
}

void NginxTest::anEventSourceOutlivesARestartOfTheHub_data()
{
    QTest::addColumn<bool>("overTls");
    QTest::addColumn<bool>("killed");
    QTest::newRow("HTTP/1.1, killed") << false << true;
    QTest::newRow("HTTP/1.1, asked to end") << false << false;
    QTest::newRow("HTTP/2, killed") << true << true;
    QTest::newRow("HTTP/2, asked to end") << true << false;
}

void NginxTest::anEventSourceOutlivesARestartOfTheHub()
{
    QFETCH(bool, overTls);
    QFETCH(bool, killed);
    NginxProcess nginx(overTls ? NginxProcess::Protocol::Http2OverTls : NginxProcess::Protocol::Http1);
    QVERIFY2(nginx.start(ourBlock(), hub_->port()), qPrintable(nginx.report()));
    QVERIFY2(openPage(nginx), qPrintable(browser_.error() + nginx.report()));
    QVERIFY(publish("demo", "before"));
    QVERIFY2(browser_.waitFor(QStringLiteral("return events.length === 1")), qPrintable(browser_.error()));

    if (killed)
        hub_->kill();
    else
        QCOMPARE(hub_->stop(), std::optional(0));
    QTRY_VERIFY2_WITH_TIMEOUT(nginx.failuresToReachTheHub() >= 2, qPrintable(nginx.report()), 30'000);
    QVERIFY2(hub_->restart(), qPrintable(hub_->report()));
    QVERIFY(publish("demo", "while it was away"));
    QVERIFY2(browser_.waitFor(QStringLiteral("return dataOf('message').includes('while it was away')")),
             qPrintable(browser_.error() + nginx.report()));
    QVERIFY(publish("demo", "after"));
    QVERIFY2(browser_.waitFor(QStringLiteral("return dataOf('message').includes('after')")),
             qPrintable(browser_.error() + nginx.report()));
    QCOMPARE(browser_.evaluate(QStringLiteral("return dataOf('message').join()")),
             std::optional(QJsonValue(QStringLiteral("before,while it was away,after"))));
}

/// Why resources/nginx.conf is as it is; when this fails one day, it may become simpler.
void NginxTest::withTheArticlesBlockA502EndsAnEventSourceForEver()
{
    NginxProcess nginx(NginxProcess::Protocol::Http1);
    QVERIFY2(nginx.start(ArticlesBlock, hub_->port()), qPrintable(nginx.report()));
    QVERIFY2(openPage(nginx), qPrintable(browser_.error() + nginx.report()));
    hub_->kill();
    QVERIFY2(browser_.waitFor(QStringLiteral("return source.readyState === EventSource.CLOSED")),
             qPrintable(browser_.error() + nginx.report()));
    QVERIFY(nginx.failuresToReachTheHub() >= 1);
}

void NginxTest::overHttp2TwentyEventSourcesOfOnePageWorkAtOnce()
{
    NginxProcess nginx(NginxProcess::Protocol::Http2OverTls);
    QVERIFY2(nginx.start(ourBlock(), hub_->port()), qPrintable(nginx.report()));
    QVERIFY2(browser_.open(nginx.url(QStringLiteral("/healthz"))), qPrintable(browser_.error() + nginx.report()));
    QCOMPARE(browser_.evaluate(QStringLiteral("return performance.getEntriesByType('navigation')[0].nextHopProtocol")),
             std::optional(QJsonValue(QStringLiteral("h2"))));
    QVERIFY(browser_.evaluate(QStringLiteral("window.received = Array.from({length: 20}, () => []);"
                                             "window.sources = received.map((list, i) => {"
                                             " const source = new EventSource('/stream?channel=all&channel=only' + i);"
                                             " source.onmessage = event => list.push(event.data);"
                                             " return source; }); return true")));
    QVERIFY2(browser_.waitFor(QStringLiteral("return sources.every(source => source.readyState === EventSource.OPEN)")),
             qPrintable(browser_.error() + nginx.report()));
    QVERIFY(publish("all", "for all"));
    for (int i = 0; i < 20; ++i)
        QVERIFY(publish("only" + QByteArray::number(i), "for " + QByteArray::number(i)));
    QVERIFY2(browser_.waitFor(QStringLiteral("return received.every((list, i) => list.join() === 'for all,for ' + i)")),
             qPrintable(browser_.error() + nginx.report()));
}

void NginxTest::theHubKnowsTheNameAskedForAndTheAddressOfTheClient()
{
    NginxProcess nginx(NginxProcess::Protocol::Http1);
    QVERIFY2(nginx.start(ourBlock(), hub_->port()), qPrintable(nginx.report()));
    const auto askAs = [&](const QByteArray &host, RawClient &client) {
        const QByteArray request = "GET /stream HTTP/1.1\r\nHost: " + host + "\r\nX-Forwarded-For: 203.0.113.9\r\n\r\n";
        return client.connectTo(nginx.port()) && client.send(request) ? client.readHead() : std::nullopt;
    };
    RawClient foreign, known, inspecting;
    const auto refused = askAs("evil.example.org", foreign);
    QVERIFY2(refused, qPrintable(foreign.error()));
    QCOMPARE(refused->status, 421);
    const auto accepted = askAs("events.example.org", known);
    QVERIFY2(accepted, qPrintable(known.error()));
    QCOMPARE(accepted->status, 200);
    const auto clients = inspecting.ask(hub_->port(), RawClient::request("GET", "/api/clients"));
    QVERIFY2(clients, qPrintable(inspecting.error()));
    QVERIFY2(clients->body.contains("\"remoteAddress\":\"203.0.113.9\""), clients->body.constData());
}

void NginxTest::otherAnswersOfTheHubPassUnchanged()
{
    NginxProcess nginx(NginxProcess::Protocol::Http1);
    QVERIFY2(nginx.start(ourBlock(), hub_->port()), qPrintable(nginx.report()));
    RawClient client;
    const auto bad = client.ask(nginx.port(), RawClient::request("GET", "/stream?since=soon"));
    QVERIFY2(bad, qPrintable(client.error()));
    QCOMPARE(bad->status, 400);
    QCOMPARE(bad->header("content-type"), QByteArray("application/problem+json"));
    hub_->kill();
    const auto away = client.ask(nginx.port(), RawClient::request("GET", "/api/stats"));
    QVERIFY2(away, qPrintable(client.error()));
    QCOMPARE(away->status, 502); // only streams get another answer
}

QTEST_GUILESS_MAIN(NginxTest)
#include "tst_nginx.moc"
