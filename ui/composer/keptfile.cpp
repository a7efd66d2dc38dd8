// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/keptfile.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QFileInfo>
#include <QLockFile>
#include <QSaveFile>

namespace helio {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(helio::KeptFile)
};

} // namespace

KeptFile::KeptFile(const QString &path, const KeptItems::Bounds &bounds)
    : path_(path)
    , bounds_(bounds)
{}

KeptFile::Outcome KeptFile::read() const
{
    Outcome outcome;
    if (!QFileInfo::exists(path_)) {
        outcome.isDone = true;
        return outcome;
    }
    QLockFile lock(path_ + QStringLiteral(".lock"));
    lock.tryLock(LockPatienceMs); // where the folder cannot be written to, it can be read all the same
    outcome.items = readOrPutAside(&outcome.problem);
    outcome.isDone = true;
    return outcome;
}

KeptFile::Outcome KeptFile::merge(const KeptItems &mine) const
{
    Outcome outcome{mine};
    QDir().mkpath(QFileInfo(path_).path());
    QLockFile lock(path_ + QStringLiteral(".lock"));
    if (!lock.tryLock(LockPatienceMs)) {
        if (lock.error() != QLockFile::LockFailedError)
            outcome.problem = Text::tr("Cannot write %1: %2").arg(path_, Text::tr("the folder takes no file"));
        return outcome;
    }
    const KeptItems before = readOrPutAside(&outcome.problem);
    outcome.items.merge(before);
    outcome.items.trim(bounds_);
    if (outcome.items == before) {
        outcome.isDone = true;
        return outcome;
    }
    QSaveFile file(path_);
    const QByteArray json = outcome.items.toJson();
    outcome.isDone = file.open(QIODevice::WriteOnly) &&
                     file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner) &&
                     file.write(json) == json.size() && file.commit();
    if (!outcome.isDone)
        outcome.problem = Text::tr("Cannot write %1: %2").arg(path_, file.errorString());
    return outcome;
}

KeptItems KeptFile::readOrPutAside(QString *problem) const
{
    QFile file(path_);
    if (!file.exists())
        return {};
    if (file.open(QIODevice::ReadOnly) && file.size() <= MaximumFileBytes) {
        if (auto items = KeptItems::fromJson(file.readAll()))
            return *items;
    }
    file.close();
    const QString aside = path_ + QStringLiteral(".bad-") +
                          QDateTime::currentDateTimeUtc().toString(QStringLiteral("yyyyMMddTHHmmsszzz"));
    *problem = QFile::rename(path_, aside)
                   ? Text::tr("%1 cannot be read, and was put aside as %2.").arg(path_, QFileInfo(aside).fileName())
                   : Text::tr("%1 cannot be read.").arg(path_);
    return {};
}

} // namespace helio
