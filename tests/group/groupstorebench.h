// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "fakegroup.h"
#include "group/groupstore.h"
#include "hub/settableclock.h"
#include "hub/starts.h"

namespace helio::test {

/// What a test does with a log beside what its group does.
class SteppedLog : public FakeGroupLog
{
public:
    using FakeGroupLog::FakeGroupLog;

    void open(GroupLogListener &listener, const LogOptions &options) override
    {
        told_ = &listener;
        FakeGroupLog::open(listener, options);
    }
    /// Brings what the group does not have.
    void bringOne(const LogEntry &entry) { told_->arrived({entry}); }

private:
    GroupLogListener *told_ = nullptr;
};

/// A hub's store in a group, and what it says. Nothing moves but by the test.
class HubStore : private StoreListener
{
public:
    enum class Opening {
        Done,   ///< it is opened, and knows all that the log has
        Joined, ///< it has joined, and nothing more
        No,     ///< not even that
    };
    explicit HubStore(FakeGroup &group, const QByteArray &hub = "a", const HistoryLimits &limits = {},
                      LogOptions options = {}, Opening opening = Opening::Done);
    ~HubStore() override;

    /// One step after the other, until it is opened.
    void openStepwise();
    /// What is due at the end of the hub's turn is done.
    void turn();
    void settle();
    void append(const QList<Publication> &publications, quint64 ticket = 1);
    /// Appends one and settles; answers its id, empty where that was refused.
    QByteArray publish(const QByteArray &channel, const QByteArray &data, const QByteArray &ownId = {});
    /// The data to the end; "(gap)" where one was told.
    QByteArrayList readAll(const QByteArrayList &entries, const Start &start);
    HistoryFigures held(const QByteArray &channel) const { return held_.value(channel); }
    QByteArrayList ids() const;

    SettableClock clock;
    SteppedLog *log = nullptr;
    std::unique_ptr<GroupStore> store;

    bool isOpen = false;
    OpenResult opened;
    /// In order: "DATA of TICKET", "TICKET: done", "lost".
    QByteArrayList said;
    QList<Committed> events;
    AppendResult lastResult;
    QList<StoreState> states;
    StoreFigures all;

private:
    void committed(const QList<Committed> &events) override;
    void lost(Position at, const Selection &lost) override;
    void figuresChanged(const QList<ChannelFigures> &channels, const StoreFigures &figures) override;
    void stateChanged(const StoreState &state) override { states.append(state); }

    QHash<QByteArray, HistoryFigures> held_;
};

} // namespace helio::test
