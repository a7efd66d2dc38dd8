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
    void headsThatCannotBeUsedAreNamed_data();
    void headsThatCannotBeUsedAreNamed();
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

void AnswerTest::headsThatCannotBeUsedAreNamed_data()
{
    QTest::addColumn<AnswerHead>("head");
    QTest::addColumn<QStringList>("says");
    QTest::addColumn<QString>("saysNot");
    const QString interim = QStringLiteral("interim");
    QTest::newRow("101") << AnswerHead{101, QStringLiteral("Switching Protocols"), {}, {}, true}
                         << QStringList{QStringLiteral("101"), QStringLiteral("another protocol")} << interim;
    QTest::newRow("103") << AnswerHead{103, QStringLiteral("Early Hints"), {}, {}, true}
                         << QStringList{QStringLiteral("103 Early Hints"), interim} << QStringLiteral("102");
    QTest::newRow("199") << AnswerHead{199, {}, {}, {}, true} << QStringList{QStringLiteral("199"), interim}
                         << QStringLiteral("103");
    QTest::newRow("no field") << AnswerHead{200, {}, {}, {}, false}
                              << QStringList{QStringLiteral("200"), QStringLiteral("with a value"),
                                             QStringLiteral("100 fields"), QStringLiteral("100 KiB"),
                                             QStringLiteral("256 KiB")}
                              << interim;
}

void AnswerTest::headsThatCannotBeUsedAreNamed()
{
    QFETCH(AnswerHead, head);
    QFETCH(QStringList, says);
    QFETCH(QString, saysNot);
    const QString problem = headProblem(head);
    for (const QString &text : says)
        QVERIFY2(problem.contains(text), qPrintable(problem));
    QVERIFY2(!problem.contains(saysNot), qPrintable(problem));
    QCOMPARE(refusalOf(head, true), problem);
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
