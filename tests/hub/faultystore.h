// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/store.h"

namespace helio::test {

/// A store that does its work, but for what the test has go wrong.
class FaultyStore : public Store
{
public:
    explicit FaultyStore(std::unique_ptr<Store> store);

    /// What appends are answered with instead of being done.
    std::optional<AppendResult> refusal;
    /// With a refusal: the events are committed all the same, as when only the answer was lost.
    bool keepsWhatItRefuses = false;
    bool answersTwice = false;  ///< appends
    bool isOutOfMemory = false; ///< appends throw
    bool locatesFail = false;
    bool readsFail = false;
    bool findsFail = false;
    int locates = 0; ///< that were asked for
    int reads = 0;
    int unanswered = 0; ///< of those that ask for a place, events or an event
    /// What it was opened with; the test reports by it what comes of itself.
    StoreListener *listener = nullptr;
    /// What it answers to open(); the inner store's answer without.
    std::optional<OpenResult> opened;
    bool isClosed = false;
    bool isHeld = false; ///< as the hub said last

    void open(StoreListener &listener, std::function<void(OpenResult)> done) override;
    void close(std::chrono::milliseconds deadline, std::function<void()> done) override;
    void append(quint64 ticket, QList<Publication> publications, std::function<void(AppendResult)> done) override;
    void appendArrived(quint64 ticket, QList<Publication> publications,
                       std::function<void(AppendResult)> done) override;
    void noteLoss(Selection lost) override { store_->noteLoss(lost); }
    void clear(QByteArray channel, std::function<void(bool)> done) override { store_->clear(channel, done); }
    void locate(Selection selection, Start start, std::function<void(LocateResult)> done) override;
    void read(ReadRequest request, std::function<void(ReadResult)> done) override;
    void find(QByteArray id, std::function<void(FindResult)> done) override;
    void findOwn(QByteArray channel, QByteArray ownId, std::function<void(FindResult)> done) override;
    void hold(bool held) override { isHeld = held; }
    bool trimByAge() override { return store_->trimByAge(); }
    void forgetChannel(const QByteArray &channel) override { store_->forgetChannel(channel); }

private:
    /// `done`, counted until it is called.
    template <class Result>
    std::function<void(Result)> counted(std::function<void(Result)> done)
    {
        ++unanswered;
        return [this, done = std::move(done)](const Result &result) {
            --unanswered;
            done(result);
        };
    }

    std::unique_ptr<Store> store_;
};

} // namespace helio::test
