// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/browser.h"
#include "support/helioprocess.h"
#include "support/pageserver.h"
#include "support/rawclient.h"

#include <QCryptographicHash>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>
#include <QUrlQuery>

using namespace helio::test;
using namespace std::chrono_literals;

namespace {

constexpr int Tabs = 30;

QString text(const char *utf8)
{
    return QString::fromUtf8(utf8);
}

} // namespace

/// /heliograph.js in the browsers that people have: many tabs, one connection.
class BrowserModuleTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void thirtyTabsHaveOneConnection_data() { browsersAndWays(); }
    void thirtyTabsHaveOneConnection();
    void aPageThatIsLeftAndComesBackMissesNothing_data() { browsersAndWays(); }
    void aPageThatIsLeftAndComesBackMissesNothing();
    void aTokenOpensWhatAsksForIt_data() { browsersAndWays(); }
    void aTokenOpensWhatAsksForIt();
    void aPageOfAnotherOriginSharesByItsTabs_data() { browsers(); }
    void aPageOfAnotherOriginSharesByItsTabs();

private:
    static void browsers();
    static void browsersAndWays();
    bool startHub(const QStringList &more = {});
    QUrl tabUrl(int n, const QString &channels, const QString &token = {}) const;
    bool openTabs(const QList<QUrl> &urls);
    bool waitForTabs(int first, int count, const QString &condition);
    QJsonObject told(int n);
    QJsonArray clients();
    void publish(const QByteArray &channel, const QByteArray &data);

    std::map<QString, std::unique_ptr<Browser>> browsers_;
    Browser *browser_ = nullptr;
    QString way_;
    std::unique_ptr<HelioProcess> hub_;
    PageServer pages_;
};

void BrowserModuleTest::browsers()
{
    QTest::addColumn<QString>("browser");
    QTest::addColumn<QString>("way");
    for (const char *browser : {"Chromium", "Firefox"})
        QTest::newRow(browser) << text(browser) << text("tabs");
}

void BrowserModuleTest::browsersAndWays()
{
    QTest::addColumn<QString>("browser");
    QTest::addColumn<QString>("way");
    for (const char *browser : {"Chromium", "Firefox"}) {
        for (const char *way : {"worker", "tabs"})
            QTest::addRow("%s by its %s", browser, way) << text(browser) << text(way);
    }
}

void BrowserModuleTest::initTestCase()
{
    for (const auto &[name, kind] :
         {std::pair(text("Chromium"), Browser::Kind::Chromium), std::pair(text("Firefox"), Browser::Kind::Firefox)}) {
        if (!Browser::isAvailable(kind))
            continue;
        browsers_[name] = std::make_unique<Browser>(QStringList(), kind);
        QVERIFY2(browsers_[name]->start(), qPrintable(browsers_[name]->error()));
    }
}

void BrowserModuleTest::init()
{
    QFETCH(QString, browser);
    QFETCH(QString, way);
    if (!browsers_.contains(browser))
        QSKIP("this browser is not installed");
    browser_ = browsers_[browser].get();
    way_ = way;
}

/// Leaves one empty tab.
void BrowserModuleTest::cleanup()
{
    if (!browser_)
        return;
    const QStringList tabs = browser_->tabs();
    for (const QString &tab : tabs.mid(1)) {
        browser_->selectTab(tab);
        browser_->closeTab();
    }
    browser_->selectTab(tabs.value(0));
    browser_->open(QUrl(text("about:blank")));
    browser_ = nullptr;
}

bool BrowserModuleTest::startHub(const QStringList &more)
{
    hub_ = std::make_unique<HelioProcess>(QStringList{text("--static"), text(BROWSER_TABS)} + more);
    return hub_->start();
}

QUrl BrowserModuleTest::tabUrl(int n, const QString &channels, const QString &token) const
{
    QUrl url = hub_->url(text("/tab.html"));
    QUrlQuery query{{text("n"), QString::number(n)}, {text("channels"), channels}, {text("way"), way_}};
    if (!token.isEmpty())
        query.addQueryItem(text("token"), token);
    url.setQuery(query);
    return url;
}

/// The first in the current tab, the others in new ones behind it. The current tab stays the first.
bool BrowserModuleTest::openTabs(const QList<QUrl> &urls)
{
    const QString first = browser_->tabs().value(0);
    if (!browser_->open(urls.constFirst()) || !browser_->waitFor(text("return window.told && told.opened"), 60s))
        return false;
    for (const QUrl &url : urls.mid(1)) {
        if (browser_->openTab().isEmpty() || !browser_->open(url))
            return false;
    }
    return browser_->selectTab(first);
}

