// SPDX-License-Identifier: GPL-3.0-or-later
#include "json/jsonwriter.h"

#include "json/jsonprinter.h"
#include "json/jsonscan.h"
#include "json/utf8.h"

#include <QDateTime>

#include <algorithm>
#include <cmath>
#include <utility>

namespace helio {

namespace {

constexpr qint64 MillisecondsPerDay = 24 * 60 * 60 * 1000;

/// Makes room for so many bytes behind `out`, and answers where they begin.
char *grow(QByteArray &out, qsizetype bytes)
{
    const qsizetype size = out.size();
    out.resize(size + bytes);
    return out.data() + size;
}

/// What must be escaped begins at `at`.
void appendEscaped(QByteArray &out, QByteArrayView utf8, qsizetype at, quint64 passed)
{
    static constexpr char Hex[] = "0123456789abcdef";
    out.append('"');
    for (qsizetype from = 0;;) {
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
        at = jsonscan::afterPlain(utf8, from, passed);
    }
    out.append('"');
}

/// `before` (a comma, or nothing), the string, and `after` (a colon, or nothing). Most strings have nothing to escape:
/// room for all of it is made at once.
void appendString(QByteArray &out, QByteArrayView before, QByteArrayView utf8, QByteArrayView after)
{
    quint64 passed = 0;
    const qsizetype plain = jsonscan::afterPlain(utf8, 0, passed);
    if (plain == utf8.size() && (jsonscan::isAscii(passed) || !firstInvalidUtf8(utf8))) {
        char *at = grow(out, before.size() + utf8.size() + 2 + after.size());
        at = std::copy(before.begin(), before.end(), at);
        *at++ = '"';
        at = std::copy(utf8.begin(), utf8.end(), at);
        *at++ = '"';
        std::copy(after.begin(), after.end(), at);
    } else if (firstInvalidUtf8(utf8)) {
        appendString(out, before, decodeUtf8(utf8).toUtf8(), after);
    } else {
        out.append(before);
        appendEscaped(out, utf8, plain, passed);
        out.append(after);
    }
}

} // namespace

JsonWriter &JsonWriter::key(QByteArrayView name)
{
    appendString(out_, separator(), name, ":");
    needsComma_ = false;
    return *this;
}

JsonWriter &JsonWriter::string(QByteArrayView utf8)
{
    appendString(out_, separator(), utf8, {});
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
    out_.append(separator());
}

QByteArrayView JsonWriter::separator()
{
    const bool needsComma = std::exchange(needsComma_, true);
    const bool breaksLine = std::exchange(breaksLine_, false);
    if (needsComma)
        return breaksLine ? ",\n" : ",";
    return breaksLine ? "\n" : "";
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
