// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/events/eventtablemodel.h"

namespace helio {

/// Finds a text in the rows that the table shows: which ones have it, and which is next. Looks through them in slices,
/// and at new ones as they come; while the table is being filtered it waits.
class EventFinder : public QObject
{
    Q_OBJECT
public:
    explicit EventFinder(EventTableModel &model, QObject *parent = nullptr);
    /// For slices; the machine's own if none was set.
    void setClock(const EventTableModel::Clock &clock) { clock_ = clock; }

    /// Text in data, type, id or channel; capital and small letters are the same. An empty one finds nothing and costs
    /// nothing.
    void setText(const QString &text);
    const QString &text() const { return text_; }

    /// Whether all rows were searched.
    bool isDone() const;
    /// How many rows have it, as far as they were searched.
    qsizetype count() const { return qsizetype(hits_.size()); }
    /// Which of them this event is, from 1; 0 when it is none.
    qsizetype placeOf(quint64 sequence) const;
    /// The next one behind, at the end the first; nothing when there is none. Complete only when isDone().
    std::optional<quint64> after(std::optional<quint64> sequence) const;
    /// The one before, at the beginning the last.
    std::optional<quint64> before(std::optional<quint64> sequence) const;

    /// Does one slice, as it does by itself between events.
    void searchSlice();

Q_SIGNALS:
    void changed();

private:
    void startAnew();
    void goOn();
    void onRowsRemoved(int first);

    EventTableModel &model_;
    EventTableModel::Clock clock_;
    QString text_;
    TextTerm term_;
    std::deque<quint64> hits_;
    quint64 next_ = 0; ///< shown events before it were searched
    QTimer nextSlice_;
};

} // namespace helio
