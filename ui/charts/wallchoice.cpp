// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/wallchoice.h"

#include "ui/charts/chartlist.h"
#include "ui/look/sharedlist.h"

namespace helio {

namespace {

/// The user's own and the others, which are few.
const SharedList Kept{QStringLiteral("charts/wall"), ChartList::MaximumCharts * 2};
const QString OwnKey = QStringLiteral("own/");

} // namespace

WallChoice::WallChoice(const ChartList &list, QSettings &settings, QObject *parent)
    : QObject(parent)
    , list_(list)
    , settings_(settings)
{
    restore();
    // Those that went are chosen no more.
    connect(&list, &ChartList::changed, this, &WallChoice::save);
}

QString WallChoice::ownName(int id)
{
    return QStringLiteral("ownChart%1").arg(id);
}

void WallChoice::set(const QString &name, bool chosen)
{
    names_.removeAll(name);
    if (chosen)
        names_.append(name);
    save();
    Q_EMIT changed();
}

void WallChoice::restore()
{
    QStringList own;
    for (const ChartList::Chart &chart : list_.charts())
        own.append(OwnKey + chart.key);
    for (const QString &entry : Kept.read(settings_)) {
        const qsizetype place = own.indexOf(entry);
        // A chart of another window's may be on its wall.
        if (entry.startsWith(OwnKey) && place < 0)
            continue;
        names_.append(place < 0 ? entry : ownName(list_.charts().at(place).id));
        kept_.append(entry);
    }
}

void WallChoice::save()
{
    QStringList own = names_;
    own.removeIf([](const QString &name) { return name.startsWith(ownName(0).chopped(1)); });
    for (const ChartList::Chart &chart : list_.charts()) {
        if (names_.contains(ownName(chart.id)))
            own.append(OwnKey + chart.key);
    }
    Kept.write(settings_, own, kept_);
    kept_ = own;
}

} // namespace helio
