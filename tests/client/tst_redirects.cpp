// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/redirects.h"

#include <QTest>

using namespace helio;

class RedirectsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aTemporaryRedirectIsForgottenAtTheNextAttempt();
    void aPermanentRedirectIsKept();
    void whatFollowsATemporaryRedirectIsTemporary();
    void aRelativeLocationIsResolved();
    void credentialsStayAtTheirOrigin_data();
    void credentialsStayAtTheirOrigin();
    void credentialsDoNotComeBackWithTheOrigin();
    void theTwentyFirstInARowIsTooMany();
    void someAreNotFollowed_data();
    void someAreNotFollowed();
};

namespace {

QUrl url(const char *text)
{
    return QUrl(QString::fromLatin1(text));
}

} // namespace

void RedirectsTest::aTemporaryRedirectIsForgottenAtTheNextAttempt()
{
    for (const int status : {302, 303, 307}) {
        Redirects redirects(url("http://a/1"));
        QCOMPARE(redirects.follow(status, "/2"), QString());
        QCOMPARE(redirects.target(), url("http://a/2"));
        redirects.startOver();
        QCOMPARE(redirects.target(), url("http://a/1"));
    }
}

void RedirectsTest::aPermanentRedirectIsKept()
{
    for (const int status : {301, 308}) {
        Redirects redirects(url("http://a/1"));
        QCOMPARE(redirects.follow(status, "http://b/2"), QString());
        redirects.startOver();
        QCOMPARE(redirects.target(), url("http://b/2"));
        QVERIFY(!redirects.mayCarryCredentials());
    }
}

void RedirectsTest::whatFollowsATemporaryRedirectIsTemporary()
{
    Redirects redirects(url("http://a/1"));
    redirects.follow(301, "/2");
    redirects.follow(302, "/3");
    redirects.follow(301, "/4");
    QCOMPARE(redirects.target(), url("http://a/4"));
    redirects.startOver();
    QCOMPARE(redirects.target(), url("http://a/2"));
}

void RedirectsTest::aRelativeLocationIsResolved()
{
    Redirects redirects(url("http://a/x/1?q"));
    redirects.follow(302, "2?r");
    QCOMPARE(redirects.target(), url("http://a/x/2?r"));
    redirects.follow(302, "//b/3");
    QCOMPARE(redirects.target(), url("http://b/3"));
}

void RedirectsTest::credentialsStayAtTheirOrigin_data()
{
    QTest::addColumn<QByteArray>("location");
    QTest::addColumn<bool>("carried");
    QTest::newRow("another path") << QByteArray("/2") << true;
    QTest::newRow("the default port spelled out") << QByteArray("http://a:80/2") << true;
    QTest::newRow("another port") << QByteArray("http://a:81/2") << false;
    QTest::newRow("another host") << QByteArray("http://b/2") << false;
    QTest::newRow("a subdomain") << QByteArray("http://x.a/2") << false;
    QTest::newRow("another scheme") << QByteArray("https://a/2") << false;
}

void RedirectsTest::credentialsStayAtTheirOrigin()
{
    QFETCH(QByteArray, location);
    Redirects redirects(url("http://a/1"));
    QCOMPARE(redirects.follow(307, location), QString());
    QTEST(redirects.mayCarryCredentials(), "carried");
    redirects.startOver();
    QVERIFY(redirects.mayCarryCredentials());
}

void RedirectsTest::credentialsDoNotComeBackWithTheOrigin()
{
    Redirects redirects(url("http://a/1"));
    redirects.follow(302, "http://b/");
    redirects.follow(302, "http://a/2");
    QVERIFY(!redirects.mayCarryCredentials());
}

void RedirectsTest::theTwentyFirstInARowIsTooMany()
{
    Redirects redirects(url("http://a/"));
    for (int i = 0; i < Redirects::MaximumInARow; ++i)
        QCOMPARE(redirects.follow(302, "/"), QString());
    QVERIFY(!redirects.follow(302, "/").isEmpty());
    redirects.startOver();
    QCOMPARE(redirects.follow(302, "/"), QString());
}

void RedirectsTest::someAreNotFollowed_data()
{
    QTest::addColumn<QByteArray>("location");
    QTest::newRow("no Location") << QByteArray();
    QTest::newRow("https to http") << QByteArray("http://a/2");
    QTest::newRow("file:") << QByteArray("file:///etc/passwd");
    QTest::newRow("data:") << QByteArray("data:text/event-stream,data:x");
    QTest::newRow("no host") << QByteArray("https:///x");
}

void RedirectsTest::someAreNotFollowed()
{
    QFETCH(QByteArray, location);
    Redirects redirects(url("https://a/1"));
    QVERIFY(!redirects.follow(301, location).isEmpty());
    redirects.startOver();
    QCOMPARE(redirects.target(), url("https://a/1"));
}

QTEST_APPLESS_MAIN(RedirectsTest)
#include "tst_redirects.moc"
