// SPDX-License-Identifier: GPL-3.0-or-later
#include "history/historyreader.h"

#include "history/brokenplaces.h"
#include "history/eventrows.h"
#include "history/packedposition.h"
#include "history/rowcrc.h"
#include "history/schema.h"

#include <algorithm>
#include <vector>

namespace helio {

namespace {

/// All of one call is read from one moment of the file.
class ReadTransaction
{
public:
    explicit ReadTransaction(Database &database)
        : database_(database)
        , isOpen_(database.execute("BEGIN"))
    {}
    ~ReadTransaction()
    {
        const FileFault fault = database_.fault();
        if (isOpen_)
            database_.execute("COMMIT");
        database_.keepFault(fault);
    }
    Q_DISABLE_COPY_MOVE(ReadTransaction)
    bool isOpen() const { return isOpen_; }

private:
    Database &database_;
    bool isOpen_;
};

qint64 placeBehind(Position after)
{
    return std::min(packed(after), std::numeric_limits<qint64>::max() - 1) + 1;
}

} // namespace

struct HistoryReader::Statements
{
    explicit Statements(Database &database)
        : event(database, "SELECT " HELIO_EVENT_COLUMNS " FROM event WHERE position=?")
        , log(database, "SELECT " HELIO_EVENT_COLUMNS " FROM event WHERE position>=? AND position<=? ORDER BY position")
        , logBackwards(database, "SELECT " HELIO_EVENT_COLUMNS " FROM event WHERE position<=? ORDER BY position DESC")
        , storedBehind(database, "SELECT position, stored FROM event WHERE position>=? ORDER BY position LIMIT 1")
        , channelName(database, "SELECT name FROM channel WHERE id=?")
        , channelId(database, "SELECT id FROM channel WHERE name=?")
        , onWire(database, "SELECT position FROM own_id WHERE id=? AND hidden=0 ORDER BY position DESC LIMIT 1")
        , own(database, "SELECT position FROM own_id WHERE id=? AND channel=?")
    {}

    Statement event;
    Statement log;
    Statement logBackwards;
    Statement storedBehind;
    Statement channelName;
    Statement channelId;
    Statement onWire;
    Statement own;
};

/// Where a read stands in one channel.
struct HistoryReader::Cursor
{
    Statement places;
    QByteArray channel;
    qint64 position = 0; ///< 0: at its end

