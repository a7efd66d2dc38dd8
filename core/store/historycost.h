// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/store.h"

namespace helio {

/// What it costs to keep history in memory, in bytes as the allocator gives them out, so that a bound on their sum
/// bounds the process. It never changes for what is held.

/// Of one event, with its places in the log and in its channel.
qint64 costOfEvent(const StoredEvent &stored);
/// Of a channel that holds events, in the store and in the hub, without them.
qint64 costOfChannel(const QByteArray &name);
/// What may be remembered beside history of so many bytes: twice of what was trimmed, once of the order of trims, and
/// once of what readers' patterns matched.
qint64 rememberedBytes(qint64 historyBytes);
/// Of bytes on the heap.
qint64 costOfBytes(const QByteArray &bytes);
/// Of a node of an unordered container with so many bytes beside its link and its hash, and of its bucket.
qint64 costOfNode(size_t bytes);

} // namespace helio
