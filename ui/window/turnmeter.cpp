// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/turnmeter.h"

#include <QAbstractEventDispatcher>

#include <algorithm>

namespace helio {

namespace {

constexpr qint64 TenthNs = 100'000;
constexpr size_t LongestTenths = 100'000; ///< ten seconds
constexpr qint64 StallNs = 50'000'000;

} // namespace

TurnMeter::TurnMeter(QObject *parent)
    : QObject(parent)
    , tenths_(LongestTenths + 1)
{
    connect(QAbstractEventDispatcher::instance(), &QAbstractEventDispatcher::aboutToBlock, this, &TurnMeter::endTurn);
}

void TurnMeter::start()
{
    since_.start();
}

void TurnMeter::endTurn()
{
    if (!busySince_.isValid())
        return;
    const qint64 busyNs = busySince_.nsecsElapsed();
    busySince_.invalidate();
    if (!since_.isValid())
        return;
    ++turns_;
    ++tenths_[std::min(size_t(busyNs / TenthNs), LongestTenths)];
    over50Ms_ += busyNs > StallNs;
    longestNs_ = std::max(longestNs_, busyNs);
}

TurnMeter::Report TurnMeter::report() const
{
    Report report;
    report.seconds = since_.isValid() ? double(since_.nsecsElapsed()) / 1e9 : 0;
    report.turns = turns_;
    report.longestMs = double(longestNs_) / 1e6;
    report.over50Ms = over50Ms_;
    quint64 within = 0;
    for (size_t tenth = 0; tenth < tenths_.size() && turns_ > 0; ++tenth) {
        within += tenths_[tenth];
        if (within * 1000 >= turns_ * 999) {
            report.p999Ms = std::min(double(tenth + 1) / 10, report.longestMs);
            break;
        }
    }
    return report;
}

} // namespace helio
