// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "feed/hubcontrol.h"

class QWidget;

namespace helio {

/// The end of the program: the window hides at once, the hub drains, then the application quits; after 5 s in any case.
class Farewell : public QObject
{
    Q_OBJECT
public:
    Farewell(HubControl &hub, QWidget &window);

    void begin();

private:
    HubControl &hub_;
    QWidget &window_;
    bool begun_ = false;
};

} // namespace helio
