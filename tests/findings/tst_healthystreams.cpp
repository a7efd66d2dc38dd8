// SPDX-License-Identifier: GPL-3.0-or-later
#include "judgebench.h"

#include <QTest>

#include <functional>
#include <random>

using namespace helio;
using namespace std::chrono_literals;

namespace {

using Stream = std::function<void(JudgeBench &)>;
void row(const char *name, const Stream &stream)
{
    QTest::newRow(name) << stream;
}

QByteArray number(int value)
{
    return QByteArray::number(value);
}

} // namespace

/// Streams that are as they should be: neither an error nor a warning, whenever one asks.
class HealthyStreamsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aHealthyStreamHasNeitherErrorNorWarning_data();
    void aHealthyStreamHasNeitherErrorNorWarning();
};

void HealthyStreamsTest::aHealthyStreamHasNeitherErrorNorWarning_data()
{
    QTest::addColumn<Stream>("stream");
    row("Flask-SSE", [](JudgeBench &bench) {
        bench.answer({{"Content-Type", "text/event-stream; charset=utf-8"}, {"Server", "gunicorn"}});
        for (int i = 0; i < 40; ++i) {
            bench.wait(1s);
            bench.bytes("event:greeting\ndata:{\"message\": \"Hello!\"}\n\n");
        }
    });
    row("Hono", [](JudgeBench &bench) {
        bench.answer(
            {{"content-type", "text/event-stream"}, {"cache-control", "no-cache"}, {"transfer-encoding", "chunked"}});
        for (int i = 0; i < 40; ++i) {
            bench.bytes("event: time-update\ndata: It is " + number(i) + "\nid: " + number(i) + "\n\n");
            bench.wait(1s);
        }
    });
    row("better-sse", [](JudgeBench &bench) {
        bench.answer({{"content-type", "text/event-stream"},
                      {"cache-control", "private, no-cache, no-store, no-transform, must-revalidate, max-age=0"},
                      {"x-accel-buffering", "no"}});
        bench.bytes("retry:2000\n\n");
        for (int i = 0; i < 40; ++i) {
            bench.wait(3s);
            bench.bytes(":\n\n");
            bench.bytes("event:message\nid:a" + number(i) + "\ndata:\"x\"\n\n");
        }
    });
    row("Nchan", [](JudgeBench &bench) {
        bench.answer({{"Server", "nginx/1.22.1"},
                      {"Content-Type", "text/event-stream; charset=utf-8"},
                      {"Connection", "close"}});
        bench.bytes(": hi\n\n");
        for (int i = 0; i < 30; ++i) {
            bench.wait(2s);
            bench.bytes("id: 17000000" + number(10 + i) + ":0\ndata: message " + number(i) + "\n\n");
        }
    });
    row("our own hub", [](JudgeBench &bench) {
        bench.answer(
            {{"Content-Type", "text/event-stream"}, {"Cache-Control", "no-cache"}, {"X-Accel-Buffering", "no"}});
        bench.bytes("retry: 3127\n\n");
        for (int i = 0; i < 60; ++i) {
            bench.wait(1s);
            bench.bytes("event: system\nchannel: system\nid: 17672256" + number(10000 + i) +
                        "-0\ndata: {\"cpu\":0.5,\"time\":\"2026-01-01T00:00:00.000Z\"}\n\n");
            if (i % 15 == 14)
                bench.bytes(":\n\n");
        }
        bench.bytes("event: shutdown\ndata: {\"reason\":\"restart\"}\n\n");
        bench.end(JudgedEnd::Complete);
    });
    row("batches that the publisher means", [](JudgeBench &bench) {
        bench.answer();
        for (int batch = 0; batch < 12; ++batch) {
            bench.wait(5s);
            QByteArray all;
            for (int i = 0; i < 30; ++i)
                all += "id: " + number(batch * 30 + i) + "\ndata: {\"row\":" + number(i) + "}\n\n";
            bench.bytes(all);
        }
    });
    row("3 tokens each 60 ms", [](JudgeBench &bench) {
        bench.answer();
        for (int i = 0; i < 600; ++i) {
            bench.wait(60ms);
            bench.bytes("data: a\n\ndata: b\n\ndata: c\n\n");
        }
    });
    for (const int rate : {1, 5, 20, 200}) {
        row(qPrintable(QStringLiteral("Poisson arrivals, %1 per second").arg(rate)), [rate](JudgeBench &bench) {
            bench.answer();
            std::minstd_rand random(unsigned(rate) + 1);
            std::exponential_distribution<double> distance(rate);
            while (bench.now < 1h + 60s) {
                bench.wait(std::chrono::microseconds(qint64(distance(random) * 1e6)));
                bench.bytes("data: {\"value\":" + number(int(random())) + "}\n\n");
            }
        });
    }
    row("200 KB/s", [](JudgeBench &bench) {
        bench.answer();
        QByteArray wire;
        for (int i = 0; wire.size() < 2'000'000; ++i)
            wire += "id: " + number(i) + "\ndata: " + QByteArray(300 + i % 50, 'x') + "\n\n";
        for (qsizetype at = 0; at < wire.size(); at += 1448) {
            bench.wait(7ms);
            bench.bytes(QByteArrayView(wire).sliced(at, std::min<qsizetype>(1448, wire.size() - at)));
        }
    });
    row("a slow starter", [](JudgeBench &bench) {
        bench.wait(4s);
        bench.answer();
        bench.wait(12s);
        for (int i = 0; i < 20; ++i) {
            bench.event("x", number(i));
            bench.wait(700ms);
        }
    });
    row("long silences with comments", [](JudgeBench &bench) {
        bench.answer();
        for (int i = 0; i < 30; ++i) {
            for (int beat = 0; beat < 20; ++beat) {
                bench.wait(15s);
                bench.bytes(": keep-alive\n\n");
            }
            bench.event("x", number(i));
        }
    });
    row("a model that thinks for long", [](JudgeBench &bench) {
        bench.ask(JudgeBench::post());
        bench.answer();
        bench.wait(40s);
        for (int i = 0; i < 300; ++i) {
            bench.event(
                "{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"a\"}}],\"object\":\"chat.completion.chunk\"}");
            bench.wait(20ms);
        }
        bench.event("{\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}],\"object\":\"chat.completion."
                    "chunk\"}");
        bench.event("[DONE]");
        bench.end(JudgedEnd::Complete);
    });
    row("behind HAProxy", [](JudgeBench &bench) {
        bench.answerWith({{"Via", "1.1 haproxy"}});
        for (int i = 0; i < 200; ++i) {
            bench.wait(200ms);
            bench.bytes("data: " + QByteArray(400 + i * 37 % 91, 'x') +
                        "\n\ndata: " + QByteArray(300 + i * 7 % 50, 'x'));
            bench.bytes("\n\n");
        }
    });
    row("behind nginx rightly set, compressed", [](JudgeBench &bench) {
        bench.answerWith({{"Server", "nginx"}, {"Content-Encoding", "gzip"}});
        for (int i = 0; i < 100; ++i) {
            bench.wait(900ms);
            bench.event(QByteArray(200, 'x'), number(i));
        }
    });
    row("events larger than a segment", [](JudgeBench &bench) {
        bench.answer();
        for (int i = 0; i < 50; ++i) {
            bench.bytes("id: " + number(i) + "\ndata: " + QByteArray(3000, 'x'));
            bench.wait(40ms);
            bench.bytes(QByteArray(3000, 'x') + "\n\n");
            bench.wait(1s);
        }
    });
    row("history, then live", [](JudgeBench &bench) {
        bench.answer();
        for (int i = 0; i < 1000; ++i)
            bench.event("{\"n\":1}", number(i));
        for (int i = 1000; i < 1040; ++i) {
            bench.wait(2s);
            bench.event("{\"n\":1}", number(i));
        }
    });
    row("LaunchDarkly", [](JudgeBench &bench) {
        bench.answer({{"Content-Type", "text/event-stream; charset=utf-8"},
                      {"Cache-Control", "no-cache, no-store, must-revalidate"}});
        bench.bytes("event: put\ndata: {\"path\":\"/\",\"data\":{}}\n\n");
        for (int i = 0; i < 10; ++i) {
            bench.wait(25s);
            bench.bytes(":\n");
        }
    });
    row("Kubernetes watch as JSON lines", [](JudgeBench &bench) {
        JudgedRequest request = JudgeBench::get();
        request.format = StreamFormat::JsonLines;
        bench.ask(request);
        bench.answer({{"Content-Type", "application/json"}, {"Cache-Control", "no-cache, private"}});
        for (int i = 0; i < 50; ++i) {
            bench.wait(300ms);
            bench.bytes("{\"type\":\"MODIFIED\",\"object\":{\"n\":" + number(i) + "}}\n");
        }
    });
    row("an MCP answer as a stream", [](JudgeBench &bench) {
        JudgedRequest request = JudgeBench::post();
        request.isMcp = true;
        bench.ask(request);
        bench.answer();
        bench.bytes("id: 1\ndata:\n\n");
        bench.wait(1s);
        bench.bytes("event: message\ndata: {\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}\n\n");
        bench.end(JudgedEnd::Complete);
    });
    row("CR alone", [](JudgeBench &bench) {
        bench.answer();
        for (int i = 0; i < 50; ++i) {
            bench.wait(1s);
            bench.bytes("id: " + number(i) + "\rdata: x\r\r");
        }
    });
}

void HealthyStreamsTest::aHealthyStreamHasNeitherErrorNorWarning()
{
    QFETCH(Stream, stream);
    JudgeBench bench;
    bench.asksAlways = true;
    stream(bench);
    QVERIFY2(bench.unhealthy.isEmpty(), bench.unhealthy.constData());
    HEALTHY(bench);
    bench.wait(20s);
    HEALTHY(bench);
}

QTEST_APPLESS_MAIN(HealthyStreamsTest)
#include "tst_healthystreams.moc"
