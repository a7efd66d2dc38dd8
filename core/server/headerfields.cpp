// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/headerfields.h"

#include "server/httpsyntax.h"

namespace helio {

void HeaderFields::add(QByteArrayView name, QByteArrayView value)
{
    lines_.append(name).append(": ").append(value).append("\r\n");
}

QByteArray HeaderFields::value(QByteArrayView name) const
{
    QByteArray values;
    for (QByteArrayView rest = lines_; !rest.isEmpty();) {
        const qsizetype end = rest.indexOf('\r');
        const QByteArrayView line = rest.first(end);
        rest = rest.sliced(end + 2);
        if (line.size() <= name.size() || line[name.size()] != ':' || !isSameWord(line.first(name.size()), name))
            continue;
        const QByteArrayView one = line.sliced(name.size() + 2);
        if (values.isNull())
            values = one.toByteArray();
        else
            values.append(", ").append(one);
    }
    return values;
}

} // namespace helio
