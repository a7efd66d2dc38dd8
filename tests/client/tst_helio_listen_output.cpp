// SPDX-License-Identifier: GPL-3.0-or-later
#include "helioprogram.h"
#include "scriptedserver.h"
#include "support/helioprocess.h"

#include <QDateTime>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcessEnvironment>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>

#include <fcntl.h>
#include <termios.h>
#include <unistd.h>

/// What `helio listen` prints, and writes to a file.
class HelioListenOutputTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void listenPrintsOneReadableLinePerEvent();
    void listenReportsTheTimeBetweenEvents();
    void listenPaintsOnATerminalOnly_data();
    void listenPaintsOnATerminalOnly();
    void listenPrintsJson();
    void jsonCannotSteerATerminal();
    void aTerminalIsAskedForAPassword_data();
    void aTerminalIsAskedForAPassword();
    void rawIsNotPrintedOnATerminal();
    void outputThatCannotBeWrittenIsSaid_data();
    void outputThatCannotBeWrittenIsSaid();
    void listenPrintsRawBytes_data();
    void listenPrintsRawBytes();
    void listenPrintsRawBytesAsTheyCome();
    void listenPrintsEachEventAsItComes();
    void listenPrintsAllThatCameBeforeItWaits_data();
    void listenPrintsAllThatCameBeforeItWaits();
    void listenEndsAtItsLastEventWithinABatch_data();
    void listenEndsAtItsLastEventWithinABatch();
    void listenAppendsToAFile();
    void listenAppendsToAFileWhateverItPrints();
};

namespace {

/// A terminal that a program can have for its standard output.
class Terminal
{
public:
    Terminal()
        : ours_(posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC | O_NONBLOCK))
    {
        if (ours_ < 0 || grantpt(ours_) != 0 || unlockpt(ours_) != 0)
            qFatal("no terminal: %s", strerror(errno));
        // Held open: else what the program wrote would be gone with it.
        theirs_ = open(ptsname(ours_), O_RDWR | O_NOCTTY | O_CLOEXEC);
    }
    ~Terminal()
    {
        close(theirs_);
        close(ours_);
    }
    Q_DISABLE_COPY_MOVE(Terminal)

    /// In the child, before the program starts.
    void takeStandardOutput() const { dup2(theirs_, STDOUT_FILENO); }
    void takeStandardInput() const { dup2(theirs_, STDIN_FILENO); }
    bool shows() const
    {
        termios settings = {};
        return tcgetattr(theirs_, &settings) == 0 && (settings.c_lflag & ECHO) != 0;
    }
    void type(const QByteArray &bytes) const
    {
        QCOMPARE(qsizetype(write(ours_, bytes.constData(), size_t(bytes.size()))), bytes.size());
    }
    QByteArray readAll() const
    {
        QByteArray output(64 * 1024, '\0');
        const ssize_t size = read(ours_, output.data(), size_t(output.size()));
        return output.first(std::max<ssize_t>(size, 0));
    }

private:
    int ours_;
    int theirs_ = -1;
};

constexpr int ManyEvents = 6000; ///< more than are written at once

/// The events n1, n2 and so on.
QByteArray numberedEvents(int count)
{
    QByteArray stream;
    for (int i = 1; i <= count; ++i)
        stream += "data:n" + QByteArray::number(i) + "\n\n";
    return stream;
}

QStringList listen(const ScriptedServer &server, const QStringList &options)
{
    return QStringList({QStringLiteral("listen"), server.url().toString()}) + options;
}

} // namespace

void HelioListenOutputTest::listenPrintsOneReadableLinePerEvent()
{
    ScriptedServer server;
    server.answerStream("channel: news\nid: 7\nevent: headline\ndata: a\ndata: b\t\x1B[31m\n\ndata: plain\n\n");
    const Run result = run(listen(server, words("--count 2")));
    QCOMPARE(result.exitCode, 0);
    const QString output = QString::fromUtf8(result.output);
    static const QRegularExpression expected(
        QStringLiteral("\\A\\d\\d:\\d\\d:\\d\\d\\.\\d{3}         -  news  headline  7  a␊b␉␛\\[31m\n"
                       "\\d\\d:\\d\\d:\\d\\d\\.\\d{3}    \\+\\d\\.\\d{3}  -  message  7  plain\n\\z"));
    QVERIFY2(expected.match(output).hasMatch(), result.output.constData());
}

