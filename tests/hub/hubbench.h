// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "faultystore.h"
#include "hub/hub.h"
#include "hub/hubtap.h"
#include "hub/settableclock.h"
#include "hub/starts.h"
#include "hub/subscriber.h"
#include "latestore.h"
#include "scriptedtransport.h"

#include <QCoreApplication>

namespace helio::test {

using LinePtr = std::shared_ptr<Line>;

/// A hub with a clock and chance of the test's, and lines instead of sockets.
class HubBench
{
public:
    enum class StoreKind {
        Plain,  ///< that of HubTest's row, else memory
        Memory, ///< answers at once
        Sqlite, ///< in a file; what the bench does waits for it
        SqliteWithLittleMemory,
        Late,     ///< answers when the test says so
        Unopened, ///< the same, and has not answered open() yet
        Faulty,   ///< fails when the test says so
    };
    explicit HubBench(HistoryLimits limits = {}, StoreKind kind = StoreKind::Plain, HubOptions options = {});
    ~HubBench();
    /// What Plain stands for.
    static void setPlainKind(StoreKind kind) { plainKind_ = kind; }

    /// Names, and after "~" a pattern.
    LinePtr subscribe(const QByteArrayList &entries, const Start &start = {}, bool takesAll = true);
    LinePtr subscribe(Subscription subscription, bool takesAll = true);
    /// The same for one who only looks on.
    LinePtr observe(const QByteArrayList &entries, const Start &start = {}, bool takesAll = true);
    PublishOutcome publish(const QList<Publication> &publications);
    /// One event; answers its id.
    QByteArray publish(const QByteArray &channel, const QByteArray &data, const QByteArray &ownId = {});
    /// Waits for it: it is taken in slices.
    HubSnapshot snapshot(bool withClients);
    /// Lets calls that the hub queued for itself run, and readers of a file be answered.
    void settle();
    LateStore &lateStore() { return *lateStore_; }
    FaultyStore &faultyStore() { return *faultyStore_; }

    SettableClock clock;
    HubTap tap;
    double chance = 0.5;
    QByteArray lastClientId;
    std::unique_ptr<Hub> hub;

private:
    void awaitReads();
    bool isOnDisk() const { return kind_ == StoreKind::Sqlite || kind_ == StoreKind::SqliteWithLittleMemory; }

    static inline StoreKind plainKind_ = StoreKind::Memory;
    StoreKind kind_;
    LateStore *lateStore_ = nullptr;
    FaultyStore *faultyStore_ = nullptr;
};

/// The data of the events that came down a line; gaps, skips and shutdowns as "(type data)". Heads are left out.
QByteArrayList eventsOf(const Line &line);

/// What subscribe() gives as head.
inline constexpr char Head[] = "HEAD\r\n\r\n";

} // namespace helio::test

Q_DECLARE_METATYPE(helio::test::HubBench::StoreKind)
