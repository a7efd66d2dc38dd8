// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/exchange.h"

#include <QHttpServerRequest>

namespace helio {

QByteArray Exchange::field(const QByteArray &name) const
{
    return request.value(name);
}

} // namespace helio
