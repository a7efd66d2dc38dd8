// SPDX-License-Identifier: GPL-3.0-or-later
#include "budget.h"
#include "json/utf8.h"
#include "server/requesttarget.h"

// The input is a target. What is taken apart is valid UTF-8, and put together again it is taken apart into the same;
// what is refused is refused in words, which do not repeat what may be a token.

namespace {

using namespace helio;
using helio::fuzz::require;

QByteArray composed(const RequestTarget &target)
{
    QByteArray text;
    for (const QByteArray &segment : target.path)
        text += '/' + segment.toPercentEncoding();
    if (text.isEmpty())
        text = "/";
    text += '?';
    for (const auto &[name, value] : target.query)
        text += name.toPercentEncoding() + '=' + value.toPercentEncoding() + '&';
    return text;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const helio::fuzz::WorkBudget budget(size);
    const QByteArray input = '/' + QByteArray(reinterpret_cast<const char *>(data), qsizetype(size));
    QString problem;
    const auto target = RequestTarget::parse(input, problem);
    require(target.has_value() == problem.isEmpty(), "a problem without words, or words without one");
    require(problem.size() < 200, "words as long as the input");
    if (!target)
        return 0;
    for (const QByteArray &segment : target->path)
        require(!firstInvalidUtf8(segment), "a segment that is not UTF-8");
    for (const auto &[name, value] : target->query) {
        require(!firstInvalidUtf8(name) && !firstInvalidUtf8(value), "a pair that is not UTF-8");
        require(shownName(name).size() <= 48, "a name that is shown at any length");
        require(target->value(name).has_value(), "a pair that is not found");
    }
    const auto again = RequestTarget::parse(composed(*target), problem);
    require(again && again->path == target->path && again->query == target->query,
            "a target that was put together again says something else");
    return 0;
}
