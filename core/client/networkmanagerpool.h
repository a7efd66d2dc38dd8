// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/tlssettings.h"

#include <QNetworkProxy>

#include <memory>
#include <mutex>
#include <optional>
#include <vector>

namespace helio {

class NetworkManager;

/// What requests must have in common to share a manager, which keeps connections apart by their host alone.
struct NetworkSettings
{
    std::optional<QNetworkProxy> proxy; ///< nothing: the system's
    TlsSettings tls;                    ///< as EventSourceOptions::tls
    bool allowHttp2 = false;            ///< as EventSourceOptions::allowHttp2

    /// Whether they can share a manager.
    friend bool operator==(const NetworkSettings &, const NetworkSettings &) = default;
};

/// Lends managers to event sources, so that a hundred of them do not cost a hundred threads. May be used from any
/// thread; must outlive the sources it is given to.
class NetworkManagerPool
{
public:
    /// One less than the connections to one host that a manager serves.
    static constexpr int SourcesPerManager = 5;

    /// A manager of the calling thread with these settings, whose users are fewer than SourcesPerManager and that is
    /// not retired; a new one when there is none. It is used, and let go, in that thread, and ends with its last user.
    std::shared_ptr<NetworkManager> lend(const NetworkSettings &settings);
    /// How many managers are in use now.
    int managerCount() const;

private:
    struct Lent
    {
        const void *thread = nullptr;
        NetworkSettings settings;
        std::weak_ptr<NetworkManager> manager;
    };

    mutable std::mutex mutex_;
    std::vector<Lent> lent_;
};

} // namespace helio
