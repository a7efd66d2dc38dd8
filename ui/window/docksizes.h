// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QSize>
#include <QVariant>

#include <optional>

class QDockWidget;
class QMainWindow;

namespace helio {

/// How large docks are in a window of any size, so that the tabs keep the most of what there is: those below the tabs
/// keep their share of the height, and the navigator is as wide as it was wanted, but for the room of the tabs. Qt
/// alone would leave them as large as they were, and take from the tabs whatever a smaller window lacks.
class DockSizes : public QObject
{
    Q_OBJECT
public:
    /// Both are borrowed.
    DockSizes(QMainWindow &window, QDockWidget &navigator, QObject *parent);

    /// Wanted from now on: a width in logical pixels, and of the window's height what docks below the tabs have (0 to
    /// 1).
    void want(int navigatorWidth, double shareBelow);
    /// What is wanted, for the settings; invalid where nothing is.
    QVariant saved() const;
    /// Nothing is wanted, and fit() leaves all as it is, where `saved` is of no use.
    void restore(const QVariant &saved);
    /// Makes the docks as large as is wanted, in the window as large as it is.
    void fit();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    struct Wanted
    {
        int navigatorWidth = 0;
        double shareBelow = 0;
    };

    /// One below the tabs; null where there is none, and where the user has placed several beside each other.
    QDockWidget *below() const;
    /// The navigator's width and the height below the tabs; 0 for what is not there.
    QSize present() const;
    void keepWhatWasDragged();

    QMainWindow &window_;
    QDockWidget &navigator_;
    std::optional<Wanted> wanted_;
    QSize pressed_; ///< present() when a mouse button went down, maybe on what separates docks
};

} // namespace helio
