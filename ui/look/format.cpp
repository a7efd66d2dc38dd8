// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/format.h"

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

QString duration(qint64 milliseconds)
{
    const qint64 seconds = std::max<qint64>(0, milliseconds / 1000);
    if (seconds < 60)
        return Figures::tr("%1 s").arg(seconds);
    if (seconds < 3600)
        return Figures::tr("%1 min").arg(seconds / 60);
    if (seconds < 86'400)
        return Figures::tr("%1 h %2 min").arg(seconds / 3600).arg(seconds / 60 % 60);
    return Figures::tr("%1 d").arg(seconds / 86'400);
}

bool isUnseen(char32_t character)
{
    if (character < 0x7F)
        return false;
    switch (QChar::category(character)) {
    case QChar::Other_Control:
        return character != 0x7F;
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph:
        return true;
    case QChar::Other_Format:
        // Signs of numbers, of the end of a verse and of an abbreviation, which are seen.
        return !(character >= 0x600 && character <= 0x605) && character != 0x6DD && character != 0x70F &&
               character != 0x890 && character != 0x891 && character != 0x8E2 && character != 0x110BD &&
               character != 0x110CD;
    default:
        break;
    }
    // Letters and marks that show nothing, and the tags and selectors in which text can be hidden.
    return character == 0x34F || character == 0x115F || character == 0x1160 || character == 0x17B4 ||
           character == 0x17B5 || character == 0x3164 || character == 0xFFA0 ||
           (character >= 0xE0000 && character <= 0xE0FFF);
}

QString unseenMark(char32_t character)
{
    return u"‹U+"_s + QStringLiteral("%1").arg(uint(character), 4, 16, QLatin1Char('0')).toUpper() + u'›';
}

QString visible(const QString &text)
{
    // Most text has nothing of the kind, and is not copied.
    const auto isOdd = [](QChar c) {
        return c.unicode() < 0x20 ||
               (c.unicode() >= 0x7F && (c.isSurrogate() || c.unicode() == 0x7F || isUnseen(c.unicode())));
    };
    const auto first = std::find_if(text.cbegin(), text.cend(), isOdd);
    if (first == text.cend())
        return text;
    const qsizetype begin = first - text.cbegin();
    QString shown = text.first(begin);
    shown.reserve(text.size() + 16);
    for (qsizetype i = begin; i < text.size(); ++i) {
        const QChar c = text[i];
        if (c == u'\n') {
            shown += u'⏎';
        } else if (c == u'\t') {
            shown += u'⇥'; // what editors show for it; few faces have its picture
        } else if (c.unicode() < 0x20) {
            shown += QChar(0x2400 + c.unicode());
        } else if (c.unicode() == 0x7F) {
            shown += QChar(0x2421);
        } else if (c.isHighSurrogate() && i + 1 < text.size() && text[i + 1].isLowSurrogate()) {
            const char32_t character = QChar::surrogateToUcs4(c, text[++i]);
            if (isUnseen(character))
                shown += unseenMark(character);
            else
                (shown += c) += text[i];
        } else if (isUnseen(c.unicode())) {
            shown += unseenMark(c.unicode());
        } else {
            shown += c;
        }
    }
    return shown;
}

QString oneLine(QByteArrayView utf8, qsizetype maximumBytes)
{
    qsizetype size = std::min(utf8.size(), maximumBytes);
    // Not in the middle of a character: it would show as U+FFFD.
    for (int back = 0; back < 3 && size < utf8.size() && size > 0 && (uchar(utf8[size]) & 0xC0) == 0x80; ++back)
        --size;
    QString text = visible(decodeUtf8(utf8.first(size)));
    if (size < utf8.size())
        text += u'…';
    return text;
}

} // namespace helio::format
