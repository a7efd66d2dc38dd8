// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "feed/feedqueue.h"
#include "ui/events/eventmark.h"
#include "ui/events/eventring.h"
#include "ui/events/eventselection.h"
#include "ui/events/filter/eventfilter.h"
#include "ui/events/filter/seennames.h"
#include "ui/events/mutedparts.h"
#include "ui/events/pathcolumns.h"

#include <QAbstractTableModel>
#include <QTimer>

#include <chrono>
#include <functional>

namespace helio {

/// The events that the window shows, oldest first, over a bounded EventRing: those that came live, and before them what
/// was loaded of the time before. Every event that arrived, either way, is at any moment exactly one of: shown,
/// filtered (it is muted, or the filter lets it not pass), waiting (the view is paused), trimmed (the oldest, cleared,
/// or dropped on the way for lack of room). Strings are made only when a view asks for them.
///
/// Another filter, or other muted parts, take all rows away but those that somebody holds on to (the selected ones)
/// and that still pass; the others come back in slices of a few milliseconds, between which the program does what is
/// due. An event that no slice came to yet counts as filtered: so rows that are there are always right, and the
/// counters add up at any moment. What arrives meanwhile is judged at once.
class EventTableModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { Time, Delta, Source, Channel, Type, Id, Bytes, Data, ColumnCount };

    enum Role {
        MarkRole = Qt::UserRole, ///< QString: the shape of the event's mark; empty: it has none
        MarkToneRole,            ///< Tone of the mark
    };

    /// received == shown + filtered + waiting + trimmed, always.
    struct Counters
    {
        quint64 received = 0;
        quint64 shown = 0;
        quint64 filtered = 0;
        quint64 waiting = 0;
        quint64 trimmed = 0;

        friend bool operator==(const Counters &, const Counters &) = default;
    };

    /// Time since some moment, rising.
    using Clock = std::function<std::chrono::nanoseconds()>;
    /// How long one slice may work before others get their turn.
    static constexpr std::chrono::milliseconds SliceTime{8};
    /// So many events are judged before a slice asks its clock, unless one of them may take milliseconds.
    static constexpr int EventsBetweenChecks = 64;

    explicit EventTableModel(qsizetype maximumBytes = EventRing::DefaultMaximumBytes, QObject *parent = nullptr);
    /// For slices; the machine's own if none was set.
    void setClock(const Clock &clock) { clock_ = clock; }

    /// The name shown for events of `source`.
    void setSourceName(int source, const QString &name);
    QString sourceName(int source) const { return sourceNames_.value(source); }
    /// Of all sources there ever were, by their numbers.
    const QHash<int, QString> &namesOfSources() const { return sourceNames_; }

    /// Takes a batch. `dropped`: how many more arrived since the last one that had no room on the way.
    void append(const std::deque<FeedQueue::Item> &items, quint64 dropped = 0);
    /// Puts older events of a source, in their order, before all that is there: the last of them, as far as there is
    /// room for them. What was cleared is forgotten. Answers how many.
    qsizetype prepend(int source, const QList<ReceivedEvent> &events);
    /// Takes all away that was prepended.
    void dropPrepended();

    /// The values at these paths are columns behind ColumnCount, in this order; each path once.
    void setPaths(const QList<JsonPath> &paths);
    const QList<JsonPath> &paths() const { return paths_.paths(); }

    /// While paused, what arrives waits; going on shows it.
    void setPaused(bool paused);
    bool isPaused() const { return pausedAt_.has_value(); }

    /// Applies to what is there, in slices, and to what will come.
    void setFilter(const EventFilter &filter);
    const EventFilter &filter() const { return filter_; }
    /// Lets pass only what was chosen, beside the filter.
    void setSelection(const EventSelection &selection);
    const EventSelection &selection() const { return selection_; }
    /// Whether slices are still to come.
    bool isFiltering() const;
    double filteringProgress() const; ///< 0 to 1
    /// Does one slice, as the model does by itself between events.
    void filterSome();
    /// The events from there on are judged first, then outwards; none: the newest are.
    void setFilterFrom(std::optional<quint64> sequence) { filterFrom_ = sequence; }
    /// How many events the filter gave up on since it was set: they are not shown.
    quint64 gaveUpCount() const { return gaveUp_; }

    void setMuted(const MutedPart &part, bool muted);
    const MutedParts &muted() const { return muted_; }

    /// The events that are marked, in the place of those that were.
    void setMarks(const EventMarks &marks);
    /// Of the event with this sequence number; one without text: it has none.
    EventMark markOf(quint64 sequence) const { return marks_.value(sequence); }

