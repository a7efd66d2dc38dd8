// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "event/message.h"
#include "lens/partialjson.h"

#include <QByteArray>
#include <QList>

#include <optional>

namespace helio {

/// The numbers of events, as ranges in rising order. Bounded: behind MaximumRanges the last one grows over what lies
/// between.
class EventNumbers
{
public:
    static constexpr qsizetype MaximumRanges = 4096;

    struct Range
    {
        quint64 first;
        quint64 last;

        friend bool operator==(const Range &, const Range &) = default;
    };

    /// `number` is not less than what was added before.
    void add(quint64 number);
    bool contains(quint64 number) const;
    bool isEmpty() const { return ranges_.isEmpty(); }
    /// Made for what is not empty.
    quint64 first() const { return ranges_.first().first; }
    quint64 last() const { return ranges_.last().last; }
    /// How many events were added.
    quint64 count() const { return count_; }
    const QList<Range> &ranges() const { return ranges_; }

private:
    QList<Range> ranges_;
    quint64 count_ = 0;
};

/// One part of a message, in the order in which they began.
struct LensPart
{
    enum class Kind {
        Text,
        Reasoning,
        Refusal,
        Tool,  ///< a call of a tool: `text` are its arguments, as JSON that may be cut
        Other, ///< what a dialect keeps besides: one JSON value a line
    };

    Kind kind = Kind::Text;
    QByteArray key;   ///< what the dialect's rules told parts apart by; empty where they did not
    QByteArray label; ///< of Other: what it is, in the dialect's words; else empty
    QByteArray text;  ///< UTF-8. A copy of it makes the next append as dear as the text is long: read it in place
    QByteArray toolId;
    QByteArray toolName;
    QByteArray toolResult; ///< text, or JSON; empty while there is none
    EventNumbers events;
    PartialJson json; ///< of Tool: how far its arguments go

    /// A tool's arguments as the JSON document that they are so far (PartialJson::shown()); of other kinds `text`.
    QByteArray shown() const { return kind == Kind::Tool ? json.shown(text) : text; }
};

/// What a `.done` event said was not what its deltas had made.
struct LensMismatch
{
    quint64 event = 0; ///< the event that said it
    qsizetype part = 0;
    qsizetype grownBytes = 0; ///< of what had grown
    qsizetype saidBytes = 0;  ///< of what replaced it
};

/// One message that a stream's events made: an answer of a language model, or whatever a dialect calls one. Texts are
/// UTF-8 as they came, times in nanoseconds of the clock that the lens was fed with.
struct LensMessage
{
    enum class State {
        Growing,  ///< more may come
        Complete, ///< it ended as its dialect says
        Stopped,  ///< it ended early, and said so: a length, a filter, a refusal, an abort
        Failed,   ///< an error came in its place: `error`
        Cut,      ///< its end never came: `cut` says how that shows
    };

    quint64 number = 0; ///< of the lens's messages, from 0
    QByteArray dialect; ///< its name
    QByteArray key;     ///< what the dialect's rules told messages apart by; empty where they did not
    QByteArray id;
    QByteArray role;
    QByteArray model;
    QByteArray finishReason;
    QByteArray usage; ///< a JSON object; empty: none came
    QByteArray error; ///< what the stream said of it; empty: nothing
    QList<LensPart> parts;

    State state = State::Growing;
    Message cut; ///< what is missing, for people; of Cut, or with lacksLastMark
    /// Complete or Stopped by what it said itself, but the stream's own last mark (`[DONE]`) never came.
    bool lacksLastMark = false;
    qsizetype bytes = 0;      ///< of all its texts
    bool isTruncated = false; ///< it passed a bound of LensBounds: what came behind that is not kept
    bool lacksEvents = false; ///< events went before they were read while it was open, and may have been its own

    EventNumbers events;            ///< that it came from
    quint64 unknownCount = 0;       ///< events that no rule matched, while it was the latest message
    QList<LensMismatch> mismatches; ///< the first 16
    quint64 mismatchCount = 0;

    std::optional<qint64> requestTime; ///< of the request that made it; nothing: not known
    qint64 firstEventTime = 0;
    qint64 lastEventTime = 0;
    std::optional<qint64> firstTextTime; ///< of text or refusal; nothing: none came
    qint64 lastTextTime = 0;
    quint64 lastTextEvent = 0;
    quint64 textDeltas = 0;    ///< events that made text longer
    qint64 longestSilence = 0; ///< between two of its events

    bool isEnded() const { return state != State::Growing; }
    /// All parts of a kind, joined. Costs their bytes.
    QByteArray joined(LensPart::Kind kind) const;
    QByteArray text() const { return joined(LensPart::Kind::Text); }
    QByteArray reasoning() const { return joined(LensPart::Kind::Reasoning); }
    QByteArray refusal() const { return joined(LensPart::Kind::Refusal); }
    /// It says, in part at least, that it will not answer.
    bool isRefusal() const;
    /// From the request to the first event, and to the first text; nothing when either is not known.
    std::optional<qint64> timeToFirstEvent() const;
    std::optional<qint64> timeToFirstText() const;
    /// From the first event to the last.
    qint64 duration() const { return lastEventTime - firstEventTime; }
    /// Of text, from its first delta to its last; nothing for fewer than two.
    std::optional<double> deltasPerSecond() const;
};

/// Appends the message as one line of JSON, as `helio listen --lens --json` prints it (docs/lens.md).
void appendJson(QByteArray &out, const LensMessage &message);

} // namespace helio
