// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/sharedlist.h"

#include "ui/look/sharedsettings.h"

#include <QSet>
#include <QSettings>

namespace helio {

QStringList SharedList::read(const QSettings &settings) const
{
    return settings.value(key).toStringList();
}

void SharedList::write(QSettings &settings, const QStringList &own, const QStringList &before) const
{
    const SharedSettings scope(settings);
    const QStringList there = read(settings);
    const QList<QStringList> ours = entriesOf(own);
    const QList<QStringList> theirs = entriesOf(there);
    const auto setOf = [](const QList<QStringList> &entries) {
        return QSet<QStringList>(entries.cbegin(), entries.cend());
    };
    const QSet<QStringList> isThere = setOf(theirs);
    const QSet<QStringList> known = setOf(entriesOf(before));
    QSet<QStringList> seen;
    QStringList merged;
    const auto add = [&](const QStringList &entry) {
        if (seen.size() < maximum && !seen.contains(entry)) {
            seen.insert(entry);
            merged += entry;
        }
    };
    for (const QStringList &entry : ours) {
        if (isThere.contains(entry) || !known.contains(entry))
            add(entry);
    }
    for (const QStringList &entry : theirs) {
        if (!known.contains(entry))
            add(entry);
    }
    if (merged != there)
        settings.setValue(key, merged);
}

/// Without an incomplete one at the end.
QList<QStringList> SharedList::entriesOf(const QStringList &texts) const
{
    QList<QStringList> entries;
    for (qsizetype i = 0; i + entrySize <= texts.size(); i += entrySize)
        entries.append(texts.mid(i, entrySize));
    return entries;
}

} // namespace helio
