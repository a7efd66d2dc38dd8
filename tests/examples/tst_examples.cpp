// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/browser.h"
#include "support/helioprocess.h"
#include "support/pageserver.h"
#include "support/rawclient.h"

#include <QDir>
#include <QFile>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace helio::test;
using namespace std::chrono_literals;

namespace {

const QString ExamplesFolder = QStringLiteral(EXAMPLES_FOLDER);
const QString IsOpen = QStringLiteral("return document.getElementById('state').dataset.state === 'open'");
const QString Shows = QStringLiteral("return document.body.innerText.includes(arguments[0])");

/// Types into the fields of the page's form and sends it.
const QString Send = QStringLiteral("const form = document.getElementById('send');"
                                    "for (const [name, value] of Object.entries(arguments[0]))"
                                    "    form.elements[name].value = value;"
                                    "form.requestSubmit(); return true;");

} // namespace

/// The pages of examples/, as their READMEs have them opened: from the hub's --static, in a real browser.
class ExamplesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();

    void theFirstPageLeadsToEach();
    void notificationsReachEveryTabOfTheirUserAndNobodyElse();
    void pricesMove();
    void progressOfARealCompressionEndsAtTheWhole();
    void aJobThatFailsSaysWhy();
    void aPageOpenedAfterTheJobKnowsItsEnd();
    void twoPeopleChat();
    void whatSomebodyWritesIsNeverMarkup();
    void pagesWorkFromAnotherServer_data();
    void pagesWorkFromAnotherServer();

private:
    bool openPage(Browser &browser, const QString &path);
    bool compress(const QStringList &arguments);

    Browser browser_;
    std::unique_ptr<HelioProcess> hub_;
    QString python_;
};

void ExamplesTest::initTestCase()
{
    if (!Browser::isAvailable())
        QSKIP("needs chromium and chromedriver");
    python_ = QStandardPaths::findExecutable(QStringLiteral("python3"));
    QVERIFY2(browser_.start(), qPrintable(browser_.error()));
}

void ExamplesTest::init()
{
    QVERIFY(browser_.open(QUrl(QStringLiteral("about:blank")))); // ends the stream of the test before
    hub_ = std::make_unique<HelioProcess>(QStringList{QStringLiteral("--static"), ExamplesFolder,
                                                      QStringLiteral("--source"), QStringLiteral("demo:100ms")});
    QVERIFY2(hub_->start(), qPrintable(hub_->report()));
}

bool ExamplesTest::openPage(Browser &browser, const QString &path)
{
    return browser.open(hub_->url(path)) && browser.waitFor(IsOpen);
}

bool ExamplesTest::compress(const QStringList &arguments)
{
    ChildProcess job(python_,
                     QStringList{ExamplesFolder + QStringLiteral("/progress/compress.py"), QStringLiteral("--hub"),
                                 hub_->url().toString(), QStringLiteral("--helio"), HelioProcess::program()} +
                         arguments);
    const bool succeeded = job.start() && job.waitForExit(30s) == std::optional(0);
    if (!succeeded)
        qInfo("%s", qPrintable(job.report()));
    return succeeded;
}

void ExamplesTest::theFirstPageLeadsToEach()
{
    QVERIFY2(browser_.open(hub_->url()), qPrintable(browser_.error()));
    const auto links =
        browser_.evaluate(QStringLiteral("return Array.from(document.links, link => link.getAttribute('href'))"));
    QVERIFY2(links && links->toArray().size() == 4, qPrintable(browser_.error()));
    for (const auto &link : links->toArray())
        QVERIFY2(openPage(browser_, u'/' + link.toString()), qPrintable(browser_.error()));
    QCOMPARE(browser_.consoleLog(), QString());
}

