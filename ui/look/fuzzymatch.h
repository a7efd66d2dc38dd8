// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

#include <optional>

namespace helio {

/// How well a text has the letters that somebody typed, and where.
struct FuzzyMatch
{
    int score = 0;        ///< larger is better; comparable among texts matched by the same words
    QList<int> positions; ///< of the letters found, rising, each once
};

/// What was typed, ready to be compared with many texts: words with spaces between them, each of which must be in the
/// text, its letters in their order but not side by side. Capital and small letters are the same. Letters at the
/// beginnings of words and side by side count more, and so do short texts.
class FuzzyPattern
{
public:
    /// Of a longer text and of more letters, only the first count.
    static constexpr qsizetype MostLetters = 64;
    static constexpr qsizetype MostOfText = 400;

    explicit FuzzyPattern(const QString &typed = {});

    bool isEmpty() const { return words_.isEmpty(); }
    /// Nothing where a word is not in it; an empty pattern matches all, nowhere.
    std::optional<FuzzyMatch> match(QStringView text) const;

private:
    QStringList words_; ///< in small letters
};

} // namespace helio
