// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/composer/keptitems.h"

#include <QString>

#include <chrono>

namespace helio {

/// A file of kept items that several windows share. A value that may be used in any thread; no call loses what another
/// window has written.
class KeptFile
{
public:
    struct Outcome
    {
        KeptItems items;      ///< what the file holds now, within its bounds
        bool isDone = false;  ///< else try again later
        QString problem = {}; ///< for people, translated; empty when all went well
    };

    KeptFile() = default;
    /// Its folder is made when it is written for the first time.
    KeptFile(const QString &path, const KeptItems::Bounds &bounds);

    const KeptItems::Bounds &bounds() const { return bounds_; }

    /// What is none of ours is put aside, beside it and with `bad` in its name; then the items are none. What cannot be
    /// read now stays where it is, and may be read later.
    Outcome read() const;
    /// Reads it, merges `mine` into that, and writes all or nothing.
    Outcome merge(const KeptItems &mine) const;

private:
    /// Nobody waits longer for another window.
    static constexpr std::chrono::seconds LockPatience{2};
    /// Larger is none of ours.
    static constexpr qint64 MaximumFileBytes = 256 * 1024 * 1024;

    /// Nothing where it cannot be read now, nor put aside.
    std::optional<KeptItems> readOrPutAside(QString *problem) const;

    QString path_;
    KeptItems::Bounds bounds_;
};

} // namespace helio
