// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/channelnamesmodel.h"

#include "json/unseen.h"
#include "json/utf8.h"

namespace helio {

QVariant ChannelNamesModel::data(const QModelIndex &index, int role) const
{
    const QByteArray *name = index.isValid() ? rowAt(index.row()) : nullptr;
    if (!name)
        return {};
    if (role == Qt::EditRole)
        return decodeUtf8(*name);
    return role == Qt::DisplayRole ? QVariant(visibleLine(decodeUtf8(*name))) : QVariant();
}

} // namespace helio
