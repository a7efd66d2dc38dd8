// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/accessrequests.h"

#include "json/jsonwriter.h"
#include "remote/hubanswers.h"
#include "remote/huburl.h"

namespace helio {

namespace {

void writeGlobs(JsonWriter &json, const char *name, const QByteArrayList &globs)
{
    json.key(name).beginArray();
    for (const QByteArray &glob : globs)
        json.string(glob);
    json.endArray();
}

} // namespace

AccessRequests::AccessRequests(HubApi &api, QObject *parent)
    : QObject(parent)
    , api_(api)
{}

void AccessRequests::requestOverview()
{
    api_.ask({.target = "/api/access"}, [this](const ApiAnswer &answer) {
        const auto overview = answer.isGood() ? readAccessOverview(answer.body) : std::nullopt;
        if (overview)
            Q_EMIT overviewArrived(*overview);
        else
            Q_EMIT failed(answer.isGood() ? api_.strangeText() : answer.problem);
    });
}

void AccessRequests::makeToken(const AccessToken &wanted)
{
    JsonWriter json;
    json.beginObject().key("name").text(wanted.name);
    writeGlobs(json, "publish", wanted.publish);
    writeGlobs(json, "subscribe", wanted.subscribe);
    json.key("admin").boolean(wanted.admin).endObject();
    change({.target = "/api/access/tokens", .method = "POST", .body = json.take()},
           [this, name = wanted.name](const ApiAnswer &answer) {
               if (const auto token = readNewToken(answer.body))
                   Q_EMIT tokenMade(name, *token);
           });
}

void AccessRequests::revokeToken(const QString &name)
{
    change({.target = "/api/access/tokens/" + encodedPart(name.toUtf8()), .method = "DELETE"});
}

void AccessRequests::setAnonymous(const AnonymousAccess &anonymous)
{
    JsonWriter json;
    json.beginObject();
    writeGlobs(json, "publish", anonymous.publish);
    writeGlobs(json, "subscribe", anonymous.subscribe);
    json.endObject();
    change({.target = "/api/access/anonymous", .method = "PUT", .body = json.take()});
}

void AccessRequests::change(const ApiRequest &request, const std::function<void(const ApiAnswer &)> &done)
{
    api_.ask(request, [this, done](const ApiAnswer &answer) {
        if (!answer.isGood()) {
            Q_EMIT failed(answer.problem);
            return;
        }
        if (done)
            done(answer);
        requestOverview();
    });
}

} // namespace helio
