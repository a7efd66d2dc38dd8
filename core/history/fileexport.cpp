// SPDX-License-Identifier: GPL-3.0-or-later
#include "history/fileexport.h"

#include "history/fileclaim.h"
#include "history/firstpage.h"
#include "history/packedposition.h"
#include "history/schema.h"
#include "history/selectiontext.h"
#include "json/jsonwriter.h"

#include <limits>

namespace helio {

FileExport::FileExport(const QByteArrayList &channels)
{
    for (const QByteArray &channel : channels)
        request_.selection.addChannel(channel);
    if (channels.isEmpty())
        request_.selection = everyChannel();
    request_.upTo = unpacked(std::numeric_limits<qint64>::max());
}

FileFault FileExport::open(const QString &path)
{
    if (const FileFault header = faultOfHeader(path, FileClaim::isHeldBySomebody(path)))
        return header;
    noLogLeft_.emplace(path);
    Database database;
    const auto form = database.open(path, Database::Access::Read) ? formOf(database) : std::nullopt;
    if (!form)
        return database.fault();
    if (*form == FileForm::Foreign || *form == FileForm::Newer)
        return FileFault::of(*form == FileForm::Foreign ? FileFault::Kind::Foreign : FileFault::Kind::Newer);
    isEmpty_ = *form == FileForm::Empty;
    if (isEmpty_)
        return {};
    return reader_.openReadOnly(path);
}

bool FileExport::startAfter(const QByteArray &id)
{
    const HistoryReader::Found found = isEmpty_ ? HistoryReader::Found() : reader_.findOnWire(id);
    const auto position = found.event ? found.event->position : Position::fromId(id);
    request_.after = position.value_or(Position());
    return position.has_value();
}

FileExport::Piece FileExport::next()
{
    if (isEmpty_)
        return {.atEnd = true};
    HistoryReader::Piece piece = reader_.readPiece(request_);
    Piece lines{.damaged = std::move(piece.damaged), .atEnd = piece.atEnd, .fault = std::move(piece.fault)};
    for (const StoredEventPtr &event : piece.events)
        lines.lines += exportedLine(*event);
    const bool isBroken = lines.fault.kind == FileFault::Kind::Corrupt;
    request_.after = std::max(request_.after, piece.next);
    if (isBroken)
        passOver(lines);
    return lines;
}

/// It may be the index alone that is broken; else the log is read on from where that can be done again.
void FileExport::passOver(Piece &lines)
{
    lines.fault = {};
    const bool isNamed = request_.selection.patterns().isEmpty();
    if (!std::exchange(request_.isByLog, true) && isNamed)
        return;
    lines.unreadable = reader_.unreadableBehind(request_.after, request_.selection);
    lines.atEnd = lines.unreadable->upTo == Position();
    request_.after = lines.unreadable->upTo;
}

QByteArray exportedLine(const StoredEvent &event)
{
    JsonWriter out;
    out.beginObject().key("channel").string(event.event.channel);
    if (!event.ownId.isEmpty())
        out.key("id").string(event.ownId);
    if (!event.event.type.isEmpty())
        out.key("type").string(event.event.type);
    out.key("data").string(event.event.data).endObject().endLine();
    return out.take();
}

} // namespace helio
