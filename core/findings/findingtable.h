// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "findings/finding.h"
#include "findings/findingcase.h"

#include <QByteArrayView>

#include <optional>

namespace helio {

/// All codes, in the order of the contract.
QList<FindingCode> findingCodes();

/// `no-answer`, `tls-untrusted`, …: never translated, never changed.
const char *codeName(FindingCode code);
std::optional<FindingCode> codeFromName(QByteArrayView name);
/// `error`, `warning` or `note`: never translated, as `--json` has it.
const char *severityName(Severity severity);
/// What a list calls findings of this code: "Events are held back".
Message findingTitle(FindingCode code);
/// When it is found, in a sentence or two of English, for documents.
QString findingMeaning(FindingCode code);

/// One way in which a code can be found: its severity, what is said and what to do. All findings are made from these
/// rows, and docs/troubleshooting.md is printed from them.
struct FindingRow
{
    FindingCase which;
    FindingCode code;
    Severity severity;
    const char *words;  ///< with %1, %2, … for figures
    const char *remedy; ///< likewise
    const char *places; ///< what stands for %1, %2, … in documents, separated by `|`
};

const FindingRow &findingRow(FindingCase which);
/// Of one code, in their order.
QList<FindingRow> findingRows(FindingCode code);

/// A finding of the table with its figures. `remedyArguments` are for the remedy's places. `more` is said behind the
/// remedy of the table: what to do at who stands there.
Finding makeFinding(FindingCase which, const QList<Message> &wordsArguments = {},
                    const QList<Message> &remedyArguments = {}, const Message &more = {});

} // namespace helio
