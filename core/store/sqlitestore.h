// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "history/historyreader.h"
#include "hub/clock.h"
#include "hub/store.h"
#include "store/commitqueue.h"
#include "store/logreads.h"
#include "store/logtail.h"
#include "store/opencall.h"
#include "store/storewriter.h"
#include "store/workerthread.h"

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QElapsedTimer>
#include <QTimer>

namespace helio {

class Slices;

/// History in a file. One thread writes: what came while a group was being written is the next group, and whoever
/// published is answered once the disk has it. Another reads what is no longer in memory, which holds the end of the
/// log.
///
/// HistoryLimits::maximumBytes bounds the pages that the file uses. Where the disk has no room or reports an error, the
/// store says so, is read as far as that is possible, and works again by itself when the disk does; a damaged file is
/// put aside and what can be read of it is brought over.
class SqliteStore : public Store
{
    Q_DECLARE_TR_FUNCTIONS(helio::SqliteStore)
public:
    struct Options
    {
        QString path = {};
        QByteArray vfs = {};                      ///< an sqlite3_vfs over the system's files; empty: the system's
        std::chrono::milliseconds longestWait{2}; ///< for those who may come back at once, when a group was answered
    };
    /// `claim`: of the file. `clock` is borrowed.
    SqliteStore(const HistoryLimits &limits, const Clock &clock, FileClaim claim, Options options);
    ~SqliteStore() override;

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
    bool trimByAge() override;
    void forgetChannel(const QByteArray &channel) override;

    /// How many pieces were read from the file so far.
    quint64 piecesRead() const { return piecesRead_; }

private:
    static constexpr const char *TurnName = "history"; ///< for Turns

    /// What is done about a file that is not open, or not sound.
    enum class Mend {
        Nothing,
        Reopen,  ///< once a second
        Salvage, ///< as soon as nobody has it open
        AwaitIt, ///< it was taken away: until it is back
    };
    /// What came of opening the file, with the end of its log.
    struct Begun
    {
        StoreWriter::Opened opened = {};
        HistoryReader::Piece tail = {};
        QList<StoredEventPtr> untold = {}; ///< that are in the file, and nobody was told of
    };
    using BegunPtr = std::shared_ptr<Begun>;

    // sqlitestore.cpp
    bool isServing() const { return listener_ && !isClosing_ && tail_.hasBegun(); }
    HistoryNow now() const { return {clock_.wallMilliseconds(), clock_.uptimeMilliseconds()}; }
    void append(quint64 ticket, QList<Publication> publications, bool isArrival,
                std::function<void(AppendResult)> done);
    void openFile(bool isDamaged);
    void onFileOpened(const BegunPtr &begun);
    void onTailRead(const BegunPtr &begun);
    void beginTail(const OpenedHistory &history, const HistoryReader::Piece &end);
    void onNotOpened(const StoreWriter::Opened &opened);
    void answerOpen(OpenResult result);
    void closeFile();
    void giveUp();

    // sqlitestore_committing.cpp
    void scheduleSoon();
    void schedule();
    bool waitsForMore() const;
    void handOver();
    void onCommitted(const std::shared_ptr<WaitingGroup> &group, const HistoryCommit &commit, bool isOpen,
                     std::chrono::microseconds time);
    void answer(WaitingGroup &group, const HistoryCommit &commit);
    void refuse(WaitingGroup &group, const HistoryCommit &commit);
    void refuseAll(WaitingGroup &group, const AppendResult &result);
    QList<AppendResult::Entry> keep(const QList<Publication> &publications, const QList<AppendResult::Entry> &entries,
                                    quint64 ticket, QList<Committed> &committed);
    void applyTrims(const HistoryChanges &changes);
    void finishWriting();
    void reportFigures(const QList<ChannelFigures> &channels, const HistoryFileFigures &all);
    static StoreFigures storeFigures(const HistoryFileFigures &all);
    void makeUpkeep();
    void makeCheckpoint();
    void noteLog(qint64 bytes);

    // sqlitestore_faults.cpp
    void onFault(const FileFault &fault, bool isOpen);
    void onReaderFault(const FileFault &fault);
    void setState(StoreState::Kind kind, const QString &problem);
    bool addNotice(const QString &notice);
    void refuseWaiting();
    void noteDamage(const QList<HistoryReader::DamagedPlace> &places);
    void setWorking();
    void probe();
    void mend();
    void noteLostEnd(const HistoryReader::Piece &end);

    // sqlitestore_reading.cpp
    template <typename Work, typename Done>
    void runReader(Work work, Done done);
    void releaseReads();
    void fetch(const LogPieces::Request &request, std::function<void(LogPieces::PiecePtr)> done);
    void locateId(const QByteArray &id, bool isLastTry, const std::function<void(LocateResult)> &done);
    void locateSince(qint64 time, const std::function<void(LocateResult)> &done);
    void locateLast(const Selection &selection, const Start &start, const std::function<void(LocateResult)> &done);
    void locateLastOnDisk(HistoryReader::LastSearch search, const std::function<void(LocateResult)> &done);
    void answerPlace(Position after, const std::function<void(LocateResult)> &done);
    void answerFound(const HistoryReader::Found &found, const std::function<void(FindResult)> &done);
    template <typename Result>
    void fail(const std::function<void(Result)> &done) const;

    Options options_;
    const Clock &clock_;
    StoreWriter writer_;   ///< only in its thread
    HistoryReader reader_; ///< likewise
    qint64 memoryBytes_;
    std::unique_ptr<Slices> slices_;
    LogTail tail_;
    LogPieces pieces_;
    LogReads reads_;

    StoreListener *listener_ = nullptr; ///< from open() until it is closed
    OpenCall openCall_;
    std::function<void()> closed_; ///< from close() on, until it is answered
    bool isClosing_ = false;

    bool isFileOpen_ = false;
    bool isWriterBusy_ = false; ///< one thing at a time, and its answer is handled before the next
    Mend mend_ = Mend::Nothing;
    int mendIn_ = 0; ///< seconds
    StoreState state_;
    Position head_;           ///< the last position that was told
    StoredEventPtr lastKept_; ///< of those that were told and are in the file
    qint64 historyClock_ = 0; ///< history's clock less the uptime
    HistoryFileFigures figures_;

    CommitQueue queue_;
    std::shared_ptr<WaitingGroup> underWay_;
    qsizetype expectedAppends_ = 0;   ///< so many may come at once, when a group was answered
    QDeadlineTimer expectedUntil_{0}; ///< but no longer is waited for them
    bool isUpkeepDue_ = false;
    bool hasMoreUpkeep_ = false;
    bool wasUpkeep_ = false; ///< the last thing done: others come first
    bool isProbeDue_ = false;
    bool isCheckpointDue_ = false;
    bool wasQuiet_ = false; ///< no group since the last second
    std::vector<std::function<void()>> afterWriting_;

    int readsUnderWay_ = 0;
    bool holdsReads_ = false; ///< so that a large log can be emptied
    std::vector<std::function<void()>> heldReads_;
    quint64 piecesRead_ = 0;

    QTimer soon_;    ///< at the end of this turn
    QTimer waiting_; ///< for appends that are expected
    QTimer deadline_;
    WorkerThread writing_; ///< both end before what they work with
    WorkerThread reading_;
};

/// A factory of stores over the file at `path`. It takes the file at once, so that two hubs never have one; why it
/// cannot be is MadeStore::problem.
StoreFactory makeSqliteStore(const QString &path, FileClaim::Folder folder = FileClaim::Folder::MustExist);

} // namespace helio
