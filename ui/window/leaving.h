// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <functional>

namespace helio {

class Safeguard;

/// How the program comes to its end: by the user, who may be asked first, or by whom nothing is asked of (the system,
/// the desktop's session). Closing the window may do something else instead.
class Leaving : public QObject
{
    Q_OBJECT
public:
    /// Borrowed.
    Leaving(Safeguard &safeguard, QObject *parent);

    /// Is asked when the window is closed; true: it has done what is done instead of leaving.
    void setInstead(std::function<bool()> instead) { instead_ = std::move(instead); }
    /// The window was asked to close; whether it may.
    bool onClose();
    /// The user wants to leave, and may be asked.
    void quit();
    /// Nobody is asked.
    void leave();

    bool eventFilter(QObject *watched, QEvent *event) override;

Q_SIGNALS:
    /// Once.
    void leaving();

private:
    Safeguard &safeguard_;
    std::function<bool()> instead_;
    bool hasLeft_ = false;
};

} // namespace helio
