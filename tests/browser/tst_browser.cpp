// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/browser.h"
#include "support/cuttingproxy.h"
#include "support/helioprocess.h"
#include "support/pageserver.h"
#include "support/rawclient.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>
#include <QUrlQuery>

using namespace helio::test;
using namespace std::chrono_literals;

namespace {

QString text(const char *utf8)
{
    return QString::fromUtf8(utf8);
}

QJsonObject objectOf(const std::optional<RawResponse> &response)
{
    return response ? QJsonDocument::fromJson(response->body).object() : QJsonObject();
}

} // namespace

/// A page of another loopback origin, in a real browser, with the browser's own EventSource and fetch.
class BrowserTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();

    void receivesADefaultAndANamedEvent();
    void receivesLinesOfTextInAnyScript();
    void publishesByFetchAfterAPreflight();
    void publishesPlainTextWithoutAPreflight();
    void mayReadWhyAnEventWasRefused();
    void readsWithCredentials();
    void listensToSeveralChannelsByEnvelopes();
    void isNamedByItsOriginAmongTheClients();
    void aPageWithoutAnOriginMayNeitherReadNorPublish();
    void comesBackAfterARestartAndMissesNothing_data();
    void comesBackAfterARestartAndMissesNothing();
    void aCutConnectionLosesNothingAndDoublesNothing_data();
    void aCutConnectionLosesNothingAndDoublesNothing();
    void theHubsOwnPageShowsWhatArrivesAndPublishes();
    void onTheHubsOwnPageFieldsAndButtonsAreOfOneHeight();
    void theHubsOwnPageHasAnIconThatItsPolicyAllows();

private:
    bool openPage(quint16 hubPort, const QString &query = QStringLiteral("channel=demo"), bool credentials = false);
    QJsonObject publish(const QByteArray &target, const QByteArray &data);
    QJsonObject evaluateObject(const QString &script);
    QStringList dataOf(const QString &type);

    PageServer pages_;
    Browser browser_;
    std::unique_ptr<HelioProcess> hub_;
};

void BrowserTest::initTestCase()
{
    if (!Browser::isAvailable())
        QSKIP("needs chromium and chromedriver");
    QFile page(QStringLiteral(BROWSER_PAGE));
    QVERIFY(page.open(QIODevice::ReadOnly));
    pages_.setPage(QStringLiteral("/"), page.readAll());
    QVERIFY2(browser_.start(), qPrintable(browser_.error()));
}

void BrowserTest::init()
{
    QVERIFY(browser_.open(QUrl(QStringLiteral("about:blank")))); // ends the stream of the test before
    hub_ = std::make_unique<HelioProcess>();
    QVERIFY2(hub_->start(), qPrintable(hub_->report()));
}

bool BrowserTest::openPage(quint16 hubPort, const QString &query, bool credentials)
{
    QUrlQuery parameters;
    parameters.addQueryItem(QStringLiteral("hub"), QStringLiteral("http://127.0.0.1:%1").arg(hubPort));
    parameters.addQueryItem(QStringLiteral("query"), QString::fromLatin1(QUrl::toPercentEncoding(query)));
    if (credentials)
        parameters.addQueryItem(QStringLiteral("credentials"), QStringLiteral("1"));
    QUrl url = pages_.url();
    url.setQuery(parameters);
    return browser_.open(url) && browser_.waitFor(QStringLiteral("return opened === 1"));
}

QJsonObject BrowserTest::publish(const QByteArray &target, const QByteArray &data)
{
    RawClient client;
    return objectOf(client.ask(hub_->port(), RawClient::request("POST", target, {}, data)));
}

QJsonObject BrowserTest::evaluateObject(const QString &script)
{
    const auto value = browser_.evaluate(script);
    if (!value)
        qWarning("%s", qPrintable(browser_.error()));
    return value.value_or(QJsonValue()).toObject();
}

QStringList BrowserTest::dataOf(const QString &type)
{
    QStringList data;
    const auto value = browser_.evaluate(QStringLiteral("return dataOf(arguments[0])"), {type});
    for (const auto item : value.value_or(QJsonValue()).toArray())
        data.append(item.toString());
    return data;
}

