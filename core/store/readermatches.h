// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "event/selection.h"

#include <QHash>

#include <list>

namespace helio {

/// Which channels the selections of the last readers match: a selection is compared with a channel once, however many
/// of its events are read, and by however many readers of that selection.
class ReaderMatches
{
public:
    /// So many selections are remembered, each with so many channels.
    static constexpr size_t MaximumSelections = 32;
    static constexpr qsizetype MaximumChannels = 16'384;

    class OfSelection
    {
    public:
        explicit OfSelection(const Selection &selection)
            : selection_(selection)
        {}
        const Selection &selection() const { return selection_; }
        /// Adds to `comparisons` what it took: 1 where it was known.
        bool matches(const QByteArray &channel, qsizetype &comparisons);
        qsizetype knownChannels() const { return known_.size(); }

    private:
        Selection selection_;
        QHash<QByteArray, bool> known_;
    };

    /// Stays valid until the next call.
    OfSelection &of(const Selection &selection);
    size_t size() const { return selections_.size(); }

private:
    std::list<OfSelection> selections_; ///< whose turn was last first
};

} // namespace helio
