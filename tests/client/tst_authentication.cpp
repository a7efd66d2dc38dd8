// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/authentication.h"
#include "client/cookies.h"

#include <QNetworkCookie>
#include <QTest>

using namespace helio;

/// Who a source says it is: tokens, users, cookies.
class AuthenticationTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theTokenWinsOverTheUserAndBothOverTheUrl();
    void aUserIsSentAsUtf8();
    void headersThatIdentifyWhoAsksAreKnown_data();
    void headersThatIdentifyWhoAsksAreKnown();
    void cookiesGoBackToWhereTheyCameFrom();
    void keptCookiesReplaceOwnOnesOfTheirName();
};

void AuthenticationTest::theTokenWinsOverTheUserAndBothOverTheUrl()
{
    const QUrl plain(QStringLiteral("http://h/"));
    const QUrl withUser(QStringLiteral("http://Aladdin:open%20sesame@h/"));
    EventSourceOptions options;
    QCOMPARE(authorization(options, plain), "");
    QCOMPARE(authorization(options, withUser), "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
    options.userName = QStringLiteral("a");
    QCOMPARE(authorization(options, withUser), "Basic " + QByteArray("a:").toBase64());
    options.bearerToken = "t";
    QCOMPARE(authorization(options, withUser), "Bearer t");
}

void AuthenticationTest::aUserIsSentAsUtf8()
{
    EventSourceOptions options;
    options.userName = QStringLiteral("ä");
    options.password = QStringLiteral("ö:ü");
    QCOMPARE(authorization(options, {}), "Basic " + QByteArray("ä:ö:ü").toBase64());
}

void AuthenticationTest::headersThatIdentifyWhoAsksAreKnown_data()
{
    QTest::addColumn<bool>("identifies");
    for (const char *name : {"Authorization", "authorization", "Proxy-Authorization", "Cookie", "COOKIE", "X-Api-Key",
                             "api-key", "X-Auth-Token", "X-CSRF-Token", "x-client-secret", "key",
                             "Ocp-Apim-Subscription-Key", "x-functions-key", "Mcp-Session-Id"})
        QTest::newRow(name) << true;
    for (const char *name :
         {"Accept-Language", "X-Thing", "User-Agent", "Origin", "Last-Event-ID", "Cache-Control", "keyword", "monkey"})
        QTest::newRow(name) << false;
}

void AuthenticationTest::headersThatIdentifyWhoAsksAreKnown()
{
    QTEST(isCredential(QTest::currentDataTag()), "identifies");
}

void AuthenticationTest::cookiesGoBackToWhereTheyCameFrom()
{
    Cookies cookies;
    const QUrl stream(QStringLiteral("http://a.example/events/stream"));
    QCOMPARE(cookies.header({}, stream), "");
    cookies.set(QNetworkCookie::parseCookies("one=1; Path=/\ntwo=2; Path=/other\nthree=3; Secure; Path=/"), stream);
    QCOMPARE(cookies.header({}, stream), "one=1");
    QCOMPARE(cookies.header({}, QUrl(QStringLiteral("http://b.example/events/stream"))), "");
    QVERIFY(cookies.header({}, QUrl(QStringLiteral("https://a.example/"))).contains("three=3"));
}

void AuthenticationTest::keptCookiesReplaceOwnOnesOfTheirName()
{
    Cookies cookies;
    const QUrl url(QStringLiteral("http://a.example/"));
    QCOMPARE(cookies.header("a=own; b=own", url), "a=own; b=own");
    cookies.set(QNetworkCookie::parseCookies("b=set"), url);
    QCOMPARE(cookies.header(" a=own;b=own; c=x=y", url), "a=own; c=x=y; b=set");
}

QTEST_APPLESS_MAIN(AuthenticationTest)
#include "tst_authentication.moc"
