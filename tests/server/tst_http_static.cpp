// SPDX-License-Identifier: GPL-3.0-or-later
#include "serverbench.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>

using namespace helio;
using namespace helio::test;

namespace {

constexpr char Secret[] = "not for the web";

void write(const QString &path, const QByteArray &content)
{
    QVERIFY(QDir().mkpath(QFileInfo(path).path()));
    QFile file(path);
    QVERIFY2(file.open(QIODevice::WriteOnly), qPrintable(path));
    QCOMPARE(file.write(content), qint64(content.size()));
}

} // namespace

/// A folder beside the hub's endpoints.
class HttpStaticTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();

    void filesAreServedByTheirType_data();
    void filesAreServedByTheirType();
    void nothingElseIsServed_data();
    void nothingElseIsServed();
    void aFolderIsRedirectedToItsSlash();
    void theHubsOwnAddressesWin_data();
    void theHubsOwnAddressesWin();
    void withoutAnIndexTheHubsPageStays();
    void theModuleForPagesIsServed_data();
    void theModuleForPagesIsServed();
    void thePageRunsNoScriptButItsOwn();
    void aRedirectNeverLeadsElsewhere();
    void headAnswersTheSameWithoutTheBody();
    void whatIsKnownIsNotSentAgain();
    void whatChangedIsSentAgain();
    void otherMethodsAreRefused();
    void namesOfOtherHostsAreRefused();
    void pagesOfThisMachineMayRead();
    void anEmptyFileIsServed();
    void aLargeFileArrivesWholeAndTheHubGoesOnMeanwhile();
    void aConnectionGoesOnBehindAFile();
    void aFileThatIsGoneIsNotFound();

private:
    ServerBench &bench() { return *bench_; }
    static HubConfig configFor(const QString &folder)
    {
        HubConfig config;
        config.server.staticFolder = folder;
        return config;
    }

    QTemporaryDir outside_;
    QString folder_;
    std::unique_ptr<ServerBench> bench_;
};

void HttpStaticTest::initTestCase()
{
    folder_ = outside_.filePath(QStringLiteral("pages"));
    const QDir folder(folder_);
    write(outside_.filePath(QStringLiteral("secret.txt")), Secret);
    write(outside_.filePath(QStringLiteral("pages2/secret.txt")), Secret);
    write(folder.filePath(QStringLiteral("index.html")), "<h1>first</h1>");
    write(folder.filePath(QStringLiteral("app.js")), "run()");
    write(folder.filePath(QStringLiteral("module.mjs")), "run()");
    write(folder.filePath(QStringLiteral("style.css")), "p {}");
    write(folder.filePath(QStringLiteral("data.json")), "{}");
    write(folder.filePath(QStringLiteral("noname")), "bytes");
    write(folder.filePath(QStringLiteral("a b+c.txt")), "blank");
    write(folder.filePath(QStringLiteral("日本.txt")), "Japan");
    write(folder.filePath(QStringLiteral("empty.txt")), "");
    write(folder.filePath(QStringLiteral("chat/index.html")), "<h1>chat</h1>");
    write(folder.filePath(QStringLiteral("bare/page.html")), "bare");
    write(folder.filePath(QStringLiteral(".env")), Secret);
    write(folder.filePath(QStringLiteral(".git/config")), Secret);
    write(folder.filePath(QStringLiteral("chat/.htpasswd")), Secret);
    for (const char *name :
         {"stream", "publish", "metrics", "api/stats", "api/secret.txt", "channels/a", "healthz/x", "heliograph.js"})
        write(folder.filePath(QString::fromLatin1(name)), Secret);
    const auto link = [&](const QString &target, const char *name) {
        QVERIFY(QFile::link(target, folder.filePath(QString::fromLatin1(name))));
    };
    link(outside_.filePath(QStringLiteral("secret.txt")), "link.txt");
    link(QStringLiteral("../secret.txt"), "relative.txt");
    link(outside_.path(), "up");
    link(outside_.filePath(QStringLiteral("pages2")), "sibling");
    link(QStringLiteral(".env"), "env.txt");
    link(QStringLiteral("index.html"), "inner.html");
    link(QStringLiteral("loop"), "loop");
    link(QStringLiteral("/dev/zero"), "zero");
    QCOMPARE(::mkfifo(QFile::encodeName(folder.filePath(QStringLiteral("pipe"))).constData(), 0600), 0);
    write(folder.filePath(QStringLiteral("large.bin")), QByteArray(20 * 1024 * 1024, 'x') + "end");
    bench_ = std::make_unique<ServerBench>(configFor(folder_));
}

