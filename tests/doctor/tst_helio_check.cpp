// SPDX-License-Identifier: GPL-3.0-or-later
#include "helioprogram.h"
#include "pacedserver.h"
#include "support/helioprocess.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace std::chrono_literals;

namespace {

PacedAnswer healthy(const ScriptedRequest &request)
{
    static const auto start = std::chrono::steady_clock::now();
    PacedAnswer answer;
    answer.interval = 20ms;
    const int after = request.header("last-event-id").toInt();
    const auto numberNow = [] { return int((std::chrono::steady_clock::now() - start) / 100ms); };
    answer.chunk = [numberNow, next = after > 0 ? after + 1 : numberNow() + 1](int) mutable {
        QByteArray events;
        for (; next <= numberNow(); ++next)
            events += numberedEvent(next);
        return std::optional(events);
    };
    return answer;
}

QStringList checkOf(const QUrl &url, const char *more = "--for 2")
{
    return QStringList{QStringLiteral("check"), url.toString()} + words(more);
}

} // namespace

class HelioCheckTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void healthyStreamEndsWithZero();
    void findingIsALineWithItsRemedy();
    void jsonHasFindingsAndFigures();
    void jsonOfTwoRoutesHasBoth();
    void bodyGoesOnceToEachAndThatIsSaid();
    void optionsOfListenGoOut();
    void whatIsWrongIsSaid_data();
    void whatIsWrongIsSaid();
    void helpNamesItsOptions();
    void interruptPrintsWhatWasFound();
    void nameThatIsNeverAnsweredDoesNotHoldIt();
};

void HelioCheckTest::healthyStreamEndsWithZero()
{
    PacedServer server(healthy);
    const Run done = run(checkOf(server.url(), "--for 3"));
    QVERIFY2(done.exitCode == 0, (done.output + done.errors).constData());
    QVERIFY(done.errors.isEmpty()); // progress is for a terminal
    QVERIFY2(done.output.contains("first event "), done.output.constData());
    QVERIFY2(done.output.contains("median distance "), done.output.constData());
}

void HelioCheckTest::findingIsALineWithItsRemedy()
{
    ScriptedServer server;
    server.answer(plainAnswer("404 Not Found", "Content-Type: text/plain\r\n", "no such stream"));
    const Run done = run(checkOf(server.url()));
    QCOMPARE(done.exitCode, 1);
    const QByteArray first = done.output.split('\n').constFirst();
    QVERIFY2(first.startsWith("error refused-status: "), done.output.constData());
    QVERIFY2(first.contains("404"), done.output.constData());
    QVERIFY2(first.contains("no such stream"), done.output.constData());
    QVERIFY2(first.contains(QStringLiteral(" → ").toUtf8()), done.output.constData());
    QCOMPARE(done.output.count('\n'), 2); // and the figures
}

void HelioCheckTest::jsonHasFindingsAndFigures()
{
    ScriptedServer server;
    server.answer(plainAnswer("404 Not Found"));
    QUrl url = server.url(QStringLiteral("/stream?access_token=secret"));
    const Run done = run(checkOf(url, "--for 2 --json"));
    QCOMPARE(done.exitCode, 1);
    QCOMPARE(done.output.count('\n'), 1);
    QVERIFY(!done.output.contains("secret"));
    const QJsonObject json = QJsonDocument::fromJson(done.output).object();
    QCOMPARE(json.value(QStringLiteral("url")).toString(), server.url().toString());
    QCOMPARE(json.value(QStringLiteral("verdict")).toString(), QStringLiteral("errors"));
    const QJsonObject finding = json.value(QStringLiteral("findings")).toArray().at(0).toObject();
    QCOMPARE(finding.value(QStringLiteral("code")).toString(), QStringLiteral("refused-status"));
    QCOMPARE(finding.value(QStringLiteral("severity")).toString(), QStringLiteral("error"));
    QVERIFY(!finding.value(QStringLiteral("words")).toString().isEmpty());
    QVERIFY(!finding.value(QStringLiteral("remedy")).toString().isEmpty());
    QVERIFY(finding.value(QStringLiteral("evidence")).isObject());
    const QJsonObject figures = json.value(QStringLiteral("figures")).toObject();
    QVERIFY(figures.value(QStringLiteral("headMs")).toDouble() > 0);
    QVERIFY(figures.value(QStringLiteral("firstEventMs")).isNull());
    QCOMPARE(figures.value(QStringLiteral("events")).toInt(-1), 0);
}

void HelioCheckTest::jsonOfTwoRoutesHasBoth()
{
    PacedServer one(healthy);
    PacedServer other(healthy);
    QStringList arguments = checkOf(one.url(), "--for 3 --json --once --against");
    arguments << other.url().toString();
    const Run done = run(arguments);
    const QJsonObject against =
        QJsonDocument::fromJson(done.output).object().value(QStringLiteral("against")).toObject();
    QCOMPARE(against.value(QStringLiteral("url")).toString(), other.url().toString());
    QVERIFY2(against.value(QStringLiteral("paired")).toInt() > 5, done.output.constData());
    QVERIFY(against.value(QStringLiteral("medianMs")).isDouble());
    QVERIFY(against.value(QStringLiteral("figures")).toObject().value(QStringLiteral("events")).toInt() > 5);
}

