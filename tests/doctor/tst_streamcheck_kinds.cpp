// SPDX-License-Identifier: GPL-3.0-or-later
#include "checkbench.h"
#include "findings/findingtable.h"
#include "pacedserver.h"

#include <QTest>

using namespace helio;
using namespace std::chrono_literals;

namespace {

using Step = std::function<std::optional<QByteArray>(int)>;

/// A server of one kind, and what is asked of it.
struct Kind
{
    const char *name;
    std::function<PacedAnswer(const ScriptedRequest &)> answer;
    std::optional<FindingCode> code = {}; ///< what has to be found; nothing: no error and no warning
    std::function<void(CheckPlan &)> change = [](CheckPlan &) {};
};

QByteArray chunkedHead(const QByteArray &moreHeaders)
{
    return streamHead(moreHeaders + "Transfer-Encoding: chunked\r\n");
}

PacedAnswer answering(const Step &chunk, std::chrono::milliseconds interval = 200ms)
{
    PacedAnswer answer;
    answer.interval = interval;
    answer.chunk = chunk;
    return answer;
}

PacedAnswer withHead(const QByteArray &head, PacedAnswer answer)
{
    answer.head = head;
    return answer;
}

/// Events whose numbers all connections share; who comes back goes on where it was.
PacedAnswer live(
    const ScriptedRequest &request,
    const std::function<QByteArray(int)> &event = [](int number) { return numberedEvent(number); })
{
    static const auto start = std::chrono::steady_clock::now();
    const auto now = [] { return int((std::chrono::steady_clock::now() - start) / 200ms) + 1; };
    const int after = request.header("last-event-id").toInt();
    return answering(
        [now, event, next = after > 0 ? after + 1 : now()](int) mutable {
            QByteArray events;
            for (; next <= now(); ++next)
                events += event(next);
            return std::optional(events);
        },
        50ms);
}

std::function<PacedAnswer(const ScriptedRequest &)> liveWith(const QByteArray &format)
{
    return [format](const ScriptedRequest &request) {
        return live(request,
                    [format](int number) { return QByteArray(format).replace("%N", QByteArray::number(number)); });
    };
}

/// Each of `events` at once, then `events` once more.
Step repeating(const QByteArrayList &events)
{
    return [events](int step) { return std::optional(events[step % events.size()]); };
}

/// Each of `chunks`, then the end.
Step saying(const QByteArrayList &chunks)
{
    return [chunks](int step) { return step < chunks.size() ? std::optional(chunks[step]) : std::nullopt; };
}

QByteArray delta(const QByteArray &text)
{
    return R"(data: {"id":"c","object":"chat.completion.chunk","model":"m","choices":[{"index":0,"delta":{"content":")" +
           text + "\"}}]}\n\n";
}

QByteArrayList deltas(int count)
{
    QByteArrayList chunks;
    for (int i = 0; i < count; ++i)
        chunks.append(delta("word" + QByteArray::number(i) + ' '));
    return chunks;
}

QByteArray finish(const QByteArray &reason)
{
    return R"(data: {"id":"c","object":"chat.completion.chunk","model":"m","choices":[{"index":0,"delta":{},"finish_reason":")" +
           reason + "\"}]}\n\n";
}

const QByteArray Done = "data: [DONE]\n\n";

void posts(CheckPlan &plan)
{
    plan.request.asked.method = "POST";
    plan.request.asked.body = R"({"stream":true})";
}

void asksAsAPage(CheckPlan &plan)
{
    plan.request.origin = "https://page.example";
}

PacedAnswer model(const QByteArrayList &chunks, std::chrono::milliseconds interval = 60ms)
{
    return answering(saying(chunks), interval);
}

