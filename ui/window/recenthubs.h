// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

class QSettings;

namespace helio {

/// The hubs far away that were connected to, the last first; all windows share the list. Their tokens are in a
/// keychain, under keyOf().
class RecentHubs
{
public:
    static constexpr qsizetype Maximum = 10;

    /// Borrowed.
    explicit RecentHubs(QSettings &settings)
        : settings_(settings)
    {}

    /// The addresses, as hubName() gives them.
    QStringList all() const;
    void add(const QString &hub);
    void remove(const QString &hub);

    /// Under which a keychain has the token of a hub.
    static QString keyOf(const QString &hub) { return QStringLiteral("hub ") + hub; }

private:
    QSettings &settings_;
};

} // namespace helio