    void next() { position = places.next() ? places.integer(0) : 0; }
};

HistoryReader::HistoryReader() = default;

HistoryReader::~HistoryReader()
{
    close();
}

FileFault HistoryReader::open(const QString &path, const QByteArray &vfs)
{
    close();
    return database_.open(path, Database::Access::Write, vfs) ? prepare() : database_.fault();
}

FileFault HistoryReader::openReadOnly(const QString &path)
{
    close();
    return database_.open(path, Database::Access::Read) ? prepare() : database_.fault();
}

FileFault HistoryReader::prepare()
{
    database_.keepLogOnClose(true);
    if (prepareReader(database_)) {
        statements_ = std::make_unique<Statements>(database_);
        if (!database_.fault())
            return {};
    }
    const FileFault fault = database_.fault();
    close();
    return fault;
}

void HistoryReader::close()
{
    statements_.reset();
    database_.close();
    channels_.clear();
}

HistoryReader::Piece HistoryReader::readPiece(const PieceRequest &request)
{
    Piece piece;
    database_.clearFault();
    const ReadTransaction transaction(database_);
    piece.next = request.after;
    const bool isNamed = request.selection.patterns().isEmpty() && !request.isByLog;
    const bool isRead = transaction.isOpen() && (isNamed ? readNamed(request, piece) : readLog(request, piece));
    if (!isRead) {
        piece.fault = database_.fault();
        piece.atEnd = false;
    }
    if (piece.atEnd)
        piece.next = std::max(request.after, request.upTo);
    return piece;
}

HistoryReader::Stretch HistoryReader::unreadableBehind(Position after, const Selection &selection)
{
    const qint64 from = placeBehind(after);
    const auto readable = firstReadableBehind(database_, from);
    const qint64 end = readable.value_or(std::numeric_limits<qint64>::max());
    database_.clearFault();
    QList<qint64> channels;
    for (const QByteArray &name : selection.channels()) {
        if (const auto id = idOf(name))
            channels.append(*id);
    }
    Stretch stretch{unpacked(from), readable ? unpacked(end - 1) : Position()};
    const bool isKnown = !database_.fault();
    if (isKnown && channels.isEmpty() && selection.patterns().isEmpty())
        stretch.events = 0;
    else if (isKnown)
        stretch.events = eventsByIndex(database_, from, end, channels);
    database_.clearFault();
    return stretch;
}

/// One for each channel that is named and known, at its first place behind `after` and up to `upTo`.
std::vector<HistoryReader::Cursor> HistoryReader::cursorsOf(const Selection &selection, Position after, Position upTo,
                                                            const QByteArray &order)
{
    const QByteArray query =
        "SELECT position FROM event WHERE channel=? AND position>? AND position<=? ORDER BY position " + order;
    std::vector<Cursor> cursors;
    for (const QByteArray &name : selection.channels()) {
        const auto id = idOf(name);
        if (!id)
            continue;
        Cursor cursor{Statement(database_, query.constData()), name};
        cursor.places.bind(1, *id).bind(2, packed(after)).bind(3, packed(upTo));
        cursor.next();
        cursors.push_back(std::move(cursor));
    }
    return cursors;
}

/// The channels' own indexes, merged.
bool HistoryReader::readNamed(const PieceRequest &request, Piece &piece)
{
    std::vector<Cursor> cursors = cursorsOf(request.selection, request.after, request.upTo, "ASC");
    qint64 bytes = 0;
    while (bytes < request.maximumBytes && !database_.fault()) {
        Cursor *first = nullptr;
        for (Cursor &cursor : cursors) {
            if (cursor.position > 0 && (!first || cursor.position < first->position))
                first = &cursor;
        }
        piece.atEnd = !first;
        if (!first)
            break;
        if (statements_->event.bind(1, first->position).next())
            take(statements_->event, piece, bytes);
        statements_->event.reset();
        first->next();
    }
    return !database_.fault();
}

bool HistoryReader::readLog(const PieceRequest &request, Piece &piece)
{
    Statement &log = statements_->log;
    // Not "behind": to look for that, SQLite begins in the page of what stands before, which may be a broken one.
    log.bind(1, placeBehind(request.after)).bind(2, packed(request.upTo));
    std::unordered_map<qint64, bool> known;
    qint64 bytes = 0;
    qsizetype examined = 0;
    while (bytes < request.maximumBytes && examined < request.maximumExamined) {
        if (!log.next()) {
            piece.atEnd = true;
            break;
        }
        ++examined;
        if (matches(request.selection, log.integer(1), known))
            take(log, piece, bytes);
        else
            piece.next = unpacked(log.integer(0));
    }
    log.reset();
    return !database_.fault();
}

void HistoryReader::take(const Statement &row, Piece &piece, qint64 &bytes)
{
    const Channel &channel = channelOf(row.integer(1));
    piece.next = unpacked(row.integer(0));
    bytes += std::max<qint64>(row.integer(7), 1);
    if (StoredEventPtr event = channel.isKnown ? eventOf(row, channel.name) : nullptr)
        piece.events.append(std::move(event));
    else
        piece.damaged.append({piece.next, channel.name});
}

/// What stands in a channel that the file does not know matches all: it may have been of the selection.
bool HistoryReader::matches(const Selection &selection, qint64 channel, std::unordered_map<qint64, bool> &known)
{
    const auto [found, isNew] = known.try_emplace(channel, true);
    if (isNew) {
        const Channel &named = channelOf(channel);
        found->second = !named.isKnown || selection.matches(named.name);
    }
    return found->second;
}

const HistoryReader::Channel &HistoryReader::channelOf(qint64 id)
{
    const auto found = channels_.find(id);
    if (found != channels_.end())
        return found->second;
    Statement &name = statements_->channelName;
    Channel channel;
    channel.isKnown = name.bind(1, id).next();
    if (channel.isKnown)
        channel.name = name.text(0);
    name.reset();
    return channels_.insert_or_assign(id, channel).first->second;
}

std::optional<qint64> HistoryReader::idOf(const QByteArray &channel)
{
    Statement &id = statements_->channelId;
    std::optional<qint64> found;
    if (id.bind(1, channel).next())
        found = id.integer(0);
    id.reset();
    return found;
}

StoredEventPtr HistoryReader::eventAt(qint64 position)
{
    Statement &event = statements_->event;
    StoredEventPtr found;
    if (event.bind(1, position).next()) {
        const Channel &channel = channelOf(event.integer(1));
        found = channel.isKnown ? eventOf(event, channel.name) : nullptr;
    }
    event.reset();
    return found;
}

HistoryReader::Found HistoryReader::findOnWire(const QByteArray &id)
{
    database_.clearFault();
    const ReadTransaction transaction(database_);
    StoredEventPtr event;
    if (const auto position = Position::fromId(id)) {
        event =
            packed(*position) > 0 && unpacked(packed(*position)) == *position ? eventAt(packed(*position)) : nullptr;
    } else {
        Statement &onWire = statements_->onWire;
        if (onWire.bind(1, id).next())
            event = eventAt(onWire.integer(0));
        onWire.reset();
    }
    // One that has an id of its own there is not known by its place.
    if (event && event->event.id != id)
        event.reset();
    return {std::move(event), database_.fault()};
}

HistoryReader::Found HistoryReader::findOwn(const QByteArray &channel, const QByteArray &ownId)
{
    database_.clearFault();
    const ReadTransaction transaction(database_);
    StoredEventPtr event;
    if (const auto id = idOf(channel)) {
        Statement &own = statements_->own;
        if (own.bind(1, ownId).bind(2, *id).next())
            event = eventAt(own.integer(0));
        own.reset();
    }
    return {std::move(event), database_.fault()};
}

HistoryReader::LastSearch HistoryReader::lastBefore(LastSearch search, qsizetype maximumExamined)
{
    database_.clearFault();
    const ReadTransaction transaction(database_);
    search.fault = {};
    const bool isRead =
        transaction.isOpen() &&
        (search.selection.patterns().isEmpty() ? findLastOfNames(search) : findLastOfLog(search, maximumExamined));
    if (!isRead)
        search.fault = database_.fault();
    return search;
}

/// The first place of a channel that counts.
qint64 HistoryReader::firstOf(const LastSearch &search, const QByteArray &channel)
{
    if (!search.begins)
        return 0;
    const auto begin = search.begins->constFind(channel);
    return begin == search.begins->cend() ? std::numeric_limits<qint64>::max() : packed(*begin);
}

bool HistoryReader::findLastOfNames(LastSearch &search)
{
    std::vector<Cursor> cursors = cursorsOf(search.selection, {}, search.upTo, "DESC");
    search.isOver = true;
    search.after = {};
    while (!database_.fault()) {
        const auto last = std::max_element(cursors.begin(), cursors.end(), [](const Cursor &one, const Cursor &other) {
            return one.position < other.position;
        });
        if (last == cursors.end() || last->position == 0)
            return !database_.fault();
        if (last->position < firstOf(search, last->channel)) {
            last->position = 0;
            continue;
        }
        if (search.count-- <= 0) {
            search.after = unpacked(last->position);
            return true;
        }
        last->next();
    }
    return false;
}

bool HistoryReader::findLastOfLog(LastSearch &search, qsizetype maximumExamined)
{
    Statement &log = statements_->logBackwards;
    log.bind(1, packed(search.upTo));
    std::unordered_map<qint64, bool> known;
    std::unordered_map<qint64, qint64> firsts;
    const auto counts = [&](qint64 channel, qint64 position) {
        const auto [first, isNew] = firsts.try_emplace(channel, 0);
        if (isNew && channelOf(channel).isKnown)
            first->second = firstOf(search, channelOf(channel).name);
        return position >= first->second;
    };
    for (qsizetype examined = 0; examined < maximumExamined && !search.isOver; ++examined) {
        if (!log.next()) {
            search.isOver = true;
            search.after = {};
            break;
        }
        const qint64 position = log.integer(0);
        const qint64 channel = log.integer(1);
        if (matches(search.selection, channel, known) && counts(channel, position) && search.count-- <= 0) {
            search.isOver = true;
            search.after = unpacked(position);
        } else {
            search.upTo = unpacked(position - 1);
        }
    }
    log.reset();
    return !database_.fault();
}

std::optional<Position> HistoryReader::since(qint64 time, FileFault &fault)
{
    database_.clearFault();
    const ReadTransaction transaction(database_);
    Statement &behind = statements_->storedBehind;
    qint64 low = 0; // all before it is older
    qint64 high = database_.number("SELECT max(position) FROM event").value_or(0) + 1;
    const qint64 end = high;
    while (low < high && !database_.fault()) {
        const qint64 middle = low + (high - low) / 2;
        const bool isRow = behind.bind(1, middle).next();
        if (!isRow || behind.integer(1) >= time)
            high = middle;
        else
            low = behind.integer(0) + 1;
        behind.reset();
    }
    fault = database_.fault();
    return low >= end || fault ? std::nullopt : std::optional(unpacked(low - 1));
}

HistoryReader::Piece HistoryReader::tail(qint64 bytes)
{
    database_.clearFault();
    const ReadTransaction transaction(database_);
    Piece piece;
    Statement &log = statements_->logBackwards;
    log.bind(1, std::numeric_limits<qint64>::max());
    qint64 first = 0;
    qint64 taken = 0;
    while (taken < bytes && log.next()) {
        take(log, piece, taken);
        first = log.integer(0);
    }
    piece.atEnd = true;
    piece.next = unpacked(taken < bytes ? 0 : first - 1);
    log.reset();
    piece.fault = database_.fault();
    std::reverse(piece.events.begin(), piece.events.end());
    std::reverse(piece.damaged.begin(), piece.damaged.end());
    return piece;
}

} // namespace helio
