// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/streams/requestoptions.h"

#include "client/proxyurl.h"

namespace helio {

std::optional<QNetworkProxy> proxyFor(const StreamProxy &proxy)
{
    switch (proxy.kind) {
    case StreamProxy::Kind::System:
        return {};
    case StreamProxy::Kind::None:
        return QNetworkProxy(QNetworkProxy::NoProxy);
    case StreamProxy::Kind::Given:
        break;
    }
    return proxyAt(proxy.url);
}

EventSourceOptions optionsFor(const StreamRequest &request, QString &problem)
{
    EventSourceOptions options;
    options.method = request.method;
    options.body = request.body;
    options.format = request.format;
    options.acceptsAnyType = request.acceptsAnyType;
    options.headers = request.headers;
    options.lastEventId = request.lastEventId;
    options.bearerToken = request.bearerToken;
    options.userName = request.userName;
    options.password = request.password;
    options.proxy = proxyFor(request.proxy);
    options.tls = TlsSettings::fromFiles(request.authorityFile, request.certificateFile, request.keyFile,
                                         request.passphrase.toUtf8(), problem);
    options.allowHttp2 = request.allowHttp2;
    options.reconnectionTime = request.reconnectionTime;
    options.maximumReconnects = request.maximumReconnects < 0 ? ReconnectPolicy::NoLimit : request.maximumReconnects;
    options.retriesServerErrors = request.retriesServerErrors;
    return options;
}

} // namespace helio
