// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/streamfetch.h"

#include "client/answer.h"
#include "client/authentication.h"
#include "client/networkmanager.h"
#include "client/onewaybody.h"
#include "client/retryafter.h"

#include <QNetworkCookie>
#include <QNetworkReply>
#include <QNetworkRequest>
#include <QSslError>

namespace helio {

namespace {

int statusOf(const QNetworkReply &reply)
{
    return reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
}

SentRequest sentRequest(const QNetworkRequest &request, const QByteArray &method)
{
    SentRequest sent{method, request.url(), {}};
    const QByteArrayList names = request.rawHeaderList();
    for (const QByteArray &name : names)
        sent.headers.append({name, request.rawHeader(name)});
    return sent;
}

ReceivedAnswer receivedAnswer(const QNetworkReply &reply)
{
    return {statusOf(reply), reply.attribute(QNetworkRequest::HttpReasonPhraseAttribute).toString().simplified(),
            reply.rawHeaderPairs()};
}

/// Keeps a manager until the event loop is reached: it must not go while a reply of its own still speaks.
class LastHold : public QObject
{
public:
    LastHold(std::shared_ptr<QNetworkAccessManager> manager, QObject *parent)
        : QObject(parent)
        , manager_(std::move(manager))
    {}

private:
    std::shared_ptr<QNetworkAccessManager> manager_;
};

} // namespace

StreamFetch::StreamFetch(const QUrl &url, const EventSourceOptions &options, NetworkManagerPool *pool, QObject *parent)
    : QObject(parent)
    , url_(url)
    , options_(options)
    , pool_(pool)
    , redirects_(url)
{}

StreamFetch::~StreamFetch()
{
    stop();
}

void StreamFetch::startOver()
{
    redirects_ = Redirects(url_);
}

void StreamFetch::start(const QByteArray &lastEventId)
{
    if (!isHttpUrl(url_)) {
        refuse(0, tr("%1 is not an address of a stream: it must begin with http:// or https:// and name a host.")
                      .arg(url_.toDisplayString()));
        return;
    }
    if (!isHeaderName(options_.method)) {
        refuse(0, tr("\"%1\" is not a method of a request.").arg(QString::fromUtf8(options_.method)));
        return;
    }
    lastEventId_ = lastEventId;
    asksByGet_ = false;
    redirects_.startOver();
    send();
}

void StreamFetch::stop()
{
    isOpen_ = false;
    if (!reply_)
        return;
    QNetworkReply *const dropped = std::exchange(reply_, nullptr);
    dropped->disconnect(this);
    // Deletion ends the connection. Not abort(): called while the reply announces a 404 it makes Qt complain of two
    // errors.
    dropped->deleteLater();
}

void StreamFetch::releaseManager()
{
    if (manager_ && !reply_)
        (new LastHold(std::move(manager_), this))->deleteLater();
}

void StreamFetch::send()
{
    stop();
    if (!manager_) {
        const NetworkSettings settings{options_.proxy, options_.tls, options_.allowHttp2};
        manager_ = pool_ ? pool_->lend(settings)
                         : std::shared_ptr<QNetworkAccessManager>(makeNetworkManager(nullptr, options_.proxy));
    }
    tlsProblem_.clear();
    // Not get(): when a server closes without an answer, the manager would ask again at once; when to try again is for
    // the policy to say. The price is a `Content-Length: 0`. Qt 6.8 still opens a connection for asking again before
    // it finds that it cannot, and may keep it for the next attempt; nothing in the manager's interface prevents that.
    auto *const body = new OneWayBody(asksByGet_ ? QByteArray() : options_.body, this);
    reply_ = manager_->sendCustomRequest(makeRequest(), asksByGet_ ? "GET" : options_.method, body);
    body->setParent(reply_);
    // Not at once: a size that is set before the manager has handed the request to its own thread does not get there.
    // It does so from the event loop; behind that is early enough, and any later the stream would already be read
    // ahead.
    QMetaObject::invokeMethod(
        reply_, [reply = reply_] { reply->setReadBufferSize(ReadBufferBytes); }, Qt::QueuedConnection);
    connect(reply_, &QNetworkReply::metaDataChanged, this, &StreamFetch::onHead);
    connect(reply_, &QNetworkReply::readyRead, this, &StreamFetch::onReadyRead);
    connect(reply_, &QNetworkReply::finished, this, &StreamFetch::onFinished);
    connect(reply_, &QNetworkReply::sslErrors, this, [this](const QList<QSslError> &errors) {
        tlsProblem_ = errors.isEmpty() ? QString() : errors.first().errorString();
    });
    Q_EMIT requestSent(sentRequest(reply_->request(), asksByGet_ ? "GET" : options_.method));
}

QNetworkRequest StreamFetch::makeRequest() const
{
    QUrl target = redirects_.target();
    // The manager would keep user info for other requests, and answer challenges of whoever asks.
    target.setUserInfo({});
    QNetworkRequest request(target);
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, options_.allowHttp2);
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    request.setAttribute(QNetworkRequest::CacheSaveControlAttribute, false);
    request.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    // The manager's jar is its other users' too.
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::DoNotBufferUploadDataAttribute, true);
    request.setSslConfiguration(options_.tls.configuration(redirects_.mayCarryCredentials()));
    addHeaders(request);
    return request;
}

