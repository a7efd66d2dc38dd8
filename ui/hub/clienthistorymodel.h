// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "feed/hubinfo.h"
#include "ui/look/tone.h"

#include <QAbstractTableModel>

namespace helio {

/// What became of the last events that one client was to get, the newest first.
class ClientHistoryModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { Fate, TakenAt, Channel, EventId, ColumnCount };
    enum Role { ToneRole = Qt::UserRole }; ///< of the row, an int of Tone

    using QAbstractTableModel::QAbstractTableModel;

    /// For people, translated. `fate`: as ClientHistory has it; one that is not known stands as it is.
    static QString fateText(QByteArrayView fate);
    static Tone fateTone(QByteArrayView fate);

    /// Oldest first.
    void setEvents(const QList<ClientHistory::Event> &events);
    /// How many there are of each fate, in words, translated; empty when there are none.
    QString summary() const;
    /// The rows as text, with tabs between their cells.
    QString text() const;
    void retranslate();

    int rowCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : int(events_.size()); }
    int columnCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : ColumnCount; }
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    QString cell(const ClientHistory::Event &event, Column column) const;

    QList<ClientHistory::Event> events_; ///< the newest first
};

} // namespace helio
