// SPDX-License-Identifier: GPL-3.0-or-later
#include "findings/findingrows.h"

#include <QCoreApplication>

namespace helio {

namespace {

constexpr FindingRow EndRows[] = {
    {FindingCase::CutAnswer, FindingCode::Cut, Severity::Error,
     QT_TRANSLATE_NOOP("helio::Findings", "The answer was cut off after %1: what came is not all of it."),
     QT_TRANSLATE_NOOP("helio::Findings", "Ask again, and do not take what came for complete. Look for limits of time "
                                          "on the way: of the server's worker, of a proxy, of a function."),
     "BYTES bytes"},
    {FindingCase::CutStream, FindingCode::Cut, Severity::Warning,
     QT_TRANSLATE_NOOP("helio::Findings", "The connection was cut off after %1, without the end that HTTP has for it."),
     QT_TRANSLATE_NOOP("helio::Findings", "An EventSource comes back by itself. If it happens again and again, look "
                                          "for a crash of the server or a limit of time on the way."),
     "BYTES bytes"},
    {FindingCase::CutCodingAnswer, FindingCode::Cut, Severity::Error,
     QT_TRANSLATE_NOOP("helio::Findings", "The compressed body broke off after %1: what came is not all of it."),
     QT_TRANSLATE_NOOP("helio::Findings", "Ask again without compression (Accept-Encoding: identity). If it is whole "
                                          "then, the compressor is not ended properly."),
     "BYTES bytes"},
    {FindingCase::CutCodingStream, FindingCode::Cut, Severity::Warning,
     QT_TRANSLATE_NOOP("helio::Findings", "The compressed body broke off after %1."),
     QT_TRANSLATE_NOOP("helio::Findings", "Ask again without compression (Accept-Encoding: identity). If it is whole "
                                          "then, the compressor is not ended properly."),
     "BYTES bytes"},
    {FindingCase::Unfinished, FindingCode::Unfinished, Severity::Warning,
     QT_TRANSLATE_NOOP("helio::Findings",
                       "The stream ended within an event: what came of it (%1) is dropped, as the standard says."),
     QT_TRANSLATE_NOOP("helio::Findings",
                       "Send the blank line behind the last event, too, and flush before the stream is closed."),
     "BYTES bytes"},
    {FindingCase::NoEndMark, FindingCode::NoEndMark, Severity::Error,
     QT_TRANSLATE_NOOP(
         "helio::Findings",
         "This answer (%1) is cut, however complete it looks: the stream ended before the message did. %2"),
     QT_TRANSLATE_NOOP("helio::Findings", "Ask again, and do not take what came for complete. Check that no limit of "
                                          "time of a proxy or function ends the stream."),
     "DIALECT|WHAT IS MISSING"},
    {FindingCase::NoLastMark, FindingCode::NoEndMark, Severity::Warning,
     QT_TRANSLATE_NOOP(
         "helio::Findings",
         "The message (%1) says that it is finished, but the last mark of the stream, as [DONE], did not come."),
     QT_TRANSLATE_NOOP(
         "helio::Findings",
         "The answer is whole. A client that waits for the mark hangs or complains: have the server send it."),
     "DIALECT"},
    {FindingCase::StreamError, FindingCode::StreamError, Severity::Error,
     QT_TRANSLATE_NOOP("helio::Findings", "The answer began well and then said that it failed: %1"),
     QT_TRANSLATE_NOOP("helio::Findings",
                       "The status 200 had gone out before the failure: clients must look for errors in the stream. "
                       "Ask again, later if the words speak of load or limits."),
     "WORDS"},
    {FindingCase::StoppedEarly, FindingCode::StoppedEarly, Severity::Note,
     QT_TRANSLATE_NOOP("helio::Findings", "The answer was stopped early: %1."),
     QT_TRANSLATE_NOOP("helio::Findings",
                       "At a length, ask for more tokens or have it go on. At a filter or a refusal, ask otherwise."),
     "REASON"},
    {FindingCase::DeltaMismatch, FindingCode::DeltaMismatch, Severity::Warning,
     QT_TRANSLATE_NOOP("helio::Findings",
                       "Event %1 says what a part is as a whole, and it is not what its deltas made (%2, not %3)."),
     QT_TRANSLATE_NOOP("helio::Findings", "Events were lost or changed on the way, or the server sends other deltas "
                                          "than it means. Believe the whole, not the deltas."),
     "NUMBER|BYTES bytes|BYTES bytes"},
    {FindingCase::EndsAtOnce, FindingCode::EndsAtOnce, Severity::Warning,
     QT_TRANSLATE_NOOP("helio::Findings",
                       "The stream ended by itself %1 after it opened, and so it did before: this is polling."),
     QT_TRANSLATE_NOOP("helio::Findings", "Keep the connection open and send events on it as they come. Where the "
                                          "stream is over, answer 204 to the next request."),
     "TIME"},
    {FindingCase::IdleCut, FindingCode::IdleCut, Severity::Warning,
     QT_TRANSLATE_NOOP("helio::Findings",
                       "The connection ended twice after a silence of %1: something on the way cuts what is idle."),
     QT_TRANSLATE_NOOP(
         "helio::Findings",
         "Send a comment (\": keep-alive\") more often than that, each 15 s for most, or raise the limit."),
     "TIME"},
    {FindingCase::AgeLimit, FindingCode::AgeLimit, Severity::Warning,
     QT_TRANSLATE_NOOP("helio::Findings",
                       "The connection ended twice %1 after it opened: something ends connections of that age."),
     QT_TRANSLATE_NOOP("helio::Findings", "Raise the limit of the server's worker, the proxy or the function, or live "
                                          "with it: send ids, so that a client resumes."),
     "TIME"},
};

} // namespace

std::span<const FindingRow> rowsOfTheEnd()
{
    return EndRows;
}

} // namespace helio
