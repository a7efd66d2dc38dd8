// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "event/message.h"

#include <QByteArrayList>
#include <QList>
#include <QObject>
#include <QString>

#include <functional>
#include <optional>

namespace helio {

/// What a token of the hub's own allows; of the token itself nothing is known any more.
struct AccessToken
{
    QString name;           ///< its subject; no two have the same
    QByteArrayList publish; ///< channels' names or globs; `{sub}` stands for the name
    QByteArrayList subscribe;
    bool admin = false;
};

/// What needs no token.
struct AnonymousAccess
{
    QByteArrayList publish;
    QByteArrayList subscribe;
};

/// A hub's access rules as they are.
struct AccessOverview
{
    std::optional<AnonymousAccess> anonymous; ///< nothing: no rule of that kind
    QList<AccessToken> tokens;
    qsizetype jwtKeys = 0; ///< how many keys of others sign tokens for this hub
    QString keptIn;        ///< for people: where changes are kept

    /// Nothing is restricted while there is no rule at all.
    bool isOpen() const { return !anonymous && tokens.isEmpty() && jwtKeys == 0; }
};

/// What became of a change of the rules.
struct AccessOutcome
{
    Message problem;  ///< nothing was changed, and why; empty when all is well
    QByteArray token; ///< the one that was made, shown this only time; else empty
};

/// Who may do what on a hub, as a window shows and changes it: the hub inside keeps it in a file, one far away as it
/// likes. Calls return at once. Each change is answered to who asked for it and to nobody else: `done` is called once,
/// in this object's thread, perhaps before the call returns; not at all when this object goes before.
class AccessControl : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;
    using Done = std::function<void(const AccessOutcome &)>;

    virtual AccessOverview overview() const = 0;
    /// Asks anew where others may have changed the rules meanwhile; changed() comes where they are others, and `done`.
    virtual void refresh(const Done &done) { done({}); }
    /// What the rules mean for who changes them from here, for people, translated; empty: who does may always do
    /// everything.
    virtual QString caution() const { return {}; }
    /// Makes a token that allows what `wanted` says. Where nothing was restricted before, it is written down that
    /// everything needs no token, so that nobody is shut out by the first rule.
    virtual void makeToken(const AccessToken &wanted, const Done &done) = 0;
    /// Who uses it is disconnected.
    virtual void revokeToken(const QString &name, const Done &done) = 0;
    virtual void setAnonymous(const AnonymousAccess &anonymous, const Done &done) = 0;

Q_SIGNALS:
    /// The rules are others now, whoever changed them. Comes before the answer to who did.
    void changed();
};

} // namespace helio
