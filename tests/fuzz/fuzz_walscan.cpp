// SPDX-License-Identifier: GPL-3.0-or-later
#include "budget.h"
#include "history/walscan.h"

// Whatever stands beside a file of history: it is read within its bounds, and no more is found than there is room for.

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    const helio::fuzz::WorkBudget budget(size);
    const helio::LogScan scan = helio::scanLog(QByteArray(reinterpret_cast<const char *>(bytes), qsizetype(size)));
    const auto most = qint64(size / (512 + 24));
    helio::fuzz::require(scan.commits <= scan.frames, "a commit without a frame");
    helio::fuzz::require(scan.frames + scan.lostCommits <= most, "more frames than bytes");
    helio::fuzz::require(!scan.hasBrokenHeader || scan.frames == 0, "frames behind a broken header");
    return 0;
}
