// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/remotehost.h"

#include "client/answer.h"
#include "remote/huburl.h"

#include <QDateTime>

#include <algorithm>

namespace helio {

using namespace std::chrono_literals;

namespace {

ReconnectPolicy policyFor(const RemoteHost::Patience &patience)
{
    return ReconnectPolicy(ReconnectPolicy::NoLimit, {}, patience.maximumBackOff);
}

/// So often it says how it is until its connection counts as one that lasts.
constexpr int RoundsToTrust = 5;

bool isForGood(int status)
{
    return status != 0 && !isPassingRefusal(status);
}

} // namespace

RemoteHost::RemoteHost(const HubAddress &address, const Patience &patience)
    : patience_(patience)
    , api_(this)
    , access_(api_, this)
    , tap_(this)
    , watch_(this)
    , poll_(api_, this)
    , clients_(api_, this)
    , elsewhere_(api_, this)
    , policy_(policyFor(patience))
    , retry_(this)
{
    api_.setAddress(address);
    retry_.setSingleShot(true);
    connect(&retry_, &QTimer::timeout, this, &RemoteHost::probe);
    connect(&watch_, &HubWatch::figuresArrived, this, &RemoteHost::onFigures);
    connect(&watch_, &HubWatch::channelsArrived, this, [this](const ChannelNews &news) { channels_.apply(news); });
    connect(&watch_, &HubWatch::departuresArrived, this, [this](const QList<DepartureInfo> &departures) {
        departures_.append(departures);
        clients_.onDepartures(departures);
    });
    connect(&watch_, &HubWatch::lost, this, &RemoteHost::lose);
    connect(&poll_, &HubPoll::figuresArrived, this, &RemoteHost::onFigures);
    connect(&poll_, &HubPoll::channelsArrived, this,
            [this](const QList<ChannelInfo> &channels) { channels_.assign(channels); });
    connect(&poll_, &HubPoll::lost, this, &RemoteHost::lose);
    connect(&tap_, &RemoteTap::refused, this, &RemoteHost::lose);
    connect(&tap_, &RemoteTap::blocked, this, &RemoteHost::giveUp);
    connect(&clients_, &ClientFollower::listed, this, [this] {
        if (wantsSnapshot_)
            sendSnapshot();
    });
}

RemoteHost::~RemoteHost() = default;

void RemoteHost::connectTo(const HubAddress &address)
{
    end();
    api_.setAddress(address);
    policy_ = policyFor(patience_);
    probe();
}

void RemoteHost::stop()
{
    end();
    Q_EMIT stopped();
}

void RemoteHost::end()
{
    ++life_;
    isConnected_ = false;
    retry_.stop();
    watch_.close();
    poll_.end();
    clients_.end();
    elsewhere_.end();
    tap_.close();
    channels_.clear();
    departures_.clear();
    figures_.reset();
    rounds_ = 0;
}

void RemoteHost::probe()
{
    api_.ask({.target = "/api/hub"}, [this, life = life_](const ApiAnswer &answer) {
        if (life != life_)
            return;
        if (answer.status == 404) {
            probeOlder(answer.problem);
            return;
        }
        if (!answer.isGood()) {
            failWith(answer);
            return;
        }
        if (const auto about = readHubAbout(answer.body))
            begin(about);
        else
            refuse(api_.strangeText());
    });
}

/// A hub of before `/api/hub` has `/api/stats`; all else that answers 404 is none.
void RemoteHost::probeOlder(const QString &problem)
{
    api_.ask({.target = "/api/stats"}, [this, problem, life = life_](const ApiAnswer &answer) {
        if (life != life_)
            return;
        if (answer.isGood() && readHubFigures(answer.body))
            begin(std::nullopt);
        else if (answer.isGood() || answer.status == 404)
            refuse(problem + u' ' + tr("There is no hub, or it is at another path."));
        else
            failWith(answer);
    });
}

void RemoteHost::begin(const std::optional<HubAbout> &about)
{
    about_ = about;
    isConnected_ = true;
    Q_EMIT connected(about);
    tap_.open(api_.address(), can("observe"));
    if (can("watch"))
        watch_.open(api_.address());
    else
        poll_.begin();
    clients_.begin(can("clients.query"));
    if (can("access"))
        access_.requestOverview(0);
}

void RemoteHost::failWith(const ApiAnswer &answer)
{
    if (answer.isPassing())
        goAway(answer.problem, answer.retryAfter);
    else
        refuse(answer.problem);
}

/// A stream of the hub's is over: of what it says, and how it is.
void RemoteHost::lose(int status, const QString &problem)
{
    if (!isConnected_)
        return;
    const QString hub = hubName(api_.address().url);
    const QString text = api_.withoutToken(problem);
    if (isForGood(status))
        refuse(tr("The hub at %1 refuses to be watched. %2").arg(hub, text).trimmed());
    else
        goAway(tr("The connection to the hub at %1 was lost. %2").arg(hub, text).trimmed());
}

/// Its stream of events would begin with the same again, each time.
void RemoteHost::giveUp(const QString &problem)
{
    if (isConnected_)
        refuse(tr("The hub at %1 is not watched any more: its events cannot be read beyond one that is too large. %2")
                   .arg(hubName(api_.address().url), api_.withoutToken(problem)));
}

void RemoteHost::goAway(const QString &problem, std::chrono::milliseconds atLeast)
{
    end();
    retry_.start(std::max(atLeast, policy_.nextDelay(patience_.reconnectionTime).value_or(patience_.maximumBackOff)));
    Q_EMIT away(problem);
}

void RemoteHost::refuse(const QString &problem)
{
    end();
    Q_EMIT refused(problem);
}

void RemoteHost::onFigures(const HubFigures &figures)
{
    // Not before: a hub that answers and ends its streams soon is asked ever more seldom.
    if (++rounds_ == RoundsToTrust)
        policy_.startAnew();
    figures_ = figures;
    clients_.onCount(figures.totals.clients);
    elsewhere_.onSecond(figures.group.has_value(), clients_.isWanted());
    if (wantsSnapshot_)
        sendSnapshot();
}

void RemoteHost::requestSnapshot(bool withClients)
{
    clients_.setWanted(withClients);
    wantsSnapshot_ = true;
    sendSnapshot();
}

void RemoteHost::setShownClients(const QByteArrayList &ids)
{
    clients_.setShown(ids);
}

void RemoteHost::sendSnapshot()
{
    if (!figures_)
        return;
    HubSnapshot snapshot;
    snapshot.totals = figures_->totals;
    if (about_ && about_->clientQueueBytes)
        snapshot.totals.clientQueueBytes = *about_->clientQueueBytes;
    snapshot.backplane = figures_->backplane;
    snapshot.channels = channels_.channels();
    snapshot.group = figures_->group;
    if (clients_.isWanted())
        snapshot.clients = clients_.clients();
    elsewhere_.others().addTo(snapshot);
    snapshot.takenAt = QDateTime::currentMSecsSinceEpoch();
    // One that lacks what was asked for is followed by one that has it.
    wantsSnapshot_ = clients_.isWanted() && !snapshot.clients;
    Q_EMIT snapshotArrived(snapshot);
}

} // namespace helio
