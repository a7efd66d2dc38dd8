// SPDX-License-Identifier: GPL-3.0-or-later
// Problems without a window: their rows, what is counted and reported, the filter.
#include "problemsbench.h"
#include "ui/streams/sources.h"

#include <QSignalSpy>
#include <QTest>

using namespace helio;

class ProblemsModelTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void theWorstStandsFirst();
    void aFindingThatGrowsIsTheSameRowWithNewFigures();
    void manyReportsAreOneUpdate();
    void aFindingIsReportedOnceHoweverItGrows();
    void notesAreShownAndDoNotCount();
    void findingsOfTheHubComeAndGo();
    void theFilterKnowsSeverityStreamCodeAndText_data();
    void theFilterKnowsSeverityStreamCodeAndText();
    void aStreamThatIsRemovedTakesItsProblemsAlong();
    void aStreamThatIsAskedForOtherwiseIsJudgedAnew();
    void ofVeryManyTheWorstAreKept();
};

void ProblemsModelTest::initTestCase()
{
    QLocale::setDefault(QLocale::c());
}

void ProblemsModelTest::theWorstStandsFirst()
{
    ProblemsBench bench;
    FakeConnection *one = nullptr;
    FakeConnection *other = nullptr;
    bench.open("http://a.example/s", one);
    bench.open("http://b.example/s", other);
    bench.report(one, {found(FindingCase::NoIds)});
    bench.report(other, {found(FindingCase::NoBlankLine), found(FindingCase::RetryShort)});
    bench.problems.setHubFindings({found(FindingCase::SlowClients)});
    QCOMPARE(bench.codes().first(), QStringLiteral("no-blank-line"));
    QCOMPARE(bench.codes().last(), QStringLiteral("no-ids"));
    QCOMPARE(bench.codes().size(), 4);
    QCOMPARE(bench.column(ProblemsModel::SeverityColumn).first(), QStringLiteral("✕ error"));
    QVERIFY(bench.column(ProblemsModel::Subject).contains(QStringLiteral("Hub")));
}

void ProblemsModelTest::aFindingThatGrowsIsTheSameRowWithNewFigures()
{
    ProblemsBench bench;
    FakeConnection *connection = nullptr;
    bench.open("http://a.example/s", connection);
    bench.report(connection, {found(FindingCase::NoIds), found(FindingCase::RepeatedId, 1)});
    const QPersistentModelIndex row = bench.problems.index(0, ProblemsModel::Words);
    QSignalSpy inserted(&bench.problems, &QAbstractItemModel::rowsInserted);
    QSignalSpy removed(&bench.problems, &QAbstractItemModel::rowsRemoved);
    const QString before = row.data().toString();
    bench.now += 5'000;
    bench.report(connection, {found(FindingCase::NoIds), found(FindingCase::RepeatedId, 2)});
    QVERIFY(row.isValid());
    QVERIFY(row.data().toString() != before);
    QCOMPARE(inserted.count() + removed.count(), 0);
    const Problem problem = *bench.problems.rowAt(row.row());
    QCOMPARE(problem.since, 1'000'000);
    QCOMPARE(problem.last, 1'005'000);
}

void ProblemsModelTest::manyReportsAreOneUpdate()
{
    ProblemsBench bench;
    QList<FakeConnection *> connections(20);
    for (FakeConnection *&connection : connections)
        bench.open("http://a.example/s", connection);
    QTest::qWait(0);
    bench.problems.updateRows();
    QSignalSpy updated(&bench.problems, &ProblemsModel::rowsUpdated);
    QSignalSpy inserted(&bench.problems, &QAbstractItemModel::rowsInserted);
    for (quint64 revision = 1; revision <= 10; ++revision) {
        for (FakeConnection *connection : std::as_const(connections))
            connection->setFindings({found(FindingCase::RepeatedId, revision)});
    }
    QCOMPARE(bench.problems.of(1).first().finding.revision, 10U); // what is asked of one is never late
    QTRY_COMPARE(bench.problems.rowCount(), 20);
    QCOMPARE(bench.problems.count(), 20);
    QCOMPARE(updated.count(), 1);
    QCOMPARE(inserted.count(), 1);
}

void ProblemsModelTest::aFindingIsReportedOnceHoweverItGrows()
{
    ProblemsBench bench;
    QSignalSpy reported(&bench.problems, &ProblemsModel::problemFound);
    FakeConnection *connection = nullptr;
    const int id = bench.open("http://a.example/s", connection);
    for (quint64 revision = 1; revision <= 5; ++revision)
        bench.report(connection, {found(FindingCase::RepeatedId, revision)});
    QCOMPARE(reported.count(), 1);
    QCOMPARE(reported.first().first().toInt(), id);
    QCOMPARE(reported.first().at(1).value<Finding>().code, FindingCode::RepeatedId);
    // Another one is another.
    bench.report(connection, {found(FindingCase::RepeatedId, 6), found(FindingCase::NoIds)});
    QCOMPARE(reported.count(), 2);
}

