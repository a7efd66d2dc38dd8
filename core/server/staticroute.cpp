// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/httpserver.h"

#include <QHttpServerRequest>
#include <QUrl>

#include <algorithm>

namespace helio {

bool HttpServer::isOfTheHub(const RequestTarget &target) const
{
    // Whatever else a folder holds below /api and the like, that space is the hub's.
    return std::any_of(routes_.cbegin(), routes_.cend(), [&](const Route &route) {
        return !route.path.isEmpty() && route.path.constFirst() == target.path.value(0);
    });
}

bool HttpServer::answerFromFolder(const Exchange &exchange)
{
    if (!staticFolder_)
        return false;
    StaticFolder::Found found = staticFolder_->find(exchange.target.path);
    switch (found.kind) {
    case StaticFolder::Kind::Nothing:
        return false;
    case StaticFolder::Kind::Folder: {
        QByteArray location;
        for (const QByteArray &segment : exchange.target.path)
            location += '/' + segment.toPercentEncoding();
        location += '/';
        const QString query = exchange.request.url().query(QUrl::FullyEncoded);
        if (!query.isEmpty())
            location += '?' + query.toLatin1();
        HttpResponse redirect;
        redirect.status = 302;
        exchange.answer(std::move(redirect).with("Location", location).with("Cache-Control", "no-cache"));
        return true;
    }
    case StaticFolder::Kind::File:
        break;
    }
    StaticFile &file = found.file;
    HttpResponse response;
    response.fields = {{"Cache-Control", "no-cache"}, // asks again each time, and mostly gets a 304
                       {"ETag", file.etag},
                       {"Last-Modified", httpDate(file.lastModified)},
                       {"X-Content-Type-Options", "nosniff"}};
    if (file.isKnown(exchange.field("if-none-match"), exchange.field("if-modified-since"))) {
        response.status = 304;
        exchange.answer(response);
        return true;
    }
    response.contentType = file.contentType;
    exchange.connection.answerFile(std::move(response), std::move(file.file), file.size);
    return true;
}

void HttpServer::staticFile(Exchange &exchange)
{
    if (!answerFromFolder(exchange))
        exchange.answer(HttpResponse::problem(
            404, QStringLiteral("There is nothing here, neither an address of the hub's nor a file of the folder it "
                                "serves. Files whose name begins with a dot are not shown.")));
}

} // namespace helio
