// SPDX-License-Identifier: GPL-3.0-or-later
#include "json/unseen.h"

#include <algorithm>

namespace helio {

namespace {

constexpr char16_t Delete = 0x7F;
constexpr char16_t PicturesOfControls = 0x2400;
constexpr char16_t PictureOfDelete = 0x2421;

/// Half of a character beyond 16 bits counts, too: the whole has to be looked at.
bool isOdd(QChar c)
{
    return c.unicode() < 0x20 ||
           (c.unicode() >= Delete && (c.isSurrogate() || c.unicode() == Delete || isUnseen(c.unicode())));
}

} // namespace

bool isUnseen(char32_t character)
{
    if (character <= Delete)
        return false;
    switch (QChar::category(character)) {
    case QChar::Other_Control:
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph:
        return true;
    case QChar::Other_Format:
        // Signs of numbers, of the end of a verse and of an abbreviation, which are seen.
        return !(character >= 0x600 && character <= 0x605) && character != 0x6DD && character != 0x70F &&
               character != 0x890 && character != 0x891 && character != 0x8E2 && character != 0x110BD &&
               character != 0x110CD;
    default:
        break;
    }
    // Letters and marks that show nothing, and the tags and selectors in which text can be hidden.
    return character == 0x34F || character == 0x115F || character == 0x1160 || character == 0x17B4 ||
           character == 0x17B5 || character == 0x3164 || character == 0xFFA0 ||
           (character >= 0xE0000 && character <= 0xE0FFF);
}

QString unseenMark(char32_t character, const VisibleSigns &signs)
{
    return signs.before + QStringLiteral("U+%1").arg(uint(character), 4, 16, QLatin1Char('0')).toUpper() + signs.after;
}

QString visibleLine(const QString &text, const VisibleSigns &signs)
{
    // Most text has nothing of the kind, and is not copied.
    const auto first = std::find_if(text.cbegin(), text.cend(), isOdd);
    if (first == text.cend())
        return text;
    const qsizetype begin = first - text.cbegin();
    QString shown = text.first(begin);
    shown.reserve(text.size() + 16);
    forEachCharacter(QStringView(text).sliced(begin), [&](char32_t character, QStringView units) {
        if (character == U'\n')
            shown += signs.lineFeed;
        else if (character == U'\t')
            shown += signs.tab;
        else if (character < 0x20)
            shown += QChar(char16_t(PicturesOfControls + character));
        else if (character == Delete)
            shown += QChar(PictureOfDelete);
        else if (isUnseen(character))
            shown += unseenMark(character, signs);
        else
            shown += units;
    });
    return shown;
}

} // namespace helio
