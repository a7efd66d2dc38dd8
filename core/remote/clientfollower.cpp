// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/clientfollower.h"

#include "remote/huburl.h"

#include <QDateTime>

#include <algorithm>

namespace helio {

using namespace std::chrono_literals;

namespace {

/// Rows have some 500 bytes; channels and user agents may be long.
constexpr qsizetype MaximumRowBytes = qsizetype(32) * 1024;
constexpr qsizetype MaximumWholeBytes = qsizetype(64) * 1024 * 1024;
/// Who comes and goes within a second makes none of this; where many do, all are not listed again and again.
constexpr int MismatchesToList = 3;
constexpr int SecondsBetweenListings = 15;
constexpr int SecondsBetweenWholes = 5;
/// What is out of view is no older than this, and rows stand in the order of such figures; of more than
/// 5 * MaximumTurnRows clients it is older.
constexpr qint64 SecondsPerRound = 5;
constexpr qint64 MaximumTurnRows = 2000;
constexpr auto SettleTime = 300ms;
constexpr auto RowsAgain = 5s;

ApiRequest pageOf(const char *sort, qsizetype limit, qsizetype offset)
{
    return {.target = "/api/clients?sort=" + QByteArray(sort) + "&limit=" + QByteArray::number(limit) +
                      "&offset=" + QByteArray::number(offset),
            .maximumBytes = limit * MaximumRowBytes};
}

} // namespace

ClientFollower::ClientFollower(HubApi &api, QObject *parent)
    : QObject(parent)
    , api_(api)
    , rows_(this)
    , settle_(this)
{
    settle_.setSingleShot(true);
    connect(&settle_, &QTimer::timeout, this, &ClientFollower::watchShown);
    connect(&rows_, &HubWatch::clientsArrived, this,
            [this](const QList<ClientInfo> &clients) { directory_.update(clients); });
    // Whether the hub is away is seen by who watches all of it.
    connect(&rows_, &HubWatch::lost, this, [this] { settle_.start(RowsAgain); });
}

ClientFollower::~ClientFollower() = default;

void ClientFollower::begin(bool inPages)
{
    end();
    isConnected_ = true;
    inPages_ = inPages;
    if (isWanted_)
        beginListing();
    settle_.start(SettleTime);
}

void ClientFollower::end()
{
    ++connection_;
    isConnected_ = false;
    isAsking_ = false;
    isListing_ = false;
    isComplete_ = false;
    mismatches_ = 0;
    offset_ = 0;
    directory_.clear();
    settle_.stop();
    rows_.close();
}

void ClientFollower::setWanted(bool wanted)
{
    if (isWanted_ == wanted)
        return;
    isWanted_ = wanted;
    if (!isConnected_)
        return;
    settle_.start(SettleTime);
    if (wanted) {
        // Of who came and went meanwhile nothing is known.
        isComplete_ = false;
        beginListing();
    }
}

void ClientFollower::setShown(const QByteArrayList &ids)
{
    if (shown_ == ids)
        return;
    shown_ = ids;
    if (isConnected_)
        settle_.start(SettleTime);
}

void ClientFollower::watchShown()
{
    if (isConnected_ && inPages_ && isWanted_ && !shown_.isEmpty())
        rows_.openFor(api_.address(), shown_);
    else
        rows_.close();
}

void ClientFollower::onCount(qint64 clients)
{
    count_ = clients;
    if (!isConnected_ || !isWanted_ || isAsking_)
        return;
    if (!inPages_) {
        if (--secondsToWhole_ <= 0)
            askWhole();
        return;
    }
    if (isListing_) {
        askPage(); // the answer before was none
        return;
    }
    const qsizetype missing = qsizetype(clients) - directory_.size();
    mismatches_ = missing == 0 ? 0 : mismatches_ + 1;
    ++secondsSinceListing_;
    if (missing > PageRows || (mismatches_ >= MismatchesToList && secondsSinceListing_ >= SecondsBetweenListings))
        beginListing();
    else if (missing > 0)
        askNewest(missing);
    else
        askInTurn();
}

void ClientFollower::onDepartures(const QList<DepartureInfo> &departures)
{
    for (const DepartureInfo &departure : departures)
        directory_.remove(departure.client.id);
}

std::optional<QList<ClientInfo>> ClientFollower::clients() const
{
    return isComplete_ ? std::optional(directory_.clients()) : std::nullopt;
}

void ClientFollower::beginListing()
{
    mismatches_ = 0;
    offset_ = 0;
    isListing_ = true;
    directory_.beginListing();
    if (isAsking_)
        return; // goes on with its answer, or the next second
    if (inPages_)
        askPage();
    else
        askWhole();
}

void ClientFollower::askPage()
{
    ask(pageOf("id", PageRows, offset_), [this](const QList<ClientInfo> &clients) {
        directory_.merge(clients);
        if (!isListing_)
            return;
        offset_ += clients.size();
        if (clients.size() < PageRows || offset_ >= ClientDirectory::MaximumClients)
            endListing();
        else
            askPage();
    });
}

void ClientFollower::askNewest(qsizetype missing)
{
    // Others came since they were counted.
    ask(pageOf("-id", std::min(2 * missing, PageRows), 0),
        [this](const QList<ClientInfo> &clients) { directory_.merge(clients); });
}

void ClientFollower::askInTurn()
{
    if (offset_ >= count_)
        offset_ = 0;
    const qsizetype rows =
        std::clamp((count_ + SecondsPerRound - 1) / SecondsPerRound, qint64(PageRows), MaximumTurnRows);
    ask(pageOf("id", rows, offset_), [this, rows](const QList<ClientInfo> &clients) {
        directory_.merge(clients);
        if (!isListing_) // else it is the listing's
            offset_ = clients.size() < rows ? 0 : offset_ + clients.size();
    });
}

void ClientFollower::askWhole()
{
    secondsToWhole_ = SecondsBetweenWholes;
    ask({.target = "/api/clients", .maximumBytes = MaximumWholeBytes}, [this](const QList<ClientInfo> &clients) {
        directory_.beginListing();
        directory_.merge(clients);
        endListing();
    });
}

void ClientFollower::ask(const ApiRequest &request, const std::function<void(const QList<ClientInfo> &)> &use)
{
    isAsking_ = true;
    api_.ask(request, [this, use, connection = connection_](const ApiAnswer &answer) {
        if (connection != connection_)
            return;
        isAsking_ = false;
        if (!answer.isGood() || !isWanted_)
            return; // where it is wanted, the next second asks again
        if (const auto clients = readClients(answer.body, QDateTime::currentMSecsSinceEpoch()))
            use(*clients);
    });
}

void ClientFollower::endListing()
{
    isListing_ = false;
    offset_ = 0;
    secondsSinceListing_ = 0;
    directory_.endListing();
    if (!std::exchange(isComplete_, true))
        Q_EMIT listed();
}

} // namespace helio
