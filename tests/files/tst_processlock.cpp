// SPDX-License-Identifier: GPL-3.0-or-later
// The lock file that several programs share, and what those that were killed left of it.
#include "files/processlock.h"

#include <QFile>
#include <QFileInfo>
#include <QSysInfo>
#include <QTemporaryDir>
#include <QTest>

#include <unistd.h>

using namespace helio;
using namespace std::chrono_literals;

namespace {

/// A lock file as the program of that number writes it.
bool leave(const QString &path, qint64 pid)
{
    const QString program = QFileInfo(QFile::symLinkTarget(QStringLiteral("/proc/%1/exe").arg(pid))).fileName();
    const QByteArray content = QByteArray::number(pid) + '\n' + program.toUtf8() + '\n' +
                               QSysInfo::machineHostName().toUtf8() + '\n' + QSysInfo::machineUniqueId() + '\n' +
                               QSysInfo::bootUniqueId() + '\n';
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(content) == content.size();
}

} // namespace

class ProcessLockTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void oneHoldsItAtATime();
    void whatOneBeforeWithOurNumberLeftIsTakenOver_data();
    void whatOneBeforeWithOurNumberLeftIsTakenOver();
    void whatAProgramHoldsThatRunsIsNotTaken();
    void whereNoLockFileCanBeMadeTheErrorSaysSo();
};

void ProcessLockTest::oneHoldsItAtATime()
{
    const QTemporaryDir directory;
    const QString path = directory.filePath(QStringLiteral("a.lock"));
    ProcessLock second(path, ProcessLock::Holding::Briefly);
    {
        ProcessLock first(path, ProcessLock::Holding::Briefly);
        QVERIFY(first.tryLock());
        // Also by another of the same program: its number says nothing.
        QVERIFY(!second.tryLock(50ms));
        QCOMPARE(second.error(), QLockFile::LockFailedError);
        second.unlock();
        QVERIFY(QFile::exists(path));
        first.unlock();
        QVERIFY(!QFile::exists(path));
        QVERIFY(first.tryLock());
    }
    QVERIFY(second.tryLock());
}

void ProcessLockTest::whatOneBeforeWithOurNumberLeftIsTakenOver_data()
{
    QTest::addColumn<ProcessLock::Holding>("holding");
    QTest::newRow("briefly") << ProcessLock::Holding::Briefly;
    QTest::newRow("long") << ProcessLock::Holding::Long;
}

void ProcessLockTest::whatOneBeforeWithOurNumberLeftIsTakenOver()
{
    QFETCH(ProcessLock::Holding, holding);
    const QTemporaryDir directory;
    const QString path = directory.filePath(QStringLiteral("a.lock"));
    QVERIFY(leave(path, QCoreApplication::applicationPid()));
    ProcessLock lock(path, holding);
    QVERIFY(lock.tryLock());
    ProcessLock other(path, holding);
    QVERIFY(!other.tryLock());
}

void ProcessLockTest::whatAProgramHoldsThatRunsIsNotTaken()
{
    const QTemporaryDir directory;
    const QString path = directory.filePath(QStringLiteral("a.lock"));
    QVERIFY(leave(path, getppid()));
    ProcessLock lock(path, ProcessLock::Holding::Long);
    QVERIFY(!lock.tryLock(50ms));
    QVERIFY(QFile::exists(path));
}

void ProcessLockTest::whereNoLockFileCanBeMadeTheErrorSaysSo()
{
    const QTemporaryDir directory;
    ProcessLock lock(directory.filePath(QStringLiteral("missing/a.lock")), ProcessLock::Holding::Briefly);
    QVERIFY(!lock.tryLock(1h));
    QVERIFY(lock.error() != QLockFile::NoError && lock.error() != QLockFile::LockFailedError);
}

QTEST_GUILESS_MAIN(ProcessLockTest)
#include "tst_processlock.moc"
