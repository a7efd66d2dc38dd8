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
    void theHubsPageChoosesFiltersAndShowsPrograms_data() { browsers(); }
    void theHubsPageChoosesFiltersAndShowsPrograms();
    void theHubsPageCountsWhatItShowsAndHasItsOwnWords_data() { browsers(); }
    void theHubsPageCountsWhatItShowsAndHasItsOwnWords();
    void theHubsPageSaysARefusalAndTakesAToken_data() { browsers(); }
    void theHubsPageSaysARefusalAndTakesAToken();

private:
    static void browsers();
    static void browsersAndWays();
    bool startHub(const QStringList &more = {});
    /// With a public channel, and one that the token `s3cret` opens.
    bool startHubWithRules();
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
    QTemporaryDir folder_;
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
        urls.append(tabUrl(n, text(n == 0 ? "all,own%1,alone" : "all,own%1").arg(n % 3)));
    urls.first().setQuery(urls.first().query() + text("&silent"));
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

    // The first tab, which leads where tabs do, goes without a word, as when it crashes.
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

    QTRY_VERIFY_WITH_TIMEOUT(!clients().first().toObject().value(text("channels")).toArray().contains(text("alone")),
                             30000);

    // A tab besides: one that only goes elsewhere may be kept for going back to it, and its worker with it.
    const QString empty = browser_->openTab();
    for (const QString &tab : tabs.mid(1)) {
        QVERIFY(browser_->selectTab(tab));
        QVERIFY(browser_->closeTab());
    }
    QVERIFY(browser_->selectTab(empty));
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

bool BrowserModuleTest::startHubWithRules()
{
    QFile config(folder_.filePath(text("helio.toml")));
    if (!config.open(QIODevice::WriteOnly))
        return false;
    config.write("[anonymous]\npublish = [\"*\"]\nsubscribe = [\"public\"]\n\n[[token]]\nname = \"tab\"\nsha256 = \"" +
                 QCryptographicHash::hash("s3cret", QCryptographicHash::Sha256).toHex() +
                 "\"\nsubscribe = [\"private\"]\npublish = []\n");
    config.close();
    return startHub({text("--config"), config.fileName()});
}

