// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/pagestreams.h"

#include <QByteArray>
#include <QHash>
#include <QHostAddress>

#include <memory>
#include <unordered_map>
#include <vector>

namespace helio {

class Subscriber;

/// The hub's clients: those that are connected, and those whose streams are still ending. Owns them.
class Clients
{
public:
    using Map = std::unordered_map<QByteArray, std::shared_ptr<Subscriber>>;

    /// `idPrefix`: of all ids.
    explicit Clients(QByteArray idPrefix = {})
        : idPrefix_(std::move(idPrefix))
    {}

    /// An id for the next one: c1, c2, … behind the prefix.
    QByteArray nextId();
    /// Whether there ever was a client, let in or not.
    bool hadAny() const { return lastNumber_ > 0; }

    void add(std::shared_ptr<Subscriber> subscriber);
    /// It is connected no more, and its stream ends. False when it was not connected.
    bool setEnding(const Subscriber &subscriber);
    /// Destroys one whose stream was ending.
    void remove(const Subscriber &subscriber);

    const Map &connected() const { return connected_; }
    /// The same to go over while some of them go.
    std::vector<std::shared_ptr<Subscriber>> allConnected() const;
    /// Of those whose streams are still ending, for whom most waits first.
    std::vector<std::shared_ptr<Subscriber>> allEnding() const;
    /// Null when there is none of that id.
    std::shared_ptr<Subscriber> connected(const QByteArray &id) const;
    /// The same, or one whose stream is ending.
    std::shared_ptr<Subscriber> find(const QByteArray &id) const;
    bool isEmpty() const { return connected_.empty() && ending_.empty(); }
    qsizetype count() const { return qsizetype(connected_.size()); }
    /// Of those that are connected.
    qsizetype count(const QHostAddress &address) const { return addresses_.value(address); }
    /// Of those that are connected.
    QList<HubTroubles::Crowd> crowds() const { return pages_.crowds(); }

private:
    QByteArray idPrefix_;
    Map connected_;
    Map ending_;
    QHash<QHostAddress, qsizetype> addresses_; ///< how many of the connected each has
    PageStreams pages_;
    quint64 lastNumber_ = 0;
};

} // namespace helio
