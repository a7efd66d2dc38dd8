// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "feed/hubinfo.h"
#include "ui/look/actions.h"

#include <chrono>
#include <functional>

class QMenu;
class QWidget;

namespace helio {

class ClientRemoval;
class HubState;

/// All that can be done with the clients that are selected, or that left. What hits more than one asks first.
class ClientActions : public QObject
{
    Q_OBJECT
public:
    /// All are borrowed; `window` is where questions are asked. The actions stand in the menu *Hub*.
    ClientActions(HubState &hub, ClientRemoval &removal, Actions &actions, QWidget &window);

    /// What they act on: either those that are connected, or those that left.
    void setSelection(const QList<ClientInfo> &clients, const QList<DepartureInfo> &departures);

    QAction *disconnectAction() const { return disconnect_; }
    /// Opens the menu of times.
    QMenu *keepAwayMenu() const { return keepAwayTimes_; }
    QAction *historyAction() const { return history_; }
    QAction *copyAction() const { return copyText_; }
    QAction *copyJsonAction() const { return copyJson_; }
    QAction *publishAction() const { return publish_; }
    QAction *bansAction() const { return bans_; }
    void retranslate();

Q_SIGNALS:
    /// What the selected client got is to be shown.
    void historyRequested();
    /// An event is to be written for a channel of the selected clients.
    void publishRequested(const QByteArray &channel);

private:
    QAction *add(const char *name, Glyph glyph = Glyph::None);
    void makeTimes();
    void disconnectSelected();
    void keepAwayFor(std::chrono::seconds time);
    void askForTime();
    void askFirst(const QString &question, const QString &explanation, const QString &yes,
                  const std::function<void()> &then);
    void copy(bool asJson);
    void choosePublish();
    void showBans();
    void enable();
    QByteArrayList channelsToPublishTo() const;

    HubState &hub_;
    ClientRemoval &removal_;
    Actions &actions_;
    QWidget &window_;
    QList<ClientInfo> clients_;
    QList<DepartureInfo> departures_;
    QAction *disconnect_;
    QAction *keepAway_; ///< asks for the time
    QMenu *keepAwayTimes_;
    QList<std::pair<QAction *, std::chrono::seconds>> times_;
    QAction *history_;
    QAction *copyText_;
    QAction *copyJson_;
    QAction *publish_;
    QAction *bans_;
};

} // namespace helio
