// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "remote/remotehub.h"

namespace helio {

class SecretStore;

/// The hub far away of the program, with its token: the one that was given, which is kept once the hub took it, or the
/// one that is kept.
class FarHub : public QObject
{
    Q_OBJECT
public:
    /// `token` empty: none was given. `secrets` is borrowed.
    FarHub(const QUrl &url, const QByteArray &token, SecretStore &secrets);

    RemoteHub &hub() { return hub_; }

    /// Connects, once the keychain was asked where no token was given.
    void start();
    /// Connects anew with another token; empty: with the one that is kept, as the keychain has it now.
    void startWith(const QByteArray &token);

Q_SIGNALS:
    /// `problem` is for people.
    void tokenNotKept(const QString &hub, const QString &problem);

private:
    QString name() const;
    QString key() const;

    SecretStore &secrets_;
    RemoteHub hub_;
    QByteArray given_;      ///< to be kept; empty: it is, or there is none
    bool isAsking_ = false; ///< the keychain
};

} // namespace helio
