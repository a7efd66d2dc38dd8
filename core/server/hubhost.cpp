// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/hubhost.h"

#include "hub/turns.h"
#include "server/elsewhere.h"
#include "server/httpserver.h"
#include "server/listenaddress.h"

#include <QRandomGenerator>

namespace helio {

using namespace std::chrono_literals;

namespace {
/// Clients that read have everything long before; the program is to end within 5 s.
constexpr std::chrono::milliseconds DrainDeadline = 3500ms;
} // namespace

HubPublisher::HubPublisher(Hub &hub, QObject *parent)
    : Publisher(parent)
    , hub_(hub)
{}

quint64 HubPublisher::publish(const QList<Publication> &publications)
{
    const quint64 ticket = ++lastTicket_;
    hub_.publish(publications, [this, ticket](const PublishOutcome &outcome) {
        // Queued: whoever published must know its ticket before the answer comes.
        QMetaObject::invokeMethod(
            this, [this, receipt = receiptFor(ticket, outcome)] { Q_EMIT finished(receipt); }, Qt::QueuedConnection);
    });
    return ticket;
}

PublishReceipt receiptFor(quint64 ticket, const PublishOutcome &outcome)
{
    PublishReceipt receipt;
    receipt.ticket = ticket;
    receipt.error = outcome.problem.translated();
    for (const PublishOutcome::Published &event : outcome.events) {
        receipt.ids.append(event.id);
        receipt.subscribers = event.subscribers;
    }
    return receipt;
}

HubHost::HubHost(SourceFactory makeSources, QObject *parent)
    : QObject(parent)
    , makeSources_(std::move(makeSources))
{}

HubHost::~HubHost()
{
    tearDown();
}

void HubHost::start(const HubConfig &config)
{
    tearDown();
    MadeStore made = config.makeStore(config.history, clock_);
    if (!made.store) {
        Q_EMIT failed(made.problem);
        return;
    }
    carrier_ = Carrier::make(config.carrier);
    clientQueueBytes_ = config.server.slowClients.queueBytes;
    HubOptions options = config.hub;
    if (!made.hubId.isEmpty())
        options.clientPrefix = made.hubId + '.';
    hub_ = std::make_unique<Hub>(std::move(options), std::move(made), tap_, clock_,
                                 [] { return QRandomGenerator::global()->generateDouble(); });
    connect(hub_.get(), &Hub::noted, this, &HubHost::noted);
    if (const Peers *peers = hub_->peers())
        connect(peers, &Peers::noted, this, &HubHost::noted);
    hub_->open();
    if (config.makeBackplane)
        setBackplane(config.makeBackplane);
    server_ = std::make_unique<HttpServer>(*hub_, *carrier_, config.server);
    elsewhere_ = std::make_unique<Elsewhere>(server_->group());
    elsewhere_->setChannelsShown(areChannelsShown_);
    QStringList urls;
    for (const QString &text : config.listen) {
        QString problem;
        auto address = ListenAddress::parse(text, problem);
        if (address) {
            address->port = server_->listen(address->address, address->port, problem);
            if (address->port == 0)
                problem = tr("Cannot listen on %1: %2.").arg(text, problem);
        }
        if (!problem.isEmpty()) {
            tearDown();
            Q_EMIT failed(problem);
            return;
        }
        urls.append(address->url());
    }
    // Queued: the hub must not be destroyed below a signal of its own.
    connect(
        hub_.get(), &Hub::drained, this,
        [this] {
            if (!hub_)
                return;
            tearDown();
            Q_EMIT stopped();
        },
        Qt::QueuedConnection);
    publisher_ = std::make_unique<HubPublisher>(*hub_);
    sources_ = std::make_unique<QObject>();
    if (makeSources_)
        makeSources_(*publisher_, sources_.get());
    Q_EMIT started(urls);
}

void HubHost::stop()
{
    const Turn turn("calls");
    if (!hub_) {
        Q_EMIT stopped();
        return;
    }
    if (hub_->isDraining())
        return;
    sources_.reset();
    hub_->drain(DrainDeadline);
}

void HubHost::publish(quint64 ticket, const QList<Publication> &publications)
{
    const Turn turn("calls");
    if (!hub_) {
        Q_EMIT published({ticket, {}, 0, tr("The hub is stopped; start it to publish.")});
        return;
    }
    hub_->publish(publications,
                  [this, ticket](const PublishOutcome &outcome) { Q_EMIT published(receiptFor(ticket, outcome)); });
}

void HubHost::setChannelsShown(bool shown)
{
    areChannelsShown_ = shown;
    if (elsewhere_)
        elsewhere_->setChannelsShown(shown);
}

void HubHost::requestSnapshot(bool withClients)
{
    const Turn turn("calls");
    if (hub_)
        hub_->makeSnapshot(withClients, [this](HubSnapshot snapshot) {
            snapshot.totals.clientQueueBytes = clientQueueBytes_;
            if (server_)
                server_->addTroubles(snapshot.totals.troubles);
            if (elsewhere_)
                elsewhere_->addTo(snapshot);
            Q_EMIT snapshotArrived(snapshot);
        });
}

void HubHost::requestDelivery(const QByteArray &eventId)
{
    const Turn turn("calls");
    if (hub_)
        hub_->inspectDelivery(eventId, [this](DeliveryInfo delivery, ReadOutcome outcome) {
            if (outcome == ReadOutcome::Failed)
                delivery.problem = tr("The hub's history cannot be read at the moment.");
            Q_EMIT deliveryArrived(delivery);
        });
}

void HubHost::setAccess(std::shared_ptr<const AccessPolicy> access)
{
    const Turn turn("calls");
    if (server_)
        server_->setAccess(std::move(access));
}

void HubHost::setBackplane(const BackplaneFactory &make)
{
    const Turn turn("calls");
    if (!hub_ || hub_->isDraining())
        return;
    auto backplane = make ? make() : nullptr;
    if (backplane)
        connect(backplane.get(), &Backplane::noted, this, &HubHost::noted);
    hub_->setBackplane(std::move(backplane));
}

void HubHost::tearDown()
{
    sources_.reset();
    publisher_.reset();
    elsewhere_.reset();
    // Requests that still wait for the hub are answered no more.
    server_.reset();
    if (hub_)
        hub_->disconnect(this);
    hub_.reset();
    carrier_.reset();
}

} // namespace helio
