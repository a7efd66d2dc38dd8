// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

class QWidget;

namespace helio {

class HubState;

/// Says in the window's title which hub it is and how it does: `Heliograph – 127.0.0.1:7373 · 37 clients`.
class WindowTitle : public QObject
{
    Q_OBJECT
public:
    /// Both are borrowed.
    WindowTitle(HubState &hub, QWidget &window, QObject *parent);

    /// So many alerts came that nobody has looked at.
    void setAlerts(int unseen);
    static QString text(const HubState &hub);
    void retranslate();

private:
    HubState &hub_;
    QWidget &window_;
    int alerts_ = 0;
};

} // namespace helio
