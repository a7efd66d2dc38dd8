// SPDX-License-Identifier: GPL-3.0-or-later
#include "json/jsonscan.h"
#include "json/utf8.h"

#include <QCoreApplication>
#include <QVarLengthArray>

#include <algorithm>

namespace helio {

using namespace jsonscan;

namespace {

/// Checks a whole document in one pass, without recursion: the depth is on a stack of its own, of one byte a level.
class JsonReader
{
    Q_DECLARE_TR_FUNCTIONS(helio::JsonValue)

public:
    JsonReader(QByteArrayView text, qsizetype maximumDepth)
        : text_(text)
        , maximumDepth_(maximumDepth)
    {}

    bool read()
    {
        skipSpace();
        while (readValue()) {
            // A container that was opened and is not empty goes on with its first value.
            if (isOpened_)
                continue;
            if (!readUpToNextValue())
                return !problem_ && at_ == text_.size();
        }
        return false;
    }
    qsizetype offset() const { return std::min(at_, text_.size()); }
    /// What is wrong there, with `%1` for the depth that is allowed; not translated yet.
    const char *problem() const { return problem_ ? problem_ : QT_TR_NOOP("more text behind the end of the value"); }

private:
    bool fail(const char *what)
    {
        problem_ = what;
        return false;
    }
    char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }
    void skipSpace() { at_ = afterSpace(text_, at_); }

    bool readString()
    {
        const qsizetype begin = at_++;
        for (;;) {
            quint64 passed = 0;
            const qsizetype from = at_;
            at_ = afterPlain(text_, from, passed);
            if (!isAscii(passed)) {
                if (const auto invalid = firstInvalidUtf8(text_.sliced(from, at_ - from))) {
                    at_ = from + *invalid;
                    return fail(QT_TR_NOOP("bytes that are not UTF-8"));
                }
            }
            if (at_ == text_.size()) {
                at_ = begin;
                return fail(QT_TR_NOOP("a string without its end"));
            }
            switch (text_[at_]) {
            case '"':
                ++at_;
                return true;
            case '\\':
                if (!readEscape())
                    return false;
                break;
            default:
                return fail(QT_TR_NOOP("a control character in a string; write it as an escape, as in \\n"));
            }
        }
    }

    bool readEscape()
    {
        const char escape = at_ + 1 < text_.size() ? text_[at_ + 1] : '\0';
        if (escape == 'u' ? hexDigits(text_, at_ + 2) < 0 : !QByteArrayView("\"\\/bfnrt").contains(escape))
            return fail(QT_TR_NOOP("an escape that JSON does not know"));
        at_ += escape == 'u' ? 6 : 2;
        return true;
    }

    bool readName()
    {
        if (peek() != '"')
            return fail(QT_TR_NOOP("the name of a member is missing"));
        if (!readString())
            return false;
        skipSpace();
        if (peek() != ':')
            return fail(QT_TR_NOOP("a colon is missing behind a member's name"));
        ++at_;
        skipSpace();
        return true;
    }

    bool readValue()
    {
        isOpened_ = false;
        if (at_ >= text_.size())
            return fail(QT_TR_NOOP("a value is missing"));
        const auto kind = kindOf(text_[at_]);
        if (!kind)
            return fail(QT_TR_NOOP("no value of JSON begins like this"));
        switch (*kind) {
        case JsonValue::Kind::String:
            return readString();
        case JsonValue::Kind::Object:
        case JsonValue::Kind::Array:
            return open();
        case JsonValue::Kind::Number:
            return readBareWord(afterNumber(text_, at_));
        case JsonValue::Kind::Boolean:
            return readBareWord(afterWord(text_[at_] == 't' ? QByteArrayView("true") : QByteArrayView("false")));
        case JsonValue::Kind::Null:
            return readBareWord(afterWord("null"));
        }
        return false;
    }

    qsizetype afterWord(QByteArrayView word) const
    {
        return text_.sliced(at_).startsWith(word) ? at_ + word.size() : -1;
    }

    /// `end`: behind what is one so far, or -1. What stands there must not go on with it, as in 01 or nullx.
    bool readBareWord(qsizetype end)
    {
        if (end < 0 || (end < text_.size() && !endsBareWord(text_[end])))
            return fail(QT_TR_NOOP("no value of JSON is written like this"));
        at_ = end;
        return true;
    }

    bool open()
    {
        if (closers_.size() == maximumDepth_)
            return fail(QT_TR_NOOP("nested more than %1 deep"));
        const bool isObject = text_[at_] == '{';
        closers_.append(isObject ? '}' : ']');
        ++at_;
        skipSpace();
        if (peek() == closers_.back())
            return close();
        isOpened_ = true;
        return !isObject || readName();
    }

    bool close()
    {
        ++at_;
        closers_.removeLast();
        return true;
    }

    /// Behind a value: whatever leads to the next one. False at the end of it all, or at a mistake.
    bool readUpToNextValue()
    {
        for (;;) {
            skipSpace();
            if (closers_.isEmpty())
                return false;
            if (at_ >= text_.size())
                return fail(closers_.back() == '}' ? QT_TR_NOOP("an object without its end")
                                                   : QT_TR_NOOP("an array without its end"));
            if (text_[at_] == closers_.back()) {
                close();
                continue;
            }
            if (text_[at_] != ',')
                return fail(QT_TR_NOOP("a comma is missing"));
            ++at_;
            skipSpace();
            return closers_.back() != '}' || readName();
        }
    }

    QByteArrayView text_;
    qsizetype maximumDepth_;
    qsizetype at_ = 0;
    bool isOpened_ = false;
    QVarLengthArray<char, 64> closers_; ///< the bracket that closes each container that is open
    const char *problem_ = nullptr;
};

/// With its line, its column and its texts, which nobody pays for while all is well.
JsonValue::Mistake mistakeAt(QByteArrayView text, qsizetype offset, const char *problem, qsizetype maximumDepth)
{
    const QByteArrayView before = text.first(offset);
    const QByteArrayView line = before.sliced(before.lastIndexOf('\n') + 1);
    const auto isCharacter = [](char c) { return (uchar(c) & 0xC0) != 0x80; };
    const auto filled = [maximumDepth](QString what) {
        return what.replace(QLatin1String("%1"), QString::number(maximumDepth));
    };
    return {offset, before.count('\n') + 1, std::count_if(line.begin(), line.end(), isCharacter) + 1,
            filled(JsonReader::tr(problem)), filled(QLatin1String(problem))};
}

} // namespace

std::optional<JsonValue> JsonValue::read(QByteArrayView text, Mistake *mistake, qsizetype maximumDepth)
{
    JsonReader reader(text, maximumDepth);
    if (!reader.read()) {
        if (mistake)
            *mistake = mistakeAt(text, reader.offset(), reader.problem(), maximumDepth);
        return std::nullopt;
    }
    const qsizetype begin = afterSpace(text, 0);
    qsizetype end = text.size();
    while (isSpace(text[end - 1]))
        --end;
    return JsonValue{*kindOf(text[begin]), text.sliced(begin, end - begin)};
}

} // namespace helio
