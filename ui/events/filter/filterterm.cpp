// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/events/filter/filterterm.h"

#include "json/utf8.h"

#include <cmath>

namespace helio {

namespace {

Verdict verdict(bool yes)
{
    return yes ? Verdict::Yes : Verdict::No;
}

/// Above it a double does not distinguish neighbouring integers.
constexpr double ExactIntegers = 9007199254740992.0;

/// PCRE2's own bound of steps from one place in the text. It gives up where it is passed, wherever in the text.
const QString LimitPrefix = QStringLiteral("(*LIMIT_MATCH=20000)");

/// Whether single steps of it may cost as much as the text is long. May be wrong on the safe side only.
bool isDear(const QString &pattern)
{
    static const QRegularExpression dear(
        QStringLiteral(R"(\\[1-9gk]|\(\?(?:R|P[=>]|&|[-+]?\d)|\{\d*,\d*\}|\{\d{2,}\})"));
    return dear.match(pattern).hasMatch();
}

} // namespace

Verdict TextTerm::judge(const EventView &event) const
{
    return verdict(text.isIn(event.data) || text.isIn(event.type) || text.isIn(event.id) || text.isIn(event.channel));
}

std::optional<RegexTerm> RegexTerm::make(const QString &pattern, bool ignoreCase, qsizetype *mistakeAt,
                                         QString *mistake)
{
    QRegularExpression::PatternOptions options = QRegularExpression::UseUnicodePropertiesOption;
    if (ignoreCase)
        options |= QRegularExpression::CaseInsensitiveOption;
    RegexTerm term;
    term.expression = QRegularExpression(LimitPrefix + pattern, options);
    if (!term.expression.isValid()) {
        *mistakeAt =
            std::clamp<qsizetype>(term.expression.patternErrorOffset() - LimitPrefix.size(), 0, pattern.size());
        *mistake = term.expression.errorString();
        return std::nullopt;
    }
    if (isDear(pattern))
        term.maximumBytes = MaximumBytesWhenDear;
    return term;
}

Verdict RegexTerm::judgePart(QByteArrayView part) const
{
    const auto match = expression.match(decodeUtf8(part.first(std::min(part.size(), maximumBytes))));
    if (match.hasMatch())
        return Verdict::Yes;
    return match.isValid() ? Verdict::No : Verdict::GaveUp;
}

Verdict RegexTerm::judge(const EventView &event) const
{
    bool gaveUp = false;
    for (const QByteArrayView part : {event.data, event.type, event.id, event.channel}) {
        // An expression that matches nothing at all would find it in every event that has no id.
        if (part.isEmpty() && part.data() != event.data.data())
            continue;
        const Verdict judged = judgePart(part);
        if (judged == Verdict::Yes)
            return judged;
        gaveUp = gaveUp || judged == Verdict::GaveUp;
    }
    return gaveUp ? Verdict::GaveUp : Verdict::No;
}

Verdict FieldTerm::judge(const EventView &event, const QString &sourceName) const
{
    const auto is = [this](QByteArrayView name) { return verdict(isMetBy(name)); };
    switch (field) {
    case Field::Channel:
        return is(event.channel);
    case Field::Type:
        // What the stream named none for is of this type, and is shown so.
        return is(event.type.isEmpty() ? QByteArrayView("message") : event.type);
    case Field::Id:
        return is(event.id);
    case Field::Source:
        return is(sourceName.toUtf8());
    case Field::Address:
    case Field::Program:
    case Field::Origin:
    case Field::Subject:
    case Field::Hub:
    case Field::Reason:
    case Field::Severity:
    case Field::Stream:
    case Field::Code:
        break;
    }
    return Verdict::No;
}

Verdict PathTerm::judge(const EventView &event) const
{
    const auto value = path.find(event.data);
    if (!value)
        return Verdict::No;
    const auto isEqual = [&] {
        switch (kind) {
        case Kind::Number: {
            const auto there = value->number();
            if (!there || *there != number)
                return false;
            return std::abs(number) < ExactIntegers || value->unescaped() == text;
        }
        case Kind::Text:
            return value->kind == JsonValue::Kind::String && value->unescaped() == text;
        case Kind::Literal:
            return value->text == text;
        }
        return false;
    };
    switch (compare) {
    case Compare::IsThere:
        return Verdict::Yes;
    case Compare::Equal:
        return verdict(isEqual());
    case Compare::NotEqual:
        return verdict(!isEqual());
    case Compare::Less:
    case Compare::LessOrEqual:
    case Compare::Greater:
    case Compare::GreaterOrEqual:
        break;
    }
    const auto there = value->number();
    if (!there)
        return Verdict::No;
    switch (compare) {
    case Compare::Less:
        return verdict(*there < number);
    case Compare::LessOrEqual:
        return verdict(*there <= number);
    case Compare::Greater:
        return verdict(*there > number);
    case Compare::GreaterOrEqual:
        return verdict(*there >= number);
    case Compare::IsThere:
    case Compare::Equal:
    case Compare::NotEqual:
        break;
    }
    return Verdict::No;
}

Verdict FilterTerm::judge(const EventView &event, const QString &sourceName) const
{
    const auto judged = std::visit(
        [&](const auto &term) {
            if constexpr (requires { term.judge(event, sourceName); })
                return term.judge(event, sourceName);
            else
                return term.judge(event);
        },
        what);
    if (!excludes || judged == Verdict::GaveUp)
        return judged;
    return verdict(judged == Verdict::No);
}

int FilterTerm::cost() const
{
    struct
    {
        int operator()(const FieldTerm &) const { return 0; }
        int operator()(const TextTerm &) const { return 1; }
        int operator()(const PathTerm &) const { return 2; }
        int operator()(const RegexTerm &) const { return 3; }
    } costs;
    return std::visit(costs, what);
}

} // namespace helio
