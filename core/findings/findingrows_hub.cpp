// SPDX-License-Identifier: GPL-3.0-or-later
#include "findings/findingrows.h"

#include <QCoreApplication>

namespace helio {

namespace {

constexpr FindingRow HubRows[] = {
    {FindingCase::SlowClients, FindingCode::SlowClients, Severity::Warning,
     QT_TRANSLATE_NOOP("helio::Findings",
                       "Clients that were closed within %2 for reading too slowly or taking nothing: %1 (%3)."),
     QT_TRANSLATE_NOOP("helio::Findings",
                       "They come back and resume by themselves. Look at their network, whether they do much in each "
                       "event, or raise the bounds of what may wait for a client."),
     "NUMBER|TIME|WHO"},
    {FindingCase::GapsTold, FindingCode::GapsTold, Severity::Warning,
     QT_TRANSLATE_NOOP("helio::Findings", "Within %2 a client was told %1 that events are missing (gap)."),
     QT_TRANSLATE_NOOP(
         "helio::Findings",
         "Keep more history (max_events, max_bytes, max_age) so that it reaches further back than clients stay away."),
     "NUMBER times|TIME"},
    {FindingCase::SixTabs, FindingCode::SixTabs, Severity::Warning,
     QT_TRANSLATE_NOOP("helio::Findings", "A browser at %1 has %2 streams open for pages of %3: over HTTP/1.1 its "
                                          "seventh hangs, and so does every other request of theirs."),
     QT_TRANSLATE_NOOP("helio::Findings", "Put HTTP/2 in front of the hub (docs/nginx.md), or share one stream between "
                                          "tabs (BroadcastChannel, SharedWorker)."),
     "ADDRESS|NUMBER|ORIGIN"},
    {FindingCase::HistoryTooShort, FindingCode::HistoryTooShort, Severity::Warning,
     QT_TRANSLATE_NOOP("helio::Findings",
                       "Within %2 a client came back %1 for events that had been trimmed less than a minute before."),
     QT_TRANSLATE_NOOP("helio::Findings", "Keep more history: raise max_events, max_bytes or max_age."),
     "NUMBER times|TIME"},
    {FindingCase::RedisAway, FindingCode::RedisAway, Severity::Error,
     QT_TRANSLATE_NOOP("helio::Findings",
                       "Redis has been away for %1: events reach this hub's own clients alone, or wait. %2"),
     QT_TRANSLATE_NOOP("helio::Findings",
                       "Start Redis, or check its address, password and network. The hub comes back to it by itself."),
     "TIME|REASON"},
    {FindingCase::GroupRedisAway, FindingCode::GroupRedisAway, Severity::Error,
     QT_TRANSLATE_NOOP(
         "helio::Findings",
         "The log of the group of hubs has been away for %1: publishing is refused, and streams stay open. "
         "%2"),
     QT_TRANSLATE_NOOP("helio::Findings",
                       "Start Redis, or check its address, password and network. The hub goes on where "
                       "it was by itself."),
     "TIME|REASON"},
    {FindingCase::GroupHubBehind, FindingCode::GroupHubBehind, Severity::Warning,
     QT_TRANSLATE_NOOP(
         "helio::Findings",
         "This hub reads the group's log %1 late: its clients get events that much later than those of the "
         "other hubs."),
     QT_TRANSLATE_NOOP("helio::Findings",
                       "Look for what keeps this machine or its network to Redis busy, or give it fewer "
                       "clients."),
     "TIME"},
    {FindingCase::GroupHubSilent, FindingCode::GroupHubSilent, Severity::Warning,
     QT_TRANSLATE_NOOP("helio::Findings",
                       "The hub %1 has been missing from the group for %2: it was stopped, stands still, or does not "
                       "reach Redis. Clients that it had: %3."),
     QT_TRANSLATE_NOOP("helio::Findings",
                       "Look after it where it runs. What it published is in the group's log, and its clients go on "
                       "without a gap at any other hub. A hub that was stopped for good is forgotten after ten "
                       "minutes."),
     "NAME|TIME|N"},
    {FindingCase::GroupVersionsDiffer, FindingCode::GroupVersionsDiffer, Severity::Note,
     QT_TRANSLATE_NOOP("helio::Findings", "The hubs of the group are of different versions: %1."),
     QT_TRANSLATE_NOOP("helio::Findings",
                       "Bring them to one version, one after the other: clients go on at the others meanwhile."),
     "VERSIONS"},
    {FindingCase::GroupLogEvictable, FindingCode::GroupLogEvictable, Severity::Warning,
     QT_TRANSLATE_NOOP("helio::Findings", "The log of the group of hubs works, but is at risk. %1"),
     QT_TRANSLATE_NOOP("helio::Findings",
                       "Change that in the configuration of Redis; history is lost for all hubs when the log is."),
     "WHAT IT IS"},
    {FindingCase::GroupBridgeFails, FindingCode::GroupBridge, Severity::Error,
     QT_TRANSLATE_NOOP("helio::Findings",
                       "The bridge of this hub to Flask-SSE's channels %1 does not work: events between them and the "
                       "hubs are held up or lost. %2"),
     QT_TRANSLATE_NOOP("helio::Findings",
                       "Where Redis does not allow it, give this hub's user each of these channels, as in ACL SETUSER "
                       "NAME &sse +psubscribe (docs/scaling.md); where it has no room, more memory. The hub tries "
                       "again by itself."),
     "CHANNELS|REASON"},
    {FindingCase::GroupBridgeCannotFollow, FindingCode::GroupBridge, Severity::Warning,
     QT_TRANSLATE_NOOP("helio::Findings",
                       "Another hub is the bridge to Flask-SSE's channels %1; this one could not take its place. %2"),
     QT_TRANSLATE_NOOP("helio::Findings",
                       "Where Redis does not allow it, give this hub's user each of these channels, as in ACL SETUSER "
                       "NAME &sse +psubscribe (docs/scaling.md). The hub tries again by itself."),
     "CHANNELS|REASON"},
    {FindingCase::GroupBridgeMissing, FindingCode::GroupBridge, Severity::Error,
     QT_TRANSLATE_NOOP("helio::Findings", "No hub has been the bridge to Flask-SSE's channels %1 for %2: what is said "
                                          "there is lost, and what the hubs are given waits."),
     QT_TRANSLATE_NOOP("helio::Findings",
                       "Look at the findings and the log of the other hubs that have a bridge, and whether they stand "
                       "still. Any of them takes it over by itself; subscribers are told of the gap then."),
     "CHANNELS|TIME"},
    {FindingCase::GroupBridgeDrops, FindingCode::GroupBridge, Severity::Warning,
     QT_TRANSLATE_NOOP("helio::Findings", "Messages on Flask-SSE's channels that could not be taken within %2: %1."),
     QT_TRANSLATE_NOOP("helio::Findings",
                       "The hub's log says why: they are larger than max_body, against the rules (docs/redis.md), or "
                       "more than Redis has room for."),
     "NUMBER|TIME"},
    {FindingCase::GroupBridgesDiffer, FindingCode::GroupBridgesDiffer, Severity::Warning,
     QT_TRANSLATE_NOOP("helio::Findings",
                       "The hubs of the group have different lists of Flask-SSE's channels: %1. Only the list of the "
                       "hub that is the bridge counts: when another one takes over, other channels are bridged, and a "
                       "hub without a list never takes over."),
     QT_TRANSLATE_NOOP("helio::Findings",
                       "Give all hubs the same bridge in [redis] of their configuration (or --redis-bridge), and "
                       "restart those that change, one after the other."),
     "HUBS AND LISTS"},
    {FindingCase::StoreAway, FindingCode::StoreFailed, Severity::Error,
     QT_TRANSLATE_NOOP("helio::Findings", "History cannot be written at the moment, so publishing is refused. %1"),
     QT_TRANSLATE_NOOP("helio::Findings", "Look at the permissions of the file and its folder, at what else writes to "
                                          "the file, and at the disk. The hub tries again each second."),
     "REASON"},
    {FindingCase::StoreFull, FindingCode::StoreFailed, Severity::Error,
     QT_TRANSLATE_NOOP("helio::Findings", "The disk has no room for history, so publishing is refused. %1"),
     QT_TRANSLATE_NOOP("helio::Findings", "Make room on the disk, or keep less history (max_bytes). The hub goes on by "
                                          "itself as soon as there is room."),
     "REASON"},
    {FindingCase::StoreBroken, FindingCode::StoreFailed, Severity::Error,
     QT_TRANSLATE_NOOP("helio::Findings", "History is not where it was, so publishing is refused: %1"),
     QT_TRANSLATE_NOOP("helio::Findings",
                       "Put the file back where it was, or restart the hub to begin with what is there now."),
     "REASON"},
    {FindingCase::GroupLogFull, FindingCode::StoreFailed, Severity::Error,
     QT_TRANSLATE_NOOP("helio::Findings", "Redis has no room for the group's log, so publishing is refused. %1"),
     QT_TRANSLATE_NOOP("helio::Findings",
                       "Give Redis more memory (maxmemory), or keep less history (max_bytes). The hub "
                       "goes on by itself as soon as there is room."),
     "REASON"},
    {FindingCase::GroupLogBroken, FindingCode::StoreFailed, Severity::Error,
     QT_TRANSLATE_NOOP("helio::Findings", "The group's log cannot be used, so publishing is refused: %1"),
     QT_TRANSLATE_NOOP("helio::Findings", "Change what it says, in Redis or in this hub's configuration ([redis])."),
     "REASON"},
    {FindingCase::StoreDamaged, FindingCode::StoreDamaged, Severity::Warning,
     QT_TRANSLATE_NOOP("helio::Findings", "The file of history was damaged, and some of it may be lost. %1"),
     QT_TRANSLATE_NOOP("helio::Findings", "Look after the disk and the machine's memory, and bring a backup if what is "
                                          "lost is needed (docs/durability.md). Subscribers were told of a gap."),
     "WHAT WAS DONE"},
    {FindingCase::StoreElsewhere, FindingCode::StoreElsewhere, Severity::Warning,
     QT_TRANSLATE_NOOP("helio::Findings", "History is kept in memory, and ends with this hub. %1"),
     QT_TRANSLATE_NOOP("helio::Findings",
                       "If another hub has the file, end it, then restart this one; or give this one another file "
                       "(--store sqlite:FILE), or none (--store memory)."),
     "REASON"},
    {FindingCase::StoreSlow, FindingCode::StoreSlow, Severity::Note,
     QT_TRANSLATE_NOOP("helio::Findings",
                       "%1 of %2 writes of history within %3 took longer than a quarter of a second: publishers waited "
                       "as long."),
     QT_TRANSLATE_NOOP("helio::Findings", "Look for what else keeps the disk busy, or keep the file on a faster one."),
     "NUMBER|NUMBER|TIME"},
    {FindingCase::OpenToNetwork, FindingCode::OpenToNetwork, Severity::Warning,
     QT_TRANSLATE_NOOP("helio::Findings",
                       "The hub can be reached by others (%1), and no access rule says who may publish and read."),
     QT_TRANSLATE_NOOP("helio::Findings", "Listen on 127.0.0.1, or write access rules (docs/access.md)."), "ADDRESSES"},
    {FindingCase::TokenEndsSoon, FindingCode::TokenEndsSoon, Severity::Warning,
     QT_TRANSLATE_NOOP("helio::Findings", "The token %1 ends in %2: its streams end then."),
     QT_TRANSLATE_NOOP("helio::Findings",
                       "Make another one (helio token), give it to whoever uses this one, and revoke this one then."),
     "NAME|TIME"},
    {FindingCase::TokenEnded, FindingCode::TokenEndsSoon, Severity::Warning,
     QT_TRANSLATE_NOOP("helio::Findings", "The token %1 has ended: who uses it is refused."),
     QT_TRANSLATE_NOOP("helio::Findings",
                       "Make another one (helio token) if it is still needed, else take it out of the rules."),
     "NAME"},
    {FindingCase::RefusedClients, FindingCode::RefusedClients, Severity::Warning,
     QT_TRANSLATE_NOOP("helio::Findings", "%1 requests were refused within %2 for one reason: %3."),
     QT_TRANSLATE_NOOP(
         "helio::Findings",
         "Somebody tries again and again with what does not work: mend the client, or the rule that refuses it."),
     "NUMBER|TIME|REASON"},
    {FindingCase::HubHeldUp, FindingCode::HubHeldUp, Severity::Warning,
     QT_TRANSLATE_NOOP("helio::Findings",
                       "The hub was held up %1 within %2, for %3 at most: nobody got events meanwhile. %4"),
     QT_TRANSLATE_NOOP("helio::Findings", "Look for what needs the processor on this machine, and for very large "
                                          "requests. If it is the hub itself, please report it."),
     "NUMBER times|TIME|TIME|WHAT IT DID"},
};

} // namespace

std::span<const FindingRow> rowsOfTheHub()
{
    return HubRows;
}

} // namespace helio
