// SPDX-License-Identifier: GPL-3.0-or-later
#include "budget.h"
#include "json/fields.h"
#include "remote/channelboard.h"
#include "remote/clientdirectory.h"
#include "remote/departurelog.h"
#include "remote/hubanswers.h"

// Any bytes as each answer of a hub far away; what was read is within bounds, and can be kept.

namespace {

using helio::fuzz::require;

bool isCount(qint64 number)
{
    return number >= 0 && number <= helio::Fields::MaximumCount;
}

void checkClients(const QList<helio::ClientInfo> &clients)
{
    helio::ClientDirectory directory;
    directory.beginListing();
    directory.merge(clients);
    directory.endListing();
    require(directory.size() <= clients.size(), "more clients than were read");
    for (const helio::ClientInfo &client : clients) {
        require(!client.id.isEmpty() && client.id.size() <= helio::Fields::MaximumTextBytes, "an id out of bounds");
        require(client.connectedAt >= 0 && isCount(client.queuedBytes) && isCount(client.oldestQueuedMs),
                "a figure out of bounds");
        directory.remove(client.id);
    }
    require(directory.size() == 0, "clients that cannot be removed");
}

void checkChannels(const helio::ChannelNews &news)
{
    helio::ChannelBoard board;
    board.apply(news);
    require(board.channels().size() <= news.changed.size(), "more channels than were read");
    QByteArrayList names;
    for (const helio::ChannelInfo &channel : board.channels()) {
        require(isCount(channel.subscribers) && channel.eventsPerSecond >= 0, "a figure out of bounds");
        names.append(channel.name);
    }
    board.apply({{}, names});
    require(board.channels().isEmpty(), "channels that do not go");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const helio::fuzz::WorkBudget budget(size);
    const QByteArrayView json(data, qsizetype(size));
    if (const auto clients = helio::readClients(json, 1'000'000))
        checkClients(*clients);
    if (const auto news = helio::readChannelNews(json))
        checkChannels(*news);
    if (const auto channels = helio::readChannels(json))
        checkChannels({*channels, {}});
    if (const auto departures = helio::readDepartures(json, 1'000'000)) {
        helio::DepartureLog log;
        log.answered(0, *departures);
        require(log.after(0) && log.after(0)->size() <= helio::DepartureLog::MaximumDepartures, "too many departures");
    }
    if (const auto figures = helio::readHubFigures(json))
        require(isCount(figures->totals.clients) && figures->totals.publishedPerSecond >= 0, "a figure out of bounds");
    if (const auto about = helio::readHubAbout(json))
        require(about->capabilities.size() <= helio::Fields::MaximumItems, "too many capabilities");
    helio::readClientHistory(json);
    helio::readDelivery(json);
    helio::readDisconnectOutcome(json);
    helio::readBans(json);
    helio::readAccessOverview(json);
    helio::readNewToken(json);
    helio::readPublished(json);
    return 0;
}
