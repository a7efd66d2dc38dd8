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

LateStore::LateStore(std::unique_ptr<Store> store)
    : store_(std::move(store))
{}

bool LateStore::work()
{
    if (!runFirst(calls_))
        return false;
    const auto reports = std::exchange(reports_, {});
    if (reportsSingly) {
        answers_.insert(answers_.end(), reports.cbegin(), reports.cend());
        return true;
    }
    answers_.push_back([reports] {
        for (const auto &report : reports)
            report();
    });
    return true;
}

void LateStore::workAsGroup()
{
    group_.emplace();
    while (runFirst(calls_)) {
    }
    answers_.push_back([this, events = *std::exchange(group_, {}), reports = std::exchange(reports_, {})] {
        listener_->committed(events);
        for (const auto &report : reports)
            report();
    });
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

void LateStore::open(StoreListener &listener, std::function<void(OpenResult)> done)
{
    listener_ = &listener;
    calls_.push_back([this, done] { store_->open(*this, later(done)); });
}

void LateStore::close(std::chrono::milliseconds deadline, std::function<void()> done)
{
    calls_.push_back([this, deadline, done] { store_->close(deadline, [this, done] { reports_.push_back(done); }); });
}

void LateStore::append(quint64 ticket, QList<Publication> publications, std::function<void(AppendResult)> done)
{
    calls_.push_back([this, ticket, publications, done] { store_->append(ticket, publications, later(done)); });
}

void LateStore::appendArrived(quint64 ticket, QList<Publication> publications, std::function<void(AppendResult)> done)
{
    calls_.push_back([this, ticket, publications, done] { store_->appendArrived(ticket, publications, later(done)); });
}

void LateStore::noteLoss(Selection lost)
{
    calls_.push_back([this, lost] { store_->noteLoss(lost); });
}

void LateStore::clear(QByteArray channel, std::function<void(bool)> done)
{
    calls_.push_back([this, channel, done] { store_->clear(channel, later(done)); });
}

void LateStore::locate(Selection selection, Start start, std::function<void(LocateResult)> done)
{
    calls_.push_back([this, selection, start, done] { store_->locate(selection, start, later(done)); });
}

void LateStore::read(ReadRequest request, std::function<void(ReadResult)> done)
{
    calls_.push_back([this, request, done] { store_->read(request, later(done)); });
}

void LateStore::find(QByteArray id, std::function<void(FindResult)> done)
{
    calls_.push_back([this, id, done] { store_->find(id, later(done)); });
}

void LateStore::findOwn(QByteArray channel, QByteArray ownId, std::function<void(FindResult)> done)
{
    calls_.push_back([this, channel, ownId, done] { store_->findOwn(channel, ownId, later(done)); });
}

bool LateStore::trimByAge()
{
    calls_.push_back([this] { store_->trimByAge(); });
    return false;
}

void LateStore::forgetChannel(const QByteArray &channel)
{
    calls_.push_back([this, channel] { store_->forgetChannel(channel); });
}

void LateStore::committed(const QList<Committed> &events)
{
    if (group_)
        group_->append(events);
    else
        reports_.push_back([this, events] { listener_->committed(events); });
}

void LateStore::lost(Position at, const Selection &lost)
{
    reports_.push_back([this, at, lost] { listener_->lost(at, lost); });
}

void LateStore::figuresChanged(const QList<ChannelFigures> &channels, const StoreFigures &all)
{
    reports_.push_back([this, channels, all] { listener_->figuresChanged(channels, all); });
}

void LateStore::stateChanged(const StoreState &state)
{
    reports_.push_back([this, state] { listener_->stateChanged(state); });
}

} // namespace helio::test
