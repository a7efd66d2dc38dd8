// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "doctor/checkplan.h"
#include "requestoptions.h"

namespace helio {

/// What `helio check` was asked for.
struct CheckOptions : public RequestOptions
{
    QByteArray origin;                              ///< of a page; empty: not asked for
    std::optional<QUrl> against;                    ///< with the channels in its query
    std::optional<std::chrono::milliseconds> watch; ///< nothing: as long as it seems useful
    bool once = false;
    bool json = false;

    CheckPlan plan() const;
};

/// Reads the command line behind `helio check`. Where it is wrong, `problem` becomes one sentence that says what.
CheckOptions readCheckOptions(const QStringList &arguments, QString &problem);
QString checkHelp();

} // namespace helio
