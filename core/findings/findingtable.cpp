// SPDX-License-Identifier: GPL-3.0-or-later
#include "findings/findingtable.h"

#include "findings/findingrows.h"
#include "findings/findingtexts.h"

#include <array>

namespace helio {

namespace {

std::array<std::span<const FindingRow>, 5> parts()
{
    return {rowsOfTheWay(), rowsOfTheStream(), rowsOfTheEnd(), rowsOfTheContent(), rowsOfTheHub()};
}

const FindingCodeRow &codeRow(FindingCode code)
{
    return findingCodeRows()[size_t(code)];
}

} // namespace

QList<FindingCode> findingCodes()
{
    QList<FindingCode> codes;
    for (const FindingCodeRow &row : findingCodeRows())
        codes.append(row.code);
    return codes;
}

const char *codeName(FindingCode code)
{
    return codeRow(code).name;
}

std::optional<FindingCode> codeFromName(QByteArrayView name)
{
    for (const FindingCodeRow &row : findingCodeRows()) {
        if (name == row.name)
            return row.code;
    }
    return {};
}

const char *severityName(Severity severity)
{
    switch (severity) {
    case Severity::Error:
        return "error";
    case Severity::Warning:
        return "warning";
    case Severity::Note:
        return "note";
    }
    return "";
}

Message findingTitle(FindingCode code)
{
    return findingText(codeRow(code).title);
}

QString findingMeaning(FindingCode code)
{
    return QString::fromUtf8(codeRow(code).meaning);
}

const FindingRow &findingRow(FindingCase which)
{
    auto at = size_t(which);
    const auto all = parts();
    auto part = all.begin();
    for (; at >= part->size(); ++part)
        at -= part->size();
    return (*part)[at];
}

QList<FindingRow> findingRows(FindingCode code)
{
    QList<FindingRow> rows;
    for (const std::span<const FindingRow> &part : parts()) {
        for (const FindingRow &row : part) {
            if (row.code == code)
                rows.append(row);
        }
    }
    return rows;
}

Finding makeFinding(FindingCase which, const QList<Message> &wordsArguments, const QList<Message> &remedyArguments,
                    const Message &more)
{
    const FindingRow &row = findingRow(which);
    return {row.code,
            {},
            row.severity,
            findingText(row.words, wordsArguments),
            joined(findingText(row.remedy, remedyArguments), more),
            {},
            1,
            which};
}

} // namespace helio
