// SPDX-License-Identifier: GPL-3.0-or-later
#include "hubclient.h"

#include "client/networkmanager.h"
#include "client/onewaybody.h"
#include "client/refusaltext.h"
#include "json/jsonwriter.h"

#include <QNetworkReply>

namespace helio {

namespace {

/// No answer of a hub is larger: a thousand events, and an id of at most 256 bytes for each.
constexpr qsizetype MaximumAnswerBytes = 1024 * 1024;

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
    return ids;
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
    QNetworkRequest request(QUrl::fromEncoded(base + pathAndQuery, QUrl::StrictMode));
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::DoNotBufferUploadDataAttribute, true);
    request.setHeader(QNetworkRequest::ContentTypeHeader, contentType);
    request.setHeader(QNetworkRequest::ContentLengthHeader, body.size());
    request.setRawHeader("User-Agent", UserAgent);
    request.setRawHeader("Accept", "application/json, application/problem+json");
    // A connection that was kept may have been closed meanwhile, and nothing is sent a second time.
    request.setRawHeader("Connection", "close");
    if (!token_.isEmpty())
        request.setRawHeader("Authorization", "Bearer " + token_);

    wire_.asks([this, url = request.url()] { return manager_->peerPort(url); });
    auto *device = new OneWayBody(body, this);
    QNetworkReply *reply = manager_->post(request, device);
    device->setParent(reply);
    const auto refuseLarge = [this, reply] {
        wire_.stop();
        reply->disconnect(this);
        reply->abort();
        reply->deleteLater();
        Q_EMIT refused(
            tr("%1 answered, but not as a hub does: its answer is larger than 1 MiB").arg(hub_.toDisplayString()));
    };
    connect(reply, &QNetworkReply::metaDataChanged, &wire_, [this] { wire_.heard(); });
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
    const int status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    const QByteArray body = reply.readAll();
    if (reply.error() == QNetworkReply::ContentReSendError) {
        Q_EMIT refused(tr("the hub at %1 closed the connection without an answer: whether it published is not known")
                           .arg(hub_.toDisplayString()));
        return;
    }
    if (status == 0) {
        Q_EMIT refused(tr("the hub at %1 cannot be reached: %2").arg(hub_.toDisplayString(), reply.errorString()));
        return;
    }
    if (status != 200) {
        const QString detail = refusalText(reply.rawHeader("Content-Type"), body);
        Q_EMIT refused(detail.isEmpty() ? tr("the hub answered %1").arg(status) : detail);
        return;
    }
    const QByteArrayList ids = idsIn(body);
    if (ids.isEmpty() || reply.error() != QNetworkReply::NoError)
        Q_EMIT refused(tr("%1 answered, but not as a hub does").arg(hub_.toDisplayString()));
    else
        Q_EMIT accepted(ids);
}

} // namespace helio
