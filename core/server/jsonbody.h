// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "json/jsonvalue.h"

#include <QByteArrayList>
#include <QHash>

namespace helio {

struct Exchange;

/// The JSON object that a steering request brings. What is wrong with it, or with what is read from it, is problem():
/// the first thing, in English.
class JsonBody
{
public:
    /// Borrows the exchange's body. A name that is none of `names`, or stands there twice, is a problem.
    JsonBody(const Exchange &exchange, const QByteArrayList &names);

    /// Whether the request says that it brings JSON; it is answered where it does not.
    static bool admit(const Exchange &exchange);

    // Empty, or `otherwise`, where the object has no such member.
    QByteArray text(const char *name);
    QByteArrayList texts(const char *name, qsizetype most); ///< more are a problem
    bool flag(const char *name);
    qint64 number(const char *name, qint64 otherwise, qint64 least, qint64 most);
    bool has(const char *name) const { return members_.contains(name); }

    const QString &problem() const { return problem_; }

private:
    void fail(const QString &problem);

    QHash<QByteArray, JsonValue> members_;
    QString problem_;
};

} // namespace helio
