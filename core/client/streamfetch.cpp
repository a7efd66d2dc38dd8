// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/streamfetch.h"

#include "client/answer.h"
#include "client/authentication.h"
#include "client/networkmanager.h"
#include "client/networkmanagerpool.h"
#include "client/onewaybody.h"
#include "client/ownheaders.h"
#include "client/refusaltext.h"
#include "client/requesturl.h"
#include "client/retryafter.h"

#include <QNetworkCookie>
#include <QNetworkReply>
#include <QNetworkRequest>
#include <QSslError>

namespace helio {

namespace {

using Cause = ConnectionEnd::Cause;

SentRequest sentRequest(const QNetworkRequest &request, const QByteArray &method, const QUrl &target)
{
    SentRequest sent{method, target.adjusted(QUrl::RemoveUserInfo), {}};
    const QByteArrayList names = request.rawHeaderList();
    for (const QByteArray &name : names)
        sent.headers.append({name, request.rawHeader(name)});
    return sent;
}

ReceivedAnswer receivedAnswer(const QNetworkReply &reply)
{
    const AnswerHead head = answerHead(reply);
    return {head.status, head.reason, reply.rawHeaderPairs()};
}

QByteArray acceptedTypes(StreamFormat format)
{
    switch (format) {
    case StreamFormat::EventStream:
        break;
    case StreamFormat::JsonLines:
        return "application/x-ndjson, application/jsonl, application/json, */*;q=0.1";
    case StreamFormat::JsonArray:
        return "application/json, */*;q=0.1";
    }
    return "text/event-stream";
}

/// How long the body of an answer that refuses may take: some never end.
constexpr std::chrono::milliseconds RefusalPatience{1000};

bool hasBody(int status)
{
    return status >= 200 && status != 204 && status != 205 && status != 304;
}

/// Keeps a manager until the event loop is reached: it must not go while a reply of its own still speaks.
class LastHold : public QObject
{
public:
    LastHold(std::shared_ptr<NetworkManager> manager, QObject *parent)
        : QObject(parent)
        , manager_(std::move(manager))
    {}

private:
    std::shared_ptr<NetworkManager> manager_;
};

/// How many bytes the body of an answer to `method` has, as its head says; nothing where that does not count.
std::optional<qint64> lengthOf(const QNetworkReply &reply, QByteArrayView method)
{
    bool isNumber = false;
    const qint64 length = reply.rawHeader("Content-Length").toLongLong(&isNumber);
    const bool counts = isNumber && method != "HEAD" && !reply.hasRawHeader("Transfer-Encoding");
    return counts ? std::optional(length) : std::nullopt;
}

} // namespace

StreamFetch::StreamFetch(const QUrl &url, const EventSourceOptions &options, NetworkManagerPool *pool, QObject *parent)
    : QObject(parent)
    , url_(url)
    , options_(options)
    , pool_(pool)
    , redirects_(url)
    , refusalTimer_(this)
    , wire_(this)
{
    connect(&wire_, &WireWatch::exceeded, this, &StreamFetch::refuseEndless);
    refusalTimer_.setSingleShot(true);
    connect(&refusalTimer_, &QTimer::timeout, this, &StreamFetch::endRefusal);
}

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
        refuse({Cause::NotAsked}, 0,
               tr("%1 is not an address of a stream: it must begin with http:// or https:// and name a host.")
                   .arg(url_.toDisplayString()));
        return;
    }
    if (!isHeaderName(options_.method)) {
        refuse({Cause::NotAsked}, 0,
               tr("\"%1\" is not a method of a request.").arg(QString::fromUtf8(options_.method)));
        return;
    }
    if (const QString problem = headersProblem(options_); !problem.isEmpty()) {
        refuse({Cause::NotAsked}, 0, problem);
        return;
    }
    lastEventId_ = lastEventId;
    asksByGet_ = false;
    sentAgain_ = false;
    redirects_.startOver();
    send();
}

