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

void FakeSecretStore::write(const QString &key, const QByteArray &secret)
{
    if (!takesNone)
        secrets.insert(key, secret);
    QMetaObject::invokeMethod(
        this,
        [this, key, isRefused = takesNone] {
            Q_EMIT writeFinished(key, isRefused ? Outcome::Failed : Outcome::Done,
                                 isRefused ? QStringLiteral("It is locked.") : QString());
        },
        Qt::QueuedConnection);
}

void FakeSecretStore::remove(const QString &key)
{
    if (!keepsAll)
        secrets.remove(key);
    QMetaObject::invokeMethod(
        this,
        [this, key, isKept = keepsAll] {
            Q_EMIT removeFinished(key, isKept ? Outcome::Failed : Outcome::Done,
                                  isKept ? QStringLiteral("It is locked.") : QString());
        },
        Qt::QueuedConnection);
}

} // namespace helio
