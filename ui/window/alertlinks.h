// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/alerts/alerts.h"

#include <QPointer>

namespace helio {

class Actions;
class AlertsDialog;
class Monitor;
class StatusLine;
class Tray;
class WindowTitle;

/// What alerts have to do with the window: they hear what arrives there, their mark is in its title, its tray and its
/// status line, and it shows their dialog. The mark of title and tray goes when the window is active; that of the
/// status line when the dialog is opened.
class AlertLinks : public QObject
{
    Q_OBJECT
public:
    struct Parts
    {
        Monitor &monitor;
        const Actions &actions;
        QWidget &window;
        Tray &tray;
        WindowTitle &title;
        StatusLine &status;
    };

    /// All are borrowed; `secrets` may be null. The parts outlive it.
    AlertLinks(const Parts &parts, QSettings &settings, SecretStore *secrets, QObject *parent);

    Alerts &alerts() { return alerts_; }
    /// Opens *Alerts*, or brings it to the front.
    void showDialog();
    void retranslate();

Q_SIGNALS:
    void showRequested(); ///< a notification was clicked: the window is to come to the front

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void onUnseen();
    void onFailed(const QString &rule, const QString &text);
    void showMark();
    void showStatus();
    QStringList streamNames() const;

    Parts parts_;
    SecretStore *secrets_;
    Alerts alerts_;
    QPointer<AlertsDialog> dialog_;
    int came_ = 0;    ///< alerts since the dialog was open
    QString newest_;  ///< of them
    QString failure_; ///< what did not work since then; empty: all did
};

} // namespace helio
