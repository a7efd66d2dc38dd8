// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

#include <functional>

class QLabel;
class QPushButton;
class QTableView;

namespace helio {

class Alerts;
class AlertTableModel;

/// *Alerts*: the rules, to add, change, try and remove them, with what each did last.
class AlertsDialog : public QDialog
{
    Q_OBJECT
public:
    /// `alerts` is borrowed. `streams`: the names of the streams there are, and the hub's. `keepsSecrets`: see
    /// AlertRuleDialog.
    AlertsDialog(Alerts &alerts, std::function<QStringList()> streams, bool keepsSecrets, QWidget *parent = nullptr);

private:
    QByteArray current() const;
    void add();
    void edit();
    void tryOut();
    void remove();
    void undo();
    void select(const QByteArray &key);
    void showState();

    Alerts &alerts_;
    std::function<QStringList()> streams_;
    bool keepsSecrets_;
    AlertTableModel *model_;
    QTableView *table_;
    QLabel *text_;
    QPushButton *edit_;
    QPushButton *try_;
    QPushButton *remove_;
    QPushButton *undo_;
};

} // namespace helio
