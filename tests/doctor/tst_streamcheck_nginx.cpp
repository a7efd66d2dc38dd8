// SPDX-License-Identifier: GPL-3.0-or-later
#include "checkbench.h"
#include "nginxprocess.h"
#include "pacedserver.h"
#include "support/helioprocess.h"

#include <QFile>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QTest>
#include <QTimer>

using namespace helio;
using namespace helio::test;
using namespace std::chrono_literals;

namespace {

/// What people write who have read nothing: asked by HTTP/1.0, nginx fills its buffers.
constexpr char BareBlock[] = R"(
server {
    listen 443 ssl http2;
    location / {
        proxy_pass http://127.0.0.1:7373;
    }
}
)";

constexpr char GzipBlock[] = R"(
server {
    listen 443 ssl http2;
    gzip on;
    gzip_types text/event-stream;
    gzip_proxied any;
    location / {
        proxy_pass http://127.0.0.1:7373;
        proxy_buffering off;
    }
    location /buffered {
        proxy_pass http://127.0.0.1:7373;
    }
}
)";

QByteArray ourBlock()
{
    QFile file(QStringLiteral(NGINX_CONF));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// As an application answers nginx that asks by HTTP/1.0: until it closes. `/16` is an event each 16 ms.
PacedAnswer plainStream(const ScriptedRequest &request)
{
    PacedAnswer answer;
    answer.head = streamHead("Cache-Control: no-cache\r\n");
    answer.isChunked = false;
    answer.interval = std::chrono::milliseconds(request.target.split('/').constLast().toInt());
    answer.chunk = [start = std::chrono::steady_clock::now(), interval = answer.interval, next = 1](int) mutable {
        QByteArray events;
        // All that are due, as this machine may be late itself.
        for (const auto due = (std::chrono::steady_clock::now() - start) / interval; next <= due; ++next)
            events += numberedEvent(next, 128);
        return std::optional(events);
    };
    return answer;
}

} // namespace

/// Real proxies between a check and a stream.
class StreamCheckNginxTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void defaultsHoldBackAtEachLoad();
    void againstSaysByHowMuch();
    void bufferedGzipHoldsBack();
    void unbufferedGzipDoesNot();
    void ourHubIsHealthy();
    void ourHubBehindOurNginxIsHealthy();

private:
    static void publish(const HelioProcess &hub, QNetworkAccessManager &manager, int number);
};

void StreamCheckNginxTest::initTestCase()
{
    if (!NginxProcess::isAvailable())
        QSKIP("nginx is not installed");
}

void StreamCheckNginxTest::defaultsHoldBackAtEachLoad()
{
    // 4,096 bytes are 32 events: held for 0.14 to 6.3 s.
    const QList<int> intervals = {4, 10, 20, 40, 80, 196};
    PacedServer server(plainStream);
    NginxProcess nginx(NginxProcess::Protocol::Http1);
    QVERIFY2(nginx.start(BareBlock, server.port()), qPrintable(nginx.report()));
    std::vector<std::unique_ptr<CheckBench>> benches;
    for (const int interval : intervals) {
        CheckPlan plan;
        plan.request.url = nginx.url(QStringLiteral("/%1").arg(interval));
        benches.push_back(std::make_unique<CheckBench>(plan));
    }
    for (const auto &bench : benches)
        QVERIFY(bench->waitForEnd());
    for (std::size_t i = 0; i < benches.size(); ++i)
        QVERIFY2(benches[i]->found().contains("buffered error"),
                 (QByteArray::number(intervals[qsizetype(i)]) + " ms: " + benches[i]->text()).constData());
}

