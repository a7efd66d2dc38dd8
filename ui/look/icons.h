// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIcon>

namespace helio {

enum class Glyph { None, Start, Stop, Pause, Plus, Clear, Copy, Send, Close };

/// Painted in the palette's text color when it is shown, so that it suits light and dark without being made anew. A
/// null icon for None.
QIcon glyphIcon(Glyph glyph);
/// The program's own, a mirror that throws the sun's light: the pictures that tools/icons made of the SVG that the
/// desktop has.
QIcon programIcon();

} // namespace helio
