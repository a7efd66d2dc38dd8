// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/eventsource.h"

#include "client/answer.h"
#include "client/networkmanager.h"
#include "client/onewaybody.h"

#include <QNetworkReply>
#include <QNetworkRequest>

#include <algorithm>
#include <limits>

namespace helio {

using std::chrono::milliseconds;

namespace {

qint64 nanosecondsNow()
{
    return std::chrono::nanoseconds(std::chrono::system_clock::now().time_since_epoch()).count();
}

int statusOf(const QNetworkReply &reply)
{
    return reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
}

/// `404 Not Found`; the reason only where the server gave one.
QString statusWords(const QNetworkReply &reply)
{
    const QString reason = reply.attribute(QNetworkRequest::HttpReasonPhraseAttribute).toString().simplified();
    return reason.isEmpty() ? QString::number(statusOf(reply))
                            : QStringLiteral("%1 %2").arg(QString::number(statusOf(reply)), reason);
}

bool isCredential(const QByteArray &headerName)
{
    return headerName.compare("authorization", Qt::CaseInsensitive) == 0 ||
           headerName.compare("cookie", Qt::CaseInsensitive) == 0;
}

/// QTimer counts in int: a `retry` of a month and more would wrap to no time at all.
milliseconds withinTimerRange(milliseconds delay)
{
    return std::clamp(delay, milliseconds(0), milliseconds(std::numeric_limits<int>::max()));
}

} // namespace

EventSource::EventSource(const QUrl &url, EventSourceOptions options, QNetworkAccessManager *manager, QObject *parent)
    : EventFeed(parent)
    , url_(url)
    , options_(std::move(options))
    , manager_(manager ? manager : makeNetworkManager(this))
    , redirects_(url)
    , lastEventId_(options_.lastEventId)
    , reconnectionTime_(options_.reconnectionTime)
    , timer_(this)
{
    timer_.setSingleShot(true);
    timer_.setTimerType(Qt::PreciseTimer);
    connect(&timer_, &QTimer::timeout, this, &EventSource::attempt);
}

EventSource::~EventSource()
{
    dropReply();
}

void EventSource::open()
{
    if (readyState_ != ReadyState::Closed)
        return;
    ++life_;
    redirects_ = Redirects(url_);
    policy_ = ReconnectPolicy(options_.maximumReconnects, options_.jitter);
    failedAttempts_ = 0;
    // Not at once: nothing is emitted from within open() but the change of state.
    timer_.start(0);
    setReadyState(ReadyState::Connecting);
}

void EventSource::close()
{
    ++life_;
    timer_.stop();
    dropReply();
    setReadyState(ReadyState::Closed);
}

void EventSource::attempt()
{
    if (!isHttpUrl(url_)) {
        closeWith({Failure::Refused, 0,
                   tr("%1 is not an address of a stream: it must begin with http:// or https:// and name a host.")
                       .arg(url_.toDisplayString())});
        return;
    }
    redirects_.startOver();
    sendRequest();
}

void EventSource::sendRequest()
{
    dropReply();
    parser_ = EventStreamParser(lastEventId_, options_.maximumEventBytes);
    delivered_ = false;
    // Not get(): when a server closes without an answer, the manager would ask again at once; when to try again is for
    // the policy to say. The price is a `Content-Length: 0`. Qt 6.8 still opens a connection for asking again before
    // it finds that it can not, and may keep it for the next attempt; nothing in the manager's interface prevents that.
    auto *const body = new OneWayBody({}, this);
    reply_ = manager_->sendCustomRequest(makeRequest(), "GET", body);
    body->setParent(reply_);
    // Not at once: a size that is set before the manager has handed the request to its own thread does not get there.
    // It does so from the event loop; behind that is early enough, and any later the stream would already be read
    // ahead.
    QMetaObject::invokeMethod(
        reply_, [reply = reply_] { reply->setReadBufferSize(ReadBufferBytes); }, Qt::QueuedConnection);
    connect(reply_, &QNetworkReply::metaDataChanged, this, &EventSource::judgeAnswer);
    connect(reply_, &QNetworkReply::readyRead, this, &EventSource::readEvents);
    connect(reply_, &QNetworkReply::finished, this, &EventSource::endConnection);
}

QNetworkRequest EventSource::makeRequest() const
{
    const bool withCredentials = redirects_.mayCarryCredentials();
    QUrl target = redirects_.target();
    // The manager would keep user info for other requests, and answer challenges of whoever asks.
    target.setUserInfo({});
    QNetworkRequest request(target);
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false); // no back-pressure there
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    request.setAttribute(QNetworkRequest::CacheSaveControlAttribute, false);
    request.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::DoNotBufferUploadDataAttribute, true);
    request.setHeader(QNetworkRequest::ContentLengthHeader, 0);
    // A connection that was kept for the next attempt may be closed by the server in the moment that attempt comes.
    request.setRawHeader("Connection", "close");
    request.setRawHeader("User-Agent", UserAgent);
    request.setRawHeader("Accept", "text/event-stream");
    request.setRawHeader("Cache-Control", "no-cache");
    // Decompression holds data back, and its guard against bombs kills long streams.
    request.setRawHeader("Accept-Encoding", "identity");
    if (withCredentials && !url_.userInfo().isEmpty()) {
        const QString user = url_.userName(QUrl::FullyDecoded) + QLatin1Char(':') + url_.password(QUrl::FullyDecoded);
        request.setRawHeader("Authorization", "Basic " + user.toUtf8().toBase64());
    }
    for (const auto &[name, value] : options_.headers) {
        if (!isHeaderName(name) || !isHeaderValue(value) || (isCredential(name) && !withCredentials))
            continue;
        request.setRawHeader(name, value);
        if (name.compare("cookie", Qt::CaseInsensitive) == 0) // else the manager's own jar replaces them
            request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    }
    if (!lastEventId_.isEmpty() && isHeaderValue(lastEventId_))
        request.setRawHeader("Last-Event-ID", lastEventId_);
    return request;
}

