// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "redis/redisurl.h"

#ifndef QT_NO_SSL
#    include <QSslSocket>

namespace helio {

/// The first file of those that the URL names for TLS which cannot be read; empty when all can.
QString unreadableTlsFile(const RedisUrl &url);

/// Has the socket trust what the URL says, and show the certificate it names. Files are read here.
void prepareTls(QSslSocket &socket, const RedisUrl &url);

} // namespace helio
#endif
