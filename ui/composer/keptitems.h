// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/composer/draft.h"

#include <QByteArray>
#include <QHash>
#include <QList>

#include <optional>

namespace helio {

/// A draft that is kept: an entry of the history, a preset, or what a window had not published yet.
struct KeptItem
{
    QByteArray key;         ///< the same in all windows
    qint64 changedAt = 0;   ///< milliseconds since 1970; of two with one key the later counts
    qint64 madeAt = 0;      ///< milliseconds since 1970; gives the order
    bool isRemoved = false; ///< known still, so that no other window brings it back; name and draft are empty
    QString name;
    Draft draft;

    bool operator==(const KeptItem &other) const = default;
};

/// Items by their keys, as several windows keep them in one file: any two such sets can be merged, in any order and any
/// number of times, with the same result.
class KeptItems
{
public:
    struct Bounds
    {
        qsizetype count = 0;
        qsizetype bytes = 0; ///< of drafts
    };

    bool operator==(const KeptItems &other) const = default;

    /// Null where there is none, or it was removed.
    const KeptItem *find(const QByteArray &key) const;
    /// Those that were not removed, by madeAt.
    QList<KeptItem> newestFirst() const;
    /// Unless a later one is there.
    void put(const KeptItem &item);
    void merge(const KeptItems &other);
    /// Keeps the newest that are within `bounds`: one that has no room beside newer ones goes, not those that are older
    /// than it. Of those removed only the latest stay known.
    void trim(const Bounds &bounds);

    QByteArray toJson() const;
    /// Nothing where `json` is not what toJson() writes.
    static std::optional<KeptItems> fromJson(QByteArrayView json);

private:
    /// So many removed ones are remembered.
    static constexpr qsizetype MaximumRemoved = 1000;

    QHash<QByteArray, KeptItem> items_;
};

} // namespace helio
