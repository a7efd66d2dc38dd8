// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hangup.h"

#include <functional>

namespace helio {

class AccessFile;

/// SIGHUP for a program that runs a hub: the access rules are read again from the file, with the guards of
/// AccessFile::reload(). Made before the event loop runs; from then on SIGHUP does not end the program.
class AccessReload : public QObject
{
    Q_OBJECT
public:
    /// `access` is borrowed; null where the program was given no file, so that there is nothing to read again. `report`
    /// gets one line for people, translated, at each signal.
    AccessReload(AccessFile *access, std::function<void(const QString &line)> report, QObject *parent = nullptr);

private:
    static QString reloaded(AccessFile &access);

    Hangup hangup_;
};

} // namespace helio
