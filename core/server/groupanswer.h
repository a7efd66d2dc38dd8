// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "json/jsonwriter.h"
#include "server/groupreading.h"

namespace helio {

struct Exchange;

/// The answer to `?group=1`: the rows of all hubs, each with the hub that it is of, and the hubs that were silent.
class GroupAnswer : public std::enable_shared_from_this<GroupAnswer>
{
public:
    /// Which of the rows.
    struct Stretch
    {
        qsizetype offset = 0;
        qsizetype limit = 0;
        qsizetype end() const { return offset + limit; }
    };
    enum class Order { AsRead, LatestLast };

    /// `name`: of the member with the rows.
    explicit GroupAnswer(const char *name, Stretch stretch, Order order = Order::AsRead);

    /// Of `group`: for the other hubs alone; `1` is for all.
    static constexpr char OthersOnly[] = "others";
    static bool isAsked(const Exchange &exchange);
    /// What is wrong with the value of `group`, in English; empty: nothing.
    static QString problemOf(const QByteArray &value);
    /// `limit` 0: MostUnasked. Nothing when that is too much, or there is a `problem` already, which then says why.
    static std::optional<Stretch> stretchOf(qsizetype offset, qsizetype limit, QString &problem);

    // False when no more are wanted.
    bool add(const GroupReading::Row &row);
    /// One that is of several hubs together.
    bool add(const QJsonObject &members);
    /// Reads `list`, whose `take` is set and calls add(), and answers. `addMore` writes what stands beside the rows.
    void readFor(const Exchange &exchange, GroupDesk &desk, GroupReading::List list,
                 std::function<void(JsonWriter &, const GroupReading::Outcome &)> addMore = {});

    static constexpr qsizetype MostUnasked = 1'000; ///< rows, where no limit is given
    static constexpr qsizetype MostRows = 10'000;   ///< offset and limit together
    /// An answer with that many has no more rows.
    static constexpr qsizetype MostBytes = qsizetype(16) << 20;

private:
    const char *name_;
    Stretch stretch_;
    Order order_;
    qsizetype passed_ = 0;
    QByteArrayList rows_;
    qsizetype bytes_ = 0;
};

} // namespace helio