void HttpStaticTest::filesAreServedByTheirType_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("body");
    const auto row = [](const char *target, const char *type, const char *body) {
        QTest::newRow(target) << QByteArray(type) << QByteArray(body);
    };
    row("/", "text/html; charset=utf-8", "<h1>first</h1>");
    row("/?user=7", "text/html; charset=utf-8", "<h1>first</h1>");
    row("/index.html", "text/html; charset=utf-8", "<h1>first</h1>");
    row("/inner.html", "text/html; charset=utf-8", "<h1>first</h1>");
    row("/chat/", "text/html; charset=utf-8", "<h1>chat</h1>");
    row("/app.js", "text/javascript; charset=utf-8", "run()");
    row("/app%2Ejs", "text/javascript; charset=utf-8", "run()");
    row("/module.mjs", "text/javascript; charset=utf-8", "run()");
    row("/style.css", "text/css; charset=utf-8", "p {}");
    row("/data.json", "application/json", "{}");
    row("/noname", "application/octet-stream", "bytes");
    row("/a%20b+c.txt", "text/plain; charset=utf-8", "blank");
    row("/%E6%97%A5%E6%9C%AC.txt", "text/plain; charset=utf-8", "Japan");
    row("/bare/page.html", "text/html; charset=utf-8", "bare");
}

void HttpStaticTest::filesAreServedByTheirType()
{
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, body);
    const RawResponse response = bench().ask("GET", QTest::currentDataTag());
    QCOMPARE(response.status, 200);
    QCOMPARE(response.body, body);
    QCOMPARE(response.header("content-type"), type);
    QCOMPARE(response.header("x-content-type-options"), QByteArray("nosniff"));
    QVERIFY(response.hasHeader("etag") && response.hasHeader("last-modified"));
}

void HttpStaticTest::nothingElseIsServed_data()
{
    QTest::addColumn<int>("status");
    for (const char *target : {"/nothing.txt",
                               "/../secret.txt",
                               "/chat/../../secret.txt",
                               "/..",
                               "/../",
                               "/.",
                               "/./index.html",
                               "/%2e%2e/secret.txt",
                               "/%2E%2E%2Fsecret.txt",
                               "/%2e%2e%2fsecret.txt",
                               "/..%2fsecret.txt",
                               "/.%2e/secret.txt",
                               "/..%5csecret.txt",
                               "/..\\secret.txt",
                               "/%252e%252e%252fsecret.txt",
                               "/chat%2findex.html",
                               "/chat%2f",
                               "/%2fetc%2fpasswd",
                               "//etc/passwd",
                               "//",
                               "/chat//index.html",
                               "/index.html/",
                               "/index.html/x",
                               "/app.js%00",
                               "/%00",
                               "/app.js%00.html",
                               "/app.js%0d%0aX: y",
                               "/.env",
                               "/%2eenv",
                               "/.git/config",
                               "/chat/.htpasswd",
                               "/link.txt",
                               "/relative.txt",
                               "/up/secret.txt",
                               "/up/pages/index.html/",
                               "/sibling/secret.txt",
                               "/env.txt",
                               "/loop",
                               "/loop/",
                               "/zero",
                               "/pipe",
                               "/bare",
                               "/bare/",
                               "/up",
                               "/up/",
                               "/INDEX.HTML",
                               "/api/secret.txt",
                               "/channels/a/b",
                               "/stream/",
                               "/healthz/x",
                               "/index.html%20",
                               "/;/index.html",
                               "/~root"})
        QTest::newRow(target) << 404;
    QTest::newRow("/%") << 400;
    QTest::newRow("/%c0%ae%c0%ae/secret.txt") << 400;
    QTest::newRow("/a b") << 400;
}

void HttpStaticTest::nothingElseIsServed()
{
    QFETCH(int, status);
    QByteArray target = QTest::currentDataTag();
    if (target.contains("X: y"))
        target.replace(' ', "%20");
    const RawResponse response = bench().ask("GET", target);
    QCOMPARE(response.status, status);
    QCOMPARE(response.header("content-type"), QByteArray("application/problem+json"));
    QVERIFY(!response.body.contains(Secret) && !response.body.contains("root:"));
}

void HttpStaticTest::aFolderIsRedirectedToItsSlash()
{
    const RawResponse response = bench().ask("GET", "/chat?room=%C3%A9%26a");
    QCOMPARE(response.status, 302);
    QCOMPARE(response.header("location"), QByteArray("/chat/?room=%C3%A9%26a"));
}

void HttpStaticTest::theHubsOwnAddressesWin_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::newRow("/metrics") << QByteArray("text/plain");
    QTest::newRow("/api/stats") << QByteArray("application/json");
    QTest::newRow("/stream?poll=1") << QByteArray("text/event-stream");
    QTest::newRow("/publish") << QByteArray("application/problem+json"); // 405
    QTest::newRow("/heliograph.js") << QByteArray("text/javascript");
}

