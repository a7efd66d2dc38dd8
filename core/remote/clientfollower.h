// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "remote/clientdirectory.h"
#include "remote/hubwatch.h"

#include <QTimer>

namespace helio {

/// Keeps the directory of a hub's clients as true as can be had for little: all are listed once, page by page; then
/// each second those that came are asked for, and otherwise a fifth of all anew, in turn (at most 2000, so that of more
/// than 10,000 what is out of view is older than 5 s); who leaves is told by the hub. The figures of those in view come
/// each second by a stream of their own.
class ClientFollower : public QObject
{
    Q_OBJECT
public:
    static constexpr qsizetype PageRows = 250;

    /// `api` is borrowed.
    explicit ClientFollower(HubApi &api, QObject *parent = nullptr);
    ~ClientFollower() override;

    /// A connection begins. `inPages`: the hub can be asked for some; else it is asked for all, now and then.
    void begin(bool inPages);
    void end();

    /// Somebody wants the directory; while nobody does nothing is asked.
    void setWanted(bool wanted);
    bool isWanted() const { return isWanted_; }
    /// Those in view.
    void setShown(const QByteArrayList &ids);
    /// A second has passed, and so many are connected now.
    void onCount(qint64 clients);
    void onDepartures(const QList<DepartureInfo> &departures);

    /// Nothing before all were listed.
    std::optional<QList<ClientInfo>> clients() const;

Q_SIGNALS:
    /// All were listed, for the first time.
    void listed();

private:
    void beginListing();
    void askPage();
    void askNewest(qsizetype missing);
    void askInTurn();
    void askWhole();
    void ask(const ApiRequest &request, const std::function<void(const QList<ClientInfo> &)> &use);
    void endListing();
    void watchShown();

    HubApi &api_;
    ClientDirectory directory_;
    HubWatch rows_;
    QTimer settle_; ///< one scrolls by many rows at once
    QByteArrayList shown_;
    bool isConnected_ = false;
    bool inPages_ = true;
    bool isWanted_ = false;
    bool isComplete_ = false; ///< all were listed once
    bool isListing_ = false;
    bool isAsking_ = false;  ///< one question at a time
    quint64 connection_ = 0; ///< answers to questions of those before count no more
    qsizetype offset_ = 0;   ///< of the listing, or of what comes in turn
    int mismatches_ = 0;     ///< seconds in a row in which the directory had another size than the hub said
    int secondsSinceListing_ = 0;
    int secondsToWhole_ = 0;
    qint64 count_ = 0;
};

} // namespace helio
