// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/requesturl.h"

#include <QTest>

using namespace helio;

/// What is asked for when a URL is.
class RequestUrlTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void dotSegmentsAreResolved_data();
    void dotSegmentsAreResolved();
    void encodedPathsStayAsTheyAre_data();
    void encodedPathsStayAsTheyAre();
    void userInfoStaysAtHome();
};

/// Beside the standard's own examples those where Qt's way leads elsewhere.
void RequestUrlTest::dotSegmentsAreResolved_data()
{
    QTest::addColumn<QString>("resolved");
    const auto row = [](const char *path, const char *resolved) { QTest::newRow(path) << QString::fromUtf8(resolved); };
    row("/a/b/c/./../../g", "/a/g");
    row("/a/./b/../c", "/a/c");
    row("/a/b/..", "/a/");
    row("/a/b/.", "/a/b/");
    row("/a/b/../", "/a/");
    row("/..", "/");
    row("/../../a", "/a");
    row("/.", "/");
    row("/a//../b", "/a/b");
    row("/a/b/../..//c", "//c");
    row("//a/../b", "//b");
    row("/a/...", "/a/...");
    row("/a/.b/c.", "/a/.b/c.");
    row("/a/..;x/b", "/a/..;x/b");
    row("/", "/");
    row("", "");
    row("//", "//");
}

void RequestUrlTest::dotSegmentsAreResolved()
{
    QFETCH(QString, resolved);
    QCOMPARE(withoutDotSegments(QString::fromUtf8(QTest::currentDataTag())), resolved);
}

void RequestUrlTest::encodedPathsStayAsTheyAre_data()
{
    QTest::addColumn<QByteArray>("asked");
    const auto row = [](const char *url, const char *asked) { QTest::newRow(url) << QByteArray(asked); };
    row("http://h/a%2Fb/%5B1%5D/c%7C?x=/../%2F", "http://h/a%2Fb/%5B1%5D/c%7C?x=/../%2F");
    row("http://h/a%2Fb/./c%25", "http://h/a%2Fb/c%25");
    row("http://h/a/%2e%2E/b", "http://h/b");
    row("http://h//a%2Fb", "http://h/.//a%2Fb"); // Qt takes the step away when it sends
    row("http://h", "http://h");
}

void RequestUrlTest::encodedPathsStayAsTheyAre()
{
    QFETCH(QByteArray, asked);
    QCOMPARE(requestUrl(QUrl(QString::fromUtf8(QTest::currentDataTag()))).toEncoded(), asked);
}

void RequestUrlTest::userInfoStaysAtHome()
{
    QCOMPARE(requestUrl(QUrl(QStringLiteral("http://me:secret@h/a"))).toEncoded(), "http://h/a");
}

QTEST_GUILESS_MAIN(RequestUrlTest)
#include "tst_requesturl.moc"
