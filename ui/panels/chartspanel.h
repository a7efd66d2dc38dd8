// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/timechart.h"

class QComboBox;
class QLabel;

namespace helio {

class Monitor;

/// The tab *Charts*.
class ChartsPanel : public QWidget
{
    Q_OBJECT
public:
    explicit ChartsPanel(Monitor &monitor, QWidget *parent = nullptr);

protected:
    void changeEvent(QEvent *event) override;

private:
    void refresh();
    void retranslate();

    QList<TimeChart *> charts_; ///< in the order of Monitor::Figure
    QComboBox *window_;
    QComboBox *axis_;
    QLabel *windowLabel_;
    QLabel *axisLabel_;
};

} // namespace helio
