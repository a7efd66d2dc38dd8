// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "settings.h"

#include <QUrl>

namespace helio {

/// What the hub inside is made with where nobody says otherwise: its history on disk, and this machine's figures, which
/// are not kept there.
Settings deskDefaults();

/// What the command line asks of the window.
struct Options
{
    Settings settings = deskDefaults();
    QString configFile;         ///< where access rules are kept: that of --config, else one of the user's own
    bool hasConfigFile = false; ///< by --config: SIGHUP reads it again
    bool namesRedis = false;    ///< by --redis or an option that begins so; they win over the file
    GivenOptions given;         ///< those of the hub's settings that the command line names
    QUrl hub;                   ///< far away, to watch and steer; empty: the hub inside
    QByteArray token;           ///< for it; empty: the one that is kept
    QList<QUrl> streams;        ///< to open at once
    bool startsHub = true;
    bool isPaused = false;
    bool isNewInstance = false; ///< a window of its own, whatever runs already
    QString stallReport;        ///< the file that the report goes to at the end; empty: none is asked
};

/// Reads file and command line. Answers an exit code when that is all there is to do: help, version, or something
/// wrong, which it has reported on standard error.
std::optional<int> readOptions(const QStringList &arguments, Options &options);

/// A URL that --open takes; what is wrong with it is for people, empty when all is well.
QString streamUrlProblem(const QUrl &url);

/// `--help` and `--version` need no display, and so must be seen before the application is made.
std::optional<int> answerWithoutDisplay(int argc, char **argv);

} // namespace helio
