// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/answer.h"

#include "client/inflater.h"

#include <QCoreApplication>
#include <QNetworkReply>

#include <algorithm>
#include <optional>

namespace helio {

namespace {

struct AnswerText
{
    Q_DECLARE_TR_FUNCTIONS(helio::EventSource)
};

bool isTokenCharacter(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           QByteArrayView("!#$%&'*+-.^_`|~").contains(c);
}

/// The length of the first element of a comma-separated list; commas in quoted strings do not separate.
qsizetype firstElementLength(QByteArrayView list)
{
    bool quoted = false;
    for (qsizetype i = 0; i < list.size(); ++i) {
        if (quoted && list[i] == '\\')
            ++i;
        else if (list[i] == '"')
            quoted = !quoted;
        else if (list[i] == ',' && !quoted)
            return i;
    }
    return list.size();
}

/// The essence of one MIME type, or nothing when it is not valid.
std::optional<QByteArray> essence(QByteArrayView mimeType)
{
    const qsizetype semicolon = mimeType.indexOf(';');
    const QByteArrayView text = (semicolon < 0 ? mimeType : mimeType.first(semicolon)).trimmed();
    const qsizetype slash = text.indexOf('/');
    if (slash < 0 || !isHeaderName(text.first(slash)) || !isHeaderName(text.sliced(slash + 1)))
        return {};
    return text.toByteArray().toLower();
}

} // namespace

bool isEventStreamType(QByteArrayView contentType)
{
    bool answer = false;
    while (!contentType.isEmpty()) {
        const qsizetype length = firstElementLength(contentType);
        if (const auto type = essence(contentType.first(length)); type && *type != "*/*")
            answer = *type == "text/event-stream";
        contentType = contentType.sliced(std::min(length + 1, contentType.size()));
    }
    return answer;
}

bool isJsonType(QByteArrayView contentType)
{
    return essence(contentType) == QByteArray("application/json");
}

bool listsJsonType(QByteArrayView accepted)
{
    while (!accepted.isEmpty()) {
        const qsizetype length = firstElementLength(accepted);
        if (isJsonType(accepted.first(length)))
            return true;
        accepted = accepted.sliced(std::min(length + 1, accepted.size()));
    }
    return false;
}

AnswerHead answerHead(const QNetworkReply &reply)
{
    return {reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(),
            reply.attribute(QNetworkRequest::HttpReasonPhraseAttribute).toString().simplified(),
            reply.rawHeader("Content-Type"), reply.rawHeader("Content-Encoding"), !reply.rawHeaderList().isEmpty()};
}

QString headProblem(const AnswerHead &head)
{
    if (head.status == 101)
        return AnswerText::tr(
            "The server answered 101 (Switching Protocols): it goes on in another protocol than HTTP, as a "
            "WebSocket does, which is no answer to this request. Ask for another address.");
    if (head.status >= 100 && head.status < 200)
        return AnswerText::tr(
                   "The server sent the interim answer %1 before its answer, and Qt's HTTP reads no further. Have "
                   "the server, or the proxy before it, leave it out here.")
            .arg(QStringLiteral("%1 %2").arg(head.status).arg(head.reason).trimmed());
    // Qt reads on without a word, and without any field.
    if (!head.hasFields)
        return AnswerText::tr(
                   "The head of the server's answer (status %1) could not be read: it has no field with a value, a "
                   "line that is no field, more than 100 fields, one of more than 100 KiB, or more than 256 KiB "
                   "in all.")
            .arg(head.status);
    return {};
}

QString refusalOf(const AnswerHead &head, bool anyType)
{
    if (QString problem = headProblem(head); !problem.isEmpty())
        return problem;
    if (head.status == 204)
        return AnswerText::tr("The server answered 204: there is no stream here, and it asks not to return.");
    if (head.status != 200) {
        const QString status = QString::number(head.status);
        return AnswerText::tr("The server answered %1 instead of 200.")
            .arg(head.reason.isEmpty() ? status : QStringLiteral("%1 %2").arg(status, head.reason));
    }
    if (!anyType && head.contentType.isEmpty())
        return AnswerText::tr("The server's answer has no content type; an event stream has text/event-stream.");
    if (!anyType && !isEventStreamType(head.contentType))
        return AnswerText::tr("The server's answer is %1, not text/event-stream: this is no event stream.")
            .arg(QString::fromUtf8(head.contentType));
    const QByteArray encoding = head.contentEncoding.trimmed().toLower();
    if (!encoding.isEmpty() && encoding != "identity" && !Inflater::codingOf(encoding))
        return AnswerText::tr(
                   "The server compresses the stream (%1), which cannot be read here: only gzip and deflate can.")
            .arg(QString::fromUtf8(encoding));
    return {};
}

bool isPassingRefusal(int status)
{
    return status == 429 || (status >= 500 && status <= 599);
}

bool isHttpUrl(const QUrl &url)
{
    return url.isValid() && !url.host().isEmpty() &&
           (url.scheme() == QLatin1StringView("http") || url.scheme() == QLatin1StringView("https"));
}

bool isHeaderValue(QByteArrayView value)
{
    return !value.contains('\r') && !value.contains('\n') && !value.contains('\0');
}

bool isHeaderName(QByteArrayView name)
{
    return !name.isEmpty() && std::all_of(name.begin(), name.end(), isTokenCharacter);
}

} // namespace helio
