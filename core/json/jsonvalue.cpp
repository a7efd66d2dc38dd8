// SPDX-License-Identifier: GPL-3.0-or-later
#include "json/jsonscan.h"

#include <QChar>

#include <cmath>

namespace helio {

using namespace jsonscan;

namespace {

QByteArrayView withoutQuotes(QByteArrayView string)
{
    return string.size() < 2 ? QByteArrayView() : string.sliced(1, string.size() - 2);
}

void appendUtf8(QByteArray &out, char32_t code)
{
    out += QStringView(QChar::fromUcs4(code)).toUtf8(); // QString::fromUcs4() would drop a BOM
}

/// Appends what `\uXXXX`, of which the digits begin at `at`, stands for, with the second half of a pair where one
/// follows. Answers where that ends; `isExact` becomes false at a lone surrogate.
qsizetype appendCode(QByteArray &out, QByteArrayView string, qsizetype at, bool &isExact)
{
    const int unit = hexDigits(string, at);
    if (unit < 0)
        return at;
    at += 4;
    auto code = char32_t(unit);
    if (QChar::isHighSurrogate(code) && at + 1 < string.size() && string[at] == '\\' && string[at + 1] == 'u') {
        const int low = hexDigits(string, at + 2);
        if (low >= 0 && QChar::isLowSurrogate(char32_t(low))) {
            code = QChar::surrogateToUcs4(char16_t(unit), char16_t(low));
            at += 6;
        }
    }
    isExact = isExact && !QChar::isSurrogate(code);
    appendUtf8(out, QChar::isSurrogate(code) ? char32_t(QChar::ReplacementCharacter) : code);
    return at;
}

/// What a string says, which stands here without its quotes.
QByteArray unescape(QByteArrayView string, bool &isExact)
{
    QByteArray out;
    out.reserve(string.size());
    for (qsizetype at = 0; at < string.size();) {
        qsizetype backslash = string.indexOf('\\', at);
        if (backslash < 0 || backslash + 1 == string.size())
            backslash = string.size();
        out.append(string.sliced(at, backslash - at));
        if (backslash == string.size())
            break;
        at = backslash + 2;
        switch (const char escape = string[backslash + 1]) {
        case 'b':
            out += '\b';
            break;
        case 'f':
            out += '\f';
            break;
        case 'n':
            out += '\n';
            break;
        case 'r':
            out += '\r';
            break;
        case 't':
            out += '\t';
            break;
        case 'u':
            at = appendCode(out, string, at, isExact);
            break;
        default:
            out += escape;
            break;
        }
    }
    return out;
}

} // namespace

QByteArray JsonValue::unescaped() const
{
    bool isExact = true;
    return kind == Kind::String ? unescape(withoutQuotes(text), isExact) : text.toByteArray();
}

std::optional<QByteArray> JsonValue::string() const
{
    if (kind != Kind::String)
        return std::nullopt;
    bool isExact = true;
    QByteArray said = unescape(withoutQuotes(text), isExact);
    return isExact ? std::optional(std::move(said)) : std::nullopt;
}

std::optional<double> JsonValue::number() const
{
    if (kind != Kind::Number && kind != Kind::String)
        return std::nullopt;
    const QByteArrayView digits = kind == Kind::String ? withoutQuotes(text) : text;
    if (digits.isEmpty() || afterNumber(digits, 0) != digits.size())
        return std::nullopt;
    bool ok = false;
    const double value = digits.toDouble(&ok);
    return ok && std::isfinite(value) ? std::optional(value) : std::nullopt;
}

bool JsonValue::isInteger() const
{
    return kind == Kind::Number && !text.contains('.') && !text.contains('e') && !text.contains('E');
}

std::optional<JsonValue> JsonValue::member(QByteArrayView name) const
{
    if (kind != Kind::Object)
        return std::nullopt;
    for (JsonChildren children(*this); children.next();) {
        if (children.hasKey(name))
            return children.value();
    }
    return std::nullopt;
}

} // namespace helio
