// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/look/tone.h"

#include <QMenu>
#include <QSystemTrayIcon>
#include <QTimer>

#include <functional>
#include <memory>

class QSettings;

namespace helio {

class Actions;
class HubState;

/// The icon in the desktop's tray, where there is one and the user wants it: the hub's state, and a menu to show the
/// window, to pause the events and to quit. Closing the window may hide it there. Should the tray go while the window
/// is hidden, the window shows.
class Tray : public QObject
{
    Q_OBJECT
public:
    using IsThere = std::function<bool()>;

    /// All are borrowed, and the window outlives it. `isThere`: whether the desktop has a tray now.
    Tray(const HubState &hub, const Actions &actions, QSettings &settings, QWidget &window,
         IsThere isThere = &QSystemTrayIcon::isSystemTrayAvailable);
    ~Tray() override;

    /// Why there is no icon to be had, for people; empty where there is.
    QString problem() const;
    bool isWanted() const { return isWanted_; }
    void setWanted(bool wanted);
    /// Whether closing the window hides it here, while the icon is here.
    bool takesWindow() const { return takesWindow_; }
    void setTakesWindow(bool takes);

    /// So many alerts came that nobody has looked at; `newest` is what the last of them said.
    void setAlerts(int unseen, const QString &newest);
    /// Hides the window, where closing does so and it can be shown again from here; else false.
    bool takeWindow();
    /// Brings the window to the front, from wherever it is.
    void showWindow();
    /// The program ends: nothing shows any more.
    void end();
    /// Looks whether the tray is there, as it does every two seconds.
    void refresh();
    void retranslate();

    QMenu &menu() const { return *menu_; }
    QString toolTip() const { return icon_.toolTip(); }

private:
    void showState();
    QIcon iconOf(Tone tone, bool isAlert) const;

    const HubState &hub_;
    QSettings &settings_;
    QWidget &window_;
    IsThere isThere_;
    std::unique_ptr<QMenu> menu_;
    QAction *show_;
    QSystemTrayIcon icon_;
    QTimer watch_;
    int alerts_ = 0;
    QString newestAlert_;
    bool isAlertShown_ = false; ///< by the icon as it was painted last
    Tone tone_ = Tone::None;    ///< of the icon as it was painted last
    bool isWanted_;
    bool takesWindow_;
    bool holdsWindow_ = false; ///< hidden by takeWindow()
    bool hasSaidSo_ = false;
};

} // namespace helio
