// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/streams/curlcommand.h"
#include "ui/streams/shellwords.h"

#include <QRandomGenerator>
#include <QTest>

using namespace helio;

namespace {

using Headers = QList<std::pair<QByteArray, QByteArray>>;

/// A request as one string, so that a row of a table can hold what is expected.
QString textOf(const StreamRequest &request)
{
    QStringList parts{QString::fromUtf8(request.method), request.url.toString(QUrl::FullyEncoded)};
    for (const auto &[name, value] : request.headers)
        parts.append(QString::fromUtf8(name + ": " + value));
    const std::pair<const char *, QString> more[] = {
        {"body", QString::fromUtf8(request.body)},
        {"token", QString::fromUtf8(request.bearerToken)},
        {"user", request.userName},
        {"password", request.password},
        {"lastEventId", QString::fromUtf8(request.lastEventId)},
        {"authority", request.authorityFile},
        {"certificate", request.certificateFile},
        {"key", request.keyFile},
        {"passphrase", request.passphrase},
        {"proxy", request.proxy.kind == StreamProxy::Kind::None ? QStringLiteral("none")
                                                                : request.proxy.url.toString(QUrl::FullyEncoded)},
        {"http2", request.allowHttp2 ? QStringLiteral("yes") : QString()},
    };
    for (const auto &[name, value] : more) {
        if (!value.isEmpty())
            parts.append(QLatin1String(name) + u'=' + value);
    }
    return parts.join(QStringLiteral(" | "));
}

} // namespace

class CurlTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void wordsAreSplitAsAShellDoes_data();
    void wordsAreSplitAsAShellDoes();
    void aCommandFillsTheRequest_data();
    void aCommandFillsTheRequest();
    void whatIsLeftOutIsReported_data();
    void whatIsLeftOutIsReported();
    void whatIsNoCommandSaysSo_data();
    void whatIsNoCommandSaysSo();
    void aCommandIsKnownByItsBeginning();
    void anyTextIsReadWithinBounds();
    void aLongLineIsRefusedWithAMessage();
};

void CurlTest::wordsAreSplitAsAShellDoes_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QStringList>("words");
    const auto row = [](const char *line, const QStringList &words) {
        QTest::newRow(line) << QString::fromUtf8(line) << words;
    };
    row("a b  c", {QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("c")});
    row("'a b'\"c d\"e", {QStringLiteral("a bc de")});
    row("''", {QString()});
    row("'a\\'", {QStringLiteral("a\\")});
    row("\"a\\\"\\$\\\\\\n\"", {QStringLiteral("a\"$\\\\n")});
    row("a\\ b", {QStringLiteral("a b")});
    row("a \\\n b", {QStringLiteral("a"), QStringLiteral("b")});
    row("a \\\r\n b", {QStringLiteral("a"), QStringLiteral("b")});
    row("a \\  \n b", {QStringLiteral("a"), QStringLiteral("b")});
    row("a\\\nb", {QStringLiteral("ab")});
    row("$'a\\'b\\n\\x41\\u3042\\101\\t'", {QStringLiteral("a'b\nAあA\t")});
    row("$'\\ud83d\\ude00'", {QStringLiteral("😀")});
    row("$'\\ud83d'", {QStringLiteral("\uFFFD")});
    row("$'\\xe3\\x81\\x82 あ😀'", {QStringLiteral("あ あ😀")});
    row("a # b", {QStringLiteral("a")});
    row("a#b", {QStringLiteral("a#b")});
    row("a | b", {QStringLiteral("a")});
    row("a;b", {QStringLiteral("a")});
    row("a 2>/dev/null b", {QStringLiteral("a"), QStringLiteral("b")});
    row("$HOME \"${X}\" $5.00 $",
        {QStringLiteral("$HOME"), QStringLiteral("${X}"), QStringLiteral("$5.00"), QStringLiteral("$")});
    row("\n\n a", {QStringLiteral("a")});
}

void CurlTest::wordsAreSplitAsAShellDoes()
{
    QFETCH(QString, line);
    QFETCH(QStringList, words);
    const ShellWords split = splitAsShell(line);
    QCOMPARE(split.problem, QString());
    QCOMPARE(split.words, words);
}

