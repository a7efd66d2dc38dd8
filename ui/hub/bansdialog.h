// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "feed/hubcontrol.h"
#include "ui/hub/bantablemodel.h"

#include <QDialog>
#include <QTimer>

class QLabel;
class QPushButton;
class QTableView;

namespace helio {

class ClientRemoval;

/// Who is kept away from the hub, to let them come again.
class BansDialog : public QDialog
{
    Q_OBJECT
public:
    /// Both are borrowed. The hub offers bans.
    BansDialog(HubControl &hub, ClientRemoval &removal, QWidget *parent = nullptr);

private:
    QStringList selectedKeys() const;
    void onBans(const QList<BanInfo> &bans);
    void showState();

    HubControl &hub_;
    BanTableModel bans_;
    QLabel *state_;
    QTableView *table_;
    QPushButton *letCome_;
    QTimer clock_;
};

} // namespace helio
