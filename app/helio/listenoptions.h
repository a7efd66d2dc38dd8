// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/eventsource.h"

#include <QStringList>

namespace helio {

/// What `helio listen` was asked for.
struct ListenOptions
{
    QUrl url; ///< with the channels in its query
    EventSourceOptions source;
    bool json = false;
    std::optional<qint64> count;
    std::optional<std::chrono::milliseconds> timeout;
    QString outputFile; ///< empty: none

    bool wantsHelp = false;
};

/// Reads the command line behind `helio listen`. Where it is wrong, `problem` becomes one sentence that says what.
ListenOptions readListenOptions(const QStringList &arguments, QString &problem);
QString listenHelp();

} // namespace helio
