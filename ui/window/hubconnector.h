// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/window/recenthubs.h"

#include <QObject>
#include <QUrl>

#include <functional>

class QAction;
class QWidget;

namespace helio {

class SecretStore;

/// *Connect to a hub…*: asks for one, keeps its token in the keychain, and has a window on it opened.
class HubConnector : public QObject
{
    Q_OBJECT
public:
    /// Where a hub that was asked for is shown.
    struct Ways
    {
        /// By the window itself, when it is on that hub: true, and it connects anew, with this token (empty: the one
        /// that is kept).
        std::function<bool(const QUrl &hub, const QByteArray &token)> itself;
        /// By another: false when that cannot be started. It finds the token in the keychain.
        std::function<bool(const QUrl &hub)> another;
    };

    /// All are borrowed. `action` is enabled from here on.
    HubConnector(QAction &action, QSettings &settings, SecretStore &secrets, Ways ways, QWidget &window);

    /// Asks until that is done or given up.
    void ask();
    void connectTo(const QUrl &hub, const QByteArray &token);

private:
    void open(const QUrl &hub);
    void complain(const QString &text, const QString &detail);

    SecretStore &secrets_;
    RecentHubs recent_;
    Ways ways_;
    QWidget &window_;
    QUrl waiting_; ///< until its token is kept; empty: none is
};

} // namespace helio
