// SPDX-License-Identifier: GPL-3.0-or-later
#include "configfile.h"

#include "files/processlock.h"
#include "settings.h"
#include "tomldocument.h"

#include <QDir>
#include <QFileInfo>
#include <QSaveFile>

namespace helio {

using namespace std::chrono_literals;

namespace {

constexpr auto Patience = 3s; ///< for another program's change

Message configFileMessage(const char *source, const QList<Message> &arguments)
{
    return {"helio::ConfigFile", source, arguments};
}

/// Beside the file itself, so that it is the same by whatever link it is reached.
QString lockPath(const QString &path)
{
    const QString file = QFileInfo(path).canonicalFilePath();
    return (file.isEmpty() ? path : file) + QStringLiteral(".lock");
}

std::optional<QByteArray> wholeOf(const QString &path, Message &problem)
{
    QFile file(path);
    if (file.open(QIODevice::ReadOnly)) {
        const QByteArray content = file.readAll();
        if (file.error() == QFile::NoError) // a part of a file may be one without its rules
            return content;
    }
    problem =
        configFileMessage(QT_TRANSLATE_NOOP("helio::ConfigFile", "Cannot read %1: %2"), {path, file.errorString()});
    return std::nullopt;
}

} // namespace

std::optional<QByteArray> fileContent(const QString &path, QString &problem)
{
    Message wrong;
    auto content = wholeOf(path, wrong);
    problem = wrong.translated();
    return content;
}

ConfigFile::ConfigFile(QString path)
    : path_(std::move(path))
{}

Message ConfigFile::change(const std::function<bool(TomlDocument &document)> &edit,
                           const std::function<bool(const Settings &settings)> &isWanted, Readers readers) const
{
    QDir().mkpath(QFileInfo(path_).absolutePath());
    // Where no lock file can be made, the file cannot be written either, which is said below.
    ProcessLock lock(lockPath(path_), ProcessLock::Holding::Briefly);
    if (!lock.tryLock(Patience) && lock.error() == QLockFile::LockFailedError)
        return configFileMessage(QT_TRANSLATE_NOOP("helio::ConfigFile", "Another program is changing %1; try again."),
                                 {path_});
    QByteArray before;
    // A file that is there and cannot be read is not an empty one: what is written would take its place.
    if (const QFileInfo info(path_); info.exists() || info.isSymLink()) {
        Message problem;
        const auto content = wholeOf(path_, problem);
        if (!content)
            return problem;
        before = *content;
    }
    TomlDocument document(before);
    const bool isChanged = edit(document);
    Settings settings;
    qint64 line = 0;
    if (const QString problem = settings.readText(document.content(), path_, &line); !problem.isEmpty())
        return configFileMessage(
                   "%1 has a mistake in it now, in line %2, so nothing was written. Have it mended first: helio "
                   "serve --config says what it is.",
                   {path_, Message::number(line)})
            .translatedAs(problem);
    if (!isChanged || !isWanted(settings))
        return configFileMessage(QT_TRANSLATE_NOOP("helio::ConfigFile",
                                                   "%1 was changed meanwhile, or is written in a way that "
                                                   "cannot be changed from here; change it by hand."),
                                 {path_});
    return write(document.content(), readers);
}

Message ConfigFile::write(const QByteArray &content, Readers readers) const
{
    QSaveFile file(path_);
    const bool isOpen = file.open(QIODevice::WriteOnly);
    // Before the first byte of it is there to be read.
    if (isOpen && readers == Readers::OwnerOnly)
        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    if (!isOpen || file.write(content) != content.size() || !file.commit())
        return configFileMessage(QT_TRANSLATE_NOOP("helio::ConfigFile", "Cannot write %1: %2"),
                                 {path_, file.errorString()});
    return {};
}

} // namespace helio
