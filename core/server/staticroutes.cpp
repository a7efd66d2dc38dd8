// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/staticroutes.h"

#include "server/exchange.h"
#include "server/routetable.h"

#include <QCryptographicHash>
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

/// A file of this build that has an address of its own.
struct OwnFile
{
    const char *name;
    const char *contentType;
};
constexpr OwnFile OwnFiles[] = {{"heliograph.js", "text/javascript; charset=utf-8"},
                                {"heliograph.d.ts", "text/plain; charset=utf-8"},
                                {"heliograph-page.js", "text/javascript; charset=utf-8"},
                                {"heliograph-page.css", "text/css; charset=utf-8"},
                                {"heliograph-page.svg", "image/svg+xml"}};

/// The page runs no script and has no style and no icon but those files, and speaks to nobody but its hub.
constexpr char PagePolicy[] =
    "default-src 'none'; connect-src 'self'; style-src 'self'; script-src 'self'; "
    "img-src 'self'; worker-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

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

void answerOwnFile(Exchange &exchange, const char *name, const char *contentType, const FieldList &moreFields)
{
    registerPage();
    QFile resource(QStringLiteral(":/heliograph/page/") + QLatin1String(name));
    if (!resource.open(QIODevice::ReadOnly)) {
        exchange.answer(
            HttpResponse::problem(500, QLatin1String(name) + QStringLiteral(" is missing from this build.")));
        return;
    }
    HttpResponse response;
    response.body = resource.readAll();
    StaticFile file;
    file.etag = '"' + QCryptographicHash::hash(response.body, QCryptographicHash::Sha256).toHex().first(32) + '"';
    response.fields = FieldList{{"Cache-Control", "no-cache"}, // asks again each time, and mostly gets a 304
                                {"ETag", file.etag},
                                {"X-Content-Type-Options", "nosniff"}} +
                      moreFields;
    if (file.isKnown(exchange.field("if-none-match"), {})) {
        response.status = 304;
        response.body.clear();
    } else {
        response.contentType = contentType;
    }
    exchange.answer(response);
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
    for (const OwnFile &file : OwnFiles) {
        table.add({{{file.name}, reading, Needs::Nothing, [file](Exchange &exchange) {
                        answerOwnFile(exchange, file.name, file.contentType, {});
                    }}});
    }
    if (folder_)
        table.setFallback({{}, reading, Needs::Nothing, [this](Exchange &exchange) { file(exchange); }});
}

void StaticRoutes::page(Exchange &exchange)
{
    if (!answerFromFolder(exchange)) {
        answerOwnFile(exchange, "index.html", "text/html; charset=utf-8",
                      {{"Referrer-Policy", "no-referrer"}, {"Content-Security-Policy", PagePolicy}});
    }
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
