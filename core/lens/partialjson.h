// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace helio {

/// Follows a JSON text that grows, and says how far it can be shown: closed, and without what is not finished in a way
/// that would mislead (half an escape, a name without a value, `tru`). A value; what is fed costs its bytes, however
/// small the parts it comes in.
class PartialJson
{
public:
    /// Deeper nesting is not followed: the text is shown as it is.
    static constexpr qsizetype MaximumDepth = 256;

    void feed(QByteArrayView bytes);
    void clear() { *this = {}; }

    /// `text`, all that was fed, as the JSON document that it is so far; `text` itself where it is whole, or no JSON.
    QByteArray shown(const QByteArray &text) const;
    /// One whole value came.
    bool isWhole() const { return state_ == State::Behind; }
    /// What came cannot become a JSON document.
    bool isBroken() const { return state_ == State::Broken; }

private:
    enum class State {
        BeforeValue, ///< at the beginning, behind a colon, or behind a comma of an array
        BeforeName,  ///< behind a comma of an object, or its opening
        InName,
        BehindName,
        InString,
        InWord,
        BehindValue,
        Behind, ///< the whole document
        Broken,
    };

    void step(char c);
    void stepBeforeValue(char c);
    void stepInEscape(char c);
    void open(char closer);
    void close(char c);
    void onValue();

    State state_ = State::BeforeValue;
    QByteArray closers_;      ///< the bracket that closes each container that is open
    qsizetype at_ = 0;        ///< bytes fed
    qsizetype goodEnd_ = 0;   ///< up to here it can be shown, with all closers
    qsizetype wordBegin_ = 0; ///< of the word or number that is being read
    int escapeLeft_ = 0;      ///< bytes of an escape that are still to come
    bool mayClose_ = false;   ///< a container was opened just now: it may be empty
    bool inHexDigits_ = false;
};

} // namespace helio
