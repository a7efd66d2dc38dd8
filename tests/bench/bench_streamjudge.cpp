// SPDX-License-Identifier: GPL-3.0-or-later
#include "event/eventstreamparser.h"
#include "findings/streamjudge.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <functional>

// What a judge costs beside the parser of the stream that it judges, for kinds of streams: bytes per event, nanoseconds
// of the processor per byte of each, and their ratio.

using namespace helio;

namespace {

constexpr qsizetype StreamBytes = 16 * 1024 * 1024;
constexpr qsizetype ChunkBytes = 16 * 1024;
constexpr int Rounds = 5;

double processorSeconds()
{
    timespec time{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return double(time.tv_sec) + double(time.tv_nsec) / 1e9;
}

double fastest(const std::function<void()> &act)
{
    double best = 1e9;
    for (int round = 0; round < Rounds; ++round) {
        const double begin = processorSeconds();
        act();
        best = std::min(best, processorSeconds() - begin);
    }
    return best;
}

void parse(const QByteArray &stream)
{
    EventStreamParser parser;
    for (qsizetype at = 0; at < stream.size(); at += ChunkBytes) {
        QByteArrayView chunk = QByteArrayView(stream).sliced(at, std::min(ChunkBytes, stream.size() - at));
        while (parser.feedFront(chunk)) {
            while (parser.nextItem()) {
            }
        }
    }
}

void judge(const QByteArray &stream)
{
    StreamJudge judge;
    Moment now{0};
    judge.onRequest({}, now);
    judge.onHead({200, {}, {{"Content-Type", "text/event-stream"}}}, now);
    for (qsizetype at = 0; at < stream.size(); at += ChunkBytes) {
        now += std::chrono::milliseconds(1);
        judge.onBytes(QByteArrayView(stream).sliced(at, std::min(ChunkBytes, stream.size() - at)), now);
    }
}

void measure(const char *name, const std::function<QByteArray(int)> &event)
{
    QByteArray stream;
    int events = 0;
    while (stream.size() < StreamBytes)
        stream += event(events++);
    const double bytes = double(stream.size());
    const double parser = fastest([&] { parse(stream); }) * 1e9 / bytes;
    const double judged = fastest([&] { judge(stream); }) * 1e9 / bytes;
    std::printf("%-28s %7.0f B/event  parser %6.3f ns/B  judge %6.3f ns/B  %5.1f times\n", name, bytes / events, parser,
                judged, judged / parser);
}

} // namespace

int main()
{
    measure("small text", [](int i) { return "data: " + QByteArray::number(i) + "\n\n"; });
    measure("small JSON", [](int i) { return "data: {\"symbol\":\"A\",\"price\":" + QByteArray::number(i) + "}\n\n"; });
    measure("our hub", [](int i) {
        return "event: price\nid: 1767225600000-" + QByteArray::number(i) + "\ndata: {\"a\":\"" + QByteArray(160, 'x') +
               "\"}\n\n";
    });
    measure("4 KiB", [](int i) {
        return "id: " + QByteArray::number(i) + "\ndata: {\"a\":\"" + QByteArray(4000, 'x') + "\"}\n\n";
    });
    measure("Japanese", [](int i) {
        return "id: " + QByteArray::number(i) + "\ndata: " + QByteArray("日本語のイベント").repeated(20) + "\n\n";
    });
    measure("a model's deltas", [](int i) {
        return R"(data: {"id":"c1","object":"chat.completion.chunk","created":1767225600,"model":"m","choices":)"
               R"([{"index":0,"delta":{"content":" word)" +
               QByteArray::number(i) + R"("},"logprobs":null,"finish_reason":null}]})" + "\n\n";
    });
}
