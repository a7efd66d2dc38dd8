// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/elsewhere.h"

#include "feed/clientfields.h"
#include "server/groupdesk.h"

#include <QDateTime>
#include <QJsonDocument>

#include <utility>

namespace helio {

namespace {

ClientInfo clientOf(const GroupReading::Row &row, qint64 now)
{
    const QByteArray json = QJsonDocument(row.members).toJson(QJsonDocument::Compact);
    ClientInfo client;
    if (const auto value = JsonValue::read(json))
        client = clientFrom(Fields(*value), now);
    client.hub = row.hub;
    return client;
}

} // namespace

struct ElsewhereList::Reading
{
    QList<GroupReading::Row> rows;
};

ElsewhereList::ElsewhereList(GroupDesk &desk, const QByteArray &question, RowsFunction done)
    : desk_(desk)
    , question_(question)
    , done_(std::move(done))
{}

ElsewhereList::~ElsewhereList() = default;

void ElsewhereList::askWhenDue()
{
    if (!reading_ && next_.hasExpired())
        ask();
}

void ElsewhereList::expire()
{
    next_.setRemainingTime(0);
    isExpired_ = reading_ != nullptr;
}

void ElsewhereList::stop()
{
    reading_.reset();
    next_.setRemainingTime(0);
}

void ElsewhereList::ask()
{
    reading_ = std::make_shared<Reading>();
    isExpired_ = false;
    GroupReading::List list{question_};
    list.isOfOthers = true;
    list.limit = OtherHubs::MostRows;
    const std::weak_ptr<Reading> asked = reading_;
    list.isWanted = [asked] { return !asked.expired(); };
    list.take = [asked](const GroupReading::Row &row) {
        const auto reading = asked.lock();
        if (reading)
            reading->rows.append(row);
        return reading && reading->rows.size() < OtherHubs::MostRows;
    };
    list.done = [this, asked](const GroupReading::Outcome &outcome) {
        if (asked.expired())
            return; // and so may this be
        const auto reading = std::exchange(reading_, {});
        next_.setRemainingTime(isExpired_ ? std::chrono::milliseconds(0) : OtherHubs::pauseAfter(reading->rows.size()));
        done_(reading->rows, outcome);
    };
    GroupReading::begin(desk_, std::move(list));
}

Elsewhere::Elsewhere(GroupDesk &desk)
    : clients_(desk, "clients",
               [this](const QList<GroupReading::Row> &rows, const GroupReading::Outcome &outcome) {
                   QList<ClientInfo> clients;
                   const qint64 now = QDateTime::currentMSecsSinceEpoch();
                   for (const GroupReading::Row &row : rows)
                       clients.append(clientOf(row, now));
                   others_.take(clients, outcome.silent, outcome.total);
               })
    , channels_(desk, "channels", [this](const QList<GroupReading::Row> &rows, const GroupReading::Outcome &) {
        QHash<QByteArray, qint64> subscribers;
        for (const GroupReading::Row &row : rows)
            subscribers[row.text] += row.members.value(QLatin1String("subscribers")).toInteger();
        others_.take(subscribers);
    })
{}

void Elsewhere::setChannelsShown(bool shown)
{
    areChannelsShown_ = shown;
}

void Elsewhere::addTo(HubSnapshot &snapshot)
{
    if (!snapshot.group)
        return;
    if (snapshot.clients) {
        clients_.askWhenDue();
    } else {
        clients_.stop();
        others_.clearClients();
    }
    if (areChannelsShown_) {
        channels_.askWhenDue();
    } else {
        channels_.stop();
        others_.clearSubscribers();
    }
    others_.addTo(snapshot);
}

} // namespace helio
