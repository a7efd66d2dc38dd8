// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/loadpublisher.h"

#include "json/jsonwriter.h"

#include <QHostAddress>
#include <QNetworkProxy>

#include <iterator>

namespace helio::test {

using namespace std::chrono_literals;

namespace {

constexpr auto RetryAfter = 20ms;
constexpr int MostUntilCut = 3; // milliseconds

/// What data must survive, beside plain text.
constexpr const char *Tails[] = {
    "", "\n", "\nsecond line", "\n\n: no comment\n", " \xC3\xA9\xE2\x82\xAC \"quoted\" \\", "\ndata: x\nid: 7"};

} // namespace

LoadPublisher::LoadPublisher(quint16 port, Plan plan, QObject *parent)
    : QObject(parent)
    , plan_(std::move(plan))
    , port_(port)
    , chance_(quint32(plan_.number))
{
    socket_.setProxy(QNetworkProxy::NoProxy);
    timer_.setSingleShot(true);
    timer_.setTimerType(Qt::PreciseTimer);
    connect(&timer_, &QTimer::timeout, this, &LoadPublisher::send);
    cut_.setSingleShot(true);
    connect(&cut_, &QTimer::timeout, this, [this] { socket_.abort(); });
    connect(&socket_, &QTcpSocket::connected, this, &LoadPublisher::send);
    connect(&socket_, &QTcpSocket::readyRead, this, &LoadPublisher::read);
    connect(&socket_, &QTcpSocket::disconnected, this, &LoadPublisher::again);
    connect(&socket_, &QTcpSocket::errorOccurred, this, &LoadPublisher::again);
}

LoadPublisher::~LoadPublisher()
{
    // A socket reports its own end, when half of this is gone already.
    socket_.disconnect(this);
}

void LoadPublisher::start()
{
    timer_.start(0);
}

void LoadPublisher::send()
{
    if (body_.isEmpty()) {
        if (stopping_ || (plan_.events > 0 && serial_ >= plan_.events)) {
            finished_ = true;
            return;
        }
        body_ = batch();
    }
    if (socket_.state() == QAbstractSocket::UnconnectedState) {
        // An address of its own: a port that nobody listens on must not connect to itself.
        socket_.bind(QHostAddress(QStringLiteral("127.0.2.1")), 0, QAbstractSocket::ReuseAddressHint);
        const auto &ports = plan_.ports;
        socket_.connectToHost(
            QHostAddress(QHostAddress::LocalHost),
            ports.empty() ? port_ : ports[std::uniform_int_distribution<size_t>(0, ports.size() - 1)(chance_)]);
        return;
    }
    answer_.clear();
    socket_.write(
        "POST /publish HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-ndjson\r\nContent-Length: " +
        QByteArray::number(body_.size()) + "\r\n\r\n" + body_);
    if (plan_.cutEvery > 0 && std::uniform_int_distribution<int>(1, plan_.cutEvery)(chance_) == 1)
        cut_.start(std::uniform_int_distribution<int>(0, MostUntilCut)(chance_));
}

void LoadPublisher::read()
{
    answer_ += socket_.readAll();
    const qsizetype head = answer_.indexOf("\r\n\r\n");
    const qsizetype length = answer_.indexOf("Content-Length: ");
    if (head < 0 || length < 0 || length > head)
        return;
    const qsizetype bodyBytes = answer_.mid(length + 16, answer_.indexOf('\r', length) - length - 16).toLongLong();
    if (answer_.size() < head + 4 + bodyBytes)
        return;
    cut_.stop();
    const bool isFull = plan_.retriesFull && answer_.startsWith("HTTP/1.1 507 ");
    if (isFull || answer_.startsWith("HTTP/1.1 503 ")) { // it drains
        socket_.abort();
        again();
        return;
    }
    if (!answer_.startsWith("HTTP/1.1 200 ")) {
        problem_ = QString::fromUtf8(answer_);
        finished_ = true;
        return;
    }
    published_ += bodyEvents_;
    body_.clear();
    timer_.start(plan_.pause);
}

void LoadPublisher::again()
{
    cut_.stop();
    if (finished_ || timer_.isActive())
        return;
    if (!body_.isEmpty())
        ++retries_;
    timer_.start(RetryAfter);
}

QByteArray LoadPublisher::batch()
{
    QByteArray lines;
    bodyEvents_ = 0;
    while (bodyEvents_ < plan_.batch && (plan_.events == 0 || serial_ < plan_.events)) {
        const auto spread = std::uniform_int_distribution<qsizetype>(0, 2 * plan_.dataBytes)(chance_);
        const QByteArray &channel =
            plan_.channels[plan_.inTurn
                               ? serial_ % plan_.channels.size()
                               : std::uniform_int_distribution<qsizetype>(0, plan_.channels.size() - 1)(chance_)];
        QByteArray data = QByteArray::number(plan_.number) + ' ' + QByteArray::number(serial_) + ' ' +
                          QByteArray::number(now()) + ' ' + QByteArray(spread, 'x');
        data += Tails[size_t(serial_) % std::size(Tails)];
        JsonWriter json;
        json.beginObject().key("channel").string(channel).key("data").string(data);
        if (serial_ % 3 == 0)
            json.key("type").string("note");
        if (plan_.ownIdEvery > 0 && serial_ % plan_.ownIdEvery == 0)
            json.key("id").string("own " + QByteArray::number(plan_.number) + '/' + QByteArray::number(serial_));
        lines += json.endObject().result() + '\n';
        ++serial_;
        ++bodyEvents_;
    }
    return lines;
}

QString LoadPublisher::problemWith(const QList<Event> &events, int number, qint64 published)
{
    const QByteArray mark = QByteArray::number(number) + ' ';
    qint64 expected = 0;
    for (const Event &event : events) {
        if (!event.data.startsWith(mark))
            continue;
        const qint64 serial = event.data.mid(mark.size()).split(' ').value(0).toLongLong();
        if (serial != expected)
            return QStringLiteral("of publisher %1, %2 came where %3 was expected")
                .arg(number)
                .arg(serial)
                .arg(expected);
        ++expected;
    }
    if (expected != published)
        return QStringLiteral("of publisher %1, %2 of %3 came").arg(number).arg(expected).arg(published);
    return {};
}

qint64 LoadPublisher::publishedAt(const Event &event)
{
    return event.data.left(64).split(' ').value(2).toLongLong();
}

qint64 LoadPublisher::now()
{
    return std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::steady_clock::now().time_since_epoch())
        .count();
}

} // namespace helio::test
