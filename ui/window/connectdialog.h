// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <QUrl>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace helio {

/// Asks for a hub far away: its address, and the token to steer it.
class ConnectDialog : public QDialog
{
    Q_OBJECT
public:
    /// `hasKeychain`: tokens can be kept; else it says that none can be given here.
    ConnectDialog(const QStringList &recent, bool hasKeychain, QWidget *parent = nullptr);

    /// What was asked for; good to connect to after accept().
    QUrl hub() const;
    /// Empty: the one that is kept.
    QByteArray token() const;

Q_SIGNALS:
    /// That one is off the list, and its token is not wanted any more.
    void removed(const QString &hub);

private:
    void judge();
    void removeCurrent();

    bool hasKeychain_;
    QComboBox *address_;
    QPushButton *remove_;
    QLineEdit *token_;
    QLabel *note_;
    QLabel *warning_;
    QPushButton *connect_;
};

} // namespace helio
