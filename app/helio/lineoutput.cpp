// SPDX-License-Identifier: GPL-3.0-or-later
#include "lineoutput.h"

#include <algorithm>
#include <cerrno>
#include <climits>
#include <cstring>

#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

namespace helio {

LineOutput::LineOutput(int descriptor, int interrupt)
    : descriptor_(descriptor)
    , interrupt_(interrupt)
    , isPipe_(false)
{
    struct stat status = {};
    isPipe_ = fstat(descriptor, &status) == 0 && S_ISFIFO(status.st_mode);
}

LineOutput::Result LineOutput::write(QByteArrayView bytes, QDeadlineTimer deadline)
{
    while (!bytes.isEmpty()) {
        if (const Result result = waitForRoom(deadline); result != Result::Written)
            return result;
        // A pipe with room takes PIPE_BUF bytes without blocking, but perhaps not one more.
        const qsizetype size = std::min<qsizetype>(bytes.size(), PIPE_BUF);
        const ssize_t written = ::write(descriptor_, bytes.data(), size_t(size));
        if (written < 0 && errno != EINTR && errno != EAGAIN)
            return endOf(errno);
        if (written > 0)
            bytes = bytes.sliced(written);
    }
    return Result::Written;
}

LineOutput::Result LineOutput::waitForRoom(QDeadlineTimer deadline)
{
    for (;;) {
        pollfd watched[] = {{descriptor_, POLLOUT, 0}, {interrupt_, POLLIN, 0}};
        const qint64 left = deadline.isForever() ? -1 : std::min<qint64>(deadline.remainingTime(), INT_MAX);
        const int ready = poll(watched, 2, int(left));
        if (ready < 0 && errno != EINTR)
            return endOf(errno);
        if (ready == 0)
            return Result::TimedOut;
        if (ready > 0 && watched[1].revents != 0)
            return Result::Interrupted;
        if (ready > 0 && watched[0].revents != 0)
            return Result::Written;
    }
}

LineOutput::Result LineOutput::endOf(int error)
{
    if (error == EPIPE)
        return Result::ReaderGone;
    problem_ = QString::fromLocal8Bit(std::strerror(error));
    return Result::Failed;
}

} // namespace helio
