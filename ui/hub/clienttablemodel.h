// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/hub/clientcells.h"
#include "ui/hub/clientfilter.h"
#include "ui/look/rowsmodel.h"

namespace helio {

/// The clients of the hub, as far as a filter lets them pass.
class ClientTableModel : public RowsModel<ClientInfo>
{
    Q_OBJECT
public:
    enum Column {
        Address,
        Program,
        Origin,
        Subject,
        Channels,
        Hub, ///< at which it is, where there are several
        Since,
        Sent,
        Queued,
        Unsent,
        RoundTrip,
        LastEventId,
        Gaps,
        Id,
        ColumnCount
    };
    enum Role {
        ToneRole = Qt::UserRole, ///< of the row, an int of Tone: how far the client is behind
        ShareRole,               ///< of the bytes that may wait for it, from 0 to 1
    };

    /// What the hub lets wait for one client before it is told, in bytes.
    static constexpr qint64 DefaultQueueBound = 1024 * 1024;

    using RowsModel::RowsModel;

    QByteArray idAt(int row) const;
    /// The row's cells as text, with tabs between them.
    QString textOf(int row) const;
    /// Before how many bytes that wait for it the hub ends a client's connection.
    void setQueueBound(qint64 bytes) { queueBound_ = bytes; }
    qint64 queueBound() const { return queueBound_; }
    void setFilter(const ClientFilter &filter);
    const ClientFilter &filter() const { return filter_; }
    /// What the filter may ask for, of all clients.
    KnownNames knownNames() const;
    void retranslate();

    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

Q_SIGNALS:
    void filterChanged();

protected:
    QByteArray keyOf(const ClientInfo &client) const override { return client.id; }
    bool lessThan(const ClientInfo &a, const ClientInfo &b, int column) const override;
    bool isWanted(const ClientInfo &client) const override;

private:
    static bool isNumber(int column) { return (column >= Sent && column <= RoundTrip) || column == Gaps; }
    QString cell(const ClientInfo &client, Column column) const;
    QString tip(const ClientInfo &client, Column column) const;

    ProgramNames programs_;
    ClientFilter filter_;
    qint64 queueBound_ = DefaultQueueBound;
};

} // namespace helio
