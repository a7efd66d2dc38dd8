// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "findings/findingtable.h"

#include <span>

/// The parts of the findings' table. Their texts are of the context `helio::Findings`.
namespace helio {

struct FindingCodeRow
{
    FindingCode code;
    const char *name;
    const char *title;
    const char *meaning;
};

std::span<const FindingCodeRow> findingCodeRows();

std::span<const FindingRow> rowsOfTheWay();
std::span<const FindingRow> rowsOfTheStream();
std::span<const FindingRow> rowsOfTheEnd();
std::span<const FindingRow> rowsOfTheContent();
std::span<const FindingRow> rowsOfTheHub();

} // namespace helio
