// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/eventsource.h"
#include "doctor/hearingrequest.h"
#include "doctor/looplateness.h"
#include "doctor/sourcereport.h"

#include <QPointer>
#include <QTimer>

#include <mutex>

namespace helio {

/// Watches an event source for a StreamJudge, in the source's thread, over all of its connections, and reports to a
/// reader in any thread: at most a few times a second, and nothing new until the former report was taken.
class SourceJudge : public QObject
{
    Q_OBJECT
public:
    static constexpr std::chrono::milliseconds Soon{300};       ///< from what happened to its report
    static constexpr std::chrono::milliseconds WhenQuiet{1000}; ///< between looks at a stream on which nothing happens

    /// Becomes the source's child. `options` are those of the source; `lateness` is that of its thread, borrowed, and
    /// may go before.
    SourceJudge(EventSource &source, const EventSourceOptions &options, LoopLateness *lateness);
    ~SourceJudge() override;

    /// The latest report. May be called from any thread.
    SourceReport takeReport();

Q_SIGNALS:
    /// There is another report than the one that was taken last.
    void reported();

private:
    void onRequest(const SentRequest &request);
    void onAnswer(const ReceivedAnswer &answer);
    void onRedirect(int status, const QUrl &to);
    void onState(ReadyState state);
    void onChunk(const QByteArray &bytes, Moment now);
    void onRefusal(const QByteArray &body);
    void onEnd(const ConnectionEnd &end);
    void endAttempt(JudgedEnd end);
    void judgeHead();
    void touch();
    void report();
    Trust trust(Moment now) const;

    /// A head of an answer that may turn out to be followed.
    struct WaitingHead
    {
        JudgedHead head;
        Moment at;
    };

    HearingRequest request_;
    QPointer<LoopLateness> lateness_;
    StreamJudge judge_;
    bool isUnderWay_ = false; ///< an attempt or a connection
    QUrl hop_;                ///< where the request of this attempt went last
    int redirects_ = 0;       ///< of this attempt
    bool droppedCredentials_ = false;
    std::optional<WaitingHead> waitingHead_;
    QByteArray refusal_;
    QTimer timer_;
    bool isSoon_ = false;

    std::mutex mutex_; ///< for what follows
    SourceReport report_;
    bool isTaken_ = true;
};

} // namespace helio
