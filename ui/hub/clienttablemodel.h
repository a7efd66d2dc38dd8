// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "feed/hubinfo.h"
#include "ui/look/rowsmodel.h"

namespace helio {

/// The clients of the hub.
class ClientTableModel : public RowsModel<ClientInfo>
{
    Q_OBJECT
public:
    enum Column { Id, Address, Program, Origin, Subject, Channels, Since, LastEventId, Sent, Queued, ColumnCount };

    using RowsModel::RowsModel;

    QByteArray idAt(int row) const;
    /// The row's cells as text, with tabs between them.
    QString textOf(int row) const;
    void retranslate();

    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

protected:
    QByteArray keyOf(const ClientInfo &client) const override { return client.id; }
    bool lessThan(const ClientInfo &a, const ClientInfo &b, int column) const override;

private:
    static bool isNumber(int column) { return column == Sent || column == Queued; }
    QString cell(const ClientInfo &client, Column column) const;
};

} // namespace helio
