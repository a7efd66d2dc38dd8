// SPDX-License-Identifier: GPL-3.0-or-later
#include "group/logasking.h"

#include "group/logkeys.h"
#include "group/logreading.h"
#include "group/logreplies.h"

#include <QElapsedTimer>
#include <QTimer>

#include <algorithm>

namespace helio {

namespace {

/// A piece ends once it holds so much.
constexpr qsizetype PieceBytes = 256 * 1024;
constexpr qsizetype IndexRows = 500;
constexpr qsizetype IndexBytes = qsizetype(4) << 20;   ///< of entries that Redis looks through for it
constexpr qsizetype DroppedBytes = qsizetype(4) << 20; ///< of entries that are taken out at once

} // namespace

LogAsking::LogAsking(LogCalls &asking, LogClaims &claims, const LogOptions &options, const RespLimits &limits,
                     QObject *parent)
    : QObject(parent)
    , asking_(asking)
    , claims_(claims)
    , options_(options)
    , limits_(limits)
{}

void LogAsking::range(Position after, Position upTo, qsizetype count, PieceDone done)
{
    const qsizetype most = std::max<qsizetype>(count, 1);
    const qsizetype step = LogReading::countAtOnce(options_.maximumDataBytes);
    askPiece(
        {"range", '(' + after.toId(), upTo.toId(), QByteArray::number(most), QByteArray::number(step)},
        [after, upTo](LogPiece &piece, qsizetype looked) {
            piece.isAtEnd = looked == 1;
            if (piece.isAtEnd)
                piece.next = upTo;
            else
                piece.next = piece.entries.isEmpty() ? after : piece.entries.constLast().position;
        },
        std::move(done));
}

void LogAsking::pick(const QList<Position> &positions, PieceDone done)
{
    QByteArrayList arguments = {"pick"};
    for (const Position &position : positions.first(std::min(positions.size(), GroupLog::MaximumPicked)))
        arguments << position.toId();
    askPiece(
        arguments,
        [positions](LogPiece &piece, qsizetype looked) {
            piece.isAtEnd = looked >= positions.size();
            if (looked > 0)
                piece.next = positions[looked - 1];
        },
        std::move(done));
}

void LogAsking::askPiece(const QByteArrayList &arguments, PieceEnd end, PieceDone done)
{
    const QByteArrayList all = QByteArrayList{QByteArray::number(PieceBytes)} << arguments;
    asking_.run(LogScripts::Name::Range, {options_.stream}, all,
                [this, end = std::move(end), done = std::move(done)](const RespValue &reply) {
                    const auto first = reply.items.size() == 3 ? Position::fromId(reply.items[0].text) : std::nullopt;
                    if (!first) {
                        done({.isFailed = true});
                        return;
                    }
                    LogPiece piece;
                    piece.first = *first;
                    const ReadEntries read = entriesOf(reply.items[1], limits_, options_.maximumDataBytes);
                    piece.entries = read.entries;
                    end(piece, reply.items[2].number);
                    if (read.isCut) {
                        piece.isAtEnd = false;
                        piece.next = read.entries.constLast().position;
                    }
                    claims_.claim(piece.entries, [piece, done](const QList<LogEntry> &entries, bool areKnown) {
                        LogPiece claimed = piece;
                        claimed.entries = entries;
                        claimed.isFailed = !areKnown;
                        done(claimed);
                    });
                });
}

void LogAsking::index(std::optional<Position> before, std::function<void(const IndexPiece &)> done)
{
    QElapsedTimer asked;
    asked.start();
    asking_.run(LogScripts::Name::Index, {options_.stream},
                {before ? '(' + before->toId() : QByteArray("+"), QByteArray::number(IndexRows),
                 QByteArray::number(IndexBytes),
                 QByteArray::number(LogReading::countAtOnce(options_.maximumDataBytes))},
                [this, asked, done = std::move(done)](const RespValue &reply) {
                    const IndexPiece piece = indexPieceOf(reply).value_or(IndexPiece{.isFailed = true});
                    // Redis rests as long as it took: it has others to serve, and many hubs may begin at once.
                    QTimer::singleShot(asked.elapsed(), this, [piece, done] { done(piece); });
                });
}

void LogAsking::findOwn(const QByteArray &channel, const QByteArray &ownId, PlaceDone done)
{
    asking_.send({"HGET", LogKeys{options_.stream}.ownId(ownId), channel},
                 [done = std::move(done)](const RespValue &reply) {
                     GroupLog::IdPlace place = {.isFailed = reply.isError()};
                     if (const auto mark = OwnIdMark::read(reply.text); mark && !place.isFailed)
                         place.position = mark->position;
                     done(place);
                 });
}

void LogAsking::findOnWire(const QByteArray &ownId, PlaceDone done)
{
    asking_.send({"HGETALL", LogKeys{options_.stream}.ownId(ownId)}, [done = std::move(done)](const RespValue &reply) {
        GroupLog::IdPlace place = {.isFailed = reply.isError()};
        for (qsizetype i = 1; i < reply.items.size(); i += 2) {
            if (const auto mark = OwnIdMark::read(reply.items[i].text); mark && mark->isOnWire)
                place.position = mark->position;
        }
        done(place);
    });
}

void LogAsking::trim(Position below)
{
    asking_.send({"XTRIM", options_.stream, "MINID", "~", below.toId()}, [](const RespValue &) {});
}

void LogAsking::remove(const QList<Position> &positions, std::function<void(qsizetype)> done)
{
    QByteArrayList arguments = {QByteArray::number(DroppedBytes), LogKeys{options_.stream}.ownId({}),
                                QByteArray::number(LogReading::countAtOnce(options_.maximumDataBytes))};
    for (const Position &position : positions.first(std::min(positions.size(), GroupLog::MaximumPicked)))
        arguments << position.toId();
    asking_.run(LogScripts::Name::Drop, {options_.stream}, arguments, [done = std::move(done)](const RespValue &reply) {
        done(reply.kind == RespValue::Kind::Integer ? qsizetype(reply.number) : 0);
    });
}

} // namespace helio
