// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QMetaType>
#include <QString>
#include <QUrl>

namespace helio {

/// Header fields in their order; names as they were written.
using HeaderList = QList<std::pair<QByteArray, QByteArray>>;

/// A request of an event source as it went out, without its body. Its credentials are in it as they are: see
/// maskedHeader() before you show it. Qt adds `Host` and `Accept-Language`, which are not in it.
struct SentRequest
{
    QByteArray method;  ///< `GET`, `POST` …
    QUrl url;           ///< without user info
    HeaderList headers; ///< of the request, without those that Qt adds
};

/// The head of an answer to it.
struct ReceivedAnswer
{
    int status = 0;     ///< 200, 404 …
    QString reason;     ///< the reason phrase of the status; may be empty
    HeaderList headers; ///< as they came
};

/// `value` of the header `name` as one may show it to anybody: what says who somebody is becomes an ellipsis. Of a
/// token of 16 characters and more the last four stay, so that its owner knows which it is.
QByteArray maskedHeader(QByteArrayView name, const QByteArray &value);
/// The same for what a URL carries: user info, and parameters of the query whose names are those of credentials.
QUrl maskedUrl(const QUrl &url);

} // namespace helio

Q_DECLARE_METATYPE(helio::SentRequest)
Q_DECLARE_METATYPE(helio::ReceivedAnswer)
