// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAction>
#include <QPointer>
#include <QWidget>

namespace helio {

class WallChoice;

/// Puts the chart that had the keyboard last onto the wall, or takes it off; what each chart's own menu does.
class OnWallAction : public QAction
{
    Q_OBJECT
public:
    /// Both are borrowed. `charts`: what has them below it; the action is its child.
    OnWallAction(WallChoice &wall, QWidget &charts);

    void retranslate();

private:
    void onFocus(QWidget *widget);
    void refresh();

    WallChoice &wall_;
    QWidget &charts_;
    QPointer<QWidget> chart_; ///< a TimeChart, but when its own end takes the keyboard from it
};

} // namespace helio
