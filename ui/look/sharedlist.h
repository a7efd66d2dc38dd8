// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

class QSettings;

namespace helio {

/// A list of texts in the settings that several windows write, each with what it knows: this window's entries come
/// first, then those that others added. No entry is there twice.
struct SharedList
{
    QString key;
    qsizetype maximum = 0;   ///< entries; the last ones go
    qsizetype entrySize = 1; ///< so many texts make an entry

    /// As the settings hold it; empty where nothing was written.
    QStringList read(const QSettings &settings) const;
    /// `own`: this window's entries now. `before`: as this window last read or wrote them; what is there and no longer
    /// in `own` goes, and what another window took out since stays out. Without it nothing is ever taken out, as in a
    /// list of what was used lately.
    void write(QSettings &settings, const QStringList &own, const QStringList &before = {}) const;

private:
    QList<QStringList> entriesOf(const QStringList &texts) const;
};

} // namespace helio