void BrowserModuleTest::aTokenOpensWhatAsksForIt()
{
    QVERIFY2(startHubWithRules(), qPrintable(hub_->report()));
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

void BrowserModuleTest::theHubsPageChoosesFiltersAndShowsPrograms()
{
    QVERIFY2(startHub(), qPrintable(hub_->report()));
    publish("news", "before");
    QVERIFY2(browser_->open(hub_->url()), qPrintable(browser_->error()));
    const QString isOpen = text("return document.getElementById('state').dataset.state === 'open'");
    QVERIFY2(browser_->waitFor(isOpen), qPrintable(browser_->error()));
    // A channel that is chosen is heard besides.
    const QString chip = text("const chip = [...document.querySelectorAll('#chips button')]"
                              ".find(one => one.textContent === 'news');");
    QVERIFY2(browser_->waitFor(chip + text("return chip && chip.getAttribute('aria-pressed') === 'false'")),
             qPrintable(browser_->error()));
    QVERIFY(browser_->evaluate(chip + text("chip.click()")));
    QVERIFY2(browser_->waitFor(chip + text("return chip.getAttribute('aria-pressed') === 'true'")),
             qPrintable(browser_->error()));
    QVERIFY2(browser_->waitFor(isOpen), qPrintable(browser_->error()));
    QTRY_COMPARE_WITH_TIMEOUT(
        clients().size() == 1 ? clients().first().toObject().value(text("channels")).toArray().size() : 0, 2, 30000);
    publish("news", "first");
    publish("sse", "second");
    const QString rows = text("const rows = [...document.querySelectorAll('#events tr')]"
                              ".filter(row => !row.hidden).map(row => row.cells[1].textContent + ' ' + "
                              "row.cells[3].textContent).join();");
    QVERIFY2(browser_->waitFor(rows + text("return rows === 'sse second,news first'")), qPrintable(browser_->error()));

    QVERIFY(
        browser_->evaluate(text("document.body.dispatchEvent(new KeyboardEvent('keydown', {key: '/', bubbles: true}));"
                                "document.activeElement.value = 'NEWS';"
                                "document.activeElement.dispatchEvent(new Event('input'))")));
    QVERIFY2(browser_->waitFor(rows + text("return rows === 'news first'")), qPrintable(browser_->error()));

    const auto programs = browser_->evaluate(
        text("document.getElementById('channel').value = 'a b'; document.getElementById('channel').oninput();"
             "return [...document.querySelectorAll('[role=tab]')].map(tab => { tab.click();"
             " return tab.textContent + ': ' + document.getElementById('snippet').textContent; })"));
    QVERIFY2(programs && programs->toArray().size() == 4, qPrintable(browser_->error()));
    for (const auto &program : programs->toArray()) {
        const QString shown = program.toString();
        QVERIFY2(shown.contains(text("a b")) || shown.contains(text("a%20b")), qPrintable(shown));
        QVERIFY2(shown.contains(hub_->url().toString()), qPrintable(shown));
    }

    const auto japanese = browser_->evaluate(
        text("const language = document.getElementById('language'); language.value = 'ja'; language.onchange();"
             "return document.documentElement.lang + document.querySelector('#publish button').textContent"));
    QCOMPARE(japanese, std::optional(QJsonValue(text("ja配信"))));
    QVERIFY(browser_->evaluate(text("localStorage.clear()")));
}

void BrowserModuleTest::theHubsPageCountsWhatItShowsAndHasItsOwnWords()
{
    QVERIFY2(startHub(), qPrintable(hub_->report()));
    publish("news", "before");
    for (const char *odd : {"odd%2Ccomma", "odd%2A", "odd%5Bone%5D", "odd%3F"})
        publish(odd, "before");
    QVERIFY2(browser_->open(hub_->url()), qPrintable(browser_->error()));
    QVERIFY2(browser_->waitFor(text("return document.getElementById('state').dataset.state === 'open'")),
             qPrintable(browser_->error()));
    // What the field cannot hold as it is is not offered.
    const QString chips = text("const chips = [...document.querySelectorAll('#chips button')].map(one => "
                               "one.textContent);");
    QVERIFY2(browser_->waitFor(chips + text("return chips.includes('news')")), qPrintable(browser_->error()));
    QCOMPARE(browser_->evaluate(chips + text("return chips.filter(name => name.startsWith('odd')).join()")),
             std::optional(QJsonValue(QString())));

    QVERIFY(browser_->evaluate(
        text("const line = JSON.stringify({channel: 'sse', data: 'x'}) + '\\n';"
             "return fetch('/publish', {method: 'POST', headers: {'Content-Type': 'application/x-ndjson'},"
             " body: line.repeat(510)}).then(response => response.status)")));
    QVERIFY2(browser_->waitFor(text("return document.getElementById('count').textContent === '510 events, 500 shown'")),
             qPrintable(browser_->error()));

    // A proxy's page in the hub's stead.
    QVERIFY(browser_->evaluate(text("window.fetch = () => Promise.resolve(new Response('<html>', {status: 502}));"
                                    "document.getElementById('publish').requestSubmit(); return true")));
    QVERIFY2(browser_->waitFor(text("const said = document.getElementById('answer').textContent;"
                                    "return said.includes('502') && !said.includes('<')")),
             qPrintable(browser_->error()));
}

void BrowserModuleTest::theHubsPageSaysARefusalAndTakesAToken()
{
    QVERIFY2(startHubWithRules(), qPrintable(hub_->report()));
    QVERIFY2(browser_->open(hub_->url(text("/?channel=private"))), qPrintable(browser_->error()));
    QVERIFY2(browser_->waitFor(text("const answer = document.getElementById('answer');"
                                    "return answer.className === 'failed' && answer.textContent.length > 20 &&"
                                    " document.getElementById('state').dataset.state === 'closed'")),
             qPrintable(browser_->error()));
    QVERIFY(browser_->evaluate(text("document.getElementById('token').value = 's3cret';"
                                    "document.getElementById('subscribe').requestSubmit()")));
    QVERIFY2(browser_->waitFor(text("return document.getElementById('state').dataset.state === 'open'")),
             qPrintable(browser_->error()));
    publish("private", "for you alone");
    QVERIFY2(browser_->waitFor(text("return document.getElementById('events').innerText.includes('for you alone')")),
             qPrintable(browser_->error()));
    // It stays with this tab, and shows nowhere.
    QVERIFY2(browser_->open(hub_->url(text("/?channel=private&again"))), qPrintable(browser_->error()));
    QVERIFY2(browser_->waitFor(text("return document.getElementById('state').dataset.state === 'open'")),
             qPrintable(browser_->error()));
    QCOMPARE(browser_->evaluate(text("return document.body.innerText.includes('s3cret') || location.href.includes("
                                     "'s3cret')")),
             std::optional(QJsonValue(false)));
    QVERIFY(browser_->evaluate(text("sessionStorage.clear()")));
}

QTEST_GUILESS_MAIN(BrowserModuleTest)
#include "tst_browser_module.moc"
