// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>

namespace helio {

class EventsView;
class Inspector;
class InspectorPages;
class Monitor;

/// Shows the newest event in the inspector while the user wants that, the table follows the newest too, and no row is
/// selected.
class NewestEvent : public QObject
{
    Q_OBJECT
public:
    /// Larger ones would hold the window up, several times a second.
    static constexpr qsizetype MaximumBytes = 256 * 1024;

    /// All are borrowed.
    NewestEvent(Monitor &monitor, EventsView &view, Inspector &inspector, InspectorPages &pages, QObject *parent);

private:
    void begin();
    void show();

    Monitor &monitor_;
    EventsView &view_;
    Inspector &inspector_;
    InspectorPages &pages_;
    QTimer soon_; ///< a person reads no more
};

} // namespace helio
