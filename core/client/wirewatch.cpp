// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/wirewatch.h"

#include <utility>

namespace helio {

namespace {

constexpr std::chrono::milliseconds Interval{300};

} // namespace

WireWatch::WireWatch(QObject *parent)
    : QObject(parent)
    , timer_(this)
{
    connect(&timer_, &QTimer::timeout, this, &WireWatch::check);
}

WireWatch::~WireWatch()
{
    stop();
}

void WireWatch::asks(std::function<quint16()> port)
{
    stop();
#ifdef __linux__
    port_ = std::move(port);
    wires_.add(request_, port_());
    timer_.start(Interval);
#else
    Q_UNUSED(port)
#endif
}

void WireWatch::heard(qint64 bytes)
{
    request_.isHeard = true;
    request_.heardBytes += quint64(bytes);
    if (timer_.isActive() && !request_.isAnswered)
        wires_.onAnswer(request_, port_());
}

void WireWatch::shares()
{
    wires_.share(request_);
    stop();
}

void WireWatch::stop()
{
    timer_.stop();
    wires_.remove(request_);
}

void WireWatch::check()
{
    if (!wires_.check(request_, port_()))
        return;
    stop();
    Q_EMIT exceeded();
}

} // namespace helio
