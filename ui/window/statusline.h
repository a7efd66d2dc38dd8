// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStatusBar>

class QLabel;

namespace helio {

class FittingLabel;
class Monitor;

/// The status bar: the hub, its rates, and where all the events went. The counters always add up.
class StatusLine : public QStatusBar
{
    Q_OBJECT
public:
    explicit StatusLine(Monitor &monitor, QWidget *parent = nullptr);

protected:
    void changeEvent(QEvent *event) override;

private:
    void showHub();
    void showRedis();
    void showCounters();

    Monitor &monitor_;
    QLabel *state_;
    QLabel *redis_;
    QLabel *rates_;
    FittingLabel *counters_;
    QLabel *memory_;
};

} // namespace helio
