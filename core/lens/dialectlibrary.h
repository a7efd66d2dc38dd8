// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lens/dialect.h"

#include <QStringList>

namespace helio {

/// The dialects that there are. A value.
class DialectLibrary
{
public:
    /// Those that are compiled in, read once.
    static const DialectLibrary &builtIn();
    /// With those of the user's folder too (userFolder()); `problems`: one sentence for each file that is wrong.
    static DialectLibrary forUser(QStringList &problems);
    /// `heliograph/dialects` in the user's data folder.
    static QString userFolder();

    /// One file of the user's; nothing when it is wrong, and `problem` says why.
    static std::optional<Dialect> readUserFile(const QString &path, QString &problem);

    /// Adds all `*.json` of a folder, by name; none where there is no such folder. What has the name of one that is
    /// there takes its place. Answers one sentence for each file that is wrong.
    QStringList addFolder(const QString &folder);
    void add(const Dialect &dialect);

    const QList<Dialect> &dialects() const { return dialects_; }
    std::optional<Dialect> find(QByteArrayView name) const;
    QStringList names() const;

private:
    QStringList readFolder(const QString &folder, Dialect::Origin origin);

    QList<Dialect> dialects_; ///< by name
};

} // namespace helio
