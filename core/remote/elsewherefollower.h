// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "feed/otherhubs.h"
#include "remote/hubapi.h"

#include <QDeadlineTimer>

#include <functional>
#include <optional>

namespace helio {

/// Follows what the other hubs have of the group that a hub far away is in, their clients and the subscribers of their
/// channels: it is asked for each while somebody wants it, some seconds after its last answer.
class ElsewhereFollower : public QObject
{
public:
    /// `api` is borrowed.
    explicit ElsewhereFollower(HubApi &api, QObject *parent = nullptr);

    void setChannelsShown(bool shown) { channels_.isWanted = shown; }
    /// A second has passed. What nobody wants is forgotten; there is nothing to ask where there is no group.
    void onSecond(bool hasGroup, bool wantsClients);
    /// Some clients have changed: it is asked the next second in any case.
    void expire();
    /// The connection has ended.
    void end();

    const OtherHubs &others() const { return others_; }

private:
    struct List
    {
        QByteArray target;
        std::function<std::optional<qsizetype>(const QByteArray &body)> take; ///< how many rows; nothing: it is none
        bool isWanted = false;
        QDeadlineTimer next{0};
        bool isAsking = false;
        bool isExpired = false; ///< since it was asked
        quint64 life = 0;       ///< answers to questions of before count no more
    };

    void follow(List &list, bool hasGroup);
    void ask(List &list);
    static void stop(List &list);

    HubApi &api_;
    OtherHubs others_;
    List clients_;
    List channels_;
};

} // namespace helio
