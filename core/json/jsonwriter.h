// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "json/jsonvalue.h"

namespace helio {

/// Writes compact JSON, members in the order given (which Qt's would sort). Each call returns the writer, so calls
/// chain. Nesting is the caller's to balance.
class JsonWriter
{
public:
    JsonWriter() = default;
    /// Goes on behind `before`, which costs no copy when it is moved in and the whole is taken out.
    explicit JsonWriter(QByteArray before)
        : out_(std::move(before))
    {}

    JsonWriter &beginObject() { return open('{'); }
    JsonWriter &endObject() { return close('}'); }
    JsonWriter &beginArray() { return open('['); }
    JsonWriter &endArray() { return close(']'); }
    JsonWriter &key(QByteArrayView name);
    /// Invalid UTF-8 becomes U+FFFD.
    JsonWriter &string(QByteArrayView utf8);
    JsonWriter &text(const QString &value) { return string(value.toUtf8()); }
    JsonWriter &number(qint64 value) { return raw(QByteArray::number(value)); }
    JsonWriter &number(quint64 value) { return raw(QByteArray::number(value)); }
    /// At most three decimals.
    JsonWriter &number(double value);
    JsonWriter &boolean(bool value) { return raw(value ? "true" : "false"); }
    JsonWriter &null() { return raw("null"); }
    /// An id: a string, or null when it is empty.
    JsonWriter &id(QByteArrayView value) { return value.isEmpty() ? null() : string(value); }
    /// Milliseconds since 1970 as ISO 8601 UTC.
    JsonWriter &time(qint64 milliseconds);
    /// One that JsonValue::read() gave: its tokens as they came, the white space between them left out.
    JsonWriter &value(const JsonValue &value);

    /// What follows begins on a line of its own.
    JsonWriter &breakLine();
    /// Ends a document with a line feed; another may follow (NDJSON).
    JsonWriter &endLine();

    const QByteArray &result() const { return out_; }
    /// Moves out what was written so far; the writer goes on behind it.
    QByteArray take() { return std::exchange(out_, {}); }

private:
    JsonWriter &open(char bracket);
    JsonWriter &close(char bracket);
    JsonWriter &raw(QByteArrayView text);
    void separate();
    /// What parts the next from what was written before; it is written now.
    QByteArrayView separator();

    QByteArray out_;
    bool needsComma_ = false;
    bool breaksLine_ = false;
};

/// Milliseconds since 1970 as ISO 8601 UTC, e.g. `2026-11-21T01:02:03.456Z`.
QString isoTime(qint64 milliseconds);

} // namespace helio