void HttpStaticTest::theHubsOwnAddressesWin()
{
    QFETCH(QByteArray, type);
    const RawResponse response = bench().ask("GET", QTest::currentDataTag());
    QVERIFY2(response.header("content-type").startsWith(type), response.header("content-type").constData());
    QVERIFY(!response.body.contains(Secret));
}

void HttpStaticTest::withoutAnIndexTheHubsPageStays()
{
    ServerBench bare(configFor(folder_ + QStringLiteral("/bare")));
    QVERIFY(bare.ask("GET", "/").body.contains("heliograph-page.js"));
    QCOMPARE(bare.ask("GET", "/page.html").body, QByteArray("bare"));
    ServerBench none;
    QCOMPARE(none.ask("GET", "/page.html").status, 404);
}

void HttpStaticTest::theModuleForPagesIsServed_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("holds");
    QTest::newRow("/heliograph.js") << QByteArray("text/javascript; charset=utf-8")
                                    << QByteArray("export class Heliograph ");
    QTest::newRow("/heliograph.d.ts") << QByteArray("text/plain; charset=utf-8")
                                      << QByteArray("export class Heliograph ");
    QTest::newRow("/heliograph-page.js") << QByteArray("text/javascript; charset=utf-8") << QByteArray("import ");
    QTest::newRow("/heliograph-page.css") << QByteArray("text/css; charset=utf-8") << QByteArray("color-scheme");
    QTest::newRow("/heliograph-page.svg") << QByteArray("image/svg+xml") << QByteArray("<title>Heliograph</title>");
}

void HttpStaticTest::theModuleForPagesIsServed()
{
    QFETCH(QByteArray, holds);
    ServerBench bare;
    const RawResponse response = bare.ask("GET", QTest::currentDataTag(), {"Origin: http://localhost:5173"});
    QCOMPARE(response.status, 200);
    QTEST(response.header("content-type"), "type");
    QVERIFY(response.body.contains(holds));
    QCOMPARE(response.header("access-control-allow-origin"), QByteArray("http://localhost:5173"));
    QCOMPARE(response.header("cache-control"), QByteArray("no-cache"));
    const RawResponse again =
        bare.ask("GET", QTest::currentDataTag(), {"If-None-Match: " + response.header("etag"), "Connection: close"});
    QCOMPARE(again.status, 304);
    QCOMPARE(again.body, QByteArray());
    QCOMPARE(bare.ask("POST", QTest::currentDataTag()).status, 405);
}

void HttpStaticTest::thePageRunsNoScriptButItsOwn()
{
    ServerBench bare;
    const RawResponse page = bare.ask("GET", "/");
    QVERIFY(page.header("content-security-policy").contains("script-src 'self'"));
    QVERIFY(page.header("content-security-policy").contains("img-src 'self'"));
    QVERIFY(page.body.contains("<link rel=\"icon\" href=\"heliograph-page.svg\""));
    QVERIFY(!page.header("content-security-policy").contains("unsafe"));
    for (const char *inside : {"<script>", "<style", " style=", " onclick="})
        QVERIFY2(!page.body.contains(inside), inside);
}

void HttpStaticTest::aRedirectNeverLeadsElsewhere()
{
    for (const char *target : {"//chat", "/%2fchat", "/chat%0d%0aLocation:%20x", "/%5cchat", "//127.0.0.1/chat"}) {
        const RawResponse response = bench().ask("GET", target);
        QCOMPARE(response.status, 404);
        QVERIFY(!response.hasHeader("location"));
    }
}

void HttpStaticTest::headAnswersTheSameWithoutTheBody()
{
    RawClient client;
    QVERIFY(client.connectTo(bench().port()));
    QVERIFY(client.send(RawClient::request("HEAD", "/large.bin")));
    const auto response = client.readResponse(true);
    QVERIFY2(response, qPrintable(client.error()));
    QCOMPARE(response->status, 200);
    QCOMPARE(response->header("content-length"), QByteArray::number(20 * 1024 * 1024 + 3));
    QVERIFY(client.send(RawClient::request("GET", "/app.js")));
    const auto next = client.readResponse();
    QVERIFY2(next, qPrintable(client.error()));
    QCOMPARE(next->body, QByteArray("run()"));
}

