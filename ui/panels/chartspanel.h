// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/timechart.h"

class QComboBox;
class QGridLayout;
class QLabel;
class QScrollArea;

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
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void arrange(int width);
    void refresh();
    void retranslate();

    QList<TimeChart *> charts_; ///< in the order of Monitor::Figure
    QGridLayout *grid_ = nullptr;
    QScrollArea *scroll_;
    int columns_ = 0;
    QComboBox *window_;
    QComboBox *axis_;
    QLabel *windowLabel_;
    QLabel *axisLabel_;
};

} // namespace helio
