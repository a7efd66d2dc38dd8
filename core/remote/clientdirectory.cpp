// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/clientdirectory.h"

namespace helio {

void ClientDirectory::merge(const QList<ClientInfo> &clients)
{
    for (const ClientInfo &client : clients) {
        unlisted_.remove(client.id);
        if (const auto known = places_.constFind(client.id); known != places_.cend()) {
            clients_[*known] = client;
        } else if (clients_.size() < MaximumClients) {
            places_.insert(client.id, clients_.size());
            clients_.append(client);
        }
    }
}

void ClientDirectory::update(const QList<ClientInfo> &clients)
{
    for (const ClientInfo &client : clients) {
        if (const auto known = places_.constFind(client.id); known != places_.cend())
            clients_[*known] = client;
    }
}

void ClientDirectory::remove(const QByteArray &id)
{
    if (const auto known = places_.constFind(id); known != places_.cend())
        removeAt(*known);
}

void ClientDirectory::removeAt(qsizetype place)
{
    places_.remove(clients_[place].id);
    if (place != clients_.size() - 1) {
        clients_[place] = clients_.constLast();
        places_[clients_[place].id] = place;
    }
    clients_.removeLast();
}

void ClientDirectory::beginListing()
{
    unlisted_ = QSet<QByteArray>(places_.keyBegin(), places_.keyEnd());
}

void ClientDirectory::endListing()
{
    for (const QByteArray &id : std::as_const(unlisted_))
        remove(id);
    unlisted_.clear();
}

void ClientDirectory::clear()
{
    clients_.clear();
    places_.clear();
    unlisted_.clear();
}

} // namespace helio
