// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/hub/hubstate.h"

namespace helio {

/// How a hub's group does, in words: what is worst of it, for who looks at a line of it or at all. A value.
struct GroupReport
{
    Tone tone = Tone::Open;
    QString word;     ///< a few words for the status line, e.g. `3 hubs`, `Redis away`
    QString sentence; ///< the same as a sentence, with what Redis or the store said
    QStringList more; ///< sentences: what else is to be known, of silent hubs, of versions, of Redis

    /// Nothing where it is in none, or does not serve.
    static std::optional<GroupReport> of(const HubState &hub);

    /// Hubs that are to be a bridge for the same channels, or for none.
    struct Alike
    {
        QByteArrayList channels; ///< names and globs, in order
        QStringList hubs;        ///< their names
    };
    /// Without those that do not say it. More than one: which channels are bridged is up to who the bridge is.
    static QList<Alike> bridgesOf(const GroupInfo &group);

    /// The hub that is the bridge has another list than this one, as far as both say theirs.
    static bool isUnlikeBridge(const GroupInfo &group);

    /// One that reads that much late is behind.
    static constexpr qint64 MostLagMs = 2'000;
    static Tone toneOf(const GroupInfo::Hub &hub);
    /// As one reads it in a list: where it is, and the milliseconds it is behind.
    static QString wordOf(const GroupInfo::Hub &hub);
};

} // namespace helio
