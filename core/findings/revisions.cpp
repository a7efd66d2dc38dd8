// SPDX-License-Identifier: GPL-3.0-or-later
#include "findings/revisions.h"

namespace helio {

void Revisions::number(QList<Finding> &findings)
{
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
