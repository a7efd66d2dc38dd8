// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QSet>

namespace helio {

/// What can be left out of the events table as one: a channel, all channels below the beginning of a name, or all that
/// a source sends.
struct MutedPart
{
    enum class Kind : quint8 { Channel, Folder, Source };

    int source = 0;
    QByteArray name = {}; ///< of the channel; of a folder what the names below begin with, up to a `.` or `/`
    Kind kind = Kind::Channel;

    static MutedPart folder(int source, const QByteArray &name) { return {source, name, Kind::Folder}; }
    static MutedPart all(int source) { return {source, {}, Kind::Source}; }

    friend bool operator==(const MutedPart &, const MutedPart &) = default;
};

/// Whether `channel` is below `folder`: begins with it, and goes on with a `.` or `/`.
bool isBelow(QByteArrayView channel, QByteArrayView folder);

/// The parts that are muted. A value; an empty one leaves nothing out.
class MutedParts
{
public:
    /// False when it was so already.
    bool set(const MutedPart &part, bool muted);
    /// Whether this very part was muted; one that is below it was not.
    bool contains(const MutedPart &part) const;
    /// Whether the events of that channel are left out, for whatever part.
    bool holds(int source, QByteArrayView channel) const;

    bool isEmpty() const { return sources_.isEmpty(); }
    /// In order.
    QList<MutedPart> all() const;

private:
    struct OfSource
    {
        bool isWhole = false;
        QSet<QByteArray> channels;
        QList<QByteArray> folders; ///< few: each is compared

        bool isEmpty() const { return !isWhole && channels.isEmpty() && folders.isEmpty(); }
    };

    QHash<int, OfSource> sources_;
};

} // namespace helio
