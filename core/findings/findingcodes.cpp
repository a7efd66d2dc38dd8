// SPDX-License-Identifier: GPL-3.0-or-later
#include "findings/findingrows.h"

#include <QCoreApplication>

namespace helio {

namespace {

constexpr FindingCodeRow Codes[] = {
    {FindingCode::Unreachable, "unreachable", QT_TRANSLATE_NOOP("helio::Findings", "The server cannot be reached"),
     "The name is not known, the connection is not made, a proxy does not let it through, or no answer comes on it. "
     "The words say at which step, and why."},
    {FindingCode::TlsUntrusted, "tls-untrusted", QT_TRANSLATE_NOOP("helio::Findings", "The certificate is not trusted"),
     "The certificate is of an authority that is not trusted, for another name, out of date, not valid yet or "
     "revoked."},
    {FindingCode::NoAnswer, "no-answer", QT_TRANSLATE_NOOP("helio::Findings", "No answer came"),
     "The connection was made, and no head of an answer came in all the time of watching."},
    {FindingCode::RefusedStatus, "refused-status",
     QT_TRANSLATE_NOOP("helio::Findings", "The server refused the request"),
     "The status is one that ends an event source: any but 200 and 204. With what the body of the answer says, and at "
     "401 what was asked for."},
    {FindingCode::ToldToStayAway, "told-to-stay-away",
     QT_TRANSLATE_NOOP("helio::Findings", "The server says not to come back"),
     "The status is 204: an event source ends and does not try again."},
    {FindingCode::WrongType, "wrong-type", QT_TRANSLATE_NOOP("helio::Findings", "The content type is another"),
     "The content type is missing or another than text/event-stream. The body tells what it is in truth: an HTML page, "
     "one JSON value, JSON lines, an event stream all the same. A JSON answer to a POST of MCP is right."},
    {FindingCode::WrongCharset, "wrong-charset",
     QT_TRANSLATE_NOOP("helio::Findings", "A charset other than UTF-8 is named"),
     "The content type names a charset other than UTF-8. Event streams are UTF-8, whatever it says."},
    {FindingCode::Compressed, "compressed", QT_TRANSLATE_NOOP("helio::Findings", "The body is compressed"),
     "The answer has a content coding. That it holds events back is `buffered`."},
    {FindingCode::Redirected, "redirected", QT_TRANSLATE_NOOP("helio::Findings", "The request was redirected"),
     "The answer came from elsewhere, with the way there."},
    {FindingCode::RedirectLoop, "redirect-loop", QT_TRANSLATE_NOOP("helio::Findings", "Redirects lead in a circle"),
     "Redirects lead back, or there are too many of them."},
    {FindingCode::CredentialsDropped, "credentials-dropped",
     QT_TRANSLATE_NOOP("helio::Findings", "The token stayed behind"),
     "A redirect led to another origin, and what says who asks was not sent there."},
    {FindingCode::LateHead, "late-head", QT_TRANSLATE_NOOP("helio::Findings", "The head waits for the first event"),
     "The head came more than 2 s after the request and with it, within 50 ms, exactly one event: the server says "
     "nothing until it has one."},
    {FindingCode::Cacheable, "cacheable", QT_TRANSLATE_NOOP("helio::Findings", "The answer may be kept in a cache"),
     "A GET whose answer has no Cache-Control with no-cache or no-store. A warning when it came from a cache (Age "
     "above 0, X-Cache: HIT), or has a positive max-age."},
    {FindingCode::Cors, "cors", QT_TRANSLATE_NOOP("helio::Findings", "A page of that origin cannot read it"),
     "An origin was given (--origin), and a page of it could not read this: which field is missing or wrong. A note "
     "when only a page that sends credentials could not."},
    {FindingCode::SixConnections, "six-connections",
     QT_TRANSLATE_NOOP("helio::Findings", "Six streams per browser at most"),
     "An origin was given (--origin), and the server offers no HTTP/2, so that a browser opens at most six connections "
     "to it."},
    {FindingCode::Silent, "silent", QT_TRANSLATE_NOOP("helio::Findings", "Nothing came"),
     "Nothing at all came in the time of watching. A quiet stream is not broken."},
    {FindingCode::NoBlankLine, "no-blank-line", QT_TRANSLATE_NOOP("helio::Findings", "No blank line ends an event"),
     "Lines came, but no blank line ended an event."},
    {FindingCode::OddLines, "odd-lines", QT_TRANSLATE_NOOP("helio::Findings", "Lines that no reader understands"),
     "Misspelt names of the standard (Data:, msg:, error: as a field), names behind a byte order mark, JSON without "
     "data:, data: data:, or events of which nothing but unknown names is there. Unknown names beside data: are a "
     "note; "
     "the field channel: of Heliograph's hub is none."},
    {FindingCode::Buffered, "buffered", QT_TRANSLATE_NOOP("helio::Findings", "Events are held back"),
     "A proxy, or the server's own output buffer, holds events back. It is proved in one of four ways: *cut*, pieces "
     "of one size, of which silences begin within a line; *two ears*, a second request hears the same events later; "
     "*two codings*, events come later when compression is asked for; *two routes*, with --against."},
    {FindingCode::Bursts, "bursts", QT_TRANSLATE_NOOP("helio::Findings", "Events come in groups"),
     "At least four groups of three events or more within 50 ms, with silences between them. A warning when times in "
     "their data say that they arose one after the other, a second or more apart."},
    {FindingCode::AllAtOnce, "all-at-once", QT_TRANSLATE_NOOP("helio::Findings", "The answer came all at once"),
     "All text deltas of a message of a dialect, at least 16, came within 5 % of a wait of at least 1 s, and nothing "
     "came before them."},
    {FindingCode::Cut, "cut", QT_TRANSLATE_NOOP("helio::Findings", "The answer was cut off"),
     "The connection ended by a reset, a broken or missing last chunk, or fewer bytes than Content-Length. An error "
     "with a body in the request or a dialect; else a warning, as event sources come back. A body with neither length "
     "nor chunks cannot be judged."},
    {FindingCode::Unfinished, "unfinished", QT_TRANSLATE_NOOP("helio::Findings", "The end came within an event"),
     "The end came within an event, which the standard then drops."},
    {FindingCode::NoEndMark, "no-end-mark", QT_TRANSLATE_NOOP("helio::Findings", "The answer has no end"),
     "The dialect is known, the stream ended, and a message had no end: it is cut, however complete it looks. A "
     "warning if only the last mark ([DONE]) is missing behind a finish reason."},
    {FindingCode::StreamError, "stream-error", QT_TRANSLATE_NOOP("helio::Findings", "An error came within the stream"),
     "An error object came within an answer with status 200."},
    {FindingCode::StoppedEarly, "stopped-early", QT_TRANSLATE_NOOP("helio::Findings", "The answer was stopped early"),
     "The message ended for its length, by a filter, or by a refusal, and said so."},
    {FindingCode::DeltaMismatch, "delta-mismatch",
     QT_TRANSLATE_NOOP("helio::Findings", "What is done differs from its deltas"),
     "What a `.done` event or a snapshot says differs from what its deltas had made."},
    {FindingCode::EndsAtOnce, "ends-at-once",
     QT_TRANSLATE_NOOP("helio::Findings", "The stream ends at once, again and again"),
     "A GET stream ends by itself within 5 s of each connection, twice, without an end mark, a 204 or the polling of "
     "MCP."},
    {FindingCode::IdleCut, "idle-cut", QT_TRANSLATE_NOOP("helio::Findings", "Something cuts silent connections"),
     "The connection ended twice after the same silence (within 1 s): something on the way has an idle limit."},
    {FindingCode::AgeLimit, "age-limit", QT_TRANSLATE_NOOP("helio::Findings", "Connections end at the same age"),
     "The connection ended twice at the same age (within 1 s)."},
    {FindingCode::NoHeartbeat, "no-heartbeat",
     QT_TRANSLATE_NOOP("helio::Findings", "Long silences without a heartbeat"),
     "A GET stream was silent for more than 30 s, comments and bare line ends counted in. A warning above 55 s, where "
     "proxies cut."},
    {FindingCode::HeartbeatAsEvent, "heartbeat-as-event",
     QT_TRANSLATE_NOOP("helio::Findings", "Heartbeats come as events"),
     "What is a heartbeat by rhythm and content (ping, heartbeat, keep-alive, an empty object) arrives as an event "
     "that every listener must throw away. Where a dialect has such events, nothing."},
    {FindingCode::NoIds, "no-ids", QT_TRANSLATE_NOOP("helio::Findings", "Events have no ids"),
     "No event had an id: nobody can resume."},
    {FindingCode::RepeatedId, "repeated-id", QT_TRANSLATE_NOOP("helio::Findings", "An id comes back"),
     "An id comes back after another one, with other content. The same id on consecutive events is a checkpoint."},
    {FindingCode::ResumeIgnored, "resume-ignored", QT_TRANSLATE_NOOP("helio::Findings", "Last-Event-ID is ignored"),
     "Asked again with the id of the third-last event, the stream began with events at or before it, or left out the "
     "two behind it and went on later."},
    {FindingCode::IdsPerConnection, "ids-per-connection",
     QT_TRANSLATE_NOOP("helio::Findings", "Ids begin anew with each connection"),
     "Ids begin anew with each connection, on other events."},
    {FindingCode::HarmfulRetry, "harmful-retry", QT_TRANSLATE_NOOP("helio::Findings", "retry: asks for harm"),
     "retry: is below 100 ms or above a day."},
    {FindingCode::InvalidUtf8, "invalid-utf8", QT_TRANSLATE_NOOP("helio::Findings", "Bytes that are not UTF-8"),
     "Bytes came that are not UTF-8."},
    {FindingCode::IdWithNul, "id-with-nul", QT_TRANSLATE_NOOP("helio::Findings", "An id that is ignored"),
     "An id has a NUL byte in it, and the standard ignores it."},
    {FindingCode::MixedData, "mixed-data", QT_TRANSLATE_NOOP("helio::Findings", "Some events are JSON, some are not"),
     "Some events are JSON and some are not, beside end marks and heartbeats."},
    {FindingCode::LargeEvent, "large-event", QT_TRANSLATE_NOOP("helio::Findings", "A very large event"),
     "An event has more than 1 MiB of data."},
    {FindingCode::SlowClients, "slow-clients", QT_TRANSLATE_NOOP("helio::Findings", "Clients read too slowly"),
     "How many clients were closed in the last ten minutes for reading too slowly or taking nothing, and who."},
    {FindingCode::GapsTold, "gaps-told",
     QT_TRANSLATE_NOOP("helio::Findings", "Clients were told that they missed events"),
     "Clients were told of gaps in the last ten minutes: what they asked for was no longer there."},
    {FindingCode::SixTabs, "six-tabs", QT_TRANSLATE_NOOP("helio::Findings", "A seventh tab would hang"),
     "Six streams of one page's origin, address and program: its seventh hangs, as browsers open at most six "
     "connections to a host over HTTP/1.1."},
    {FindingCode::HistoryTooShort, "history-too-short", QT_TRANSLATE_NOOP("helio::Findings", "History is too short"),
     "Clients came back for what was trimmed less than a minute before."},
    {FindingCode::RedisAway, "redis-away", QT_TRANSLATE_NOOP("helio::Findings", "Redis is away"),
     "The hub shares channels by Redis, and does not reach it."},
    {FindingCode::GroupRedisAway, "group-redis-away", QT_TRANSLATE_NOOP("helio::Findings", "The hubs' log is away"),
     "The hub shares its history with others in Redis, and does not reach it."},
    {FindingCode::GroupHubBehind, "group-hub-behind",
     QT_TRANSLATE_NOOP("helio::Findings", "The hub is behind the others"),
     "The hub reads the log that it shares with others more than two seconds late."},
    {FindingCode::GroupHubSilent, "group-hub-silent",
     QT_TRANSLATE_NOOP("helio::Findings", "A hub of the group is silent"),
     "A hub of the group was there, and is not any more."},
    {FindingCode::GroupVersionsDiffer, "group-versions-differ",
     QT_TRANSLATE_NOOP("helio::Findings", "The hubs' versions differ"),
     "The hubs of the group are not all of one version."},
    {FindingCode::GroupLogEvictable, "group-log-evictable",
     QT_TRANSLATE_NOOP("helio::Findings", "The hubs' log is at risk"),
     "Something is to be known of the log that hubs share, although it works: as that Redis may evict it."},
    {FindingCode::GroupBridge, "group-bridge",
     QT_TRANSLATE_NOOP("helio::Findings", "Something is wrong with the bridge to Flask-SSE"),
     "One hub of the group is to speak Flask-SSE's channels, too: this one cannot, none does, or messages from there "
     "are "
     "lost."},
    {FindingCode::GroupBridgesDiffer, "group-bridges-differ",
     QT_TRANSLATE_NOOP("helio::Findings", "The hubs' bridges differ"),
     "The hubs of the group do not all have the same list of Flask-SSE's channels (bridge in [redis])."},
    {FindingCode::StoreFailed, "store-failed", QT_TRANSLATE_NOOP("helio::Findings", "The store failed"),
     "The hub's store does not work: publishing is refused while what is published cannot be kept."},
    {FindingCode::StoreDamaged, "store-damaged", QT_TRANSLATE_NOOP("helio::Findings", "The history's file was damaged"),
     "The file of history was damaged. The hub works again, and some of what was kept may be missing."},
    {FindingCode::StoreElsewhere, "store-elsewhere",
     QT_TRANSLATE_NOOP("helio::Findings", "History is not kept where it should be"),
     "History is kept elsewhere than was asked for: in memory, so that it ends with the hub."},
    {FindingCode::StoreSlow, "store-slow", QT_TRANSLATE_NOOP("helio::Findings", "The disk is slow"),
     "More than one in a hundred writes of history took longer than a quarter of a second in the last ten minutes."},
    {FindingCode::OpenToNetwork, "open-to-network", QT_TRANSLATE_NOOP("helio::Findings", "Everybody may publish"),
     "Others reach the hub, and no rule says who may publish and read."},
    {FindingCode::TokenEndsSoon, "token-ends-soon", QT_TRANSLATE_NOOP("helio::Findings", "A token ends soon"),
     "A token ends within three days, or has ended."},
    {FindingCode::RefusedClients, "refused-clients", QT_TRANSLATE_NOOP("helio::Findings", "Many requests are refused"),
     "Many requests were refused for one reason in the last ten minutes."},
    {FindingCode::HubHeldUp, "hub-held-up", QT_TRANSLATE_NOOP("helio::Findings", "The hub was held up"),
     "A turn of the hub's thread took more than 100 ms."},
};

} // namespace

std::span<const FindingCodeRow> findingCodeRows()
{
    return Codes;
}

} // namespace helio
