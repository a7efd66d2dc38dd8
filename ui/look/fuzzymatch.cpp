// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/fuzzymatch.h"

#include <algorithm>
#include <limits>
#include <vector>

namespace helio {

namespace {

constexpr int Letter = 16;     ///< found at all
constexpr int WordStart = 14;  ///< at the beginning of a word
constexpr int TextStart = 10;  ///< at the very beginning, besides
constexpr int SideBySide = 10; ///< right behind the one before
constexpr int Gap = 1;         ///< each letter passed over, up to a word's length
constexpr int WidestGap = 8;
constexpr int None = std::numeric_limits<int>::min() / 2;

bool isWordStart(QStringView text, qsizetype at)
{
    if (at == 0)
        return true;
    const QChar before = text[at - 1];
    const QChar here = text[at];
    return !before.isLetterOrNumber() || (before.isLower() && here.isUpper()) || (!before.isDigit() && here.isDigit());
}

/// Cheap, and what most texts do not pass.
bool hasInOrder(QStringView text, QStringView letters)
{
    qsizetype at = 0;
    for (const QChar c : text) {
        if (c.toLower() == letters[at] && ++at == letters.size())
            return true;
    }
    return false;
}

/// The best places of `letters` in `text`, which has them in order: for each letter and place, the best score of all up
/// to there that ends there.
int place(QStringView text, QStringView letters, QList<int> &positions)
{
    const qsizetype size = text.size();
    std::vector<int> best(size_t(letters.size() * size), None);
    std::vector<int> from(best.size(), -1); ///< the place of the letter before
    for (qsizetype letter = 0; letter < letters.size(); ++letter) {
        int *row = best.data() + letter * size;
        const int *before = letter > 0 ? row - size : nullptr;
        int reach = None; // the best of the row before, less what was passed over since
        int reachFrom = -1;
        for (qsizetype at = letter; at < size; ++at) {
            if (before && at >= 2 && before[at - 2] > None) {
                const int score = before[at - 2] - Gap;
                if (score >= reach) {
                    reach = score;
                    reachFrom = int(at - 2);
                }
            }
            if (text[at].toLower() == letters[letter]) {
                int score = Letter + (isWordStart(text, at) ? WordStart : 0) + (at == 0 ? TextStart : 0);
                if (!before) {
                    row[at] = score - std::min(int(at), WidestGap) / 2;
                } else {
                    const int joined = before[at - 1] > None ? before[at - 1] + SideBySide : None;
                    const int previous = std::max(joined, reach);
                    if (previous > None) {
                        row[at] = score + previous;
                        from[size_t(letter * size + at)] = joined >= reach ? int(at - 1) : reachFrom;
                    }
                }
            }
            if (reach > None && at - reachFrom <= WidestGap)
                reach -= Gap;
        }
    }
    const int *last = best.data() + (letters.size() - 1) * size;
    const int *end = std::max_element(last, last + size);
    int at = int(end - last);
    for (qsizetype letter = letters.size() - 1; letter >= 0; --letter) {
        positions.append(at);
        at = from[size_t(letter * size + at)];
    }
    return *end;
}

} // namespace

FuzzyPattern::FuzzyPattern(const QString &typed)
    : words_(typed.left(MostLetters).toLower().simplified().split(u' ', Qt::SkipEmptyParts))
{}

std::optional<FuzzyMatch> FuzzyPattern::match(QStringView text) const
{
    const QStringView seen = text.left(MostOfText);
    FuzzyMatch match;
    for (const QString &word : words_) {
        if (!hasInOrder(seen, word))
            return std::nullopt;
    }
    for (const QString &word : words_)
        match.score += place(seen, word, match.positions);
    if (!words_.isEmpty())
        match.score -= int(std::min<qsizetype>(seen.size() / 4, 20));
    std::sort(match.positions.begin(), match.positions.end());
    match.positions.erase(std::unique(match.positions.begin(), match.positions.end()), match.positions.end());
    return match;
}

} // namespace helio
