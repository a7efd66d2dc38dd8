// SPDX-License-Identifier: GPL-3.0-or-later
#include "json/jsonwriter.h"

#include "json/jsonprinter.h"
#include "json/jsonscan.h"
#include "json/utf8.h"

#include <QDateTime>

#include <cmath>

namespace helio {

namespace {

constexpr qint64 MillisecondsPerDay = 24 * 60 * 60 * 1000;

void appendString(QByteArray &out, QByteArrayView utf8)
{
    static constexpr char Hex[] = "0123456789abcdef";
    if (firstInvalidUtf8(utf8)) {
        appendString(out, decodeUtf8(utf8).toUtf8());
        return;
    }
    out.append('"');
    quint64 passed = 0;
    for (qsizetype from = 0;;) {
        const qsizetype at = jsonscan::afterPlain(utf8, from, passed);
        out.append(utf8.sliced(from, at - from));
        if (at == utf8.size())
            break;
        const auto c = uchar(utf8[at]);
        from = at + 1;
        out.append('\\');
        switch (c) {
        case '"':
        case '\\':
            out.append(char(c));
            break;
        case '\n':
            out.append('n');
            break;
        case '\r':
            out.append('r');
            break;
        case '\t':
            out.append('t');
            break;
        default:
            out.append("u00").append(Hex[c >> 4]).append(Hex[c & 15]);
            break;
        }
    }
    out.append('"');
}

} // namespace

JsonWriter &JsonWriter::key(QByteArrayView name)
{
    separate();
    appendString(out_, name);
    out_.append(':');
    needsComma_ = false;
    return *this;
}

JsonWriter &JsonWriter::string(QByteArrayView utf8)
{
    separate();
    appendString(out_, utf8);
    return *this;
}

JsonWriter &JsonWriter::number(double value)
{
    return raw(QByteArray::number(double(std::llround(value * 1000)) / 1000, 'g', 15));
}

JsonWriter &JsonWriter::time(qint64 milliseconds)
{
    return text(isoTime(milliseconds));
}

JsonWriter &JsonWriter::value(const JsonValue &value)
{
    separate();
    appendCompact(out_, value);
    return *this;
}

JsonWriter &JsonWriter::breakLine()
{
    breaksLine_ = true;
    return *this;
}

JsonWriter &JsonWriter::endLine()
{
    out_.append('\n');
    needsComma_ = false;
    return *this;
}

JsonWriter &JsonWriter::open(char bracket)
{
    separate();
    out_.append(bracket);
    needsComma_ = false;
    return *this;
}

JsonWriter &JsonWriter::close(char bracket)
{
    if (std::exchange(breaksLine_, false))
        out_.append('\n');
    out_.append(bracket);
    needsComma_ = true;
    return *this;
}

JsonWriter &JsonWriter::raw(QByteArrayView text)
{
    separate();
    out_.append(text);
    return *this;
}

void JsonWriter::separate()
{
    if (needsComma_)
        out_.append(',');
    if (std::exchange(breaksLine_, false))
        out_.append('\n');
    needsComma_ = true;
}

QString isoTime(qint64 milliseconds)
{
    // Not by way of QDateTime: it checks the system's time zone file for each.
    const qint64 days =
        milliseconds >= 0 ? milliseconds / MillisecondsPerDay : (milliseconds + 1) / MillisecondsPerDay - 1;
    const QDate date = QDate(1970, 1, 1).addDays(days);
    const QTime time = QTime::fromMSecsSinceStartOfDay(int(milliseconds - days * MillisecondsPerDay));
    return date.toString(Qt::ISODate) + u'T' + time.toString(Qt::ISODateWithMs) + u'Z';
}

} // namespace helio
