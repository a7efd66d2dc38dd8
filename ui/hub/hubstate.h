// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "feed/hubcontrol.h"
#include "ui/hub/missinghubs.h"
#include "ui/look/tone.h"

#include <optional>

namespace helio {

/// The hub as panels see it: what it can be asked to do, what its last snapshot said, and where its clients connect.
class HubState : public QObject
{
    Q_OBJECT
public:
    /// `hub` is borrowed. `systemChannel`: where the machine's own figures are published; empty where they are not.
    HubState(HubControl &hub, const QByteArray &systemChannel, QObject *parent = nullptr);

    HubControl &control() const { return hub_; }
    /// A state as a word, and as a tone.
    static QString stateText(HubControl::State state);
    static Tone tone(HubControl::State state);
    const QByteArray &systemChannel() const { return systemChannel_; }

    /// Whether it has clients, counts and rates: from its start until it has drained.
    static bool isServing(HubControl::State state);
    bool isServing() const { return isServing(hub_.state()); }

    /// All zero before the first snapshot, and while it does not serve.
    const HubTotals &totals() const { return totals_; }
    /// In the order in which the hub reported them.
    const QList<ChannelInfo> &channels() const { return channels_; }
    /// Nothing where the hub is alone.
    const std::optional<BackplaneInfo> &backplane() const { return backplane_; }
    /// Nothing where no other hub shares its history.
    const std::optional<GroupInfo> &group() const { return group_; }

    /// Of this hub among those of its group, for people; empty where it is alone.
    QString selfName() const;
    /// Those of its group that were there before and are not any more, the latest first: for a while, until one of
    /// the same name is there again.
    const QList<MissingHubs::Hub> &missingHubs() const { return missing_.hubs(); }
    /// Of all hubs of its group, as each said last; of this one where it is alone.
    qint64 clientsOfAll() const;
    /// Why it does not know what that client got, for people; empty when it does, or may.
    QString lacksHistoryOf(const ClientInfo &client) const;

    /// Where programs on this machine reach it, e.g. `http://127.0.0.1:7373`; empty while it does not serve.
    QString address() const;
    /// Where a client subscribes to `channel`, or to what it chooses where that is empty; empty while the hub does not
    /// serve.
    QString streamUrl(const QByteArray &channel) const;
    /// Where most clients listen, other than on `channel`; nothing when nobody listens anywhere else.
    std::optional<ChannelInfo> busiestChannelBut(const QByteArray &channel) const;
    /// Nothing where there is none, or more than one. That of the system counts where no other has clients.
    std::optional<QByteArray> onlyChannelWithClients() const;

    /// Asks the hub for a snapshot; the window does so each second. Clients cost the hub work: they are asked for only
    /// while a ClientsWish holds.
    void requestSnapshot() const { hub_.requestSnapshot(clientsWanted_ > 0); }
    /// Replaces all that was known; an empty one where the hub does not serve.
    void setSnapshot(const HubSnapshot &snapshot);

Q_SIGNALS:
    /// A snapshot came; also the tables of channels and clients have it.
    void changed();

private:
    friend class ClientsWish;

    HubControl &hub_;
    QByteArray systemChannel_;
    HubTotals totals_;
    QList<ChannelInfo> channels_;
    std::optional<BackplaneInfo> backplane_;
    std::optional<GroupInfo> group_;
    MissingHubs missing_;
    int clientsWanted_ = 0; ///< by so many
};

/// That one who shows clients wants the hub to report them. It holds from set(true) to set(false) or to its end, and
/// counts once however often it is set.
class ClientsWish
{
    Q_DISABLE_COPY_MOVE(ClientsWish)
public:
    /// Borrowed.
    explicit ClientsWish(HubState &hub);
    ~ClientsWish();

    /// The first wish asks for them at once.
    void set(bool wanted);

private:
    HubState &hub_;
    bool isSet_ = false;
};

} // namespace helio
