// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "event/event.h"
#include "findings/finding.h"
#include "findings/judged.h"

#include <optional>

namespace helio {

/// Judges events by what they carry: heartbeats that come as events, JSON beside other text, very large ones. A value.
class DataJudge
{
public:
    static constexpr qsizetype LargeBytes = 1024 * 1024;
    static constexpr qsizetype HeartbeatBytes = 64; ///< a heartbeat has no more
    static constexpr quint64 LeastHeartbeats = 3;

    void onRequest() { lastHeartbeat_.reset(); }
    void onEvent(const Event &event, quint64 number, Moment now, Trust trust);

    /// `judgesHeartbeats`: no dialect has such events.
    void addFindings(QList<Finding> &findings, bool judgesHeartbeats) const;

private:
    enum class Kind { Empty, Json, EndMark, Text };

    static Kind kindOf(QByteArrayView data);
    void onHeartbeat(const Event &event, quint64 number, Moment now, Trust trust);

    // heartbeats
    quint64 heartbeats_ = 0;
    std::optional<Moment> lastHeartbeat_;
    quint64 distances_ = 0;
    Moment sum_{0};
    Moment shortest_ = Moment::max();
    Moment longest_{0};
    QByteArray heartbeat_; ///< the first
    Evidence heartbeatEvidence_;
    // JSON and text
    quint64 json_ = 0;
    quint64 text_ = 0;
    Evidence textEvidence_;
    // large ones
    quint64 large_ = 0;
    qsizetype largest_ = 0;
    quint64 largestNumber_ = 0;
};

/// Whether an event announces the end by its data (`[DONE]` and the like) or its type.
bool looksLikeEndMark(const Event &event);
/// Whether an event is a heartbeat by its content: `ping`, `: heartbeat`, `keep-alive`, an empty object and the like,
/// in its type or its data.
bool looksLikeHeartbeat(const Event &event);

} // namespace helio
