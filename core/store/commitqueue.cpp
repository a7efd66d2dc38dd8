// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/commitqueue.h"

#include "store/waitingbounds.h"

namespace helio {

bool CommitQueue::hasRoomFor(const QList<Publication> &publications, bool isArrival) const
{
    return bytes_ <= mostWaitingBefore(publications.size(), isArrival);
}

void CommitQueue::addAppend(quint64 ticket, QList<Publication> publications, bool isArrival,
                            std::function<void(AppendResult)> done)
{
    const qint64 bytes = waitingBytesOf(publications);
    const qsizetype events = publications.size();
    add({HistoryGroup::Append{std::move(publications), isArrival}, {ticket, std::move(done)}, bytes, events});
}

void CommitQueue::addLoss(Selection lost)
{
    add({HistoryGroup::Loss{std::move(lost)}, {}});
}

void CommitQueue::addClear(QByteArray channel, std::function<void(bool)> done)
{
    add({HistoryGroup::Clear{std::move(channel)}, {0, {}, std::move(done)}});
}

void CommitQueue::add(Waiting waiting)
{
    bytes_ += waiting.bytes;
    appends_ += waiting.about.appended ? 1 : 0;
    awaited_ += waiting.about.appended || waiting.about.cleared ? 1 : 0;
    items_.push_back(std::move(waiting));
}

std::shared_ptr<WaitingGroup> CommitQueue::take()
{
    return takeUpTo(GroupBytes, GroupEvents);
}

std::shared_ptr<WaitingGroup> CommitQueue::takeAll()
{
    return takeUpTo(std::numeric_limits<qint64>::max(), std::numeric_limits<qsizetype>::max());
}

std::shared_ptr<WaitingGroup> CommitQueue::takeUpTo(qint64 bytes, qsizetype events)
{
    auto group = std::make_shared<WaitingGroup>();
    while (!items_.empty()) {
        Waiting &next = items_.front();
        if (!group->items.empty() && (next.bytes > bytes || next.events > events))
            break;
        bytes -= next.bytes;
        events -= next.events;
        bytes_ -= next.bytes;
        group->appends += next.about.appended ? 1 : 0;
        awaited_ -= next.about.appended || next.about.cleared ? 1 : 0;
        group->group.items.append(std::move(next.item));
        group->items.push_back(std::move(next.about));
        items_.pop_front();
    }
    appends_ -= group->appends;
    return group;
}

void CommitQueue::putLossesBack(const WaitingGroup &group)
{
    for (auto item = group.group.items.crbegin(); item != group.group.items.crend(); ++item) {
        if (const auto *loss = std::get_if<HistoryGroup::Loss>(&*item))
            items_.push_front({*loss, {}});
    }
}

} // namespace helio
