// SPDX-License-Identifier: GPL-3.0-or-later
#include <QProcess>
#include <QTest>

/// What the thread sanitizer is told of Qt is enough, and hides no race. Each row is a run of the program qtcrossing.
class QtOrderTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whatQtOrdersIsNoRace_data();
    void whatQtOrdersIsNoRace();
    void whatNothingOrdersIsReported_data();
    void whatNothingOrdersIsReported();
};

namespace {

struct Outcome
{
    int exitCode = -1;
    QByteArray said;
    QByteArray reported;
};

constexpr int Reported = 66; // what the sanitizer makes of the exit code

Outcome run(const char *name)
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("TSAN_OPTIONS"),
                       QStringLiteral("suppressions=%1:exitcode=%2").arg(QFINDTESTDATA("threads.txt")).arg(Reported));
    QProcess program;
    program.setProcessEnvironment(environment);
    program.start(QCoreApplication::applicationDirPath() + QStringLiteral("/qtcrossing"), {QString::fromLatin1(name)});
    if (!program.waitForFinished(120'000) || program.exitStatus() != QProcess::NormalExit)
        return {-1, program.readAllStandardOutput(), program.readAllStandardError()};
    return {program.exitCode(), program.readAllStandardOutput(), program.readAllStandardError()};
}

void addRows(std::initializer_list<const char *> names)
{
    QTest::addColumn<QByteArray>("name");
    for (const char *const name : names)
        QTest::newRow(name) << QByteArray(name);
}

} // namespace

void QtOrderTest::whatQtOrdersIsNoRace_data()
{
    addRows({"aCallAndItsReturn", "theArgumentsOfASignal", "anEventOfItsOwn", "aCallThatIsNeverMade",
             "aDeletionAskedForElsewhere", "aConnectionMadeElsewhere", "aReceiverThatEndsFirst", "theEndOfAThread"});
}

void QtOrderTest::whatQtOrdersIsNoRace()
{
    QFETCH(QByteArray, name);
    const Outcome outcome = run(name.constData());
    QVERIFY2(outcome.reported.isEmpty(), outcome.reported.constData());
    QCOMPARE(outcome.exitCode, 0);
    QCOMPARE(outcome.said, "done\n");
}

void QtOrderTest::whatNothingOrdersIsReported_data()
{
    addRows({"bothPostToEachOther", "writtenBetweenTwoPosts", "postedToAThirdThread", "writtenAfterConnecting",
             "aThreadThatWasNotWaitedFor"});
}

void QtOrderTest::whatNothingOrdersIsReported()
{
    QFETCH(QByteArray, name);
    const Outcome outcome = run(name.constData());
    QCOMPARE(outcome.said, "done\n");
    QCOMPARE(outcome.exitCode, Reported);
    QVERIFY2(outcome.reported.contains("data race"), outcome.reported.constData());
    QVERIFY2(outcome.reported.contains("'(anonymous namespace)::crossing'"), outcome.reported.constData());
    QVERIFY2(outcome.reported.contains(name), outcome.reported.constData());
}

QTEST_GUILESS_MAIN(QtOrderTest)
#include "tst_qtorder.moc"