void StreamFetch::stop()
{
    isOpen_ = false;
    refusal_.reset();
    refusalTimer_.stop();
    wire_.stop();
    inflater_.reset();
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
    if (manager_ && manager_->isRetired())
        releaseManager();
    if (!manager_) {
        const NetworkSettings settings{options_.proxy, options_.tls, options_.allowHttp2};
        manager_ = pool_ ? pool_->lend(settings)
                         : std::shared_ptr<NetworkManager>(makeNetworkManager(nullptr, options_.proxy));
    }
    tlsErrors_.clear();
    const QByteArray method = asksByGet_ ? "GET" : options_.method;
    const QNetworkRequest request = makeRequest();
    wire_.asks([this, url = request.url()] { return manager_->peerPort(url); });
    if (method == "GET" && !sendsBody()) {
        // Where the connection is closed before the answer, the manager asks again at once on a new one, a few times at
        // most: that is what a connection wants that was used before and is just being closed by the server.
        reply_ = manager_->get(request);
    } else {
        // Not so here, where asking is doing: see OneWayBody.
        auto *const body = new OneWayBody(sendsBody() ? options_.body : QByteArray(), this);
        reply_ = manager_->sendCustomRequest(request, method, body);
        body->setParent(reply_);
    }
    // Not at once: a size that is set before the manager has handed the request to its own thread does not get there.
    // It does so from the event loop; behind that is early enough, and any later the stream would already be read
    // ahead.
    QMetaObject::invokeMethod(
        reply_, [reply = reply_] { reply->setReadBufferSize(ReadBufferBytes); }, Qt::QueuedConnection);
    connect(reply_, &QNetworkReply::metaDataChanged, this, &StreamFetch::onHead);
    connect(reply_, &QNetworkReply::readyRead, this, &StreamFetch::onReadyRead);
    connect(reply_, &QNetworkReply::finished, this, &StreamFetch::onFinished);
    connect(reply_, &QNetworkReply::sslErrors, this, [this](const QList<QSslError> &errors) { tlsErrors_ = errors; });
    Q_EMIT requestSent(sentRequest(reply_->request(), method, redirects_.target()));
}

QNetworkRequest StreamFetch::makeRequest() const
{
    QNetworkRequest request(requestUrl(redirects_.target()));
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
    const bool hasBody = sendsBody();
    const bool withCredentials = redirects_.mayCarryCredentials();
    const bool lostItsBody = asksByGet_ && (options_.method != "GET" || !options_.body.isEmpty());
    if (hasBody || (!asksByGet_ && options_.method != "GET"))
        request.setHeader(QNetworkRequest::ContentLengthHeader, hasBody ? options_.body.size() : 0);
    request.setRawHeader("User-Agent", ownUserAgent());
    request.setRawHeader("Accept", acceptedTypes(options_.format));
    request.setRawHeader("Cache-Control", "no-cache");
    // Decompression holds data back, and its guard against bombs kills long streams.
    request.setRawHeader("Accept-Encoding", "identity");
    if (hasBody && isHeaderValue(options_.contentType))
        request.setRawHeader("Content-Type", options_.contentType);
    if (const QByteArray value = authorization(options_, url_);
        withCredentials && !value.isEmpty() && isHeaderValue(value))
        request.setRawHeader("Authorization", value);
    QByteArray cookie;
    QByteArrayList given;
    for (const auto &[name, value] : options_.headers) {
        const QByteArray lowerName = name.toLower();
        const bool isAboutBody = describesBody(lowerName);
        const bool staysBehind = !withCredentials && !crossesOrigins(lowerName) && !(hasBody && isAboutBody);
        if (!isHeaderName(name) || !isHeaderValue(value) || staysBehind || (lostItsBody && isAboutBody) ||
            lowerName == "content-length") // our own is the same
            continue;
        // Of two fields with one name the manager would send the later alone; as a list they mean the same.
        const bool isFurther = given.contains(lowerName);
        given.append(lowerName);
        if (lowerName == "cookie")
            cookie = isFurther ? cookie + "; " + value : value;
        else
            request.setRawHeader(name, isFurther ? request.rawHeader(name) + ", " + value : value);
    }
    if (const QByteArray cookies = options_.keepsCookies ? cookies_.header(cookie, request.url()) : cookie;
        !cookies.isEmpty() || given.contains("cookie"))
        request.setRawHeader("Cookie", cookies);
    if (!lastEventId_.isEmpty() && isHeaderValue(lastEventId_))
        request.setRawHeader("Last-Event-ID", lastEventId_);
}

