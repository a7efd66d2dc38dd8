// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/wire.h"

#include <QHash>
#include <QSet>

#include <chrono>
#include <mutex>
#include <optional>
#include <vector>

namespace helio {

/// A request whose connection is watched, and the connections that may be its.
struct WatchedRequest
{
    struct Candidate
    {
        Wire wire;
        quint64 before = 0;   ///< bytes that came over it before the request was made, so far as is known
        quint64 baseline = 0; ///< bytes that Qt had read when the request's owner heard something last
        int strikes = 0;      ///< how often in a row too much was there: who hears may just not have got to it
    };

    // For its own thread.
    quint64 heardBytes = 0; ///< of its answer's body, as they came over the connection
    bool isHeard = false;   ///< since the last check
    bool isAnswered = false;

    // For WatchedWires, which all threads share.
    QHash<quint64, WireTraffic> before;   ///< by cookie: the connections there were when it was made
    QHash<quint64, Candidate> candidates; ///< by cookie
    QHash<quint64, int> cut; ///< candidates that were cut, with others' consent: how often it was checked since
};

/// Finds out which connection is whose, as Qt names no descriptor. Each request has the connections that may be its:
/// those to its port over which something was sent since it was made, until its answer begins; then those there are at
/// that moment. Those over which less came than its owner heard fall away, and that which can only be another's.
///
/// A connection is cut when each request whose it may be has heard nothing for too much of it: whosever it is, it is
/// cut rightly. Where that cannot be said, it is left alone. May be used from any thread; must outlive the requests.
class WatchedWires
{
public:
    /// So much may come between what is heard: the end of a head, bytes of a body.
    static constexpr quint64 MaximumUnheardBytes = 1024 * 1024;

    /// All watches of a process have to know of each other.
    static WatchedWires &ofProcess();

    /// The request goes out to `port` behind this call.
    void add(WatchedRequest &request, quint16 port);
    /// It is over; nothing happens when it was not added.
    void remove(WatchedRequest &request);
    /// Its answer begins: it has its connection.
    void onAnswer(WatchedRequest &request, quint16 port);
    /// To be called by its own thread, from the event loop, every now and then. True: its connection, and no other's,
    /// was cut.
    bool check(WatchedRequest &request, quint16 port);
    /// The connection carries several requests, and is not to be watched any more.
    void share(WatchedRequest &request);
    /// Its connection came to an end: whether it was cut. One that was cut has one owner.
    bool wasCut(WatchedRequest &request);

private:
    void find(WatchedRequest &request, quint16 port);
    bool isSurelyCut(const WatchedRequest &request) const;
    void claimCut(WatchedRequest &request);
    void forgetCut(quint64 cookie);
    void update(WatchedRequest &request);
    bool canBeOnlyAnothers(quint64 cookie, const WatchedRequest &request) const;
    bool cutUnlessHeard(const Wire &wire);
    std::optional<WireTraffic> traffic(const Wire &wire, bool isFresh);

    std::mutex mutex_;
    std::vector<WatchedRequest *> requests_;
    QHash<quint64, Wire> shared_; ///< by cookie
    /// Many requests may have the same candidates: each is asked once in a while.
    QHash<quint64, std::optional<WireTraffic>> asked_;
    std::chrono::steady_clock::time_point askedAt_;
};

} // namespace helio
