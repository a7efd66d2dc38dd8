// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/events/filter/filterterm.h"

#include <QList>
#include <QString>

#include <memory>
#include <optional>
#include <vector>

namespace helio {

/// What the text of a kind of filter may hold beside words, quotes and regular expressions.
struct FilterSyntax
{
    QList<FieldTerm::Field> fields; ///< `channel:` and so on
    bool hasPaths = false;          ///< `$.price>100`; else that is text
};

/// What is wrong with a filter's text, and where.
struct FilterMistake
{
    qsizetype at = 0; ///< index into the text
    qsizetype length = 0;
    QString what; ///< for people, translated
};

/// A term and where it stands in the filter's text, its `-` included.
struct ParsedTerm
{
    FilterTerm term;
    qsizetype at = 0;
    qsizetype length = 0;
};

/// The terms of a filter's text, in its order; what they may be, EventFilter says. Nothing when it is none; `mistake`,
/// if given, then says why.
std::optional<std::vector<ParsedTerm>> parseFilter(const QString &text, const FilterSyntax &syntax,
                                                   FilterMistake *mistake);

/// The terms as a filter asks them: what costs least first. Null when there are none.
std::shared_ptr<const std::vector<FilterTerm>> cheapestFirst(std::vector<ParsedTerm> parsed);

} // namespace helio
