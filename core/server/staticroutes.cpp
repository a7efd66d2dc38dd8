// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/staticroutes.h"

#include "server/exchange.h"
#include "server/routetable.h"

#include <QFile>
#include <QHttpServerRequest>
#include <QUrl>

/// A static library's resources must be asked for, and the macro works in no namespace.
static void registerPage()
{
    Q_INIT_RESOURCE(helio_page);
}

namespace helio {

namespace {

/// `query` without what no answer may repeat.
QByteArray withoutToken(const QByteArray &query)
{
    QByteArrayList kept;
    for (const QByteArray &pair : query.split('&')) {
        if (percentDecoded(pair.split('=').constFirst(), true) != "access_token")
            kept.append(pair);
    }
    return kept.join('&');
}

} // namespace

StaticRoutes::StaticRoutes(const QString &folder)
{
    if (!folder.isEmpty())
        folder_.emplace(folder);
}

void StaticRoutes::addTo(RouteTable &table)
{
    const QByteArrayList reading{"GET", "HEAD"};
    table.add({
        {{}, reading, Needs::Nothing, [this](Exchange &exchange) { page(exchange); }},
    });
    if (folder_)
        table.setFallback({{}, reading, Needs::Nothing, [this](Exchange &exchange) { file(exchange); }});
}

void StaticRoutes::page(Exchange &exchange)
{
    if (answerFromFolder(exchange))
        return;
    registerPage();
    QFile file(QStringLiteral(":/heliograph/page/index.html"));
    if (!file.open(QIODevice::ReadOnly)) {
        exchange.answer(HttpResponse::problem(500, QStringLiteral("The page is missing from this build.")));
        return;
    }
    HttpResponse response;
    response.contentType = "text/html; charset=utf-8";
    response.body = file.readAll();
    exchange.answer(std::move(response)
                        .with("Cache-Control", "no-cache")
                        .with("X-Content-Type-Options", "nosniff")
                        .with("Referrer-Policy", "no-referrer")
                        .with("Content-Security-Policy",
                              "default-src 'none'; connect-src 'self'; style-src 'unsafe-inline'; "
                              "script-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'"));
}

void StaticRoutes::file(Exchange &exchange)
{
    if (!answerFromFolder(exchange))
        exchange.answer(HttpResponse::problem(
            404, QStringLiteral("There is nothing here, neither an address of the hub's nor a file of the folder it "
                                "serves. Files whose name begins with a dot are not shown.")));
}

bool StaticRoutes::answerFromFolder(const Exchange &exchange)
{
    if (!folder_)
        return false;
    StaticFolder::Found found = folder_->find(exchange.target.path);
    switch (found.kind) {
    case StaticFolder::Kind::Nothing:
        return false;
    case StaticFolder::Kind::Folder: {
        QByteArray location;
        for (const QByteArray &segment : exchange.target.path)
            location += '/' + segment.toPercentEncoding();
        location += '/';
        const QByteArray query = withoutToken(exchange.request->url().query(QUrl::FullyEncoded).toLatin1());
        if (!query.isEmpty())
            location += '?' + query;
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

} // namespace helio
