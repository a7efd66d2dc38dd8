// SPDX-License-Identifier: GPL-3.0-or-later
#include "hangup.h"

#include <QSocketNotifier>

#include <array>
#include <cerrno>
#include <csignal>

#include <fcntl.h>
#include <unistd.h>

namespace helio {

namespace {

/// A signal handler can reach nothing but what is static. Made once, and never closed: a handler may still run in
/// another thread.
int hangupPipe[2] = {-1, -1};

extern "C" void noteHangup(int)
{
    const int before = errno;
    (void)!write(hangupPipe[1], "!", 1);
    errno = before;
}

void handleHangupWith(void (*handler)(int))
{
    struct sigaction action = {};
    action.sa_handler = handler;
    action.sa_flags = SA_RESTART;
    sigemptyset(&action.sa_mask);
    sigaction(SIGHUP, &action, nullptr);
}

} // namespace

Hangup::Hangup(QObject *parent)
    : QObject(parent)
{
    if (hangupPipe[0] < 0 && pipe2(hangupPipe, O_CLOEXEC | O_NONBLOCK) != 0)
        qFatal("cannot make a pipe for signals"); // no descriptor is left: nothing else would work either
    auto *notifier = new QSocketNotifier(hangupPipe[0], QSocketNotifier::Read, this);
    connect(notifier, &QSocketNotifier::activated, this, [this] {
        std::array<char, 64> bytes;
        while (read(hangupPipe[0], bytes.data(), bytes.size()) > 0) {
        } // several at once mean the same
        Q_EMIT came();
    });
    handleHangupWith(noteHangup);
}

Hangup::~Hangup()
{
    handleHangupWith(SIG_DFL);
}

} // namespace helio
