// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QList>
#include <QString>

#include <utility>

namespace helio {

/// An answer with a body of known length.
struct HttpResponse
{
    int status = 200;
    QByteArray contentType;
    QByteArray body;
    QList<std::pair<QByteArray, QByteArray>> fields; ///< beside content type and length
    bool closeAfter = false;
    qint64 separateBody = -1; ///< of a body that follows the head in chunks, its length; else -1

    /// `body`: one value; a line feed goes behind it.
    static HttpResponse json(QByteArray body);
    static HttpResponse noContent();
    /// RFC 9457; `detail` says to a person what to change.
    static HttpResponse problem(int status, const QString &detail);
    HttpResponse with(const QByteArray &name, const QByteArray &value) &&;

    /// The bytes for the wire. A HEAD is answered without the body, but with its length.
    QByteArray serialized(const QList<std::pair<QByteArray, QByteArray>> &moreFields, bool keepAlive,
                          bool withBody) const;
};

/// 503, for what needs history while that does not work.
HttpResponse historyAway();

/// The head of an answer that is an event stream.
QByteArray eventStreamHead(const QList<std::pair<QByteArray, QByteArray>> &moreFields);

/// The reason phrase, e.g. "Not Found".
QByteArrayView reasonPhrase(int status);

} // namespace helio
