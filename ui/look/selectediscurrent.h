// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

class QAbstractItemView;

namespace helio {

/// Makes the one selected row the current one, where it is not. Pointer and keys do both at once; assistive technology
/// only selects, and what shows the current row would show nothing.
class SelectedIsCurrent : public QObject
{
    Q_OBJECT
public:
    /// `view` is borrowed, has its model already, and becomes the parent.
    explicit SelectedIsCurrent(QAbstractItemView &view);

private:
    void follow();

    QAbstractItemView &view_;
};

} // namespace helio
