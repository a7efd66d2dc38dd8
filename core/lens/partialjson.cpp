// SPDX-License-Identifier: GPL-3.0-or-later
#include "lens/partialjson.h"

#include "json/jsonscan.h"

#include <algorithm>

namespace helio {

using namespace jsonscan;

namespace {

bool isHexDigit(char c)
{
    return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

/// Whether it is a value as it stands. What may grow still, as 1 may become 12, is one all the same.
bool isWord(QByteArrayView word)
{
    return word == "true" || word == "false" || word == "null" || afterNumber(word, 0) == word.size();
}

} // namespace

void PartialJson::feed(QByteArrayView bytes)
{
    for (qsizetype i = 0; i < bytes.size() && state_ != State::Broken;) {
        const bool isInString = state_ == State::InString || state_ == State::InName;
        if (isInString && escapeLeft_ == 0) {
            quint64 passed = 0;
            const qsizetype end = afterPlain(bytes, i, passed);
            at_ += end - i;
            i = end;
            if (state_ == State::InString)
                goodEnd_ = at_;
            if (i == bytes.size())
                break;
        }
        step(bytes[i++]);
        ++at_;
        // What ends a value, or opens one, can be shown from here on.
        if (state_ == State::BehindValue || state_ == State::Behind || mayClose_ ||
            (state_ == State::InString && escapeLeft_ == 0))
            goodEnd_ = at_;
    }
}

void PartialJson::step(char c)
{
    switch (state_) {
    case State::BeforeValue:
        stepBeforeValue(c);
        break;
    case State::BeforeName:
        if (c == '"') {
            state_ = State::InName;
            mayClose_ = false;
        } else if (mayClose_ && c == '}') {
            close(c);
        } else if (!isSpace(c)) {
            state_ = State::Broken;
        }
        break;
    case State::InName:
    case State::InString:
        if (escapeLeft_ != 0)
            stepInEscape(c);
        else if (c == '\\')
            escapeLeft_ = 1;
        else if (c != '"')
            state_ = State::Broken; // a control character
        else if (state_ == State::InName)
            state_ = State::BehindName;
        else
            onValue();
        break;
    case State::BehindName:
        if (c == ':')
            state_ = State::BeforeValue;
        else if (!isSpace(c))
            state_ = State::Broken;
        break;
    case State::InWord:
        if (!endsBareWord(c))
            break;
        onValue();
        goodEnd_ = at_;
        step(c);
        break;
    case State::BehindValue:
        if (c == ',')
            state_ = closers_.back() == '}' ? State::BeforeName : State::BeforeValue;
        else if (c == '}' || c == ']')
            close(c);
        else if (!isSpace(c))
            state_ = State::Broken;
        break;
    case State::Behind:
        if (!isSpace(c))
            state_ = State::Broken;
        break;
    case State::Broken:
        break;
    }
}

void PartialJson::stepBeforeValue(char c)
{
    if (isSpace(c))
        return;
    if (mayClose_ && c == ']') {
        close(c);
        return;
    }
    const auto kind = kindOf(c);
    if (!kind) {
        state_ = State::Broken;
        return;
    }
    mayClose_ = false;
    switch (*kind) {
    case JsonValue::Kind::Object:
        open('}');
        break;
    case JsonValue::Kind::Array:
        open(']');
        break;
    case JsonValue::Kind::String:
        state_ = State::InString;
        break;
    case JsonValue::Kind::Number:
    case JsonValue::Kind::Boolean:
    case JsonValue::Kind::Null:
        state_ = State::InWord;
        wordBegin_ = at_;
        break;
    }
}

void PartialJson::stepInEscape(char c)
{
    if (escapeLeft_ == 1 && c == 'u' && !inHexDigits_) {
        escapeLeft_ = 4;
        inHexDigits_ = true;
        return;
    }
    if (inHexDigits_ ? !isHexDigit(c) : !QByteArrayView("\"\\/bfnrt").contains(c)) {
        state_ = State::Broken;
        return;
    }
    --escapeLeft_;
    inHexDigits_ = inHexDigits_ && escapeLeft_ > 0;
}

void PartialJson::open(char closer)
{
    if (closers_.size() == MaximumDepth) {
        state_ = State::Broken;
        return;
    }
    closers_.append(closer);
    state_ = closer == '}' ? State::BeforeName : State::BeforeValue;
    mayClose_ = true;
}

void PartialJson::close(char c)
{
    mayClose_ = false;
    if (closers_.isEmpty() || closers_.back() != c) {
        state_ = State::Broken;
        return;
    }
    closers_.chop(1);
    onValue();
}

void PartialJson::onValue()
{
    state_ = closers_.isEmpty() ? State::Behind : State::BehindValue;
}

QByteArray PartialJson::shown(const QByteArray &text) const
{
    if (isWhole() || isBroken() || text.size() != at_)
        return text;
    const bool isWholeWord = state_ == State::InWord && isWord(QByteArrayView(text).sliced(wordBegin_));
    QByteArray shown = text.left(isWholeWord ? text.size() : goodEnd_);
    if (state_ == State::InString)
        shown += '"';
    QByteArray closers = closers_;
    std::reverse(closers.begin(), closers.end());
    return shown + closers;
}

} // namespace helio
