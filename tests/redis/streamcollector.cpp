// SPDX-License-Identifier: GPL-3.0-or-later
#include "streamcollector.h"

#include "support/rawclient.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <algorithm>

namespace helio::test {

namespace {
constexpr int PatienceMs = 30'000; ///< with a hub that is slow, or whose Redis was away
} // namespace

StreamCollector::StreamCollector(quint16 port, const QByteArray &target, const QByteArray &lastEventId)
{
    QObject::connect(&socket_, &QTcpSocket::readyRead, &socket_, [this] { read(); });
    socket_.connectToHost(QStringLiteral("127.0.0.1"), port);
    QByteArray request = "GET " + target + " HTTP/1.1\r\nHost: 127.0.0.1\r\n";
    if (!lastEventId.isEmpty())
        request += "Last-Event-ID: " + lastEventId + "\r\n";
    socket_.write(request + "\r\n");
}

void StreamCollector::read()
{
    QByteArray bytes = socket_.readAll();
    if (!isInBody_) {
        head_ += bytes;
        const qsizetype end = head_.indexOf("\r\n\r\n");
        if (end < 0)
            return;
        isInBody_ = true;
        bytes = head_.mid(end + 4);
    }
    parser_.feed(bytes);
    events_ += parser_.takeAll();
    hasRetry_ = hasRetry_ || parser_.reconnectionTime().has_value();
}

bool StreamCollector::waitUntilOpen()
{
    return QTest::qWaitFor([this] { return hasRetry_; }, PatienceMs);
}

bool StreamCollector::waitForEvents(qsizetype count)
{
    return QTest::qWaitFor([&] { return events_.size() >= count; }, PatienceMs);
}

bool StreamCollector::waitForGap()
{
    return QTest::qWaitFor([this] { return data().contains("(gap)"); }, PatienceMs);
}

QByteArrayList StreamCollector::data() const
{
    QByteArrayList data;
    for (const Event &event : events_)
        data.append(event.type == "gap" ? QByteArray("(gap)") : event.data);
    return data;
}

Posted post(quint16 port, const QByteArray &target, const QByteArray &body, const QByteArray &contentType)
{
    QByteArrayList headers;
    if (!contentType.isEmpty())
        headers.append("Content-Type: " + contentType);
    RawClient client{std::chrono::milliseconds(PatienceMs)};
    const auto answer = client.ask(port, RawClient::request("POST", target, headers, body));
    return answer ? Posted{answer->status, answer->body, answer->header("retry-after"), answer->header("content-type")}
                  : Posted{0, client.error().toUtf8(), {}, {}};
}

bool waitUntilTakesEvents(quint16 port)
{
    // Under an id of its own: in the log it stands once, and yet each answer comes from Redis.
    return QTest::qWaitFor([port] { return post(port, "/channels/begin?id=begin", "it takes events").status == 200; },
                           PatienceMs);
}

QByteArray member(const QByteArray &json, const char *name)
{
    const QJsonValue value = QJsonDocument::fromJson(json).object().value(QLatin1String(name));
    return value.isString() ? value.toString().toUtf8() : QByteArray::number(value.toInteger());
}

} // namespace helio::test
