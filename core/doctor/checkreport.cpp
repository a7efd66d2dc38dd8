// SPDX-License-Identifier: GPL-3.0-or-later
#include "doctor/checkreport.h"

#include <algorithm>

namespace helio {

namespace {

bool hasSeverity(const QList<Finding> &findings, Severity severity)
{
    return std::any_of(findings.begin(), findings.end(),
                       [severity](const Finding &finding) { return finding.severity == severity; });
}

} // namespace

bool CheckReport::hasFault() const
{
    return hasSeverity(findings, Severity::Error) || hasSeverity(findings, Severity::Warning);
}

const char *CheckReport::verdict() const
{
    if (hasSeverity(findings, Severity::Error))
        return "errors";
    if (hasSeverity(findings, Severity::Warning))
        return "warnings";
    return findings.isEmpty() ? "ok" : "notes";
}

} // namespace helio
