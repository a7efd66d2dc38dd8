// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/hub/grouptablemodel.h"

#include <QDialog>

class QLabel;
class QTableView;

namespace helio {

/// The hubs that share one history with the hub of the window: who they are, how they do, and who is silent.
class GroupDialog : public QDialog
{
    Q_OBJECT
public:
    /// Borrowed.
    explicit GroupDialog(const HubState &hub, QWidget *parent = nullptr);

private:
    QTableView *makeTable();
    void showState();

    const HubState &hub_;
    GroupTableModel rows_;
    QLabel *state_;
    QLabel *more_;
};

} // namespace helio
