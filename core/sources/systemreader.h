// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/systemcounters.h"

#include <QString>

namespace helio {

/// Reads what Linux counts from its files under `/proc` and `/sys`. On other systems, and where a file may not be read,
/// those counters stay empty.
class SystemReader
{
public:
    /// Reads this machine's.
    SystemReader();
    /// Reads those below `root`, the folder that holds `proc` and `sys`.
    explicit SystemReader(QString root);

    /// The counters as of now, without `at` and `time`, which are the caller's. Takes well under a millisecond.
    SystemCounters read() const;

private:
    QByteArray contentOf(const QString &path) const;
    std::optional<double> processorTemperature() const;
    std::optional<double> zoneTemperature() const;
    bool isWholeDisk(const QByteArray &name) const;

    QString root_; ///< ends with a slash
};

} // namespace helio
