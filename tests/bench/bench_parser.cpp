// SPDX-License-Identifier: GPL-3.0-or-later
#include "event/eventstreamparser.h"

#include <QFile>

#include <algorithm>
#include <chrono>
#include <cstdio>

// tools/bench runs this and parser.mjs in turns, and puts their lines together.
//
//   bench_parser FILE CHUNK_BYTES ROUNDS   reads FILE in chunks of this size (0: in one) and prints
//   EVENTS DATA_BYTES SECONDS              of the fastest round

using namespace helio;

namespace {

struct Measurement
{
    qint64 events = 0;
    qint64 dataBytes = 0;
    double seconds = 0;
};

Measurement measure(QByteArrayView stream, qsizetype chunkBytes)
{
    Measurement measurement;
    const auto begin = std::chrono::steady_clock::now();
    EventStreamParser parser;
    for (qsizetype at = 0; at < stream.size(); at += chunkBytes) {
        // As the event source reads.
        QByteArrayView chunk = stream.sliced(at, std::min(chunkBytes, stream.size() - at));
        while (parser.feedFront(chunk)) {
            while (const auto item = parser.nextItem()) {
                ++measurement.events;
                measurement.dataBytes += item->event.data.size();
            }
        }
    }
    measurement.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    return measurement;
}

} // namespace

int main(int argc, char *argv[])
{
    if (argc != 4) {
        std::fputs("usage: bench_parser FILE PIECE_BYTES ROUNDS\n", stderr);
        return 2;
    }
    QFile file(QString::fromLocal8Bit(argv[1]));
    if (!file.open(QIODevice::ReadOnly)) {
        std::fprintf(stderr, "bench_parser: cannot read %s: %s\n", argv[1], qPrintable(file.errorString()));
        return 1;
    }
    const QByteArray stream = file.readAll();
    const qsizetype chunkBytes = QByteArray(argv[2]).toLongLong();
    const int rounds = std::max(1, QByteArray(argv[3]).toInt());

    Measurement best = measure(stream, chunkBytes > 0 ? chunkBytes : stream.size());
    for (int round = 1; round < rounds; ++round) {
        const Measurement next = measure(stream, chunkBytes > 0 ? chunkBytes : stream.size());
        if (next.seconds < best.seconds)
            best = next;
    }
    std::printf("%lld %lld %.6f\n", static_cast<long long>(best.events), static_cast<long long>(best.dataBytes),
                best.seconds);
    return 0;
}
