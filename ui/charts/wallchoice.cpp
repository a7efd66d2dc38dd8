// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/wallchoice.h"

#include "ui/charts/chartlist.h"

#include <QSettings>

namespace helio {

namespace {

const QString WallKey = QStringLiteral("charts/wall");
const QString OwnPlace = QStringLiteral("own/");

} // namespace

WallChoice::WallChoice(const ChartList &list, QSettings &settings, QObject *parent)
    : QObject(parent)
    , list_(list)
    , settings_(settings)
{
    restore();
    // Those that went are chosen no more, and those that moved have other places.
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
    const QStringList kept = settings_.value(WallKey).toStringList();
    for (const QString &entry : kept) {
        if (!entry.startsWith(OwnPlace)) {
            names_.append(entry);
            continue;
        }
        bool ok = false;
        const int place = QStringView(entry).mid(OwnPlace.size()).toInt(&ok);
        if (ok && place >= 0 && place < list_.charts().size())
            names_.append(ownName(list_.charts().at(place).id));
    }
}

void WallChoice::save()
{
    QStringList kept = names_;
    kept.removeIf([](const QString &name) { return name.startsWith(ownName(0).chopped(1)); });
    for (qsizetype place = 0; place < list_.charts().size(); ++place) {
        if (names_.contains(ownName(list_.charts().at(place).id)))
            kept.append(OwnPlace + QString::number(place));
    }
    settings_.setValue(WallKey, kept);
}

} // namespace helio
