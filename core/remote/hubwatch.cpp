// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/hubwatch.h"

#include "client/eventsource.h"
#include "remote/huburl.h"

#include <QDateTime>

namespace helio {

using namespace std::chrono_literals;

namespace {

/// A hub's are some 32 KiB large.
constexpr qsizetype MaximumEventBytes = qsizetype(4) * 1024 * 1024;

} // namespace

HubWatch::HubWatch(QObject *parent)
    : QObject(parent)
{}

HubWatch::~HubWatch() = default;

void HubWatch::open(const HubAddress &address)
{
    openAt(address, "/api/watch?interval=1s");
}

void HubWatch::openFor(const HubAddress &address, const QByteArrayList &clients)
{
    // Any one name as the channels: those are watched by another stream.
    QByteArray target = "/api/watch?interval=1s&channels=sse";
    for (const QByteArray &client : clients.mid(0, MaximumClients))
        target += "&client=" + encodedPart(client);
    openAt(address, target);
}

void HubWatch::openAt(const HubAddress &address, const QByteArray &target)
{
    close();
    EventSourceOptions options;
    options.bearerToken = address.token;
    options.keepsCookies = false;
    options.reconnects = false;
    options.headTimeout = 15s;
    options.readTimeout = 20s; // it says something each second
    options.maximumEventBytes = MaximumEventBytes;
    source_ = std::make_unique<EventSource>(hubEndpoint(address.url, target), options);
    connect(source_.get(), &EventFeed::eventsArrived, this, [this](const QList<ReceivedEvent> &events) {
        for (const ReceivedEvent &received : events) {
            if (source_)
                onEvent(received.event);
        }
    });
    connect(source_.get(), &EventFeed::errorOccurred, this,
            [this](const FeedError &error) { lose(error.httpStatus, error.message); });
    connect(source_.get(), &EventSource::ended, this, [this] { lose(0, {}); });
    source_->open();
}

void HubWatch::close()
{
    if (!source_)
        return;
    source_->disconnect(this);
    source_->close();
    source_.release()->deleteLater(); // it may be what calls
}

void HubWatch::lose(int status, const QString &problem)
{
    close();
    Q_EMIT lost(status, problem);
}

void HubWatch::onEvent(const Event &event)
{
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    // What cannot be read as what it says it is, is nothing: another round follows.
    if (event.type == "totals") {
        if (const auto figures = readHubFigures(event.data))
            Q_EMIT figuresArrived(*figures);
    } else if (event.type == "channels") {
        if (const auto news = readChannelNews(event.data))
            Q_EMIT channelsArrived(*news);
    } else if (event.type == "disconnects") {
        if (const auto departures = readDepartures(event.data, now))
            Q_EMIT departuresArrived(*departures);
    } else if (event.type == "clients") {
        if (const auto clients = readClients(event.data, now))
            Q_EMIT clientsArrived(*clients);
    }
}

} // namespace helio
