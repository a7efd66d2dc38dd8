// SPDX-License-Identifier: GPL-3.0-or-later
#include "contract/contractservice.h"

#include "client/networkmanager.h"
#include "json/jsonwriter.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace helio::contract {

namespace {

constexpr char StreamsPath[] = "streams";
constexpr const char *Capabilities[] = {
    "bom",           "comments", "headers",
    "last-event-id", "post",     "read-timeout",
    "report",        "restart",  "server-directed-shutdown-request",
};

HttpResponse status()
{
    JsonWriter json;
    json.beginObject().key("name").string("heliograph").key("capabilities").beginArray();
    for (const char *capability : Capabilities)
        json.string(capability);
    json.endArray().endObject();
    return HttpResponse::json(json.result());
}

HttpResponse notAllowed(const QByteArray &allowed)
{
    return HttpResponse::problem(405, QStringLiteral("Possible here: %1.").arg(QString::fromLatin1(allowed)))
        .with("Allow", allowed);
}

} // namespace

ContractService::ContractService(QObject *parent)
    : QObject(parent)
    , callbackManager_(makeNetworkManager(this))
    , server_([this](const Request &request) { return answer(request); })
{}

ContractService::~ContractService() = default;

quint16 ContractService::listen(quint16 port, QString &problem)
{
    return server_.listen(QHostAddress::LocalHost, port, problem);
}

HttpResponse ContractService::answer(const Request &request)
{
    if (request.path.isEmpty()) {
        if (request.method == "GET" || request.method == "HEAD")
            return status();
        if (request.method == "POST")
            return create(request);
        if (request.method != "DELETE")
            return notAllowed("GET, HEAD, POST, DELETE");
        streams_.clear();
        Q_EMIT endAsked();
        return HttpResponse::noContent();
    }
    const auto found = request.path.size() == 2 && request.path.first() == StreamsPath
                           ? streams_.find(request.path.last().toLongLong())
                           : streams_.end();
    if (found == streams_.end())
        return HttpResponse::problem(404, QStringLiteral("There is no such stream."));
    if (request.method == "POST")
        return command(*found->second, request.body);
    if (request.method != "DELETE")
        return notAllowed("POST, DELETE");
    streams_.erase(found);
    return HttpResponse::noContent();
}

HttpResponse ContractService::create(const Request &request)
{
    QString problem;
    const auto wanted = ContractRequest::parse(request.body, problem);
    if (!wanted)
        return HttpResponse::problem(400, problem);
    const qint64 number = ++latestStream_;
    streams_.emplace(number, std::make_unique<ContractStream>(*wanted, pool_, *callbackManager_, nullptr));
    HttpResponse response;
    response.status = 201;
    return std::move(response).with("Location",
                                    "http://" + request.host + '/' + StreamsPath + '/' + QByteArray::number(number));
}

HttpResponse ContractService::command(ContractStream &stream, const QByteArray &json)
{
    const QJsonObject object = QJsonDocument::fromJson(json).object();
    const QString name = object.value(u"command").toString();
    HttpResponse accepted;
    accepted.status = 202;
    if (name == QLatin1StringView("restart")) {
        stream.restart();
        return accepted;
    }
    // Events of all types are reported anyway.
    if (name == QLatin1StringView("listen") && object.value(u"listen").toObject().value(u"type").isString())
        return accepted;
    return HttpResponse::problem(
        400, QStringLiteral("The command must be restart, or listen with the type of an event, not \"%1\".").arg(name));
}

} // namespace helio::contract
