// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace helio {

enum class FileReaders {
    AsBefore,
    OwnerOnly, ///< it holds a secret
};

/// The file's content; nothing when there is no such file.
QByteArray keptFile(const QString &path);
/// Writes it, the whole or nothing, and its folder where that is missing. Answers what is wrong, for people,
/// translated; empty when all is well.
QString keepFile(const QString &path, const QByteArray &content, FileReaders readers);

} // namespace helio
