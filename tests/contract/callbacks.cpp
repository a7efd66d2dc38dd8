// SPDX-License-Identifier: GPL-3.0-or-later
#include "contract/callbacks.h"

#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QNetworkRequest>

#include <cstdio>

namespace helio::contract {

Callbacks::Callbacks(const QUrl &base, QNetworkAccessManager &manager, QObject *parent)
    : QObject(parent)
    , base_(base)
    , manager_(manager)
{}

void Callbacks::post(const QByteArray &json)
{
    waiting_.push_back(json);
    if (!isPosting_)
        postNext();
}

void Callbacks::postNext()
{
    isPosting_ = !waiting_.empty();
    if (!isPosting_)
        return;
    QUrl url = base_;
    url.setPath(base_.path() + QLatin1Char('/') + QString::number(++posted_));
    QNetworkRequest request(url);
    request.setHeader(QNetworkRequest::ContentTypeHeader, QByteArrayLiteral("application/json"));
    QNetworkReply *const reply = manager_.post(request, waiting_.front());
    waiting_.pop_front();
    connect(reply, &QNetworkReply::finished, this, [this, reply] {
        reply->deleteLater();
        if (reply->error() != QNetworkReply::NoError)
            std::fprintf(stderr, "sse-contract-service: %s: %s\n", qPrintable(reply->url().toDisplayString()),
                         qPrintable(reply->errorString()));
        postNext();
    });
}

} // namespace helio::contract
