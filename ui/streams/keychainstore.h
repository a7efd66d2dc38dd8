// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/streams/secretstore.h"

namespace helio {

/// The system's keychain, by way of QtKeychain: the Secret Service or KWallet, and what other systems have. Where none
/// answers, nothing is kept: it never falls back to a file.
class KeychainStore : public SecretStore
{
    Q_OBJECT
public:
    /// `service` is the name under which the keychain shows the secrets. Asks at once whether there is a keychain.
    explicit KeychainStore(const QString &service, QObject *parent = nullptr);

    Availability availability() const override { return availability_; }
    void read(const QString &key) override;
    void write(const QString &key, const QByteArray &secret) override;
    void remove(const QString &key) override;

private:
    void setAvailability(Availability availability);
    QString noKeychain() const;

    QString service_;
    Availability availability_ = Availability::Unknown;
};

} // namespace helio
