// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "feed/feedqueue.h"
#include "ui/models/eventring.h"

#include <QAbstractTableModel>
#include <QSet>

namespace helio {

/// The events that the window shows, oldest first, over a bounded EventRing. Every event that arrived is at any moment
/// exactly one of: shown, filtered (its channel is muted), waiting (the view is paused), trimmed (the oldest, cleared,
/// or dropped on the way for lack of room). Strings are made only when a view asks for them.
class EventTableModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { Time, Delta, Source, Channel, Type, Id, Bytes, Data, ColumnCount };

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

    explicit EventTableModel(qsizetype maximumBytes = EventRing::DefaultMaximumBytes, QObject *parent = nullptr);

    /// The name shown for events of `source`.
    void setSourceName(int source, const QString &name);
    QString sourceName(int source) const { return sourceNames_.value(source); }

    /// Takes a batch. `dropped`: how many more arrived since the last one that had no room on the way.
    void append(const std::deque<FeedQueue::Item> &items, quint64 dropped = 0);

    /// While paused, what arrives waits; going on shows it.
    void setPaused(bool paused);
    bool isPaused() const { return pausedAt_.has_value(); }

    void setMuted(int source, const QByteArray &channel, bool muted);
    bool isMuted(int source, const QByteArray &channel) const;

    /// Takes all but what waits out of the view. It can be taken back until forgetCleared() or the next clear().
    void clear();
    bool canUndoClear() const;
    void undoClear();
    /// Gives the memory of what was cleared back.
    void forgetCleared();

    Counters counters() const;
    qsizetype bytes() const; ///< in use, for the events and for the rows shown
    qsizetype maximumBytes() const { return ring_.maximumBytes(); }
    qsizetype waitingBytes() const; ///< of the data that waits, roughly

    /// The event of a row, with its source and time; nothing for a row that is not there.
    std::optional<FeedQueue::Item> eventAt(int row) const;
    /// The place of a row's event in ring(); nothing for a row that is not there.
    std::optional<quint64> sequenceAt(int row) const;
    const EventRing &ring() const { return ring_; }

    /// Asks the views to read all texts again, after the language changed.
    void retranslate();

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

Q_SIGNALS:
    void pausedChanged(bool paused);
    void mutedChanged(int source, const QByteArray &channel, bool muted);
    void cleared(quint64 events);
    void canUndoClearChanged(bool can);

private:
    quint64 viewBegin() const { return std::max(ring_.first(), clearedUntil_); }
    quint64 viewEnd() const { return pausedAt_ ? std::max(*pausedAt_, ring_.first()) : ring_.next(); }
    bool isShown(const EventView &event) const;
    void showFrom(quint64 sequence);
    void trim();
    void rebuildShown();
    QString cell(int row, Column column) const;

    EventRing ring_;
    std::deque<quint64> shown_; ///< sequence numbers of the rows: our own index, so that no proxy maps a million rows
    std::optional<quint64> pausedAt_;
    quint64 clearedUntil_ = 0;
    std::optional<quint64> clearedBefore_; ///< what clearedUntil_ was before the clear that can be undone
    quint64 dropped_ = 0;
    QHash<int, QSet<QByteArray>> muted_;
    QHash<int, QString> sourceNames_;
};

} // namespace helio
