// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/sharedsettings.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

using namespace helio;

/// Settings that several windows change.
class SharedSettingsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whatAKilledProgramOfOurNumberLeftHoldsNobodyUp();
};

void SharedSettingsTest::whatAKilledProgramOfOurNumberLeftHoldsNobodyUp()
{
    const QTemporaryDir directory;
    QSettings settings(directory.filePath(QStringLiteral("window.conf")), QSettings::IniFormat);
    QFile lock(settings.fileName() + QStringLiteral(".shared.lock"));
    QVERIFY(lock.open(QIODevice::WriteOnly));
    const QString program = QFileInfo(QCoreApplication::applicationFilePath()).fileName();
    lock.write(QByteArray::number(QCoreApplication::applicationPid()) + '\n' + program.toUtf8() + "\n\n");
    lock.close();
    {
        const SharedSettings shared(settings);
        settings.setValue(QStringLiteral("key"), 1);
        QVERIFY(lock.exists());
    }
    // It was ours, and so is gone.
    QVERIFY(!lock.exists());
    QCOMPARE(QDir(directory.path()).entryList(QDir::Files), QStringList{QStringLiteral("window.conf")});
}

QTEST_GUILESS_MAIN(SharedSettingsTest)
#include "tst_sharedsettings.moc"
