// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/hubapi.h"

#include "client/answer.h"
#include "client/networkmanager.h"
#include "client/onewaybody.h"
#include "client/redirects.h"
#include "client/refusaltext.h"
#include "client/requesturl.h"
#include "client/retryafter.h"
#include "client/wirewatch.h"
#include "event/timeforpeople.h"
#include "remote/huburl.h"

#include <QNetworkReply>
#include <QTimer>

namespace helio {

using namespace std::chrono_literals;

namespace {

constexpr std::chrono::milliseconds LongestRetryAfter = 5min;

} // namespace

bool ApiAnswer::isPassing() const
{
    return status == 0 || status == 408 || isPassingRefusal(status);
}

HubApi::HubApi(QObject *parent)
    : QObject(parent)
{}

HubApi::~HubApi() = default;

void HubApi::setAddress(const HubAddress &address)
{
    address_ = address;
}

QNetworkReply *HubApi::send(const ApiRequest &asked, WireWatch *wire)
{
    if (!manager_)
        manager_ = makeNetworkManager(this);
    QNetworkRequest request(requestUrl(hubEndpoint(address_.url, asked.target)));
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    request.setRawHeader("User-Agent", ownUserAgent());
    request.setRawHeader("Accept", "application/json, application/problem+json");
    request.setRawHeader("Accept-Encoding", "identity");
    // A connection that was kept may have been closed meanwhile, and a change is not sent a second time.
    request.setRawHeader("Connection", "close");
    if (!address_.token.isEmpty())
        request.setRawHeader("Authorization", "Bearer " + address_.token);
    wire->asks([manager = manager_, url = request.url()] { return manager->peerPort(url); });
    if (asked.body.isEmpty())
        return manager_->sendCustomRequest(request, asked.method);
    request.setAttribute(QNetworkRequest::DoNotBufferUploadDataAttribute, true);
    request.setHeader(QNetworkRequest::ContentTypeHeader, QByteArray("application/json"));
    request.setHeader(QNetworkRequest::ContentLengthHeader, asked.body.size());
    auto *device = new OneWayBody(asked.body, this);
    QNetworkReply *reply = manager_->sendCustomRequest(request, asked.method, device);
    device->setParent(reply);
    return reply;
}

void HubApi::ask(const ApiRequest &request, Done done)
{
    auto *wire = new WireWatch(this);
    QNetworkReply *reply = send(request, wire);
    wire->setParent(reply);
    auto *deadline = new QTimer(reply);
    const auto finish = [this, reply, wire, deadline, done = std::move(done)](const ApiAnswer &answer) {
        wire->stop();
        for (QObject *sender :
             {static_cast<QObject *>(reply), static_cast<QObject *>(wire), static_cast<QObject *>(deadline)})
            sender->disconnect(this);
        reply->abort();
        reply->deleteLater();
        done(answer);
    };
    const auto fail = [finish](const QString &problem) { finish({0, {}, problem, {}}); };
    const bool changes = request.method != "GET";
    const auto failLarge = [this, fail, most = request.maximumBytes] {
        fail(tr("%1 answered with more than %2 bytes, as no hub does. Check its address.")
                 .arg(hubName(address_.url))
                 .arg(most));
    };
    connect(reply, &QNetworkReply::metaDataChanged, this, [reply, wire, fail] {
        wire->heard();
        // Behind such a head the body may not end: its length was not read.
        if (const QString problem = headProblem(answerHead(*reply)); !problem.isEmpty())
            fail(problem);
    });
    connect(reply, &QNetworkReply::readyRead, this, [reply, wire, failLarge, most = request.maximumBytes] {
        wire->heard();
        if (reply->bytesAvailable() > most)
            failLarge();
    });
    connect(wire, &WireWatch::exceeded, this, failLarge);
    connect(reply, &QNetworkReply::finished, this,
            [this, reply, finish, changes] { finish(answerFrom(*reply, changes)); });
    deadline->setSingleShot(true);
    connect(deadline, &QTimer::timeout, this, [this, fail, changes, patience = request.patience] {
        const QString text =
            tr("The hub at %1 did not answer within %2.").arg(hubName(address_.url), timeForPeople(patience));
        fail(changes ? text + u' ' + tr("Whether it was done is not known.") : text);
    });
    deadline->start(request.patience);
}

ApiAnswer HubApi::answerFrom(QNetworkReply &reply, bool changes) const
{
    const QString hub = hubName(address_.url);
    const AnswerHead head = answerHead(reply);
    ApiAnswer answer{head.status, reply.readAll(), {}, {}};
    if (const auto asked =
            helio::retryAfter(reply.rawHeader("Retry-After"), QDateTime::currentDateTimeUtc(), LongestRetryAfter))
        answer.retryAfter = *asked;
    const bool isCut = head.status >= 200 && head.status < 300 && reply.error() != QNetworkReply::NoError;
    if (head.status == 0 || isCut) {
        answer.status = 0;
        // The manager names a closed connection by the body that it would have sent again.
        const QString why =
            reply.error() == QNetworkReply::ContentReSendError ? tr("The connection was closed") : reply.errorString();
        answer.problem = isCut ? tr("The answer of the hub at %1 was cut off: %2.").arg(hub, why)
                               : tr("The hub at %1 cannot be reached: %2.").arg(hub, why);
        const bool neverWent =
            reply.error() == QNetworkReply::ConnectionRefusedError || reply.error() == QNetworkReply::HostNotFoundError;
        if (changes && !neverWent)
            answer.problem += u' ' + tr("Whether it was done is not known.");
    } else if (Redirects::isRedirect(head.status)) {
        const QUrl target = reply.url().resolved(QUrl::fromEncoded(reply.rawHeader("Location")));
        answer.problem = tr("%1 points to %2: nothing is sent there by itself. Give the hub's own address.")
                             .arg(hub, target.toDisplayString(QUrl::RemoveUserInfo));
    } else if (head.status < 200 || head.status > 299) {
        answer.problem = refusal(head.status, head.reason, refusalText(head.contentType, answer.body));
    }
    answer.problem = withoutToken(answer.problem);
    return answer;
}

QString HubApi::refusal(int status, const QString &reason, const QString &detail) const
{
    const QString hub = hubName(address_.url);
    const QString said = detail.isEmpty() ? reason : detail;
    const QString where = said.isEmpty() ? QString::number(status) : QStringLiteral("%1: %2").arg(status).arg(said);
    if (status == 401 && address_.token.isEmpty())
        return tr("The hub at %1 wants a token (%2). Give one that may steer it, by Hub > Connect to a hub.")
            .arg(hub, where);
    if (status == 401)
        return tr("The hub at %1 does not accept the token (%2). Give another, by Hub > Connect to a hub.")
            .arg(hub, where);
    if (status == 403)
        return tr("The hub at %1 does not let the token do this (%2). It takes one with \"admin\".").arg(hub, where);
    return tr("The hub at %1 answered %2").arg(hub, where);
}

QString HubApi::strangeText() const
{
    return tr("%1 answered, but not as a hub does. Check its address.").arg(hubName(address_.url));
}

QString HubApi::withoutToken(QString text) const
{
    // A server may say what it was sent.
    if (!address_.token.isEmpty())
        text.replace(QString::fromUtf8(address_.token), QStringLiteral("…"));
    return text;
}

} // namespace helio
