// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "event/pattern.h"

#include <QByteArrayList>
#include <QList>

#include <optional>

namespace helio {

/// What a subscriber receives: channels by name and by pattern. Names are unique and in the order given; an event that
/// several of them select is received once.
class Selection
{
public:
    /// At most this many names and patterns in all.
    static constexpr qsizetype MaximumEntries = 100;

    void addChannel(const QByteArray &name);
    void addPattern(const QByteArray &glob);
    /// Of the channels that the patterns select, only those count that one of `granted` matches too: what its reader
    /// may have. Names are not restricted; who may not have one must not select it.
    void restrictPatterns(const QList<Pattern> &granted) { restriction_ = granted; }

    /// The patterns and what restricts them.
    Selection withoutNames() const;

    const QByteArrayList &channels() const { return channels_; }
    const QList<Pattern> &patterns() const { return patterns_; }
    const std::optional<QList<Pattern>> &restriction() const { return restriction_; }
    bool isEmpty() const { return channels_.isEmpty() && patterns_.isEmpty(); }
    /// All names, and behind them the globs.
    QByteArrayList entries() const;
    qsizetype size() const { return channels_.size() + patterns_.size(); }

    /// Exactly one name and no pattern: then events need not say their channel.
    bool isSingleChannel() const { return channels_.size() == 1 && patterns_.isEmpty(); }
    bool matches(QByteArrayView channel) const;
    /// Selected by a pattern, and granted.
    bool matchesByPattern(QByteArrayView channel) const;
    /// How many comparisons matches() may take.
    qsizetype comparisons() const { return size() + (restriction_ ? restriction_->size() : 0); }

    /// The same names and patterns in the same order.
    friend bool operator==(const Selection &, const Selection &) = default;

private:
    QByteArrayList channels_;
    QList<Pattern> patterns_;
    std::optional<QList<Pattern>> restriction_; ///< nothing: of all channels
};

} // namespace helio
