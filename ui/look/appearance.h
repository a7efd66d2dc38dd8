// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/look/tone.h"

#include <QFont>
#include <QPalette>

namespace helio {

/// Which palette the program wears.
enum class Appearance {
    System, ///< the platform's own style and palette
    Light,
    Dark,
};

/// What a chart shows, as far as its color goes.
enum class ChartRole { In, Out, Clients, Bytes, Load };

/// Takes it on, for all windows at once.
void applyAppearance(Appearance appearance);

bool isDark(const QPalette &palette);
/// For links, marks and what is to be noticed.
QColor accentColor(const QPalette &palette);
/// For text that stands back; at least 4.5:1 on the window.
QColor mutedColor(const QPalette &palette);
/// For hair lines.
QColor separatorColor(const QPalette &palette);
/// Behind what a search found, and the text on it.
QColor markColor(const QPalette &palette);
QColor markedTextColor(const QPalette &palette);
/// For shapes, lines and grounds, and for text on the base (in tables and fields).
QColor toneColor(Tone tone, const QPalette &palette);
/// For text of a state on the window's own ground: the state's color where that has 4.5:1 there, else the window's text
/// color; the shape before the text says the state in any case.
QColor toneTextColor(Tone tone, const QPalette &palette);
/// Gives a label's text this color.
void setTextColor(QWidget *label, const QColor &color);
/// The same with the color of a state; `around` is the palette of what it stands in.
void setTextTone(QWidget *label, Tone tone, const QPalette &around);
/// As WCAG 2.2 measures it, 1 to 21; of opaque colors.
double contrast(const QColor &a, const QColor &b);
QColor chartColor(ChartRole role, const QPalette &palette);
/// Of one line among several, which can be distinguished; from the ninth on they begin anew.
QColor seriesColor(qsizetype index, const QPalette &palette);

/// Names a face for Chinese and Japanese behind the program's own. To be called before the first widget is made.
void nameFallbackFonts();
/// For data: monospace, with a face for Chinese, Japanese and Korean behind it.
QFont dataFont();
/// The height of a row in tables of text in `font`.
int rowHeight(const QFont &font);
/// What a character of names and figures takes in `font`. Faces with Chinese and Japanese call their squares average.
int characterWidth(const QFont &font);

} // namespace helio