void StreamCheckNginxTest::againstSaysByHowMuch()
{
    PacedServer server([start = std::chrono::steady_clock::now()](const ScriptedRequest &request) {
        PacedAnswer answer = plainStream(request);
        // One stream for all who listen.
        answer.chunk = [start, interval = answer.interval,
                        next = (std::chrono::steady_clock::now() - start) / answer.interval + 1](int) mutable {
            QByteArray events;
            for (const auto due = (std::chrono::steady_clock::now() - start) / interval; next <= due; ++next)
                events += numberedEvent(int(next), 128);
            return std::optional(events);
        };
        return answer;
    });
    NginxProcess nginx(NginxProcess::Protocol::Http1);
    QVERIFY2(nginx.start(BareBlock, server.port()), qPrintable(nginx.report()));
    CheckPlan plan = planFor(nginx.url(QStringLiteral("/40")), 10s);
    plan.once = true;
    plan.against = plan.request;
    plan.against->url = server.url(QStringLiteral("/40"));
    CheckBench bench(plan);
    QVERIFY(bench.waitForEnd());
    QVERIFY(bench.report().routes);
    // 32 events of 40 ms fill the buffer: the first waits 1.28 s, and one half of it in the middle.
    QVERIFY2(bench.report().routes->paired > 50, bench.text().constData());
    QVERIFY(bench.report().routes->median > 300ms);
    QVERIFY(bench.report().routes->median < 1'500ms);
    QVERIFY(bench.report().routes->longest > 800ms);
    QVERIFY2(bench.found().contains("buffered error"), bench.text().constData());
}

void StreamCheckNginxTest::bufferedGzipHoldsBack()
{
    PacedServer server(plainStream);
    NginxProcess nginx(NginxProcess::Protocol::Http1);
    QVERIFY2(nginx.start(GzipBlock, server.port()), qPrintable(nginx.report()));
    CheckPlan plan;
    plan.request.url = nginx.url(QStringLiteral("/buffered/80"));
    CheckBench bench(plan);
    QVERIFY(bench.waitForEnd());
    QVERIFY2(bench.found().contains("buffered error"), bench.text().constData());
}

void StreamCheckNginxTest::unbufferedGzipDoesNot()
{
    PacedServer server(plainStream);
    NginxProcess nginx(NginxProcess::Protocol::Http1);
    QVERIFY2(nginx.start(GzipBlock, server.port()), qPrintable(nginx.report()));
    CheckBench bench(planFor(nginx.url(QStringLiteral("/80")), 8s));
    QVERIFY(bench.waitForEnd());
    QVERIFY2(!bench.has(FindingCode::Buffered), bench.text().constData());
}

void StreamCheckNginxTest::publish(const HelioProcess &hub, QNetworkAccessManager &manager, int number)
{
    QNetworkRequest request(hub.url(QStringLiteral("/channels/sse")));
    request.setHeader(QNetworkRequest::ContentTypeHeader, QStringLiteral("text/plain"));
    QNetworkReply *const reply = manager.post(request, QByteArray("event ") + QByteArray::number(number));
    connect(reply, &QNetworkReply::finished, reply, &QObject::deleteLater);
}

void StreamCheckNginxTest::ourHubIsHealthy()
{
    HelioProcess hub;
    QVERIFY2(hub.start(), qPrintable(hub.report()));
    QNetworkAccessManager manager;
    QTimer timer;
    int number = 0;
    connect(&timer, &QTimer::timeout, this, [&] { publish(hub, manager, ++number); });
    timer.start(150);
    CheckBench bench(planFor(hub.url(QStringLiteral("/stream")), 8s));
    QVERIFY(bench.waitForEnd());
    QVERIFY2(bench.faults().isEmpty(), bench.text().constData());
    QVERIFY(bench.report().figures.events > 10);
}

void StreamCheckNginxTest::ourHubBehindOurNginxIsHealthy()
{
    HelioProcess hub(
        {QStringLiteral("--trusted-proxies"), QStringLiteral("127.0.0.1"), QStringLiteral("--open-access")});
    QVERIFY2(hub.start(), qPrintable(hub.report()));
    NginxProcess nginx(NginxProcess::Protocol::Http1);
    QVERIFY2(nginx.start(ourBlock(), hub.port()), qPrintable(nginx.report()));
    QNetworkAccessManager manager;
    QTimer timer;
    int number = 0;
    connect(&timer, &QTimer::timeout, this, [&] { publish(hub, manager, ++number); });
    timer.start(150);
    CheckPlan plan = planFor(nginx.url(QStringLiteral("/stream")), 8s);
    plan.against = plan.request;
    plan.against->url = hub.url(QStringLiteral("/stream"));
    CheckBench bench(plan);
    QVERIFY(bench.waitForEnd());
    QVERIFY2(bench.faults().isEmpty(), bench.text().constData());
    QVERIFY(bench.report().routes->paired > 10);
}

QTEST_GUILESS_MAIN(StreamCheckNginxTest)
#include "tst_streamcheck_nginx.moc"
