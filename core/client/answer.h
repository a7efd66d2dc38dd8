// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <QUrl>

class QNetworkReply;

namespace helio {

/// Small judgements about requests and answers, as the standards define them.

/// Whether the value of a `Content-Type` header names an event stream: its MIME type's essence is `text/event-stream`
/// in any case and with any parameters. Of several types in a row, the last valid one counts (Fetch, "extract a MIME
/// type").
bool isEventStreamType(QByteArrayView contentType);
/// What the head of an answer says about a stream.
struct AnswerHead
{
    int status = 0; ///< 0: no answer
    QString reason; ///< the reason phrase of the status; may be empty
    QByteArray contentType;
    QByteArray contentEncoding;
    bool hasFields = true; ///< false: none could be read
};

/// The head that `reply` has got so far.
AnswerHead answerHead(const QNetworkReply &reply);
/// Why nothing of an answer can be used but its status, whatever was asked for, in a sentence for people: an interim
/// answer, or a head that Qt does not read. Empty when it can.
QString headProblem(const AnswerHead &head);

/// Why an answer is no event stream, in a sentence for people; empty when it is one. Redirects are not for here.
/// `anyType`: whatever its content type says, and without one.
QString refusalOf(const AnswerHead &head, bool anyType = false);

/// Whether a content type is `application/json`, whatever its parameters.
bool isJsonType(QByteArrayView contentType);
/// Whether a value of `Accept` names that type.
bool listsJsonType(QByteArrayView accepted);
/// Whether a server may answer otherwise a little later, though the standard says that its answer is for good: 429, and
/// 500 to 599.
bool isPassingRefusal(int status);

/// Whether `url` can be asked: http or https, with a host.
bool isHttpUrl(const QUrl &url);
/// Whether `value` can be sent as a header's value without becoming another header: no CR, LF or NUL.
bool isHeaderValue(QByteArrayView value);
/// Whether `name` can be a header's name (RFC 9110 "token").
bool isHeaderName(QByteArrayView name);

} // namespace helio
