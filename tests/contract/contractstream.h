// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/eventsource.h"
#include "contract/callbacks.h"
#include "contract/contractrequest.h"

namespace helio::contract {

/// One event source of the harness's, and what it says to the harness. It opens at once and ends with this object.
class ContractStream : public QObject
{
    Q_OBJECT
public:
    /// All but `request` are borrowed.
    ContractStream(const ContractRequest &request, NetworkManagerPool &pool, QNetworkAccessManager &callbacks,
                   QObject *parent);

    /// Ends the connection, and connects again at once.
    void restart();

private:
    void reportEvents(const QList<ReceivedEvent> &events);
    void reportComment(const QByteArray &comment);
    void reportError(const FeedError &error);

    Callbacks callbacks_;
    EventSource source_;
};

} // namespace helio::contract
