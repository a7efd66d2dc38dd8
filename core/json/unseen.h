// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace helio {

/// Whether it shows nothing, or moves what stands beside it: C1 controls, marks and overrides of direction, characters
/// without width, separators of lines and paragraphs, and their like. Those of ASCII are not among them.
bool isUnseen(char32_t character);

/// What stands for characters that show nothing.
struct VisibleSigns
{
    QChar lineFeed;
    QChar tab;
    QChar before; ///< the code of what isUnseen(), as in <U+202E>
    QChar after;
};

/// In a terminal: the pictures of Unicode for all control characters, ASCII around codes.
inline constexpr VisibleSigns TerminalSigns{u'␊', u'␉', u'<', u'>'};
/// In a window: what editors show for line feed and tab, as few faces have their pictures.
inline constexpr VisibleSigns WindowSigns{u'⏎', u'⇥', u'‹', u'›'};

/// `<U+202E>`, with four digits at least.
QString unseenMark(char32_t character, const VisibleSigns &signs = WindowSigns);
/// Text of others as it may stand on one line among our own: line feeds and tabs by their signs, other control
/// characters of ASCII as their pictures (␀ …), and what isUnseen() as its mark. What is visible stays as it is.
QString visibleLine(const QString &text, const VisibleSigns &signs = WindowSigns);

} // namespace helio
