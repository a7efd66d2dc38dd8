// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/eventsourceoptions.h"
#include "client/heartbeat.h"

#include <QTimer>

namespace helio {

enum class ConnectionAlarm {
    NoHead,      ///< the answer did not begin within `headTimeout`
    NoBytes,     ///< the stream was silent for `readTimeout`
    NoHeartbeat, ///< the stream was silent for `silentHeartbeats` of the server's heartbeats
    Woke,        ///< the machine slept; connections are not what they were
};

/// Looks on while an event source waits, asks and reads, and says when the connection seems dead although no one said
/// so, or when the machine has slept.
class ConnectionWatch : public QObject
{
    Q_OBJECT
public:
    /// Looks after sleep only if the options and `reconnects` want it.
    ConnectionWatch(const EventSourceOptions &options, bool reconnects, QObject *parent);

    /// There is no connection and no request, but there will be.
    void waits();
    /// A request is under way.
    void asks();
    /// The stream is open.
    void opened();
    /// Bytes came; the last of them were a heartbeat or not.
    void heard(bool isHeartbeat);
    /// How often the server sends its heartbeat; nothing: no two were seen, or heartbeats are not watched.
    std::optional<std::chrono::milliseconds> heartbeat() const;
    /// Nothing is watched any more.
    void stop();

Q_SIGNALS:
    /// The watch has stopped after anything but Woke, until its owner calls it again. `silence` is how long it was
    /// allowed to last.
    void raised(helio::ConnectionAlarm alarm, std::chrono::milliseconds silence);

private:
    enum class Phase { Stopped, Waiting, Asking, Open };

    void enter(Phase phase);
    void check();
    void startTimer(Heartbeat::Time untilAlarm);
    /// What to report and the silence after which to report it, whichever comes first; nothing: any silence is allowed.
    std::optional<std::pair<ConnectionAlarm, Heartbeat::Time>> limit() const;

    MachineClock clock_;
    std::optional<std::chrono::milliseconds> headTimeout_;
    std::optional<std::chrono::milliseconds> readTimeout_;
    std::chrono::milliseconds interval_;
    bool watchesSleep_;
    bool watchesHeartbeat_;
    Heartbeat heartbeat_;
    SleepDetector sleep_;
    Phase phase_ = Phase::Stopped;
    Heartbeat::Time quietSince_{0};
    bool doubts_ = false; ///< checked late, or for the first time too late: bytes may wait to be read
    QTimer timer_;
};

} // namespace helio
