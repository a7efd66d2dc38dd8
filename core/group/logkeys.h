// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <algorithm>

namespace helio {

/// The keys and channels of a group in Redis. All stand in one slot, which the braces say.
struct LogKeys
{
    QByteArray stream; ///< LogOptions::stream

    QByteArray log() const { return stream; }
    QByteArray state() const { return with(":state"); }     ///< hash: `run` of the Redis that the group knows
    QByteArray restore() const { return with(":restore"); } ///< hash, while entries are put back
    QByteArray fence(const QByteArray &hub) const { return with(":fence:" + hub); } ///< a token; no other one writes
    QByteArray check(const QByteArray &hub) const { return with(":check:" + hub); } ///< for a moment, when it joins
    QByteArray hubs() const { return with(":hubs"); }                               ///< sorted: hub, until when
    QByteArray hub(const QByteArray &hub) const { return with(":hub:" + hub); }     ///< JSON of its presence
    QByteArray ownId(const QByteArray &id) const { return with(":id:" + id); } ///< hash: channel, its position and so
    QByteArray bans() const { return with(":bans"); }                          ///< hash: who, until when
    QByteArray bridge() const { return with(":bridge"); }      ///< whose term it is to speak with Flask-SSE
    QByteArray bridgeAt() const { return with(":bridge:at"); } ///< hash: `at`, how far it came; its term
    QByteArray control() const { return with(":control"); }    ///< channel: to all hubs
    QByteArray control(const QByteArray &hub) const { return with(":control:" + hub); } ///< channel: to one
    QByteArray bridgeFree() const { return with(":control:bridge"); } ///< channel: who is the bridge no more
    QByteArray newHubs() const { return with(":control:new"); }       ///< channel: ids of those that join

    /// Whether it has the form of a hub's id: anybody may say something.
    static bool isHubId(QByteArrayView text)
    {
        const auto isSign = [](char c) {
            return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        };
        return !text.isEmpty() && text.size() <= 32 && std::all_of(text.begin(), text.end(), isSign);
    }

private:
    QByteArray with(const QByteArray &end) const { return '{' + stream + '}' + end; }
};

} // namespace helio
