// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/store.h"

#include <functional>
#include <list>
#include <memory>
#include <vector>

namespace helio {

/// Pieces of a log of history that is kept elsewhere, read once for all who ask for the same selection at about the
/// same place: thousands come back at once.
class LogPieces
{
public:
    struct Request
    {
        Selection selection;
        Position after;
        Position upTo; ///< further it is not read
    };
    struct Piece
    {
        QList<StoredEventPtr> events = {}; ///< rising
        Position next = {};                ///< read on behind this
        bool isFailed = false;             ///< all else says nothing
    };
    using PiecePtr = std::shared_ptr<const Piece>;
    /// Reads a piece; `done` comes later.
    using Fetch = std::function<void(const Request &request, std::function<void(PiecePtr)> done)>;

    explicit LogPieces(Fetch fetch)
        : fetch_(std::move(fetch))
    {}

    /// Answers with a piece that holds what stands behind `after`, which is less than `upTo`, as far as Piece::next; at
    /// once where it is known. Or with one that failed. What is trimmed may be among it.
    void request(const Selection &selection, Position after, Position upTo, std::function<void(PiecePtr)> done);

    /// So many that were read are kept.
    static constexpr size_t MaximumPieces = 16;

private:
    struct Waiter
    {
        Position after;
        Position upTo;
        std::function<void(PiecePtr)> done;
    };
    struct Known
    {
        Selection selection;
        Position after;
        PiecePtr piece = {}; ///< null while it is being read
        std::vector<Waiter> waiters = {};
    };
    using KnownPieces = std::list<Known>;

    void onFetched(KnownPieces::iterator known, const PiecePtr &piece);
    void forgetOldest();

    Fetch fetch_;
    KnownPieces pieces_; ///< the newest first
};

} // namespace helio
