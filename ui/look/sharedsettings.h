// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "files/processlock.h"

#include <QSet>
#include <QStringList>

class QSettings;

namespace helio {

/// A scope for a change of settings that depends on what they hold: other windows wait until it is over, what they
/// wrote is read at its begin, and what is written within is on the disk at its end. Scopes of one process are not
/// nested. Where no lock is to be had for a second, the change is made without.
class SharedSettings
{
public:
    explicit SharedSettings(QSettings &settings);
    ~SharedSettings();
    Q_DISABLE_COPY_MOVE(SharedSettings)

private:
    QSettings &settings_;
    ProcessLock lock_;
};

/// The keys of a list in the settings that several windows change, as one of these windows knows them. What another
/// window added stays; what another took out stays out.
class SharedKeys
{
public:
    /// Reads what is there now. What others took out since the last time has gone from then on.
    void read(const QStringList &there);
    /// Of those there, the ones that this window shows: what it does not, it leaves alone.
    void adopt(const QStringList &own);
    bool hasGone(const QString &key) const { return gone_.contains(key); }
    /// What is to be written, after read(): this window's keys but those that have gone, then what others added.
    QStringList merge(const QStringList &own);

private:
    QStringList there_;   ///< as last read or written
    QSet<QString> known_; ///< were this window's own once
    QSet<QString> gone_;
};

} // namespace helio
