// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "access/grant.h"
#include "server/httpconnection.h"
#include "server/requesttarget.h"

#include <QHostAddress>

class QHttpServerRequest;

namespace helio {

/// One request on its way to the handler that answers it.
struct Exchange
{
    HttpConnection &connection;
    const ScannedRequest &head;
    const QByteArray &method;
    const QByteArray &body; ///< empty while the head is judged
    RequestTarget target;
    QHostAddress address;   ///< of the client; behind a trusted proxy what the proxy says
    QByteArray origin = {}; ///< of the page that asks; empty when it is no page, or one that may not read
    QByteArray token = {};
    Grant grant = {}; ///< what may be done here; nothing before the policy was asked
    /// The request as Qt HttpServer reads it, while a handler runs for a method that only reads; else null.
    const QHttpServerRequest *request = nullptr;

    /// The header field of that name; empty when there is none.
    QByteArray field(QByteArrayView name) const { return head.field(name); }
    void answer(const HttpResponse &response) const { connection.answer(response); }
};

} // namespace helio
