// SPDX-License-Identifier: GPL-3.0-or-later
#include "hubclient.h"

#include "client/answer.h"
#include "client/networkmanager.h"
#include "client/onewaybody.h"
#include "client/redirects.h"
#include "client/refusaltext.h"
#include "client/requesturl.h"
#include "event/position.h"
#include "event/rules.h"
#include "json/jsonvalue.h"
#include "json/jsonwriter.h"

#include <QNetworkReply>

#include <algorithm>

namespace helio {

namespace {

/// No answer of a hub is larger: a thousand events, and an id of at most 256 bytes for each.
constexpr qsizetype MaximumAnswerBytes = 1024 * 1024;

/// Of a hub's own form, or such as it lets publishers give.
bool isHubsId(const QByteArray &id)
{
    return Position::hasForm(id) || eventIdProblem(id).isEmpty();
}

/// The ids of an answer: `id`, or `ids`. Nothing when it is no such answer.
QByteArrayList idsIn(const QByteArray &body)
{
    const auto answer = JsonValue::read(body);
    if (!answer)
        return {};
    QByteArrayList ids;
    if (const auto id = answer->member("id"); id && id->kind == JsonValue::Kind::String)
        ids.append(id->unescaped());
    const auto several = answer->member("ids");
    for (JsonChildren each(several.value_or(JsonValue())); each.next();)
        ids.append(each.value().string().value_or(QByteArray()));
    return std::all_of(ids.begin(), ids.end(), isHubsId) ? ids : QByteArrayList();
}

void appendParameter(QByteArray &query, const char *name, const QByteArray &value)
{
    query.append(query.isEmpty() ? '?' : '&').append(name).append('=').append(value.toPercentEncoding());
}

} // namespace

QByteArray envelopeOf(const Publication &publication)
{
    JsonWriter json;
    json.beginObject().key("channel").string(publication.channel);
    if (!publication.type.isEmpty())
        json.key("type").string(publication.type);
    if (!publication.id.isEmpty())
        json.key("id").string(publication.id);
    if (publication.retry)
        json.key("retry").number(qint64(publication.retry->count()));
    json.key("data").string(publication.data);
    return json.endObject().endLine().take();
}

HubClient::HubClient(const QUrl &hub, const QByteArray &token, QObject *parent)
    : QObject(parent)
    , hub_(hub)
    , token_(token)
    , manager_(makeNetworkManager(this))
    , wire_(this)
{}

void HubClient::publish(const Publication &publication)
{
    if (publication.channel == "." || publication.channel == "..") {
        // In a path these two are steps, encoded or not, and QUrl takes them.
        publishLines(envelopeOf(publication));
        return;
    }
    QByteArray query;
    if (!publication.type.isEmpty())
        appendParameter(query, "event", publication.type);
    if (!publication.id.isEmpty())
        appendParameter(query, "id", publication.id);
    if (publication.retry)
        appendParameter(query, "retry", QByteArray::number(qint64(publication.retry->count())));
    post("/channels/" + publication.channel.toPercentEncoding() + query, "text/plain; charset=utf-8", publication.data);
}

void HubClient::publishLines(const QByteArray &ndjson)
{
    post("/publish", "application/x-ndjson", ndjson);
}

void HubClient::post(const QByteArray &pathAndQuery, const QByteArray &contentType, const QByteArray &body)
{
    QByteArray base = hub_.toEncoded(QUrl::RemoveQuery | QUrl::RemoveFragment | QUrl::RemoveUserInfo);
    while (base.endsWith('/'))
        base.chop(1);
    QNetworkRequest request(requestUrl(QUrl::fromEncoded(base + pathAndQuery, QUrl::StrictMode)));
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::DoNotBufferUploadDataAttribute, true);
    request.setHeader(QNetworkRequest::ContentTypeHeader, contentType);
    request.setHeader(QNetworkRequest::ContentLengthHeader, body.size());
    request.setRawHeader("User-Agent", ownUserAgent());
    request.setRawHeader("Accept", "application/json, application/problem+json");
    // A connection that was kept may have been closed meanwhile, and nothing is sent a second time.
    request.setRawHeader("Connection", "close");
    if (!token_.isEmpty())
        request.setRawHeader("Authorization", "Bearer " + token_);

