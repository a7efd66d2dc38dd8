// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/networkmanagerpool.h"
#include "contract/contractstream.h"
#include "contract/requestserver.h"

namespace helio::contract {

/// What LaunchDarkly's sse-contract-tests call a test service: over HTTP it is asked to open event sources, and posts
/// to the harness what they say.
///
/// - `GET /` → `{"name","capabilities"}`
/// - `POST /` with a ContractRequest → 201, the stream's address in `Location`
/// - `POST` to that with `{"command":"restart"}` or `{"command":"listen","listen":{"type"}}` → 202
/// - `DELETE` of it → 204; `DELETE /` → 204 and the service ends
class ContractService : public QObject
{
    Q_OBJECT
public:
    explicit ContractService(QObject *parent = nullptr);
    ~ContractService() override;

    /// Listens on 127.0.0.1; port 0 takes a free one. Answers the real port, or 0 with `problem` for people.
    quint16 listen(quint16 port, QString &problem);

Q_SIGNALS:
    /// The harness is done; the answer is on its way.
    void endAsked();

private:
    HttpResponse answer(const Request &request);
    HttpResponse create(const Request &request);
    HttpResponse command(ContractStream &stream, const QByteArray &json);

    NetworkManagerPool pool_;
    QNetworkAccessManager *callbackManager_;
    RequestServer server_;
    std::unordered_map<qint64, std::unique_ptr<ContractStream>> streams_;
    qint64 latestStream_ = 0;
};

} // namespace helio::contract
