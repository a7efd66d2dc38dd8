// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <optional>

namespace helio {

/// One JSON value (RFC 8259) as it stands in its text. Nothing is copied or converted: a large document is looked at
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
        QString what;         ///< for people, translated
    };

    /// How deep values may be nested; deeper ones are a mistake.
    static constexpr int MaximumDepth = 1024;

    /// The one value that `text` is, white space around it allowed. All of it is checked, in one pass and without
    /// recursion. Strings need not be valid UTF-8: what events carry may not be.
    static std::optional<JsonValue> read(QByteArrayView text, Mistake *mistake = nullptr);

    bool isContainer() const { return kind == Kind::Object || kind == Kind::Array; }
    /// A string without quotes and escapes, as UTF-8; of any other value its text. A lone surrogate becomes U+FFFD.
    QByteArray unescaped() const;
    /// The number; also of a string that is nothing but one, as price feeds send them. Nothing when it is not finite.
    std::optional<double> number() const;
};

/// Walks the members of an object or the elements of an array, one after the other:
///
///     for (JsonChildren children(value); children.next();)
///         use(children.key(), children.value());
///
/// Costs the bytes passed, however deep they are nested. Made for values that JsonValue::read() gave; over other text
/// it stops at the first thing it does not understand, and never reads beyond it.
class JsonChildren
{
public:
    explicit JsonChildren(const JsonValue &container);

    bool next();
    /// A member's name as it stands, with quotes; an empty view in an array. keyText() is what it says.
    QByteArrayView key() const { return key_; }
    QByteArray keyText() const;
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
