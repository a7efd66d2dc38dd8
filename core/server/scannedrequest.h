// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/headerfields.h"

namespace helio {

/// A request as the scanner let it through: bounded, framed without doubt, its body decoded.
struct ScannedRequest
{
    QByteArray method;
    QByteArray target;       ///< as it was sent; `http://host` in front of the path is taken off
    QByteArray host;         ///< the target's, else the field's; empty when there was none (HTTP/1.0)
    QByteArray origin;       ///< likewise
    QByteArray forwardedFor; ///< all fields X-Forwarded-For as one list
    bool keepAlive = true;
    HeaderFields fields; ///< but those about the connection and the body, and Host
    QByteArray body;

    /// What stands in the fields of that name; of `host` what is said above. Null when there is none.
    QByteArray field(QByteArrayView name) const;
    /// The head for Qt HttpServer's parser.
    QByteArray headForQt() const;
};

} // namespace helio