/// `condition` is an expression over `told` of a tab, and its number `n`.
bool BrowserModuleTest::waitForTabs(int first, int count, const QString &condition)
{
    const QString others = text("const others = [];"
                                "for (let n = arguments[0]; n < arguments[0] + arguments[1]; ++n) {"
                                " const told = JSON.parse(localStorage.getItem('tab ' + n));"
                                " if (!told || !(%1)) others.push(n + ': ' + JSON.stringify(told)); }")
                               .arg(condition);
    if (browser_->waitFor(others + text("return others.length === 0"), 60s, {first, count}))
        return true;
    const auto found = browser_->evaluate(others + text("return others.join('\\n')"), {first, count});
    qWarning("not as they should be:\n%s", qPrintable(found.value_or(QJsonValue()).toString()));
    return false;
}

QJsonObject BrowserModuleTest::told(int n)
{
    const auto value = browser_->evaluate(text("return localStorage.getItem('tab ' + arguments[0])"), {n});
    return QJsonDocument::fromJson(value.value_or(QJsonValue()).toString().toUtf8()).object();
}

QJsonArray BrowserModuleTest::clients()
{
    RawClient client;
    const auto response = client.ask(hub_->port(), RawClient::request("GET", "/api/clients"));
    return response ? QJsonDocument::fromJson(response->body).object().value(text("clients")).toArray() : QJsonArray();
}

void BrowserModuleTest::publish(const QByteArray &channel, const QByteArray &data)
{
    RawClient client;
    const auto response = client.ask(hub_->port(), RawClient::request("POST", "/channels/" + channel, {}, data));
    QVERIFY(response && response->status == 200);
}

void BrowserModuleTest::thirtyTabsHaveOneConnection()
{
    QVERIFY2(startHub(), qPrintable(hub_->report()));
    QList<QUrl> urls;
    for (int n = 0; n < Tabs; ++n)
        urls.append(tabUrl(n, text("all,own%1").arg(n % 3)));
    QVERIFY2(openTabs(urls), qPrintable(browser_->error()));
    QVERIFY2(waitForTabs(0, Tabs, text("told.opened === 1 && told.sharing === '%1'").arg(way_)),
             qPrintable(browser_->error()));
    QTRY_COMPARE_WITH_TIMEOUT(clients().size(), 1, 30000);

    publish("all", "1");
    for (const char *channel : {"own0", "own1", "own2", "other"})
        publish(channel, "2");
    publish("all", "3");
    QVERIFY2(waitForTabs(0, Tabs, text("told.data.join() === `all 1,own${n % 3} 2,all 3`")),
             qPrintable(browser_->error() + QString::fromUtf8(QJsonDocument(told(1)).toJson())));
    QCOMPARE(clients().size(), 1);

    // The first tab, which leads where tabs do, goes without a word.
    const QStringList tabs = browser_->tabs();
    QVERIFY(browser_->closeTab());
    QVERIFY(browser_->selectTab(tabs.value(1)));
    publish("all", "4");
    publish("own1", "5");
    publish("all", "6");
    QVERIFY2(waitForTabs(1, Tabs - 1,
                         text("told.data.join() === `all 1,own${n % 3} 2,all 3,all 4,${n % 3 === 1 ? 'own1 5,' : ''}"
                              "all 6` && told.gaps === 0")),
             qPrintable(browser_->error() + QString::fromUtf8(QJsonDocument(told(1)).toJson())));
    QTRY_COMPARE_WITH_TIMEOUT(clients().size(), 1, 30000);

    for (const QString &tab : tabs.mid(2)) {
        QVERIFY(browser_->selectTab(tab));
        QVERIFY(browser_->closeTab());
    }
    QVERIFY(browser_->selectTab(tabs.value(1)));
    QVERIFY(browser_->open(QUrl(text("about:blank"))));
    QTRY_COMPARE_WITH_TIMEOUT(clients().size(), 0, 30000);
}

