// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/groupanswer.h"

#include "server/exchange.h"

#include <QJsonDocument>

#include <algorithm>

namespace helio {

GroupAnswer::GroupAnswer(const char *name, Stretch stretch, Order order)
    : name_(name)
    , stretch_(stretch)
    , order_(order)
{}

bool GroupAnswer::isAsked(const Exchange &exchange)
{
    const auto group = exchange.target.value("group");
    return group == "1" || group == OthersOnly;
}

QString GroupAnswer::problemOf(const QByteArray &value)
{
    return value.isEmpty() || value == "0" || value == "1" || value == OthersOnly
               ? QString()
               : QStringLiteral("group is 1, for all hubs of the group, others, for all but this one, or 0.");
}

std::optional<GroupAnswer::Stretch> GroupAnswer::stretchOf(qsizetype offset, qsizetype limit, QString &problem)
{
    if (!problem.isEmpty())
        return {};
    const Stretch stretch{offset, limit > 0 ? limit : MostUnasked};
    if (stretch.end() <= MostRows)
        return stretch;
    problem = QStringLiteral("With group=1, offset and limit are at most %1 together.").arg(MostRows);
    return {};
}

bool GroupAnswer::add(const GroupReading::Row &row)
{
    if (passed_ < stretch_.offset) {
        ++passed_;
        return true;
    }
    QJsonObject members = row.members;
    members.insert(QStringLiteral("hub"), row.hub.isEmpty() ? QJsonValue() : QJsonValue(row.hub));
    return add(members);
}

bool GroupAnswer::add(const QJsonObject &members)
{
    rows_.append(QJsonDocument(members).toJson(QJsonDocument::Compact));
    bytes_ += rows_.constLast().size();
    return rows_.size() < stretch_.limit && bytes_ < MostBytes;
}

void GroupAnswer::readFor(const Exchange &exchange, GroupDesk &desk, GroupReading::List list,
                          std::function<void(JsonWriter &, const GroupReading::Outcome &)> addMore)
{
    list.isWanted = [asker = exchange.connection.weak_from_this()] { return !asker.expired(); };
    list.done = [self = shared_from_this(), addMore = std::move(addMore),
                 answer = exchange.connection.answerer()](const GroupReading::Outcome &outcome) {
        if (self->order_ == Order::LatestLast)
            std::reverse(self->rows_.begin(), self->rows_.end());
        JsonWriter json;
        json.beginObject();
        if (addMore)
            addMore(json, outcome);
        json.key("silent").beginArray();
        for (const QString &hub : outcome.silent)
            json.text(hub);
        json.endArray().endObject();
        answer(HttpResponse::json(QByteArray("{\"") + self->name_ + "\":[" + self->rows_.join(',') + "]," +
                                  json.take().sliced(1)));
    };
    GroupReading::begin(desk, std::move(list));
}

} // namespace helio
