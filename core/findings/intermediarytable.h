// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>

namespace helio {

/// A proxy, a service or a server that may stand between a stream and its reader: how an answer's head shows it, and
/// its settings. Texts are of the context `helio::Findings`; empty where there is none.
struct IntermediaryRow
{
    static constexpr int MaximumSigns = 4;

    struct Sign
    {
        const char *field;
        const char *token; ///< in its value, whatever the case; empty: the field alone is the sign
    };

    const char *name;
    Sign signs[MaximumSigns];
    const char *buffering; ///< how it stops holding events back
    const char *idle;      ///< how it stops cutting what is silent or old
    const char *caching;   ///< how it stops keeping answers
};

std::span<const IntermediaryRow> intermediaryRows();

} // namespace helio
