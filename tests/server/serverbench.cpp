// SPDX-License-Identifier: GPL-3.0-or-later
#include "serverbench.h"

#include "store/memorystore.h"

#include <QJsonDocument>
#include <QTest>

namespace helio::test {

ServerBench::ServerBench(HubConfig config)
{
    config.listen = {QStringLiteral("127.0.0.1:0")};
    if (!config.makeStore)
        config.makeStore = makeMemoryStore;
    if (isOverSockets())
        config.carrier = Carrier::Kind::Socket;
    QObject::connect(&host_, &HubHost::started, &host_,
                     [this](const QStringList &urls) { port_ = quint16(QUrl(urls.constFirst()).port()); });
    host_.start(config);
}

bool ServerBench::isOverSockets()
{
    return qgetenv("HELIO_TEST_CARRIER") == "socket";
}

RawResponse ServerBench::ask(const QByteArray &method, const QByteArray &target, const QByteArrayList &headerLines,
                             const QByteArray &body) const
{
    RawClient client;
    const auto response = client.ask(port_, RawClient::request(method, target, headerLines, body));
    if (!response)
        qWarning("%s", qPrintable(client.error()));
    return response.value_or(RawResponse());
}

RawResponse ServerBench::publish(const QByteArray &channel, const QByteArray &data) const
{
    return ask("POST", "/channels/" + channel.toPercentEncoding(), {}, data);
}

RawResponse ServerBench::publishJson(const QByteArray &json) const
{
    return ask("POST", "/publish", {"Content-Type: application/json"}, json);
}

RawResponse ServerBench::publishLines(const QByteArray &lines) const
{
    return ask("POST", "/publish", {"Content-Type: application/x-ndjson"}, lines);
}

QByteArray ServerBench::publishedId(const QByteArray &channel, const QByteArray &data) const
{
    return jsonOf(publish(channel, data)).value(QStringLiteral("id")).toString().toUtf8();
}

QJsonObject ServerBench::json(const QByteArray &target) const
{
    return jsonOf(ask("GET", target));
}

bool ServerBench::waitForClients(int count) const
{
    return QTest::qWaitFor([&] { return json("/api/stats").value(QStringLiteral("clients")).toInt(-1) == count; },
                           20'000);
}

StreamClient::StreamClient(const ServerBench &bench)
    : port_(bench.port())
{}

bool StreamClient::open(const QByteArray &target, const QByteArrayList &headerLines)
{
    if (!raw.connectTo(port_) || !raw.send(RawClient::request("GET", target, headerLines)))
        return false;
    const auto response = raw.readHead();
    if (!response)
        return false;
    head = *response;
    return head.status == 200 && raw.readUntil(QByteArray("\n\n"));
}

bool StreamClient::waitForEvents(qsizetype count)
{
    takeReceived();
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(20); // heartbeats would move it
    while (events.size() < count && std::chrono::steady_clock::now() < deadline) {
        const qsizetype before = raw.received().size();
        if (!raw.readUntil([before](const QByteArray &received) { return received.size() > before; })) {
            qWarning("%s", qPrintable(raw.error()));
            return false;
        }
        takeReceived();
    }
    return events.size() >= count;
}

bool StreamClient::waitForEnd()
{
    const bool ended = raw.readToEnd();
    takeReceived();
    return ended;
}

QByteArrayList StreamClient::data() const
{
    QByteArrayList list;
    for (const Event &event : events)
        list.append(event.data);
    return list;
}

void StreamClient::takeReceived()
{
    const QByteArray bytes = raw.take();
    wire += bytes;
    parser.feed(bytes);
    events += parser.takeAll();
}

QJsonObject jsonOf(const RawResponse &response)
{
    return QJsonDocument::fromJson(response.body).object();
}

} // namespace helio::test
