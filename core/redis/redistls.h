// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "redis/redisurl.h"

#ifndef QT_NO_SSL
#    include <QSslSocket>

namespace helio {

/// Has the socket trust what the URL says, and show the certificate it names. Files are read here; what can not be read
/// is as if it were not named, and the handshake fails.
void prepareTls(QSslSocket &socket, const RedisUrl &url);

} // namespace helio
#endif
