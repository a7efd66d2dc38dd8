// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "history/historyreader.h"
#include "model.h"
#include "simdisk.h"

namespace helio::test {

/// Some lives of one file of history on a simulated disk, by a seed: what is published, read, trimmed, cleared, how the
/// clock goes, where the disk fails, is full, and where each life ends.
class Lives
{
public:
    static constexpr int LivesOfASeed = 4;

    explicit Lives(quint32 seed, SimDisk::Lie lie = SimDisk::Lie::None, bool isVerbose = false);
    ~Lives();

    /// Empty, or what was wrong, with the life.
    QString run();

private:
    QString live(int life);
    QString open(Opening opening);
    QString act();
    QString commit();
    QString readAll();
    QString tendFile(const HistoryChanges &changes);
    void misfortune();
    HistoryGroup someGroup();
    Publication somePublication();
    QList<StoredEventPtr> everything(FileFault &fault);
    quint32 below(quint32 bound) { return quint32(random_() % bound); }
    bool oneOf(quint32 count) { return below(count) == 0; }
    void say(const QString &line) const;

    std::mt19937 random_;
    SimDisk disk_;
    HistoryNow now_{1'764'400'000'000, 0};
    HistoryFile::Options options_;
    HistoryModel model_;
    std::unique_ptr<HistoryFile> file_;
    std::unique_ptr<HistoryReader> reader_;
    int nextData_ = 0;
    bool isVerbose_;
};

} // namespace helio::test
