// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/events/mutedparts.h"

#include <algorithm>
#include <tuple>

namespace helio {

bool isBelow(QByteArrayView channel, QByteArrayView folder)
{
    if (channel.size() <= folder.size() || !channel.startsWith(folder))
        return false;
    const char next = channel[folder.size()];
    return next == '.' || next == '/';
}

bool MutedParts::set(const MutedPart &part, bool muted)
{
    if (muted == contains(part))
        return false;
    OfSource &of = sources_[part.source];
    switch (part.kind) {
    case MutedPart::Kind::Channel:
        if (muted)
            of.channels.insert(part.name);
        else
            of.channels.remove(part.name);
        break;
    case MutedPart::Kind::Folder:
        if (muted)
            of.folders.append(part.name);
        else
            of.folders.removeAll(part.name);
        break;
    case MutedPart::Kind::Source:
        of.isWhole = muted;
        break;
    }
    if (of.isEmpty())
        sources_.remove(part.source);
    return true;
}

bool MutedParts::contains(const MutedPart &part) const
{
    const auto of = sources_.constFind(part.source);
    if (of == sources_.cend())
        return false;
    switch (part.kind) {
    case MutedPart::Kind::Channel:
        return of->channels.contains(part.name);
    case MutedPart::Kind::Folder:
        return of->folders.contains(part.name);
    case MutedPart::Kind::Source:
        return of->isWhole;
    }
    return false;
}

bool MutedParts::holds(int source, QByteArrayView channel) const
{
    const auto of = sources_.constFind(source);
    if (of == sources_.cend())
        return false;
    return of->isWhole || of->channels.contains(QByteArray::fromRawData(channel.data(), channel.size())) ||
           std::any_of(of->folders.cbegin(), of->folders.cend(),
                       [channel](const QByteArray &folder) { return isBelow(channel, folder); });
}

QList<MutedPart> MutedParts::all() const
{
    QList<MutedPart> parts;
    for (auto of = sources_.cbegin(); of != sources_.cend(); ++of) {
        if (of->isWhole)
            parts.append(MutedPart::all(of.key()));
        for (const QByteArray &channel : of->channels)
            parts.append({of.key(), channel});
        for (const QByteArray &folder : of->folders)
            parts.append(MutedPart::folder(of.key(), folder));
    }
    std::sort(parts.begin(), parts.end(), [](const MutedPart &a, const MutedPart &b) {
        return std::tie(a.source, a.name, a.kind) < std::tie(b.source, b.name, b.kind);
    });
    return parts;
}

} // namespace helio
