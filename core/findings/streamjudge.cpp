// SPDX-License-Identifier: GPL-3.0-or-later
#include "findings/streamjudge.h"

#include "event/eventstreamparser.h"
#include "event/jsonstreamreader.h"
#include "findings/burstjudge.h"
#include "findings/chunkjudge.h"
#include "findings/comparison.h"
#include "findings/datajudge.h"
#include "findings/idjudge.h"
#include "findings/lensjudge.h"
#include "findings/linejudge.h"
#include "findings/recentdistances.h"
#include "findings/revisions.h"
#include "findings/timefindings.h"

#include <algorithm>
#include <utility>

namespace helio {

namespace {

/// What was found of a connection stays found when the next one is well: it happened. What is not listed is judged by
/// the latest connection alone.
constexpr FindingCode Lasting[] = {FindingCode::NoBlankLine, FindingCode::Buffered,      FindingCode::Bursts,
                                   FindingCode::AllAtOnce,   FindingCode::Cut,           FindingCode::Unfinished,
                                   FindingCode::EndsAtOnce,  FindingCode::IdleCut,       FindingCode::AgeLimit,
                                   FindingCode::NoHeartbeat, FindingCode::ResumeIgnored, FindingCode::IdsPerConnection};

bool outlastsConnection(FindingCode code)
{
    return std::find(std::begin(Lasting), std::end(Lasting), code) != std::end(Lasting);
}

EventStreamParser::Options parserOptions(const StreamJudgeOptions &options)
{
    return {options.maximumEventBytes, options.maximumEventBytes, false, false};
}

} // namespace

class StreamJudge::Private
{
public:
    explicit Private(StreamJudgeOptions given)
        : options(std::move(given))
        , lens(options.dialects)
    {}

    void onRequest(const JudgedRequest &request, Moment now);
    void onHead(const JudgedHead &head, Moment now, Trust trust);
    void onBytes(QByteArrayView bytes, Moment now, Trust trust);
    void onEvent(const Event &event, Moment now, Trust trust);
    void onValues(Moment now, Trust trust);
    void onEnd(JudgedEnd end, Moment now);
    QList<Finding> current(Moment now, Trust trust) const;
    JudgedTimes times(Moment now) const;

