// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <optional>

namespace helio {

/// One JSON value (RFC 8259) as it stands in its text. Nothing is copied or converted: a large document is read
/// where it lies, and a number keeps the digits it came with. Valid as long as the bytes it was read from.
struct JsonValue
{
    enum class Kind { Object, Array, String, Number, Boolean, Null };

    Kind kind = Kind::Null;
    QByteArrayView text; ///< its exact bytes, quotes and brackets included, no white space around them

    /// What is wrong with a text, and where.
    struct Mistake
    {
        qsizetype offset = 0; ///< bytes from the beginning
        qsizetype line = 0;   ///< from 1
        qsizetype column = 0; ///< characters from 1
        QString what;         ///< for people, translated
        QString english;      ///< the same for who is far away, as HTTP's clients are
    };

    /// How deep values may be nested, unless a caller says otherwise; deeper ones are a mistake.
    static constexpr qsizetype MaximumDepth = 1024;

    /// The one value that `text` is, white space around it allowed; a byte order mark is a mistake. All of it is
    /// checked, UTF-8 too, in one pass and without recursion; a level of nesting costs a byte of memory meanwhile.
    /// Nothing when it is not JSON; `mistake`, if given, then says why. What JSON allows and a reader may not be able
    /// to use passes: numbers of any size, doubled names, and escapes of lone surrogates.
    static std::optional<JsonValue> read(QByteArrayView text, Mistake *mistake = nullptr,
                                         qsizetype maximumDepth = MaximumDepth);

    bool isContainer() const { return kind == Kind::Object || kind == Kind::Array; }
    /// A string without quotes and escapes, as UTF-8; of any other value its text. A lone surrogate becomes U+FFFD.
    QByteArray unescaped() const;
    /// The same for who needs the very text: nothing where this is no string, or one with a lone surrogate, for which
    /// UTF-8 has no bytes.
    std::optional<QByteArray> string() const;
    /// The number; also of a string that is nothing but one, as price feeds send them. Nothing when it is not finite.
    std::optional<double> number() const;
    /// A number without fraction and exponent, of any size.
    bool isInteger() const;
    /// The first member of that name; nothing where this is no object or has none. Passes over all members before it:
    /// who wants many walks over JsonChildren once.
    std::optional<JsonValue> member(QByteArrayView name) const;
};

/// Walks the members of an object or the elements of an array, one after the other:
///
///     for (JsonChildren children(value); children.next();)
///         use(children.key(), children.value());
///
/// Members come in their order, all of those with the same name too. Costs the bytes passed, however deep they are
/// nested. Made for values that JsonValue::read() gave; over other text it stops at the first thing it does not
/// understand, and never reads past it.
class JsonChildren
{
public:
    explicit JsonChildren(const JsonValue &container);

    bool next();
    /// A member's name as it stands, with quotes; an empty view in an array. keyText() is what it says.
    QByteArrayView key() const { return key_; }
    QByteArray keyText() const;
    /// The same as a value, for JsonValue::string().
    JsonValue keyValue() const { return {JsonValue::Kind::String, key_}; }
    /// Whether the member's name is `name`, escapes in it or not.
    bool hasKey(QByteArrayView name) const;
    const JsonValue &value() const { return value_; }
    /// Which one it is, from 0.
    qsizetype index() const { return index_; }

private:
    QByteArrayView rest_;
    bool isObject_ = false;
    QByteArrayView key_;
    JsonValue value_;
    qsizetype index_ = -1;
};

} // namespace helio
