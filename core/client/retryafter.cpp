// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/retryafter.h"

#include <QLocale>
#include <QTimeZone>

#include <algorithm>

namespace helio {

using std::chrono::milliseconds;

namespace {

std::optional<QDateTime> httpDate(const QString &text, const QDateTime &now)
{
    // IMF-fixdate, and the two obsolete forms that a recipient must still understand: RFC 850, and asctime(). The name
    // of the day is not checked against the date.
    const QLocale english = QLocale::c();
    const qsizetype comma = text.indexOf(u',');
    QString date = comma < 0 ? text.section(u' ', 1) : text.sliced(comma + 1).trimmed();
    if (comma >= 0 && !date.endsWith(QLatin1StringView(" GMT")))
        return {};
    if (comma >= 0)
        date.chop(4);
    for (const char *form : {"dd MMM yyyy HH:mm:ss", "dd-MMM-yy HH:mm:ss", "MMM d HH:mm:ss yyyy"}) {
        QDateTime parsed = english.toDateTime(date, QString::fromLatin1(form));
        if (!parsed.isValid())
            continue;
        // Two digits of a year mean the nearest one that is not more than 50 years ahead; Qt reads them as 19xx.
        if (form[2] == '-') {
            while (parsed.date().year() + 50 < now.toUTC().date().year())
                parsed = parsed.addYears(100);
        }
        return QDateTime(parsed.date(), parsed.time(), QTimeZone::utc());
    }
    return {};
}

} // namespace

std::optional<milliseconds> retryAfter(QByteArrayView value, const QDateTime &now, milliseconds most)
{
    const QByteArrayView text = value.trimmed();
    if (text.isEmpty())
        return {};
    if (std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; })) {
        qint64 seconds = 0;
        for (const char c : text) {
            seconds = seconds * 10 + (c - '0');
            if (std::chrono::seconds(seconds) >= most)
                return most;
        }
        return std::chrono::seconds(seconds);
    }
    const auto date = httpDate(QString::fromLatin1(text).simplified(), now);
    if (!date)
        return {};
    return std::clamp(milliseconds(now.msecsTo(*date)), milliseconds::zero(), most);
}

} // namespace helio
