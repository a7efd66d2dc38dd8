// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/helioprocess.h"
#include "support/loadpublisher.h"
#include "support/swarm.h"

#include <QJsonObject>

namespace helio::test {

/// A `helio serve` of its own, a swarm on it, and publishers.
class LoadBench
{
public:
    /// HELIOGRAPH_LOAD=full: the sizes that are promised, instead of those that fit every run of the tests.
    static bool isFull();
    static int sized(int normal, int full) { return isFull() ? full : normal; }
    /// Says a measured figure. Nothing fails by it.
    static void report(const QString &figure);

    /// `options` of `helio serve`.
    explicit LoadBench(const QStringList &options = {});
    ~LoadBench();
    Q_DISABLE_COPY_MOVE(LoadBench)

    bool start();
    HelioProcess &hub() { return hub_; }
    /// After start().
    Swarm &swarm() { return *swarm_; }

    /// Publishes at once.
    LoadPublisher &publish(const LoadPublisher::Plan &plan);
    bool publishersFinished() const;
    /// Until they are; false when one was refused or the time is over.
    bool waitForPublishers(std::chrono::milliseconds deadline = std::chrono::seconds(120));

    /// The hub's answer to a GET; empty when it gave none.
    QJsonObject ask(const QByteArray &path);
    /// All that history holds, in order, from a replay.
    Reference everything();

    qint64 residentBytes() const;
    /// Whether residentBytes() shows what the hub needs: a sanitizer keeps freed memory, too.
    static bool knowsMemory();

    /// What went wrong last.
    const QString &error() const { return error_; }
    /// The first thing wrong with what the swarm received, see Reference::problemWith(); clients without a journal are
    /// passed over.
    QString problemWith(const Reference &reference, Reference::Begin begin) const;
    /// Whether each client that keeps a journal has received the last event of its selection.
    bool allHaveLast(const Reference &reference) const;

private:
    HelioProcess hub_;
    std::unique_ptr<Swarm> swarm_;
    std::vector<std::unique_ptr<LoadPublisher>> publishers_;
    QString error_;
};

} // namespace helio::test
