// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/windowsettings.h"

#include "feed/hubcontrol.h"
#include "ui/events/eventtablemodel.h"
#include "ui/look/confirmations.h"
#include "ui/settings/settingsdialog.h"
#include "ui/window/languages.h"
#include "ui/window/lookmenus.h"
#include "ui/window/safeguard.h"
#include "ui/window/tray.h"

#include <QSettings>

#include <algorithm>

namespace helio {

namespace {

const QString MemoryKey = QStringLiteral("events/megabytes");
constexpr qsizetype Megabyte = 1024 * 1024;

} // namespace

WindowSettings::WindowSettings(const Parts &parts, QWidget &window)
    : QObject(&window)
    , parts_(parts)
    , window_(window)
{
    // Settings may hold anything.
    if (const int kept = parts_.settings.value(MemoryKey).toInt(); kept > 0)
        parts_.events.setMaximumBytes(
            std::clamp(kept, WindowChoices::LeastEventMegabytes, WindowChoices::MostEventMegabytes) * Megabyte);
}

WindowChoices WindowSettings::choices() const
{
    return {parts_.languages.current(), parts_.appearance.current(), int(parts_.events.maximumBytes() / Megabyte),
            parts_.tray.isWanted(),     parts_.tray.takesWindow(),   false};
}

void WindowSettings::apply(const WindowChoices &choices)
{
    const WindowChoices before = this->choices();
    if (choices.eventMegabytes != before.eventMegabytes) {
        parts_.events.setMaximumBytes(choices.eventMegabytes * Megabyte);
        parts_.settings.setValue(MemoryKey, choices.eventMegabytes);
    }
    if (choices.hasTrayIcon != before.hasTrayIcon)
        parts_.tray.setWanted(choices.hasTrayIcon);
    if (choices.closesToTray != before.closesToTray)
        parts_.tray.setTakesWindow(choices.closesToTray);
    if (choices.asksAgain)
        parts_.confirmations.askAll();
    if (choices.appearance != before.appearance)
        parts_.appearance.choose(choices.appearance);
    if (choices.language != before.language)
        parts_.languages.choose(choices.language, parts_.settings);
}

void WindowSettings::ask()
{
    SettingsDialog dialog({parts_.hub.settings(),
                           [this] { return parts_.safeguard.agreesToRestart(); },
                           choices(),
                           {Languages::all(), parts_.tray.problem(), parts_.confirmations.areAnySilent()}},
                          &window_);
    connect(&dialog, &SettingsDialog::windowChosen, this, &WindowSettings::apply);
    dialog.exec();
}

} // namespace helio