void HelioListenOutputTest::listenReportsTheTimeBetweenEvents()
{
    ScriptedServer server;
    server.answerStream("data:a\n\n");
    const auto process = start(listen(server, words("--count 2")));
    QTRY_VERIFY_WITH_TIMEOUT(process->canReadLine(), 20'000);
    const QByteArray first = process->readLine();
    QElapsedTimer between; // what is shown is this time
    between.start();
    QTRY_VERIFY(between.hasExpired(300));
    server.send("data:b\n\n");
    const Run result = finish(*process);
    static const QRegularExpression columns(
        QStringLiteral("^\\d\\d:\\d\\d:(\\d\\d\\.\\d{3}) +(-|\\+[\\d.]+)  -  message  -  [ab]\n$"));
    const auto before = columns.match(QString::fromUtf8(first));
    const auto after = columns.match(QString::fromUtf8(result.output));
    QVERIFY(before.hasMatch() && after.hasMatch());
    QCOMPARE(before.captured(2), QStringLiteral("-"));
    const double difference = after.captured(2).toDouble();
    QVERIFY2(difference >= 0.299, qPrintable(after.captured(2)));
    double times = after.captured(1).toDouble() - before.captured(1).toDouble();
    times += times < 0 ? 60 : 0;
    QVERIFY(qAbs(times - difference) < 0.0021); // each was rounded
}

void HelioListenOutputTest::listenPaintsOnATerminalOnly_data()
{
    QTest::addColumn<bool>("onTerminal");
    QTest::addColumn<QStringList>("environment");
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<bool>("painted");
    const QStringList plain = words("TERM=xterm NO_COLOR=");
    QTest::newRow("a terminal") << true << plain << words("") << true;
    QTest::newRow("a pipe") << false << plain << words("") << false;
    QTest::newRow("NO_COLOR") << true << words("TERM=xterm NO_COLOR=1") << words("") << false;
    QTest::newRow("a dumb terminal") << true << words("TERM=dumb NO_COLOR=") << words("") << false;
    QTest::newRow("JSON") << true << plain << words("--json") << false;
}

void HelioListenOutputTest::listenPaintsOnATerminalOnly()
{
    QFETCH(bool, onTerminal);
    QFETCH(QStringList, environment);
    QFETCH(QStringList, options);
    QFETCH(bool, painted);
    ScriptedServer server;
    server.answerStream("data:hello\n\n");
    QProcess process;
    QProcessEnvironment variables = QProcessEnvironment::systemEnvironment();
    for (const QString &each : std::as_const(environment))
        variables.insert(each.section(u'=', 0, 0), each.section(u'=', 1));
    process.setProcessEnvironment(variables);
    Terminal terminal;
    if (onTerminal)
        process.setChildProcessModifier([&terminal] { terminal.takeStandardOutput(); });
    process.start(helio::test::HelioProcess::program(), listen(server, words("--count 1") + options));
    const Run result = finish(process);
    QCOMPARE(result.exitCode, 0);
    const QByteArray output = onTerminal ? terminal.readAll() : result.output;
    QVERIFY2(output.contains("hello"), output.constData());
    QCOMPARE(output.contains("\x1B["), painted);
}

void HelioListenOutputTest::listenPrintsJson()
{
    ScriptedServer server;
    server.answerStream("channel: news\nid: 7\ndata: a\ndata: \"b\" \xFF\n\nid\nevent: x\ndata\n\n");
    const Run result = run(listen(server, words("--json --count 2")));
    QCOMPARE(result.exitCode, 0);
    const QList<QByteArray> lines = result.output.split('\n');
    QCOMPARE(lines.size(), 3);
    const auto objectIn = [](const QByteArray &line) {
        QJsonObject object = QJsonDocument::fromJson(line).object();
        const double now = double(QDateTime::currentMSecsSinceEpoch()) * 1e6;
        const QJsonValue receivedAt = object.take(u"receivedAt");
        // Nanoseconds: as a number it is not exact, but of this minute.
        return receivedAt.isDouble() && std::abs(receivedAt.toDouble() - now) < 60e9 ? object : QJsonObject();
    };
    QCOMPARE(objectIn(lines.at(0)), QJsonObject({{QStringLiteral("channel"), QStringLiteral("news")},
                                                 {QStringLiteral("type"), QStringLiteral("message")},
                                                 {QStringLiteral("data"), QStringLiteral("a\n\"b\" \uFFFD")},
                                                 {QStringLiteral("lastEventId"), QStringLiteral("7")}}));
    QCOMPARE(objectIn(lines.at(1)), QJsonObject({{QStringLiteral("type"), QStringLiteral("x")},
                                                 {QStringLiteral("data"), QString()},
                                                 {QStringLiteral("lastEventId"), QString()}}));
}

void HelioListenOutputTest::jsonCannotSteerATerminal()
{
    ScriptedServer server;
    const QString data = QStringLiteral("a\u0085\u009B\u202Eb\u2066\u007F\u061C\u200B\U000E0041\u00FC");
    server.answerStream("data:" + data.toUtf8() + "\n\n");
    server.answerStream("data:" + data.toUtf8() + "\n\n");
    QProcess process;
    Terminal terminal;
    process.setChildProcessModifier([&terminal] { terminal.takeStandardOutput(); });
    process.start(helio::test::HelioProcess::program(), listen(server, words("--count 1 --json")));
    QCOMPARE(finish(process).exitCode, 0);
    const QByteArray shown = terminal.readAll().trimmed();
    QVERIFY2(shown.contains("a\\u0085\\u009b\\u202eb\\u2066\\u007f\\u061c\\u200b\\udb40\\udc41\u00FC"),
             shown.constData());
    QCOMPARE(QJsonDocument::fromJson(shown)[u"data"].toString(), data); // it is the same JSON
    // What programs read keeps its bytes.
    QVERIFY(run(listen(server, words("--count 1 --json"))).output.contains(data.toUtf8()));
}

void HelioListenOutputTest::aTerminalIsAskedForAPassword_data()
{
    QTest::addColumn<QByteArray>("typed");
    QTest::addColumn<QByteArray>("password");
    QTest::addColumn<int>("exitCode");
    QTest::newRow("a password") << QByteArray("p:w\n") << QByteArray("p:w") << 0;
    QTest::newRow("none") << QByteArray("\n") << QByteArray() << 0;
    QTest::newRow("with a mistake") << QByteArray("pü\x7Fw\n") << QByteArray("pw") << 0;
    QTest::newRow("Ctrl+C") << QByteArray("p\x03") << QByteArray() << 130;
}

void HelioListenOutputTest::aTerminalIsAskedForAPassword()
{
    QFETCH(QByteArray, typed);
    QFETCH(QByteArray, password);
    QFETCH(int, exitCode);
    ScriptedServer server;
    server.answerStream("data:a\n\n");
    QProcess process;
    Terminal terminal;
    process.setChildProcessModifier([&terminal] { terminal.takeStandardInput(); });
    process.start(helio::test::HelioProcess::program(), listen(server, words("-u joe --count 1")));
    QTRY_VERIFY_WITH_TIMEOUT(!terminal.shows(), 20'000);
    terminal.type(typed);
    QCOMPARE(finish(process).exitCode, exitCode);
    QVERIFY(terminal.shows());
    QCOMPARE(server.requests().size(), exitCode == 0 ? 1 : 0);
    if (exitCode == 0)
        QCOMPARE(server.requests().first().header("authorization"), "Basic " + ("joe:" + password).toBase64());
}

void HelioListenOutputTest::rawIsNotPrintedOnATerminal()
{
    ScriptedServer server;
    QProcess process;
    Terminal terminal;
    process.setChildProcessModifier([&terminal] { terminal.takeStandardOutput(); });
    process.start(helio::test::HelioProcess::program(), listen(server, words("--raw")));
    const Run result = finish(process);
    QCOMPARE(result.exitCode, 2);
    QVERIFY2(result.errors.contains("cat -v"), result.errors.constData());
    QVERIFY(server.requests().isEmpty());
}

void HelioListenOutputTest::outputThatCannotBeWrittenIsSaid_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::newRow("readable") << QStringList();
    QTest::newRow("JSON") << words("--json");
    QTest::newRow("raw") << words("--raw");
}

void HelioListenOutputTest::outputThatCannotBeWrittenIsSaid()
{
    QFETCH(QStringList, options);
    ScriptedServer server;
    server.answerStream("data:a\n\n");
    QProcess process;
    process.setStandardOutputFile(QStringLiteral("/dev/full"));
    process.start(helio::test::HelioProcess::program(), listen(server, options));
    const Run result = finish(process);
    QCOMPARE(result.exitCode, 1);
    QVERIFY2(result.errors.contains("cannot write to standard output: "), result.errors.constData());
}

void HelioListenOutputTest::listenPrintsRawBytes_data()
{
    QTest::addColumn<QByteArray>("stream");
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<QByteArray>("printed");
    static const char wire[] = "\xEF\xBB\xBF: hi\r\n\r\nid:1\r\ndata: \0\xFF\r\n\r\nwhat\rdata:b\r\rdata:cut";
    const QByteArray bytes(wire, sizeof wire - 1);
    QTest::newRow("all there is") << bytes << words("--timeout 1") << bytes;
    QTest::newRow("two events") << bytes << words("--count 2") << bytes.first(bytes.indexOf("data:cut"));
    QTest::newRow("one event, with its CRLF") << bytes << words("--count 1") << bytes.first(bytes.indexOf("what"));
    QTest::newRow("one event, LF") << QByteArray("data:a\n\ndata:b\n\n") << words("--count 1")
                                   << QByteArray("data:a\n\n");
    QTest::newRow("no event") << QByteArray(": hi\n") << words("--timeout 1") << QByteArray(": hi\n");
}

void HelioListenOutputTest::listenPrintsRawBytes()
{
    QFETCH(QByteArray, stream);
    QFETCH(QStringList, options);
    ScriptedServer server;
    server.answerStream(stream);
    const Run result = run(listen(server, words("--raw") + options));
    QCOMPARE(result.exitCode, 0);
    QTEST(result.output, "printed");
}

void HelioListenOutputTest::listenPrintsRawBytesAsTheyCome()
{
    ScriptedServer server;
    server.answerStream(":");
    const auto process = start(listen(server, words("--raw")));
    QByteArray output;
    const auto printed = [&] { return output += process->readAllStandardOutput(); };
    QTRY_COMPARE_WITH_TIMEOUT(printed(), QByteArray(":"), 20'000);
    server.send("heartbeat\n");
    QTRY_COMPARE(printed(), QByteArray(":heartbeat\n"));
    server.send("data:\xE2");
    QTRY_COMPARE(printed(), QByteArray(":heartbeat\ndata:\xE2"));
    process->terminate();
    QCOMPARE(finish(*process).exitCode, 130);
}

void HelioListenOutputTest::listenPrintsEachEventAsItComes()
{
    ScriptedServer server;
    server.answerStream("data:a\n\n");
    const auto process = start(listen(server, words("--json")));
    QTRY_VERIFY_WITH_TIMEOUT(process->canReadLine(), 20'000);
    QVERIFY(process->readLine().contains("\"a\""));
    server.send("data:b\n\n");
    QTRY_VERIFY(process->canReadLine());
    QVERIFY(process->readLine().contains("\"b\""));
    process->terminate();
    QCOMPARE(finish(*process).exitCode, 130);
}

void HelioListenOutputTest::listenPrintsAllThatCameBeforeItWaits_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::newRow("readable") << words("");
    QTest::newRow("JSON") << words("--json");
}

void HelioListenOutputTest::listenPrintsAllThatCameBeforeItWaits()
{
    QFETCH(QStringList, options);
    const QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("events.ndjson")));
    ScriptedServer server;
    server.answerStream(numberedEvents(ManyEvents));
    const auto process = start(listen(server, options + QStringList{QStringLiteral("--output"), file.fileName()}));
    QByteArray output;
    const auto printed = [&] { return (output += process->readAllStandardOutput()).count('\n'); };
    QTRY_COMPARE_WITH_TIMEOUT(printed(), qsizetype(ManyEvents), 20'000); // the server says nothing more
    QVERIFY(output.endsWith("\n"));
    QVERIFY(file.open(QIODevice::ReadOnly)); // what was printed was written there before
    QCOMPARE(file.readAll().count('\n'), qsizetype(ManyEvents));
    QCOMPARE(process->state(), QProcess::Running);
    process->terminate();
    QCOMPARE(finish(*process).exitCode, 130);
}

void HelioListenOutputTest::listenEndsAtItsLastEventWithinABatch_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<int>("exitCode");
    const QString last = QString::number(ManyEvents / 2);
    QTest::newRow("a count") << QStringList{QStringLiteral("--count"), last} << 0;
    QTest::newRow("what was expected") << QStringList{QStringLiteral("--expect"),
                                                      QStringLiteral("message=n%1").arg(last)}
                                       << 0;
    QTest::newRow("a count without what was expected")
        << QStringList{QStringLiteral("--count"), last, QStringLiteral("--expect"), QStringLiteral("message=other")}
        << 5;
}

