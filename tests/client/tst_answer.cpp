// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/answer.h"

#include <QTest>

using namespace helio;

class AnswerTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void anEventStreamIsKnownByItsEssence_data();
    void anEventStreamIsKnownByItsEssence();
    void onlyHttpUrlsAreAsked();
    void aValueThatWouldBecomeAnotherHeaderIsNone();
    void aHeadersNameIsAToken();
};

void AnswerTest::anEventStreamIsKnownByItsEssence_data()
{
    QTest::addColumn<bool>("isEventStream");
    for (const char *type : {"text/event-stream", "TEXT/Event-Stream", "text/event-stream;charset=utf-8",
                             "text/event-stream ; charset=latin1", " text/event-stream", "text/event-stream;",
                             "text/event-stream;charset=\"a,b\"", "text/plain, text/event-stream",
                             "text/event-stream, */*", "text/event-stream, nonsense"})
        QTest::newRow(type) << true;
    for (const char *type : {"", "text/plain", "text/event-streams", "text/event-stream-x", "event-stream",
                             "text/event-stream, text/plain", "application/json", "text /event-stream",
                             "text/event stream", "\"text/event-stream\"", "text/event-stream x"})
        QTest::newRow(type) << false;
}

void AnswerTest::anEventStreamIsKnownByItsEssence()
{
    QTEST(isEventStreamType(QTest::currentDataTag()), "isEventStream");
}

void AnswerTest::onlyHttpUrlsAreAsked()
{
    QVERIFY(isHttpUrl(QUrl(QStringLiteral("http://h"))));
    QVERIFY(isHttpUrl(QUrl(QStringLiteral("HTTPS://h:1/x"))));
    QVERIFY(!isHttpUrl(QUrl()));
    QVERIFY(!isHttpUrl(QUrl(QStringLiteral("ftp://h"))));
    QVERIFY(!isHttpUrl(QUrl(QStringLiteral("file:///etc/hosts"))));
    QVERIFY(!isHttpUrl(QUrl(QStringLiteral("http:///stream"))));
    QVERIFY(!isHttpUrl(QUrl(QStringLiteral("/stream"))));
}

void AnswerTest::aValueThatWouldBecomeAnotherHeaderIsNone()
{
    QVERIFY(isHeaderValue(""));
    QVERIFY(isHeaderValue("ä b"));
    QVERIFY(!isHeaderValue("a\r\nX: y"));
    QVERIFY(!isHeaderValue("a\n"));
    QVERIFY(!isHeaderValue(QByteArrayView("a\0", 2)));
}

void AnswerTest::aHeadersNameIsAToken()
{
    QVERIFY(isHeaderName("X-Thing_1"));
    QVERIFY(!isHeaderName(""));
    QVERIFY(!isHeaderName("a b"));
    QVERIFY(!isHeaderName("a:"));
    QVERIFY(!isHeaderName("a\n"));
}

QTEST_APPLESS_MAIN(AnswerTest)
#include "tst_answer.moc"
