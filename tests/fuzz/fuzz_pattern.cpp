// SPDX-License-Identifier: GPL-3.0-or-later
#include "event/pattern.h"
#include "event/simplepattern.h"

#include <cstdio>
#include <cstdlib>

// The input is a glob and, behind the first line feed, a name: a pattern must match what the simple matcher says, and
// what matches must hold all that is literal in the glob.

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArray input(reinterpret_cast<const char *>(data), qsizetype(size));
    const qsizetype end = input.indexOf('\n');
    const QByteArray glob = end < 0 ? input : input.first(end);
    const QByteArray name = end < 0 ? input : input.sliced(end + 1);
    const helio::Pattern pattern(glob);
    const bool matches = pattern.matches(name);
    bool isRight = matches == helio::test::simplyMatches(glob, name);
    if (matches) {
        isRight = isRight && name.startsWith(pattern.literalStart());
        for (const QByteArray &literal : pattern.literals())
            isRight = isRight && name.contains(literal);
    }
    if (!isRight) {
        std::fputs("a pattern that matches otherwise than the simple matcher", stderr);
        std::abort();
    }
    return 0;
}
