// SPDX-License-Identifier: GPL-3.0-or-later
#include "event/timeforpeople.h"

#include <QTest>

using namespace helio;
using namespace std::chrono_literals;

class TimeForPeopleTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void timesAreToldForPeople_data();
    void timesAreToldForPeople();
};

void TimeForPeopleTest::timesAreToldForPeople_data()
{
    QTest::addColumn<qint64>("milliseconds");
    const auto row = [](std::chrono::milliseconds time, const char *text) {
        QTest::newRow(text) << qint64(time.count());
    };
    row(0ms, "0 s");
    row(300ms, "0.3 s");
    row(3s, "3 s");
    row(9940ms, "9.9 s");
    row(9950ms, "10 s");
    row(59s, "59 s");
    row(59'600ms, "1 min");
    row(90s, "1 min 30 s");
    row(9min + 59s, "9 min 59 s");
    row(10min + 20s, "10 min");
    row(59min + 59s, "59 min");
    row(1h, "1 h 0 min");
    row(3h + 20min, "3 h 20 min");
    row(47h + 59min, "47 h 59 min");
    row(48h, "2 days");
    row(596h, "25 days");
    row(std::chrono::milliseconds::max(), "106751991167 days");
}

void TimeForPeopleTest::timesAreToldForPeople()
{
    QFETCH(qint64, milliseconds);
    QCOMPARE(timeForPeople(std::chrono::milliseconds(milliseconds)), QString::fromLatin1(QTest::currentDataTag()));
    QCOMPARE(timeForPeople(-1s), QStringLiteral("0 s"));
}

QTEST_GUILESS_MAIN(TimeForPeopleTest)
#include "tst_timeforpeople.moc"
