// SPDX-License-Identifier: GPL-3.0-or-later
#include "budget.h"
#include "server/requestscanner.h"

#include <QList>

#include <algorithm>

// The first byte says how the rest is cut. However the bytes of a connection are cut, the same requests must come of
// them, each within its bounds and framed without doubt; and once something is refused, nothing more is held.

namespace {

using namespace helio;
using helio::fuzz::require;

constexpr qsizetype MaximumBody = 4096;

struct Outcome
{
    QList<ScannedRequest> requests;
    int refusal = 0; ///< status; 0: none
    ScannedRequest unfinished;
};

Outcome scan(QByteArrayView wire, qsizetype step)
{
    Outcome outcome;
    RequestScanner scanner(MaximumBody);
    for (qsizetype at = 0; at < wire.size(); at += step) {
        scanner.feed(wire.sliced(at, std::min(step, wire.size() - at)));
        scanner.takeExpectsContinue();
        require(scanner.bodyBytes() <= MaximumBody, "a body beyond the bound");
        require(scanner.heldBytes() <= 4 * (wire.size() + 1024), "more is held than came");
        while (scanner.phase() == RequestScanner::Phase::Ready)
            outcome.requests.append(scanner.take());
    }
    if (scanner.phase() == RequestScanner::Phase::Refused) {
        outcome.refusal = scanner.refusal().status;
        require(outcome.refusal >= 400 && !scanner.refusal().detail.isEmpty(), "a refusal without words");
        scanner.feed(wire);
        require(scanner.phase() == RequestScanner::Phase::Refused && scanner.bodyBytes() == 0,
                "something is read after a refusal");
    }
    outcome.unfinished = scanner.unfinished();
    return outcome;
}

void judge(const ScannedRequest &request)
{
    require(request.target.startsWith('/') || (request.target == "*" && request.method == "OPTIONS"),
            "a target that is none");
    require(!request.target.contains('#') && !request.target.contains(' '), "a target with what does not belong there");
    for (const char c : {'/', '@', ',', ' ', '?', '#', '\\'})
        require(!request.host.contains(c), "a Host that is more than one");
    require(request.headForQt().endsWith("\r\n\r\n") &&
                request.headForQt().indexOf("\r\n\r\n") == request.headForQt().size() - 4,
            "a head with an end within");
    require(!request.headForQt().contains('\0'), "a head with a NUL");
    require(request.body.size() <= MaximumBody, "a body beyond the bound");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 1)
        return 0;
    const helio::fuzz::WorkBudget budget(size);
    const QByteArrayView wire(data + 1, qsizetype(size - 1));
    const Outcome whole = scan(wire, std::max<qsizetype>(wire.size(), 1));
    const Outcome inPieces = scan(wire, data[0] + 1);
    // With which status may differ where there is more than one reason.
    require((whole.refusal == 0) == (inPieces.refusal == 0) && whole.requests.size() == inPieces.requests.size(),
            "other requests when read in pieces");
    for (qsizetype i = 0; i < whole.requests.size(); ++i) {
        const ScannedRequest &one = whole.requests[i];
        const ScannedRequest &other = inPieces.requests[i];
        judge(one);
        require(one.headForQt() == other.headForQt() && one.body == other.body && one.method == other.method &&
                    one.target == other.target && one.host == other.host && one.origin == other.origin &&
                    one.forwardedFor == other.forwardedFor && one.keepAlive == other.keepAlive,
                "another request when read in pieces");
    }
    return 0;
}
