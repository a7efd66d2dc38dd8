// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/window/screenawake.h"

#include <QTimer>

class QMainWindow;
class QShortcut;
class QToolBar;

namespace helio {

class Banner;
class ChartsPanel;
class Tabs;

/// The window as a wall: charts alone, over the whole screen, which is kept on. Escape asks to leave.
class Wall : public QObject
{
    Q_OBJECT
public:
    /// All are borrowed.
    Wall(QMainWindow &window, Tabs &tabs, QToolBar &toolBar, QObject *parent = nullptr);
    ~Wall() override;

    bool isUp() const { return isUp_; }
    void enter();
    void leave();
    /// Says how to leave, and whether the screen may go dark. It stands above the tabs; who places it owns it.
    Banner &notice() { return *notice_; }
    void retranslate();

Q_SIGNALS:
    void leaveRequested();

private:
    void showNotice();

    QMainWindow &window_;
    Tabs &tabs_;
    QToolBar &toolBar_;
    ScreenAwake awake_;
    Banner *notice_;
    QShortcut *escape_;
    QTimer hideNotice_;
    Qt::WindowStates stateBefore_;
    bool isUp_ = false;
};

} // namespace helio
