// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "access/accesspolicy.h"
#include "server/httpconnections.h"

#include <QHostAddress>
#include <QList>
#include <QStringList>

#include <memory>
#include <utility>

namespace helio {

class AccessDesk;

struct ServerOptions
{
    qsizetype maximumClients = 20'000;
    qsizetype maximumClientsPerAddress = 0; ///< 0: no limit
    qsizetype maximumBodyBytes = 1024 * 1024;
    QStringList allowedOrigins;
    QStringList allowedHosts;
    QList<std::pair<QHostAddress, int>> trustedProxies; ///< networks, as QHostAddress::parseSubnet() gives them
    QString staticFolder;                               ///< served beside the endpoints; empty: none
    Transport::Limits slowClients;
    HttpConnection::Times times;
    HttpConnections::Bounds connections;
    std::shared_ptr<const AccessPolicy> access; ///< null: everything is open
    /// Where the rules that made `access` are kept, to show and change them: borrowed; null where that is nowhere.
    AccessDesk *accessDesk = nullptr;
};

} // namespace helio
