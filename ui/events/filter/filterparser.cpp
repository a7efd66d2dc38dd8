// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/events/filter/filterparser.h"

#include "ui/events/filter/eventfilter.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace helio {

namespace {

using Compare = PathTerm::Compare;
using TermField = FieldTerm::Field;

/// One pass over the text; stops at the first mistake.
class FilterParser
{
    Q_DECLARE_TR_FUNCTIONS(helio::EventFilter)
public:
    FilterParser(const QString &text, const FilterSyntax &syntax)
        : text_(text)
        , syntax_(syntax)
    {}

    std::optional<std::vector<ParsedTerm>> parse()
    {
        std::vector<ParsedTerm> terms;
        for (skipSpace(); !isAtEnd(); skipSpace()) {
            ParsedTerm parsed;
            parsed.at = at_;
            parsed.term.excludes = take(u'-');
            if (isAtSpace())
                return fail(parsed.at, tr("Behind - stands what is to be left out, without a space."));
            auto what = term();
            if (!what)
                return std::nullopt;
            if (!isAtSpace())
                return fail(at_, tr("A space is missing here. A quote within text is written \\\"."));
            parsed.term.what = std::move(*what);
            parsed.length = at_ - parsed.at;
            terms.push_back(std::move(parsed));
        }
        return terms;
    }

    const FilterMistake &mistake() const { return mistake_; }

private:
    using What = decltype(FilterTerm::what);

    std::nullopt_t fail(qsizetype at, const QString &what, qsizetype length = -1)
    {
        const qsizetype rest = std::max<qsizetype>(1, text_.size() - at);
        mistake_ = {at, length < 0 ? rest : length, what};
        return std::nullopt;
    }

    bool isAtEnd() const { return at_ >= text_.size(); }
    bool isAtSpace() const { return isAtEnd() || text_[at_].isSpace(); }
    QChar next(qsizetype ahead = 0) const { return at_ + ahead < text_.size() ? text_[at_ + ahead] : QChar(); }
    bool take(QChar wanted)
    {
        if (next() != wanted || isAtEnd())
            return false;
        ++at_;
        return true;
    }
    void skipSpace()
    {
        while (!isAtEnd() && text_[at_].isSpace())
            ++at_;
    }
    QString word()
    {
        const qsizetype begin = at_;
        while (!isAtSpace())
            ++at_;
        return text_.mid(begin, at_ - begin);
    }

    std::optional<What> term()
    {
        if (next() == u'"') {
            const auto text = quoted();
            if (!text)
                return std::nullopt;
            if (text->isEmpty())
                return fail(at_ - 2, tr("There is nothing between the quotes."), 2);
            return TextTerm{TextFinder(*text)};
        }
        if (next() == u'/')
            return regex();
        const QChar second = next(1);
        if (syntax_.hasPaths && next() == u'$' &&
            (at_ + 1 >= text_.size() || second.isSpace() || QStringView(u".[=!<>").contains(second)))
            return path();
        return fieldOrText();
    }

    std::optional<QString> quoted()
    {
        const qsizetype begin = at_++;
        QString text;
        while (!isAtEnd()) {
            const QChar c = text_[at_++];
            if (c == u'"')
                return text;
            if (c != u'\\' || isAtEnd()) {
                text += c;
                continue;
            }
            const QChar escaped = text_[at_++];
            switch (escaped.unicode()) {
            case u'n':
                text += u'\n';
                break;
            case u'r':
                text += u'\r';
                break;
            case u't':
                text += u'\t';
                break;
            case u'"':
            case u'\\':
                text += escaped;
                break;
            default: // as it stands: JSON's other escapes are searched for as they are sent
                text += c;
                text += escaped;
            }
        }
        return fail(begin, tr("The quote at the end is missing."));
    }

    std::optional<What> regex()
    {
        const qsizetype begin = at_++;
        bool isInClass = false;
        qsizetype end = at_;
        for (; end < text_.size() && (isInClass || text_[end] != u'/'); ++end) {
            if (text_[end] == u'\\')
                ++end;
            else if (text_[end] == u'[')
                isInClass = true;
            else if (text_[end] == u']')
                isInClass = false;
        }
        if (end >= text_.size())
            return fail(begin, tr("The / at the end of the expression is missing. Text with a / goes in quotes."));
        const QString pattern = text_.mid(at_, end - at_);
        if (pattern.isEmpty())
            return fail(begin, tr("There is nothing between the slashes."), 2);
        at_ = end + 1;
        const bool ignoreCase = take(u'i');
        if (!isAtSpace())
            return fail(at_, tr("Only i may stand behind the expression. Text with a / goes in quotes."));
        qsizetype mistakeAt = 0;
        QString why;
        auto made = RegexTerm::make(pattern, ignoreCase, &mistakeAt, &why);
        if (!made)
            return fail(begin + 1 + mistakeAt, tr("The expression is not valid: %1.").arg(why),
                        std::max<qsizetype>(1, end - (begin + 1 + mistakeAt)));
        return std::move(*made);
    }

