// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringView>

namespace helio {

/// Whether it shows nothing, or moves what stands beside it: C1 controls, marks and overrides of direction, characters
/// without width, separators of lines and paragraphs, and their like. Those of ASCII are not among them.
bool isUnseen(char32_t character);

/// Calls `visit(character, units)` for each character of `text`, with the one or two units of UTF-16 that it consists
/// of. Half a surrogate pair is a character by itself.
template <typename Visit>
void forEachCharacter(QStringView text, const Visit &visit)
{
    while (!text.isEmpty()) {
        const bool isPair = text.size() > 1 && text[0].isHighSurrogate() && text[1].isLowSurrogate();
        const QStringView units = text.first(isPair ? 2 : 1);
        visit(isPair ? QChar::surrogateToUcs4(units[0], units[1]) : char32_t(units[0].unicode()), units);
        text = text.sliced(units.size());
    }
}

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
