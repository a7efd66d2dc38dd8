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

void AccessRequests::requestOverview(quint64 ticket)
{
    readRules([this, ticket](const QString &problem) { Q_EMIT answered(ticket, {problem, {}}); });
}

void AccessRequests::readRules(const std::function<void(const QString &problem)> &done)
{
    api_.ask({.target = "/api/access"}, [this, done](const ApiAnswer &answer) {
        const auto overview = answer.isGood() ? readAccessOverview(answer.body) : std::nullopt;
        if (overview)
            Q_EMIT overviewArrived(*overview);
        done(overview ? QString() : answer.isGood() ? api_.strangeText() : answer.problem);
    });
}

void AccessRequests::makeToken(quint64 ticket, const AccessToken &wanted)
{
    JsonWriter json;
    json.beginObject().key("name").text(wanted.name);
    writeGlobs(json, "publish", wanted.publish);
    writeGlobs(json, "subscribe", wanted.subscribe);
    json.key("admin").boolean(wanted.admin).endObject();
    change(ticket, {.target = "/api/access/tokens", .method = "POST", .body = json.take()},
           [](const QByteArray &body) { return readNewToken(body); });
}

void AccessRequests::revokeToken(quint64 ticket, const QString &name)
{
    change(ticket, {.target = "/api/access/tokens/" + encodedPart(name.toUtf8()), .method = "DELETE"}, {});
}

void AccessRequests::setAnonymous(quint64 ticket, const AnonymousAccess &anonymous)
{
    JsonWriter json;
    json.beginObject();
    writeGlobs(json, "publish", anonymous.publish);
    writeGlobs(json, "subscribe", anonymous.subscribe);
    json.endObject();
    change(ticket, {.target = "/api/access/anonymous", .method = "PUT", .body = json.take()}, {});
}

void AccessRequests::change(quint64 ticket, const ApiRequest &request,
                            const std::function<std::optional<QByteArray>(const QByteArray &body)> &tokenOf)
{
    api_.ask(request, [this, ticket, tokenOf](const ApiAnswer &answer) {
        const auto token = !answer.isGood() ? std::nullopt : tokenOf ? tokenOf(answer.body) : QByteArray();
        if (!token) {
            Q_EMIT answered(ticket, {answer.isGood() ? api_.strangeText() : answer.problem, {}});
            return;
        }
        // It is done, whether the rules can be read now or not.
        readRules([this, ticket, token = *token](const QString &) { Q_EMIT answered(ticket, {{}, token}); });
    });
}

} // namespace helio
