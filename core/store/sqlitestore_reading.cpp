// SPDX-License-Identifier: GPL-3.0-or-later
// What readers are given: from memory where it holds all of it, else piece by piece from the file. What is missing is
// judged when it is answered, since more may have been trimmed while the file was read.
#include "hub/turns.h"
#include "store/slicedsearch.h"
#include "store/sqlitestore.h"

#include <algorithm>

namespace helio {

namespace {

/// What a reader answers that is not open any more.
HistoryReader::Found closed()
{
    return {.fault = FileFault::of(FileFault::Kind::Gone)};
}

} // namespace

template <typename Result>
void SqliteStore::fail(const std::function<void(Result)> &done) const
{
    Result result;
    result.outcome = ReadOutcome::Failed;
    result.problem = state_.problem;
    done(std::move(result));
}

/// `work(reader)` in the reader's thread, and `done` with what it answered. The file is open here.
template <typename Work, typename Done>
void SqliteStore::runReader(Work work, Done done)
{
    auto job = [this, work = std::move(work), done = std::move(done)] {
        ++readsUnderWay_;
        reading_.run([this, work] { return work(reader_); },
                     [this, done](auto result) {
                         const Turn turn(TurnName);
                         --readsUnderWay_;
                         if (holdsReads_ && readsUnderWay_ == 0)
                             schedule();
                         done(std::move(result));
                     });
    };
    if (holdsReads_)
        heldReads_.push_back(std::move(job));
    else
        job();
}

void SqliteStore::releaseReads()
{
    holdsReads_ = false;
    for (const auto &job : std::exchange(heldReads_, {}))
        job();
}

void SqliteStore::fetch(const LogPieces::Request &request, std::function<void(LogPieces::PiecePtr)> done)
{
    ++piecesRead_;
    const auto readPiece = [request](HistoryReader &reader) {
        return reader.isOpen() ? reader.readPiece({request.selection, request.after, request.upTo})
                               : HistoryReader::Piece{.fault = closed().fault};
    };
    runReader(readPiece, [this, done = std::move(done)](const HistoryReader::Piece &piece) {
        if (piece.fault)
            onReaderFault(piece.fault);
        noteDamage(piece.damaged);
        done(std::make_shared<const LogPieces::Piece>(LogPieces::Piece{piece.events, piece.next, bool(piece.fault)}));
    });
}

void SqliteStore::read(ReadRequest request, std::function<void(ReadResult)> done)
{
    if (openCall_.delays([this, request, done] { read(request, done); }))
        return;
    reads_.read(std::move(request), std::move(done));
}

void SqliteStore::locate(Selection selection, Start start, std::function<void(LocateResult)> done)
{
    if (openCall_.delays([this, selection, start, done] { locate(selection, start, done); }))
        return;
    if (!isServing()) {
        fail(done);
        return;
    }
    // But for an id, a beginning is wherever history begins: what was trimmed before is not missed.
    switch (start.kind) {
    case Start::Kind::Live:
        answerPlace(head_, done);
        break;
    case Start::Kind::Earliest:
        answerPlace({}, done);
        break;
    case Start::Kind::Since:
        locateSince(start.time, std::move(done));
        break;
    case Start::Kind::Last:
        locateLast(selection, start, std::move(done));
        break;
    case Start::Kind::After:
        locateId(start.id, false, std::move(done));
        break;
    }
}

void SqliteStore::answerPlace(Position after, const std::function<void(LocateResult)> &done)
{
    if (isServing())
        done({.after = after, .trims = tail_.misses().trims()});
    else
        fail(done);
}

void SqliteStore::locateId(const QByteArray &id, bool isLastTry, const std::function<void(LocateResult)> &done)
{
    if (!isServing()) {
        fail(done);
        return;
    }
    const auto position = Position::fromId(id);
    const HeldEventPtr own = tail_.held().findOwnOnWire(id);
    if (own || (position && *position <= head_)) {
        done({.after = own ? own->position : *position});
        return;
    }
    if (!isFileOpen_) {
        fail(done);
        return;
    }
    const auto onFound = [this, id, isLastTry, done](const HistoryReader::Found &found) {
        if (!isServing() || found.fault) {
            fail(done);
            return;
        }
        const auto trimmed = tail_.misses().placeOfTrimmed(id);
        if (found.event && found.event->position <= head_)
            done({.after = found.event->position});
        else if (trimmed)
            done({.after = *trimmed});
        else if (isWriterBusy_ && !isLastTry) // its row may just have gone, which is told with the writer's answer
            afterWriting_.push_back([this, id, done] { locateId(id, true, done); });
        else
            done({.known = false});
    };
    runReader([id](HistoryReader &reader) { return reader.isOpen() ? reader.findOnWire(id) : closed(); }, onFound);
}

/// Behind it stands what was stored at that time or later: by how long ago that was, since the wall clock may have been
/// set meanwhile.
void SqliteStore::locateSince(qint64 time, const std::function<void(LocateResult)> &done)
{
    if (!isFileOpen_) {
        fail(done);
        return;
    }
    const qint64 age = clock_.wallMilliseconds() - time;
    const qint64 stored = historyClock_ + clock_.uptimeMilliseconds() - age;
    const auto findPlace = [stored](HistoryReader &reader) {
        std::pair<std::optional<Position>, FileFault> place;
        if (reader.isOpen())
            place.first = reader.since(stored, place.second);
        else
            place.second = closed().fault;
        return place;
    };
    runReader(findPlace, [this, done](const std::pair<std::optional<Position>, FileFault> &place) {
        if (place.second)
            fail(done);
        else
            answerPlace(std::min(place.first.value_or(head_), head_), done);
    });
}

void SqliteStore::locateLast(const Selection &selection, const Start &start,
                             const std::function<void(LocateResult)> &done)
{
    if (start.count <= 0 || start.count >= figures_.events) {
        answerPlace(start.count <= 0 ? head_ : Position(), done);
        return;
    }
    // Where memory holds too few of them, the others are in the file.
    const auto onSearched = [this, selection, start, done](Position after) {
        if (!isServing() || after > Position() || tail_.holds(selection, {}))
            answerPlace(after, done);
        else
            locateLastOnDisk({.selection = selection, .count = start.count, .upTo = start.upTo.value_or(head_)}, done);
    };
    if (selection.patterns().isEmpty()) {
        onSearched(tail_.held().positionBeforeLastOfNames(selection, start));
        return;
    }
    const auto last = std::make_shared<HeldEvents::LastSearch>(tail_.held(), selection, start);
    searchInSlices(
        *slices_, [last](qsizetype &budget) { return last->advance(budget); },
        [last, onSearched] { onSearched(last->after()); });
}

void SqliteStore::locateLastOnDisk(HistoryReader::LastSearch search, const std::function<void(LocateResult)> &done)
{
    if (!isServing() || !isFileOpen_) {
        fail(done);
        return;
    }
    search.begins = tail_.oldestOf(search.selection); // rows that are trimmed may still be there
    const auto step = [search](HistoryReader &reader) {
        return reader.isOpen() ? reader.lastBefore(search) : HistoryReader::LastSearch{.fault = closed().fault};
    };
    runReader(step, [this, done](const HistoryReader::LastSearch &searched) {
        if (searched.fault)
            fail(done);
        else if (searched.isOver)
            answerPlace(std::min(searched.after, head_), done);
        else
            locateLastOnDisk(searched, done);
    });
}

void SqliteStore::find(QByteArray id, std::function<void(FindResult)> done)
{
    if (openCall_.delays([this, id, done] { find(id, done); }))
        return;
    const HeldEventPtr held = isServing() ? tail_.held().find(id) : nullptr;
    const auto position = Position::fromId(id);
    if (held || (isServing() && position && *position > tail_.start()))
        done({.event = held});
    else if (!isServing() || !isFileOpen_)
        fail(done);
    else
        runReader([id](HistoryReader &reader) { return reader.isOpen() ? reader.findOnWire(id) : closed(); },
                  [this, done](const HistoryReader::Found &found) { answerFound(found, done); });
}

void SqliteStore::findOwn(QByteArray channel, QByteArray ownId, std::function<void(FindResult)> done)
{
    if (openCall_.delays([this, channel, ownId, done] { findOwn(channel, ownId, done); }))
        return;
    if (const HeldEventPtr held = isServing() ? tail_.held().findOwn(channel, ownId) : nullptr)
        done({.event = held});
    else if (!isServing() || !isFileOpen_)
        fail(done);
    else
        runReader([channel, ownId](
                      HistoryReader &reader) { return reader.isOpen() ? reader.findOwn(channel, ownId) : closed(); },
                  [this, done](const HistoryReader::Found &found) { answerFound(found, done); });
}

void SqliteStore::answerFound(const HistoryReader::Found &found, const std::function<void(FindResult)> &done)
{
    if (!isServing() || found.fault) {
        fail(done);
        return;
    }
    const bool isKnown = found.event && found.event->position <= head_ && !tail_.isTrimmed(*found.event);
    done({.event = isKnown ? tail_.find(found.event) : nullptr});
}

} // namespace helio
