// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/events/eventcolumns.h"

#include "ui/events/eventtablemodel.h"
#include "ui/look/sharedlist.h"

#include <algorithm>

namespace helio {

namespace {

/// The path and its scope, in turns.
const SharedList Kept{QStringLiteral("columns/events"), EventColumns::MaximumKept, 2};

} // namespace

EventColumns::EventColumns(EventTableModel &events, QObject *parent)
    : QObject(parent)
    , events_(events)
{}

void EventColumns::keepIn(QSettings &settings)
{
    settings_ = &settings;
    kept_ = Kept.read(settings);
    take(kept_);
}

void EventColumns::restore(const QStringList &saved)
{
    take(saved);
    save();
}

void EventColumns::take(const QStringList &saved)
{
    columns_.clear();
    for (qsizetype i = 0; i + 1 < saved.size() && columns_.size() < MaximumKept; i += 2) {
        if (const auto path = JsonPath::parse(saved[i]))
            columns_.append({*path, saved[i + 1]});
    }
    apply();
}

QStringList EventColumns::saved() const
{
    QStringList saved;
    for (const Column &column : columns_)
        saved << column.path.toString() << column.scope;
    return saved;
}

void EventColumns::setScope(const QString &scope, const QString &title)
{
    title_ = title;
    if (scope == scope_)
        return;
    scope_ = scope;
    apply();
}

bool EventColumns::add(const JsonPath &path)
{
    if (events_.paths().contains(path))
        return true;
    if (events_.paths().size() >= MaximumShown || columns_.size() >= MaximumKept)
        return false;
    columns_.append({path, scope_});
    apply();
    save();
    return true;
}

void EventColumns::remove(const JsonPath &path)
{
    columns_.removeIf([&](const Column &column) { return column.path == path && isShown(column); });
    apply();
    save();
}

bool EventColumns::isForAll(const JsonPath &path) const
{
    return std::any_of(columns_.begin(), columns_.end(),
                       [&](const Column &column) { return column.path == path && column.scope.isEmpty(); });
}

void EventColumns::setForAll(const JsonPath &path, bool forAll)
{
    const auto column = std::find_if(columns_.begin(), columns_.end(),
                                     [&](const Column &it) { return it.path == path && isShown(it); });
    if (column == columns_.end())
        return;
    column->scope = forAll ? QString() : scope_;
    // For all it need not be there again for one.
    if (forAll)
        columns_.removeIf([&](const Column &it) { return it.path == path && !it.scope.isEmpty(); });
    apply();
    save();
}

void EventColumns::apply()
{
    QList<JsonPath> paths;
    for (const Column &column : std::as_const(columns_)) {
        if (isShown(column) && !paths.contains(column.path) && paths.size() < MaximumShown)
            paths.append(column.path);
    }
    events_.setPaths(paths);
}

void EventColumns::save()
{
    if (!settings_)
        return;
    const QStringList own = saved();
    Kept.write(*settings_, own, kept_);
    kept_ = own;
}

} // namespace helio
