// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/httpconnections.h"

#include "hub/turns.h"

#include <QTimer>

#include <algorithm>
#include <utility>

namespace helio {

using namespace std::chrono_literals;

namespace {

constexpr std::chrono::milliseconds CheckInterval = 250ms;
/// Who came just now is let say what it wants: thousands that come back at once are no attack.
constexpr std::chrono::milliseconds Patience = 1s;
/// Looking for whom to end costs a look at all, so that several end at once: this share of a bound.
constexpr qsizetype ThinningShare = 16;

} // namespace

HttpConnections::HttpConnections(HttpRequestHandler &handler, const HttpConnection::Times &times, const Bounds &bounds,
                                 qsizetype maximumBodyBytes, IsShared isShared, QObject *parent)
    : QObject(parent)
    , handler_(handler)
    , times_(times)
    , bounds_(bounds)
    , maximumBodyBytes_(maximumBodyBytes)
    , isShared_(std::move(isShared))
    , chunkTimer_(new QTimer(this))
    , timeTimer_(new QTimer(this))
{
    chunkTimer_->setSingleShot(true);
    connect(chunkTimer_, &QTimer::timeout, this, &HttpConnections::sendDueChunks);
    connect(timeTimer_, &QTimer::timeout, this, &HttpConnections::checkTimes);
    timeTimer_->start(CheckInterval);
}

HttpConnections::~HttpConnections() = default;

void HttpConnections::add(std::unique_ptr<Transport> transport)
{
    const QHostAddress counted = countedAddress(transport->peerAddress());
    auto connection = std::make_shared<HttpConnection>(*this, handler_, std::move(transport), maximumBodyBytes_);
    connections_.emplace(connection.get(), Entry{connection, counted});
    const bool isCrowd = !counted.isNull() && ++perAddress_[counted] > bounds_.perAddress;
    if ((isCrowd || !hasRoom()) && HttpConnection::TimePoint::clock::now() >= nextThinning_)
        thinOutCrowds();
}

bool HttpConnections::hasRoom() const
{
    return qsizetype(connections_.size()) - leaving_ < bounds_.count;
}

void HttpConnections::clear()
{
    connections_.clear();
    perAddress_.clear();
    heldBytes_ = 0;
    leaving_ = 0;
}

void HttpConnections::forgetLater(HttpConnection &connection)
{
    const auto found = connections_.find(&connection);
    if (found == connections_.end() || std::exchange(connection.isLeaving_, true))
        return;
    ++leaving_; // and counts no more
    if (const auto count = perAddress_.find(found->second.counted); count != perAddress_.end() && --*count == 0)
        perAddress_.erase(count);
    if (dueForgets_.empty())
        QMetaObject::invokeMethod(this, &HttpConnections::forgetDue, Qt::QueuedConnection);
    dueForgets_.push_back(connection.weak_from_this());
}

void HttpConnections::forgetDue()
{
    const Turn turn("ends of requests");
    for (const auto &weak : std::exchange(dueForgets_, {})) {
        const auto due = weak.lock();
        const auto found = due ? connections_.find(due.get()) : connections_.end();
        if (found == connections_.end())
            continue;
        heldBytes_ -= due->accountedBytes_;
        --leaving_;
        connections_.erase(found);
    }
    if (hasRoom())
        Q_EMIT roomMade();
}

void HttpConnections::account(HttpConnection &connection)
{
    const qsizetype held = connection.heldBytes();
    if (held == connection.accountedBytes_ || !connections_.contains(&connection))
        return;
    heldBytes_ += held - std::exchange(connection.accountedBytes_, held);
    if (heldBytes_ > bounds_.heldBytes)
        reduceHeld(bounds_.heldBytes - bounds_.heldBytes / ThinningShare);
}

void HttpConnections::shed()
{
    reduceHeld(heldBytes_ / 2);
}

void HttpConnections::reduceHeld(qsizetype target)
{
    if (std::exchange(isReducing_, true))
        return;
    std::vector<Victim> victims;
    for (const auto &[key, entry] : connections_) {
        if (key->activity() == HttpConnection::Activity::Unfinished && key->accountedBytes_ > 0 && !key->isLeaving_)
            victims.emplace_back(key->activeSince(), key);
    }
    std::sort(victims.begin(), victims.end());
    for (const auto &[since, victim] : victims) {
        if (heldBytes_ <= target)
            break;
        victim->giveWay(QStringLiteral("More is on its way to this hub than it can hold; send this again later."));
        heldBytes_ -= std::exchange(victim->accountedBytes_, 0);
    }
    isReducing_ = false;
}

QHostAddress HttpConnections::countedAddress(const QHostAddress &address) const
{
    if (address.isNull() || (isShared_ && isShared_(address)))
        return {};
    if (address.protocol() != QAbstractSocket::IPv6Protocol)
        return address;
    Q_IPV6ADDR network = address.toIPv6Address();
    std::fill(std::begin(network.c) + 8, std::end(network.c), quint8(0));
    return QHostAddress(network);
}

void HttpConnections::thinOutCrowds()
{
    const auto now = HttpConnection::TimePoint::clock::now();
    nextThinning_ = now;
    QList<QHostAddress> crowds;
    for (auto each = perAddress_.cbegin(); each != perAddress_.cend(); ++each) {
        if (each.value() > bounds_.perAddress)
            crowds.append(each.key());
    }
    for (const QHostAddress &address : std::as_const(crowds)) {
        const qsizetype over = perAddress_.value(address) - bounds_.perAddress;
        thinOut(over + bounds_.perAddress / ThinningShare, address);
    }
    if (!hasRoom())
        thinOut(qsizetype(connections_.size()) - leaving_ - bounds_.count + 1 + bounds_.count / ThinningShare, {});
}

void HttpConnections::thinOut(qsizetype count, const QHostAddress &address)
{
    const auto now = HttpConnection::TimePoint::clock::now();
    std::vector<std::pair<HttpConnection::Activity, Victim>> victims;
    for (const auto &[key, entry] : connections_) {
        const auto activity = key->activity();
        if (key->isLeaving_ || activity == HttpConnection::Activity::Busy ||
            (!address.isNull() && entry.counted != address))
            continue;
        if (activity == HttpConnection::Activity::Idle || now - key->activeSince() >= Patience)
            victims.push_back({activity, {key->activeSince(), key}});
    }
    std::sort(victims.begin(), victims.end());
    for (const auto &[activity, victim] : victims) {
        if (count <= 0)
            break;
        if (!victim.second->isHeard())
            continue;
        victim.second->giveWay(QStringLiteral("Too many connections are open; send this again later."));
        --count;
    }
    if (count > 0)
        nextThinning_ = now + CheckInterval;
}

void HttpConnections::sendChunkLater(HttpConnection &connection)
{
    // A timer, not a posted event: those come before all input, and a large file would let nobody else have a turn.
    dueChunks_.push_back(connection.weak_from_this());
    chunkTimer_->start(0);
}

void HttpConnections::sendDueChunks()
{
    const Turn turn("files");
    for (const auto &weak : std::exchange(dueChunks_, {})) {
        if (const auto due = weak.lock())
            due->sendChunk();
    }
}

void HttpConnections::checkTimes()
{
    const Turn turn("times of requests");
    const auto now = HttpConnection::TimePoint::clock::now();
    for (const auto &[key, entry] : connections_)
        key->checkTime(now, times_);
    thinOutCrowds();
    if (hasRoom())
        Q_EMIT roomMade();
}

} // namespace helio
