// SPDX-License-Identifier: GPL-3.0-or-later
#include "heardnotes.h"

using namespace helio;

void HeardNotes::onRequest(const JudgedRequest &told, Moment now)
{
    request = told;
    asked = now;
}

void HeardNotes::onHead(const JudgedHead &told, Moment now, Trust /*trust*/)
{
    heads.append(told);
    headTime = now;
}

void HeardNotes::onBytes(QByteArrayView bytes, Moment now, Trust trust)
{
    chunks.append({bytes.toByteArray(), now, trust});
}

void HeardNotes::onEnd(JudgedEnd told, Moment now)
{
    ends.append(told);
    endTime = now;
}

QByteArray HeardNotes::body() const
{
    QByteArray all;
    for (const Chunk &chunk : chunks)
        all += chunk.bytes;
    return all;
}

namespace {

HearingRequest requestOf(const QUrl &url, const EventSourceOptions &asked)
{
    HearingRequest request;
    request.url = url;
    request.asked = asked;
    return request;
}

} // namespace

HearingBench::HearingBench(const QUrl &url, const EventSourceOptions &asked)
    : HearingBench(requestOf(url, asked))
{}

HearingBench::HearingBench(HearingRequest request)
    : hearing(std::move(request), notes)
{
    loop.start(hearing);
}

bool HearingBench::turnUntil(const std::function<bool()> &enough)
{
    return QTest::qWaitFor(
        [&] {
            loop.turn();
            return enough();
        },
        20'000);
}

bool HearingBench::turnToEnd()
{
    return turnUntil([this] { return hearing.hasEnded(); });
}