void StreamFetch::addHeaders(QNetworkRequest &request) const
{
    const bool hasBody = !asksByGet_ && !options_.body.isEmpty();
    const bool withCredentials = redirects_.mayCarryCredentials();
    request.setHeader(QNetworkRequest::ContentLengthHeader, hasBody ? options_.body.size() : 0);
    // A connection that was kept for the next attempt may be closed by the server in the moment that attempt comes.
    request.setRawHeader("Connection", "close");
    request.setRawHeader("User-Agent", UserAgent);
    request.setRawHeader("Accept", "text/event-stream");
    request.setRawHeader("Cache-Control", "no-cache");
    // Decompression holds data back, and its guard against bombs kills long streams.
    request.setRawHeader("Accept-Encoding", "identity");
    if (hasBody && isHeaderValue(options_.contentType))
        request.setRawHeader("Content-Type", options_.contentType);
    if (const QByteArray value = authorization(options_, url_);
        withCredentials && !value.isEmpty() && isHeaderValue(value))
        request.setRawHeader("Authorization", value);
    QByteArray cookie;
    for (const auto &[name, value] : options_.headers) {
        const QByteArray lowerName = name.toLower();
        if (!isHeaderName(name) || !isHeaderValue(value) || (isCredential(name) && !withCredentials) ||
            (lowerName == "content-type" && !hasBody) || lowerName == "content-length")
            continue;
        if (lowerName == "cookie")
            cookie = value;
        else
            request.setRawHeader(name, value);
    }
    if (const QByteArray cookies = options_.keepsCookies ? cookies_.header(cookie, request.url()) : cookie;
        !cookies.isEmpty())
        request.setRawHeader("Cookie", cookies);
    if (!lastEventId_.isEmpty() && isHeaderValue(lastEventId_))
        request.setRawHeader("Last-Event-ID", lastEventId_);
}

void StreamFetch::onHead()
{
    if (!reply_ || isOpen_)
        return;
    QNetworkReply *const answer = reply_;
    const int status = statusOf(*answer);
    if (options_.keepsCookies)
        cookies_.set(answer->header(QNetworkRequest::SetCookieHeader).value<QList<QNetworkCookie>>(), answer->url());
    Q_EMIT answerArrived(receivedAnswer(*answer));
    if (reply_ != answer)
        return; // stopped by who heard of it
    if (Redirects::isRedirect(status)) {
        followRedirect(status);
        return;
    }
    const QString problem =
        refusalOf({status, reply_->attribute(QNetworkRequest::HttpReasonPhraseAttribute).toString().simplified(),
                   reply_->rawHeader("Content-Type"), reply_->rawHeader("Content-Encoding")});
    if (!problem.isEmpty()) {
        refuse(status, problem);
        return;
    }
    isOpen_ = true;
    Q_EMIT opened();
}

void StreamFetch::followRedirect(int status)
{
    const QString problem = redirects_.follow(status, reply_->rawHeader("Location"));
    if (!problem.isEmpty()) {
        refuse(status, problem);
        return;
    }
    const QNetworkReply *const answer = reply_;
    Q_EMIT redirected(status, redirects_.target());
    if (reply_ != answer)
        return;
    // As the Fetch standard has it: what was posted is not posted again elsewhere unless the status says so.
    if ((status == 303 && options_.method != "HEAD") || ((status == 301 || status == 302) && options_.method == "POST"))
        asksByGet_ = true;
    send();
}

void StreamFetch::onReadyRead()
{
    if (!reply_ || !isOpen_)
        return;
    // All that is there; the read buffer bounds it.
    const QByteArray bytes = reply_->readAll();
    if (!bytes.isEmpty())
        Q_EMIT bytesArrived(bytes);
}

void StreamFetch::onFinished()
{
    QNetworkReply *const done = reply_;
    if (!done)
        return;
    // An answer without a body may finish before its head was announced; and what came with the end still counts.
    if (!isOpen_ && statusOf(*done) != 0)
        onHead();
    while (reply_ == done && isOpen_ && done->bytesAvailable() > 0)
        onReadyRead();
    if (reply_ != done)
        return;
    const QNetworkReply::NetworkError error = done->error();
    const QString text = done->errorString();
    stop();
    if (error == QNetworkReply::NoError)
        Q_EMIT ended(true, tr("The server ended the stream."));
    else if (error == QNetworkReply::ContentReSendError) // the manager wanted to ask again, see send()
        Q_EMIT ended(false, tr("The server closed the connection without an answer."));
    else if (error == QNetworkReply::SslHandshakeFailedError && !tlsProblem_.isEmpty())
        refuse(0, tr("The server's certificate is not trusted: %1").arg(tlsProblem_));
    else
        Q_EMIT ended(false, text);
}

void StreamFetch::refuse(int status, const QString &why)
{
    const auto wait = reply_ ? retryAfter(reply_->rawHeader("Retry-After"), QDateTime::currentDateTimeUtc(),
                                          options_.maximumRetryAfter)
                             : std::nullopt;
    stop();
    Q_EMIT refused(status, why, wait);
}

} // namespace helio
