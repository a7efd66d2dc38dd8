// SPDX-License-Identifier: GPL-3.0-or-later
#include "filebench.h"

namespace helio::test {

FileBench::FileBench(HistoryBounds bounds)
{
    options.path = folder.filePath(QStringLiteral("history.db"));
    options.bounds = std::move(bounds);
}

OpenedHistory FileBench::open()
{
    file = std::make_unique<HistoryFile>(options);
    return file->open(now);
}

OpenedHistory FileBench::reopen()
{
    if (file)
        file->close(now);
    return open();
}

HistoryCommit::Item FileBench::append(const QList<Publication> &publications)
{
    const HistoryCommit commit = file->commit(groupOf(publications), now);
    return commit.items.constFirst();
}

HistoryCommit FileBench::publish(const QByteArray &channel, int count, const QByteArray &data)
{
    return commit(groupOf(QList<Publication>(count, said(channel, data))));
}

HistoryChanges FileBench::upkeepUntilDone()
{
    HistoryChanges changes = file->upkeep(now);
    for (int i = 0; changes.hasMore && !changes.fault && i < 1000; ++i) {
        const HistoryChanges more = file->upkeep(now);
        changes.trims += more.trims;
        changes.removedIds += more.removedIds;
        changes.channels = more.channels;
        changes.all = more.all;
        changes.fault = more.fault;
        changes.hasMore = more.hasMore;
    }
    return changes;
}

QList<StoredEventPtr> FileBench::all(const Selection &selection) const
{
    HistoryReader reader;
    if (reader.open(options.path, options.vfs))
        return {};
    HistoryReader::PieceRequest request{.selection = selection, .upTo = file->head(), .maximumBytes = 300};
    QList<StoredEventPtr> events;
    while (true) {
        const HistoryReader::Piece piece = reader.readPiece(request);
        events += piece.events;
        if (piece.atEnd || piece.fault)
            return events;
        request.after = piece.next;
    }
}

QList<StoredEventPtr> FileBench::all() const
{
    return all(pattern("*"));
}

HistoryGroup groupOf(const QList<Publication> &publications)
{
    return {{HistoryGroup::Append{publications}}};
}

Publication said(const QByteArray &channel, const QByteArray &data, const QByteArray &id)
{
    Publication publication;
    publication.channel = channel;
    publication.data = data;
    publication.id = id;
    return publication;
}

Selection named(const QByteArrayList &channels)
{
    Selection selection;
    for (const QByteArray &channel : channels)
        selection.addChannel(channel);
    return selection;
}

Selection pattern(const QByteArray &glob)
{
    Selection selection;
    selection.addPattern(glob);
    return selection;
}

QByteArrayList dataOf(const QList<StoredEventPtr> &events)
{
    QByteArrayList data;
    for (const StoredEventPtr &event : events)
        data.append(event->event.data);
    return data;
}

} // namespace helio::test
