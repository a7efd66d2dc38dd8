// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "json/jsonpath.h"

#include <QObject>

class QAction;

namespace helio {

class EventColumns;
class EventsView;
class EventTableModel;

/// What the menu of the columns of the events table has beyond that of others: columns of JSON paths, to be added, kept
/// for all or for what is chosen, and removed.
class PathColumnMenu : public QObject
{
    Q_OBJECT
public:
    /// All are borrowed; a child of `view`.
    PathColumnMenu(EventTableModel &events, EventColumns &columns, EventsView &view);

    /// Asks for a path, and makes its values a column; it stands in the menu of the columns, too.
    QAction &addAction() const { return *add_; }
    void retranslate();
    /// Makes the values at `path` a column, where there is room for it.
    void showAsColumn(const JsonPath &path);

Q_SIGNALS:
    void columnShown();
    /// There are EventColumns::MaximumShown already.
    void columnRefused();

private:
    void fill(int column);
    void ask();

    EventTableModel &events_;
    EventColumns &columns_;
    EventsView &view_;
    QAction *add_;
};

} // namespace helio