QList<Kind> faults()
{
    using Code = FindingCode;
    const QByteArray noCache = "Cache-Control: no-cache\r\n";
    return {
        {"another type",
         [](const auto &request) {
             return withHead("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nTransfer-Encoding: chunked\r\n\r\n",
                             live(request));
         },
         Code::WrongType},
        {"no type",
         [](const auto &request) {
             return withHead("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", live(request));
         },
         Code::WrongType},
        {"another charset",
         [](const auto &request) {
             return withHead("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream; charset=shift_jis\r\n"
                             "Transfer-Encoding: chunked\r\n\r\n",
                             live(request));
         },
         Code::WrongCharset},
        {"lines without a blank one", [](const auto &) { return answering(repeating({"data: a\n"})); },
         Code::NoBlankLine},
        {"a field in capitals", liveWith("Data: lost\ndata: %N\n\n"), Code::OddLines},
        {"data twice", liveWith("data: data: %N\n\n"), Code::OddLines},
        {"nothing", [](const auto &) { return answering([](int) { return std::optional(QByteArray()); }); },
         Code::Silent},
        {"a body that breaks off",
         [](const auto &) {
             PacedAnswer answer = model(deltas(12));
             answer.hasLastChunk = false;
             return answer;
         },
         Code::Cut, posts},
        {"an event that is not finished",
         [](const auto &) {
             return answering(saying({numberedEvent(1), "data: ha"}), 100ms);
         },
         Code::Unfinished},
        {"an answer without its end", [](const auto &) { return model(deltas(12)); }, Code::NoEndMark, posts},
        {"an answer without its last mark",
         [](const auto &) { return model(deltas(12) + QByteArrayList{finish("stop")}); }, Code::NoEndMark, posts},
        {"an error within 200",
         [](const auto &) {
             return model(deltas(3) + QByteArrayList{"data: {\"error\":{\"message\":\"overloaded\"}}\n\n", Done});
         },
         Code::StreamError, posts},
        {"an answer that was too long",
         [](const auto &) {
             return model(deltas(12) + QByteArrayList{finish("length"), Done});
         },
         Code::StoppedEarly, posts},
        {"all text at once",
         [](const auto &) {
             PacedAnswer answer = answering(saying({"", "", "", deltas(40).join(), finish("stop") + Done}), 700ms);
             return answer;
         },
         Code::AllAtOnce, posts},
        {"a stream that ends each time", [](const auto &) { return answering(saying({numberedEvent(1)})); },
         Code::EndsAtOnce},
        {"heartbeats that everybody must throw away",
         [](const auto &) {
             return answering(
                 [](int step) {
                     return std::optional(step % 2 ? QByteArray("event: ping\ndata: {}\n\n") : numberedEvent(step));
                 },
                 600ms);
         },
         Code::HeartbeatAsEvent},
        {"no ids", liveWith("data: %N\n\n"), Code::NoIds},
        {"ids that come back",
         [](const auto &) {
             return answering([](int step) {
                 return std::optional("id: " + QByteArray::number(step % 3) + "\ndata: " + QByteArray::number(step) +
                                      "\n\n");
             });
         },
         Code::RepeatedId},
        {"ids that begin anew",
         [](const auto &) {
             return answering([mark = QByteArray::number(
                                   qint64(std::chrono::steady_clock::now().time_since_epoch().count()))](int step) {
                 return std::optional("id: " + QByteArray::number(step + 1) + "\ndata: " + mark + ' ' +
                                      QByteArray::number(step) + "\n\n");
             });
         },
         Code::IdsPerConnection},
        {"retry of 5 ms",
         [](const auto &request) {
             return live(request, [](int number) { return "retry: 5\n" + numberedEvent(number); });
         },
         Code::HarmfulRetry},
        {"bytes that are no UTF-8", liveWith("id: %N\ndata: \xFF\xFE\n\n"), Code::InvalidUtf8},
        {"an id with NUL",
         [](const auto &request) {
             return live(request, [](int number) {
                 return "id: " + QByteArray::number(number) + QByteArray("\0x\ndata: a\n\n", 12);
             });
         },
         Code::IdWithNul},
        {"JSON and text",
         [](const auto &request) {
             return live(request, [](int number) {
                 return "id: " + QByteArray::number(number) +
                        (number % 2 ? "\ndata: {\"a\":1}\n\n" : "\ndata: plain text\n\n");
             });
         },
         Code::MixedData},
        {"an event of more than 1 MiB",
         [](const auto &) {
             return answering(
                 [](int step) { return std::optional(numberedEvent(step + 1, step == 0 ? 1'200'000 : 0)); });
         },
         Code::LargeEvent},
        {"an answer that may be kept", [](const auto &request) { return withHead(chunkedHead({}), live(request)); },
         Code::Cacheable},
        {"a page may not read it", [](const auto &request) { return live(request); }, Code::Cors, asksAsAPage},
        {"six connections for a page",
         [noCache](const auto &request) {
             return withHead(chunkedHead(noCache + "Access-Control-Allow-Origin: *\r\n"), live(request));
         },
         Code::SixConnections, asksAsAPage},
    };
}

