// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QPersistentModelIndex>

#include <vector>

class QTableView;

namespace helio {

/// Keeps a table where one looks while rows come, go and change their order: the current row, where it is in view, else
/// the uppermost of those that stay. A table that stands at its top stays there, unless the current row is in view.
class RowAnchor : public QObject
{
    Q_OBJECT
public:
    /// For `view`, whose model is set, which scrolls by rows and owns this object.
    explicit RowAnchor(QTableView &view);

private:
    struct Held
    {
        QPersistentModelIndex row;
        int offset = 0; ///< in rows below the uppermost
    };

    void hold();
    void restore();

    QTableView &view_;
    std::vector<Held> held_; ///< what was in view before the first change, the likeliest to be looked at first
};

} // namespace helio