void ExamplesTest::notificationsReachEveryTabOfTheirUserAndNobodyElse()
{
    const QString first = browser_.tabs().value(0);
    QVERIFY2(openPage(browser_, QStringLiteral("/notifications/?user=alice")), qPrintable(browser_.error()));
    const QString second = browser_.openTab();
    QVERIFY2(openPage(browser_, QStringLiteral("/notifications/?user=alice")), qPrintable(browser_.error()));
    const QString other = browser_.openTab();
    QVERIFY2(openPage(browser_, QStringLiteral("/notifications/?user=bob")), qPrintable(browser_.error()));

    RawClient client;
    const auto answer =
        client.ask(hub_->port(), RawClient::request("POST", "/api/notify", {"Content-Type: application/json"},
                                                    R"({"userId":"alice","message":"Your report is ready"})"));
    QVERIFY2(answer && answer->status == 200, qPrintable(client.error()));
    QVERIFY(browser_.selectTab(first));
    QVERIFY2(browser_.evaluate(Send, {QJsonObject{{QStringLiteral("message"), QStringLiteral("from a tab")},
                                                  {QStringLiteral("type"), QStringLiteral("success")}}}),
             qPrintable(browser_.error()));
    for (const QString &tab : {first, second}) {
        QVERIFY(browser_.selectTab(tab));
        QVERIFY2(browser_.waitFor(Shows, 20s, {QStringLiteral("ℹ Your report is ready")}),
                 qPrintable(browser_.error()));
        QVERIFY2(browser_.waitFor(Shows, 20s, {QStringLiteral("✓ from a tab")}), qPrintable(browser_.error()));
        QCOMPARE(browser_.evaluate(QStringLiteral("return list.children.length")), std::optional(QJsonValue(2)));
    }
    QVERIFY(browser_.selectTab(other));
    QCOMPARE(browser_.evaluate(QStringLiteral("return list.children.length")), std::optional(QJsonValue(0)));
    for (const QString &tab : {other, second}) {
        QVERIFY(browser_.selectTab(tab));
        QVERIFY(browser_.closeTab());
    }
    QVERIFY(browser_.selectTab(first));
}

void ExamplesTest::pricesMove()
{
    QVERIFY2(openPage(browser_, QStringLiteral("/prices/")), qPrintable(browser_.error()));
    QVERIFY2(browser_.waitFor(QStringLiteral("return new Set(prices).size >= 3")), qPrintable(browser_.error()));
    const QString isNumber =
        QStringLiteral("return /^\\d+(\\.\\d\\d)?$/.test(document.getElementById(arguments[0]).textContent)");
    for (const char *id : {"price", "value"})
        QVERIFY2(browser_.waitFor(isNumber, 20s, {QString::fromLatin1(id)}), qPrintable(browser_.error()));
    QVERIFY2(browser_.waitFor(QStringLiteral("return document.querySelector('polyline').points.length >= 3")),
             qPrintable(browser_.error()));
}

void ExamplesTest::progressOfARealCompressionEndsAtTheWhole()
{
    if (python_.isEmpty())
        QSKIP("needs python3");
    QTemporaryDir folder;
    QVERIFY(QDir(folder.path()).mkpath(QStringLiteral("photos/summer")));
    // What does not compress takes xz long enough to be seen on its way.
    QByteArray noise;
    quint32 state = 1;
    for (int i = 0; i < 3'000'000; ++i) {
        state = state * 1664525 + 1013904223;
        noise.append(char(state >> 24));
    }
    for (const char *name : {"photos/one.raw", "photos/summer/two.raw"}) {
        QFile file(folder.filePath(QString::fromLatin1(name)));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(noise);
    }
    QVERIFY2(openPage(browser_, QStringLiteral("/progress/")), qPrintable(browser_.error()));
    QVERIFY(browser_.evaluate(QStringLiteral("window.seen = [];"
                                             "source.addEventListener('progress', event =>"
                                             "    seen.push(JSON.parse(event.data).percent)); return true")));
    const QString output = folder.filePath(QStringLiteral("photos.tar.xz"));
    QVERIFY(compress({folder.filePath(QStringLiteral("photos")), output}));

    QVERIFY2(browser_.waitFor(
                 QStringLiteral("return document.querySelector('li[data-phase=done] progress')?.value === 100")),
             qPrintable(browser_.error()));
    QVERIFY2(browser_.waitFor(Shows, 20s, {QStringLiteral("6.0 MB became")}), qPrintable(browser_.error()));
    const auto rose = browser_.evaluate(
        QStringLiteral("return seen.length >= 3 && seen.every((percent, i) => percent >= (seen[i - 1] ?? 0))"));
    QCOMPARE(rose, std::optional(QJsonValue(true)));
    QCOMPARE(browser_.evaluate(QStringLiteral("return jobs.size")), std::optional(QJsonValue(1)));

    ChildProcess list(QStringLiteral("tar"), {QStringLiteral("-tJf"), output});
    if (list.start() && list.waitForExit(30s) == std::optional(0))
        QCOMPARE(list.standardOutput(), QByteArray("photos/one.raw\nphotos/summer/two.raw\n"));
}

void ExamplesTest::aJobThatFailsSaysWhy()
{
    if (python_.isEmpty())
        QSKIP("needs python3");
    QVERIFY2(openPage(browser_, QStringLiteral("/progress/")), qPrintable(browser_.error()));
    QVERIFY(!compress({QStringLiteral("/no/such/folder")}));
    QVERIFY2(browser_.waitFor(Shows, 20s, {QStringLiteral("Failed: ")}), qPrintable(browser_.error()));
}

