// SPDX-License-Identifier: GPL-3.0-or-later
#include "event/timeforpeople.h"

#include <QCoreApplication>

#include <algorithm>

namespace helio {

namespace {

struct TimeForPeopleText
{
    Q_DECLARE_TR_FUNCTIONS(helio::TimeForPeople)
};

} // namespace

QString timeForPeople(std::chrono::milliseconds time)
{
    const qint64 milliseconds = std::max<qint64>(0, time.count());
    // To a tenth where seconds alone would say nothing.
    if (milliseconds < 9950) {
        const qint64 tenths = (milliseconds + 50) / 100;
        return TimeForPeopleText::tr("%1 s").arg(double(tenths) / 10);
    }
    const qint64 seconds = milliseconds / 1000 + (milliseconds % 1000 >= 500 ? 1 : 0);
    if (seconds < 60)
        return TimeForPeopleText::tr("%1 s").arg(seconds);
    if (seconds < 600 && seconds % 60 != 0)
        return TimeForPeopleText::tr("%1 min %2 s").arg(seconds / 60).arg(seconds % 60);
    if (seconds < 3600)
        return TimeForPeopleText::tr("%1 min").arg(seconds / 60);
    if (seconds < 2 * 86'400)
        return TimeForPeopleText::tr("%1 h %2 min").arg(seconds / 3600).arg(seconds / 60 % 60);
    return TimeForPeopleText::tr("%1 days").arg((seconds + 43'200) / 86'400);
}

} // namespace helio
