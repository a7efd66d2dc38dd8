// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/groupreading.h"

#include "hub/peers.h"
#include "hub/slices.h"
#include "server/groupdesk.h"

#include <QJsonArray>

namespace helio {

void GroupReading::begin(GroupDesk &desk, List list)
{
    std::shared_ptr<GroupReading>(new GroupReading(desk, std::move(list)))->fill();
}

GroupReading::GroupReading(GroupDesk &desk, List list)
    : desk_(&desk)
    , list_(std::move(list))
{
    sources_.push_back({{}, {}});
    sources_.front().hasMore = !list_.isOfOthers;
    const Peers *peers = desk.peers();
    if (!peers)
        return;
    const GroupInfo group = peers->info();
    for (const GroupInfo::Hub &hub : group.hubs) {
        if (hub.isSelf)
            sources_.front().name = hub.name;
        else
            sources_.push_back({hub.id, hub.name});
    }
}

/// Asks those whose rows are used up and that have more.
void GroupReading::fill()
{
    std::vector<size_t> empty;
    for (size_t i = 0; i < sources_.size(); ++i) {
        if (sources_[i].rows.empty() && sources_[i].hasMore)
            empty.push_back(i);
    }
    awaited_ = empty.size();
    for (const size_t index : empty)
        ask(index);
    if (empty.empty())
        goOn();
}

void GroupReading::goOn()
{
    if (desk_)
        desk_->addJob([self = shared_from_this()] { return self->merge(); });
}

void GroupReading::ask(size_t index)
{
    const Source &source = sources_[index];
    QJsonObject arguments = list_.arguments;
    arguments.insert(QStringLiteral("limit"), qint64(std::min(list_.limit, RowsAtOnce)));
    if (!source.next.isUndefined())
        arguments.insert(QStringLiteral("at"), source.next);
    const auto take = [self = shared_from_this(), index](const std::optional<QJsonObject> &page) {
        self->onPage(index, page);
    };
    if (index == 0)
        desk_->answer(list_.question, arguments, take);
    else
        desk_->peers()->ask(source.hub, list_.question, arguments, take);
}

void GroupReading::onPage(size_t index, const std::optional<QJsonObject> &page)
{
    Source &source = sources_[index];
    if (!page)
        outcome_.silent.append(source.name);
    else if (source.pages == 0) {
        outcome_.total += page->value(QLatin1String("total")).toInteger();
        outcome_.matching += page->value(QLatin1String("matching")).toInteger();
    }
    const QJsonArray rows = page.value_or(QJsonObject()).value(QLatin1String("rows")).toArray();
    for (const auto &value : rows) {
        const QJsonObject row = value.toObject();
        source.rows.push_back({row.value(QLatin1String("n")).toInteger(),
                               row.value(QLatin1String("t")).toString().toUtf8(),
                               row.value(QLatin1String("row")).toObject(), source.name});
    }
    const QJsonValue next = page.value_or(QJsonObject()).value(QLatin1String("next"));
    source.hasMore = !next.isUndefined() && !rows.isEmpty();
    if (source.hasMore && (++source.pages == MostPages || next == source.next)) {
        source.hasMore = false;
        outcome_.silent.append(source.name);
    }
    source.next = next;
    if (--awaited_ == 0)
        goOn();
}

/// A step; false when nothing is to be done until some hub has answered, or nothing any more.
bool GroupReading::merge()
{
    if (!list_.isWanted())
        return false;
    for (const StepTime step; !step.isOver();) {
        Source *first = nullptr;
        for (Source &source : sources_) {
            if (source.rows.empty() && source.hasMore) {
                fill();
                return false;
            }
            if (!source.rows.empty() && (!first || isBefore(source.rows.front(), first->rows.front())))
                first = &source;
        }
        if (!first || !list_.take(first->rows.front())) {
            list_.done(outcome_);
            return false;
        }
        first->rows.pop_front();
    }
    return true;
}

bool GroupReading::isBefore(const Row &one, const Row &other) const
{
    const Row &a = list_.isDescending ? other : one;
    const Row &b = list_.isDescending ? one : other;
    return a.number != b.number ? a.number < b.number : a.text < b.text;
}

} // namespace helio
