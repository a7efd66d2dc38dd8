// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/hub/hubstate.h"
#include "ui/look/tablepanel.h"

#include <QTimer>

class QPushButton;

namespace helio {

class ClientTableModel;

/// The table of who is connected to the hub.
class ClientsPanel : public TablePanel
{
    Q_OBJECT
public:
    /// Both are borrowed.
    ClientsPanel(ClientTableModel &clients, HubState &hub, QWidget *parent = nullptr);

    /// In the order of the rows.
    QList<ClientInfo> selectedClients() const;

Q_SIGNALS:
    void clearFilterRequested();

protected:
    void retranslate() override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void reportShown();
    void teach();

    ClientTableModel &clients_;
    HubState &hub_;
    ClientsWish wish_;
    QPushButton *clearFilter_;
    QTimer settle_; ///< one scrolls by many rows at once
    QByteArrayList shown_;
};

} // namespace helio
