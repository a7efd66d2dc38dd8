// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/look/actions.h"

#include <QTimer>

namespace helio {

class Monitor;
class RemovedStreams;
class Safeguard;

/// What the actions on hub, channels, streams and events do, and when they can be done. What needs a widget is the
/// window's.
class Commands : public QObject
{
    Q_OBJECT
public:
    /// All are borrowed.
    Commands(Monitor &monitor, Actions &actions, Safeguard &safeguard, QObject *parent);

    // One of both at most: choosing a channel lets go of the stream, and the other way round.
    void selectChannel(const QByteArray &channel); ///< empty: none
    void selectStream(int id);                     ///< 0: none
    const QByteArray &channel() const { return channel_; }
    int stream() const { return stream_; }
    /// Brings enabled states and changing texts up to date.
    void refresh();

    RemovedStreams &removedStreams() const { return *removedStreams_; }

    /// Listens on a port that is free.
    void useFreePort();

Q_SIGNALS:
    void writeEventRequested(const QByteArray &channel); ///< empty: the composer's own

private:
    /// Enables what the hub offers, or says in its tip what it lacks.
    void offer(ActionId id, bool isPossible, const QString &lacks);
    /// Where the hub is in a group, it is offered to see it.
    void showGroup();
    void toggleHub();
    void clearChannel();
    bool isStreamSelected() const;
    /// Of the channel or stream chosen in the navigator, else of the hub, without credentials; empty when it has none
    /// now.
    QString selectedUrl() const;
    void copy(const QString &text);

    Monitor &monitor_;
    Actions &actions_;
    Safeguard &safeguard_;
    RemovedStreams *removedStreams_;
    QByteArray channel_;
    int stream_ = 0;
    QTimer forgetCleared_;
};

} // namespace helio
