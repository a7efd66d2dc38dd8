// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/wall.h"

#include "ui/charts/chartspanel.h"
#include "ui/look/banner.h"
#include "ui/window/tabs.h"

#include <QMainWindow>
#include <QMenuBar>
#include <QShortcut>
#include <QStatusBar>
#include <QTabBar>
#include <QToolBar>

namespace helio {

using namespace std::chrono_literals;

namespace {

/// How long one is told how to leave. What is wrong stays until it is closed.
constexpr auto NoticeTime = 8s;

} // namespace

Wall::Wall(QMainWindow &window, Tabs &tabs, QToolBar &toolBar, QObject *parent)
    : QObject(parent)
    , window_(window)
    , tabs_(tabs)
    , toolBar_(toolBar)
    , notice_(new Banner(QStringLiteral("wallNotice"), Tone::None))
    , escape_(new QShortcut(QKeySequence(Qt::Key_Escape), &window))
{
    escape_->setEnabled(false);
    connect(escape_, &QShortcut::activated, this, &Wall::leaveRequested);
    hideNotice_.setSingleShot(true);
    hideNotice_.setInterval(NoticeTime);
    connect(&hideNotice_, &QTimer::timeout, this, [this] { notice_->hide(); });
    connect(&awake_, &ScreenAwake::stateChanged, this, &Wall::showNotice);
}

Wall::~Wall()
{
    // It lets go of the screen, and says so, when the notice is gone already.
    awake_.disconnect(this);
}

void Wall::enter()
{
    if (std::exchange(isUp_, true))
        return;
    stateBefore_ = window_.windowState() & ~Qt::WindowFullScreen;
    for (QWidget *part : {static_cast<QWidget *>(window_.menuBar()), static_cast<QWidget *>(window_.statusBar()),
                          static_cast<QWidget *>(&toolBar_), static_cast<QWidget *>(tabs_.tabBar())})
        part->hide();
    tabs_.panel<ChartsPanel>()->setWall(true);
    window_.setWindowState(stateBefore_ | Qt::WindowFullScreen);
    escape_->setEnabled(true);
    hideNotice_.start();
    awake_.hold(tr("Charts are shown on the whole screen"));
    showNotice();
}

void Wall::leave()
{
    if (!std::exchange(isUp_, false))
        return;
    awake_.release();
    escape_->setEnabled(false);
    hideNotice_.stop();
    notice_->hide();
    tabs_.panel<ChartsPanel>()->setWall(false);
    for (QWidget *part : {static_cast<QWidget *>(window_.menuBar()), static_cast<QWidget *>(window_.statusBar()),
                          static_cast<QWidget *>(&toolBar_), static_cast<QWidget *>(tabs_.tabBar())})
        part->show();
    window_.setWindowState(stateBefore_);
}

void Wall::showNotice()
{
    if (!isUp_)
        return;
    const bool mayGoDark = awake_.state() == ScreenAwake::State::Refused;
    const QString how = tr("Escape leaves the wall.");
    notice_->setText(mayGoDark ? tr("The screen may go dark: %1").arg(awake_.problem()) + u' ' + how : how);
    if (mayGoDark)
        hideNotice_.stop();
    notice_->setVisible(mayGoDark || hideNotice_.isActive());
}

void Wall::retranslate()
{
    showNotice();
}

} // namespace helio
