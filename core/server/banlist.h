// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QHostAddress>
#include <QList>
#include <QString>

#include <chrono>

namespace helio {

/// Who is to stay away from streams, and until when: subjects of tokens, or addresses. Bounded: when it is full, the
/// ban that ends first gives way.
class BanList
{
public:
    using TimePoint = std::chrono::steady_clock::time_point;
    static constexpr qsizetype MaximumBans = 10'000;

    /// The key of a client: its subject where it has one, else its address.
    static QString keyOf(const QString &subject, const QHostAddress &address);

    void ban(const QString &key, TimePoint until, TimePoint now);
    bool isBanned(const QString &key, TimePoint now);
    /// False when nobody is kept away under that key.
    bool lift(const QString &key, TimePoint now);
    struct Ban
    {
        QString key;
        TimePoint until;
    };
    /// Those that have not ended, by key.
    QList<Ban> all(TimePoint now) const;

private:
    QHash<QString, TimePoint> bans_;
};

} // namespace helio
