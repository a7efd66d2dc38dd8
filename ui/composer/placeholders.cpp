// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/placeholders.h"

#include "json/jsonwriter.h"

#include <QRandomGenerator>
#include <QUuid>

#include <algorithm>
#include <array>

namespace helio {

namespace {

constexpr QLatin1String Open("{{");
constexpr QLatin1String Close("}}");
/// Nobody reads more digits, and 64 bits hold the span.
constexpr int MaximumDecimals = 9;
constexpr qint64 LargestNumber = 1'000'000'000;

/// A decimal number as it is written: 90, -1.50.
struct Decimal
{
    qint64 units = 0; ///< of its last decimal
    int decimals = 0;
};

std::optional<Decimal> decimalOf(QStringView text)
{
    const qsizetype point = text.indexOf(u'.');
    const QStringView whole = point < 0 ? text : text.first(point);
    const QStringView fraction = point < 0 ? QStringView() : text.sliced(point + 1);
    const bool isNegative = whole.startsWith(u'-');
    const QStringView digits = isNegative ? whole.sliced(1) : whole;
    const auto isDigit = [](QChar c) { return c >= u'0' && c <= u'9'; };
    if (digits.isEmpty() || fraction.size() > MaximumDecimals || (point >= 0 && fraction.isEmpty()) ||
        !std::all_of(digits.begin(), digits.end(), isDigit) ||
        !std::all_of(fraction.begin(), fraction.end(), isDigit) || digits.size() > 10 ||
        digits.toLongLong() > LargestNumber)
        return std::nullopt;
    const qint64 units = (digits.toString() + fraction.toString()).toLongLong();
    return Decimal{isNegative ? -units : units, int(fraction.size())};
}

qint64 scaled(const Decimal &number, int decimals)
{
    qint64 units = number.units;
    for (int i = number.decimals; i < decimals; ++i)
        units *= 10;
    return units;
}

QString decimalText(qint64 units, int decimals)
{
    QString digits = QString::number(std::abs(units)).rightJustified(decimals + 1, u'0');
    if (decimals > 0)
        digits.insert(digits.size() - decimals, u'.');
    return units < 0 ? u'-' + digits : digits;
}

Placeholders::Mistake mistakeAt(const QString &text, qsizetype offset, const QString &what)
{
    const QStringView before = QStringView(text).first(offset);
    const qsizetype lineStart = before.lastIndexOf(u'\n') + 1;
    qsizetype column = 1;
    for (const QChar unit : before.sliced(lineStart))
        column += unit.isLowSurrogate() ? 0 : 1;
    return {offset, before.count(u'\n') + 1, column, what};
}

} // namespace

std::optional<Placeholders> Placeholders::parse(const QString &text, Mistake *mistake)
{
    Placeholders result;
    for (qsizetype at = 0;;) {
        const qsizetype open = text.indexOf(Open, at);
        const qsizetype literal = (open < 0 ? text.size() : open) - at;
        result.addText(at, literal, QStringView(text).sliced(at, literal));
        if (open < 0)
            return result;
        const QStringView rest = QStringView(text).sliced(open);
        if (rest.startsWith(QLatin1String("{{{{"))) {
            result.addText(open, 4, rest.first(2));
            at = open + 4;
            continue;
        }
        // Of three the last two open: `{{{n}}` is a brace and a number.
        if (rest.startsWith(QLatin1String("{{{"))) {
            result.addText(open, 1, rest.first(1));
            at = open + 1;
            continue;
        }
        const qsizetype close = rest.indexOf(Close);
        const qsizetype lineEnd = rest.indexOf(u'\n');
        QString what;
        std::optional<Part> part;
        if (close < 0 || (lineEnd >= 0 && lineEnd < close))
            what = tr("the placeholder is not closed by }}; for the braces themselves write {{{{");
        else
            part = partOf(rest.sliced(2, close - 2), &what);
        if (!part) {
            if (mistake)
                *mistake = mistakeAt(text, open, what);
            return std::nullopt;
        }
        part->offset = open;
        part->length = close + 2;
        result.parts_.push_back(*part);
        at = open + close + 2;
    }
}

QString Placeholders::escaped(const QString &text)
{
    QString result = text;
    return result.replace(Open, QLatin1String("{{{{"));
}

void Placeholders::addText(qsizetype offset, qsizetype length, QStringView text)
{
    if (text.isEmpty())
        return;
    Part part;
    part.offset = offset;
    part.length = length;
    part.text = text.toString();
    parts_.push_back(part);
}

std::optional<Placeholders::Part> Placeholders::partOf(QStringView inner, QString *what)
{
    const QStringView trimmed = inner.trimmed();
    const qsizetype space = trimmed.indexOf(u' ');
    const QStringView name = space < 0 ? trimmed : trimmed.first(space);
    const QStringView arguments = space < 0 ? QStringView() : trimmed.sliced(space + 1);
    if (name == QLatin1String("random"))
        return randomOf(arguments, what);
    Part part;
    if (name == QLatin1String("pick")) {
        part.kind = Kind::Pick;
        part.choices = arguments.toString().split(u'|');
        if (part.choices.size() > 1)
            return part;
        *what = tr("pick needs texts to choose from, as in {{pick a|b}}");
        return std::nullopt;
    }
    static constexpr std::array Plain{std::pair{QLatin1String("n"), Kind::Number},
                                      std::pair{QLatin1String("now"), Kind::Now},
                                      std::pair{QLatin1String("uuid"), Kind::Uuid}};
    for (const auto &[known, kind] : Plain) {
        if (name != known)
            continue;
        part.kind = kind;
        if (arguments.isEmpty())
            return part;
        *what = tr("%1 takes nothing behind it").arg(known);
        return std::nullopt;
    }
    *what = tr("“%1” is no placeholder; there are n, now, uuid, random and pick, and {{{{ for the braces themselves")
                .arg(name.left(40));
    return std::nullopt;
}

std::optional<Placeholders::Part> Placeholders::randomOf(QStringView arguments, QString *what)
{
    const auto numbers = arguments.split(u' ', Qt::SkipEmptyParts);
    const auto from = numbers.size() == 2 ? decimalOf(numbers[0]) : std::nullopt;
    const auto to = numbers.size() == 2 ? decimalOf(numbers[1]) : std::nullopt;
    if (!from || !to) {
        *what = tr("random needs two numbers, as in {{random 90 110}}");
        return std::nullopt;
    }
    Part part;
    part.kind = Kind::Random;
    part.decimals = std::max(from->decimals, to->decimals);
    part.from = scaled(*from, part.decimals);
    part.to = scaled(*to, part.decimals);
    if (part.from <= part.to)
        return part;
    *what = tr("the first number of random must not be above the second");
    return std::nullopt;
}

bool Placeholders::isConstant() const
{
    return std::all_of(parts_.cbegin(), parts_.cend(), [](const Part &part) { return part.kind == Kind::Text; });
}

QString Placeholders::expand(const Source &source, std::vector<Span> *spans) const
{
    QString out;
    if (spans)
        spans->clear();
    for (const Part &part : parts_) {
        if (spans)
            spans->push_back(
                {part.offset, part.length, out.size(), part.kind == Kind::Text && part.text.size() == part.length});
        out += part.kind == Kind::Text ? part.text : valueOf(part, source);
    }
    return out;
}

qsizetype Placeholders::sourceOffset(const std::vector<Span> &spans, qsizetype offset)
{
    const auto after = std::upper_bound(spans.cbegin(), spans.cend(), offset,
                                        [](qsizetype at, const Span &span) { return at < span.expanded; });
    if (after == spans.cbegin())
        return offset;
    const Span &span = *std::prev(after);
    return span.isLiteral ? span.offset + offset - span.expanded : span.offset;
}

QString Placeholders::valueOf(const Part &part, const Source &source)
{
    switch (part.kind) {
    case Kind::Text:
        return part.text;
    case Kind::Number:
        return QString::number(source.number);
    case Kind::Now:
        return isoTime(source.time);
    case Kind::Uuid: {
        std::array<quint32, 4> bits{};
        source.chance->fillRange(bits.data(), qsizetype(bits.size()));
        bits[1] = (bits[1] & 0xffff0fffU) | 0x00004000U; // version 4: random
        bits[2] = (bits[2] & 0x3fffffffU) | 0x80000000U; // variant: RFC 9562
        const auto byte = [&bits](int index) { return uchar(bits[2 + size_t(index) / 4] >> (24 - index % 4 * 8)); };
        return QUuid(bits[0], ushort(bits[1] >> 16), ushort(bits[1] & 0xffffU), byte(0), byte(1), byte(2), byte(3),
                     byte(4), byte(5), byte(6), byte(7))
            .toString(QUuid::WithoutBraces);
    }
    case Kind::Random: {
        const auto steps = quint64(part.to - part.from) + 1;
        return decimalText(part.from + qint64(source.chance->generate64() % steps), part.decimals);
    }
    case Kind::Pick:
        return part.choices.at(source.chance->bounded(int(part.choices.size())));
    }
    return {};
}

} // namespace helio