    std::optional<What> path()
    {
        const qsizetype begin = at_;
        QChar bracketQuote;
        bool isInBracket = false;
        for (++at_; !isAtEnd(); ++at_) {
            const QChar c = text_[at_];
            if (!bracketQuote.isNull()) {
                if (c == u'\\')
                    ++at_;
                else if (c == bracketQuote)
                    bracketQuote = {};
            } else if (isInBracket) {
                if (c == u'"' || c == u'\'')
                    bracketQuote = c;
                else if (c == u']')
                    isInBracket = false;
            } else if (c == u'[') {
                isInBracket = true;
            } else if (c.isSpace() || QStringView(u"=!<>").contains(c)) {
                break;
            }
        }
        at_ = std::min(at_, text_.size());
        PathTerm term;
        QString why;
        const auto parsed = JsonPath::parse(QStringView(text_).sliced(begin, at_ - begin), &why);
        if (!parsed)
            return fail(begin, tr("This is no path: %1.").arg(why), at_ - begin);
        term.path = *parsed;
        if (isAtSpace())
            return term;
        const qsizetype signAt = at_;
        const QChar sign = text_[at_++];
        const bool orEqual = sign != u'=' && take(u'=');
        switch (sign.unicode()) {
        case u'=':
            (void)take(u'='); // as programmers write it
            term.compare = Compare::Equal;
            break;
        case u'!':
            if (!orEqual)
                return fail(signAt, tr("“Not equal” is written !=."), 1);
            term.compare = Compare::NotEqual;
            break;
        case u'<':
            term.compare = orEqual ? Compare::LessOrEqual : Compare::Less;
            break;
        default:
            term.compare = orEqual ? Compare::GreaterOrEqual : Compare::Greater;
        }
        if (isAtSpace())
            return fail(signAt,
                        tr("A value is missing behind %1, without a space.")
                            .arg(QStringView(text_).sliced(signAt, at_ - signAt)),
                        at_ - signAt);
        return value(std::move(term));
    }

    std::optional<What> value(PathTerm term)
    {
        const qsizetype begin = at_;
        const bool isOrder = term.compare != Compare::Equal && term.compare != Compare::NotEqual;
        const bool isQuoted = next() == u'"';
        QString text;
        if (isQuoted) {
            const auto parsed = quoted();
            if (!parsed)
                return std::nullopt;
            text = *parsed;
        } else {
            text = word();
        }
        term.text = text.toUtf8();
        bool isNumber = false;
        term.number = text.toDouble(&isNumber);
        if (!isQuoted && isNumber && std::isfinite(term.number))
            term.kind = PathTerm::Kind::Number;
        else if (isOrder)
            return fail(begin, tr("Greater and less compare numbers, as in $.price>100."), at_ - begin);
        else if (!isQuoted && (term.text == "true" || term.text == "false" || term.text == "null"))
            term.kind = PathTerm::Kind::Literal;
        else
            term.kind = PathTerm::Kind::Text;
        return term;
    }

    std::optional<What> fieldOrText()
    {
        const qsizetype begin = at_;
        qsizetype colon = at_;
        while (colon < text_.size() && text_[colon] >= u'a' && text_[colon] <= u'z')
            ++colon;
        const bool hasName = colon > begin && colon < text_.size() && text_[colon] == u':';
        // An address is text.
        if (!hasName || QStringView(text_).sliced(colon).startsWith(u"://"))
            return TextTerm{TextFinder(word())};
        const QString name = text_.mid(begin, colon - begin + 1);
        for (const TermField field : syntax_.fields) {
            if (name == EventFilter::prefix(field)) {
                at_ = colon + 1;
                return this->field(field);
            }
        }
        const QString text = word();
        QStringList known;
        for (const TermField field : syntax_.fields)
            known.append(EventFilter::prefix(field));
        if (syntax_.hasPaths)
            known.append(tr("and $.path."));
        return fail(begin,
                    tr("There is no field %1 There are %2 As text it goes in quotes: %3")
                        .arg(name, known.join(u' '), EventFilter::quoted(text)),
                    at_ - begin);
    }

    std::optional<What> field(TermField field)
    {
        FieldTerm term;
        term.field = field;
        if (next() == u'"') {
            const auto text = quoted();
            if (!text)
                return std::nullopt;
            term.exact = text->toUtf8();
            return term;
        }
        const QByteArray value = word().toUtf8();
        if (value.isEmpty())
            return fail(at_ - EventFilter::prefix(field).size(),
                        tr("A name is missing behind %1 An empty one is written \"\".").arg(EventFilter::prefix(field)),
                        EventFilter::prefix(field).size());
        if (value.contains('*') || value.contains('?') || value.contains('[') || value.contains('\\'))
            term.glob = Pattern(value);
        else
            term.exact = value;
        return term;
    }

    const QString &text_;
    const FilterSyntax &syntax_;
    qsizetype at_ = 0;
    FilterMistake mistake_;
};

} // namespace

std::optional<std::vector<ParsedTerm>> parseFilter(const QString &text, const FilterSyntax &syntax,
                                                   FilterMistake *mistake)
{
    FilterParser parser(text, syntax);
    auto terms = parser.parse();
    if (!terms && mistake)
        *mistake = parser.mistake();
    return terms;
}

std::shared_ptr<const std::vector<FilterTerm>> cheapestFirst(std::vector<ParsedTerm> parsed)
{
    if (parsed.empty())
        return {};
    std::vector<FilterTerm> terms;
    terms.reserve(parsed.size());
    for (ParsedTerm &term : parsed)
        terms.push_back(std::move(term.term));
    std::stable_sort(terms.begin(), terms.end(),
                     [](const FilterTerm &a, const FilterTerm &b) { return a.cost() < b.cost(); });
    return std::make_shared<const std::vector<FilterTerm>>(std::move(terms));
}

} // namespace helio
