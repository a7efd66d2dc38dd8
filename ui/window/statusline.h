// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/look/tone.h"

#include <QStatusBar>

class QLabel;
class QToolButton;

namespace helio {

class FittingLabel;
class Monitor;

/// The status bar: the hub, its rates, and where all the events went. The counters always add up.
class StatusLine : public QStatusBar
{
    Q_OBJECT
public:
    explicit StatusLine(Monitor &monitor, QWidget *parent = nullptr);

    /// A button that says that there were alerts, or that one did not get through; `tip`: more about it. None where
    /// `text` is empty.
    void showAlerts(Tone tone, const QString &text, const QString &tip);

Q_SIGNALS:
    void alertsRequested(); ///< it was clicked
    void groupRequested();  ///< likewise: what the hub's group is

protected:
    void changeEvent(QEvent *event) override;

private:
    void colorAlerts();
    void showHub();
    void showRedis();
    void showGroup();
    void showHistory();
    QString leftOut(quint64 count) const;
    void showCounters();

    Monitor &monitor_;
    QToolButton *alerts_;
    Tone alertsTone_ = Tone::None;
    QLabel *state_;
    QLabel *redis_;
    QToolButton *group_;
    QLabel *rates_;
    FittingLabel *counters_;
    QLabel *history_;
    QLabel *memory_;
};

} // namespace helio