void BrowserTest::receivesADefaultAndANamedEvent()
{
    QVERIFY2(openPage(hub_->port()), qPrintable(browser_.error()));
    const QJsonObject first = publish("/channels/demo", "hello");
    const QJsonObject second = publish("/channels/demo?event=price", "101.2");
    QVERIFY2(browser_.waitFor(QStringLiteral("return events.length === 2")), qPrintable(browser_.error()));
    const QString origin = QStringLiteral("http://127.0.0.1:%1").arg(hub_->port());
    const QJsonArray expected = {QJsonObject{{text("type"), text("message")},
                                             {text("data"), text("hello")},
                                             {text("id"), first.value(text("id"))},
                                             {text("origin"), origin}},
                                 QJsonObject{{text("type"), text("price")},
                                             {text("data"), text("101.2")},
                                             {text("id"), second.value(text("id"))},
                                             {text("origin"), origin}}};
    QCOMPARE(browser_.evaluate(QStringLiteral("return events")), std::optional(QJsonValue(expected)));
    QCOMPARE(first.value(text("subscribers")).toInt(), 1);
}

void BrowserTest::receivesLinesOfTextInAnyScript()
{
    QVERIFY2(openPage(hub_->port()), qPrintable(browser_.error()));
    publish("/channels/demo", "日本語\r\n: no comment\rdata: no field\n\n🌞 end\n");
    QVERIFY2(browser_.waitFor(QStringLiteral("return events.length === 1")), qPrintable(browser_.error()));
    QCOMPARE(dataOf(text("message")), QStringList{text("日本語\n: no comment\ndata: no field\n\n🌞 end\n")});
}

void BrowserTest::publishesByFetchAfterAPreflight()
{
    QVERIFY2(openPage(hub_->port()), qPrintable(browser_.error()));
    const QJsonObject answer = evaluateObject(text("return ask('POST', '/publish', 'application/json', JSON.stringify("
                                                   "{channel: 'demo', type: 'price', data: {price: 101.2}}))"));
    QCOMPARE(answer.value(text("status")).toInt(), 200);
    const QJsonObject body = QJsonDocument::fromJson(answer.value(text("text")).toString().toUtf8()).object();
    QCOMPARE(body.value(text("channel")).toString(), text("demo"));
    QVERIFY2(browser_.waitFor(QStringLiteral("return events.length === 1 && events[0].id === arguments[0]"), 20s,
                              {body.value(text("id"))}),
             qPrintable(browser_.error()));
    QCOMPARE(dataOf(text("price")), QStringList{text(R"({"price":101.2})")});
}

void BrowserTest::publishesPlainTextWithoutAPreflight()
{
    QVERIFY2(openPage(hub_->port()), qPrintable(browser_.error()));
    QCOMPARE(evaluateObject(text("return ask('POST', '/channels/demo', null, 'plain')")).value(text("status")).toInt(),
             200);
    QVERIFY2(browser_.waitFor(QStringLiteral("return events.length === 1")), qPrintable(browser_.error()));
    QCOMPARE(dataOf(text("message")), QStringList{text("plain")});
}

void BrowserTest::mayReadWhyAnEventWasRefused()
{
    QVERIFY2(openPage(hub_->port()), qPrintable(browser_.error()));
    const QJsonObject answer = evaluateObject(text("return ask('POST', '/channels/demo?event=gap', null, 'x')"));
    QCOMPARE(answer.value(text("status")).toInt(), 400);
    QCOMPARE(answer.value(text("type")).toString(), text("application/problem+json"));
    const QJsonObject problem = QJsonDocument::fromJson(answer.value(text("text")).toString().toUtf8()).object();
    QVERIFY2(problem.value(text("detail")).toString().contains(text("gap")),
             qPrintable(answer.value(text("text")).toString()));
}

void BrowserTest::readsWithCredentials()
{
    QVERIFY2(openPage(hub_->port(), text("channel=demo"), true), qPrintable(browser_.error()));
    publish("/channels/demo", "hello");
    QVERIFY2(browser_.waitFor(QStringLiteral("return events.length === 1")), qPrintable(browser_.error()));
}

