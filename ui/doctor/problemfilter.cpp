// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/doctor/problemfilter.h"

#include "findings/findingtable.h"
#include "ui/streams/severitylook.h"

#include <algorithm>

namespace helio {

namespace {

struct Judge
{
    explicit Judge(const Problem &problem)
        : severity(severityName(problem.finding.severity))
        , severityWord(helio::severityWord(problem.finding.severity).toUtf8())
        , stream(problem.subject.toUtf8())
        , code(codeName(problem.finding.code))
        , texts{problem.finding.words.translated().toUtf8(), problem.finding.remedy.translated().toUtf8(),
                findingTitle(problem.finding.code).translated().toUtf8(), stream, code}
    {
        texts += problem.finding.evidence.lines;
    }

    bool operator()(const FieldTerm &term) const
    {
        switch (term.field) {
        case FieldTerm::Field::Severity:
            return term.isMetBy(severity) || term.isMetBy(severityWord);
        case FieldTerm::Field::Stream:
            return term.isMetBy(stream);
        case FieldTerm::Field::Code:
            return term.isMetBy(code);
        case FieldTerm::Field::Channel:
        case FieldTerm::Field::Type:
        case FieldTerm::Field::Id:
        case FieldTerm::Field::Source:
        case FieldTerm::Field::Address:
        case FieldTerm::Field::Program:
        case FieldTerm::Field::Origin:
        case FieldTerm::Field::Subject:
        case FieldTerm::Field::Hub:
        case FieldTerm::Field::Reason:
            break;
        }
        return false;
    }
    bool operator()(const TextTerm &term) const
    {
        return std::any_of(texts.begin(), texts.end(), [&](const QByteArray &text) { return term.text.isIn(text); });
    }
    bool operator()(const RegexTerm &term) const
    {
        return std::any_of(texts.begin(), texts.end(), [&](const QByteArray &text) {
            return !text.isEmpty() && term.judgePart(text) == Verdict::Yes;
        });
    }
    bool operator()(const PathTerm &) const { return false; } // its syntax has none

    QByteArray severity;
    QByteArray severityWord;
    QByteArray stream;
    QByteArray code;
    QList<QByteArray> texts;
};

} // namespace

const FilterSyntax &ProblemFilter::syntax()
{
    static const FilterSyntax syntax{{Field::Severity, Field::Stream, Field::Code}, false};
    return syntax;
}

std::optional<ProblemFilter> ProblemFilter::parse(const QString &text, FilterMistake *mistake)
{
    auto parsed = parseFilter(text, syntax(), mistake);
    if (!parsed)
        return std::nullopt;
    ProblemFilter filter;
    filter.text_ = text;
    filter.terms_ = cheapestFirst(std::move(*parsed));
    return filter;
}

bool ProblemFilter::matches(const Problem &problem) const
{
    if (!terms_)
        return true;
    const Judge judge(problem);
    return std::all_of(terms_->begin(), terms_->end(), [&judge](const FilterTerm &term) {
        return std::visit([&](const auto &what) { return judge(what); }, term.what) != term.excludes;
    });
}

} // namespace helio