void BrowserModuleTest::aPageThatIsLeftAndComesBackMissesNothing()
{
    QVERIFY2(startHub(), qPrintable(hub_->report()));
    QVERIFY2(openTabs({tabUrl(0, text("a")), tabUrl(1, text("a"))}), qPrintable(browser_->error()));
    QVERIFY2(waitForTabs(0, 2, text("told.opened === 1")), qPrintable(browser_->error()));
    publish("a", "1");
    QVERIFY2(waitForTabs(0, 2, text("told.data.length === 1")), qPrintable(browser_->error()));
    // As when a page is kept for going back to it.
    const QString turn = text("dispatchEvent(new PageTransitionEvent(arguments[0], {persisted: true}))");
    QVERIFY(browser_->evaluate(turn, {text("pagehide")}));
    publish("a", "2");
    QVERIFY2(waitForTabs(1, 1, text("told.data.length === 2")), qPrintable(browser_->error()));
    QCOMPARE(told(0).value(text("data")).toArray().size(), 1);
    QVERIFY(browser_->evaluate(turn, {text("pageshow")}));
    QVERIFY2(waitForTabs(0, 1, text("told.data.join() === 'a 1,a 2'")), qPrintable(browser_->error()));
    publish("a", "3");
    QVERIFY2(waitForTabs(0, 2, text("told.data.join() === 'a 1,a 2,a 3' && told.gaps === 0")),
             qPrintable(browser_->error()));
    QTRY_COMPARE_WITH_TIMEOUT(clients().size(), 1, 30000);
}

void BrowserModuleTest::aTokenOpensWhatAsksForIt()
{
    QTemporaryDir folder;
    QFile config(folder.filePath(text("helio.toml")));
    QVERIFY(config.open(QIODevice::WriteOnly));
    config.write("[anonymous]\npublish = [\"*\"]\nsubscribe = [\"public\"]\n\n[[token]]\nname = \"tab\"\nsha256 = \"" +
                 QCryptographicHash::hash("s3cret", QCryptographicHash::Sha256).toHex() +
                 "\"\nsubscribe = [\"private\"]\npublish = []\n");
    config.close();
    QVERIFY2(startHub({text("--config"), config.fileName()}), qPrintable(hub_->report()));
    QVERIFY2(
        openTabs({tabUrl(0, text("private"), text("s3cret")), tabUrl(1, text("private")), tabUrl(2, text("public"))}),
        qPrintable(browser_->error()));
    QVERIFY2(waitForTabs(0, 1, text("told.opened === 1")) && waitForTabs(2, 1, text("told.opened === 1")),
             qPrintable(browser_->error()));
    QVERIFY2(waitForTabs(1, 1, text("told.errors.length === 1")), qPrintable(browser_->error()));
    publish("private", "1");
    publish("public", "2");
    QVERIFY2(waitForTabs(0, 1, text("told.data.join() === 'private 1'")) &&
                 waitForTabs(2, 1, text("told.data.join() === 'public 2'")),
             qPrintable(browser_->error()));
    QCOMPARE(told(0).value(text("sharing")).toString(), way_);
    const QString refusal = told(1).value(text("errors")).toArray().at(0).toString();
    QVERIFY2(refusal.startsWith(text("401 ")) || refusal.startsWith(text("403 ")), qPrintable(refusal));
    QVERIFY2(refusal.size() > 20, qPrintable(refusal));
}

void BrowserModuleTest::aPageOfAnotherOriginSharesByItsTabs()
{
    QFile page(text(BROWSER_TABS "/tab.html"));
    QVERIFY(page.open(QIODevice::ReadOnly));
    pages_.setPage(text("/"), page.readAll());
    QVERIFY2(startHub(), qPrintable(hub_->report()));
    QList<QUrl> urls;
    for (int n = 0; n < 3; ++n) {
        QUrl url = pages_.url();
        url.setQuery(QUrlQuery{{text("n"), QString::number(n)},
                               {text("channels"), text("a")},
                               {text("token"), text("any")}, // which makes each request one with a preflight
                               {text("hub"), QStringLiteral("http://127.0.0.1:%1").arg(hub_->port())}});
        urls.append(url);
    }
    QVERIFY2(openTabs(urls), qPrintable(browser_->error()));
    QVERIFY2(waitForTabs(0, 3, text("told.opened === 1 && told.sharing === 'tabs'")), qPrintable(browser_->error()));
    publish("a", "1");
    QVERIFY2(waitForTabs(0, 3, text("told.data.join() === 'a 1'")), qPrintable(browser_->error()));
    QTRY_COMPARE_WITH_TIMEOUT(clients().size(), 1, 30000);
    QCOMPARE(clients().first().toObject().value(text("origin")).toString(), QString::fromLatin1(pages_.origin()));
}

QTEST_GUILESS_MAIN(BrowserModuleTest)
#include "tst_browser_module.moc"
