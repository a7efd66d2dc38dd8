// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/look/actions.h"
#include "ui/look/tablepanel.h"

namespace helio {

class ClientTableModel;
class HubState;

/// The tab *Clients*: who is connected to the hub, to inspect and to disconnect.
class ClientsPanel : public TablePanel
{
    Q_OBJECT
public:
    /// All are borrowed.
    ClientsPanel(ClientTableModel &clients, HubState &hub, Actions &actions, QWidget *parent = nullptr);

protected:
    void retranslate() override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void copySelected();
    void disconnectSelected();

    ClientTableModel &clients_;
    HubState &hub_;
    Actions &actions_;
    QAction *copy_;
};

} // namespace helio
