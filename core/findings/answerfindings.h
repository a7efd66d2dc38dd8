// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "findings/bodysample.h"
#include "findings/finding.h"
#include "findings/judged.h"

namespace helio {

/// What is judged of one request and its answer, beside the body's events.
struct JudgedAnswer
{
    JudgedRequest request;
    JudgedDial dial;
    QList<JudgedRedirect> redirects; ///< the first of them, see MaximumRedirects
    JudgedHead head;                 ///< status 0: none came
    BodySample sample;

    static constexpr qsizetype MaximumRedirects = 32;

    bool hasHead() const { return head.status != 0; }
    /// Its body is what was asked for, as far as the status says.
    bool isWanted() const { return head.status == 200; }
    /// A JSON answer to who asks for one, which is right: MCP by POST, or `Accept`.
    bool isJsonAnswer() const;
    /// Its body is an event stream, be it by its content type or in truth; for other formats whatever is wanted.
    bool isStream() const;
};

/// `unreachable`, `tls-untrusted`, `redirected`, `redirect-loop`, `credentials-dropped`.
void addWayFindings(QList<Finding> &findings, const JudgedAnswer &answer);
/// `refused-status`, `told-to-stay-away`.
void addStatusFindings(QList<Finding> &findings, const JudgedAnswer &answer);
/// `wrong-type`, `wrong-charset`, `compressed`, `cacheable`.
void addHeadFindings(QList<Finding> &findings, const JudgedAnswer &answer);
/// `cors`, `six-connections`: what a page would meet.
void addPageFindings(QList<Finding> &findings, const JudgedAnswer &answer);

} // namespace helio