void EventSource::judgeAnswer()
{
    if (!reply_ || readyState_ != ReadyState::Connecting)
        return;
    const int status = statusOf(*reply_);
    const QByteArray contentType = reply_->rawHeader("Content-Type");
    const QByteArray encoding = reply_->rawHeader("Content-Encoding").trimmed().toLower();
    if (Redirects::isRedirect(status)) {
        const QString problem = redirects_.follow(status, reply_->rawHeader("Location"));
        if (problem.isEmpty())
            sendRequest();
        else
            closeWith({Failure::Refused, status, problem});
    } else if (status == 204) {
        closeWith({Failure::Refused, status,
                   tr("The server answered 204: there is no stream here, and it asks not to return.")});
    } else if (status != 200) {
        closeWith({Failure::Refused, status, tr("The server answered %1 instead of 200.").arg(statusWords(*reply_))});
    } else if (!isEventStreamType(contentType)) {
        closeWith({Failure::Refused, status,
                   contentType.isEmpty()
                       ? tr("The server's answer has no content type; an event stream has text/event-stream.")
                       : tr("The server's answer is %1, not text/event-stream: this is no event stream.")
                             .arg(QString::fromUtf8(contentType))});
    } else if (!encoding.isEmpty() && encoding != "identity") {
        closeWith({Failure::Refused, status,
                   tr("The server compresses the stream (%1) although it was asked not to.")
                       .arg(QString::fromUtf8(encoding))});
    } else {
        setReadyState(ReadyState::Open);
    }
}

void EventSource::readEvents()
{
    if (!reply_ || readyState_ != ReadyState::Open)
        return;
    const quint64 life = life_;
    // All that is there, as one batch; the read buffer bounds it.
    const QByteArray bytes = reply_->readAll();
    if (bytes.isEmpty())
        return;
    const qint64 now = nanosecondsNow();
    parser_.feed(bytes);
    lastEventId_ = parser_.lastEventId();
    reconnectionTime_ = parser_.reconnectionTime().value_or(reconnectionTime_);
    QList<ReceivedEvent> received;
    while (auto event = parser_.next())
        received.append({std::move(*event), now});
    const bool tooLarge = parser_.isTooLarge();
    if (!received.isEmpty()) {
        delivered_ = true;
        policy_.startAnew();
        Q_EMIT eventsArrived(received);
    }
    if (tooLarge && life == life_) {
        closeWith({Failure::TooLarge, 0,
                   tr("The stream sent an event of more than %1 bytes. Allow larger ones, or ask its operator.")
                       .arg(options_.maximumEventBytes)});
    }
}

void EventSource::endConnection()
{
    QNetworkReply *const ended = reply_;
    if (!ended)
        return;
    // An answer without a body may finish before its head was announced; and what came with the end still counts.
    if (readyState_ == ReadyState::Connecting && statusOf(*ended) != 0)
        judgeAnswer();
    while (reply_ == ended && readyState_ == ReadyState::Open && ended->bytesAvailable() > 0)
        readEvents();
    if (reply_ != ended)
        return;
    switch (ended->error()) {
    case QNetworkReply::NoError:
        loseConnection(tr("The server ended the stream."));
        break;
    case QNetworkReply::ContentReSendError: // the manager wanted to ask again, see sendRequest()
        loseConnection(tr("The server closed the connection without an answer."));
        break;
    default:
        loseConnection(ended->errorString());
    }
}

void EventSource::loseConnection(const QString &why)
{
    const quint64 life = life_;
    dropReply();
    failedAttempts_ = delivered_ ? 0 : failedAttempts_ + 1;
    const auto delay = policy_.nextDelay(reconnectionTime_);
    if (!delay) {
        closeWith(
            {Failure::GaveUp, 0,
             tr("Gave up after %n attempt(s) to reconnect.", nullptr, policy_.reconnects()) + QLatin1Char(' ') + why});
        return;
    }
    const milliseconds wait = withinTimerRange(*delay);
    timer_.start(wait);
    setReadyState(ReadyState::Connecting);
    if (life == life_)
        Q_EMIT errorOccurred({Failure::Transient, 0, why});
    if (life == life_)
        Q_EMIT reconnectScheduled(wait, failedAttempts_);
}

void EventSource::closeWith(const FeedError &error)
{
    timer_.stop();
    dropReply();
    const quint64 life = life_;
    setReadyState(ReadyState::Closed);
    if (life == life_)
        Q_EMIT errorOccurred(error);
}

void EventSource::setReadyState(ReadyState state)
{
    if (readyState_ == state)
        return;
    readyState_ = state;
    Q_EMIT readyStateChanged(state);
}

void EventSource::dropReply()
{
    if (!reply_)
        return;
    QNetworkReply *const dropped = std::exchange(reply_, nullptr);
    dropped->disconnect(this);
    // Deletion ends the connection. Not abort(): called while the reply announces a 404 it makes Qt complain of two
    // errors.
    dropped->deleteLater();
}

} // namespace helio
