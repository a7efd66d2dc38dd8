// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/hub/clientcells.h"
#include "ui/hub/hubstate.h"

#include <QSet>
#include <QWidget>

class QFormLayout;
class QLabel;

namespace helio {

class ClientSums;
class ClientTableModel;
class WrappingLabel;

/// What several selected clients are together, as a page of the inspector. The figures of those that are connected are
/// kept new while it is shown.
class ClientsSummary : public QWidget
{
    Q_OBJECT
public:
    /// Both are borrowed.
    ClientsSummary(const ClientTableModel &clients, HubState &hub, QWidget *parent = nullptr);

    void showClients(const QList<ClientInfo> &clients);
    void showDepartures(const QList<DepartureInfo> &departures);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    enum Row { Programs, Channels, Addresses, Sent, Queued, Gaps, Oldest, Newest, RowCount };

    void refresh();
    void showSums(const ClientSums &sums);
    void setShown(bool shown);
    void retranslate();

    const ClientTableModel &clients_;
    ClientsWish wish_; ///< while connected ones are shown
    ProgramNames programs_;
    QSet<QByteArray> ids_;            ///< of the connected ones
    QList<DepartureInfo> departures_; ///< else
    QLabel *title_;
    QLabel *gone_;
    QFormLayout *form_;
    QLabel *names_[RowCount];
    WrappingLabel *values_[RowCount];
};

} // namespace helio
