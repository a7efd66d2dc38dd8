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
        OfSelection(ReaderMatches &all, const Selection &selection);
        const Selection &selection() const { return selection_; }
        /// Adds to `comparisons` what it took: 1 where it was known.
        bool matches(const QByteArray &channel, qsizetype &comparisons);
        qsizetype knownChannels() const { return known_.size(); }

    private:
        friend class ReaderMatches;
        void forgetChannels();

        ReaderMatches &all_;
        Selection selection_;
        qint64 ownBytes_;       ///< without channels
        qint64 knownBytes_ = 0; ///< of known_
        QHash<QByteArray, bool> known_;
    };

    /// It takes no more than so much, but for the selection that was asked for last.
    explicit ReaderMatches(qint64 maximumBytes)
        : maximumBytes_(maximumBytes)
    {}

    /// Stays valid until the next call.
    OfSelection &of(const Selection &selection);
    size_t size() const { return selections_.size(); }
    /// What it takes, about.
    qint64 bytes() const { return bytes_; }

private:
    void forgetLast();
    void makeRoom();

    qint64 maximumBytes_;
    qint64 bytes_ = 0;
    std::list<OfSelection> selections_; ///< whose turn was last first
};

} // namespace helio
