// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/retryafter.h"

#include <QTest>
#include <QTimeZone>

using namespace helio;
using namespace std::chrono_literals;

class RetryAfterTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void secondsAndAllFormsOfDatesAreRead_data();
    void secondsAndAllFormsOfDatesAreRead();
    void whatIsNeitherAsksForNothing_data();
    void whatIsNeitherAsksForNothing();
    void aDateThatHasPassedIsNoTime();
    void aLongTimeIsCut();
};

namespace {

const QDateTime Now(QDate(1994, 11, 6), QTime(8, 49, 0), QTimeZone::utc());

} // namespace

void RetryAfterTest::secondsAndAllFormsOfDatesAreRead_data()
{
    QTest::addColumn<int>("seconds");
    QTest::newRow("0") << 0;
    QTest::newRow("120") << 120;
    QTest::newRow(" 007 ") << 7;
    QTest::newRow("Sun, 06 Nov 1994 08:49:37 GMT") << 37;
    QTest::newRow("Sunday, 06-Nov-94 08:49:37 GMT") << 37;
    QTest::newRow("Sun Nov  6 08:49:37 1994") << 37;
    QTest::newRow("Sun Nov 06 08:50:00 1994") << 60;
}

void RetryAfterTest::secondsAndAllFormsOfDatesAreRead()
{
    QFETCH(int, seconds);
    QCOMPARE(retryAfter(QTest::currentDataTag(), Now, 1h), std::chrono::seconds(seconds));
    // Whatever the zone in which the machine shows its time.
    QCOMPARE(retryAfter(QTest::currentDataTag(), Now.toTimeZone(QTimeZone(9 * 3600)), 1h),
             std::chrono::seconds(seconds));
}

void RetryAfterTest::whatIsNeitherAsksForNothing_data()
{
    QTest::addColumn<QByteArray>("value");
    for (const char *value : {"", " ", "-1", "1.5", "3 s", "soon", "06 Nov 1994", "Sun, 06 Nov 1994 08:49:37",
                              "Sun, 06 Nov 1994 08:49:37 CET", "Sun, 66 Nov 1994 08:49:37 GMT", "1994-11-06T08:49:37Z"})
        QTest::newRow(value) << QByteArray(value);
}

void RetryAfterTest::whatIsNeitherAsksForNothing()
{
    QFETCH(QByteArray, value);
    QVERIFY(!retryAfter(value, Now, 1h));
}

void RetryAfterTest::aDateThatHasPassedIsNoTime()
{
    QCOMPARE(retryAfter("Sun, 06 Nov 1994 08:48:59 GMT", Now, 1h), 0ms);
    // Two digits of a year are of the past unless they are too far away.
    QCOMPARE(retryAfter("Sunday, 06-Nov-93 08:49:37 GMT", Now, 1h), 0ms);
    QCOMPARE(retryAfter("Friday, 06-Nov-26 08:49:37 GMT", Now, 1h), 1h);
}

void RetryAfterTest::aLongTimeIsCut()
{
    QCOMPARE(retryAfter("3599", Now, 1h), 3599s);
    QCOMPARE(retryAfter("3600", Now, 1h), 1h);
    QCOMPARE(retryAfter("3601", Now, 1h), 1h);
    QCOMPARE(retryAfter("99999999999999999999999999", Now, 1h), 1h);
    QCOMPARE(retryAfter("Sun, 06 Nov 2994 08:49:37 GMT", Now, 1h), 1h);
}

QTEST_APPLESS_MAIN(RetryAfterTest)
#include "tst_retryafter.moc"
