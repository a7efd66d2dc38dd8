// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "event/event.h"

#include <QStringList>
#include <QUrl>

namespace helio {

/// What `helio publish` was asked for.
struct PublishOptions
{
    QUrl hub;
    Publication publication; ///< the event, or what the events of standard input have in common
    QByteArray token;        ///< empty: none
    bool fromStandardInput = false;
    bool ndjson = false; ///< lines are envelopes, not data

    bool wantsHelp = false;
};

/// Reads the command line behind `helio publish`. Where it is wrong, `problem` becomes one sentence that says what.
PublishOptions readPublishOptions(const QStringList &arguments, QString &problem);
QString publishHelp();

} // namespace helio
