// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "feed/hubinfo.h"
#include "ui/events/eventselection.h"

#include <QObject>
#include <QSet>

#include <functional>

namespace helio {

class EventTableModel;
class HubState;

/// Loads the hub's history into the events table, before what the table has of it: page by page, each in a turn of its
/// own, of the channels that are chosen in the navigator, or of all. It goes on until what was asked for is there, or
/// there is no room for more events; newer ones are never pushed out. When other channels are chosen, what was loaded
/// of those before goes, unless they are among them.
class OlderEvents : public QObject
{
    Q_OBJECT
public:
    enum class Reach {
        More, ///< MoreEvents, without those of what is muted
        Hour, ///< the last hour, until now
        Day,
        All,
    };
    static constexpr qsizetype MoreEvents = 1'000;

    enum class State {
        None,        ///< nothing was asked for, or it is over and forgotten
        Loading,     ///< stop() ends it
        Enough,      ///< MoreEvents came, or all of the hour or the day
        AtBeginning, ///< nothing older is in history
        NoRoom,      ///< the table may hold no more
        Stopped,
        Failed, ///< problem() says why
    };

    /// History as far as it is known: of the chosen channels, or of all.
    struct Known
    {
        qint64 events = 0;
        qint64 bytes = 0;    ///< on disk where history is there and no channel was chosen, else of events
        qint64 oldestAt = 0; ///< 0: it holds nothing
        bool isOfChoice = false;
    };

    /// All are borrowed. `drain` brings events that wait for the table into it.
    OlderEvents(HubState &hub, EventTableModel &events, std::function<void()> drain, QObject *parent = nullptr);

    /// Whether the table shows the hub's events, or some of them: else there is nothing to load.
    bool isAboutHub() const;
    /// Why nothing can be loaded, for people, translated; empty when it can.
    QString obstacle() const;
    Known known() const;

    /// Does nothing where there is an obstacle, or while it is loading.
    void load(Reach reach);
    /// What came stays.
    void stop();

    State state() const { return state_; }
    /// What was asked for last.
    Reach reach() const { return reach_; }
    /// How many events came since.
    quint64 count() const { return count_; }
    /// Nanoseconds since 1970-01-01T00:00Z: of the oldest that came since; 0: none came.
    qint64 reachedBackTo() const { return backTo_; }
    const QString &problem() const { return problem_; }

Q_SIGNALS:
    void changed();

private:
    using Names = QSet<std::pair<QByteArray, QByteArray>>; ///< channels and ids of events

    /// Where the next page ends: before an event that has its place in its id, as one with an id of its own may be
    /// gone from history.
    struct Border
    {
        QByteArray before;    ///< empty: at the end of history
        Names beyond;         ///< that stand before it
        bool isPlace = false; ///< `before` says its place; else nothing is known to stand before it

        /// One that stands behind those that were taken; false: no more are needed.
        bool take(QByteArrayView channel, QByteArrayView id);
    };

    bool isChosen(QByteArrayView channel) const;
    Border borderOfTable() const;
    void setBorder(const Border &border);
    void ask();
    void onPage(const HistoryPage &page);
    QList<ReceivedEvent> withoutKnown(const QList<ReceivedEvent> &events);
    void onHubState();
    void onChoice();
    void end(State state, const QString &problem = {});

    HubState &hub_;
    EventTableModel &events_;
    std::function<void()> drain_;
    State state_ = State::None;
    Reach reach_ = Reach::More;
    QString problem_;
    quint64 ticket_ = 0;
    quint64 count_ = 0;
    quint64 visible_ = 0; ///< of them, without those of what is muted
    qint64 backTo_ = 0;
    qint64 since_ = 0;
    QByteArray before_;                    ///< where the next page ends
    Names known_;                          ///< events that it may hold, and the table does
    quint64 front_ = 0;                    ///< the table's first event, before which the next page belongs
    std::optional<EventSelection> choice_; ///< of what was loaded; nothing: none was
};

} // namespace helio
