// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "feed/hubinfo.h"

#include <QHash>
#include <QSet>

namespace helio {

/// What several clients are together. A value; an empty one is of none.
class ClientSums
{
public:
    static constexpr qsizetype MostNamed = 8; ///< programs, channels

    /// `program`: programOf() its user agent.
    void add(const ClientInfo &client, const QString &program);

    qsizetype clients() const { return clients_; }
    /// Without the ports.
    qsizetype addresses() const { return addresses_.size(); }
    quint64 sentEvents() const { return sentEvents_; }
    quint64 sentBytes() const { return sentBytes_; }
    quint64 queuedEvents() const { return queuedEvents_; }
    quint64 queuedBytes() const { return queuedBytes_; }
    quint64 gaps() const { return gaps_; }
    /// When the first and the last of them connected; 0 for none.
    qint64 oldest() const { return oldest_; }
    qint64 newest() const { return newest_; }
    /// With how many there are of each, the most first, e.g. `curl 8 × 12, Chrome 140 × 3`; of many the first few.
    QString programs() const { return listed(programs_); }
    QString channels() const { return listed(channels_); } ///< and patterns

private:
    static QString listed(const QHash<QString, qsizetype> &counts);

    qsizetype clients_ = 0;
    QHash<QString, qsizetype> programs_;
    QHash<QString, qsizetype> channels_;
    QSet<QString> addresses_;
    quint64 sentEvents_ = 0;
    quint64 sentBytes_ = 0;
    quint64 queuedEvents_ = 0;
    quint64 queuedBytes_ = 0;
    quint64 gaps_ = 0;
    qint64 oldest_ = 0;
    qint64 newest_ = 0;
};

} // namespace helio