void HttpStaticTest::whatIsKnownIsNotSentAgain()
{
    const RawResponse first = bench().ask("GET", "/app.js");
    const QByteArray etag = first.header("etag");
    const QByteArray since = "If-Modified-Since: " + first.header("last-modified");
    const QByteArray later = "If-Modified-Since: " + QLocale::c()
                                                         .toString(QDateTime::currentDateTimeUtc().addDays(1),
                                                                   QStringLiteral("ddd, dd MMM yyyy hh:mm:ss 'GMT'"))
                                                         .toLatin1();
    for (const QByteArrayList &fields :
         {QByteArrayList{"If-None-Match: " + etag}, QByteArrayList{"If-None-Match: \"x\", W/" + etag},
          QByteArrayList{"If-None-Match: *"}, QByteArrayList{since}, QByteArrayList{later}}) {
        const RawResponse again = bench().ask("GET", "/app.js", fields + QByteArrayList{"Connection: close"});
        QVERIFY2(again.status == 304, fields.join().constData());
        QCOMPARE(again.body, QByteArray());
        QCOMPARE(again.header("etag"), etag);
        QVERIFY(!again.hasHeader("content-length"));
    }
}

void HttpStaticTest::whatChangedIsSentAgain()
{
    const QString path = folder_ + QStringLiteral("/changing.txt");
    write(path, "one");
    const RawResponse first = bench().ask("GET", "/changing.txt");
    const QByteArrayList known{"If-None-Match: " + first.header("etag"),
                               "If-Modified-Since: " + first.header("last-modified")};
    write(path, "two!");
    const RawResponse second = bench().ask("GET", "/changing.txt", known);
    QCOMPARE(second.status, 200);
    QCOMPARE(second.body, QByteArray("two!"));
    QVERIFY(second.header("etag") != first.header("etag"));
    QCOMPARE(bench().ask("GET", "/changing.txt", {"If-Modified-Since: yesterday"}).status, 200);
}

void HttpStaticTest::otherMethodsAreRefused()
{
    for (const char *method : {"POST", "PUT", "DELETE"}) {
        const RawResponse response = bench().ask(method, "/app.js");
        QCOMPARE(response.status, 405);
        QCOMPARE(response.header("allow"), QByteArray("GET, HEAD, OPTIONS"));
    }
}

void HttpStaticTest::namesOfOtherHostsAreRefused()
{
    RawClient client;
    const auto response =
        client.ask(bench().port(), "GET /app.js HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n");
    QVERIFY2(response, qPrintable(client.error()));
    QCOMPARE(response->status, 421);
}

void HttpStaticTest::pagesOfThisMachineMayRead()
{
    const auto allowed = [this](const QByteArray &origin) {
        return bench().ask("GET", "/data.json", {"Origin: " + origin}).header("access-control-allow-origin");
    };
    QCOMPARE(allowed("http://localhost:5173"), QByteArray("http://localhost:5173"));
    QCOMPARE(allowed("https://evil.example"), QByteArray());
}

void HttpStaticTest::anEmptyFileIsServed()
{
    const RawResponse response = bench().ask("GET", "/empty.txt");
    QCOMPARE(response.status, 200);
    QCOMPARE(response.header("content-length"), QByteArray("0"));
}

void HttpStaticTest::aLargeFileArrivesWholeAndTheHubGoesOnMeanwhile()
{
    RawClient slow;
    slow.setReceiveBuffer(16 * 1024);
    QVERIFY(slow.connectTo(bench().port()));
    QVERIFY(slow.send(RawClient::request("GET", "/large.bin", {"Connection: close"})));
    QVERIFY(slow.readUntil("\r\n\r\n"));
    QCOMPARE(bench().publish("a", "x").status, 200);
    const RawResponse fast = bench().ask("GET", "/large.bin");
    QCOMPARE(fast.body.size(), 20 * 1024 * 1024 + 3);
    QVERIFY(fast.body.endsWith("xend"));
    QVERIFY2(slow.readToEnd(), qPrintable(slow.error()));
    const auto response = slow.readResponse();
    QVERIFY2(response, qPrintable(slow.error()));
    QVERIFY(response->body == fast.body);
}

void HttpStaticTest::aConnectionGoesOnBehindAFile()
{
    RawClient client;
    QVERIFY(client.connectTo(bench().port()));
    QVERIFY(client.send(RawClient::request("GET", "/large.bin") + RawClient::request("GET", "/app.js")));
    const auto first = client.readResponse();
    QVERIFY2(first, qPrintable(client.error()));
    QCOMPARE(first->body.size(), 20 * 1024 * 1024 + 3);
    const auto second = client.readResponse();
    QVERIFY2(second, qPrintable(client.error()));
    QCOMPARE(second->body, QByteArray("run()"));
}

void HttpStaticTest::aFileThatIsGoneIsNotFound()
{
    const QString path = folder_ + QStringLiteral("/brief.txt");
    write(path, "here");
    QCOMPARE(bench().ask("GET", "/brief.txt").status, 200);
    QVERIFY(QFile::remove(path));
    QCOMPARE(bench().ask("GET", "/brief.txt").status, 404);
}

QTEST_GUILESS_MAIN(HttpStaticTest)
#include "tst_http_static.moc"
