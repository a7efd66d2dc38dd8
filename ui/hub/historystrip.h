// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/hub/olderevents.h"

#include <QFrame>
#include <QMap>

class QAction;
class QMenu;
class QToolButton;

namespace helio {

class Actions;
class FittingLabel;

/// A line under the filter of the events, while they are the hub's: where history begins, and *Load older*; while it is
/// loading how far it is, and then what came of it.
class HistoryStrip : public QFrame
{
    Q_OBJECT
public:
    /// Both are borrowed.
    HistoryStrip(OlderEvents &older, Actions &actions, QWidget *parent = nullptr);

    /// Loads OlderEvents::MoreEvents.
    QAction &loadMore() const { return *reaches_[OlderEvents::Reach::More]; }

Q_SIGNALS:
    /// Something was asked for by key or palette: the events should be shown.
    void showRequested();

protected:
    void changeEvent(QEvent *event) override;

private:
    void refresh();
    void enableActions();
    QString beginning() const;
    QString outcome() const;
    void retranslate();

    OlderEvents &older_;
    Actions &actions_;
    FittingLabel *text_;
    QToolButton *load_;
    QToolButton *stopButton_;
    QMenu *menu_;
    QMap<OlderEvents::Reach, QAction *> reaches_;
    QAction *stop_;
};

} // namespace helio
