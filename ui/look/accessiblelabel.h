// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAccessibleWidget>

class QLabel;

namespace helio {

/// A label with a name of its own, which says what it shows: to assistive technology that is the name, and what it
/// shows the description. Qt gives the name alone.
class AccessibleLabel : public QAccessibleWidget
{
public:
    explicit AccessibleLabel(QLabel *label);

    /// From now on all labels with a name are. More calls change nothing.
    static void install();

    QString text(QAccessible::Text kind) const override;
};

} // namespace helio
