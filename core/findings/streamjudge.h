// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "findings/figures.h"
#include "findings/finding.h"
#include "findings/heard.h"
#include "findings/judged.h"
#include "lens/dialectlibrary.h"

#include <memory>
#include <optional>

namespace helio {

struct StreamJudgeOptions
{
    /// Of a line and an event, as the reader of the stream has it.
    qsizetype maximumEventBytes = 64 * 1024 * 1024;
    /// How many events heard() keeps, 40 bytes each.
    qsizetype heardEvents = 4096;
    /// The dialects that are looked for.
    DialectLibrary dialects = DialectLibrary::builtIn();
};

/// What came of a connection that brought no event yet.
struct BytesWithoutEvent
{
    quint64 bytes = 0;
    quint64 dataLines = 0;
    quint64 blankLines = 0;

    friend bool operator==(const BytesWithoutEvent &, const BytesWithoutEvent &) = default;
};

/// Says what is wrong with a stream, over its connections one after the other: fed as a parser is, with the moments at
/// which it happened, and asked at any time. Knows no clock. Linear in the bytes and bounded in memory, whatever they
/// are; findings do not depend on how bytes of one moment are cut.
class StreamJudge
{
public:
    explicit StreamJudge(StreamJudgeOptions options = {});
    ~StreamJudge();
    StreamJudge(StreamJudge &&) noexcept;
    StreamJudge &operator=(StreamJudge &&) noexcept;

    /// A request is made, the stream's first or its next. What came before is kept in short.
    void onRequest(const JudgedRequest &request, Moment now);
    /// Steps to the connection were taken, or failed.
    void onDial(const JudgedDial &dial);
    void onRedirect(const JudgedRedirect &redirect);
    /// The answer's head came; the last one, behind redirects.
    void onHead(const JudgedHead &head, Moment now, Trust trust = Trust::Timely);
    /// Bytes of the body came, be it a stream or what a refusal says; their content coding is undone.
    void onBytes(QByteArrayView bytes, Moment now, Trust trust = Trust::Timely);
    /// Bytes of the body came whose content coding nobody here can undo.
    void onCodedBytes(Moment now);
    /// The connection ended, or never came to be.
    void onEnd(JudgedEnd end, Moment now);

    /// What is so at `now`, worst first. `trust`: of the time since the last bytes.
    QList<Finding> findings(Moment now, Trust trust = Trust::Timely);
    StreamFigures figures(Moment now) const;
    /// The latest connection, for comparisons.
    const Heard &heard() const;
    /// The head of the latest answer; status 0 while there is none.
    const JudgedHead &head() const;
    /// What to ask with, so that the answer shows whether the stream resumes: the id of the third-last event, when that
    /// and the two behind it have ids that differ. Empty: not yet.
    QByteArray resumeId() const;
    /// The id that an event source would come back with; empty while there is none.
    QByteArray lastEventId() const;
    /// The dialect in which the stream speaks; empty while none is known.
    QByteArray dialect() const;
    /// Watching longer may show more: no head or event came yet, or what came last is cut within a line, or fits what
    /// would prove a buffer.
    bool wantsLonger() const;
    /// Bytes came and no event yet, while the body is read as a stream; nothing else.
    std::optional<BytesWithoutEvent> bytesWithoutEvent() const;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace helio
