// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/sqlitestore.h"

#include "history/salvage.h"
#include "history/selectiontext.h"
#include "hub/slices.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>
#include <limits>

namespace helio {

namespace {

/// So much of the log's end is read in at the beginning.
constexpr qint64 TailBytes = qint64(8) << 20;

constexpr Position EndOfTime{std::numeric_limits<quint64>::max(), std::numeric_limits<quint64>::max()};

HistoryBounds boundsOf(const HistoryLimits &limits)
{
    HistoryBounds bounds{limits.maximumBytes, {}, [limits](QByteArrayView name) { return limits.boundsOf(name); }};
    for (const ChannelBounds &one : limits.bounds())
        bounds.channels.append({one.maximumEvents, one.maximumBytes, one.maximumAge});
    return bounds;
}

/// All that stands behind `after`.
QList<StoredEventPtr> allBehind(HistoryReader &reader, Position after)
{
    QList<StoredEventPtr> events;
    HistoryReader::Piece piece;
    for (piece.next = after; !piece.atEnd && !piece.fault; events.append(piece.events))
        piece = reader.readPiece({.selection = everyChannel(), .after = piece.next, .upTo = EndOfTime});
    return events;
}

} // namespace

SqliteStore::SqliteStore(const HistoryLimits &limits, const Clock &clock, FileClaim claim, Options options)
    : options_(std::move(options))
    , clock_(clock)
    , writer_({options_.path, options_.vfs, boundsOf(limits)}, std::move(claim))
    , memoryBytes_(limits.memoryBytes)
    , slices_(std::make_unique<Slices>("searching history"))
    , tail_(limits.memoryBytes, *slices_)
    , pieces_([this](const auto &request, auto done) { fetch(request, std::move(done)); })
    , reads_(tail_, pieces_, *slices_,
             {.isServing = [this] { return isServing(); },
              .isReachable = [this] { return isFileOpen_; },
              .isInMemory = [this](const ReadRequest &read) { return tail_.holds(read.selection, read.after); },
              .head = [this] { return head_; },
              .problem = [this] { return state_.problem; }})
    , writing_(QStringLiteral("history writer"))
    , reading_(QStringLiteral("history reader"))
{
    for (QTimer *timer : {&soon_, &waiting_, &deadline_})
        timer->setSingleShot(true);
    waiting_.setTimerType(Qt::PreciseTimer);
    QObject::connect(&soon_, &QTimer::timeout, &soon_, [this] { schedule(); });
    QObject::connect(&waiting_, &QTimer::timeout, &waiting_, [this] { schedule(); });
    QObject::connect(&deadline_, &QTimer::timeout, &deadline_, [this] { giveUp(); });
}

SqliteStore::~SqliteStore()
{
    writer_.stop();
}

void SqliteStore::open(StoreListener &listener, std::function<void(OpenResult)> done)
{
    listener_ = &listener;
    openCall_.begin(std::move(done));
    openFile(false);
}

/// The reader's connection is closed by then, or is by the first step.
void SqliteStore::openFile(bool isDamaged)
{
    isWriterBusy_ = true;
    isFileOpen_ = false;
    mend_ = Mend::Nothing;
    const auto begun = std::make_shared<Begun>();
    const auto openIt = [this, begun, isDamaged, now = now(), head = head_] {
        begun->opened = writer_.open(now, head, isDamaged);
        return true;
    };
    const auto closeReader = [this] {
        reader_.close();
        return true;
    };
    reading_.run(closeReader,
                 [this, begun, openIt](bool) { writing_.run(openIt, [this, begun](bool) { onFileOpened(begun); }); });
}

void SqliteStore::onFileOpened(const BegunPtr &begun)
{
    if (begun->opened.history.fault) {
        isWriterBusy_ = false;
        onNotOpened(begun->opened);
        return;
    }
    const bool isFirst = !tail_.hasBegun();
    const auto readTail = [this, begun, isFirst, head = head_, bytes = std::min(TailBytes, memoryBytes_)] {
        begun->tail.fault = reader_.open(options_.path, options_.vfs);
        if (!begun->tail.fault)
            begun->tail = reader_.tail(bytes);
        if (!begun->tail.fault && !isFirst)
            begun->untold = allBehind(reader_, head);
        return true;
    };
    reading_.run(readTail, [this, begun](bool) { onTailRead(begun); });
}

void SqliteStore::onTailRead(const BegunPtr &begun)
{
    isWriterBusy_ = false;
    if (!listener_)
        return;
    if (begun->tail.fault) {
        begun->opened.history.fault = begun->tail.fault;
        onNotOpened(begun->opened);
        return;
    }
    const OpenedHistory &history = begun->opened.history;
    isFileOpen_ = true;
    historyClock_ = history.clock - clock_.uptimeMilliseconds();
    const QHash<QByteArray, Position> before = tail_.oldest();
    const bool isFirst = !tail_.hasBegun();
    beginTail(history, begun->tail);
    addNotice(begun->opened.notice);
    QList<ChannelFigures> channels;
    for (const OpenedHistory::Channel &one : history.channels) {
        if (one.figures.held.events > 0 || before.contains(one.figures.channel))
            channels.append(one.figures);
    }
    for (auto gone = before.cbegin(); gone != before.cend(); ++gone) {
        const bool isThere = std::any_of(channels.cbegin(), channels.cend(),
                                         [&](const ChannelFigures &one) { return one.channel == gone.key(); });
        if (!isThere)
            channels.append({gone.key(), {}});
    }
    figures_ = history.all;
    if (isFirst)
        head_ = std::max(head_, history.head);
    state_ = {StoreState::Kind::Ok, {}, state_.notice};
    noteDamage(begun->tail.damaged);
    if (openCall_.isUnderWay()) {
        answerOpen({state_, head_, channels, {}});
    } else {
        QList<Committed> untold;
        for (const StoredEventPtr &event : begun->untold)
            untold.append({tail_.find(event)});
        head_ = std::max(head_, history.head);
        if (!untold.isEmpty()) {
            lastKept_ = untold.constLast().event;
            listener_->committed(untold);
        }
        reportFigures(channels, figures_);
        listener_->stateChanged(state_);
        if (!isFirst)
            noteLostEnd(begun->tail);
    }
    isUpkeepDue_ = true; // its bounds may be others than when it was written
    finishWriting();
}

void SqliteStore::beginTail(const OpenedHistory &history, const HistoryReader::Piece &end)
{
    tail_.begin(history.floor, end.next, clock_.uptimeMilliseconds());
    for (const OpenedHistory::Channel &one : history.channels)
        tail_.addChannel(one.figures, one.trimmed);
    tail_.setFigures({}, storeFigures(history.all));
    for (const OpenedHistory::Loss &loss : history.losses)
        tail_.misses().noteLoss(loss.position, loss.selection);
    for (const StoredEventPtr &event : end.events)
        tail_.add(event);
}

void SqliteStore::onNotOpened(const StoreWriter::Opened &opened)
{
    if (!listener_)
        return;
    onFault(opened.history.fault, false);
    if (opened.wasDamaged) {
        mend_ = opened.history.fault.kind == FileFault::Kind::Interrupted ? Mend::Nothing : Mend::Salvage;
        mendIn_ = 30; // it takes long
    }
    if (openCall_.isUnderWay()) {
        // Behind all that a store of before may have given.
        head_ = {quint64(std::max<qint64>(clock_.wallMilliseconds(), 0)) + 1, 0};
        answerOpen({state_, head_, {}, {}});
        refuseWaiting();
    }
    finishWriting();
}

void SqliteStore::answerOpen(OpenResult result)
{
    result.all = {figures_.events, figures_.bytes, figures_.oldest,
                  DiskFigures{figures_.usedBytes, figures_.fileBytes, figures_.logBytes}};
    openCall_.answer(std::move(result));
}

void SqliteStore::append(quint64 ticket, QList<Publication> publications, std::function<void(AppendResult)> done)
{
    append(ticket, std::move(publications), false, std::move(done));
}

void SqliteStore::appendArrived(quint64 ticket, QList<Publication> publications, std::function<void(AppendResult)> done)
{
    append(ticket, std::move(publications), true, std::move(done));
}

void SqliteStore::append(quint64 ticket, QList<Publication> publications, bool isArrival,
                         std::function<void(AppendResult)> done)
{
    const bool mayBeWritten = isFileOpen_ || openCall_.isUnderWay();
    if (!listener_ || isClosing_ || !mayBeWritten) {
        done({.outcome = AppendResult::Outcome::Away, .problem = state_.problem});
    } else if (!queue_.hasRoomFor(publications, isArrival)) {
        done({.outcome = AppendResult::Outcome::Busy});
    } else {
        queue_.addAppend(ticket, std::move(publications), isArrival, std::move(done));
        scheduleSoon();
    }
}

void SqliteStore::noteLoss(Selection lost)
{
    if (!listener_ || isClosing_)
        return;
    queue_.addLoss(std::move(lost));
    scheduleSoon();
}

void SqliteStore::clear(QByteArray channel, std::function<void(bool)> done)
{
    if (!listener_ || isClosing_ || (!isFileOpen_ && !openCall_.isUnderWay())) {
        done(false);
        return;
    }
    queue_.addClear(std::move(channel), std::move(done));
    scheduleSoon();
}

void SqliteStore::forgetChannel(const QByteArray &channel)
{
    if (isServing())
        tail_.forgetChannel(channel);
}

void SqliteStore::close(std::chrono::milliseconds deadline, std::function<void()> done)
{
    isClosing_ = true;
    closed_ = std::move(done);
    if (deadline <= std::chrono::milliseconds::zero()) {
        giveUp();
        return;
    }
    deadline_.start(deadline);
    scheduleSoon();
}

/// Nothing waits any more.
void SqliteStore::closeFile()
{
    isWriterBusy_ = true;
    isFileOpen_ = false;
    const auto closeReader = [this] {
        reader_.close();
        return true;
    };
    const auto closeWriter = [this, now = now()] {
        writer_.file().close(now);
        return true;
    };
    reading_.run(closeReader, [this, closeWriter](bool) { writing_.run(closeWriter, [this](bool) { giveUp(); }); });
}

/// Whoever still waits is answered, and it is closed.
void SqliteStore::giveUp()
{
    if (!listener_)
        return;
    deadline_.stop();
    releaseReads();
    writer_.stop();
    if (openCall_.isUnderWay())
        answerOpen({{StoreState::Kind::Away, tr("The hub ends before its history was opened.")}});
    listener_ = nullptr;
    isFileOpen_ = false;
    if (const auto group = std::exchange(underWay_, {}))
        refuseAll(*group, {.outcome = AppendResult::Outcome::Unknown});
    refuseAll(*queue_.takeAll(), {.outcome = AppendResult::Outcome::Away});
    for (const auto &call : std::exchange(afterWriting_, {}))
        call();
    if (closed_)
        std::exchange(closed_, {})();
}

StoreFactory makeSqliteStore(const QString &path, FileClaim::Folder folder)
{
    const QString absolute = QFileInfo(path).absoluteFilePath();
    return [absolute, folder, shown = QDir::toNativeSeparators(absolute)](const HistoryLimits &limits,
                                                                          const Clock &clock) {
        FileFault fault;
        // Where the file is there, salvaging was not begun, or somebody is at it.
        if (!QFileInfo::exists(absolute))
            finishSalvage(absolute, {clock.wallMilliseconds(), clock.uptimeMilliseconds()});
        FileClaim claim = FileClaim::of(absolute, folder, fault);
        if (fault) {
            MadeStore none(QStringLiteral("%1: %2").arg(shown, fault.problem));
            none.isTaken = fault.kind == FileFault::Kind::Taken;
            return none;
        }
        MadeStore made(std::make_unique<SqliteStore>(limits, clock, std::move(claim), SqliteStore::Options{absolute}));
        made.kind = QByteArrayLiteral("sqlite");
        made.file = shown;
        return made;
    };
}

} // namespace helio
