// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/streams/secretstore.h"

#include <QHash>

namespace helio {

/// Answers from the event loop, as a keychain does.
class FakeSecretStore : public SecretStore
{
public:
    Availability availability() const override { return there; }
    void read(const QString &key) override;
    void write(const QString &key, const QByteArray &secret) override;
    void remove(const QString &key) override;
    void set(Availability availability)
    {
        there = availability;
        Q_EMIT availabilityChanged();
    }

    QHash<QString, QByteArray> secrets;
    Availability there = Availability::Available;
    bool keepsAll = false;  ///< remove() is refused
    bool takesNone = false; ///< write() is
};

} // namespace helio
