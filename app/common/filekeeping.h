// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <optional>

namespace helio {

enum class FileReaders {
    AsBefore,
    OwnerOnly, ///< it holds a secret
};

/// The file's content, which is empty when there is no such file. Nothing when it cannot be read: what is written then
/// would take the place of all that it says. `problem` is for people, translated.
std::optional<QByteArray> keptFile(const QString &path, QString &problem);
/// Writes it, the whole or nothing, and its folder where that is missing. Answers what is wrong, for people,
/// translated; empty when all is well.
QString keepFile(const QString &path, const QByteArray &content, FileReaders readers);

} // namespace helio
