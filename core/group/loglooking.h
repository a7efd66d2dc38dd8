// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "group/groupline.h"
#include "group/grouplog.h"
#include "group/logcalls.h"

#include <QElapsedTimer>
#include <QObject>

namespace helio {

/// Says each second that this hub is there, and sees how the log stands and who else is there.
class LogLooking : public QObject
{
    Q_OBJECT
public:
    /// Both are borrowed. `seen`: the last entry that this hub has read.
    LogLooking(LogCalls &asking, const LogOptions &options, std::function<Position()> seen, QObject *parent = nullptr);

    void setPresence(const QByteArray &presence) { presence_ = presence; }
    void begin(const QByteArray &fence, const LogHead &head);
    void end() { ++attempt_; }
    /// Asks, unless an answer is awaited.
    void look();
    /// By its clock, as it was seen last and went on since.
    qint64 redisTime() const { return last_.redisTime + sinceHead_.elapsed(); }

    /// How long others take a hub for present that says nothing more.
    static constexpr std::chrono::milliseconds PresenceAge{5'000};

Q_SIGNALS:
    /// See GroupLogListener.
    void looked(const helio::LogHead &head, const helio::StoreState &state);
    void emptied(const helio::LogHead &head);
    void present(const QList<helio::HubPresence> &hubs);
    void troubled(const helio::Message &problem);

private:
    void onReply(const RespValue &reply, Position seen);
    void onHead(const LogHead &head, const StoreState &state, Position seen);

    LogCalls &asking_;
    const LogOptions &options_;
    std::function<Position()> seen_;
    QByteArray presence_ = QByteArrayLiteral("{}");
    QByteArray fence_;
    LogHead last_;
    QElapsedTimer sinceHead_; ///< since that was seen
    int attempt_ = 0;
    bool isAwaited_ = false;
    bool isBehind_ = false; ///< the log is below what was read, which was said already
};

} // namespace helio
