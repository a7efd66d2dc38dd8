// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/keptfile.h"

#include "files/processlock.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QFileInfo>
#include <QSaveFile>

namespace helio {

namespace {

struct KeptFileText
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
    ProcessLock lock(path_ + QStringLiteral(".lock"), ProcessLock::Holding::Briefly);
    lock.tryLock(LockPatience); // where the folder cannot be written to, it can be read all the same
    const auto items = readOrPutAside(&outcome.problem);
    outcome.isDone = items.has_value();
    outcome.items = items.value_or(KeptItems());
    return outcome;
}

KeptFile::Outcome KeptFile::merge(const KeptItems &mine) const
{
    Outcome outcome{mine};
    QDir().mkpath(QFileInfo(path_).path());
    ProcessLock lock(path_ + QStringLiteral(".lock"), ProcessLock::Holding::Briefly);
    if (!lock.tryLock(LockPatience)) {
        if (lock.error() != QLockFile::LockFailedError)
            outcome.problem =
                KeptFileText::tr("Cannot write %1: %2").arg(path_, KeptFileText::tr("the folder takes no file"));
        return outcome;
    }
    const auto before = readOrPutAside(&outcome.problem);
    if (!before)
        return outcome; // writing would lose what it holds
    outcome.items.merge(*before);
    outcome.items.trim(bounds_);
    if (outcome.items == *before) {
        outcome.isDone = true;
        return outcome;
    }
    QSaveFile file(path_);
    const QByteArray json = outcome.items.toJson();
    outcome.isDone = file.open(QIODevice::WriteOnly) &&
                     file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner) &&
                     file.write(json) == json.size() && file.commit();
    if (!outcome.isDone)
        outcome.problem = KeptFileText::tr("Cannot write %1: %2").arg(path_, file.errorString());
    return outcome;
}

std::optional<KeptItems> KeptFile::readOrPutAside(QString *problem) const
{
    QFile file(path_);
    if (!file.exists())
        return KeptItems();
    const auto cannotBeRead = [&] {
        *problem = KeptFileText::tr("Cannot read %1: %2").arg(path_, file.errorString());
        return std::nullopt;
    };
    if (!file.open(QIODevice::ReadOnly))
        return cannotBeRead();
    if (file.size() <= MaximumFileBytes) {
        const QByteArray json = file.readAll();
        if (file.error() != QFileDevice::NoError)
            return cannotBeRead();
        if (auto items = KeptItems::fromJson(json))
            return items;
    }
    file.close();
    const QString aside = path_ + QStringLiteral(".bad-") +
                          QDateTime::currentDateTimeUtc().toString(QStringLiteral("yyyyMMddTHHmmsszzz"));
    if (!QFile::rename(path_, aside)) {
        *problem = KeptFileText::tr("%1 cannot be read.").arg(path_);
        return std::nullopt;
    }
    *problem = KeptFileText::tr("%1 cannot be read, and was put aside as %2.").arg(path_, QFileInfo(aside).fileName());
    return KeptItems();
}

} // namespace helio
