// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "history/database.h"
#include "history/statement.h"
#include "hub/store.h"

#include <QHash>

#include <memory>
#include <optional>
#include <unordered_map>

namespace helio {

/// A second connection to a file of history, in a thread of its own: reads in pieces, and no piece holds up the
/// writer's log longer than it takes to read it. It knows nothing of trims: what is trimmed and not yet deleted comes
/// too, and the caller drops it.
class HistoryReader
{
public:
    HistoryReader();
    ~HistoryReader();
    Q_DISABLE_COPY_MOVE(HistoryReader)

    /// A file that a HistoryFile has opened. `vfs` as there.
    FileFault open(const QString &path, const QByteArray &vfs = {});
    /// The same, of a file that nobody writes to or that a hub uses: nothing is written, be it the log.
    FileFault openReadOnly(const QString &path);
    void close();
    bool isOpen() const { return database_.isOpen(); }
    /// From any thread, while it is open: what runs ends with FileFault::Kind::Interrupted.
    void interrupt() { database_.interrupt(); }

    struct PieceRequest
    {
        Selection selection = {};
        Position after = {};
        Position upTo = {};                  ///< what was told to the hub's thread as committed
        qint64 maximumBytes = 256 * 1024;    ///< of rows; one event comes whatever its size
        qsizetype maximumExamined = 100'000; ///< rows that may be passed over
        bool isByLog = false;                ///< without the index, whatever is selected
    };
    /// A row that is not what was written.
    struct DamagedPlace
    {
        Position position;
        QByteArray channel; ///< empty: unknown
    };
    struct Piece
    {
        QList<StoredEventPtr> events = {}; ///< rising
        QList<DamagedPlace> damaged = {};  ///< rising, not behind `next`
        Position next = {};                ///< read on behind this
        bool atEnd = false;                ///< up to PieceRequest::upTo there is no more
        FileFault fault = {};              ///< with one, all up to `next` was read
    };
    Piece readPiece(const PieceRequest &request);

    /// What cannot be read.
    struct Stretch
    {
        Position from;
        Position upTo = {};                ///< of the last place of it; 0-0: all the rest of the file
        std::optional<qint64> events = {}; ///< of a selection; nothing: that is not known
    };
    /// Where reading the log behind `after` fails at once.
    Stretch unreadableBehind(Position after, const Selection &selection);

    /// One event, or none of that name.
    struct Found
    {
        StoredEventPtr event = {};
        FileFault fault = {};
    };
    /// What `id` stands for on the wire; of several, of which all but one are trimmed, the last.
    Found findOnWire(const QByteArray &id);
    Found findOwn(const QByteArray &channel, const QByteArray &ownId);

    /// Where the last so many of a selection begin.
    struct LastSearch
    {
        Selection selection = {};
        /// Where each channel begins; what stands before is trimmed, and so is all of others. Nothing: all counts.
        std::optional<QHash<QByteArray, Position>> begins = {};
        qint64 count = 0;    ///< so many are still to be passed over
        Position upTo = {};  ///< of those that stand no higher
        Position after = {}; ///< the answer, when it is over
        bool isOver = false;
        FileFault fault = {};
    };
    /// A step of `search`, which goes on with what it answers.
    LastSearch lastBefore(LastSearch search, qsizetype maximumExamined = 100'000);
    /// The place behind which all was stored at `time` or later, by history's clock; nothing where all is older.
    std::optional<Position> since(qint64 time, FileFault &fault);
    /// The end of the log, of about so many bytes of rows: all that stands behind Piece::next, which is 0-0 where that
    /// is all there is.
    Piece tail(qint64 bytes);

private:
    struct Statements;
    struct Channel
    {
        QByteArray name;
        bool isKnown = false; ///< false: the file has no row of it
    };
    struct Cursor;

    FileFault prepare();
    const Channel &channelOf(qint64 id);
    std::optional<qint64> idOf(const QByteArray &channel);
    std::vector<Cursor> cursorsOf(const Selection &selection, Position after, Position upTo, const QByteArray &order);
    static qint64 firstOf(const LastSearch &search, const QByteArray &channel);
    bool readNamed(const PieceRequest &request, Piece &piece);
    bool readLog(const PieceRequest &request, Piece &piece);
    void take(const Statement &row, Piece &piece, qint64 &bytes);
    bool findLastOfNames(LastSearch &search);
    bool findLastOfLog(LastSearch &search, qsizetype maximumExamined);
    StoredEventPtr eventAt(qint64 position);
    bool matches(const Selection &selection, qint64 channel, std::unordered_map<qint64, bool> &known);

    Database database_;
    std::unique_ptr<Statements> statements_;       ///< while it is open
    std::unordered_map<qint64, Channel> channels_; ///< a writer uses no id twice while it is open
};

} // namespace helio
