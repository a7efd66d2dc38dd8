// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "feed/hubinfo.h"
#include "ui/look/actions.h"
#include "ui/look/confirmations.h"

#include <chrono>
#include <functional>

class QMenu;
class QWidget;

namespace helio {

class ClientRemoval;
class ClientTableModel;
class HubState;

/// All that can be done with the clients that are selected, or that left. What hits more than one, or keeps others
/// away, asks first.
class ClientActions : public QObject
{
    Q_OBJECT
public:
    /// What they work with; all are borrowed.
    struct Parts
    {
        HubState &hub;
        const ClientTableModel &clients;
        ClientRemoval &removal;
        Actions &actions;
        Confirmations &confirmations;
        std::function<QPoint()> menuPlace; ///< on the screen: where a menu for the selection belongs
    };

    /// `window` is borrowed; it is where questions are asked. The actions stand in the menu *Hub*.
    ClientActions(const Parts &parts, QWidget &window);

    /// What they act on: either those that are connected, by their ids, or those that left. Who is connected is read
    /// when an action runs, with the figures of then.
    void setSelection(const QByteArrayList &clients, const QList<DepartureInfo> &departures);

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
    void nameKeptAway();
    void askForTime();
    void copy(bool asJson);
    void choosePublish();
    void showBans();
    void enable();
    /// Those that are still there, as they are now.
    QList<ClientInfo> selectedClients() const;
    QByteArrayList channelsToPublishTo() const;

    Parts parts_;
    QWidget &window_;
    QByteArrayList ids_;
    QList<DepartureInfo> departures_;
    QAction *disconnect_;
    QAction *keepAway_; ///< asks for the time
    QMenu *keepAwayTimes_;
    QAction *head_; ///< of that menu: names whom it hits
    QList<std::pair<QAction *, std::chrono::seconds>> times_;
    QAction *history_ = nullptr;
    QAction *copyText_ = nullptr;
    QAction *copyJson_ = nullptr;
    QAction *publish_ = nullptr;
    QAction *bans_ = nullptr;
};

} // namespace helio
