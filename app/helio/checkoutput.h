// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "doctor/checkplan.h"
#include "doctor/checkreport.h"

namespace helio {

/// The findings, one a line with its remedy, and a line of figures, in the program's language.
QString checkText(const CheckReport &report);
/// The same as one line of JSON, in English.
QByteArray checkJson(const CheckPlan &plan, const CheckReport &report);
/// How far a check is, for a terminal, on one line without its end.
QString progressText(const CheckProgress &progress);

} // namespace helio
