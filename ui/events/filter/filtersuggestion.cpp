// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/events/filter/filtersuggestion.h"

#include "ui/events/filter/eventfilter.h"
#include "ui/events/filter/filterparser.h"

#include <QRegularExpression>

namespace helio {

namespace {

/// A term as it is written, where it is text without quotes; else null.
QString plainText(const QString &text, const ParsedTerm &term)
{
    const QString written = text.mid(term.at, term.length);
    return std::holds_alternative<TextTerm>(term.term.what) && !written.contains(u'"') ? written : QString();
}

/// The comparison that `written` looks like, with its path; empty where it does not.
QString comparison(const QString &written)
{
    static const QRegularExpression form(QStringLiteral(
        R"(^(-?)\$?\.?([A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z_][A-Za-z0-9_]*|\[[0-9]+\])*)(==?|!=|>=?|<=?)([^=<>!]+)$)"));
    const auto match = form.match(written);
    return match.hasMatch()
               ? match.captured(1) + QStringLiteral("$.") + match.captured(2) + match.captured(3) + match.captured(4)
               : QString();
}

/// Whether the parts of a comparison stand apart from each other: a sign alone, or at one end.
bool isTornApart(const QString &left, const QString &right)
{
    const auto isSign = [](QChar c) { return c == u'=' || c == u'<' || c == u'>' || c == u'!'; };
    return isSign(left.back()) || isSign(right.front());
}

} // namespace

QString suggestedFilter(const QString &text)
{
    const auto terms = parseFilter(text, EventFilter::syntax(), nullptr);
    if (!terms)
        return {};
    QString meant;
    qsizetype copied = 0;
    for (size_t i = 0; i < terms->size(); ++i) {
        // `price > 100` are three terms; the longest that makes sense together is meant.
        QString joined;
        QString found;
        size_t last = i;
        for (size_t k = i; k < std::min(terms->size(), i + 3); ++k) {
            const QString written = plainText(text, (*terms)[k]);
            if (written.isEmpty() || (k > i && !isTornApart(joined, written)))
                break;
            joined += written;
            if (const QString compared = comparison(joined); !compared.isEmpty()) {
                found = compared;
                last = k;
            }
        }
        if (found.isEmpty())
            continue;
        meant += text.sliced(copied, (*terms)[i].at - copied) + found;
        copied = (*terms)[last].at + (*terms)[last].length;
        i = last;
    }
    if (copied == 0)
        return {};
    meant += text.sliced(copied);
    return EventFilter::parse(meant) ? meant : QString();
}

} // namespace helio
