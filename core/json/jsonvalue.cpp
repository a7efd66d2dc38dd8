// SPDX-License-Identifier: GPL-3.0-or-later
#include "json/jsonvalue.h"

#include <QCoreApplication>
#include <QVarLengthArray>

#include <cmath>

namespace helio {

namespace {

bool isSpace(char c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

qsizetype afterSpace(QByteArrayView text, qsizetype at)
{
    while (at < text.size() && isSpace(text[at]))
        ++at;
    return at;
}

/// Behind the string that begins at `at`; -1 when it has no end.
qsizetype afterString(QByteArrayView text, qsizetype at)
{
    for (++at; at < text.size(); ++at) {
        if (text[at] == '"')
            return at + 1;
        if (text[at] == '\\')
            ++at;
    }
    return -1;
}

/// Behind a number, `true`, `false` or `null`.
qsizetype afterBareWord(QByteArrayView text, qsizetype at)
{
    while (at < text.size() && !isSpace(text[at]) && text[at] != ',' && text[at] != ']' && text[at] != '}' &&
           text[at] != ':')
        ++at;
    return at;
}

std::optional<JsonValue::Kind> kindOf(char first)
{
    switch (first) {
    case '{':
        return JsonValue::Kind::Object;
    case '[':
        return JsonValue::Kind::Array;
    case '"':
        return JsonValue::Kind::String;
    case 't':
    case 'f':
        return JsonValue::Kind::Boolean;
    case 'n':
        return JsonValue::Kind::Null;
    default:
        if (first == '-' || isDigit(first))
            return JsonValue::Kind::Number;
        return std::nullopt;
    }
}

/// Behind the value that begins at `at`, passed over without a look at what is in it; -1 when it has no end.
qsizetype afterValue(QByteArrayView text, qsizetype at)
{
    const auto kind = kindOf(text[at]);
    if (!kind)
        return -1;
    if (*kind == JsonValue::Kind::String)
        return afterString(text, at);
    if (*kind != JsonValue::Kind::Object && *kind != JsonValue::Kind::Array)
        return afterBareWord(text, at);
    for (qsizetype depth = 0; at < text.size();) {
        switch (text[at]) {
        case '"':
            at = afterString(text, at);
            if (at < 0)
                return -1;
            continue;
        case '{':
        case '[':
            ++depth;
            break;
        case '}':
        case ']':
            if (--depth == 0)
                return at + 1;
            break;
        default:
            break;
        }
        ++at;
    }
    return -1;
}

bool isNumber(QByteArrayView text)
{
    qsizetype at = 0;
    const auto peek = [&] { return at < text.size() ? text[at] : '\0'; };
    const auto digits = [&] {
        const qsizetype from = at;
        while (isDigit(peek()))
            ++at;
        return at > from;
    };
    if (peek() == '-')
        ++at;
    if (peek() == '0')
        ++at;
    else if (!digits())
        return false;
    if (peek() == '.') {
        ++at;
        if (!digits())
            return false;
    }
    if (peek() == 'e' || peek() == 'E') {
        ++at;
        if (peek() == '+' || peek() == '-')
            ++at;
        if (!digits())
            return false;
    }
    return at == text.size();
}

int hexValue(char c)
{
    if (isDigit(c))
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

/// The four digits of `\uXXXX` from `at` on; -1 when they are not there.
int hexDigits(QByteArrayView text, qsizetype at)
{
    if (at + 4 > text.size())
        return -1;
    int code = 0;
    for (int i = 0; i < 4; ++i) {
        const int digit = hexValue(text[at + i]);
        if (digit < 0)
            return -1;
        code = code * 16 + digit;
    }
    return code;
}

/// Checks a whole document in one pass; the depth is on a stack of its own.
class Checker
{
    Q_DECLARE_TR_FUNCTIONS(helio::JsonValue)

public:
    explicit Checker(QByteArrayView text)
        : text_(text)
    {}

    bool check()
    {
        at_ = afterSpace(text_, at_);
        while (takeValue()) {
            // A container that was opened and is not empty goes on with its first value.
            if (opened_)
                continue;
            if (!takeWhatFollows())
                return problem_.isEmpty() && at_ == text_.size();
        }
        return false;
    }
    qsizetype offset() const { return std::min(at_, text_.size()); }
    QString problem() const { return problem_.isEmpty() ? tr("more text behind the end of the value") : problem_; }

private:
    bool fail(const QString &what)
    {
        problem_ = what;
        return false;
    }
    char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }
    void skipSpace() { at_ = afterSpace(text_, at_); }

    bool takeString()
    {
        for (qsizetype at = at_ + 1; at < text_.size(); ++at) {
            const char c = text_[at];
            if (c == '"') {
                at_ = at + 1;
                return true;
            }
            if (uchar(c) < 0x20) {
                at_ = at;
                return fail(tr("a control character in a string; write it as an escape, as in \\n"));
            }
            if (c != '\\')
                continue;
            ++at;
            const char escape = at < text_.size() ? text_[at] : '\0';
            if (escape == 'u' ? hexDigits(text_, at + 1) < 0 : !QByteArrayView("\"\\/bfnrt").contains(escape)) {
                at_ = at - 1;
                return fail(tr("an escape that JSON does not know"));
            }
        }
        return fail(tr("a string without its end"));
    }

    bool takeKey()
    {
        if (peek() != '"')
            return fail(tr("the name of a member is missing"));
        if (!takeString())
            return false;
        skipSpace();
        if (peek() != ':')
            return fail(tr("a colon is missing behind a member's name"));
        ++at_;
        skipSpace();
        return true;
    }

    bool takeValue()
    {
        opened_ = false;
        if (at_ >= text_.size())
            return fail(tr("a value is missing"));
        const auto kind = kindOf(text_[at_]);
        if (!kind)
            return fail(tr("no value of JSON begins like this"));
        switch (*kind) {
        case JsonValue::Kind::String:
            return takeString();
        case JsonValue::Kind::Object:
        case JsonValue::Kind::Array:
            return open();
        case JsonValue::Kind::Number:
        case JsonValue::Kind::Boolean:
        case JsonValue::Kind::Null: {
            const qsizetype end = afterBareWord(text_, at_);
            const QByteArrayView word = text_.sliced(at_, end - at_);
            if (*kind == JsonValue::Kind::Number ? !isNumber(word)
                                                 : word != "true" && word != "false" && word != "null")
                return fail(tr("no value of JSON is written like this"));
            at_ = end;
            return true;
        }
        }
        return false;
    }

    bool open()
    {
        if (stack_.size() == JsonValue::MaximumDepth)
            return fail(tr("nested more than %1 deep").arg(JsonValue::MaximumDepth));
        const bool isObject = text_[at_] == '{';
        stack_.append(isObject ? '}' : ']');
        ++at_;
        skipSpace();
        if (peek() == stack_.back() && at_ < text_.size())
            return close();
        opened_ = true;
        return !isObject || takeKey();
    }

    bool close()
    {
        ++at_;
        stack_.removeLast();
        return true;
    }

    /// Behind a value: whatever leads to the next one. False at the end of it all, or at a mistake.
    bool takeWhatFollows()
    {
        for (;;) {
            skipSpace();
            if (stack_.isEmpty())
                return false;
            if (at_ >= text_.size())
                return fail(stack_.back() == '}' ? tr("an object without its end") : tr("an array without its end"));
            if (peek() == stack_.back()) {
                close();
                continue;
            }
            if (peek() != ',')
                return fail(tr("a comma is missing"));
            ++at_;
            skipSpace();
            return stack_.back() != '}' || takeKey();
        }
    }

    QByteArrayView text_;
    qsizetype at_ = 0;
    bool opened_ = false;
    QVarLengthArray<char, 64> stack_; ///< the bracket that closes each container that is open
    QString problem_;
};

void appendUtf8(QByteArray &out, char32_t code)
{
    out += QString::fromUcs4(&code, 1).toUtf8();
}

} // namespace

std::optional<JsonValue> JsonValue::read(QByteArrayView text, Mistake *mistake)
{
    Checker checker(text);
    if (!checker.check()) {
        if (mistake)
            *mistake = {checker.offset(), checker.problem()};
        return std::nullopt;
    }
    const qsizetype begin = afterSpace(text, 0);
    qsizetype end = text.size();
    while (isSpace(text[end - 1]))
        --end;
    return JsonValue{*kindOf(text[begin]), text.sliced(begin, end - begin)};
}

QByteArray JsonValue::unescaped() const
{
    if (kind != Kind::String)
        return text.toByteArray();
    const QByteArrayView inner = text.size() < 2 ? QByteArrayView() : text.sliced(1, text.size() - 2);
    QByteArray out;
    out.reserve(inner.size());
    for (qsizetype at = 0; at < inner.size(); ++at) {
        if (inner[at] != '\\' || at + 1 == inner.size()) {
            out += inner[at];
            continue;
        }
        switch (const char escape = inner[++at]) {
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
        case 'u': {
            const int unit = hexDigits(inner, at + 1);
            if (unit < 0)
                break;
            at += 4;
            char32_t code = char32_t(unit);
            if (QChar::isHighSurrogate(code) && at + 2 < inner.size() && inner[at + 1] == '\\' &&
                inner[at + 2] == 'u') {
                const int low = hexDigits(inner, at + 3);
                if (low >= 0 && QChar::isLowSurrogate(char32_t(low))) {
                    code = QChar::surrogateToUcs4(char16_t(unit), char16_t(low));
                    at += 6;
                }
            }
            appendUtf8(out, QChar::isSurrogate(code) ? char32_t(QChar::ReplacementCharacter) : code);
            break;
        }
        default:
            out += escape;
            break;
        }
    }
    return out;
}

std::optional<double> JsonValue::number() const
{
    QByteArrayView digits = text;
    if (kind == Kind::String) {
        if (digits.size() < 2)
            return std::nullopt;
        digits = digits.sliced(1, digits.size() - 2);
    } else if (kind != Kind::Number) {
        return std::nullopt;
    }
    if (!isNumber(digits))
        return std::nullopt;
    bool ok = false;
    const double value = digits.toDouble(&ok);
    return ok && std::isfinite(value) ? std::optional(value) : std::nullopt;
}

JsonChildren::JsonChildren(const JsonValue &container)
    : isObject_(container.kind == JsonValue::Kind::Object)
{
    if (container.isContainer() && container.text.size() >= 2)
        rest_ = container.text.sliced(1, container.text.size() - 2);
}

bool JsonChildren::next()
{
    const auto stop = [this] {
        rest_ = {};
        return false;
    };
    qsizetype at = afterSpace(rest_, 0);
    if (index_ >= 0 && at < rest_.size()) {
        if (rest_[at] != ',')
            return stop();
        at = afterSpace(rest_, at + 1);
    }
    if (at >= rest_.size())
        return stop();
    if (isObject_) {
        const qsizetype end = rest_[at] == '"' ? afterString(rest_, at) : -1;
        if (end < 0)
            return stop();
        key_ = rest_.sliced(at, end - at);
        at = afterSpace(rest_, end);
        if (at >= rest_.size() || rest_[at] != ':')
            return stop();
        at = afterSpace(rest_, at + 1);
        if (at >= rest_.size())
            return stop();
    }
    const qsizetype end = afterValue(rest_, at);
    if (end <= at)
        return stop();
    value_ = {*kindOf(rest_[at]), rest_.sliced(at, end - at)};
    rest_ = rest_.sliced(end);
    ++index_;
    return true;
}

QByteArray JsonChildren::keyText() const
{
    return JsonValue{JsonValue::Kind::String, key_}.unescaped();
}

bool JsonChildren::hasKey(QByteArrayView name) const
{
    if (key_.size() < 2)
        return false;
    if (key_.sliced(1, key_.size() - 2) == name)
        return !name.contains('\\');
    return key_.contains('\\') && keyText() == name;
}

} // namespace helio
