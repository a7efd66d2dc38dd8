// SPDX-License-Identifier: GPL-3.0-or-later
#include "findings/revisions.h"

#include <algorithm>

namespace helio {

void Revisions::number(QList<Finding> &findings)
{
    if (states_.size() > MaximumStates) {
        states_.removeIf([&findings](const decltype(states_)::iterator &state) {
            return std::none_of(findings.begin(), findings.end(), [&state](const Finding &finding) {
                return state.key() == std::pair(int(finding.code), finding.subject);
            });
        });
    }
    for (Finding &finding : findings) {
        State &state = states_[{int(finding.code), finding.subject}];
        const QString text =
            QString::number(int(finding.severity)) + finding.words.english() + u'\n' + finding.remedy.english();
        if (state.text != text) {
            state.text = text;
            ++state.revision;
        }
        finding.revision = state.revision;
    }
}

} // namespace helio
