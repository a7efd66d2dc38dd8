// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "feed/hubinfo.h"
#include "hub/slices.h"
#include "hub/store.h"

#include <functional>
#include <memory>

namespace helio {

/// Reads history backwards, page by page, for who looks at it: what a page holds is bounded in events and in bytes, and
/// it is read in steps between which others have their turn. The store is borrowed.
class HistoryPages
{
public:
    static constexpr qsizetype MaximumEvents = 1'000;
    static constexpr qint64 MaximumBytes = qint64(4) << 20; ///< of data, in a page; one event comes whatever its size

    struct Page
    {
        enum class Outcome {
            Done,
            NoEvent, ///< the query's `before` is no event that is known
            Failed,  ///< history cannot be read now
        };
        Outcome outcome = Outcome::Done;
        QList<StoredEventPtr> events; ///< in order
        bool isAtBeginning = false;   ///< nothing that the query asks for stands before them
    };

    explicit HistoryPages(Store &store);

    /// The last events of `query`. `done` does not come, and no more is read, once `isWanted` says so.
    void read(const HistoryQuery &query, std::function<void(const Page &)> done, std::function<bool()> isWanted = {});

private:
    struct Reading;
    using ReadingPtr = std::shared_ptr<Reading>;

    void begin(const ReadingPtr &reading, Position before);
    void locate(const ReadingPtr &reading);
    void readOn(const ReadingPtr &reading);
    void takeChunk(const ReadingPtr &reading);
    static void answer(const ReadingPtr &reading, Page::Outcome outcome);

    Store &store_;
    Slices slices_{"inspection"};
};

} // namespace helio
