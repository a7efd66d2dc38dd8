// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/format.h"

#include "event/timeforpeople.h"
#include "json/unseen.h"
#include "json/utf8.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

#include <algorithm>
#include <cmath>

namespace helio::format {

using namespace Qt::StringLiterals;

namespace {

struct Figures
{
    Q_DECLARE_TR_FUNCTIONS(helio::Figures)
};

/// One decimal below ten, none above: three digits are enough to compare by.
QString threeDigits(double number)
{
    if (number < 0.05)
        return QStringLiteral("0");
    return QLocale().toString(number, 'f', number < 9.95 && number != std::floor(number) ? 1 : 0);
}

} // namespace

QString count(quint64 number)
{
    return QLocale().toString(number);
}

QString shortNumber(double number)
{
    if (number < 1000)
        return threeDigits(number);
    if (number < 999'500)
        return threeDigits(number / 1e3) + u'k';
    if (number < 999'500'000)
        return threeDigits(number / 1e6) + u'M';
    return threeDigits(number / 1e9) + u'G';
}

QString rate(double perSecond)
{
    return Figures::tr("%1/s").arg(shortNumber(perSecond));
}

QString bytes(double bytes)
{
    static constexpr const char *Units[] = {
        QT_TRANSLATE_NOOP("helio::Figures", "%1 B"), QT_TRANSLATE_NOOP("helio::Figures", "%1 KB"),
        QT_TRANSLATE_NOOP("helio::Figures", "%1 MB"), QT_TRANSLATE_NOOP("helio::Figures", "%1 GB")};
    size_t unit = 0;
    while (bytes >= 1023.5 && unit + 1 < std::size(Units)) {
        bytes /= 1024;
        ++unit;
    }
    return Figures::tr(Units[unit]).arg(threeDigits(bytes));
}

QString bytesPerSecond(double perSecond)
{
    return Figures::tr("%1/s").arg(bytes(perSecond));
}

QString milliseconds(qint64 nanoseconds)
{
    const double ms = double(nanoseconds) / 1e6;
    return QLocale().toString(ms, 'f', ms < 9.95 ? 2 : 0);
}

QString duration(qint64 nanoseconds)
{
    constexpr qint64 Millisecond = 1'000'000;
    if (nanoseconds > 0 && nanoseconds < Millisecond)
        return Figures::tr("%1 ms").arg(QLocale().toString(double(nanoseconds) / double(Millisecond), 'f', 1));
    const std::chrono::milliseconds time(nanoseconds / Millisecond);
    return time < std::chrono::seconds(1) ? Figures::tr("%1 ms").arg(time.count()) : timeForPeople(time);
}

QString exactDuration(std::chrono::milliseconds time)
{
    return time < std::chrono::minutes(1) ? Figures::tr("%1 s").arg(seconds(time)) : timeForPeople(time);
}

QString seconds(std::chrono::milliseconds time)
{
    return QLocale().toString(double(time.count()) / 1000, 'g', 4);
}

QString timeOfDay(qint64 nanoseconds)
{
    return QDateTime::fromMSecsSinceEpoch(nanoseconds / 1'000'000).toString(u"HH:mm:ss.zzz"_s);
}

QString dateAndTime(qint64 milliseconds)
{
    return QDateTime::fromMSecsSinceEpoch(milliseconds).toString(u"yyyy-MM-dd HH:mm:ss"_s);
}

QString moment(qint64 milliseconds)
{
    const QDateTime time = QDateTime::fromMSecsSinceEpoch(milliseconds);
    return time.date() == QDate::currentDate() ? time.toString(u"HH:mm:ss"_s) : dateAndTime(milliseconds);
}

QString exactMoment(qint64 nanoseconds)
{
    const QDateTime time = QDateTime::fromMSecsSinceEpoch(nanoseconds / 1'000'000);
    const QDate today = QDate::currentDate();
    if (time.date() == today)
        return timeOfDay(nanoseconds);
    return time.toString(time.date().year() == today.year() ? u"MM-dd HH:mm:ss.zzz"_s : u"yyyy-MM-dd HH:mm:ss.zzz"_s);
}

QString oneLine(QByteArrayView utf8, qsizetype maximumBytes)
{
    qsizetype size = std::min(utf8.size(), maximumBytes);
    // Not in the middle of a character: it would show as U+FFFD.
    for (int back = 0; back < 3 && size < utf8.size() && size > 0 && (uchar(utf8[size]) & 0xC0) == 0x80; ++back)
        --size;
    QString text = visibleLine(decodeUtf8(utf8.first(size)));
    if (size < utf8.size())
        text += u'…';
    return text;
}

} // namespace helio::format
