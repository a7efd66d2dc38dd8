// SPDX-License-Identifier: GPL-3.0-or-later
#include "accessreload.h"

#include "accessfile.h"

namespace helio {

AccessReload::AccessReload(AccessFile *access, std::function<void(const QString &line)> report, QObject *parent)
    : QObject(parent)
{
    connect(&hangup_, &Hangup::came, this, [access, report = std::move(report)] {
        report(access ? reloaded(*access)
                      : tr("SIGHUP does nothing here: access rules are read again only from the file of --config"));
    });
}

QString AccessReload::reloaded(AccessFile &access)
{
    const QString problem = access.reload();
    return problem.isEmpty() ? tr("access rules read again from %1").arg(access.path())
                             : tr("%1 - the access rules stay as they were").arg(problem);
}

} // namespace helio
