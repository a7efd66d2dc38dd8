// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "history/fileclaim.h"
#include "history/historyfile.h"

#include <atomic>

namespace helio {

/// What a store does in its writer's thread: a file of history that is claimed, watched, and salvaged where it is
/// damaged. But for stop(), all of it in one thread, one call at a time.
class StoreWriter
{
public:
    struct Options
    {
        QString path = {};
        QByteArray vfs = {}; ///< as HistoryFile's
        HistoryBounds bounds = {};
    };
    /// `claim`: of the file.
    StoreWriter(Options options, FileClaim claim);

    struct Opened
    {
        OpenedHistory history = {};
        QString notice = {};     ///< for people, translated: what became of a damaged file; may be empty
        bool wasDamaged = false; ///< salvaging it was tried
    };
    /// Nobody else has the file open. `isDamaged`: it is known to be. What is given from now on stands behind `head`.
    Opened open(HistoryNow now, Position head, bool isDamaged);
    HistoryFile &file() { return file_; }
    /// Tries whether writing works again, and makes some room for it.
    FileFault probe();
    /// Whether a file that was taken away is there again.
    bool isBack() const { return watch_.isThere(); }

    /// From any thread: what takes long ends soon.
    void stop() { isStopped_ = true; }

private:
    bool putOrphanAside(HistoryNow now, Opened &opened);
    bool salvageFile(HistoryNow now, Opened &opened);
    void noteLostCommits(HistoryNow now, Opened &opened);
    HistoryFile::Options fileOptions();

    Options options_;
    FileClaim claim_; ///< let go of when the file is closed
    FileWatch watch_;
    HistoryFile file_;
    bool owesLoss_ = false; ///< commits may be lost, and the file does not say so yet
    QString logAside_;      ///< where a damaged log was copied to; empty: there was none
    std::atomic<bool> isStopped_ = false;
};

} // namespace helio
