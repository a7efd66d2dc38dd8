// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/events/filter/eventfilter.h"

#include "ui/events/filter/filterparser.h"

#include <algorithm>

namespace helio {

std::optional<EventFilter> EventFilter::parse(const QString &text, Mistake *mistake)
{
    auto parsed = parseFilter(text, syntax(), mistake);
    if (!parsed)
        return std::nullopt;
    EventFilter filter;
    filter.text_ = text;
    filter.terms_ = cheapestFirst(std::move(*parsed));
    return filter;
}

Verdict EventFilter::judge(const EventView &event, const QString &sourceName) const
{
    if (!terms_)
        return Verdict::Yes;
    for (const FilterTerm &term : *terms_) {
        if (const Verdict judged = term.judge(event, sourceName); judged != Verdict::Yes)
            return judged;
    }
    return Verdict::Yes;
}

bool EventFilter::isDear() const
{
    return terms_ && std::any_of(terms_->begin(), terms_->end(),
                                 [](const FilterTerm &term) { return std::holds_alternative<RegexTerm>(term.what); });
}

bool EventFilter::asksForSource() const
{
    return terms_ && std::any_of(terms_->begin(), terms_->end(), [](const FilterTerm &term) {
               const auto *field = std::get_if<FieldTerm>(&term.what);
               return field && field->field == Field::Source;
           });
}

QString EventFilter::quoted(QStringView text)
{
    QString quoted = text.toString();
    quoted.replace(u'\\', QStringLiteral("\\\\"))
        .replace(u'"', QStringLiteral("\\\""))
        .replace(u'\n', QStringLiteral("\\n"))
        .replace(u'\r', QStringLiteral("\\r"))
        .replace(u'\t', QStringLiteral("\\t"));
    return u'"' + quoted + u'"';
}

QString EventFilter::term(Field field, QStringView value)
{
    const bool isPlain = !value.isEmpty() && std::all_of(value.begin(), value.end(), [](QChar c) {
        return c.isLetterOrNumber() || QStringView(u"._-/:@#").contains(c);
    });
    return prefix(field) + (isPlain ? value.toString() : quoted(value));
}

QString EventFilter::prefix(Field field)
{
    switch (field) {
    case Field::Channel:
        return QStringLiteral("channel:");
    case Field::Type:
        return QStringLiteral("type:");
    case Field::Id:
        return QStringLiteral("id:");
    case Field::Source:
        return QStringLiteral("source:");
    case Field::Address:
        return QStringLiteral("address:");
    case Field::Program:
        return QStringLiteral("program:");
    case Field::Origin:
        return QStringLiteral("origin:");
    case Field::Subject:
        return QStringLiteral("subject:");
    case Field::Hub:
        return QStringLiteral("hub:");
    case Field::Reason:
        return QStringLiteral("reason:");
    case Field::Severity:
        return QStringLiteral("severity:");
    case Field::Stream:
        return QStringLiteral("stream:");
    case Field::Code:
        return QStringLiteral("code:");
    }
    return {};
}

const FilterSyntax &EventFilter::syntax()
{
    static const FilterSyntax syntax{{Field::Channel, Field::Type, Field::Id, Field::Source}, true};
    return syntax;
}

QString EventFilter::withOnly(const QString &text, Field field, const QString &term)
{
    const auto parsed = parseFilter(text, syntax(), nullptr);
    if (!parsed)
        return term;
    QStringList kept;
    for (const ParsedTerm &part : *parsed) {
        const auto *asked = std::get_if<FieldTerm>(&part.term.what);
        if (!asked || asked->field != field)
            kept.append(text.mid(part.at, part.length));
    }
    kept.append(term);
    return kept.join(u' ');
}

QString EventFilter::joined(const QString &text, const QString &term)
{
    const auto parsed = parseFilter(text, syntax(), nullptr);
    if (!parsed)
        return term;
    QStringList kept;
    for (const ParsedTerm &part : *parsed)
        kept.append(text.mid(part.at, part.length));
    if (!kept.contains(term))
        kept.append(term);
    return kept.join(u' ');
}

} // namespace helio
