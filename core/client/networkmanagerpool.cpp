// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/networkmanagerpool.h"

#include "client/networkmanager.h"

#include <QThread>

#include <algorithm>

namespace helio {

std::shared_ptr<NetworkManager> NetworkManagerPool::lend(const NetworkSettings &settings)
{
    const void *const thread = QThread::currentThread();
    const std::lock_guard lock(mutex_);
    std::erase_if(lent_, [](const Lent &lent) { return lent.manager.expired(); });
    for (const Lent &lent : lent_) {
        // Of another thread's it is not even asked how many use it.
        if (lent.thread == thread && lent.manager.use_count() < SourcesPerManager && lent.settings == settings) {
            if (auto manager = lent.manager.lock(); manager && !manager->isRetired())
                return manager;
        }
    }
    std::shared_ptr<NetworkManager> made(makeNetworkManager(nullptr, settings.proxy));
    lent_.push_back({thread, settings, made});
    return made;
}

int NetworkManagerPool::managerCount() const
{
    const std::lock_guard lock(mutex_);
    return int(std::count_if(lent_.begin(), lent_.end(), [](const Lent &lent) { return !lent.manager.expired(); }));
}

} // namespace helio
