// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHostAddress>
#include <QString>

#include <chrono>
#include <map>
#include <optional>
#include <set>

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
    /// Of a key; null where it is a subject's.
    static QHostAddress addressOf(const QString &key);

    void ban(const QString &key, TimePoint until);
    bool isBanned(const QString &key, TimePoint now);
    /// False when nobody is kept away under that key.
    bool lift(const QString &key, TimePoint now);
    struct Ban
    {
        QString key;
        TimePoint until;
    };
    /// The first by key that stands behind `key` and has not ended; behind the empty one, the first of all. Nothing
    /// when there is none.
    std::optional<Ban> next(const QString &key, TimePoint now) const;

private:
    using ByKey = std::map<QString, TimePoint>;

    void erase(ByKey::iterator ban);

    ByKey bans_;
    std::set<std::pair<TimePoint, QString>> byEnd_;
};

} // namespace helio
