// SPDX-License-Identifier: GPL-3.0-or-later
// What is ignored, where, and what is kept of it.
#include "problemsbench.h"

#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace helio;

class IgnoredKindsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void whatIsIgnoredIsNeitherShownNorCountedNorReported();
    void whatIsIgnoredOfOneStreamIsShownOfAnother();
    void whatIsIgnoredStaysSoAfterARestart();
    void whatIsIgnoredIsKeptWithoutSecrets();
};

void IgnoredKindsTest::initTestCase()
{
    QLocale::setDefault(QLocale::c());
}

void IgnoredKindsTest::whatIsIgnoredIsNeitherShownNorCountedNorReported()
{
    ProblemsBench bench;
    FakeConnection *connection = nullptr;
    const int id = bench.open("http://a.example/s", connection);
    bench.report(connection, {found(FindingCase::RetryShort), found(FindingCase::NoIds)});
    bench.problems.ignore(bench.problems.of(id).first());
    QCOMPARE(bench.codes(), QStringList{QStringLiteral("no-ids")});
    QCOMPARE(bench.problems.count(), 0);
    QCOMPARE(bench.problems.of(id).size(), 1);
    QSignalSpy reported(&bench.problems, &ProblemsModel::problemFound);
    bench.report(connection, {});
    bench.report(connection, {found(FindingCase::RetryShort)});
    QCOMPARE(reported.count(), 0);
    const IgnoredKinds::Kind kind = bench.problems.ignored().all().first();
    QCOMPARE(bench.problems.titleOf(kind), QStringLiteral("a.example"));
    bench.problems.ignored().setIgnored(kind.subject, kind.code, false);
    QCOMPARE(bench.codes(), QStringList{QStringLiteral("harmful-retry")});
    QCOMPARE(bench.problems.count(), 1);
}

void IgnoredKindsTest::whatIsIgnoredOfOneStreamIsShownOfAnother()
{
    ProblemsBench bench;
    FakeConnection *one = nullptr;
    FakeConnection *other = nullptr;
    const int id = bench.open("http://a.example/s", one);
    bench.open("http://b.example/s", other);
    bench.report(one, {found(FindingCase::NoIds)});
    bench.report(other, {found(FindingCase::NoIds)});
    bench.problems.ignore(bench.problems.of(id).first());
    QCOMPARE(bench.column(ProblemsModel::Subject), QStringList{QStringLiteral("b.example")});
}

void IgnoredKindsTest::whatIsIgnoredStaysSoAfterARestart()
{
    QTemporaryDir directory;
    QSettings settings(directory.filePath(QStringLiteral("s.ini")), QSettings::IniFormat);
    {
        ProblemsBench bench;
        bench.problems.ignored().keepIn(settings);
        FakeConnection *connection = nullptr;
        const int id = bench.open("http://a.example/s", connection);
        bench.report(connection, {found(FindingCase::NoIds)});
        bench.problems.ignore(bench.problems.of(id).first());
        bench.problems.setHubFindings({found(FindingCase::RedisAway)});
        bench.problems.ignore(bench.problems.of(HubSource).first());
    }
    ProblemsBench bench;
    bench.problems.ignored().keepIn(settings);
    QSignalSpy reported(&bench.problems, &ProblemsModel::problemFound);
    FakeConnection *connection = nullptr;
    bench.open("http://a.example/s", connection);
    bench.report(connection, {found(FindingCase::NoIds)});
    bench.problems.setHubFindings({found(FindingCase::RedisAway)});
    QCOMPARE(bench.problems.rowCount(), 0);
    QCOMPARE(reported.count(), 0);
    QCOMPARE(bench.problems.ignored().all().size(), 2);
}

void IgnoredKindsTest::whatIsIgnoredIsKeptWithoutSecrets()
{
    QTemporaryDir directory;
    QSettings settings(directory.filePath(QStringLiteral("s.ini")), QSettings::IniFormat);
    ProblemsBench bench;
    bench.problems.ignored().keepIn(settings);
    FakeConnection *connection = nullptr;
    const int id = bench.open("http://joe:TOPSECRET1@a.example/s?token=TOPSECRET2&x=1", connection);
    bench.report(connection, {found(FindingCase::NoIds)});
    bench.problems.ignore(bench.problems.of(id).first());
    settings.sync();
    QFile file(settings.fileName());
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray written = file.readAll();
    QVERIFY(written.contains("no-ids"));
    QVERIFY2(!written.contains("TOPSECRET"), written.constData());
}

QTEST_GUILESS_MAIN(IgnoredKindsTest)
#include "tst_ignoredkinds.moc"
