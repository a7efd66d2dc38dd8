// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/removedstreams.h"

namespace helio {

RemovedStreams::RemovedStreams(StreamList &streams, QObject *parent)
    : QObject(parent)
    , streams_(streams)
{}

void RemovedStreams::remove(int id)
{
    if (!streams_.contains(id))
        return;
    const QString name = streams_.name(id);
    removed_.append({streams_.request(id), streams_.isWanted(id), streams_.rest(id)});
    if (removed_.size() > MostRemembered)
        removed_.removeFirst();
    streams_.remove(id);
    Q_EMIT removed(name);
}

void RemovedStreams::undo()
{
    if (removed_.isEmpty())
        return;
    const Removed last = removed_.takeLast();
    if (last.wasWanted && last.request.isRepeatable())
        streams_.open(last.request);
    else
        streams_.setRest(streams_.add(last.request), last.rest);
    Q_EMIT undone();
}

} // namespace helio
