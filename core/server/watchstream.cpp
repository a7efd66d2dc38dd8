// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/watchstream.h"

#include "event/eventstreamwriter.h"
#include "hub/channelchanges.h"
#include "hub/slices.h"
#include "hub/turns.h"
#include "server/apijson.h"

#include <algorithm>

namespace helio {

using namespace std::chrono_literals;

namespace {

/// At how many channels a step looks before it asks the clock.
constexpr size_t ChannelsAtOnce = 16;
/// What one event may be large, about.
constexpr qsizetype EventBytes = 32 * 1024;
constexpr std::chrono::milliseconds FarewellDeadline = 2s;

} // namespace

WatchStream::WatchStream(Hub &hub, const std::function<HubTotals()> &totals, Slices &slices, Wish wish,
                         std::unique_ptr<Transport> transport, std::function<void(WatchStream &)> over)
    : hub_(hub)
    , totals_(totals)
    , slices_(slices)
    , wish_(std::move(wish))
    , transport_(std::move(transport))
    , over_(std::move(over))
    , changes_(hub.watchChannels(wish_.channels))
{
    if (!hub_.disconnections().empty())
        lastDeparture_ = hub_.disconnections().back().number;
    Transport::Limits limits = transport_->limits();
    limits.endsStalled = false; // who reads nothing for a while gets no rounds
    transport_->setLimits(limits);
    transport_->setListener(this);
    QObject::connect(&timer_, &QTimer::timeout, &timer_, [this] { tick(); });
}

WatchStream::~WatchStream() = default;

void WatchStream::begin(const QByteArray &head)
{
    transport_->becomeStream();
    transport_->send(controlFrame(head + EventStreamWriter::comment("watching")));
    timer_.start(wish_.interval);
    tick();
}

void WatchStream::end(const FramePtr &farewell)
{
    if (std::exchange(isEnding_, true))
        return;
    timer_.stop();
    stage_ = Stage::Over;
    transport_->send(farewell);
    transport_->finish(FarewellDeadline);
}

void WatchStream::tick()
{
    const Turn turn("watching");
    if (wish_.expiresAt && *wish_.expiresAt <= hub_.clock().wallMilliseconds()) {
        end(hub_.farewell(Departure::Expired));
        return;
    }
    if (stage_ != Stage::Over || transport_->queuedFrames() > 0)
        return;
    stage_ = Stage::Totals;
    goOn();
}

void WatchStream::goOn()
{
    if (stage_ == Stage::Over || std::exchange(stepsUnderWay_, true))
        return;
    slices_.add([weak = weak_from_this()] {
        const auto self = weak.lock();
        return self && (self->stepsUnderWay_ = self->step());
    });
}

/// One step of the round; false when nothing is to be done now: drained(), or the next tick, goes on.
bool WatchStream::step()
{
    if (transport_->queuedFrames() > 0)
        return false;
    switch (stage_) {
    case Stage::Totals:
        sendTotals();
        break;
    case Stage::Disconnects:
        sendDisconnects();
        break;
    case Stage::Clients:
        sendClients();
        break;
    case Stage::Channels:
        sendChannels();
        break;
    case Stage::Over:
        break;
    }
    return stage_ != Stage::Over;
}

void WatchStream::sendTotals()
{
    const HubTotals totals = totals_();
    JsonWriter json;
    json.beginObject();
    writeStats(json, hub_, totals);
    json.key("recentLatency");
    if (const auto &recent = totals.recentLatency) {
        json.beginObject().key("p50Microseconds").number(recent->p50Us);
        json.key("p99Microseconds").number(recent->p99Us).endObject();
    } else {
        json.null();
    }
    json.key("lastSubscribedChannel").id(totals.lastSubscribedChannel).endObject();
    stage_ = Stage::Disconnects;
    send("totals", json.take());
}

void WatchStream::sendDisconnects()
{
    const std::deque<Disconnection> &all = hub_.disconnections();
    auto at = std::upper_bound(all.cbegin(), all.cend(), lastDeparture_,
                               [](quint64 number, const Disconnection &one) { return number < one.number; });
    if (at == all.cend()) {
        stage_ = wish_.clients.isEmpty() ? Stage::Channels : Stage::Clients;
        nextClient_ = 0;
        if (stage_ == Stage::Channels)
            changes_->begin();
        return;
    }
    JsonWriter json;
    json.beginObject().key("disconnects").beginArray();
    const StepTime step;
    do {
        writeDisconnection(json, *at);
        lastDeparture_ = at->number;
        ++at;
    } while (at != all.cend() && json.result().size() < EventBytes && !step.isOver());
    send("disconnects", json.endArray().endObject().take());
}

void WatchStream::sendClients()
{
    JsonWriter json;
    json.beginObject().key("total").number(qint64(hub_.subscriberCount())).key("clients").beginArray();
    const StepTime step;
    do {
        if (const auto client = hub_.client(wish_.clients[nextClient_++]))
            writeClient(json, *client);
    } while (nextClient_ < wish_.clients.size() && json.result().size() < EventBytes && !step.isOver());
    if (nextClient_ == wish_.clients.size()) {
        stage_ = Stage::Channels;
        changes_->begin();
    }
    send("clients", json.endArray().endObject().take());
}

void WatchStream::sendChannels()
{
    JsonWriter changed;
    changed.beginObject().key("changed").beginArray();
    JsonWriter gone;
    gone.beginArray();
    const qsizetype empty = changed.result().size() + gone.result().size();
    const auto size = [&] { return changed.result().size() + gone.result().size(); };
    const StepTime step;
    bool goesOn = true;
    while (goesOn && size() < EventBytes && !step.isOver()) {
        goesOn = changes_->advance(
            ChannelsAtOnce, [&changed](const ChannelInfo &channel) { writeChannel(changed, channel); },
            [&gone](const QByteArray &name) { gone.string(name); });
    }
    if (!goesOn)
        stage_ = Stage::Over;
    if (size() > empty)
        send("channels", changed.endArray().take() + ",\"gone\":" + gone.endArray().take() + '}');
}

void WatchStream::send(const char *type, const QByteArray &data)
{
    transport_->send(controlFrame(EventStreamWriter::block({{}, {}, type, data})));
}

void WatchStream::drained()
{
    goOn();
}

void WatchStream::peerFinished()
{
    if (!isEnding_) // else its transport still has something to say
        ended(EndReason::ClosedByPeer);
}

void WatchStream::ended(EndReason)
{
    const auto self = shared_from_this();
    over_(*this);
}

} // namespace helio