void ProblemsModelTest::notesAreShownAndDoNotCount()
{
    ProblemsBench bench;
    QSignalSpy counted(&bench.problems, &ProblemsModel::countChanged);
    FakeConnection *connection = nullptr;
    bench.open("http://a.example/s", connection);
    bench.report(connection, {found(FindingCase::NoIds)});
    QCOMPARE(bench.problems.rowCount(), 1);
    QCOMPARE(bench.problems.count(), 0);
    QCOMPARE(counted.count(), 0);
    bench.report(connection,
                 {found(FindingCase::NoBlankLine), found(FindingCase::RetryShort), found(FindingCase::NoIds)});
    QCOMPARE(bench.problems.rowCount(), 3);
    QCOMPARE(bench.problems.count(), 2);
    QCOMPARE(counted.count(), 1);
}

void ProblemsModelTest::findingsOfTheHubComeAndGo()
{
    ProblemsBench bench;
    QSignalSpy reported(&bench.problems, &ProblemsModel::problemFound);
    bench.problems.setHubFindings({found(FindingCase::RedisAway)});
    QCOMPARE(bench.codes(), QStringList{QStringLiteral("redis-away")});
    QCOMPARE(reported.first().first().toInt(), HubSource);
    QCOMPARE(bench.problems.of(HubSource).size(), 1);
    bench.problems.setHubFindings({});
    QCOMPARE(bench.problems.rowCount(), 0);
    // What comes again is found again.
    bench.problems.setHubFindings({found(FindingCase::RedisAway)});
    QCOMPARE(reported.count(), 2);
}

void ProblemsModelTest::theFilterKnowsSeverityStreamCodeAndText_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("codes");
    const QString blank = QStringLiteral("no-blank-line");
    const QString retry = QStringLiteral("harmful-retry");
    const QString ids = QStringLiteral("no-ids");
    const QString redis = QStringLiteral("redis-away");
    QTest::newRow("nothing") << QString() << QStringList{blank, redis, retry, ids};
    QTest::newRow("severity") << QStringLiteral("severity:error") << QStringList{blank, redis};
    QTest::newRow("all but a severity") << QStringLiteral("-severity:note") << QStringList{blank, redis, retry};
    QTest::newRow("stream") << QStringLiteral("stream:a.example") << QStringList{blank, ids};
    QTest::newRow("stream by a glob") << QStringLiteral("stream:b.*") << QStringList{retry};
    QTest::newRow("the hub") << QStringLiteral("stream:Hub") << QStringList{redis};
    QTest::newRow("code") << QStringLiteral("code:no-*") << QStringList{blank, ids};
    QTest::newRow("text of the words") << QStringLiteral("blank") << QStringList{blank};
    QTest::newRow("two terms") << QStringLiteral("stream:a.example severity:note") << QStringList{ids};
}

void ProblemsModelTest::theFilterKnowsSeverityStreamCodeAndText()
{
    QFETCH(QString, text);
    ProblemsBench bench;
    FakeConnection *one = nullptr;
    FakeConnection *other = nullptr;
    bench.open("http://a.example/s", one);
    bench.open("http://b.example/s", other);
    bench.report(one, {found(FindingCase::NoBlankLine), found(FindingCase::NoIds)});
    bench.report(other, {found(FindingCase::RetryShort)});
    bench.problems.setHubFindings({found(FindingCase::RedisAway)});
    const auto filter = ProblemFilter::parse(text);
    QVERIFY(filter);
    bench.problems.setFilter(*filter);
    QTEST(bench.codes(), "codes");
    FilterMistake mistake;
    QVERIFY(!ProblemFilter::parse(QStringLiteral("channel:a"), &mistake));
    QVERIFY(mistake.what.contains(QStringLiteral("severity:")));
}

void ProblemsModelTest::aStreamThatIsRemovedTakesItsProblemsAlong()
{
    ProblemsBench bench;
    FakeConnection *connection = nullptr;
    const int id = bench.open("http://a.example/s", connection);
    bench.report(connection, {found(FindingCase::NoBlankLine)});
    bench.problems.setSelection(id);
    bench.streams.remove(id);
    QCOMPARE(bench.problems.rowCount(), 0);
    QCOMPARE(bench.problems.count(), 0);
    QVERIFY(!bench.problems.selection());
}

void ProblemsModelTest::aStreamThatIsAskedForOtherwiseIsJudgedAnew()
{
    ProblemsBench bench;
    FakeConnection *connection = nullptr;
    const int id = bench.open("http://a.example/s", connection);
    bench.report(connection, {found(FindingCase::NoBlankLine)});
    StreamRequest request = bench.streams.request(id);
    request.acceptsAnyType = true;
    bench.streams.edit(id, request);
    QTRY_COMPARE(bench.problems.rowCount(), 0);
}

void ProblemsModelTest::ofVeryManyTheWorstAreKept()
{
    ProblemsBench bench;
    QList<Finding> findings{found(FindingCase::NoBlankLine)};
    for (int i = 0; i < 500; ++i) {
        findings.append(found(FindingCase::StoppedEarly));
        findings.last().subject = QByteArray::number(i);
    }
    for (int i = 0; i < 40; ++i) {
        FakeConnection *connection = nullptr;
        bench.open(qPrintable(QStringLiteral("http://a.example/%1").arg(i)), connection);
        bench.report(connection, findings);
    }
    QCOMPARE(bench.problems.rowCount(), int(ProblemsModel::MaximumProblems));
    QCOMPARE(bench.codes().count(QStringLiteral("no-blank-line")), 40);
}

QTEST_GUILESS_MAIN(ProblemsModelTest)
#include "tst_problemsmodel.moc"
