// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "event/pattern.h"
#include "json/jsonpath.h"
#include "ui/events/eventring.h"
#include "ui/events/filter/textfinder.h"

#include <QRegularExpression>

#include <variant>

namespace helio {

/// Whether an event is what one term asks for.
enum class Verdict {
    No,
    Yes,
    GaveUp, ///< a regular expression found no answer within its bounds
};

/// Text anywhere in data, type, id or channel.
struct TextTerm
{
    TextFinder text;

    Verdict judge(const EventView &event) const;
};

/// A regular expression, on data, type, id and channel, each on its own.
struct RegexTerm
{
    /// How much of each part it reads. With LIMIT_MATCH this keeps one match within some milliseconds, whatever the
    /// pattern and the data.
    static constexpr qsizetype MaximumBytes = 16 * 1024;
    /// The same for patterns whose single steps cost more the longer the text: with references back, recursion or
    /// large counts.
    static constexpr qsizetype MaximumBytesWhenDear = 1024;

    QRegularExpression expression;
    qsizetype maximumBytes = MaximumBytes;

    /// Whether it is found in one part.
    Verdict judgePart(QByteArrayView part) const;

    /// `mistakeAt` is an index into `pattern`; nothing when it cannot be compiled.
    static std::optional<RegexTerm> make(const QString &pattern, bool ignoreCase, qsizetype *mistakeAt,
                                         QString *mistake);
    Verdict judge(const EventView &event) const;
};

/// One of the names that an event, a client or a problem has: exactly, or by a glob. Each filter says which of them it
/// knows.
struct FieldTerm
{
    enum class Field {
        Channel,
        Type,
        Id,
        Source,
        Address,
        Program,
        Origin,
        Subject,
        Hub,
        Reason,
        Severity,
        Stream,
        Code
    };

    Field field = Field::Channel;
    std::optional<Pattern> glob; ///< else `exact` counts
    QByteArray exact;

    bool isMetBy(QByteArrayView name) const { return glob ? glob->matches(name) : name == exact; }

    Verdict judge(const EventView &event, const QString &sourceName) const;
};

/// A value in the data, when that is JSON. An event without it matches no comparison.
struct PathTerm
{
    enum class Compare { IsThere, Equal, NotEqual, Less, LessOrEqual, Greater, GreaterOrEqual };
    enum class Kind { Number, Text, Literal };

    JsonPath path;
    Compare compare = Compare::IsThere;
    Kind kind = Kind::Number; ///< of what is compared with; a number in a JSON string is a number too
    double number = 0;
    QByteArray text; ///< as it was written; of a literal `true`, `false` or `null`

    Verdict judge(const EventView &event) const;
};

struct FilterTerm
{
    std::variant<TextTerm, RegexTerm, FieldTerm, PathTerm> what;
    bool excludes = false;

    Verdict judge(const EventView &event, const QString &sourceName) const;
    /// To ask the cheap ones first.
    int cost() const;
};

} // namespace helio
