// SPDX-License-Identifier: GPL-3.0-or-later
// What helps: reading it anyway, a block for nginx.
#include "problemsbench.h"
#include "ui/doctor/problemremedy.h"

#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace helio;

class ProblemRemedyTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whatIsReadAnywayIsReadAsWhatItIs_data();
    void whatIsReadAnywayIsReadAsWhatItIs();
    void nginxTakesTheBlockThatIsCopied_data();
    void nginxTakesTheBlockThatIsCopied();
};

void ProblemRemedyTest::whatIsReadAnywayIsReadAsWhatItIs_data()
{
    QTest::addColumn<int>("which");
    QTest::addColumn<bool>("isRead");
    QTest::addColumn<int>("format");
    QTest::newRow("a stream") << int(FindingCase::TypeIsStream) << true << int(StreamFormat::EventStream);
    QTest::newRow("no type") << int(FindingCase::TypeMissingStream) << true << int(StreamFormat::EventStream);
    QTest::newRow("unknown") << int(FindingCase::TypeIsOther) << true << int(StreamFormat::EventStream);
    QTest::newRow("one line of JSON so far")
        << int(FindingCase::TypeIsJsonLine) << true << int(StreamFormat::JsonLines);
    QTest::newRow("JSON lines") << int(FindingCase::TypeIsJsonLines) << true << int(StreamFormat::JsonLines);
    QTest::newRow("a page") << int(FindingCase::TypeIsHtml) << false << 0;
    QTest::newRow("one JSON value") << int(FindingCase::TypeIsJson) << false << 0;
    QTest::newRow("another finding") << int(FindingCase::NoIds) << false << 0;
}

void ProblemRemedyTest::whatIsReadAnywayIsReadAsWhatItIs()
{
    QFETCH(int, which);
    QFETCH(bool, isRead);
    StreamRequest request;
    request.url = QUrl(QStringLiteral("http://a.example/s"));
    const auto asked = readAnyway(found(FindingCase(which)), request);
    QCOMPARE(asked.has_value(), isRead);
    if (!asked)
        return;
    QVERIFY(asked->acceptsAnyType);
    QTEST(int(asked->format), "format");
    QCOMPARE(asked->url, request.url);
    QVERIFY(!readAnyway(found(FindingCase(which)), *asked)); // once is enough
}

void ProblemRemedyTest::nginxTakesTheBlockThatIsCopied_data()
{
    QTest::addColumn<QUrl>("url");
    QTest::newRow("a path") << QUrl(QStringLiteral("https://a.example/v1/stream?x=1"));
    QTest::newRow("no path") << QUrl(QStringLiteral("https://a.example"));
    QTest::newRow("what nginx would read itself") << QUrl(QStringLiteral("https://a.example/a%20b;%7B\"$x%5C"));
}

void ProblemRemedyTest::nginxTakesTheBlockThatIsCopied()
{
    QFETCH(QUrl, url);
    const QString nginx = QStandardPaths::findExecutable(QStringLiteral("nginx"));
    const QString there = nginx.isEmpty()
                              ? QStandardPaths::findExecutable(QStringLiteral("nginx"), {QStringLiteral("/usr/sbin")})
                              : nginx;
    if (there.isEmpty())
        QSKIP("nginx is not installed");
    QTemporaryDir directory;
    QFile file(directory.filePath(QStringLiteral("nginx.conf")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    const QByteArray folder = directory.path().toUtf8();
    QByteArray paths;
    for (const char *kind : {"client_body", "proxy", "fastcgi", "uwsgi", "scgi"})
        paths += QByteArray(kind) + "_temp_path " + folder + "/" + kind + ";\n";
    file.write("error_log " + folder + "/error.log;\npid " + folder + "/pid;\nevents {}\nhttp {\naccess_log off;\n" +
               paths + "server {\nlisten unix:" + folder + "/socket;\n" + nginxBlock(url).toUtf8() + "}\n}\n");
    file.close();
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(
        there, {QStringLiteral("-t"), QStringLiteral("-p"), directory.path(), QStringLiteral("-c"), file.fileName()});
    QVERIFY(process.waitForFinished(60'000));
    QVERIFY2(process.exitCode() == 0, process.readAll().constData());
    QVERIFY(nginxBlock(url).contains(QStringLiteral("proxy_buffering off;")));
}

QTEST_GUILESS_MAIN(ProblemRemedyTest)
#include "tst_problemremedy.moc"
