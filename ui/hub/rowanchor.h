// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QPersistentModelIndex>

class QTableView;

namespace helio {

/// Keeps a table where one looks while rows come, go and change their order: the current row, where it is in view, else
/// the uppermost. A table that stands at its top stays there, unless the current row is in view.
class RowAnchor : public QObject
{
    Q_OBJECT
public:
    /// For `view`, whose model is set, which scrolls by rows and owns this object.
    explicit RowAnchor(QTableView &view);

private:
    void hold();
    void restore();

    QTableView &view_;
    QPersistentModelIndex held_;
    int offset_ = 0; ///< of the held row, in rows below the uppermost
};

} // namespace helio
