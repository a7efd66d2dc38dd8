// SPDX-License-Identifier: GPL-3.0-or-later
#include "event/overlap.h"

#include <algorithm>

namespace helio {

namespace {

bool mayOverlapByPattern(const Pattern &one, const Pattern &other)
{
    const QByteArray &a = one.literalStart();
    const QByteArray &b = other.literalStart();
    return a.startsWith(b) || b.startsWith(a);
}

bool matchesName(const Selection &selection, const QByteArrayList &names)
{
    return std::any_of(names.cbegin(), names.cend(), [&](const QByteArray &name) { return selection.matches(name); });
}

} // namespace

bool mayOverlap(const Selection &one, const Selection &other)
{
    if (matchesName(one, other.channels()) || matchesName(other, one.channels()))
        return true;
    return std::any_of(one.patterns().cbegin(), one.patterns().cend(), [&](const Pattern &pattern) {
        return std::any_of(other.patterns().cbegin(), other.patterns().cend(),
                           [&](const Pattern &candidate) { return mayOverlapByPattern(pattern, candidate); });
    });
}

} // namespace helio
