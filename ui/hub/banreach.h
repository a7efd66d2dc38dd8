// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "feed/hubinfo.h"

#include <QCoreApplication>
#include <QStringList>

namespace helio {

/// Whom it hits to keep clients away. A hub knows them again by their subject, and those without one by their address:
/// others that have it too are not disconnected, but cannot come back either.
class BanReach
{
    Q_DECLARE_TR_FUNCTIONS(helio::BanReach)
public:
    static constexpr qsizetype MostLines = 6; ///< of text()

    /// What one client is kept away by.
    struct Key
    {
        QString name; ///< the subject, or the address without its port
        bool isSubject = false;

        friend bool operator==(const Key &, const Key &) = default;
        friend size_t qHash(const Key &key, size_t seed = 0) { return qHashMulti(seed, key.name, key.isSubject); }
    };
    static Key keyOf(const ClientInfo &client);

    /// `chosen` are to be kept away, of `all` that are connected.
    BanReach(const QList<ClientInfo> &chosen, const QList<ClientInfo> &all);

    /// The hub keeps none of them away by what they have: all on its own machine have that.
    bool isInVain() const;
    /// How many others have what one of the chosen is kept away by.
    qsizetype others() const { return others_; }
    /// What they are kept away by, one behind the other, e.g. `192.0.2.4, anna`; of many the first.
    QString names() const;
    /// Each with who else has it, a line for each; of many the first.
    QString text() const;

private:
    struct Hit
    {
        Key key;
        qsizetype others = 0;
    };
    static QString lineOf(const Hit &hit);
    static bool isOfHubsMachine(const Key &key);

    QList<Hit> hits_; ///< in the order of the chosen
    qsizetype others_ = 0;
};

} // namespace helio
