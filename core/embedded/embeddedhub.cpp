// SPDX-License-Identifier: GPL-3.0-or-later
#include "embedded/embeddedhub.h"

#include "server/listenaddress.h"
#include "server/localhub.h"
#include "store/memorystore.h"
#include "store/sqlitestore.h"

namespace helio {

namespace {

HubConfig configFrom(const EmbeddedHubOptions &options)
{
    HubConfig config;
    config.listen = options.listen;
    config.hub.heartbeat = options.heartbeat;
    config.hub.reconnectionTime = options.reconnectionTime;
    config.history.maximumEvents = options.historyEvents;
    config.history.maximumBytes = options.historyBytes;
    config.history.maximumAge = options.historyAge;
    config.makeStore =
        options.historyFile.isEmpty() ? StoreFactory(makeMemoryStore) : makeSqliteStore(options.historyFile);
    config.server.access = options.access;
    config.server.allowedOrigins = options.allowedOrigins;
    config.server.allowedHosts = options.allowedHosts;
    config.server.trustedProxies = options.trustedProxies;
    config.server.staticFolder = options.staticFolder;
    config.server.maximumClients = options.maximumClients;
    config.server.maximumBodyBytes = options.maximumBodyBytes;
    return config;
}

EmbeddedHub::State stateFrom(HubControl::State state)
{
    switch (state) {
    case HubControl::State::Starting:
        return EmbeddedHub::State::Starting;
    case HubControl::State::Open:
        return EmbeddedHub::State::Open;
    case HubControl::State::Draining:
        return EmbeddedHub::State::Draining;
    case HubControl::State::Failed:
        return EmbeddedHub::State::Failed;
    case HubControl::State::Stopped:
    case HubControl::State::Away: // a hub far away alone
        break;
    }
    return EmbeddedHub::State::Stopped;
}

/// Why a hub like that is not to start; empty: it may.
QString exposureOf(const EmbeddedHubOptions &options)
{
    if (options.access)
        return {};
    if (const QString address = reachableAddress(options.listen); !address.isEmpty())
        return EmbeddedHub::tr(
                   "Not listening on %1: it can be reached from other machines, and no access policy says who may read "
                   "and publish. Listen on 127.0.0.1, or set EmbeddedHubOptions::access.")
            .arg(address);
    if (!options.allowedHosts.isEmpty() || !options.trustedProxies.isEmpty())
        return EmbeddedHub::tr(
            "Not starting: allowedHosts and trustedProxies are for a hub that others reach, and no access policy "
            "says who may read and publish. Set EmbeddedHubOptions::access.");
    return {};
}

} // namespace

struct EmbeddedHub::Parts
{
    Parts(const EmbeddedHubOptions &options, QObject *hubParent)
        : hub(configFrom(options), {}, hubParent)
        , exposure(exposureOf(options))
    {}

    LocalHub hub;     ///< goes with its parent to another thread
    QString exposure; ///< why it is not to start; empty: it may
    bool isRefused = false;
};

EmbeddedHub::EmbeddedHub(const EmbeddedHubOptions &options, QObject *parent)
    : QObject(parent)
    , parts_(std::make_unique<Parts>(options, this))
{
    LocalHub *const hub = &parts_->hub;
    connect(hub, &LocalHub::stateChanged, this, [this, hub](HubControl::State state) {
        if (state == HubControl::State::Open)
            Q_EMIT opened(hub->urls());
        else if (state == HubControl::State::Failed)
            Q_EMIT failed(hub->problem());
        else if (state == HubControl::State::Stopped)
            Q_EMIT stopped();
    });
    connect(hub, &LocalHub::noted, this, &EmbeddedHub::noted);
    connect(hub->publisher(), &Publisher::finished, this, &EmbeddedHub::published);
}

EmbeddedHub::~EmbeddedHub() = default;

void EmbeddedHub::start()
{
    if (parts_->exposure.isEmpty()) {
        parts_->hub.start();
        return;
    }
    parts_->isRefused = true;
    // Not from within start(), as other failures.
    QMetaObject::invokeMethod(
        this, [this] { Q_EMIT failed(parts_->exposure); }, Qt::QueuedConnection);
}

EmbeddedHub::State EmbeddedHub::state() const
{
    return parts_->isRefused ? State::Failed : stateFrom(parts_->hub.state());
}

QString EmbeddedHub::problem() const
{
    return parts_->isRefused ? parts_->exposure : parts_->hub.problem();
}

QStringList EmbeddedHub::urls() const
{
    return parts_->hub.urls();
}

quint64 EmbeddedHub::publish(const Publication &publication)
{
    return publishAll({publication});
}

quint64 EmbeddedHub::publishAll(const QList<Publication> &publications)
{
    return parts_->hub.publisher()->publish(publications);
}

EventFeed *EmbeddedHub::tap()
{
    return parts_->hub.tap();
}

void EmbeddedHub::stop()
{
    parts_->hub.stop();
}

} // namespace helio
