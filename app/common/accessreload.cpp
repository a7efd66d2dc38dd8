// SPDX-License-Identifier: GPL-3.0-or-later
#include "accessreload.h"

#include "accessfile.h"

namespace helio {

QString AccessReload::reload(AccessFile &access)
{
    const QString problem = access.reload();
    return problem.isEmpty() ? tr("access rules read again from %1").arg(access.path())
                             : tr("%1 - the access rules stay as they were").arg(problem);
}

QString AccessReload::noFileText()
{
    return tr("SIGHUP does nothing here: access rules are read again only from the file of --config");
}

} // namespace helio
