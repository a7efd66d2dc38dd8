// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lens/mcpcall.h"

#include "client/answer.h"
#include "client/authentication.h"
#include "client/networkmanager.h"
#include "client/onewaybody.h"
#include "client/ownheaders.h"
#include "client/refusaltext.h"
#include "client/requesturl.h"
#include "feed/walltime.h"
#include "ui/streams/requestoptions.h"

#include <QNetworkReply>

#include <chrono>

namespace helio {

namespace {

/// What a stream's request says of its own body and answer; a request of MCP has another.
bool isOfStream(const QByteArray &header)
{
    const QByteArray name = header.toLower();
    return name == "accept" || name == "accept-encoding" || name == "content-type" || name == "content-length" ||
           name == "last-event-id" || name == "connection";
}

} // namespace

McpCall::McpCall(const StreamRequest &request, const McpSession &session, QByteArray body, QObject *parent)
    : EventFeed(parent)
    , options_(optionsFor(request, problem_))
    , url_(request.url)
    , session_(session)
    , body_(std::move(body))
{
    if (problem_.isEmpty())
        problem_ = headersProblem(options_);
    if (problem_.isEmpty() && !isHttpUrl(url_))
        problem_ = tr("The stream's address is none of HTTP.");
}

McpCall::~McpCall() = default;

void McpCall::send()
{
    if (std::exchange(wasSent_, true))
        return;
    state_ = ReadyState::Connecting;
    if (!problem_.isEmpty()) {
        QMetaObject::invokeMethod(
            this, [this] { finish(problem_); }, Qt::QueuedConnection);
        return;
    }
    QNetworkRequest request(requestUrl(url_));
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    request.setAttribute(QNetworkRequest::CacheSaveControlAttribute, false);
    request.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::DoNotBufferUploadDataAttribute, true);
    request.setSslConfiguration(options_.tls.configuration(true));
    request.setHeader(QNetworkRequest::ContentLengthHeader, body_.size());
    request.setRawHeader("User-Agent", OwnUserAgent);
    request.setRawHeader("Accept", "application/json, text/event-stream");
    request.setRawHeader("Content-Type", "application/json");
    request.setRawHeader("Accept-Encoding", "identity");
    // One that was kept may have been closed meanwhile, and nothing is sent a second time.
    request.setRawHeader("Connection", "close");
    if (const QByteArray value = authorization(options_, url_); !value.isEmpty() && isHeaderValue(value))
        request.setRawHeader("Authorization", value);
    for (const auto &[name, value] : std::as_const(options_.headers)) {
        if (!isOfStream(name))
            request.setRawHeader(name, value);
    }
    if (isHeaderValue(session_.id) && !session_.id.isEmpty())
        request.setRawHeader("Mcp-Session-Id", session_.id);
    if (isHeaderValue(session_.protocolVersion) && !session_.protocolVersion.isEmpty())
        request.setRawHeader("MCP-Protocol-Version", session_.protocolVersion);

    NetworkManager *manager = makeNetworkManager(this, options_.proxy);
    auto *device = new OneWayBody(body_, this);
    reply_ = manager->post(request, device);
    device->setParent(reply_);
    connect(reply_, &QNetworkReply::metaDataChanged, this, &McpCall::onHead);
    connect(reply_, &QNetworkReply::readyRead, this, &McpCall::onReadyRead);
    connect(reply_, &QNetworkReply::finished, this, &McpCall::onFinished);
}

void McpCall::onHead()
{
    const AnswerHead head = answerHead(*reply_);
    if (status_ != 0 || head.status < 200)
        return;
    status_ = head.status;
    Q_EMIT headArrived(status_, reply_->rawHeaderPairs());
    if (status_ != 200 || !isEventStreamType(head.contentType))
        return;
    state_ = ReadyState::Open;
    options_.format = StreamFormat::EventStream;
    options_.keepsRawBytes = true; // as other events of streams
    reader_.emplace(options_);
    Q_EMIT readyStateChanged(state_);
}

void McpCall::onReadyRead()
{
    const QByteArray bytes = reply_->readAll();
    if (!reader_) {
        answer_ += bytes;
        if (answer_.size() > MaximumAnswerBytes)
            finish(tr("The answer is larger than %1 MiB: it is not read.").arg(MaximumAnswerBytes / 1024 / 1024));
        return;
    }
    const StreamReading reading = reader_->read(bytes, wallNow());
    for (const StreamReading::Part &part : reading.parts) {
        if (!part.events.isEmpty())
            Q_EMIT eventsArrived(part.events);
    }
    if (reader_->isTooLarge())
        finish(tr("An event of the answer is too large."));
}

void McpCall::onFinished()
{
    if (!reply_)
        return;
    onHead();
    if (reply_->bytesAvailable() > 0)
        onReadyRead();
    if (!reply_)
        return;
    const QNetworkReply::NetworkError error = reply_->error();
    if (status_ == 0) {
        finish(reply_->error() == QNetworkReply::ContentReSendError
                   ? tr("The connection closed before an answer came. The request is not sent again by itself.")
                   : reply_->errorString());
        return;
    }
    if (status_ >= 300) {
        const QString said = refusalText(reply_->rawHeader("Content-Type"), answer_.left(MaximumRefusalBytes));
        const QString status = tr("The server answered %1.").arg(status_);
        finish(said.isEmpty() ? status : status + u' ' + said);
        return;
    }
    if (error != QNetworkReply::NoError) {
        finish(reply_->errorString());
        return;
    }
    if (!reader_ && !answer_.trimmed().isEmpty()) {
        ReceivedEvent received;
        received.event.data = answer_.trimmed();
        received.receivedAt = wallNow();
        Q_EMIT eventsArrived({received});
    }
    finish({});
}

void McpCall::finish(const QString &problem)
{
    if (reply_) {
        reply_->disconnect(this);
        reply_->abort();
        reply_->deleteLater();
        reply_ = nullptr;
    }
    state_ = ReadyState::Closed;
    Q_EMIT finished(problem);
}

} // namespace helio