    wire_.asks([this, url = request.url()] { return manager_->peerPort(url); });
    auto *device = new OneWayBody(body, this);
    QNetworkReply *reply = manager_->post(request, device);
    device->setParent(reply);
    const auto refuse = [this, reply](const QString &why) {
        wire_.stop();
        reply->disconnect(this);
        reply->abort();
        reply->deleteLater();
        Q_EMIT refused(why);
    };
    const auto refuseLarge = [this, refuse] {
        refuse(tr("%1 answered, but not as a hub does: its answer is larger than 1 MiB").arg(hub_.toDisplayString()));
    };
    connect(reply, &QNetworkReply::metaDataChanged, &wire_, [this, reply, refuse] {
        wire_.heard();
        // Behind such a head the body may not end: its length was not read.
        if (const QString problem = headText(*reply); !problem.isEmpty())
            refuse(problem);
    });
    connect(reply, &QNetworkReply::readyRead, this, [this, reply, refuseLarge] {
        wire_.heard();
        if (reply->bytesAvailable() > MaximumAnswerBytes)
            refuseLarge();
    });
    connect(&wire_, &WireWatch::exceeded, reply, refuseLarge);
    connect(reply, &QNetworkReply::finished, this, [this, reply] {
        wire_.stop();
        reply->deleteLater();
        onAnswer(*reply);
    });
}

void HubClient::onAnswer(QNetworkReply &reply)
{
    const QByteArray body = reply.readAll();
    if (QString problem = answerProblem(reply, body); !problem.isEmpty()) {
        Q_EMIT refused(problem);
        return;
    }
    const QByteArrayList ids = idsIn(body);
    if (ids.isEmpty())
        Q_EMIT refused(tr("%1 answered, but not as a hub does").arg(hub_.toDisplayString()));
    else
        Q_EMIT accepted(ids);
}

/// Why nothing can be read of `reply` but its status; empty when it can.
QString HubClient::headText(const QNetworkReply &reply) const
{
    const QString problem = headProblem(answerHead(reply));
    return problem.isEmpty() ? QString()
                             : tr("whether %1 published is not known: %2").arg(hub_.toDisplayString(), problem);
}

/// Why `reply` is not a whole answer with status 200; empty when it is.
QString HubClient::answerProblem(const QNetworkReply &reply, const QByteArray &body) const
{
    const QString hub = hub_.toDisplayString();
    const AnswerHead head = answerHead(reply);
    // What says no more is an answer all the same: the manager names a redirect, too, by the body that it would send
    // again.
    if (head.status == 0 && reply.error() == QNetworkReply::ContentReSendError)
        return tr("no HTTP answer came from %1: the connection was closed before the whole head of one, or something "
                  "else was sent; whether it published is not known")
            .arg(hub);
    if (head.status == 0)
        return tr("the hub at %1 cannot be reached: %2").arg(hub, reply.errorString());
    if (QString problem = headText(reply); !problem.isEmpty())
        return problem;
    if (Redirects::isRedirect(head.status)) {
        const QUrl target = reply.url().resolved(QUrl::fromEncoded(reply.rawHeader("Location")));
        return reply.hasRawHeader("Location")
                   ? tr("%1 answered %2 and points to %3: nothing is sent there by itself; give the hub's own address")
                         .arg(hub)
                         .arg(head.status)
                         .arg(target.toDisplayString())
                   : tr("%1 answered %2, a redirect that does not say where to").arg(hub).arg(head.status);
    }
    if (head.status != 200) {
        const QString detail = refusalText(head.contentType, body);
        return detail.isEmpty() ? tr("the hub answered %1").arg(head.status) : detail;
    }
    switch (reply.error()) {
    case QNetworkReply::NoError:
        return {};
    case QNetworkReply::RemoteHostClosedError:
        return tr("the answer of %1 was cut off before its end: whether it published is not known").arg(hub);
    default: // of Qt's long list the rest says itself what it is
        return tr("the answer of %1 could not be read to its end, and whether it published is not known: %2")
            .arg(hub, reply.errorString());
    }
}

} // namespace helio
