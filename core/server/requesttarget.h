// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayList>
#include <QList>

#include <optional>
#include <utility>

namespace helio {

/// A request's target, taken apart from its raw bytes: the path is split at its slashes before it is decoded, so that a
/// `%2F` stays within its segment; the query is form-encoded (`+` is a space). All parts are decoded once, and valid
/// UTF-8. The scanner has refused a target with a `#`.
struct RequestTarget
{
    QByteArrayList path; ///< `/a/b` is {a, b}; `/` is empty
    QList<std::pair<QByteArray, QByteArray>> query;

    /// Nothing when an escape is broken or something is not UTF-8; `problem` then says what.
    static std::optional<RequestTarget> parse(const QByteArray &target, QString &problem);

    /// The last value given for `name`, which may be empty; nothing when it is not there.
    std::optional<QByteArray> value(QByteArrayView name) const;
    /// How often it is there.
    qsizetype count(QByteArrayView name) const;
    /// Says to people that `name` is there more than once; empty when it is not.
    QString repetitionProblem(const QByteArray &name) const;
    /// All values given for `name` but empty ones.
    QByteArrayList values(QByteArrayView name) const;
};

/// The name of a query's pair for people: in quotation marks where it is a word; else said of it only that, since what
/// stands where a name should be may be a secret in the wrong place.
QString shownName(const QByteArray &name);

/// Bytes with their escapes (`%41`) decoded once; nothing when an escape is broken.
std::optional<QByteArray> percentDecoded(QByteArrayView bytes, bool plusIsSpace);

} // namespace helio
