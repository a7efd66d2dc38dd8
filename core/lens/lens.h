// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "event/event.h"
#include "lens/dialectdetector.h"
#include "lens/lensmessages.h"
#include "lens/mcplens.h"
#include "lens/rulerunner.h"

#include <variant>

namespace helio {

/// Makes messages of a stream's events, as a dialect says. A value, fed and asked: an event costs its bytes and the
/// rules of its dialect, whatever came before. Times are nanoseconds of any one clock, event numbers rise.
///
/// It goes on over connections: what a source that resumes delivers continues the messages that are open. Where nothing
/// is resumed, onEnd() ends them.
class Lens
{
public:
    /// So much of the events that came before the dialect was known is kept for it.
    static constexpr qsizetype MaximumDetectionBytes = 1024 * 1024;

    /// Finds the dialect out by the first events (DialectDetector).
    explicit Lens(DialectLibrary library, LensBounds bounds = {});
    /// That one, whatever comes.
    explicit Lens(Dialect dialect, LensBounds bounds = {});

    /// A request goes out: messages that come by it count their times from here.
    void onRequest(qint64 time) { requestTime_ = time; }
    /// What we sent by it; only `mcp` reads it, which pairs requests with their answers.
    void onRequestBody(QByteArrayView body, qint64 time);
    /// What we sent beside its connection, as a request of its own; likewise. It ends by its answer, or by
    /// onNoAnswer(), whatever becomes of the stream.
    void onBesideBody(QByteArrayView body, qint64 time);
    /// Nothing more comes in answer to that body: its requests that are still open are cut, for the reason `why`.
    void onNoAnswer(QByteArrayView body, const Message &why, qint64 time);
    /// Its answer's head came.
    void onHead(const LensHead &head);
    /// The next event. Undecided while the dialect is not known; when it gets known, all events before it are read too.
    LensVerdict feed(const Event &event, qint64 time, quint64 number);
    /// Events went before they were read: messages that are open may lack them.
    void onMissed();
    /// The stream ended, and nobody goes on with it: messages that are open end here, and so does detection if there
    /// was an event.
    void onEnd(qint64 time);
    /// We stopped reading: open messages are cut, by us.
    void onStopped(qint64 time);

    /// Nothing while it is not known, and for good when no dialect fits.
    const std::optional<Dialect> &dialect() const { return dialect_; }
    bool isDetecting() const { return detector_.has_value(); }

    /// In the order in which they began, those that ended too, as far as they are kept.
    const std::deque<LensMessage> &messages() const { return messages_.all(); }
    /// By LensMessage::number; null when it was let go of.
    const LensMessage *message(quint64 number) const { return messages_.find(number); }
    /// What the last call of feed(), or of any on…(), changed, in order.
    const QList<LensChange> &changes() const { return messages_.changes(); }
    /// What the last feed() decided of events, this one and, when the dialect got known by it, those before it.
    const QList<std::pair<quint64, LensVerdict>> &verdicts() const { return verdicts_; }

    /// What pairs requests with answers; null of every other dialect.
    const McpLens *mcp() const { return std::get_if<McpLens>(&reader_); }

    /// Events that no rule matched, and the numbers of the first 64 of them.
    quint64 unknownCount() const { return unknownCount_; }
    const QList<quint64> &firstUnknown() const { return firstUnknown_; }

private:
    struct Kept
    {
        Event event;
        qint64 time;
        quint64 number;
    };
    struct Sent
    {
        QByteArray body;
        qint64 time;
        bool isBeside;
        std::optional<Message> noAnswer = {}; ///< why none comes
    };
    void setDialect(const Dialect &dialect);
    void decide();
    void send(const Sent &sent);
    void endAll(qint64 time, bool isStopped);
    LensVerdict read(const Event &event, qint64 time, quint64 number);

    std::optional<DialectDetector> detector_; ///< while the dialect is not known
    std::optional<Dialect> dialect_;
    LensMessages messages_;
    std::variant<std::monostate, RuleRunner, McpLens> reader_;
    std::optional<qint64> requestTime_;
    LensHead head_;
    QList<Kept> kept_;
    QList<Sent> sent_; ///< while the dialect is not known
    qsizetype keptBytes_ = 0;
    QList<std::pair<quint64, LensVerdict>> verdicts_;
    quint64 unknownCount_ = 0;
    QList<quint64> firstUnknown_;
};

} // namespace helio
