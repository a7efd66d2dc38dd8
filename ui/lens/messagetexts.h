// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lens/lensmessage.h"
#include "ui/look/tone.h"

#include <QString>

/// What a conversation says about messages and their parts, for people, translated.
namespace helio::messagetexts {

/// Between what stands in one line.
QString separator();

Tone tone(const LensMessage &message);
/// What became of it, with its shape, e.g. `✕ cut: the stream ended within it`.
QString state(const LensMessage &message);
/// Who says it, with state() behind.
QString head(const LensMessage &message);
/// Times and numbers; before them state() where one must not overlook it. As lines of so many columns, of which none is
/// empty, and one at least. `isFull`: not all its lines are shown.
QStringList figures(const LensMessage &message, bool isFull, int columns);

/// Before a part: which tool is called, that it is reasoning; where it is folded, how long it is.
QString label(const LensPart &part, const LensMessage &message, bool isFolded);
/// Before what a tool answered.
QString resultLabel(const LensPart &part, const LensMessage &message);

} // namespace helio::messagetexts
