// SPDX-License-Identifier: GPL-3.0-or-later
#include "openfiles.h"

#include <algorithm>
#include <limits>

#ifdef Q_OS_UNIX
#    include <sys/resource.h>
#endif

namespace helio {

qint64 raiseOpenFileLimit()
{
    constexpr qint64 NoLimit = std::numeric_limits<qint32>::max();
#ifdef Q_OS_UNIX
    /// Listeners, epoll, threads, libraries, and publishers' connections beside the clients'.
    constexpr qint64 OwnFiles = 128;
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0)
        return NoLimit;
    limit.rlim_cur = limit.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &limit); // what cannot be raised shows in what is read next
    ::getrlimit(RLIMIT_NOFILE, &limit);
    if (limit.rlim_cur == RLIM_INFINITY)
        return NoLimit;
    return std::max<qint64>(1, std::min<qint64>(qint64(limit.rlim_cur), NoLimit) - OwnFiles);
#else
    return NoLimit;
#endif
}

} // namespace helio
