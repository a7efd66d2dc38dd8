// SPDX-License-Identifier: GPL-3.0-or-later
#include "event/lineends.h"

namespace helio {

QByteArray normalizedLineEnds(const QByteArray &data)
{
    const qsizetype first = data.indexOf('\r');
    if (first < 0)
        return data;
    QByteArray result;
    result.reserve(data.size());
    result.append(data.constData(), first);
    for (qsizetype i = first; i < data.size(); ++i) {
        if (data[i] != '\r') {
            result.append(data[i]);
        } else {
            result.append('\n');
            if (i + 1 < data.size() && data[i + 1] == '\n')
                ++i;
        }
    }
    return result;
}

} // namespace helio
