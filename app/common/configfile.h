// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "event/message.h"

#include <QByteArray>
#include <QString>

#include <functional>
#include <optional>

namespace helio {

struct Settings;
class TomlDocument;

/// The whole content of the file at `path`. Nothing when it cannot be read to its end; `problem` then says why, for
/// people, translated.
std::optional<QByteArray> fileContent(const QString &path, QString &problem);

/// The configuration file as the window changes it: the whole or nothing is written, and all that a change does not
/// name stays as it was. Windows of several programs change it one after the other. The file need not exist yet.
class ConfigFile
{
public:
    enum class Readers {
        AsBefore,
        OwnerOnly, ///< it holds a secret
    };

    explicit ConfigFile(QString path);

    const QString &path() const { return path_; }

    /// Reads the file, has `edit` change the document (it answers false where that is not possible), and writes it when
    /// `isWanted` agrees with the settings that it then says. Answers what is wrong when nothing was changed; empty
    /// when all is well.
    Message change(const std::function<bool(TomlDocument &document)> &edit,
                   const std::function<bool(const Settings &settings)> &isWanted, Readers readers) const;

private:
    Message write(const QByteArray &content, Readers readers) const;

    QString path_;
};

} // namespace helio
