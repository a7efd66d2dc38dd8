// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "event/event.h"
#include "lens/dialect.h"
#include "lens/documentpaths.h"
#include "lens/lensmessages.h"

namespace helio {

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
    std::array<DocumentPaths::Found, size_t(Dialect::MaximumNesting) + 1> found_; ///< room for an event's values
    quint64 turn_ = 0;                                                            ///< rules applied
};

} // namespace helio
