// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "feed/otherhubs.h"
#include "server/groupreading.h"

#include <QDeadlineTimer>

#include <functional>
#include <memory>

namespace helio {

class GroupDesk;

/// Asks the other hubs of a group for one of their lists again and again, some seconds after the last answer.
class ElsewhereList
{
    Q_DISABLE_COPY_MOVE(ElsewhereList)
public:
    /// `rowsDone`: the rows of one answer, which may come at any turn of the event loop.
    using RowsFunction =
        std::function<void(const QList<GroupReading::Row> &rows, const GroupReading::Outcome &outcome)>;

    /// The desk is borrowed.
    ElsewhereList(GroupDesk &desk, const QByteArray &question, RowsFunction done);
    ~ElsewhereList();

    void askWhenDue();
    /// It is due, whatever was answered last.
    void expire();
    /// Nobody wants it now; it is due when somebody does.
    void stop();

private:
    struct Reading;

    void ask();

    GroupDesk &desk_;
    QByteArray question_;
    RowsFunction done_;
    std::shared_ptr<Reading> reading_; ///< under way; null: none is
    QDeadlineTimer next_{0};
    bool isExpired_ = false; ///< since that reading began
};

/// What the other hubs of a group have, for the window of one: their clients, and the subscribers of their channels,
/// each while it is shown there.
class Elsewhere
{
    Q_DISABLE_COPY_MOVE(Elsewhere)
public:
    /// Borrowed.
    explicit Elsewhere(GroupDesk &desk);

    void setChannelsShown(bool shown);
    /// By OtherHubs::addTo(), as it is known now; asks when it is time.
    void addTo(HubSnapshot &snapshot);
    /// Some clients have changed: the next snapshot asks in any case.
    void expire() { clients_.expire(); }

private:
    OtherHubs others_;
    ElsewhereList clients_;
    ElsewhereList channels_;
    bool areChannelsShown_ = false;
};

} // namespace helio
