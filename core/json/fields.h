// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "json/jsonvalue.h"

#include <QByteArrayList>

namespace helio {

/// The members of a JSON object that came from far away. What is missing, or of another kind, is nothing; what is
/// larger than any hub has it is cut to that, so that whoever shows it needs no bounds of its own.
class Fields
{
public:
    static constexpr qsizetype MaximumTextBytes = 4096;
    static constexpr qsizetype MaximumItems = 1000;
    static constexpr qint64 MaximumCount = qint64(1) << 53; ///< as far as JSON's numbers are whole

    /// Valid as long as the bytes that `object` was read from.
    explicit Fields(const JsonValue &object)
        : object_(object)
    {}

    bool isNull(const char *name) const;
    QByteArray bytes(const char *name) const;
    QString text(const char *name) const;
    /// Of any length: it is bounded by the answer alone.
    QByteArray content(const char *name) const;
    /// The strings of an array.
    QByteArrayList list(const char *name) const;
    bool flag(const char *name) const;
    /// A whole number from 0 on.
    qint64 count(const char *name) const;
    /// The same for what is counted by some ten thousand: as much as an int holds.
    qint64 smallCount(const char *name) const;
    /// Not negative.
    double rate(const char *name) const;
    /// ISO 8601 UTC with milliseconds, as hubs write it, in milliseconds since 1970.
    qint64 time(const char *name) const;
    /// Of another kind than an object: one without members.
    Fields object(const char *name) const;
    /// For JsonChildren, which finds nothing in anything but an array here.
    JsonValue array(const char *name) const;

    const JsonValue &value() const { return object_; }

private:
    JsonValue object_;
};

} // namespace helio