void CurlTest::aCommandFillsTheRequest_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("request");
    const auto row = [](const char *line, const char *request) {
        QTest::newRow(line) << QString::fromUtf8(line) << QString::fromUtf8(request);
    };
    row("curl http://a.b/s", "GET | http://a.b/s");
    row("curl a.b/s?x=1", "GET | http://a.b/s?x=1");
    row("$ curl -N 'http://a.b/s?channel=x&y=z'", "GET | http://a.b/s?channel=x&y=z");
    row("curl -sNL --compressed -v http://a/", "GET | http://a/");
    row("curl --url http://a/ -H 'X-A: b'", "GET | http://a/ | X-A: b");
    row("curl http://a/ -HX-A:b -H 'x-a: c'", "GET | http://a/ | X-A: b | x-a: c");
    row("curl http://a/ -H 'X-Empty;' -H 'Accept:'", "GET | http://a/ | X-Empty: ");
    row("curl http://a/ -H 'Authorization: Bearer abc.def'", "GET | http://a/ | token=abc.def");
    row("curl http://a/ -H 'authorization: Basic YTpi'", "GET | http://a/ | authorization: Basic YTpi");
    row("curl http://a/ --oauth2-bearer abc", "GET | http://a/ | token=abc");
    row("curl http://a/ -H 'last-event-id: 17-4'", "GET | http://a/ | lastEventId=17-4");
    row("curl http://a/ -u joe:p:w", "GET | http://a/ | user=joe | password=p:w");
    row("curl -ujoe:pw http://a/", "GET | http://a/ | user=joe | password=pw");
    row("curl http://a/ -b 'a=1; b=2' -A agent -e http://page/",
        "GET | http://a/ | Cookie: a=1; b=2 | User-Agent: agent | "
        "Referer: http://page/");
    row("curl http://a/ -d a=1 -d b=2",
        "POST | http://a/ | Content-Type: application/x-www-form-urlencoded | body=a=1&b=2");
    row("curl http://a/ --data-raw $'{\"a\":\"it\\'s\"}' -H 'content-type: application/json'",
        "POST | http://a/ | content-type: application/json | body={\"a\":\"it's\"}");
    row("curl http://a/ --data-binary '@' --data-raw '@x'", "POST | http://a/ | Content-Type: "
                                                            "application/x-www-form-urlencoded | body=@x");
    row("curl http://a/ --json '{\"a\":1}'", "POST | http://a/ | Content-Type: application/json | body={\"a\":1}");
    row("curl http://a/ -X PUT -d x", "PUT | http://a/ | Content-Type: application/x-www-form-urlencoded | body=x");
    row("curl -XDELETE http://a/", "DELETE | http://a/");
    row("curl -G http://a/?c=d -d e=f --data-urlencode 'g=h i'", "GET | http://a/?c=d&e=f&g=h%20i");
    row("curl https://a/ --cacert ca.pem --cert me.pem:secret --key me.key",
        "GET | https://a/ | authority=ca.pem | certificate=me.pem | key=me.key | passphrase=secret");
    row("curl https://a/ -E 'c\\:x.pem' --pass p", "GET | https://a/ | certificate=c:x.pem | passphrase=p");
    row("curl http://a/ -x proxy", "GET | http://a/ | proxy=http://proxy:1080");
    row("curl http://a/ -x socks5h://u:p@proxy:9", "GET | http://a/ | proxy=socks5://u:p@proxy:9");
    row("curl http://a/ --proxy http://p:1 -U u:p", "GET | http://a/ | proxy=http://u:p@p:1");
    row("curl http://a/ --noproxy '*'", "GET | http://a/ | proxy=none");
    row("curl --http2 https://a/", "GET | https://a/ | http2=yes");
    row("curl --frobnicate http://a/", "GET | http://a/");
    row("curl --frobnicate 5 http://a/", "GET | http://a/");
    row("curl http://a/ -o /dev/null -m 5 --retry 3", "GET | http://a/");
    row("curl 'https://a.b/s' \\\n  -H 'accept: text/event-stream' \\\n  -H 'accept-language: de' \\\n  --compressed",
        "GET | https://a.b/s | accept: text/event-stream | accept-language: de");
    row("curl -- http://a/", "GET | http://a/");
    row("curl 'http://a/q?test\\[\\]=1&o=\\{\\}'", "GET | http://a/q?test[]=1&o=%7B%7D");
    row("curl -g 'http://a/q?a=%5C[]'", "GET | http://a/q?a=%5C[]");
    row("curl -g 'http://a/q?test\\[\\]=1'", "GET | http://a/q?test%5C[%5C]=1");
}

void CurlTest::aCommandFillsTheRequest()
{
    QFETCH(QString, line);
    QFETCH(QString, request);
    const CurlCommand command = CurlCommand::parse(line);
    QCOMPARE(command.problem, QString());
    QCOMPARE(textOf(command.request), request);
}

