// SPDX-License-Identifier: GPL-3.0-or-later
#include "accessreload.h"

#include "accessfile.h"

namespace helio {

void AccessReload::reload(AccessFile &access, const std::function<void(const QString &line)> &say)
{
    const QString problem =
        access.reload([say, path = access.path()] { say(tr("access rules read again from %1").arg(path)); });
    if (!problem.isEmpty())
        say(tr("%1 - the access rules stay as they were").arg(problem));
}

QString AccessReload::noFileText()
{
    return tr("SIGHUP does nothing here: access rules are read again only from the file of --config");
}

} // namespace helio
