// SPDX-License-Identifier: GPL-3.0-or-later
#include "budget.h"
#include "findings/findingtable.h"
#include "findings/streamjudge.h"

#include <chrono>

// The first bytes say what was asked for and how it ended, then come the body's bytes with their times. However the
// bytes of one moment are cut, the same must be found, with the same words, figures and evidence; what is kept stays
// within its bounds.

namespace {

using helio::fuzz::require;

using namespace helio;
using namespace std::chrono_literals;

/// Hands out the fuzzer's bytes.
class Input
{
public:
    explicit Input(QByteArrayView bytes)
        : rest_(bytes)
    {}

    bool isEmpty() const { return rest_.isEmpty(); }
    quint8 byte()
    {
        if (rest_.isEmpty())
            return 0;
        const auto first = quint8(rest_.front());
        rest_ = rest_.sliced(1);
        return first;
    }
    QByteArrayView bytes(qsizetype size)
    {
        const QByteArrayView first = rest_.first(std::min(size, rest_.size()));
        rest_ = rest_.sliced(first.size());
        return first;
    }

private:
    QByteArrayView rest_;
};

JudgedRequest requestFrom(Input &input)
{
    const quint8 choice = input.byte();
    JudgedRequest request;
    request.url = "http://a.test/stream";
    request.hasBody = choice & 1;
    request.method = request.hasBody ? "POST" : "GET";
    request.isMcp = (choice & 14) == 14;
    request.format =
        (choice & 16) ? ((choice & 32) ? StreamFormat::JsonLines : StreamFormat::JsonArray) : StreamFormat::EventStream;
    request.wallClock = (choice & 64) ? 1'767'225'600'000 : 0;
    if (choice & 128) {
        request.origin = "http://b.test";
        request.lastEventId = "1";
    }
    return request;
}

JudgedHead headFrom(Input &input)
{
    const quint8 choice = input.byte();
    JudgedHead head;
    head.status = (choice & 15) == 15 ? 100 + 3 * input.byte() : 200;
    if (!(choice & 16))
        head.fields.append(JudgedHead::Field("Content-Type", "text/event-stream"));
    else
        head.fields.append(JudgedHead::Field("Content-Type", input.bytes(12).toByteArray()));
    if (choice & 32)
        head.fields.append(JudgedHead::Field("Content-Encoding", "gzip"));
    if (choice & 64)
        head.fields.append(JudgedHead::Field("Server", input.bytes(8).toByteArray()));
    return head;
}

std::chrono::nanoseconds timeFrom(quint8 choice)
{
    if (choice < 128)
        return std::chrono::milliseconds(choice / 2);
    return std::chrono::milliseconds((choice - 128) * (choice - 128));
}

QByteArray report(StreamJudge &judge, Moment now)
{
    QByteArray lines;
    for (const Finding &finding : judge.findings(now)) {
        lines += QByteArray(codeName(finding.code)) + ' ' + finding.subject + ' ' + severityName(finding.severity) +
                 ": " + finding.words.english().toUtf8() + ' ' + finding.remedy.english().toUtf8();
        for (const quint64 number : finding.evidence.events + finding.evidence.bytes)
            lines += ' ' + QByteArray::number(number);
        for (const auto time : finding.evidence.times)
            lines += ' ' + QByteArray::number(qint64(time.count()));
        lines += finding.evidence.lines.join('|') + '\n';
        require(finding.evidence.events.size() <= Evidence::MaximumEntries, "evidence without end");
        require(finding.words.english().size() < 4096, "words without end");
    }
    return lines;
}

StreamJudgeOptions options()
{
    StreamJudgeOptions options;
    options.maximumEventBytes = 4096;
    options.heardEvents = 64;
    return options;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const helio::fuzz::WorkBudget budget(size);
    Input input(QByteArrayView(reinterpret_cast<const char *>(data), qsizetype(size)));
    StreamJudge whole(options());
    StreamJudge bytewise(options());
    const auto both = [&](const auto &act) {
        act(whole);
        act(bytewise);
    };
    Moment now = 1h;
    for (int connection = 0; connection < 3 && (connection == 0 || !input.isEmpty()); ++connection) {
        const JudgedRequest request = requestFrom(input);
        both([&](StreamJudge &judge) { judge.onRequest(request, now); });
        JudgedDial dial;
        if (const quint8 choice = input.byte(); choice & 1)
            dial.tcp = timeFrom(choice);
        else
            dial.mss = choice * 10;
        now += timeFrom(input.byte());
        const JudgedHead head = headFrom(input);
        both([&](StreamJudge &judge) {
            judge.onDial(dial);
            judge.onHead(head, now);
        });
        for (quint8 length = input.byte(); length != 0; length = input.byte()) {
            now += timeFrom(input.byte());
            const Trust trust = length % 16 == 15 ? Trust::Late : Trust::Timely;
            const QByteArrayView bytes = input.bytes(length);
            whole.onBytes(bytes, now, trust);
            const qsizetype step = 1 + length % 3;
            for (qsizetype at = 0; at < bytes.size(); at += step)
                bytewise.onBytes(bytes.sliced(at, std::min(step, bytes.size() - at)), now, trust);
        }
        now += timeFrom(input.byte());
        require(report(whole, now) == report(bytewise, now), "what is found depends on how it was cut");
        const auto end = JudgedEnd(input.byte() % 8);
        both([&](StreamJudge &judge) { judge.onEnd(end, now); });
        require(report(whole, now) == report(bytewise, now), "what is found depends on how it was cut, at the end");
        require(whole.figures(now) == bytewise.figures(now), "figures depend on how it was cut");
        require(whole.resumeId() == bytewise.resumeId() && whole.dialect() == bytewise.dialect(),
                "ids or dialects differ");
        require(whole.heard().events.size() <= options().heardEvents, "more is kept than may be");
    }
    return 0;
}