void CurlTest::whatIsLeftOutIsReported_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("note");
    const auto row = [](const char *line, const char *note) {
        QTest::newRow(line) << QString::fromUtf8(line) << QString::fromUtf8(note);
    };
    row("curl -N -s -L --compressed http://a/", "");
    row("curl -k https://a/", "authority");
    row("curl -sk https://a/", "authority");
    row("curl --frobnicate http://a/", "--frobnicate");
    row("curl -? http://a/", "-?");
    row("curl http://a/ http://b/", "first URL");
    row("curl http://a/ -d @body.json", "body.json");
    row("curl http://a/ -H @head.txt", "head.txt");
    row("curl http://a/ -b cookies.txt", "cookies.txt");
    row("curl http://a/ -u joe", "password");
    row("curl http://a/ -F a=b", "-F");
    row("curl http://a/ -x socks4://p", "socks4");
    row("curl http://a/ -H 'accept-encoding: gzip'", "accept-encoding");
    row("curl http://a/ -H \"Authorization: Bearer $TOKEN\"", "$TOKEN");
    row("curl http://a/$(id)", "$(…)");
    row("curl http://a/ | jq .", "first command");
    row("curl http://a/ > file", "redirected");
    row("curl http://a/ -X", "-X");
    row("curl http://a/ --next http://b/", "--next");
}

void CurlTest::whatIsLeftOutIsReported()
{
    QFETCH(QString, line);
    QFETCH(QString, note);
    const CurlCommand command = CurlCommand::parse(line);
    QCOMPARE(command.problem, QString());
    const QString notes = command.notes.join(u'\n');
    QCOMPARE(notes.isEmpty(), note.isEmpty());
    QVERIFY2(notes.contains(note), qPrintable(notes));
}

void CurlTest::whatIsNoCommandSaysSo_data()
{
    QTest::addColumn<QString>("line");
    QTest::newRow("nothing") << QString();
    QTest::newRow("another program") << QStringLiteral("wget http://a/");
    QTest::newRow("no URL") << QStringLiteral("curl -N");
    QTest::newRow("an open quote") << QStringLiteral("curl 'http://a/");
    QTest::newRow("an open double quote") << QStringLiteral("curl \"http://a/");
    QTest::newRow("for Windows") << QStringLiteral("curl ^\"http://a/^\" ^\n -H ^\"a: b^\"");
}

void CurlTest::whatIsNoCommandSaysSo()
{
    QFETCH(QString, line);
    QVERIFY(!CurlCommand::parse(line).problem.isEmpty());
}

void CurlTest::aCommandIsKnownByItsBeginning()
{
    for (const char *line : {"curl http://a/", "  curl\thttp://a/", "$ curl -N x", "curl \\\n x", "curl.exe x"})
        QVERIFY2(CurlCommand::isOne(QString::fromUtf8(line)), line);
    for (const char *line : {"", "curl", "curly x", "http://curl/", "a curl x"})
        QVERIFY2(!CurlCommand::isOne(QString::fromUtf8(line)), line);
}

void CurlTest::anyTextIsReadWithinBounds()
{
    // Pieces that mean something, in any order: far more is reached than by letters alone.
    const QStringList fragments{
        QStringLiteral("'"),       QStringLiteral("\""), QStringLiteral("$'"),     QStringLiteral("\\"),
        QStringLiteral("\n"),      QStringLiteral(" "),  QStringLiteral("-"),      QStringLiteral("--"),
        QStringLiteral("-H"),      QStringLiteral("-d"), QStringLiteral("--json"), QStringLiteral("-x"),
        QStringLiteral("-E"),      QStringLiteral(":"),  QStringLiteral(";"),      QStringLiteral("@"),
        QStringLiteral("http://"), QStringLiteral("a"),  QStringLiteral("\\x"),    QStringLiteral("\\u"),
        QStringLiteral("\\U"),     QStringLiteral("7"),  QStringLiteral("F"),      QStringLiteral("$("),
        QStringLiteral("`"),       QStringLiteral("${"), QStringLiteral(">"),      QStringLiteral("<"),
        QStringLiteral("|"),       QStringLiteral("%"),  QStringLiteral("😀"),      QString(QChar(0xD83D)),
        QString(QChar(0)),         QStringLiteral("="),  QStringLiteral("-u"),     QStringLiteral("[::1]")};
    QRandomGenerator chance(20251121);
    for (int round = 0; round < 20'000; ++round) {
        QString line = QStringLiteral("curl ");
        const int length = chance.bounded(40);
        for (int i = 0; i < length; ++i)
            line += fragments[chance.bounded(int(fragments.size()))];
        const ShellWords split = splitAsShell(line);
        qsizetype characters = 0;
        for (const QString &word : split.words)
            characters += word.size();
        QVERIFY2(characters <= line.size(), qPrintable(line));
        const CurlCommand command = CurlCommand::parse(line);
        qsizetype notes = 0;
        for (const QString &note : command.notes)
            notes += note.size();
        QVERIFY2(notes <= 400 * (line.size() + 1), qPrintable(line));
    }
}

void CurlTest::aLongLineIsRefusedWithAMessage()
{
    const QString longest = QStringLiteral("curl http://a/") + QString(CurlCommand::MaximumCharacters - 14, u'x');
    QCOMPARE(CurlCommand::parse(longest).problem, QString());
    QVERIFY(!CurlCommand::parse(longest + u'x').problem.isEmpty());
}

QTEST_GUILESS_MAIN(CurlTest)
#include "tst_curl.moc"