void ExamplesTest::aPageOpenedAfterTheJobKnowsItsEnd()
{
    if (python_.isEmpty())
        QSKIP("needs python3");
    QTemporaryDir folder;
    QVERIFY(compress({ExamplesFolder + QStringLiteral("/chat"), folder.filePath(QStringLiteral("chat.tar.xz"))}));
    QVERIFY2(openPage(browser_, QStringLiteral("/progress/")), qPrintable(browser_.error()));
    QVERIFY2(browser_.waitFor(Shows, 20s, {QStringLiteral("Done in")}), qPrintable(browser_.error()));
}

void ExamplesTest::twoPeopleChat()
{
    Browser other;
    QVERIFY2(other.start(), qPrintable(other.error()));
    QVERIFY2(openPage(browser_, QStringLiteral("/chat/?user=ann")), qPrintable(browser_.error()));
    QVERIFY2(openPage(other, QStringLiteral("/chat/?user=ben")), qPrintable(other.error()));
    const auto say = [](Browser &browser, const QString &text) {
        return browser.evaluate(Send, {QJsonObject{{QStringLiteral("text"), text}}}).has_value();
    };
    QVERIFY2(say(browser_, QStringLiteral("Hello, Ben — 元気?")), qPrintable(browser_.error()));
    QVERIFY2(other.waitFor(Shows, 20s, {QStringLiteral("ann Hello, Ben — 元気?")}), qPrintable(other.error()));
    QVERIFY2(say(other, QStringLiteral("Hello, Ann")), qPrintable(other.error()));
    for (Browser *browser : {&browser_, &other}) {
        QVERIFY2(browser->waitFor(Shows, 20s, {QStringLiteral("ben Hello, Ann")}), qPrintable(browser->error()));
        QCOMPARE(browser->evaluate(QStringLiteral("return list.children.length")), std::optional(QJsonValue(2)));
        QCOMPARE(browser->evaluate(QStringLiteral("return form.text.value")), std::optional(QJsonValue(QString())));
    }
    QVERIFY2(openPage(other, QStringLiteral("/chat/?room=elsewhere")), qPrintable(other.error()));
    QCOMPARE(other.evaluate(QStringLiteral("return list.children.length")), std::optional(QJsonValue(0)));
}

void ExamplesTest::whatSomebodyWritesIsNeverMarkup()
{
    QVERIFY2(openPage(browser_, QStringLiteral("/chat/?user=ann")), qPrintable(browser_.error()));
    const QString text = QStringLiteral("<img src=x onerror='window.hit = true'>");
    QVERIFY(browser_.evaluate(Send, {QJsonObject{{QStringLiteral("text"), text}}}));
    QVERIFY2(browser_.waitFor(Shows, 20s, {text}), qPrintable(browser_.error()));
    QCOMPARE(browser_.evaluate(QStringLiteral("return document.images.length + (window.hit ? 1 : 0)")),
             std::optional(QJsonValue(0)));
}

void ExamplesTest::pagesWorkFromAnotherServer_data()
{
    QTest::addColumn<QString>("name");
    for (const char *name : {"notifications", "prices", "progress", "chat"})
        QTest::newRow(name) << QString::fromLatin1(name);
}

void ExamplesTest::pagesWorkFromAnotherServer()
{
    QFETCH(QString, name);
    const auto contentOf = [](const QString &path) {
        QFile file(ExamplesFolder + path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    };
    PageServer pages;
    pages.setPage(QStringLiteral("/examples.css"), contentOf(QStringLiteral("/examples.css")), "text/css");
    const QString path = u'/' + name + u'/';
    pages.setPage(path, contentOf(path + QStringLiteral("index.html")));
    QUrl url = pages.url(path);
    url.setQuery(QStringLiteral("hub=http://127.0.0.1:%1").arg(hub_->port()));
    QVERIFY2(browser_.open(url) && browser_.waitFor(IsOpen), qPrintable(browser_.error()));
    const auto hasForm = browser_.evaluate(QStringLiteral("return document.getElementById('send') !== null"));
    if (hasForm == std::optional(QJsonValue(true))) {
        const QString field = name == QLatin1String("chat") ? QStringLiteral("text") : QStringLiteral("message");
        QVERIFY(browser_.evaluate(Send, {QJsonObject{{field, QStringLiteral("from afar")}}}));
        QVERIFY2(browser_.waitFor(Shows, 20s, {QStringLiteral("from afar")}), qPrintable(browser_.error()));
    }
    QCOMPARE(browser_.consoleLog(), QString());
}

QTEST_GUILESS_MAIN(ExamplesTest)
#include "tst_examples.moc"
