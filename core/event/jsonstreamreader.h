// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "event/streamformat.h"

#include <QByteArray>
#include <QList>

#include <optional>

namespace helio {

/// Divides a body of JSON lines, or of one JSON array, into the values in it, fed in chunks of any size. It looks at
/// lines or brackets alone and does not judge what is between: what reads an event's data does. A value; its cost is
/// linear in the bytes.
class JsonStreamReader
{
public:
    struct Item
    {
        QByteArray data; ///< the value, without white space around it
        QByteArray raw;  ///< with all bytes before it that belong to none; empty unless that is kept
        quint64 end;     ///< the bytes of the body up to its end, its line end too
    };

    /// `format`: JsonLines or JsonArray. A longer line or element than `maximumBytes` ends the stream.
    JsonStreamReader(StreamFormat format, qsizetype maximumBytes, bool keepsRaw = false);

    void feed(QByteArrayView bytes);
    /// The body ended: a last line without a line end is one, if it is an object or an array.
    void finish();
    /// The next complete value; nothing until more is fed.
    std::optional<Item> next();

    /// A value has begun and is not finished.
    bool isWithinEvent() const { return !value_.isEmpty(); }
    /// True once a value passed the bound: nothing more is read.
    bool isTooLarge() const { return isTooLarge_; }

private:
    void feedLines(QByteArrayView bytes);
    void feedArray(QByteArrayView bytes);
    bool isBetween(char c);
    qsizetype readElement(QByteArrayView bytes, qsizetype at);
    bool append(QByteArrayView bytes);
    void give();
    void keepRaw(QByteArrayView bytes);

    StreamFormat format_;
    qsizetype maximumBytes_;
    bool keepsRaw_;
    QByteArray value_; ///< that is being read
    QByteArray raw_;
    QList<Item> items_;
    qsizetype given_ = 0;
    quint64 at_ = 0; ///< bytes fed and read
    bool atStart_ = true;
    bool isTooLarge_ = false;
    // Of an array.
    bool isOpen_ = false; ///< its bracket came
    qsizetype depth_ = 0; ///< of brackets within the element
    bool isInString_ = false;
    bool isEscaped_ = false;
};

} // namespace helio
