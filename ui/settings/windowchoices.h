// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/look/appearance.h"

#include <QString>

namespace helio {

/// What can be chosen for the window itself.
struct WindowChoices
{
    static constexpr int LeastEventMegabytes = 64;
    static constexpr int MostEventMegabytes = 8192;

    QString language; ///< its code, e.g. `ja`
    Appearance appearance = Appearance::System;
    int eventMegabytes = 512; ///< of memory for events
    bool hasTrayIcon = false;
    bool closesToTray = false;
    bool asksAgain = false; ///< all questions that were silenced are asked again

    friend bool operator==(const WindowChoices &, const WindowChoices &) = default;
};

/// What there is to choose from.
struct WindowOptions
{
    QList<std::pair<QString, QString>> languages; ///< code, and its name for itself
    QString trayProblem;                          ///< why there is no tray; empty where there is one
    bool areQuestionsSilent = false;              ///< some are not asked any more
};

} // namespace helio
