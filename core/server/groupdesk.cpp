// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/groupdesk.h"

#include "event/rules.h"
#include "hub/hub.h"
#include "server/apijson.h"
#include "server/clientorder.h"
#include "server/clientsteering.h"
#include "server/groupreading.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QSysInfo>
#include <QTimer>
#include <QUrl>

#include <algorithm>

namespace helio {

using namespace std::chrono_literals;

namespace {

/// Of departures, which are written in one turn.
constexpr qsizetype DeparturesAtOnce = 200;

/// Rows on their way to another hub.
class Page
{
public:
    bool isFull() const { return bytes_ >= GroupReading::BytesAtOnce; }
    qsizetype count() const { return rows_.size(); }
    void add(qint64 number, const QByteArray &text, JsonWriter members)
    {
        const QByteArray json = members.take();
        bytes_ += json.size();
        rows_.append(QJsonObject{{QStringLiteral("n"), number},
                                 {QStringLiteral("t"), QString::fromUtf8(text)},
                                 {QStringLiteral("row"), QJsonDocument::fromJson(json).object()}});
    }
    /// `next`: undefined where there are no more.
    QJsonObject take(const QJsonValue &next)
    {
        QJsonObject page{{QStringLiteral("rows"), std::exchange(rows_, {})}};
        if (!next.isUndefined())
            page.insert(QStringLiteral("next"), next);
        return page;
    }

private:
    QJsonArray rows_;
    qsizetype bytes_ = 0;
};

qsizetype limitOf(const QJsonObject &arguments)
{
    return qsizetype(
        std::clamp<qint64>(arguments.value(QLatin1String("limit")).toInteger(), 1, GroupReading::RowsAtOnce));
}

QByteArray textOf(const QJsonObject &arguments, const char *name)
{
    return arguments.value(QLatin1String(name)).toString().toUtf8();
}

} // namespace

GroupDesk::GroupDesk(Hub &hub, ClientSteering &steering, const QStringList &urls, QObject *parent)
    : QObject(parent)
    , hub_(hub)
    , steering_(steering)
    , urls_(urls)
{
    Peers *peers = hub_.peers();
    if (!peers)
        return;
    connect(peers, &Peers::asked, this, &GroupDesk::answer);
    connect(peers, &Peers::keptAway, this, [this](const BanInfo &ban) { steering_.takeOver(ban); });
    auto *timer = new QTimer(this);
    connect(timer, &QTimer::timeout, this, &GroupDesk::tellOfSelf);
    timer->start(1s);
    QTimer::singleShot(0, this, &GroupDesk::tellOfSelf); // when it listens
}

Peers *GroupDesk::peers() const
{
    return isClosed_ ? nullptr : hub_.peers();
}

void GroupDesk::addJob(Slices::Job job)
{
    slices_.add([this, job = std::move(job)] { return !isClosed_ && job(); });
}

void GroupDesk::close()
{
    isClosed_ = true;
}

void GroupDesk::tellOfSelf()
{
    if (isClosed_)
        return;
    const HubTotals totals = hub_.totals();
    QString name = QSysInfo::machineHostName();
    if (!urls_.isEmpty())
        name += QStringLiteral(":%1").arg(QUrl(urls_.constFirst()).port());
    hub_.peers()->setSelf({.name = name,
                           .urls = urls_,
                           .startedAt = totals.startedAt,
                           .clients = totals.clients,
                           .channels = totals.channels});
}

void GroupDesk::answer(const QByteArray &question, const QJsonObject &arguments, Peers::AnswerFunction done)
{
    if (question == "clients")
        clients(arguments, std::move(done));
    else if (question == "channels")
        channels(arguments, std::move(done));
    else if (question == "disconnects")
        disconnects(arguments, done);
    else if (question == "disconnect")
        steering_.answerDisconnect(arguments, std::move(done));
}

void GroupDesk::clients(const QJsonObject &arguments, Peers::AnswerFunction done)
{
    ClientQuery query;
    if (const QByteArray sort = textOf(arguments, "sort"); !sort.isEmpty() && !readSort(sort, query).isEmpty())
        return;
    query.text = arguments.value(QLatin1String("q")).toString();
    query.channel = textOf(arguments, "channel");
    query.offset = qsizetype(std::max<qint64>(0, arguments.value(QLatin1String("at")).toInteger()));
    query.limit = limitOf(arguments);
    const auto page = std::make_shared<Page>();
    const auto visit = [page, order = query.order](const ClientInfo &client) {
        if (page->isFull())
            return;
        const ClientListing::Key key = ClientListing::keyOf(order, client.id, client);
        JsonWriter json;
        writeClient(json, client);
        // Who arrived first over all hubs, is a matter of time.
        page->add(order == ClientQuery::Order::Arrival ? client.connectedAt : key.number, key.text, std::move(json));
    };
    hub_.visitClients(query, visit, [page, offset = query.offset, done = std::move(done)](const ClientCounts &counts) {
        const qsizetype end = offset + page->count();
        QJsonObject answer = page->take(counts.matching > end ? QJsonValue(qint64(end)) : QJsonValue::Undefined);
        answer.insert(QStringLiteral("total"), qint64(counts.total));
        answer.insert(QStringLiteral("matching"), qint64(counts.matching));
        done(answer);
    });
}

void GroupDesk::channels(const QJsonObject &arguments, Peers::AnswerFunction done)
{
    ChannelQuery query;
    if (const QByteArray pattern = textOf(arguments, "pattern"); !pattern.isEmpty()) {
        if (!patternProblem(pattern).isEmpty())
            return;
        query.pattern.emplace(pattern);
    }
    query.after = textOf(arguments, arguments.contains(QLatin1String("at")) ? "at" : "after");
    query.limit = limitOf(arguments);
    struct Reading
    {
        Page page;
        QByteArray last;
        bool isCut = false;
    };
    const auto reading = std::make_shared<Reading>();
    const auto visit = [reading](const ChannelInfo &channel) {
        if (reading->page.isFull()) {
            reading->isCut = true;
            return;
        }
        JsonWriter json;
        writeChannel(json, channel);
        reading->page.add(0, channel.name, std::move(json));
        reading->last = channel.name;
    };
    hub_.visitChannels(query, visit, [reading, done = std::move(done)](const QByteArray &next) {
        const QByteArray &goesOn = reading->isCut ? reading->last : next;
        done(reading->page.take(goesOn.isEmpty() ? QJsonValue::Undefined : QJsonValue(QString::fromUtf8(goesOn))));
    });
}

/// The latest first, so that those who leave meanwhile move nothing.
void GroupDesk::disconnects(const QJsonObject &arguments, const Peers::AnswerFunction &done)
{
    const std::deque<Disconnection> &all = hub_.disconnections();
    auto at = all.crbegin();
    if (const QJsonValue before = arguments.value(QLatin1String("at")); before.isDouble())
        at = std::find_if(at, all.crend(),
                          [number = quint64(std::max<qint64>(0, before.toInteger()))](const Disconnection &one) {
                              return one.number < number;
                          });
    Page page;
    QJsonValue next = QJsonValue::Undefined;
    for (const qsizetype limit = std::min(limitOf(arguments), DeparturesAtOnce);
         at != all.crend() && page.count() < limit && !page.isFull(); ++at) {
        JsonWriter json;
        writeDisconnection(json, *at);
        page.add(at->endedAt, {}, std::move(json));
        next = QJsonValue(qint64(at->number));
    }
    done(page.take(at == all.crend() ? QJsonValue::Undefined : next));
}

} // namespace helio
