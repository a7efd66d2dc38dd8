// SPDX-License-Identifier: GPL-3.0-or-later
#include "hubclient.h"

#include "client/networkmanager.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkReply>

#include <cstring>

namespace helio {

namespace {

/// A body that can be read only once. QNetworkAccessManager quietly sends a request again when the connection closes
/// before the answer; that would publish twice what the hub had already taken. It can not with a body it can not
/// rewind.
class OneWayBody : public QIODevice
{
public:
    OneWayBody(QByteArray bytes, QObject *parent)
        : QIODevice(parent)
        , bytes_(std::move(bytes))
    {
        open(QIODevice::ReadOnly | QIODevice::Unbuffered);
    }

    bool isSequential() const override { return true; }
    qint64 bytesAvailable() const override { return bytes_.size() - at_ + QIODevice::bytesAvailable(); }

protected:
    qint64 readData(char *data, qint64 maximum) override
    {
        const qint64 size = std::min<qint64>(maximum, bytes_.size() - at_);
        if (size == 0 && maximum > 0)
            return -1; // the end
        std::memcpy(data, bytes_.constData() + at_, size_t(size));
        at_ += size;
        return size;
    }
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    QByteArray bytes_;
    qint64 at_ = 0;
};

/// The problem's `detail` (RFC 9457), or nothing.
QString detailIn(const QByteArray &body)
{
    const QJsonObject problem = QJsonDocument::fromJson(body).object();
    const QString detail = problem.value(u"detail").toString();
    return detail.isEmpty() ? problem.value(u"title").toString() : detail;
}

/// The ids of an answer: `id`, or `ids`. Nothing when it is no such answer.
QByteArrayList idsIn(const QByteArray &body)
{
    const QJsonObject answer = QJsonDocument::fromJson(body).object();
    QByteArrayList ids;
    if (const QJsonValue id = answer.value(u"id"); id.isString())
        ids.append(id.toString().toUtf8());
    for (const QJsonValue &id : answer.value(u"ids").toArray())
        ids.append(id.toString().toUtf8());
    return ids;
}

void appendParameter(QByteArray &query, const char *name, const QByteArray &value)
{
    query.append(query.isEmpty() ? '?' : '&').append(name).append('=').append(value.toPercentEncoding());
}

} // namespace

HubClient::HubClient(const QUrl &hub, const QByteArray &token, QObject *parent)
    : QObject(parent)
    , hub_(hub)
    , token_(token)
    , manager_(makeNetworkManager(this))
{}

void HubClient::publish(const Publication &publication)
{
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
    request.setRawHeader("Accept", "application/json, application/problem+json");
    // A connection that was kept may have been closed meanwhile, and nothing is sent a second time.
    request.setRawHeader("Connection", "close");
    if (!token_.isEmpty())
        request.setRawHeader("Authorization", "Bearer " + token_);

    auto *device = new OneWayBody(body, this);
    QNetworkReply *reply = manager_->post(request, device);
    device->setParent(reply);
    connect(reply, &QNetworkReply::finished, this, [this, reply] {
        reply->deleteLater();
        takeAnswer(*reply);
    });
}

void HubClient::takeAnswer(QNetworkReply &reply)
{
    const int status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    const QByteArray body = reply.readAll();
    if (status == 0) {
        Q_EMIT refused(tr("the hub at %1 cannot be reached: %2").arg(hub_.toDisplayString(), reply.errorString()));
        return;
    }
    if (status != 200) {
        const QString detail = detailIn(body);
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
