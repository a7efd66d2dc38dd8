// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>
#include <QStringList>

#include <optional>
#include <vector>

class QRandomGenerator;

namespace helio {

/// Text with placeholders, of which each event gets its own values:
///
///     {{n}}               which event of a run it is, from 1
///     {{now}}             the time, as in 2026-11-21T01:02:03.456Z
///     {{uuid}}            a random UUID
///     {{random 90 110}}   a whole number from 90 to 110, both included; with decimals where one of them has some
///     {{pick a|b}}        one of the texts between the bars
///
/// `{{{{` stands for `{{` itself. A value, made by parse().
class Placeholders
{
    Q_DECLARE_TR_FUNCTIONS(helio::Placeholders)
public:
    struct Mistake
    {
        qsizetype offset = 0; ///< of the placeholder's first brace, in UTF-16 units
        qsizetype line = 0;   ///< from 1
        qsizetype column = 0; ///< characters from 1
        QString what;         ///< for people, translated
    };
    /// What an event's values come from.
    struct Source
    {
        qint64 number = 1;
        qint64 time = 0; ///< milliseconds since 1970
        QRandomGenerator *chance = nullptr;
    };

    /// Nothing where a placeholder is none; `mistake`, if given, then says which.
    static std::optional<Placeholders> parse(const QString &text, Mistake *mistake = nullptr);
    /// As it must be written so that `text` itself comes of it.
    static QString escaped(const QString &text);

    /// A part of the text, and where an expansion has what came of it.
    struct Span
    {
        qsizetype offset = 0;
        qsizetype length = 0;
        qsizetype expanded = 0;
        bool isLiteral = true; ///< the expansion has it as it stands
    };

    /// Every expansion is the same.
    bool isConstant() const;
    /// `spans`, if given, then has one for each part.
    QString expand(const Source &source, std::vector<Span> *spans = nullptr) const;
    /// Where in the text stands what gave the character at `offset` of the expansion.
    static qsizetype sourceOffset(const std::vector<Span> &spans, qsizetype offset);

private:
    enum class Kind { Text, Number, Now, Uuid, Random, Pick };
    struct Part
    {
        Kind kind = Kind::Text;
        qsizetype offset = 0; ///< in the text
        qsizetype length = 0;
        QString text; ///< of Kind::Text: what comes of it
        QStringList choices;
        qint64 from = 0; ///< in units of the last decimal
        qint64 to = 0;
        int decimals = 0;
    };

    static std::optional<Part> partOf(QStringView inner, QString *what);
    static std::optional<Part> randomOf(QStringView arguments, QString *what);
    static QString valueOf(const Part &part, const Source &source);
    void addText(qsizetype offset, qsizetype length, QStringView text);

    std::vector<Part> parts_;
};

} // namespace helio
