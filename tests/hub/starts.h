// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/store.h"

namespace helio::test {

/// Names, and after "~" a pattern: {"a", "b", "~users.*"}.
inline Selection select(const QByteArrayList &entries)
{
    Selection selection;
    for (const QByteArray &entry : entries) {
        if (entry.startsWith('~'))
            selection.addPattern(entry.mid(1));
        else
            selection.addChannel(entry);
    }
    return selection;
}

inline Start after(const QByteArray &id)
{
    Start start;
    start.kind = Start::Kind::After;
    start.id = id;
    return start;
}

inline Start earliest()
{
    Start start;
    start.kind = Start::Kind::Earliest;
    return start;
}

} // namespace helio::test
