// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/ownheaders.h"

#include <QTest>

using namespace helio;

/// Which of a user's headers can go out, and where to.
class OwnHeadersTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whatCannotGoOutAsItIsIsRefused_data();
    void whatCannotGoOutAsItIsIsRefused();
    void whatHttp2HasNoPlaceForIsRefusedWithIt();
    void onlyWhatIsNoSecretCrossesOrigins();
};

void OwnHeadersTest::whatCannotGoOutAsItIsIsRefused_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<bool>("isRefused");
    const auto row = [](const char *method, const char *body, const char *header, bool isRefused) {
        QTest::addRow("%s '%s' %s", method, body, header)
            << QByteArray(method) << QByteArray(body) << QByteArray(header) << isRefused;
    };
    row("GET", "", "Content-Length:5", true);
    row("GET", "", "content-length:0", true);
    row("GET", "", "Content-Length:", true);
    row("POST", "", "Content-Length:0", false);
    row("POST", "", "Content-Length:1", true);
    row("POST", "abc", "Content-Length:3", false);
    row("POST", "abc", "Content-Length:0", true);
    row("GET", "abc", "Content-Length:3", false);
    row("GET", "", "Transfer-Encoding:chunked", true);
    row("POST", "abc", "transfer-encoding:chunked", true);
    row("GET", "", "Host:", true);
    row("GET", "", "Host:other", false);
    row("GET", "", "User-Agent:", true);
    row("GET", "", "Accept-Encoding:", true);
    row("GET", "", "Accept-Encoding:br", false);
    row("GET", "", "Accept-Language:", true);
    row("GET", "", "Connection:", true);
    row("GET", "", "Connection:close", false);
    row("GET", "", "Content-Type:a/b", false);
    row("GET", "", "X-Empty:", false);
}

void OwnHeadersTest::whatCannotGoOutAsItIsIsRefused()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, header);
    EventSourceOptions options;
    options.method = method;
    options.body = body;
    const qsizetype colon = header.indexOf(':');
    options.headers = {{"X-Good", "1"}, {header.left(colon), header.mid(colon + 1)}};
    const QString problem = headersProblem(options);
    QTEST(!problem.isEmpty(), "isRefused");
    QVERIFY(problem.isEmpty() || problem.contains(QString::fromUtf8(header.left(colon))));
}

void OwnHeadersTest::whatHttp2HasNoPlaceForIsRefusedWithIt()
{
    for (const char *name : {"Host", "Connection", "Keep-Alive", "Proxy-Connection", "Upgrade"}) {
        EventSourceOptions options;
        options.headers = {{name, "x"}};
        QCOMPARE(headersProblem(options), QString());
        options.allowHttp2 = true;
        QVERIFY(headersProblem(options).contains(QStringLiteral("HTTP/2")));
    }
}

void OwnHeadersTest::onlyWhatIsNoSecretCrossesOrigins()
{
    for (const char *name : {"accept", "accept-language", "last-event-id", "user-agent"})
        QVERIFY2(crossesOrigins(name), name);
    for (const char *name : {"x-key", "x-custom", "authorization", "cookie", "host", "referer", "content-type", ""})
        QVERIFY2(!crossesOrigins(name), name);
}

QTEST_GUILESS_MAIN(OwnHeadersTest)
#include "tst_ownheaders.moc"
