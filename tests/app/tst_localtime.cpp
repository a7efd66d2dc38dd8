// SPDX-License-Identifier: GPL-3.0-or-later
#include "localtime.h"

#include <QDateTime>
#include <QTest>
#include <QTimeZone>

#include <ctime>

using namespace helio;

class LocalTimeTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void aTimeIsRightOnBothSidesOfAChangeOfTheClocks_data();
    void aTimeIsRightOnBothSidesOfAChangeOfTheClocks();
    void eachTimeOfADayOfChangeIsWhatQtSays();
    void aClockThatIsSetBackIsFollowed();
};

namespace {

qint64 utc(const char *text)
{
    return QDateTime::fromString(QString::fromLatin1(text), Qt::ISODateWithMs).toMSecsSinceEpoch();
}

QByteArray shown(LocalTime &time, qint64 milliseconds)
{
    return time.text(milliseconds).toByteArray();
}

} // namespace

void LocalTimeTest::initTestCase()
{
    // The rule itself: the system may have no files of zones.
    qputenv("TZ", "CET-1CEST,M3.5.0,M10.5.0/3");
    tzset();
}

void LocalTimeTest::aTimeIsRightOnBothSidesOfAChangeOfTheClocks_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("textBefore");
    QTest::addColumn<QByteArray>("after");
    QTest::addColumn<QByteArray>("textAfter");
    QTest::newRow("forward") << QByteArray("2026-03-29T00:59:59.999Z") << QByteArray("01:59:59.999")
                             << QByteArray("2026-03-29T01:00:00.000Z") << QByteArray("03:00:00.000");
    QTest::newRow("back") << QByteArray("2026-10-25T00:59:59.999Z") << QByteArray("02:59:59.999")
                          << QByteArray("2026-10-25T01:00:00.000Z") << QByteArray("02:00:00.000");
}

void LocalTimeTest::aTimeIsRightOnBothSidesOfAChangeOfTheClocks()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    LocalTime time;
    QTEST(shown(time, utc(before.constData())), "textBefore");
    QTEST(shown(time, utc(after.constData())), "textAfter");
}

void LocalTimeTest::eachTimeOfADayOfChangeIsWhatQtSays()
{
    LocalTime time;
    const qint64 begin = utc("2026-10-24T22:00:00.000Z");
    for (qint64 at = begin; at < begin + 6 * 3'600'000; at += 997) {
        const QString expected = QDateTime::fromMSecsSinceEpoch(at).toString(QStringLiteral("HH:mm:ss.zzz"));
        QCOMPARE(shown(time, at), expected.toLatin1());
    }
}

void LocalTimeTest::aClockThatIsSetBackIsFollowed()
{
    LocalTime time;
    QCOMPARE(shown(time, utc("2026-11-21T12:00:00.001Z")), "13:00:00.001");
    QCOMPARE(shown(time, utc("2026-11-21T11:59:59.120Z")), "12:59:59.120");
    QCOMPARE(shown(time, -1), "00:59:59.999");
}

QTEST_GUILESS_MAIN(LocalTimeTest)
#include "tst_localtime.moc"
