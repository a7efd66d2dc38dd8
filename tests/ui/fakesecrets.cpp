// SPDX-License-Identifier: GPL-3.0-or-later
#include "fakesecrets.h"

namespace helio {

void FakeSecretStore::read(const QString &key)
{
    QMetaObject::invokeMethod(
        this,
        [this, key] {
            const bool isThere = there == Availability::Available && secrets.contains(key);
            Q_EMIT readFinished(key,
                                there != Availability::Available ? Outcome::Failed
                                : isThere                        ? Outcome::Done
                                                                 : Outcome::NotThere,
                                isThere ? secrets.value(key) : QByteArray(),
                                there == Availability::Available ? QString() : QStringLiteral("It is locked."));
        },
        Qt::QueuedConnection);
}

} // namespace helio
