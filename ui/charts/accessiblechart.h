// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAccessibleWidget>

namespace helio {

/// A chart as assistive technology has it: its title as the name, its present values as value and description. Without
/// it, it would be a view of a scene.
class AccessibleChart : public QAccessibleWidget
{
public:
    explicit AccessibleChart(QWidget *chart);

    /// From now on all TimeCharts are. More calls change nothing.
    static void install();

    QString text(QAccessible::Text kind) const override;
};

} // namespace helio
