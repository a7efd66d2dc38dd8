// SPDX-License-Identifier: GPL-3.0-or-later
#include "interrupt.h"

#include <cerrno>
#include <csignal>

#include <fcntl.h>
#include <unistd.h>

namespace helio {

namespace {

/// A signal handler can reach nothing but what is static. Made once, and never closed: a handler may still run in
/// another thread.
int interruptPipe[2] = {-1, -1};

extern "C" void noteInterrupt(int)
{
    const int before = errno;
    (void)!write(interruptPipe[1], "!", 1);
    errno = before;
}

void handleInterruptWith(void (*handler)(int))
{
    struct sigaction action = {};
    action.sa_handler = handler;
    sigemptyset(&action.sa_mask);
    for (const int signal : {SIGINT, SIGTERM})
        sigaction(signal, &action, nullptr);
}

} // namespace

Interrupt::Interrupt(QObject *parent)
    : QObject(parent)
{
    if (interruptPipe[0] < 0 && pipe2(interruptPipe, O_CLOEXEC | O_NONBLOCK) != 0)
        qFatal("cannot make a pipe for signals"); // no descriptor is left: nothing else would work either
    for (char old = 0; read(interruptPipe[0], &old, 1) > 0;) {
    } // what the one before was told
    notifier_ = std::make_unique<QSocketNotifier>(interruptPipe[0], QSocketNotifier::Read);
    // The byte stays in the pipe, so that descriptor() stays readable.
    connect(notifier_.get(), &QSocketNotifier::activated, this, [this] {
        notifier_->setEnabled(false);
        Q_EMIT came();
    });
    handleInterruptWith(noteInterrupt);
}

Interrupt::~Interrupt()
{
    handleInterruptWith(SIG_DFL);
}

int Interrupt::descriptor() const
{
    return interruptPipe[0];
}

} // namespace helio
