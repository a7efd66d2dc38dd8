// SPDX-License-Identifier: GPL-3.0-or-later
#include "faultystore.h"

#include <new>

namespace helio::test {

FaultyStore::FaultyStore(std::unique_ptr<Store> store)
    : store_(std::move(store))
{}

void FaultyStore::open(StoreListener &with, std::function<void(OpenResult)> done)
{
    listener = &with;
    store_->open(with, [this, done](const OpenResult &result) { done(opened.value_or(result)); });
}

void FaultyStore::close(std::chrono::milliseconds deadline, std::function<void()> done)
{
    isClosed = true;
    store_->close(deadline, done);
}

void FaultyStore::append(quint64 ticket, QList<Publication> publications, std::function<void(AppendResult)> done)
{
    if (isOutOfMemory)
        throw std::bad_alloc();
    const auto answer = [this, done](const AppendResult &result) {
        for (int i = 0; i < (answersTwice ? 2 : 1); ++i)
            done(refusal.value_or(result));
    };
    if (refusal && !keepsWhatItRefuses)
        answer({});
    else
        store_->append(ticket, publications, answer);
}

void FaultyStore::appendArrived(quint64 ticket, QList<Publication> publications, std::function<void(AppendResult)> done)
{
    if (refusal)
        done(*refusal);
    else
        store_->appendArrived(ticket, publications, done);
}

void FaultyStore::locate(Selection selection, Start start, std::function<void(LocateResult)> done)
{
    ++locates;
    if (locatesFail)
        done({.outcome = ReadOutcome::Failed});
    else
        store_->locate(selection, start, counted(done));
}

void FaultyStore::read(ReadRequest request, std::function<void(ReadResult)> done)
{
    ++reads;
    if (readsFail)
        done({.outcome = ReadOutcome::Failed});
    else
        store_->read(request, counted(done));
}

void FaultyStore::find(QByteArray id, std::function<void(FindResult)> done)
{
    if (findsFail)
        done({.outcome = ReadOutcome::Failed});
    else
        store_->find(id, counted(done));
}

void FaultyStore::findOwn(QByteArray channel, QByteArray ownId, std::function<void(FindResult)> done)
{
    if (findsFail)
        done({.outcome = ReadOutcome::Failed});
    else
        store_->findOwn(channel, ownId, counted(done));
}

} // namespace helio::test
