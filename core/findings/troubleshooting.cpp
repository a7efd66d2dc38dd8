// SPDX-License-Identifier: GPL-3.0-or-later
#include "findings/troubleshooting.h"

#include "findings/findingtable.h"
#include "findings/intermediarytable.h"

#include <utility>

namespace helio {

namespace {

constexpr char Introduction[] =
    "# When a stream misbehaves\n"
    "What `helio check`, `helio listen` and the tab *Problems* say of a stream or a hub: each finding with its code, "
    "when\n"
    "it is found, what is said, and what to do. This page is printed from the table that the programs use\n"
    "(`helio_troubleshooting`), so it says what they say.\n\n"
    "An **error** means that somebody does not get what was sent, a **warning** that something will go wrong, a "
    "**note** is\n"
    "worth knowing. A healthy stream has neither errors nor warnings.\n";

/// The text with names for its places, in capitals.
QByteArray withPlaces(QByteArray text, const char *places)
{
    int place = 1;
    for (const QByteArray &name : QByteArray(places).split('|'))
        text.replace('%' + QByteArray::number(place++), name);
    return text.trimmed();
}

void append(QByteArray &out, FindingCode code)
{
    out += "\n### `" + QByteArray(codeName(code)) + "`\n" + findingTitle(code).english().toUtf8() + ". " +
           findingMeaning(code).toUtf8() + "\n\n";
    for (const FindingRow &row : findingRows(code)) {
        out += "- **" + QByteArray(severityName(row.severity)) + "**: " + withPlaces(row.words, row.places) +
               "\n  - To do: " + withPlaces(row.remedy, row.places) + "\n";
    }
}

void append(QByteArray &out, const IntermediaryRow &row)
{
    out += "\n### " + QByteArray(row.name) + "\n";
    const std::pair<const char *, const char *> topics[] = {
        {"holds events back", row.buffering}, {"cuts connections", row.idle}, {"keeps answers", row.caching}};
    for (const auto &[topic, text] : topics) {
        if (*text)
            out += "- " + QByteArray(topic) + ": " + text + "\n";
    }
}

} // namespace

QByteArray troubleshootingDocument()
{
    QByteArray out = Introduction;
    out += "\n## Streams\n";
    for (const FindingCode code : findingCodes()) {
        if (code == FindingCode::SlowClients)
            out += "\n## The hub\n";
        append(out, code);
    }
    out += "\n## Who stands between\nWhat is said besides, where an answer's head names one of these.\n";
    for (const IntermediaryRow &row : intermediaryRows())
        append(out, row);
    return out;
}

} // namespace helio
