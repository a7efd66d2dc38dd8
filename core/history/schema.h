// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "history/database.h"

#include <QByteArrayList>
#include <QDateTime>

#include <optional>
#include <span>

namespace helio {

/// "Heli": what the file's header says it is.
inline constexpr qint64 HistoryApplicationId = 0x48656C69;
inline constexpr int HistoryVersion = 1;
/// So many trees of pages the tables are, with their indexes.
inline constexpr int HistoryTrees = 7;
/// How each table and index was made, as it stands in the file.
QByteArrayList schemaTexts();

/// How a file of one version becomes one of the next, within a transaction that is not its own.
struct MigrationStep
{
    int from = 0;
    bool (*migrate)(Database &database) = nullptr;
};

/// Of this program: none yet.
std::span<const MigrationStep> historyMigrations();

/// What a file is, by its header.
enum class FileForm {
    Empty,   ///< nobody's yet
    History, ///< of HistoryVersion
    Older,
    Newer,
    Foreign,
};
/// Nothing on a fault.
std::optional<FileForm> formOf(Database &database, int version = HistoryVersion);

/// Makes the tables in an empty file, all or nothing; it is on the disk then.
bool createSchema(Database &database, qint64 wallMilliseconds, qint64 floor);
/// What each connection needs that writes, and each that only reads.
bool prepareWriter(Database &database);
bool prepareReader(Database &database);

/// Brings an older file to `version`: first a copy beside it, `PATH.v1-20251129-120501`, then all steps in one
/// transaction. On a fault it is as it was.
bool migrate(Database &database, const QString &path, const QDateTime &now, std::span<const MigrationStep> steps,
             int version = HistoryVersion);

/// The number that meta has under `key`. Nothing where there is none, or its CRC does not fit.
std::optional<qint64> metaValue(Database &database, const char *key);
bool setMetaValue(Database &database, const char *key, qint64 value);

/// The name of a file that is put aside: `PATH.WORD-20251129-120501`.
QString asideName(const QString &path, const QString &word, const QDateTime &now);

} // namespace helio
