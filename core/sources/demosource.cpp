// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/demosource.h"

#include "feed/publisher.h"
#include "json/jsonwriter.h"

#include <QDateTime>
#include <QRandomGenerator>

#include <algorithm>
#include <cmath>

namespace helio {

using namespace std::chrono_literals;

namespace {

constexpr char Symbol[] = "HELIO";
constexpr qint64 FirstCents = 100'00;
constexpr qint64 LeastCents = 1'00;  ///< a price that reached zero would stay there
constexpr double LargestStep = 0.01; ///< of the price, up or down

double systemChance()
{
    return QRandomGenerator::global()->generateDouble();
}

} // namespace

DemoSource::DemoSource(Publisher &publisher, Settings settings, QObject *parent)
    : QObject(parent)
    , publisher_(publisher)
    , settings_(std::move(settings))
    , timer_(this)
    , cents_(FirstCents)
{
    settings_.interval = std::max(settings_.interval, MinimumInterval);
    if (!settings_.chance)
        settings_.chance = systemChance;
    connect(&timer_, &QTimer::timeout, this, &DemoSource::publishNext);
}

void DemoSource::start()
{
    if (!timer_.isActive())
        timer_.start(0ms);
}

void DemoSource::stop()
{
    timer_.stop();
}

bool DemoSource::isRunning() const
{
    return timer_.isActive();
}

void DemoSource::publishNext()
{
    if (timer_.intervalAsDuration() != settings_.interval)
        timer_.setInterval(settings_.interval);
    const qint64 now = QDateTime::currentMSecsSinceEpoch();

    Publication value;
    value.channel = settings_.channel;
    value.type = "value";
    value.data = JsonWriter()
                     .beginObject()
                     .key("timestamp")
                     .time(now)
                     .key("randomValue")
                     .number(qint64(settings_.chance() * 100))
                     .endObject()
                     .result();

    const qint64 before = cents_;
    const double step = (settings_.chance() * 2 - 1) * LargestStep;
    cents_ = std::max(LeastCents, before + std::llround(double(before) * step));
    Publication price;
    price.channel = settings_.channel;
    price.type = "price";
    price.data = JsonWriter()
                     .beginObject()
                     .key("timestamp")
                     .time(now)
                     .key("symbol")
                     .string(Symbol)
                     .key("price")
                     .number(double(cents_) / 100)
                     .key("change")
                     .number(double(cents_ - before) / 100)
                     .endObject()
                     .result();
    publisher_.publish({value, price});
}

} // namespace helio
