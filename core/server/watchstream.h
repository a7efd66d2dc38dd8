// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "event/pattern.h"
#include "hub/hub.h"
#include "hub/transport.h"
#include "json/jsonwriter.h"

#include <QTimer>

#include <memory>
#include <optional>

namespace helio {

class ChannelChanges;
class Slices;

/// One stream of `/api/watch`: at each tick a round of events that say how the hub is now, made in slices. Nothing goes
/// out while something waits for the reader, and a tick that finds a round unfinished is left out: who is slow gets
/// fewer rounds, and never more than one event is held for him.
class WatchStream final : public TransportListener, public std::enable_shared_from_this<WatchStream>
{
public:
    struct Wish
    {
        std::chrono::milliseconds interval{1'000};
        std::optional<Pattern> channels; ///< nothing: all
        QByteArrayList clients;          ///< whose rows are wanted
        QByteArray token;
        QHostAddress address;
        std::optional<qint64> expiresAt;
    };

    /// `hub`, `totals` (see WatchRoute) and `slices` are borrowed. `over` is called when the stream is over, and may
    /// destroy this.
    WatchStream(Hub &hub, const std::function<HubTotals()> &totals, Slices &slices, Wish wish,
                std::unique_ptr<Transport> transport, std::function<void(WatchStream &)> over);
    ~WatchStream() override;

    /// `head` goes out before all else.
    void begin(const QByteArray &head);
    /// Sends `farewell` behind what waits, and ends the stream.
    void end(const FramePtr &farewell);
    const Wish &wish() const { return wish_; }

    void frameTaken(const Frame &) override {}
    void drained() override;
    void bytesReceived(QByteArrayView) override {}
    void peerFinished() override;
    void ended(EndReason reason) override;

private:
    /// What comes next in a round.
    enum class Stage { Totals, Disconnects, Clients, Channels, Over };

    void tick();
    void goOn();
    bool step();
    void sendTotals();
    void sendDisconnects();
    void sendClients();
    void sendChannels();
    void send(const char *type, const QByteArray &data);

    Hub &hub_;
    const std::function<HubTotals()> &totals_;
    Slices &slices_;
    Wish wish_;
    std::unique_ptr<Transport> transport_;
    std::function<void(WatchStream &)> over_;
    std::unique_ptr<ChannelChanges> changes_;
    QTimer timer_;
    Stage stage_ = Stage::Over;
    bool stepsUnderWay_ = false;
    bool isEnding_ = false;
    quint64 lastDeparture_ = 0; ///< that was told
    qsizetype nextClient_ = 0;  ///< whose row is next in this round
};

} // namespace helio