    StreamJudgeOptions options;
    // of the latest connection
    JudgedAnswer answer;
    Heard heard;
    EventStreamParser parser;
    std::optional<JsonStreamReader> values; ///< in the parser's place, for other formats
    ChunkJudge chunks;
    BurstJudge bursts;
    RecentDistances distances;
    bool isHeadTimely = true;
    quint64 eventsWithHead = 0;
    quint64 connectionBytes = 0;
    // of all
    LineJudge lines;
    IdJudge ids;
    DataJudge data;
    LensJudge lens;
    quint64 connections = 0;
    quint64 events = 0;
    quint64 bytes = 0;
    std::optional<Heard> before; ///< the connection before
    QList<Finding> kept;         ///< of former connections, see Lasting
    Revisions revisions;
};

void StreamJudge::Private::onRequest(const JudgedRequest &request, Moment now)
{
    if (connections > 0) {
        QList<Finding> findings = current(now, Trust::Late);
        findings.removeIf([](const Finding &finding) { return !outlastsConnection(finding.code); });
        kept = std::move(findings);
        before = std::move(heard);
    }
    ++connections;
    answer = {};
    answer.request = request;
    heard = {};
    heard.maximumEvents = options.heardEvents;
    heard.request = request;
    heard.asked = now;
    parser = EventStreamParser(request.lastEventId, parserOptions(options));
    values.reset();
    if (request.format != StreamFormat::EventStream)
        values.emplace(request.format, options.maximumEventBytes);
    chunks = {};
    bursts = {};
    distances = {};
    isHeadTimely = true;
    eventsWithHead = 0;
    connectionBytes = 0;
    lines.onRequest();
    ids.onRequest();
    data.onRequest();
    lens.onRequest(request, now);
}

void StreamJudge::Private::onHead(const JudgedHead &head, Moment now, Trust trust)
{
    answer.head = head;
    heard.head = now;
    heard.status = head.status;
    heard.coding = head.coding();
    isHeadTimely = trust == Trust::Timely;
    const qint64 wallClock = answer.request.wallClock;
    chunks.onHead(now, answer.dial, !heard.coding.isEmpty());
    bursts.onHead(now, wallClock == 0 ? 0 : wallClock + (now - heard.asked) / std::chrono::milliseconds(1));
    lens.onHead(head);
}

void StreamJudge::Private::onBytes(QByteArrayView chunk, Moment now, Trust trust)
{
    if (chunk.isEmpty())
        return;
    bytes += quint64(chunk.size());
    connectionBytes += quint64(chunk.size());
    answer.sample.feed(chunk);
    if (!heard.head || !answer.isWanted() || answer.isJsonAnswer())
        return;
    heard.longestSilence = std::max(heard.longestSilence, now - heard.lastByte.value_or(*heard.head));
    if (!heard.firstByte)
        heard.firstByte = now;
    heard.lastByte = now;
    lens.onBytes(now, trust);
    const quint64 eventsBefore = heard.count;
    if (values) {
        values->feed(chunk);
        onValues(now, trust);
        // Only lines are cut within: an array has none.
        const bool isWithinLine = values->isWithinEvent() && answer.request.format == StreamFormat::JsonLines;
        chunks.onBytes(chunk.size(), now, trust, isWithinLine, heard.count - eventsBefore);
        return;
    }
    lines.feed(chunk);
    for (QByteArrayView rest = chunk; parser.feedFront(rest);) {
        while (const auto item = parser.nextItem())
            onEvent(item->event, now, trust);
    }
    chunks.onBytes(chunk.size(), now, trust, lines.isWithinLine(), heard.count - eventsBefore);
}

void StreamJudge::Private::onValues(Moment now, Trust trust)
{
    while (auto item = values->next())
        onEvent({{}, {}, {}, std::move(item->data)}, now, trust);
}

void StreamJudge::Private::onEvent(const Event &event, Moment now, Trust trust)
{
    const HeardEvent heardEvent{event.id.isEmpty() ? 0 : heardHash(event.id),
                                heardHash(event.data) ^ (event.type.isEmpty() ? 0 : heardHash(event.type) << 1), now,
                                heard.count + 1, trust == Trust::Timely};
    ++events;
    heard.add(heardEvent);
    if (!heard.firstEvent)
        heard.firstEvent = now;
    if (now - *heard.head <= WithHead)
        ++eventsWithHead;
    heard.hasEndMark = looksLikeEndMark(event);
    distances.onEvent(now);
    bursts.onEvent(event, events, now, trust);
    ids.onEvent(event.id, heardEvent, events);
    data.onEvent(event, events, now, trust);
    lens.onEvent(event, events, now);
}

void StreamJudge::Private::onEnd(JudgedEnd end, Moment now)
{
    if (heard.ended)
        return;
    heard.ended = now;
    heard.end = end;
    const bool isLoop = !answer.redirects.isEmpty() && answer.redirects.last().isLoop;
    if (isTheirs(end) && !answer.hasHead() && !answer.dial.failure && !isLoop)
        answer.dial.failure = {JudgedDial::Step::Answer, JudgedDial::Cause::Reset, {}};
    if (values && isTheirs(end)) {
        values->finish();
        onValues(now, Trust::Timely);
    }
    lens.onEnd(end, now);
    heard.hasEndMark = heard.hasEndMark || lens.hasEnd() || lens.isMcp() || answer.request.isMcp;
    if (!before)
        return;
    addFindings(kept, compareEnds(*before, heard));
    if (!answer.request.lastEventId.isEmpty())
        addFindings(kept, compareResumed(*before, heard));
}

JudgedTimes StreamJudge::Private::times(Moment now) const
{
    return {answer,
            heard,
            now,
            isHeadTimely,
            eventsWithHead,
            parser.isWithinEvent(),
            lines.blockBytes(),
            lines.bytes(),
            lines.dataLines(),
            lines.blankLines(),
            !lens.dialect().isEmpty(),
            answer.isStream()};
}

QList<Finding> StreamJudge::Private::current(Moment now, Trust trust) const
{
    QList<Finding> found;
    addWayFindings(found, answer);
    addStatusFindings(found, answer);
    addHeadFindings(found, answer);
    addPageFindings(found, answer);
    const JudgedTimes at = times(now);
    addSilenceFindings(found, at);
    addEndFindings(found, at);
    if (at.isStream) {
        lines.addFindings(found);
        chunks.addFindings(found, answer.head, heard.ended.value_or(now), trust);
        bursts.addFindings(found, heard.ended.value_or(now));
        const bool hasDialect = !lens.dialect().isEmpty();
        ids.addFindings(found, answer.request.isGet() && !values && !hasDialect);
        data.addFindings(found, !hasDialect && !lens.isDetecting());
    }
    lens.addFindings(found);
    if (before && !heard.ended && !answer.request.lastEventId.isEmpty())
        addFindings(found, compareResumed(*before, heard));
    addFindings(found, kept);
    sortFindings(found);
    return found;
}

StreamJudge::StreamJudge(StreamJudgeOptions options)
    : d(std::make_unique<Private>(std::move(options)))
{}

StreamJudge::~StreamJudge() = default;
StreamJudge::StreamJudge(StreamJudge &&) noexcept = default;
StreamJudge &StreamJudge::operator=(StreamJudge &&) noexcept = default;

void StreamJudge::onRequest(const JudgedRequest &request, Moment now)
{
    d->onRequest(request, now);
}

void StreamJudge::onDial(const JudgedDial &dial)
{
    d->answer.dial = dial;
}

void StreamJudge::onRedirect(const JudgedRedirect &redirect)
{
    if (d->answer.redirects.size() < JudgedAnswer::MaximumRedirects)
        d->answer.redirects.append(redirect);
}

void StreamJudge::onHead(const JudgedHead &head, Moment now, Trust trust)
{
    d->onHead(head, now, trust);
}

void StreamJudge::onBytes(QByteArrayView bytes, Moment now, Trust trust)
{
    d->onBytes(bytes, now, trust);
}

void StreamJudge::onCodedBytes(Moment now)
{
    Heard &heard = d->heard;
    if (!heard.head)
        return;
    heard.longestSilence = std::max(heard.longestSilence, now - heard.lastByte.value_or(*heard.head));
    if (!heard.firstByte)
        heard.firstByte = now;
    heard.lastByte = now;
}

void StreamJudge::onEnd(JudgedEnd end, Moment now)
{
    d->onEnd(end, now);
}

QList<Finding> StreamJudge::findings(Moment now, Trust trust)
{
    QList<Finding> found = d->current(now, trust);
    d->revisions.number(found);
    return found;
}

StreamFigures StreamJudge::figures(Moment now) const
{
    const auto sinceRequest = [this](const std::optional<Moment> &moment) {
        return moment ? std::optional(*moment - d->heard.asked) : std::nullopt;
    };
    StreamFigures figures;
    figures.name = d->answer.dial.name;
    figures.tcp = d->answer.dial.tcp;
    figures.tls = d->answer.dial.tls;
    figures.head = sinceRequest(d->heard.head);
    figures.firstByte = sinceRequest(d->heard.firstByte);
    figures.firstEvent = sinceRequest(d->heard.firstEvent);
    figures.connections = d->connections;
    figures.events = d->events;
    figures.comments = d->lines.comments();
    figures.bytes = d->bytes;
    figures.longestSilence = longestSilence(d->heard, now);
    figures.medianDistance = d->distances.median();
    return figures;
}

const Heard &StreamJudge::heard() const
{
    return d->heard;
}

const JudgedHead &StreamJudge::head() const
{
    return d->answer.head;
}

QByteArray StreamJudge::resumeId() const
{
    return d->ids.resumeId();
}

QByteArray StreamJudge::lastEventId() const
{
    return d->parser.lastEventId();
}

QByteArray StreamJudge::dialect() const
{
    return d->lens.dialect();
}

bool StreamJudge::wantsLonger() const
{
    if (d->heard.ended)
        return false;
    const bool maySpeak = !d->heard.head || d->answer.isStream();
    return maySpeak && (!d->heard.firstEvent || d->chunks.mayStillProve());
}

std::optional<BytesWithoutEvent> StreamJudge::bytesWithoutEvent() const
{
    if (!d->heard.firstByte || d->heard.firstEvent || d->heard.ended || !d->answer.isStream())
        return {};
    return BytesWithoutEvent{d->connectionBytes, d->lines.dataLines(), d->lines.blankLines()};
}

} // namespace helio