void BrowserTest::listensToSeveralChannelsByEnvelopes()
{
    QVERIFY2(openPage(hub_->port(), text("channel=a&pattern=users.*&envelope=1")), qPrintable(browser_.error()));
    publish("/channels/a?event=price", "1");
    publish("/channels/unheard", "2");
    publish("/channels/users.7", "3");
    QVERIFY2(browser_.waitFor(QStringLiteral("return events.length === 2")), qPrintable(browser_.error()));
    const QStringList envelopes = dataOf(text("message"));
    QCOMPARE(envelopes.size(), 2);
    const QJsonObject first = QJsonDocument::fromJson(envelopes.first().toUtf8()).object();
    QCOMPARE(first.value(text("channel")).toString(), text("a"));
    QCOMPARE(first.value(text("type")).toString(), text("price"));
    QCOMPARE(first.value(text("data")).toString(), text("1"));
    const QJsonObject second = QJsonDocument::fromJson(envelopes.last().toUtf8()).object();
    QCOMPARE(second.value(text("channel")).toString(), text("users.7"));
}

void BrowserTest::isNamedByItsOriginAmongTheClients()
{
    QVERIFY2(openPage(hub_->port()), qPrintable(browser_.error()));
    RawClient client;
    const QJsonArray clients =
        objectOf(client.ask(hub_->port(), RawClient::request("GET", "/api/clients"))).value(text("clients")).toArray();
    QCOMPARE(clients.size(), 1);
    QCOMPARE(clients.first().toObject().value(text("origin")).toString(), QString::fromLatin1(pages_.origin()));
    QCOMPARE(clients.first().toObject().value(text("channels")).toArray(), QJsonArray{text("demo")});
}

void BrowserTest::aPageWithoutAnOriginMayNeitherReadNorPublish()
{
    // A data: URL has the opaque origin `null`, as a sandboxed frame of any web page has.
    QVERIFY2(browser_.open(QUrl(text("data:text/html,<title>opaque</title>"))), qPrintable(browser_.error()));
    const QString hub = QStringLiteral("http://127.0.0.1:%1").arg(hub_->port());
    const auto published =
        browser_.evaluate(text("return fetch(arguments[0] + '/channels/demo', {method: 'POST', body: 'x'})"
                               ".then(() => 'read', () => 'failed')"),
                          {hub});
    QCOMPARE(published, std::optional(QJsonValue(text("failed"))));
    const auto read = browser_.evaluate(text("return new Promise(resolve => {"
                                             " const source = new EventSource(arguments[0] + '/stream?channel=demo');"
                                             " source.onopen = () => resolve('open');"
                                             " source.onerror = () => resolve('failed'); })"),
                                        {hub});
    QCOMPARE(read, std::optional(QJsonValue(text("failed"))));
    RawClient client;
    const auto history =
        client.ask(hub_->port(), RawClient::request("GET", "/stream?channel=demo&poll=1&lastEventId=earliest"));
    QVERIFY2(history, qPrintable(client.error()));
    QVERIFY2(!history->body.contains("data:"), history->body.constData());
}

void BrowserTest::comesBackAfterARestartAndMissesNothing_data()
{
    QTest::addColumn<bool>("killed");
    QTest::newRow("killed") << true;
    QTest::newRow("asked to end") << false;
}

void BrowserTest::comesBackAfterARestartAndMissesNothing()
{
    QFETCH(bool, killed);
    QVERIFY2(openPage(hub_->port()), qPrintable(browser_.error()));
    publish("/channels/demo", "before");
    QVERIFY2(browser_.waitFor(QStringLiteral("return events.length === 1")), qPrintable(browser_.error()));

    if (killed)
        hub_->kill();
    else
        QCOMPARE(hub_->stop(), std::optional(0));
    QVERIFY2(browser_.waitFor(QStringLiteral("return source.readyState === EventSource.CONNECTING")),
             qPrintable(browser_.error()));
    QVERIFY2(hub_->restart(), qPrintable(hub_->report()));
    // The reconnection time is seconds: these are there before the browser is.
    for (const char *data : {"one", "two", "three"})
        publish("/channels/demo", data);

    QVERIFY2(browser_.waitFor(QStringLiteral("return opened === 2 && dataOf('message').includes('three')"), 30s),
             qPrintable(browser_.error()));
    publish("/channels/demo", "live");
    QVERIFY2(browser_.waitFor(QStringLiteral("return dataOf('message').includes('live')")),
             qPrintable(browser_.error()));
    QCOMPARE(dataOf(text("message")),
             (QStringList{text("before"), text("one"), text("two"), text("three"), text("live")}));
    // History in memory went with the first hub, so the second cannot know what else there was: it says so, once.
    QCOMPARE(dataOf(text("gap")).size(), 1);
    QCOMPARE(dataOf(text("shutdown")).size(), killed ? 0 : 1);
}

