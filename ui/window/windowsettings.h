// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/settings/windowchoices.h"

#include <QObject>

class QSettings;

namespace helio {

class AppearanceMenu;
class Confirmations;
class EventTableModel;
class HubControl;
class Languages;
class Safeguard;
class Tray;

/// The settings of the window as its parts have them, and the dialog that changes them together with the hub's.
class WindowSettings : public QObject
{
    Q_OBJECT
public:
    struct Parts
    {
        HubControl &hub;
        EventTableModel &events;
        QSettings &settings;
        Languages &languages;
        AppearanceMenu &appearance;
        Tray &tray;
        Confirmations &confirmations;
        Safeguard &safeguard;
    };

    /// All are borrowed. The memory for events is as it was chosen last from here on.
    WindowSettings(const Parts &parts, QWidget &window);

    WindowChoices choices() const;
    void apply(const WindowChoices &choices);
    /// Shows the dialog until it is closed.
    void ask();

private:
    Parts parts_;
    QWidget &window_;
};

} // namespace helio
