// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/hubpoll.h"

namespace helio {

using namespace std::chrono_literals;

namespace {

constexpr auto Pause = 2s;
constexpr qsizetype MaximumBytes = qsizetype(64) * 1024 * 1024; ///< of all channels

} // namespace

HubPoll::HubPoll(HubApi &api, QObject *parent)
    : QObject(parent)
    , api_(api)
    , timer_(this)
{
    timer_.setSingleShot(true);
    connect(&timer_, &QTimer::timeout, this, &HubPoll::askFigures);
}

void HubPoll::begin()
{
    end();
    askFigures();
}

void HubPoll::end()
{
    ++life_;
    timer_.stop();
}

void HubPoll::askFigures()
{
    api_.ask({.target = "/api/stats"}, [this, life = life_](const ApiAnswer &answer) {
        if (life != life_)
            return;
        const auto figures = answer.isGood() ? readHubFigures(answer.body) : std::nullopt;
        if (!figures) {
            end();
            Q_EMIT lost(answer.status, answer.isGood() ? api_.strangeText() : answer.problem);
            return;
        }
        Q_EMIT figuresArrived(*figures);
        if (life == life_)
            askChannels();
    });
}

void HubPoll::askChannels()
{
    api_.ask({.target = "/api/channels", .maximumBytes = MaximumBytes}, [this, life = life_](const ApiAnswer &answer) {
        if (life != life_)
            return;
        timer_.start(Pause);
        if (const auto channels = answer.isGood() ? readChannels(answer.body) : std::nullopt)
            Q_EMIT channelsArrived(*channels);
    });
}

} // namespace helio
