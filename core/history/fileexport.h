// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "history/historyreader.h"
#include "history/nologleft.h"

#include <optional>

namespace helio {

/// A file of history as lines that `POST /publish` takes, read in pieces, each from one moment: a hub may use it
/// meanwhile.
class FileExport
{
public:
    /// `channels`: empty: all.
    explicit FileExport(const QByteArrayList &channels);

    /// A file without tables, as of a hub that is just beginning with it, has no events; it is no fault.
    FileFault open(const QString &path);
    /// Begins behind the event with `id` on the wire; false when the file has none, and it is no id of the hub's.
    bool startAfter(const QByteArray &id);

    struct Piece
    {
        QByteArray lines = {}; ///< `{"channel":…,"id":…,"type":…,"data":…}`, each with a line feed
        QList<HistoryReader::DamagedPlace> damaged = {};       ///< left out
        std::optional<HistoryReader::Stretch> unreadable = {}; ///< passed over, behind what came
        bool atEnd = false;
        FileFault fault = {};
    };
    Piece next();

private:
    void passOver(Piece &lines);

    std::optional<NoLogLeft> noLogLeft_;
    HistoryReader reader_;
    HistoryReader::PieceRequest request_;
    bool isEmpty_ = false;
};

/// One event as such a line. The hub's own ids are left out, since publishing refuses them.
QByteArray exportedLine(const StoredEvent &event);

} // namespace helio
