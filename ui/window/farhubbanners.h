// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/look/banner.h"

namespace helio {

class HubControl;

/// Shown while a hub far away is not reached: why, and that it is tried again, or what to do. Never for a hub inside.
class FarHubBanner : public Banner
{
    Q_OBJECT
public:
    /// Borrowed.
    explicit FarHubBanner(HubControl &hub, QWidget *parent = nullptr);

protected:
    void changeEvent(QEvent *event) override;

private:
    void showHub();

    HubControl &hub_;
    QPushButton *tryNow_;
};

/// Shown once a hub far away is reached by plain HTTP beyond this machine, until it is closed.
class UnguardedBanner : public Banner
{
    Q_OBJECT
public:
    /// Borrowed.
    explicit UnguardedBanner(HubControl &hub, QWidget *parent = nullptr);

protected:
    void changeEvent(QEvent *event) override;

private:
    void showHub();

    HubControl &hub_;
    bool wasShown_ = false;
};

} // namespace helio
