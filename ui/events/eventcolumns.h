// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "json/jsonpath.h"

#include <QObject>
#include <QStringList>

class QSettings;

namespace helio {

class EventTableModel;

/// The JSON paths that the user made columns of the events table: for all events, or for those of one channel or
/// stream, while that is chosen. Gives the table those that are due, and keeps them in the settings, beside those that
/// other windows made.
class EventColumns : public QObject
{
    Q_OBJECT
public:
    static constexpr qsizetype MaximumShown = 24; ///< at a time; each is read from each event in sight
    static constexpr qsizetype MaximumKept = 500;

    /// `events` is borrowed.
    explicit EventColumns(EventTableModel &events, QObject *parent = nullptr);

    /// All of them, of whatever is chosen: paths and what they are for, in turns.
    QStringList saved() const;
    /// Those that saved() gave; empty: none. Those that other windows made stay in the settings.
    void restore(const QStringList &saved);

    /// Takes over what was kept there, and keeps there from now on.
    void keepIn(QSettings &settings);

    /// What is chosen now: an id that never changes, e.g. `channel orders`; empty: nothing. `title` is for people.
    void setScope(const QString &scope, const QString &title);
    bool hasScope() const { return !scope_.isEmpty(); }
    const QString &scopeTitle() const { return title_; }

    /// For what is chosen, or for all where nothing is. Answers whether it is there now: not when there are
    /// MaximumShown already.
    bool add(const JsonPath &path);
    void remove(const JsonPath &path);
    /// Whether it is shown whatever is chosen.
    bool isForAll(const JsonPath &path) const;
    /// For all, or for what is chosen now alone.
    void setForAll(const JsonPath &path, bool forAll);

private:
    struct Column
    {
        JsonPath path;
        QString scope; ///< empty: all
    };

    bool isShown(const Column &column) const { return column.scope.isEmpty() || column.scope == scope_; }
    void take(const QStringList &saved);
    void apply();
    void save();

    EventTableModel &events_;
    QSettings *settings_ = nullptr;
    QList<Column> columns_;
    QStringList kept_; ///< as this window last read or wrote them
    QString scope_;
    QString title_;
};

} // namespace helio
