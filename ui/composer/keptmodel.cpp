// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/keptmodel.h"

#include "event/event.h"
#include "json/unseen.h"
#include "ui/look/format.h"

namespace helio {

namespace {

/// More of it no column shows.
constexpr qsizetype ShownCharacters = 300;

bool hasEach(const KeptItem &item, const QStringList &words)
{
    return std::all_of(words.cbegin(), words.cend(), [&item](const QString &word) {
        const Draft &draft = item.draft;
        for (const QString &text : {item.name, draft.channel, draft.type, draft.id, draft.data}) {
            if (text.contains(word, Qt::CaseInsensitive))
                return true;
        }
        return false;
    });
}

} // namespace

void KeptModel::setItems(const QList<KeptItem> &items, const QString &search)
{
    const QStringList words = search.split(u' ', Qt::SkipEmptyParts);
    QList<KeptItem> found;
    for (const KeptItem &item : items) {
        if (hasEach(item, words))
            found.append(item);
    }
    assign(found);
}

QString KeptModel::textOf(const KeptItem &item, int column) const
{
    switch (column) {
    case Name:
        return item.name;
    case Time:
        return format::moment(item.madeAt);
    case Channel:
        return visibleLine(item.draft.channel.isEmpty() ? QString::fromLatin1(DefaultChannel) : item.draft.channel);
    case Type:
        return visibleLine(item.draft.type);
    case Data:
        return visibleLine(item.draft.data.left(ShownCharacters));
    default:
        return {};
    }
}

QVariant KeptModel::data(const QModelIndex &index, int role) const
{
    const KeptItem *item = index.isValid() ? rowAt(index.row()) : nullptr;
    if (!item)
        return {};
    if (role == Qt::DisplayRole || role == Qt::ToolTipRole)
        return textOf(*item, index.column());
    return role == Qt::EditRole && index.column() == Name ? QVariant(item->name) : QVariant();
}

QVariant KeptModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Name:
        return tr("Name");
    case Time:
        return tr("Time");
    case Channel:
        return tr("Channel");
    case Type:
        return tr("Type");
    case Data:
        return tr("Data");
    default:
        return {};
    }
}

Qt::ItemFlags KeptModel::flags(const QModelIndex &index) const
{
    const Qt::ItemFlags flags = RowsModel::flags(index);
    return rename_ && index.column() == Name ? flags | Qt::ItemIsEditable : flags;
}

bool KeptModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    const KeptItem *item = index.isValid() ? rowAt(index.row()) : nullptr;
    if (!item || !rename_ || role != Qt::EditRole || index.column() != Name)
        return false;
    // By value: the row moves while it is renamed.
    const QString problem = rename_(QByteArray(item->key), value.toString());
    if (!problem.isEmpty())
        Q_EMIT renameRefused(problem);
    return problem.isEmpty();
}

bool KeptModel::lessThan(const KeptItem &a, const KeptItem &b, int column) const
{
    if (column == Time)
        return a.madeAt < b.madeAt;
    return QString::localeAwareCompare(textOf(a, column), textOf(b, column)) < 0;
}

} // namespace helio