QList<Kind> healthyKinds()
{
    return {
        {"numbered events", [](const auto &request) { return live(request); }},
        {"a body that ends with its connection",
         [](const auto &request) {
             PacedAnswer answer =
                 withHead(streamHead("Cache-Control: no-store\r\nConnection: close\r\n"), live(request));
             answer.isChunked = false;
             return answer;
         }},
        {"line ends of CR LF, and data of two lines", liveWith("id: %N\r\nevent: m\r\ndata: a\r\ndata: b\r\n\r\n")},
        {"fields without a space, as Flask-SSE writes them", liveWith("event:greeting\ndata:{\"n\": %N}\nid:%N\n\n")},
        {"a byte order mark",
         [](const auto &request) {
             PacedAnswer answer = live(request);
             answer.chunk = [isFirst = true, next = answer.chunk](int step) mutable {
                 auto bytes = next(step);
                 if (bytes && std::exchange(isFirst, false))
                     bytes->prepend("\xEF\xBB\xBF");
                 return bytes;
             };
             return answer;
         }},
        {"comments between rare events",
         [](const auto &) { return answering(repeating({": keep-alive\n\n"}), 1500ms); }},
        {"blank lines as heartbeats", [](const auto &) { return answering(repeating({"\n"}), 1500ms); }},
        {"batches that the publisher means",
         [](const auto &) {
             return answering(
                 [count = 0](int) mutable {
                     QByteArray batch;
                     for (int i = 0; i < 6; ++i)
                         batch += "data: {\"n\":" + QByteArray::number(++count) + "}\n\n";
                     return std::optional(batch);
                 },
                 1200ms);
         }},
        {"three tokens each 60 ms",
         [](const auto &) {
             QByteArrayList chunks;
             for (int i = 0; i < 40; ++i)
                 chunks.append(deltas(3).join());
             return model(chunks + QByteArrayList{finish("stop"), Done});
         },
         {},
         posts},
        {"an answer that was there at once",
         [](const auto &) { return model({deltas(5).join() + finish("stop") + Done}); },
         {},
         posts},
        {"pings while a model thinks",
         [](const auto &) {
             return model(QByteArrayList{": processing\n\n", "", "", "", ": processing\n\n", ""} + deltas(30) +
                              QByteArrayList{finish("stop"), Done},
                          100ms);
         },
         {},
         posts},
        {"events of 100 KB",
         [](const auto &request) { return live(request, [](int number) { return numberedEvent(number, 100'000); }); }},
        {"events of just 4,096 bytes",
         [](const auto &request) { return live(request, [](int number) { return numberedEvent(number, 4096); }); }},
        {"text of many bytes", liveWith("id: %N\ndata: \xE6\x97\xA5\xE6\x9C\xAC\xE8\xAA\x9E \xF0\x9F\x8E\x89\n\n")},
        {"the same id for what belongs together",
         [](const auto &) {
             return answering([](int step) {
                 return std::optional("id: " + QByteArray::number(step / 4) +
                                      "\ndata: {\"n\":" + QByteArray::number(step) + "}\n\n");
             });
         },
         {},
         [](CheckPlan &plan) { plan.once = true; }},
        {"retry of three seconds",
         [](const auto &request) {
             return live(request, [](int number) { return "retry: 3000\n" + numberedEvent(number); });
         }},
        {"a page that may read it",
         [](const auto &request) {
             return withHead(
                 chunkedHead("Cache-Control: no-cache\r\nAccess-Control-Allow-Origin: https://page.example\r\n"
                             "Access-Control-Allow-Credentials: true\r\nVary: Origin\r\n"),
                 live(request));
         },
         {},
         asksAsAPage},
        {"a slow start",
         [](const auto &request) {
             PacedAnswer answer = live(request);
             answer.before = 1500ms;
             return answer;
         }},
        {"JSON lines",
         [](const auto &) {
             PacedAnswer answer = answering([](int step) {
                 return std::optional("{\"type\":\"ADDED\",\"n\":" + QByteArray::number(step) + "}\n");
             });
             answer.head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n";
             return answer;
         },
         {},
         [](CheckPlan &plan) {
             plan.request.asked.format = StreamFormat::JsonLines;
             plan.once = true;
         }},
    };
}

} // namespace

/// Each kind has a server of its own, on the wire; all are watched at once.
class StreamCheckKindsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void eachFaultIsNamedByItsCode();
    void healthyStreamsHaveNeitherErrorNorWarning();

private:
    /// What is wrong with the checks of `kinds`, a line each.
    QByteArray problemsOf(const QList<Kind> &kinds);
};

QByteArray StreamCheckKindsTest::problemsOf(const QList<Kind> &kinds)
{
    std::vector<std::unique_ptr<PacedServer>> servers;
    std::vector<std::unique_ptr<CheckBench>> benches;
    for (const Kind &kind : kinds) {
        servers.push_back(std::make_unique<PacedServer>(kind.answer));
        CheckPlan plan = planFor(servers.back()->url(), 8s);
        kind.change(plan);
        benches.push_back(std::make_unique<CheckBench>(plan));
    }
    QByteArray problems;
    for (qsizetype i = 0; i < kinds.size(); ++i) {
        CheckBench &bench = *benches[size_t(i)];
        const bool isRight =
            bench.waitForEnd() && (kinds[i].code ? bench.has(*kinds[i].code) : bench.faults().isEmpty());
        if (!isRight)
            problems += QByteArray("\n") + kinds[i].name + ": " + bench.text();
    }
    return problems;
}

void StreamCheckKindsTest::eachFaultIsNamedByItsCode()
{
    const QByteArray problems = problemsOf(faults());
    QVERIFY2(problems.isEmpty(), problems.constData());
}

void StreamCheckKindsTest::healthyStreamsHaveNeitherErrorNorWarning()
{
    const QByteArray problems = problemsOf(healthyKinds());
    QVERIFY2(problems.isEmpty(), problems.constData());
}

QTEST_GUILESS_MAIN(StreamCheckKindsTest)
#include "tst_streamcheck_kinds.moc"
