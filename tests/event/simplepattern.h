// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>

#include <algorithm>

namespace helio::test {

/// Whether `byte` matches the element of `glob` at `at` (anything but `*`); `after` becomes the index behind the
/// element.
inline bool matchesOne(QByteArrayView glob, qsizetype at, char byte, qsizetype &after)
{
    switch (glob[at]) {
    case '?':
        after = at + 1;
        return true;
    case '\\':
        if (at + 1 < glob.size())
            ++at; // the next byte literally; a backslash at the very end stands for itself
        break;
    case '[': {
        qsizetype i = at + 1;
        const bool negated = i < glob.size() && glob[i] == '^';
        if (negated)
            ++i;
        bool found = false;
        // A class that is never closed ends with the pattern, as Redis reads it.
        for (; i < glob.size() && glob[i] != ']'; ++i) {
            if (glob[i] == '\\' && i + 1 < glob.size()) {
                found |= glob[++i] == byte;
            } else if (i + 2 < glob.size() && glob[i + 1] == '-') {
                const auto [low, high] = std::minmax({uchar(glob[i]), uchar(glob[i + 2])});
                found |= uchar(byte) >= low && uchar(byte) <= high;
                i += 2;
            } else {
                found |= glob[i] == byte;
            }
        }
        after = qMin(i + 1, glob.size());
        return found != negated;
    }
    default:
        break;
    }
    after = at + 1;
    return glob[at] == byte;
}

/// Whether the glob matches, by a matcher so simple that it can be seen to be right: what Pattern is judged by.
inline bool simplyMatches(QByteArrayView glob, QByteArrayView name)
{
    qsizetype g = 0;
    qsizetype n = 0;
    // Only the last star is ever tried again: an earlier one cannot help where a later one could not. That is what
    // keeps the cost from growing exponentially with the stars.
    qsizetype star = -1;
    qsizetype starName = 0;
    while (n < name.size()) {
        qsizetype after = 0;
        if (g < glob.size() && glob[g] == '*') {
            star = g++;
            starName = n;
        } else if (g < glob.size() && matchesOne(glob, g, name[n], after)) {
            g = after;
            ++n;
        } else if (star >= 0) {
            g = star + 1;
            n = ++starName;
        } else {
            return false;
        }
    }
    while (g < glob.size() && glob[g] == '*')
        ++g;
    return g == glob.size();
}

} // namespace helio::test