void BrowserTest::aCutConnectionLosesNothingAndDoublesNothing_data()
{
    QTest::addColumn<int>("bytes");
    for (const int bytes : {1, 10, 37, 100, 1000, 4321})
        QTest::addRow("after %d bytes", bytes) << bytes;
}

void BrowserTest::aCutConnectionLosesNothingAndDoublesNothing()
{
    QFETCH(int, bytes);
    constexpr int Events = 300;
    CuttingProxy proxy(hub_->port());
    QVERIFY2(openPage(proxy.port()), qPrintable(browser_.error()));
    // A short reconnection time, so that the test need not wait for seconds.
    publish("/channels/demo?event=price&retry=100", "start");
    QVERIFY2(browser_.waitFor(QStringLiteral("return events.length === 1")), qPrintable(browser_.error()));

    proxy.cutAfter(bytes);
    QStringList expected;
    for (int i = 0; i < Events; ++i) {
        expected.append(QStringLiteral("event %1").arg(i));
        publish("/channels/demo", expected.last().toUtf8());
    }
    QVERIFY2(
        browser_.waitFor(QStringLiteral("return dataOf('message').includes(arguments[0])"), 30s, {expected.last()}),
        qPrintable(browser_.error()));
    QCOMPARE(proxy.cuts(), 1);
    QCOMPARE(browser_.evaluate(text("return opened")), std::optional(QJsonValue(2)));
    QCOMPARE(dataOf(text("message")), expected);
    QCOMPARE(dataOf(text("price")), QStringList{text("start")});
    QCOMPARE(dataOf(text("gap")), QStringList());
}

void BrowserTest::theHubsOwnPageShowsWhatArrivesAndPublishes()
{
    QVERIFY2(browser_.open(hub_->url()), qPrintable(browser_.error()));
    const QString shown = text("return document.body.innerText.includes(arguments[0])");
    // The page subscribes by itself; when it does is its own matter, so history may carry this event to it or the live
    // stream.
    RawClient client;
    QTRY_COMPARE(objectOf(client.ask(hub_->port(), RawClient::request("GET", "/api/clients")))
                     .value(text("clients"))
                     .toArray()
                     .size(),
                 1);
    publish("/channels/sse?event=price", "shown on the page");
    QVERIFY2(browser_.waitFor(shown, 20s, {text("shown on the page")}), qPrintable(browser_.error()));

    const auto typed = browser_.evaluate(text("const field = document.querySelector('textarea, input[name=data]');"
                                              "field.value = arguments[0];"
                                              "field.form.requestSubmit(); return true;"),
                                         {text("published by the page")});
    QVERIFY2(typed, qPrintable(browser_.error()));
    QVERIFY2(browser_.waitFor(shown, 20s, {text("published by the page")}), qPrintable(browser_.error()));
    const auto history = client.ask(hub_->port(), RawClient::request("GET", "/stream?poll=1&lastEventId=earliest"));
    QVERIFY2(history, qPrintable(client.error()));
    QVERIFY2(history->body.contains("data: published by the page\n"), history->body.constData());
}

void BrowserTest::onTheHubsOwnPageFieldsAndButtonsAreOfOneHeight()
{
    QVERIFY2(browser_.open(hub_->url()), qPrintable(browser_.error()));
    const auto heights =
        browser_.evaluate(text("const all = document.querySelectorAll('input, form > button, textarea');"
                               "const heights = [...all].map(one => one.getBoundingClientRect().height);"
                               "return [heights.length, Math.max(...heights) - Math.min(...heights)];"));
    QVERIFY2(heights, qPrintable(browser_.error()));
    QCOMPARE(heights->toArray().at(0).toInt(), 8);
    QVERIFY2(heights->toArray().at(1).toDouble() < 0.5,
             QByteArray::number(heights->toArray().at(1).toDouble()).constData());
}

void BrowserTest::theHubsOwnPageHasAnIconThatItsPolicyAllows()
{
    QVERIFY2(browser_.open(hub_->url()), qPrintable(browser_.error()));
    const QString loads =
        text("const image = window.icon = window.icon || Object.assign(new Image(), {src: document.querySelector("
             "'link[rel=icon]').href}); return image.complete && image.naturalWidth > 0;");
    QVERIFY2(browser_.waitFor(loads), qPrintable(browser_.error()));
}

QTEST_GUILESS_MAIN(BrowserTest)
#include "tst_browser.moc"