void HelioListenOutputTest::listenEndsAtItsLastEventWithinABatch()
{
    QFETCH(QStringList, options);
    QFETCH(int, exitCode);
    ScriptedServer server;
    server.answerStream(numberedEvents(ManyEvents));
    const Run result = run(listen(server, words("--json") + options));
    QCOMPARE(result.exitCode, exitCode);
    const QList<QByteArray> lines = result.output.split('\n');
    QCOMPARE(lines.size(), qsizetype(ManyEvents / 2 + 1));
    for (int i = 0; i < ManyEvents / 2; ++i)
        QVERIFY(lines.at(i).endsWith("\"data\":\"n" + QByteArray::number(i + 1) + "\"}"));
    QCOMPARE(lines.last(), QByteArray());
}

void HelioListenOutputTest::listenAppendsToAFile()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("events.ndjson"));
    for (int round = 0; round < 2; ++round) {
        ScriptedServer server;
        server.answerStream("id:1\nchannel:c\ndata:a\n\ndata:b\n\n");
        QCOMPARE(run(listen(server, {QStringLiteral("--output"), path, QStringLiteral("--count"), QStringLiteral("2")}))
                     .exitCode,
                 0);
    }
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QList<QByteArray> lines = file.readAll().split('\n');
    QCOMPARE(lines.size(), 5);
    const QJsonObject first = QJsonDocument::fromJson(lines.at(2)).object();
    static const QRegularExpression iso(QStringLiteral("^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z$"));
    QVERIFY(iso.match(first.value(u"time").toString()).hasMatch());
    QCOMPARE(first.value(u"channel").toString(), QStringLiteral("c"));
    QCOMPARE(first.value(u"type").toString(), QStringLiteral("message"));
    QCOMPARE(first.value(u"id").toString(), QStringLiteral("1"));
    QCOMPARE(first.value(u"data").toString(), QStringLiteral("a"));
    QVERIFY(QJsonDocument::fromJson(lines.at(3)).object().value(u"channel").isNull());
}

void HelioListenOutputTest::listenAppendsToAFileWhateverItPrints()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("events.ndjson"));
    ScriptedServer server;
    server.answerStream("data:a\n\ndata:b\n\n");
    const Run result = run(listen(server, {QStringLiteral("--raw"), QStringLiteral("--output"), path,
                                           QStringLiteral("--expect"), QStringLiteral("message=b")}));
    QCOMPARE(result.exitCode, 0);
    QCOMPARE(result.output, "data:a\n\ndata:b\n\n");
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll().count('\n'), 2);
}

QTEST_GUILESS_MAIN(HelioListenOutputTest)
#include "tst_helio_listen_output.moc"
