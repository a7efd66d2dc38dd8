// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "findings/finding.h"

#include <QString>

namespace helio {

/// One thing that is wrong, or worth knowing, with one stream of the window or with its hub.
struct Problem
{
    int source = 0;  ///< the stream's id; HubSource: the hub
    QString subject; ///< its name, for people
    Finding finding;
    qint64 since = 0; ///< milliseconds since 1970: when it was found first
    qint64 last = 0;  ///< when its figures became others last
};

/// Whether they are one problem, whatever has become of it.
bool isSameProblem(const Problem &a, const Problem &b);
/// Where it can be seen, a line for each kind of evidence, then the lines of the answer as they came. Empty: nowhere.
QString evidenceText(const Evidence &evidence);
/// All of it as text: severity, code and subject, words, remedy, evidence.
QString problemText(const Problem &problem);
/// `✕ error: ` and the words, for a line or a tool tip.
QString problemLine(const Finding &finding);

} // namespace helio
