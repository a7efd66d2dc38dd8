// SPDX-License-Identifier: GPL-3.0-or-later
#include "filekeeping.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QSaveFile>

namespace helio {

std::optional<QByteArray> keptFile(const QString &path, QString &problem)
{
    const QFileInfo info(path);
    if (!info.exists() && !info.isSymLink())
        return QByteArray();
    QFile file(path);
    if (file.open(QIODevice::ReadOnly)) {
        const QByteArray content = file.readAll();
        if (file.error() == QFile::NoError)
            return content;
    }
    problem = QCoreApplication::translate("helio::AccessFile", "Cannot read %1: %2").arg(path, file.errorString());
    return std::nullopt;
}

QString keepFile(const QString &path, const QByteArray &content, FileReaders readers)
{
    QDir().mkpath(QFileInfo(path).absolutePath());
    QSaveFile file(path);
    const bool isOpen = file.open(QIODevice::WriteOnly);
    // Before the first byte of it is there to be read.
    if (isOpen && readers == FileReaders::OwnerOnly)
        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    if (!isOpen || file.write(content) != content.size() || !file.commit())
        return QCoreApplication::translate("helio::AccessFile", "Cannot write %1: %2").arg(path, file.errorString());
    return {};
}

} // namespace helio
