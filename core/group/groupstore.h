// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "group/awaitedcalls.h"
#include "group/groupappends.h"
#include "group/groupclearings.h"
#include "group/grouphealth.h"
#include "group/groupnotes.h"
#include "group/groupopening.h"
#include "group/groupoutage.h"
#include "group/groupreads.h"
#include "group/grouprestoring.h"
#include "group/knownlog.h"
#include "store/opencall.h"

#include <QCoreApplication>
#include <QTimer>

namespace helio {

class Slices;

/// History that many hubs have together, in a log that is elsewhere. What the log brings is the one order, for what
/// this hub appends, too: it is answered when the log has it and has brought it. So all that was acknowledged here is
/// in memory here, which holds the end of the log; what stands before that is read from the log, in pieces.
///
/// While the log is away, what memory holds is read, and nothing is appended.
///
/// What is known of the log is a KnownLog. Each part asks the log for what is its own; the store does the appends,
/// tells the hub what came, and has them do what is due when the log is joined, left or emptied.
class GroupStore : public Store, private GroupLogListener
{
    Q_DECLARE_TR_FUNCTIONS(helio::GroupStore)
public:
    /// `clock` is borrowed. The log is still to be opened.
    GroupStore(const HistoryLimits &limits, const Clock &clock, std::unique_ptr<GroupLog> log, LogOptions options);
    ~GroupStore() override;

    void open(StoreListener &listener, std::function<void(OpenResult)> done) override;
    void close(std::chrono::milliseconds deadline, std::function<void()> done) override;
    void append(quint64 ticket, QList<Publication> publications, std::function<void(AppendResult)> done) override;
    void appendArrived(quint64 ticket, QList<Publication> publications,
                       std::function<void(AppendResult)> done) override;
    void noteLoss(Selection lost) override;
    void clear(QByteArray channel, std::function<void(bool)> done) override;
    void locate(Selection selection, Start start, std::function<void(LocateResult)> done) override;
    void read(ReadRequest request, std::function<void(ReadResult)> done) override;
    void find(QByteArray id, std::function<void(FindResult)> done) override;
    void findOwn(QByteArray channel, QByteArray ownId, std::function<void(FindResult)> done) override;
    void hold(bool isHeld) override;
    bool trimByAge() override;
    /// For GroupPeers.
    GroupInfo health() const { return health_.info(clock_.uptimeMilliseconds()); }
    void forgetChannel(const QByteArray &channel) override;

    /// So long, opening waits for an answer of the log; then the hub begins without it.
    static constexpr std::chrono::milliseconds OpeningPatience{2'000};
    /// So long after the log was lost, what was on its way is not given up.
    static constexpr std::chrono::milliseconds OutagePatience{5'000};

private:
    static constexpr const char *TurnName = "history"; ///< for Turns

    // groupstore.cpp
    bool isServing() const { return listener_ && !isClosing_ && known_.hasBegun(); }
    void answerOpen(OpenResult result);
    void waitOn();
    void endPatience();
    void onTailRead();
    void tellOpened();
    void setState(StoreState::Kind kind, const QString &problem);
    void addNotice(const QString &notice);
    void reportFigures(bool isDue = false);
    void updateHold();
    void closeLog();
    void giveUp();

    // groupstore_appending.cpp
    void append(quint64 ticket, QList<Publication> publications, bool isArrival,
                std::function<void(AppendResult)> done);
    void handOver();
    void onAnswers(const QList<LogRequest> &group, const QList<LogAnswer> &answers, std::chrono::microseconds time);
    void answerAppends();
    void sendLosses();
    void arrived(const QList<LogEntry> &entries) override;
    void onEntry(const LogEntry &entry, QList<Committed> &committed);
    void noteUnreadable(const LogEntry &entry);
    void takeLoss(Position at, const Selection &lost, QList<Committed> &committed);
    void tell(QList<Committed> &committed);

    // groupstore_outage.cpp
    void restoring(const LogHead &head) override;
    void joined(const LogJoined &joined) override;
    void looked(const LogHead &head, const StoreState &state) override;
    void emptied(const LogHead &head) override;
    void left(const StoreState &state) override;
    void bridgeChanged(const GroupInfo::Bridge &bridge) override { health_.noteBridge(bridge); }
    void bridgeNoted(const QString &text) override;
    void begin(const LogHead &head);
    void joinAgain(const LogJoined &joined);
    void awaitCut(const LogJoined &joined);
    void judgeCut();
    void giveUpOutage();
    void forgetAll(Position first);

    LogOptions options_;
    const Clock &clock_;
    std::unique_ptr<Slices> slices_;
    AwaitedCalls calls_;
    KnownLog known_;
    GroupAppends appends_;
    GroupNotes notes_;
    GroupRestoring restoring_;
    GroupClearings clearings_;
    GroupOpening opening_;
    GroupReads reads_;
    GroupOutage outage_;
    GroupHealth health_;

    StoreListener *listener_ = nullptr; ///< from open() until it is closed
    OpenCall openCall_;
    std::function<void()> closed_; ///< from close() on, until it is answered
    bool isClosing_ = false;
    bool isLogClosing_ = false;
    bool isHeld_ = false;
    bool isToJoinAgain_ = false; ///< something was not written, which the log will say more about
    int joins_ = 0;
    StoreState state_;
    StoreState logState_;   ///< of a log that is joined, as it was seen last
    QList<LogEntry> early_; ///< that came while the tail was read

    QTimer soon_;     ///< at the end of this turn
    QTimer patience_; ///< with the opening
    QTimer deadline_;
    std::unique_ptr<GroupLog> log_; ///< ends first
};

} // namespace helio
