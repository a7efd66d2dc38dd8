// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/events/eventtablemodel.h"
#include "ui/window/turnmeter.h"

#include <QApplication>

namespace helio {

/// The application; reports each event it delivers to a meter, where there is one.
class Application : public QApplication
{
    Q_OBJECT
public:
    using QApplication::QApplication;

    /// Borrowed; null ends the measuring.
    void setMeter(TurnMeter *meter) { meter_ = meter; }
    bool notify(QObject *receiver, QEvent *event) override;

private:
    TurnMeter *meter_ = nullptr;
};

/// What `--stall-report` writes: whether the window kept up, and what became of the events. One JSON object: seconds,
/// longestStallMs, stallP999Ms, stallsOver50Ms, turns, received, shown, filtered, waiting, trimmed, memoryBytes.
QByteArray stallReport(const TurnMeter::Report &turns, const EventTableModel &events);

} // namespace helio
