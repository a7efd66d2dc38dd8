// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "event/event.h"
#include "lens/dialect.h"
#include "lens/lensmessages.h"

namespace helio {

struct RuleBlock;

/// Applies the rules of a dialect to one event after the other.
class RuleRunner
{
public:
    explicit RuleRunner(Dialect dialect);

    void setHead(const LensHead &head) { head_ = head; }
    /// `messages` started this event.
    LensVerdict run(const Event &event, LensMessages &messages);
    /// The stream ended.
    void finish(LensMessages &messages) const;

private:
    Dialect dialect_;
    LensHead head_;
};

} // namespace helio