void StreamFetch::onHead()
{
    if (!reply_ || isOpen_ || refusal_)
        return;
    QNetworkReply *const answer = reply_;
    const AnswerHead head = answerHead(*answer);
    const int status = head.status;
    wire_.heard();
    // One connection of HTTP/2 carries several streams, in frames with a bound of their own.
    if (answer->attribute(QNetworkRequest::Http2WasUsedAttribute).toBool())
        wire_.shares();
    if (options_.keepsCookies)
        cookies_.set(answer->header(QNetworkRequest::SetCookieHeader).value<QList<QNetworkCookie>>(), answer->url());
    Q_EMIT answerArrived(receivedAnswer(*answer));
    if (reply_ != answer)
        return; // stopped by who heard of it
    // The answer itself comes behind an interim one, and would be taken for that of the next request.
    if (status < 200)
        manager_->retire();
    if (Redirects::isRedirect(status) && head.hasFields) {
        followRedirect(status);
        return;
    }
    const StreamFormat format = formatOf(head.contentType);
    const bool anyType = options_.acceptsAnyType || format != StreamFormat::EventStream;
    const QString problem = refusalOf(head, anyType);
    if (const auto known = Inflater::codingOf(head.contentEncoding))
        inflater_ = std::make_unique<Inflater>(*known);
    if (!problem.isEmpty()) {
        refuseWithBody(status, problem);
        return;
    }
    hasLength_ = reply_->hasRawHeader("Content-Length") || reply_->hasRawHeader("Transfer-Encoding") ||
                 reply_->attribute(QNetworkRequest::Http2WasUsedAttribute).toBool();
    missingBytes_ = lengthOf(*reply_, asksByGet_ ? "GET" : QByteArrayView(options_.method));
    isOpen_ = true;
    Q_EMIT opened(format);
}

/// Who names JSON in `Accept` beside event streams, as MCP demands, leaves the choice to the server.
StreamFormat StreamFetch::formatOf(QByteArrayView contentType) const
{
    const bool asksForJson = std::any_of(options_.headers.begin(), options_.headers.end(), [](const auto &header) {
        return header.first.compare("Accept", Qt::CaseInsensitive) == 0 && listsJsonType(header.second);
    });
    const bool mayBeJson = options_.format == StreamFormat::EventStream && !options_.acceptsAnyType && asksForJson;
    return mayBeJson && isJsonType(contentType) ? StreamFormat::JsonArray : options_.format;
}

void StreamFetch::followRedirect(int status)
{
    const QString problem = redirects_.follow(status, reply_->rawHeader("Location"));
    if (!problem.isEmpty()) {
        refuse({Cause::Refused}, status, problem);
        return;
    }
    // As the Fetch standard has it: what was posted is not posted again elsewhere unless the status says so.
    if ((status == 303 && options_.method != "HEAD") || ((status == 301 || status == 302) && options_.method == "POST"))
        asksByGet_ = true;
    if (sendsBody() && !options_.reconnects.value_or(false)) {
        refuse({Cause::Refused}, status,
               tr("The server redirects to %1. A request with a body is not sent a second time by itself: ask "
                  "there if you want it.")
                   .arg(redirects_.target().toDisplayString()));
        return;
    }
    const QNetworkReply *const answer = reply_;
    Q_EMIT redirected(status, redirects_.target());
    if (reply_ == answer)
        send();
}

void StreamFetch::onReadyRead()
{
    if (!reply_ || (!isOpen_ && !refusal_))
        return;
    // All that is there; the read buffer bounds it.
    const QByteArray bytes = reply_->readAll();
    if (bytes.isEmpty())
        return;
    wire_.heard(bytes.size());
    if (missingBytes_)
        *missingBytes_ -= bytes.size();
    if (!inflater_) {
        deliver(bytes);
        return;
    }
    const QNetworkReply *const answer = reply_;
    inflater_->feed(bytes);
    while (reply_ == answer && inflater_) {
        const QByteArray inflated = inflater_->next();
        if (inflated.isEmpty())
            break;
        deliver(inflated);
    }
    if (reply_ == answer && isOpen_ && inflater_ && inflater_->hasFailed()) {
        stop();
        Q_EMIT ended({Cause::CodingBroken}, tr("What the server compressed cannot be read: it is no %1 any more.")
                                                .arg(QString::fromLatin1(answer->rawHeader("Content-Encoding"))));
    }
}

/// Bytes of the body, as they are when nothing compresses them.
void StreamFetch::deliver(const QByteArray &bytes)
{
    if (isOpen_) {
        Q_EMIT bytesArrived(bytes);
    } else if (refusal_) {
        refusal_->body.append(bytes.first(std::min(bytes.size(), MaximumRefusalBytes - refusal_->body.size())));
        if (refusal_->body.size() >= MaximumRefusalBytes)
            endRefusal();
    }
}

