// SPDX-License-Identifier: GPL-3.0-or-later
#include "latestore.h"

namespace helio::test {

namespace {

bool runFirst(std::deque<std::function<void()>> &queue)
{
    if (queue.empty())
        return false;
    const auto first = std::move(queue.front());
    queue.pop_front();
    first();
    return true;
}

} // namespace

LateStore::LateStore(HistoryLimits limits, const Clock &clock)
    : store_(limits, clock)
{}

bool LateStore::work()
{
    return runFirst(calls_);
}

bool LateStore::answer()
{
    return runFirst(answers_);
}

void LateStore::settle()
{
    while (work() || answer()) {
    }
}

void LateStore::append(const QList<Publication> &publications, std::function<void(const AppendResult &)> done)
{
    calls_.push_back([this, publications, done] { store_.append(publications, answerLater<AppendResult>(done)); });
}

void LateStore::locate(const Selection &selection, const Start &start, std::function<void(const LocateResult &)> done)
{
    calls_.push_back(
        [this, selection, start, done] { store_.locate(selection, start, answerLater<LocateResult>(done)); });
}

void LateStore::appendArrived(const QList<Publication> &publications, std::function<void(const AppendResult &)> done)
{
    calls_.push_back(
        [this, publications, done] { store_.appendArrived(publications, answerLater<AppendResult>(done)); });
}

void LateStore::noteLoss(const Selection &lost, std::function<void(const Position &)> done)
{
    calls_.push_back([this, lost, done] { store_.noteLoss(lost, answerLater<Position>(done)); });
}

void LateStore::read(const ReadRequest &request, std::function<void(const ReadResult &)> done)
{
    calls_.push_back([this, request, done] { store_.read(request, answerLater<ReadResult>(done)); });
}

void LateStore::find(const QByteArray &id, std::function<void(const StoredEventPtr &)> done)
{
    calls_.push_back([this, id, done] { store_.find(id, answerLater<StoredEventPtr>(done)); });
}

} // namespace helio::test
