// SPDX-License-Identifier: GPL-3.0-or-later
#include "findings/findingrows.h"

#include <QCoreApplication>

namespace helio {

namespace {

constexpr FindingRow ContentRows[] = {
    {FindingCase::NoHeartbeat, FindingCode::NoHeartbeat, Severity::Note,
     QT_TRANSLATE_NOOP("helio::Findings", "The stream was silent for %1: neither an event nor a comment came."),
     QT_TRANSLATE_NOOP("helio::Findings", "Send a comment (\": keep-alive\") each 15 s, so that proxies do not cut the "
                                          "connection and both sides notice when it is gone."),
     "TIME"},
    {FindingCase::NoHeartbeatLong, FindingCode::NoHeartbeat, Severity::Warning,
     QT_TRANSLATE_NOOP("helio::Findings",
                       "The stream was silent for %1, and most proxies cut connections that are silent for 60 s."),
     QT_TRANSLATE_NOOP("helio::Findings", "Send a comment (\": keep-alive\") each 15 s."), "TIME"},
    {FindingCase::HeartbeatAsEvent, FindingCode::HeartbeatAsEvent, Severity::Note,
     QT_TRANSLATE_NOOP("helio::Findings",
                       "Heartbeats come as events (%1, each %2, as \"%3\"): every listener has to throw them away."),
     QT_TRANSLATE_NOOP("helio::Findings", "Send a comment instead (\": keep-alive\"), which no listener sees."),
     "NUMBER|TIME|DATA"},
    {FindingCase::NoIds, FindingCode::NoIds, Severity::Note,
     QT_TRANSLATE_NOOP("helio::Findings", "No event has an id: who loses the connection cannot say where to go on."),
     QT_TRANSLATE_NOOP(
         "helio::Findings",
         "Send id: with each event where none may be missed, and begin behind Last-Event-ID when asked for it."),
     ""},
    {FindingCase::RepeatedId, FindingCode::RepeatedId, Severity::Warning,
     QT_TRANSLATE_NOOP("helio::Findings", "Ids come back with other content (%1, the first: \"%2\" at event %3): "
                                          "who resumes behind one of them gets events twice or misses some."),
     QT_TRANSLATE_NOOP("helio::Findings", "Give each event an id of its own, that no other has."),
     "NUMBER times|ID|NUMBER"},
    {FindingCase::ResumeBefore, FindingCode::ResumeIgnored, Severity::Warning,
     QT_TRANSLATE_NOOP("helio::Findings",
                       "Asked to go on behind the id %1, the stream began at or before it again: events come twice."),
     QT_TRANSLATE_NOOP("helio::Findings", "Begin behind Last-Event-ID: the event with that id was received."), "ID"},
    {FindingCase::ResumeMissed, FindingCode::ResumeIgnored, Severity::Warning,
     QT_TRANSLATE_NOOP("helio::Findings", "Asked to go on behind the id %1, the stream left out what came behind it "
                                          "and went on later: events are lost at each reconnection."),
     QT_TRANSLATE_NOOP("helio::Findings", "Keep the latest events, and send those behind Last-Event-ID first."), "ID"},
    {FindingCase::IdsPerConnection, FindingCode::IdsPerConnection, Severity::Warning,
     QT_TRANSLATE_NOOP(
         "helio::Findings",
         "Ids begin anew with each connection (\"%1\" again, on another event): an id says nothing of where to go on."),
     QT_TRANSLATE_NOOP(
         "helio::Findings",
         "Take ids that stay those of the event whoever reads it: a position in a log, the key of a row, a time."),
     "ID"},
    {FindingCase::RetryShort, FindingCode::HarmfulRetry, Severity::Warning,
     QT_TRANSLATE_NOOP(
         "helio::Findings",
         "retry: %1 has all clients come back after that many ms: when the server is away they all hammer it."),
     QT_TRANSLATE_NOOP("helio::Findings", "Send a second or more, best a little different to each client."), "MS"},
    {FindingCase::RetryLong, FindingCode::HarmfulRetry, Severity::Warning,
     QT_TRANSLATE_NOOP(
         "helio::Findings",
         "retry: %1 keeps clients away for more than a day after a lost connection. The value is in milliseconds."),
     QT_TRANSLATE_NOOP("helio::Findings", "Send some seconds, as retry: 3000; to end a stream for good answer 204."),
     "MS"},
    {FindingCase::InvalidUtf8, FindingCode::InvalidUtf8, Severity::Warning,
     QT_TRANSLATE_NOOP("helio::Findings",
                       "Bytes that are not UTF-8 came (places: %1, the first at byte %2): they are shown as U+FFFD."),
     QT_TRANSLATE_NOOP("helio::Findings",
                       "Encode as UTF-8, and do not cut text within a character before it is encoded."),
     "NUMBER|OFFSET"},
    {FindingCase::IdWithNul, FindingCode::IdWithNul, Severity::Warning,
     QT_TRANSLATE_NOOP("helio::Findings", "Ids with a NUL byte came (%1): the standard ignores them."),
     QT_TRANSLATE_NOOP("helio::Findings", "Leave the NUL out: it mostly comes from a buffer of fixed size."), "NUMBER"},
    {FindingCase::MixedData, FindingCode::MixedData, Severity::Note,
     QT_TRANSLATE_NOOP("helio::Findings", "Some events are JSON (%1) and some are not (%2, the first: event %3)."),
     QT_TRANSLATE_NOOP("helio::Findings",
                       "Tell them apart by their type (event:), so that no listener parses what is no JSON."),
     "NUMBER|NUMBER|NUMBER"},
    {FindingCase::LargeEvent, FindingCode::LargeEvent, Severity::Note,
     QT_TRANSLATE_NOOP("helio::Findings", "Events of more than 1 MiB came (%1, the largest with %2 bytes, event %3)."),
     QT_TRANSLATE_NOOP("helio::Findings",
                       "Send what is large by a request of its own, and only its address in the event."),
     "NUMBER|BYTES|NUMBER"},
};

} // namespace

std::span<const FindingRow> rowsOfTheContent()
{
    return ContentRows;
}

} // namespace helio
