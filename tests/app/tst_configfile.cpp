// SPDX-License-Identifier: GPL-3.0-or-later
// One configuration file that several programs change.
#include "configfile.h"
#include "files/processlock.h"
#include "settings.h"
#include "tomldocument.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSemaphore>
#include <QTemporaryDir>
#include <QTest>

#include <thread>

using namespace helio;
using namespace std::chrono_literals;

namespace {

std::function<bool(TomlDocument &)> setting(const QByteArray &section, const QByteArray &key, const QString &value)
{
    return [=](TomlDocument &document) { return document.setEntries(section, {{key, value}}); };
}

bool anything(const Settings &)
{
    return true;
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class ConfigFileTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aChangeWaitsForAnothers();
    void whileAnotherProgramChangesItNothingIsWritten();
    void aLinkIsTheSameFile();
    void aMistakeIsToldWithItsLineInEnglishToo();
};

void ConfigFileTest::aChangeWaitsForAnothers()
{
    const QTemporaryDir directory;
    const QString path = directory.filePath(QStringLiteral("hub.toml"));
    QSemaphore otherIsDone;
    std::thread other;
    Message otherProblem;
    const Message problem = ConfigFile(path).change(
        [&](TomlDocument &document) {
            other = std::thread([&] {
                otherProblem = ConfigFile(path).change(setting("history", "max_events", QStringLiteral("5")), anything,
                                                       ConfigFile::Readers::AsBefore);
                otherIsDone.release();
            });
            // It comes between reading and writing, and has time to write.
            otherIsDone.tryAcquire(1, 300);
            return document.setEntries("server", {{"heartbeat", QStringLiteral("\"10s\"")}});
        },
        anything, ConfigFile::Readers::AsBefore);
    other.join();
    QCOMPARE(problem.english(), QString());
    QCOMPARE(otherProblem.english(), QString());
    QVERIFY2(contentOf(path).contains("heartbeat = \"10s\"") && contentOf(path).contains("max_events = 5"),
             contentOf(path).constData());
}

void ConfigFileTest::whileAnotherProgramChangesItNothingIsWritten()
{
    const QTemporaryDir directory;
    const QString path = directory.filePath(QStringLiteral("hub.toml"));
    const auto change = [&path] {
        return ConfigFile(path)
            .change(setting("history", "max_events", QStringLiteral("5")), anything, ConfigFile::Readers::AsBefore)
            .english();
    };
    ProcessLock lock(path + QStringLiteral(".lock"), ProcessLock::Holding::Briefly);
    QVERIFY(lock.tryLock());
    const QString problem = change();
    QVERIFY2(problem.contains(path), qPrintable(problem));
    QVERIFY(!QFile::exists(path));
    lock.unlock();
    QCOMPARE(change(), QString());
    QCOMPARE(contentOf(path), QByteArray("[history]\nmax_events = 5\n"));
    // Nothing is left beside it.
    QCOMPARE(QDir(directory.path()).entryList(QDir::Files), QStringList{QStringLiteral("hub.toml")});
}

void ConfigFileTest::aLinkIsTheSameFile()
{
    const QTemporaryDir directory;
    const QString path = directory.filePath(QStringLiteral("hub.toml"));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.close();
    const QString link = directory.filePath(QStringLiteral("link.toml"));
    QVERIFY(file.link(link));
    ProcessLock lock(QFileInfo(path).canonicalFilePath() + QStringLiteral(".lock"), ProcessLock::Holding::Briefly);
    QVERIFY(lock.tryLock());
    QVERIFY(!ConfigFile(link)
                 .change(setting("history", "max_events", QStringLiteral("5")), anything, ConfigFile::Readers::AsBefore)
                 .isEmpty());
}

void ConfigFileTest::aMistakeIsToldWithItsLineInEnglishToo()
{
    const QTemporaryDir directory;
    const QString path = directory.filePath(QStringLiteral("hub.toml"));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("# mine\n[server]\nheartbeat = \"soon\"\n");
    file.close();
    const Message problem = ConfigFile(path).change(setting("history", "max_events", QStringLiteral("5")), anything,
                                                    ConfigFile::Readers::AsBefore);
    QVERIFY2(problem.english().contains(path) && problem.english().contains(QLatin1String("line 3")),
             qPrintable(problem.english()));
    QVERIFY2(problem.translated().contains(QLatin1String("line 3")), qPrintable(problem.translated()));
}

QTEST_GUILESS_MAIN(ConfigFileTest)
#include "tst_configfile.moc"
