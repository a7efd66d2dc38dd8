// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>

namespace helio {

/// The scripts that Redis runs for a group, in the folder `lua`; what keys and arguments each takes stands at its
/// beginning. What several of them need stands before each of them.
class LogScripts
{
public:
    enum class Name {
        Rights,  ///< tries what the others need
        Publish, ///< a group of requests
        Note,    ///< a loss or a clearing
        Claim,   ///< which id a stranger's entry has on the wire
        Join,    ///< a place in the group
        Restore, ///< puts entries back
        Look,    ///< each second: says that this hub is there, and asks how the log stands
        Index,   ///< what stands in the log, without the data
        Range,   ///< entries, and where the log begins
        Drop,    ///< takes entries out
        Lease,   ///< who is the bridge to Flask-SSE's channels
        Say,     ///< publishes events there
    };
    static const QList<Name> &all();
    /// As Redis is given it.
    static QByteArray source(Name name);
    /// By which Redis knows it (EVALSHA): 40 hexadecimal digits.
    static QByteArray sha1(Name name);
};

} // namespace helio