    /// Takes all but what waits out of the view. It can be taken back until forgetCleared() or the next clear().
    void clear();
    bool canUndoClear() const;
    void undoClear();
    /// Gives the memory of what was cleared back.
    void forgetCleared();

    Counters counters() const;
    qsizetype bytes() const; ///< in use, for the events and for the rows shown
    qsizetype maximumBytes() const { return ring_.maximumBytes(); }
    /// Another bound: with less room the oldest go at once.
    void setMaximumBytes(qsizetype bytes);
    qsizetype waitingBytes() const; ///< of the data that waits, roughly

    /// What names there were, for one who writes a filter.
    const SeenNames &seenChannels() const { return seenChannels_; }
    const SeenNames &seenTypes() const { return seenTypes_; }
    QStringList sourceNames() const { return sourceNames_.values(); }

    /// All that is held, shown or not. Sequence numbers are its own.
    const EventRing &ring() const { return ring_; }
    /// The first event held that was not cleared; ring().next() when there is none.
    quint64 viewBegin() const { return ring_.heldFrom(clearedUntil_); }
    /// Which event a row is; the row must be there.
    quint64 sequenceAt(int row) const { return shown_[size_t(row)]; }
    /// Whether an event is shown where neither filter nor selection are in its way: it is held, was not cleared, does
    /// not wait, and is not muted.
    bool canShow(quint64 sequence) const;
    /// The row of an event; -1 when it is not shown.
    int rowOf(quint64 sequence) const;
    /// The first row of this event or a later one; rowCount() when there is none.
    int rowFrom(quint64 sequence) const;

    /// The event of a row, with its source and time; nothing for a row that is not there.
    std::optional<FeedQueue::Item> eventAt(int row) const;

    /// Asks the views to read all texts again, after the language changed.
    void retranslate();

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

Q_SIGNALS:
    void pausedChanged(bool paused);
    void mutedChanged();
    void cleared(quint64 events);
    void canUndoClearChanged(bool can);
    void filterChanged();
    void selectionChanged();
    void sourceNamed(int source);
    void marksChanged();
    void filteringChanged(); ///< it began, went on or ended

private:
    quint64 viewEnd() const { return pausedAt_ ? std::max(*pausedAt_, ring_.first()) : ring_.next(); }
    bool passes(const EventView &event);
    void trim();
    void dropBefore(quint64 sequence);

    /// Events that no slice came to yet: from `begin` to before `end`, as far as they are held.
    struct Range
    {
        quint64 begin = 0;
        quint64 end = 0;

        bool isEmpty() const { return begin >= end; }
        void clampTo(quint64 from, quint64 to);
    };
    class Slice;
    enum class Direction { OldestFirst, NewestFirst };

    void filterAnew();
    std::vector<quint64> heldSequences();
    void removeAllBut(const std::vector<quint64> &kept);
    std::optional<quint64> takeFrom(Range &range, Direction direction) const;
    void judge(Range &range, Direction direction, Slice &slice);
    void insertRowsOf(const std::vector<quint64> &sequences);
    void judgeNew();
    void clampRanges();
    void afterSlice();
    quint64 unjudged() const;

    QString cell(int row, Column column) const;
    QVariant pathCell(const QModelIndex &index, int role) const;
    bool isNumber(int column) const;

    EventRing ring_;
    std::deque<quint64> shown_; ///< sequence numbers of the rows: our own index, so that no proxy maps a million rows
    std::optional<quint64> pausedAt_;
    quint64 clearedUntil_ = 0;
    std::optional<quint64> clearedBefore_; ///< what clearedUntil_ was before the clear that can be undone
    quint64 dropped_ = 0;
    MutedParts muted_;
    QHash<int, QString> sourceNames_;
    EventMarks marks_;

    SeenNames seenChannels_;
    SeenNames seenTypes_;

    PathColumns paths_;
    EventSelection selection_;
    EventFilter filter_;
    std::optional<quint64> filterFrom_;
    Range older_; ///< judged from its end on
    Range newer_; ///< judged from its beginning on
    /// From here to viewEnd() nothing was judged; empty but for what arrives too fast.
    quint64 newFrom_ = EventRing::FirstLive;
    quint64 toJudge_ = 0; ///< when the slices began
    bool newerGoesFirst_ = false;
    bool wasFiltering_ = false;
    quint64 gaveUp_ = 0;
    Clock clock_;
    QTimer nextSlice_;
};

} // namespace helio
