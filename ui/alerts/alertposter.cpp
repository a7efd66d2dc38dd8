// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/alerts/alertposter.h"

#include "client/answer.h"
#include "client/authentication.h"
#include "client/networkmanager.h"
#include "client/onewaybody.h"
#include "client/redirects.h"
#include "client/refusaltext.h"
#include "client/requesturl.h"
#include "event/timeforpeople.h"

#include <QNetworkReply>
#include <QTimer>

namespace helio {

namespace {

/// What an answer may say; more is not waited for.
constexpr qint64 MaximumAnswerBytes = MaximumRefusalBytes;

} // namespace

AlertPoster::AlertPoster(std::chrono::milliseconds timeLimit, QObject *parent)
    : QObject(parent)
    , timeLimit_(timeLimit)
{}

AlertPoster::~AlertPoster() = default;

void AlertPoster::post(quint64 ticket, const QUrl &url, const QByteArray &json)
{
    if (qsizetype(waiting_.size()) >= MostWaiting) {
        QMetaObject::invokeMethod(
            this,
            [this, ticket] {
                Q_EMIT finished(ticket, false,
                                tr("It was not sent: %1 others wait already for an answer.").arg(MostWaiting));
            },
            Qt::QueuedConnection);
        return;
    }
    waiting_.push_back({ticket, url, json});
    // From the event loop: whoever asks must know the ticket before the answer comes.
    QMetaObject::invokeMethod(this, &AlertPoster::sendNext, Qt::QueuedConnection);
}

void AlertPoster::sendNext()
{
    while (underWay_ < MostAtOnce && !waiting_.empty()) {
        const Waiting next = std::move(waiting_.front());
        waiting_.pop_front();
        ++underWay_;
        send(next);
    }
}

void AlertPoster::send(const Waiting &one)
{
    if (!manager_)
        manager_ = makeNetworkManager(this);
    QNetworkRequest request(requestUrl(one.url));
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::DoNotBufferUploadDataAttribute, true);
    request.setHeader(QNetworkRequest::ContentTypeHeader, QByteArray("application/json"));
    request.setHeader(QNetworkRequest::ContentLengthHeader, one.json.size());
    request.setRawHeader("User-Agent", ownUserAgent());
    request.setRawHeader("Accept-Encoding", "identity");
    // A connection that was kept may have been closed meanwhile, and this is not sent a second time.
    request.setRawHeader("Connection", "close");
    if (const QByteArray shown = authorization({}, one.url); !shown.isEmpty())
        request.setRawHeader("Authorization", shown);
    auto *body = new OneWayBody(one.json, this);
    QNetworkReply *reply = manager_->post(request, body);
    body->setParent(reply);
    auto *deadline = new QTimer(reply);
    deadline->setSingleShot(true);
    const quint64 ticket = one.ticket;
    connect(deadline, &QTimer::timeout, this, [this, ticket, reply] {
        finish(ticket, *reply, false,
               tr("No answer came within %1; whether it arrived is not known.").arg(timeForPeople(timeLimit_)));
    });
    connect(reply, &QNetworkReply::readyRead, this, [this, ticket, reply] {
        if (reply->bytesAvailable() > MaximumAnswerBytes)
            onFinished(ticket, *reply);
    });
    connect(reply, &QNetworkReply::finished, this, [this, ticket, reply] { onFinished(ticket, *reply); });
    deadline->start(timeLimit_);
}

void AlertPoster::onFinished(quint64 ticket, QNetworkReply &reply)
{
    const AnswerHead head = answerHead(reply);
    if (head.status == 0) {
        // The manager names a closed connection by the body that it would have sent again.
        const QString why = reply.error() == QNetworkReply::ContentReSendError
                                ? tr("the connection was closed before an answer came")
                                : reply.errorString();
        finish(ticket, reply, false, tr("It could not be sent: %1.").arg(why));
        return;
    }
    const QString said = refusalText(head.contentType, reply.read(MaximumAnswerBytes));
    const QString status = QStringLiteral("%1 %2").arg(head.status).arg(said.isEmpty() ? head.reason : said).trimmed();
    if (head.status >= 200 && head.status <= 299)
        finish(ticket, reply, true, tr("The answer was %1.").arg(QString::number(head.status) + u' ' + head.reason));
    else if (Redirects::isRedirect(head.status))
        finish(ticket, reply, false, tr("The answer was %1: give the address that it points to.").arg(status));
    else
        finish(ticket, reply, false, tr("The answer was %1.").arg(status));
}

void AlertPoster::finish(quint64 ticket, QNetworkReply &reply, bool isGood, const QString &text)
{
    reply.disconnect(this);
    reply.abort();
    reply.deleteLater();
    for (QTimer *deadline : reply.findChildren<QTimer *>())
        deadline->stop();
    --underWay_;
    Q_EMIT finished(ticket, isGood, text);
    sendNext();
}

} // namespace helio
