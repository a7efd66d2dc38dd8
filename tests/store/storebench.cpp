// SPDX-License-Identifier: GPL-3.0-or-later
#include "storebench.h"

namespace helio::test {

StoreBench::StoreBench(HistoryLimits limits)
    : store(limits, clock)
{}

AppendResult StoreBench::append(const QList<Publication> &publications)
{
    AppendResult taken;
    store.append(publications, [&](const AppendResult &result) { taken = result; });
    return taken;
}

QByteArray StoreBench::publish(const QByteArray &channel, const QByteArray &data, const QByteArray &ownId)
{
    const AppendResult result = append({{channel, {}, data, ownId, {}}});
    return result.entries.isEmpty() ? QByteArray() : result.entries.constFirst().event->event.id;
}

LocateResult StoreBench::locate(const Selection &selection, const Start &start)
{
    LocateResult located;
    store.locate(selection, start, [&](const LocateResult &result) { located = result; });
    return located;
}

ReadResult StoreBench::read(const ReadRequest &request)
{
    ReadResult read;
    store.read(request, [&](const ReadResult &result) { read = result; });
    return read;
}

Reading StoreBench::readAll(const Selection &selection, const Start &start, qsizetype pieceBytes)
{
    return readOn(selection, locate(selection, start), pieceBytes);
}

Reading StoreBench::readOn(const Selection &selection, LocateResult from, qsizetype pieceBytes)
{
    Reading reading;
    bool gap = !from.known;
    while (true) {
        const ReadResult piece = read({selection, from.after, from.trims, pieceBytes});
        ++reading.pieces;
        if (gap || piece.gap)
            reading.data.append(Reading::Gap);
        gap = false;
        for (const StoredEventPtr &stored : piece.events)
            reading.data.append(stored->event.data);
        if (piece.atEnd)
            return reading;
        from.after = piece.next;
        from.trims = piece.trims;
    }
}

} // namespace helio::test
