// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "findings/finding.h"
#include "ui/look/tone.h"

#include <QString>

namespace helio {

/// How severe a finding is, wherever the window says it: a color, a shape and a word, never one of them alone.
Tone severityTone(Severity severity);
/// ✕ ▲ ○
QString severityShape(Severity severity);
/// `error`, `warning` or `note`, translated.
QString severityWord(Severity severity);
/// Both: `✕ error`.
QString severityText(Severity severity);

} // namespace helio
