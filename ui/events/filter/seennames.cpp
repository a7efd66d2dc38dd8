// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/events/filter/seennames.h"

#include "json/utf8.h"

namespace helio {

void SeenNames::note(const QByteArray &name)
{
    if (name.isEmpty() || name == last_)
        return;
    last_ = name;
    if (names_.size() >= MaximumNames || names_.contains(name))
        return;
    // A copy of its own: the name may be a part of a larger chunk that it would keep alive.
    names_.insert(QByteArray(name.constData(), name.size()));
}

QStringList SeenNames::names() const
{
    QStringList names;
    for (const QByteArray &name : names_)
        names.append(decodeUtf8(name));
    names.sort();
    return names;
}

} // namespace helio
