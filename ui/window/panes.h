// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QObject>
#include <QPointer>

#include <functional>

class QWidget;

namespace helio {

class PaneMarker;

/// The parts of the window one goes through by a key: each has the focus where it had it last, and is framed until one
/// goes on by other means.
class Panes : public QObject
{
    Q_OBJECT
public:
    /// Gives the parts there are, in the order in which one goes through them; those that are hidden, or covered by
    /// another, are passed over.
    using List = std::function<QList<QWidget *>()>;

    /// `window` is borrowed.
    Panes(QWidget &window, List list, QObject *parent);

    void next() { go(1); }
    void previous() { go(-1); }
    /// The part that has the focus; null when none has.
    QWidget *current() const;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void go(int step);
    QList<QWidget *> reachable() const;
    void unmark();

    QWidget &window_;
    List list_;
    PaneMarker *marker_;
    QPointer<QWidget> marked_;
};

} // namespace helio