void HelioCheckTest::bodyGoesOnceToEachAndThatIsSaid()
{
    PacedServer one(healthy);
    PacedServer other(healthy);
    QStringList arguments = checkOf(one.url(), "--for 2 -d {} --against");
    arguments << other.url().toString();
    const Run done = run(arguments);
    QVERIFY2(done.errors.contains("once to each"), done.errors.constData());
    QCOMPARE(one.requests().size(), 1);
    QCOMPARE(other.requests().size(), 1);
}

void HelioCheckTest::optionsOfListenGoOut()
{
    ScriptedServer server;
    server.answer(plainAnswer("200 OK"));
    const Run done = run(
        checkOf(server.url(), "--for 1 --channel a&b --last-event-id 7 -H X-One:1 -u me:pass -XPUT -d @-"), "hello");
    QVERIFY2(server.requests().size() == 1, done.errors.constData());
    const ScriptedRequest request = server.requests()[0];
    QCOMPARE(request.method, QByteArray("PUT"));
    QCOMPARE(request.target, QByteArray("/stream?channel=a%26b"));
    QCOMPARE(request.header("last-event-id"), QByteArray("7"));
    QCOMPARE(request.header("x-one"), QByteArray("1"));
    QCOMPARE(request.header("authorization"), "Basic " + QByteArray("me:pass").toBase64());
    QCOMPARE(request.header("content-type"), QByteArray("text/plain"));
    QCOMPARE(request.body, QByteArray("hello"));
}

void HelioCheckTest::whatIsWrongIsSaid_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("no URL") << words("check");
    QTest::newRow("no http") << words("check ftp://127.0.0.1/");
    QTest::newRow("two URLs") << words("check http://127.0.0.1/ http://127.0.0.1/");
    QTest::newRow("unknown option") << words("check http://127.0.0.1/ --quick");
    QTest::newRow("no time") << words("check http://127.0.0.1/ --for soon");
    QTest::newRow("time of none") << words("check http://127.0.0.1/ --for 0");
    QTest::newRow("origin with a path") << words("check http://127.0.0.1/ --origin https://example.org/page");
    QTest::newRow("against no URL") << words("check http://127.0.0.1/ --against nobody");
    QTest::newRow("header without a colon") << words("check http://127.0.0.1/ -H X-One");
    QTest::newRow("no such file") << words("check http://127.0.0.1/ --cacert /nowhere.pem");
}

void HelioCheckTest::whatIsWrongIsSaid()
{
    QFETCH(const QStringList, arguments);
    const Run done = run(arguments);
    QCOMPARE(done.exitCode, 2);
    QVERIFY(done.output.isEmpty());
    QCOMPARE(done.errors.count('\n'), 1);
    QVERIFY2(done.errors.startsWith("helio check: "), done.errors.constData());
}

void HelioCheckTest::helpNamesItsOptions()
{
    const Run done = run(words("check --help"));
    QCOMPARE(done.exitCode, 0);
    for (const char *option : {"--for", "--against", "--origin", "--once", "--json", "--header", "--proxy"})
        QVERIFY2(done.output.contains(option), option);
    QVERIFY(run(words("--help")).output.contains("helio check"));
}

void HelioCheckTest::interruptPrintsWhatWasFound()
{
    PacedServer server(healthy);
    const auto process = start(checkOf(server.url(), "--for 60"));
    QVERIFY(QTest::qWaitFor([&] { return !server.requests().isEmpty(); }, 20'000));
    process->terminate();
    const Run done = finish(*process);
    QCOMPARE(done.exitCode, 130);
    QVERIFY2(done.output.contains(" bytes"), done.output.constData());
}

void HelioCheckTest::nameThatIsNeverAnsweredDoesNotHoldIt()
{
#ifdef SLOW_RESOLVER
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("LD_PRELOAD"), QStringLiteral(SLOW_RESOLVER));
    QProcess process;
    process.setProcessEnvironment(environment);
    QElapsedTimer clock;
    clock.start();
    process.start(helio::test::HelioProcess::program(), words("check http://nobody.blackhole.test/ --for 1 --json"));
    const Run done = finish(process);
    QCOMPARE(done.exitCode, 1);
    QVERIFY2(done.output.contains("\"unreachable\""), done.output.constData());
    QVERIFY2(clock.elapsed() < 8'000, QByteArray::number(clock.elapsed()).constData()); // with the start of the program
#else
    QSKIP("a sanitizer wants to be the first library");
#endif
}

QTEST_GUILESS_MAIN(HelioCheckTest)
#include "tst_helio_check.moc"
