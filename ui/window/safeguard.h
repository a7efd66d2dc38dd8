// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/look/confirmations.h"

#include <QObject>

namespace helio {

class HubState;

/// Asks before clients or history are dropped, and says how many and how much, where that is known. A stop that hits
/// nobody is not asked about; history always is.
class Safeguard : public QObject
{
    Q_OBJECT
public:
    /// All are borrowed; questions stand over `window`.
    Safeguard(const HubState &hub, Confirmations &confirmations, QWidget &window);

    bool agreesToStop();
    /// The same question: a restart ends the connections as well.
    bool agreesToRestart();
    bool agreesToQuit();
    bool agreesToClear(const QByteArray &channel);

private:
    /// Of the hub inside; 0 where none are dropped.
    qint64 clientsHit() const;
    QString clientsText() const;
    bool isHistoryOnDisk() const;

    const HubState &hub_;
    Confirmations &confirmations_;
    QWidget &window_;
};

} // namespace helio
