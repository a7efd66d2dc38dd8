// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/peers.h"
#include "hub/slices.h"

#include <QStringList>

namespace helio {

class ClientSteering;
class Hub;

/// What the routes of one hub of a group have from those of the others: it says each second how this hub is, answers
/// what they ask, and takes over whom they keep away. A hub that is alone has one, too, with nobody to ask.
class GroupDesk : public QObject
{
public:
    /// All is borrowed; `urls` may grow.
    GroupDesk(Hub &hub, ClientSteering &steering, const QStringList &urls, QObject *parent = nullptr);

    /// Null when the hub is alone, or closed.
    Peers *peers() const;
    /// Answers as this hub does it for another: the lists `clients`, `channels` and `disconnects` by pages
    /// (GroupReading asks for them), and `disconnect`. Other questions are not answered. `done` may come from within.
    void answer(const QByteArray &question, const QJsonObject &arguments, Peers::AnswerFunction done);
    /// Its steps come from the event loop, until the hub is gone.
    void addJob(Slices::Job job);
    /// The hub goes.
    void close();

private:
    void tellOfSelf();
    void clients(const QJsonObject &arguments, Peers::AnswerFunction done);
    void channels(const QJsonObject &arguments, Peers::AnswerFunction done);
    void disconnects(const QJsonObject &arguments, const Peers::AnswerFunction &done);

    Hub &hub_; ///< gone when isClosed_
    ClientSteering &steering_;
    const QStringList &urls_;
    bool isClosed_ = false;
    Slices slices_{"group"};
};

} // namespace helio