void StreamFetch::onFinished()
{
    QNetworkReply *const done = reply_;
    if (!done)
        return;
    // An answer without a body may finish before its head was announced; and what came with the end still counts.
    if (!isOpen_ && answerHead(*done).status != 0)
        onHead();
    while (reply_ == done && (isOpen_ || refusal_) && done->bytesAvailable() > 0)
        onReadyRead();
    if (reply_ != done)
        return;
    if (refusal_)
        endRefusal();
    else if (wire_.wasCut())
        refuseEndless();
    else
        onEnd(done->error(), done->errorString());
}

void StreamFetch::onEnd(int error, const QString &text)
{
    const bool wasOpen = isOpen_;
    const bool isCutShort = inflater_ && !inflater_->isComplete();
    // Of an answer that came at once, and broke off then, Qt says that it is whole.
    if (error == QNetworkReply::NoError && wasOpen && missingBytes_ > 0)
        error = QNetworkReply::RemoteHostClosedError;
    // An answer that is there before the request is sent the manager reads without noting that it does, and takes its
    // end for a connection to try anew.
    if (error == QNetworkReply::ContentReSendError && wasOpen)
        error = hasLength_ ? QNetworkReply::RemoteHostClosedError : QNetworkReply::NoError;
    // What said nothing may be said once more: the connection was one that the server was just closing.
    if (error == QNetworkReply::ContentReSendError && !sendsBody() && !std::exchange(sentAgain_, true)) {
        send();
        return;
    }
    const ConnectionEnd end = wasOpen ? ConnectionEnd{Cause::CutOff} : failedAttempt(error, text);
    stop();
    switch (error) {
    case QNetworkReply::NoError:
        if (isCutShort)
            Q_EMIT ended({Cause::CodingBroken}, tr("The compressed stream broke off before its end."));
        else if (hasLength_)
            Q_EMIT ended({Cause::Complete}, tr("The server ended the stream."));
        else // a connection that breaks ends such a body as one that is closed does
            Q_EMIT ended({Cause::CloseDelimited}, tr("The connection was closed, by the server or on the way."));
        return;
    case QNetworkReply::ContentReSendError: // the manager wanted to ask again, see send()
        break;
    case QNetworkReply::RemoteHostClosedError:
        if (!wasOpen)
            break;
        Q_EMIT ended({Cause::CutOff}, tr("The connection broke off before the end of the stream."));
        return;
    case QNetworkReply::SslHandshakeFailedError:
        if (tlsErrors_.isEmpty())
            Q_EMIT ended(end, text);
        else
            refuse(failedHandshake(tlsErrors_, text), 0,
                   tr("The server's certificate is not trusted: %1").arg(tlsErrors_.first().errorString()));
        return;
    case QNetworkReply::ProtocolFailure:
        Q_EMIT ended(end, tr("What the server sent is not HTTP as it has to be."));
        return;
    default: // of Qt's long list the rest says itself what it is
        Q_EMIT ended(end, text);
        return;
    }
    Q_EMIT ended(end, tr("No answer came that is HTTP: the server closed the connection before the whole head of one, "
                         "or sent something else."));
}

void StreamFetch::refuse(const ConnectionEnd &end, int status, const QString &why)
{
    const auto wait = reply_ ? retryAfter(reply_->rawHeader("Retry-After"), QDateTime::currentDateTimeUtc(),
                                          options_.maximumRetryAfter)
                             : std::nullopt;
    stop();
    Q_EMIT refused(end, status, why, wait);
}

void StreamFetch::refuseEndless()
{
    refuse({Cause::TooLarge}, 0,
           tr("The server sent more than 1 MiB that is neither the head of an answer nor events."));
}

/// Waits a moment for what the body of the answer says about it.
void StreamFetch::refuseWithBody(int status, const QString &why)
{
    if (!hasBody(status)) {
        refuse({Cause::Refused}, status, why);
        return;
    }
    refusal_ = Refusal{status, why, reply_->rawHeader("Content-Type"), {}};
    refusalTimer_.start(RefusalPatience);
    onReadyRead();
}

void StreamFetch::endRefusal()
{
    const Refusal refusal = *std::exchange(refusal_, {});
    const QNetworkReply *const answer = reply_;
    if (!refusal.body.isEmpty())
        Q_EMIT refusalArrived(refusal.body);
    if (reply_ != answer)
        return; // stopped by who heard of it
    const QString text = refusalText(refusal.contentType, refusal.body);
    refuse({Cause::Refused}, refusal.status,
           text.isEmpty() ? refusal.why : tr("%1 It says: %2").arg(refusal.why, text));
}

} // namespace helio
