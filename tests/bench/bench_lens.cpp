// SPDX-License-Identifier: GPL-3.0-or-later
#include "lens/lens.h"

#include <algorithm>
#include <cstdio>
#include <ctime>

// How many deltas go through the lens in a second of a processor, for each dialect; and an answer of 10 MB in small
// deltas, with the slowest hundredth of it. Processor time, so that a busy machine counts less.
//
//   bench_lens [ROUNDS]

using namespace helio;

namespace {

/// Of this thread's processor time.
double secondsNow()
{
    timespec time{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return double(time.tv_sec) + double(time.tv_nsec) / 1e9;
}

struct Stream
{
    const char *dialect;
    QByteArray delta;
};

const Stream Streams[] = {
    {"openai-chat", R"({"id":"chatcmpl-9xYz","object":"chat.completion.chunk","created":1731000000,"model":"gpt-4o",)"
                    R"("system_fingerprint":"fp_1","choices":[{"index":0,"delta":{"content":" word"},"logprobs":null,)"
                    R"("finish_reason":null}]})"},
    {"openai-responses",
     R"({"type":"response.output_text.delta","sequence_number":7,"item_id":"msg_1","output_index":0,)"
     R"("content_index":0,"delta":" word","logprobs":[]})"},
    {"anthropic", R"({"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":" word"}})"},
    {"gemini", R"({"candidates":[{"content":{"parts":[{"text":" word"}],"role":"model"},"index":0}],)"
               R"("usageMetadata":{"promptTokenCount":3,"totalTokenCount":9},"modelVersion":"g","responseId":"r"})"},
    {"vercel-ui", R"({"type":"text-delta","id":"txt-0","delta":" word"})"},
    {"ag-ui", R"({"type":"TEXT_MESSAGE_CONTENT","messageId":"m-1","delta":" word"})"},
    {"ollama", R"({"model":"llama3","created_at":"2026-11-28T20:00:00.0Z","message":{"role":"assistant",)"
               R"("content":" word"},"done":false})"},
    {"mcp", R"({"jsonrpc":"2.0","method":"notifications/progress","params":{"progressToken":1,"progress":3}})"},
};

double deltasPerSecond(const Stream &stream, int rounds)
{
    constexpr int Count = 200'000;
    double best = 0;
    const Event event{{}, {}, {}, stream.delta};
    for (int round = 0; round < rounds; ++round) {
        Lens lens(*DialectLibrary::builtIn().find(stream.dialect));
        const auto begin = secondsNow();
        for (int i = 0; i < Count; ++i)
            lens.feed(event, qint64(i) * 1000, quint64(i) + 1);
        best = std::max(best, Count / (secondsNow() - begin));
    }
    return best;
}

void printLargeAnswer()
{
    constexpr int Parts = 100;
    constexpr int DeltasEach = 20'000; // of five bytes
    Lens lens(*DialectLibrary::builtIn().find("anthropic"));
    const Event event{{}, {}, {}, Streams[2].delta};
    double slowest = 0;
    quint64 number = 0;
    const auto begin = secondsNow();
    for (int part = 0; part < Parts; ++part) {
        const auto partBegin = secondsNow();
        for (int i = 0; i < DeltasEach; ++i)
            lens.feed(event, 0, ++number);
        slowest = std::max(slowest, (secondsNow() - partBegin));
    }
    const double all = (secondsNow() - begin);
    std::printf("an answer of %.1f MB: %.2f s, its slowest hundredth %.0f ms (%.0f ms on average)\n",
                double(lens.messages().front().text().size()) / 1e6, all, slowest * 1000, all * 1000 / Parts);
}

} // namespace

int main(int argc, char *argv[])
{
    const int rounds = argc > 1 ? std::max(1, QByteArray(argv[1]).toInt()) : 5;
    for (const Stream &stream : Streams)
        std::printf("%-17s %5.2f million deltas/s of %lld bytes\n", stream.dialect,
                    deltasPerSecond(stream, rounds) / 1e6, static_cast<long long>(stream.delta.size()));
    printLargeAnswer();
    return 0;
}
