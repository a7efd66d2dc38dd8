// SPDX-License-Identifier: GPL-3.0-or-later
#include "findings/findingrows.h"

#include <QCoreApplication>

namespace helio {

namespace {

constexpr FindingRow StreamRows[] = {
    {FindingCase::Silent, FindingCode::Silent, Severity::Note,
     QT_TRANSLATE_NOOP("helio::Findings", "Nothing came for %1 since the head: no event, no comment."),
     QT_TRANSLATE_NOOP("helio::Findings",
                       "A quiet stream is not broken. A comment at the start and each 15 s shows that it lives."),
     "TIME"},
    {FindingCase::NoBlankLine, FindingCode::NoBlankLine, Severity::Error,
     QT_TRANSLATE_NOOP("helio::Findings",
                       "Lines came (%1), but no blank line that ends an event: nobody receives anything."),
     QT_TRANSLATE_NOOP(
         "helio::Findings",
         "Send two line ends behind the last line of each event (data: …\\n\\n). A line with a space is not blank."),
     "NUMBER"},
    {FindingCase::OddName, FindingCode::OddLines, Severity::Warning,
     QT_TRANSLATE_NOOP(
         "helio::Findings",
         "Lines with names that are nearly those of the standard (%1, the first: \"%2\"): every reader drops them."),
     QT_TRANSLATE_NOOP("helio::Findings", "Write data:, event:, id: and retry: in lower case, without a space before "
                                          "the colon. An error is an event of a type: event: error."),
     "NUMBER|LINE"},
    {FindingCase::OddJson, FindingCode::OddLines, Severity::Warning,
     QT_TRANSLATE_NOOP("helio::Findings",
                       "Lines of JSON without data: before them (%1, the first: \"%2\"): every reader drops them."),
     QT_TRANSLATE_NOOP("helio::Findings", "Write data: before each line of the JSON, or send it on one line."),
     "NUMBER|LINE"},
    {FindingCase::OddDouble, FindingCode::OddLines, Severity::Warning,
     QT_TRANSLATE_NOOP(
         "helio::Findings",
         "Lines on which data: stands twice (%1, the first: \"%2\"): the second is read as part of the data."),
     QT_TRANSLATE_NOOP("helio::Findings", "Two layers write the field, as a framework that makes events and a handler "
                                          "that writes lines: take one of them away."),
     "NUMBER|LINE"},
    {FindingCase::OddMark, FindingCode::OddLines, Severity::Warning,
     QT_TRANSLATE_NOOP("helio::Findings", "A character that nobody sees, as a byte order mark, stands before the name "
                                          "of lines (%1, the first: \"%2\"): every reader drops them."),
     QT_TRANSLATE_NOOP("helio::Findings", "Encode each text without a byte order mark (in .NET new "
                                          "UTF8Encoding(false)): only the very first bytes of a stream may be one."),
     "NUMBER|LINE"},
    {FindingCase::LostEvent, FindingCode::OddLines, Severity::Warning,
     QT_TRANSLATE_NOOP("helio::Findings", "Events without data:, but with lines that the standard does not know (%1, "
                                          "the first: \"%2\"): every reader drops them whole."),
     QT_TRANSLATE_NOOP("helio::Findings",
                       "Put into data: what listeners are to get. If it is only a sign of life, send "
                       "a comment (\": keep-alive\")."),
     "NUMBER|LINE"},
    {FindingCase::UnknownName, FindingCode::OddLines, Severity::Note,
     QT_TRANSLATE_NOOP("helio::Findings",
                       "Lines with names that the standard does not know (%1, the first: \"%2\"). Readers drop them."),
     QT_TRANSLATE_NOOP("helio::Findings",
                       "Nothing needs to be done, unless they are meant to be read: put them into data:."),
     "NUMBER|LINE"},
    {FindingCase::BufferedCut, FindingCode::Buffered, Severity::Error,
     QT_TRANSLATE_NOOP("helio::Findings",
                       "A proxy, or the server's own output buffer, holds events back: they come in pieces of %1 bytes "
                       "that are cut within a line, with silences of %2 to %3 between them. %4"),
     QT_TRANSLATE_NOOP("helio::Findings",
                       "Flush after each event in the server, and turn buffering off for this path at whatever stands "
                       "before it; X-Accel-Buffering: no in the answer says so to some."),
     "BYTES|TIME|TIME|WHO STANDS THERE"},
    {FindingCase::BufferedCoding, FindingCode::Buffered, Severity::Error,
     QT_TRANSLATE_NOOP("helio::Findings", "The compression (%1) holds events back: %2 passed within a line. %3"),
     QT_TRANSLATE_NOOP(
         "helio::Findings",
         "Flush the compressor after each event (in Node res.flush()), or leave text/event-stream out of compression."),
     "CODING|TIME|WHO STANDS THERE"},
    {FindingCase::BufferedEars, FindingCode::Buffered, Severity::Error,
     QT_TRANSLATE_NOOP("helio::Findings",
                       "A proxy, or the server's own output buffer, holds events back: of two requests for this "
                       "stream, one heard the same %1 events %2 later than the other. %3"),
     QT_TRANSLATE_NOOP("helio::Findings",
                       "Flush after each event in the server, and turn buffering off for this path at whatever stands "
                       "before it; X-Accel-Buffering: no in the answer says so to some."),
     "NUMBER|TIME|WHO STANDS THERE"},
    {FindingCase::BufferedCodings, FindingCode::Buffered, Severity::Error,
     QT_TRANSLATE_NOOP("helio::Findings",
                       "A proxy, or the server's own output buffer, holds events back when compression is asked for, "
                       "as browsers do: with %1 the first of it came %2 later. %3"),
     QT_TRANSLATE_NOOP(
         "helio::Findings",
         "Flush the compressor after each event (in Node res.flush()), or leave text/event-stream out of compression."),
     "CODING|TIME|WHO STANDS THERE"},
    {FindingCase::BufferedRoutes, FindingCode::Buffered, Severity::Error,
     QT_TRANSLATE_NOOP("helio::Findings", "What stands between holds events back: the same %1 events came %2 later (at "
                                          "most %3) than by the direct way, %4 of them together with others. %5"),
     QT_TRANSLATE_NOOP("helio::Findings", "Turn buffering and compression off for this path at the proxy; "
                                          "X-Accel-Buffering: no in the answer of the server says so to some."),
     "NUMBER|TIME|TIME|NUMBER|WHO STANDS THERE"},
    {FindingCase::Bursts, FindingCode::Bursts, Severity::Note,
     QT_TRANSLATE_NOOP(
         "helio::Findings",
         "Events come in groups: %1 of them, with %2 events in the middle one, and a silence of %3 between them."),
     QT_TRANSLATE_NOOP("helio::Findings",
                       "Well, if the publisher means batches. Else the server polls its database, or something holds "
                       "events back that could not be proved: compare with the direct way (--against)."),
     "NUMBER|NUMBER|TIME"},
    {FindingCase::BurstsHeld, FindingCode::Bursts, Severity::Warning,
     QT_TRANSLATE_NOOP("helio::Findings", "Events wait for each other: %1 groups came, each with events that arose at "
                                          "least %2 apart, as the times in their data say."),
     QT_TRANSLATE_NOOP(
         "helio::Findings",
         "The server polls its database (have it be notified instead: LISTEN/NOTIFY, Redis), or something holds events "
         "back that could not be proved: compare with the direct way (--against)."),
     "NUMBER|TIME"},
    {FindingCase::AllAtOnce, FindingCode::AllAtOnce, Severity::Warning,
     QT_TRANSLATE_NOOP("helio::Findings", "All %1 text deltas of this answer came within %2, after a wait of %3: "
                                          "something held them back until it was whole, or it came from a cache."),
     QT_TRANSLATE_NOOP("helio::Findings",
                       "Turn buffering and compression off for this path at whatever stands before the model; in your "
                       "own server pass each chunk on as it comes, and do not wait for the whole answer."),
     "NUMBER|TIME|TIME"},
};

} // namespace

std::span<const FindingRow> rowsOfTheStream()
{
    return StreamRows;
}

} // namespace helio
