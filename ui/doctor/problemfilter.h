// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/doctor/problem.h"
#include "ui/events/filter/filterparser.h"

#include <memory>

namespace helio {

/// Which problems a table shows. A value, with a text as EventFilter has it:
///
///     text, "two words", /re(gex)?/i, -term
///                 on words, remedy, title, code, stream and the lines of the evidence
///     severity:   error, warning or note, or the word for it in the window's language
///     stream:     as the window calls it, or what it calls the hub; exactly or by a glob
///     code:       no-blank-line, buffered, …
class ProblemFilter
{
public:
    using Field = FieldTerm::Field;

    static const FilterSyntax &syntax();

    /// Lets all pass.
    ProblemFilter() = default;
    /// Nothing when `text` is no filter; `mistake`, if given, then says why.
    static std::optional<ProblemFilter> parse(const QString &text, FilterMistake *mistake = nullptr);

    bool isEmpty() const { return !terms_; }
    const QString &text() const { return text_; }
    bool matches(const Problem &problem) const;

    friend bool operator==(const ProblemFilter &a, const ProblemFilter &b) { return a.text_ == b.text_; }

private:
    QString text_;
    std::shared_ptr<const std::vector<FilterTerm>> terms_; ///< null when there are none
};

} // namespace helio
