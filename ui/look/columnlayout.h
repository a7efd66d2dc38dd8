// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QList>
#include <QStringList>
#include <Qt>

#include <optional>

namespace helio {

/// A column as its table begins with it.
struct ColumnSpec
{
    QString id;                               ///< in the settings; never changes
    int characters = 10;                      ///< has room for so many where there is no room for all of its content
    Qt::TextElideMode elide = Qt::ElideRight; ///< where it is cut: at its dull end
    bool stretches = false;                   ///< has what is left, and never less than `characters`; one of a table
    bool isWhole = false;                     ///< never cut: numbers, times
    bool isShown = true;                      ///< at first
    bool isAdded = false;                     ///< by the user: comes before the one that stretches
};

/// What a column asks for, in pixels.
struct ColumnNeed
{
    int least = 0;  ///< its title
    int wanted = 0; ///< where there is no room for `whole`
    int whole = 0;  ///< its content, uncut
    bool stretches = false;
};

/// Shares `room` pixels: `least` for each, whatever the room; then `wanted` (but no more than `whole`); then, before
/// the one that stretches has more, twice that, so that short texts are not cut beside a long one; then `whole`; and
/// the rest goes to the column that stretches, else to the last. One that stretches has `wanted` in any case. Where
/// even `least` has no room the table scrolls, and all have `wanted`: cutting the first would show no more of the last.
QList<int> shareRoom(const QList<ColumnNeed> &needs, int room);

/// How the user left the columns of a table: a value, known by the columns' ids, so that columns that are not there now
/// keep their place, width and state for when they come back.
class ColumnState
{
public:
    static constexpr qsizetype MaximumColumns = 300; ///< that are remembered

    /// Whether widths follow the content: until the user sets one.
    bool followsContent = true;
    QString sortId; ///< empty: the table's own order
    Qt::SortOrder sortOrder = Qt::AscendingOrder;

    /// The order in which these columns stand. Those that have no place yet come last; added ones before the one that
    /// stretches, if there is one.
    QStringList orderOf(const QList<ColumnSpec> &specs) const;
    /// These columns stand in this order now.
    void setOrder(const QStringList &ids);

    int width(const QString &id) const { return columns_.value(id).width; } ///< 0: never set
    void setWidth(const QString &id, int width) { columns_[id].width = width; }
    bool isShown(const ColumnSpec &spec) const { return columns_.value(spec.id).shown.value_or(spec.isShown); }
    void setShown(const QString &id, bool shown) { columns_[id].shown = shown; }

    /// For the settings.
    QStringList save() const;
    /// Nothing when `saved` is empty, of another version, or broken.
    static std::optional<ColumnState> restored(const QStringList &saved);

private:
    struct Column
    {
        int width = 0;
        std::optional<bool> shown;
    };

    QStringList order_;
    QHash<QString, Column> columns_;
};

} // namespace helio
