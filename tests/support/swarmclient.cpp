// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/swarmclient.h"

#include "support/clientsocket.h"
#include "support/swarm.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <cerrno>

#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace helio::test {

using namespace std::chrono_literals;

namespace {

constexpr int ReadsPerTurn = 4;
constexpr auto RetryConnecting = 20ms;

/// What stands in an envelope, as the event that it was.
Event opened(const Event &envelope)
{
    const QJsonObject content = QJsonDocument::fromJson(envelope.data).object();
    const auto text = [&content](const char *key) { return content.value(QLatin1String(key)).toString().toUtf8(); };
    const QByteArray type = text("type");
    return {text("channel"), text("id"), type == "message" ? QByteArray() : type, text("data")};
}

} // namespace

SwarmClient::SwarmClient(Swarm &swarm, SwarmPlan plan, quint32 number)
    : swarm_(swarm)
    , plan_(std::move(plan))
    , number_(number)
    , lastEventId_(plan_.lastEventId)
    , envelope_(plan_.query.contains("envelope=1"))
{
    const Selection selection = selectionOf(plan_.query);
    if (selection.isSingleChannel())
        onlyChannel_ = selection.channels().constFirst();
    // Their own addresses, so that nobody ever connects to itself where no hub listens.
    if (plan_.from.isEmpty() && !plan_.address.contains(':'))
        plan_.from = "127.0.1." + QByteArray::number(1 + number % 200);
}

SwarmClient::~SwarmClient()
{
    if (socket_ >= 0)
        ::close(socket_);
}

void SwarmClient::connect()
{
    ClientSocket made = ClientSocket::make(plan_, drawPort());
    socket_ = made.descriptor;
    if (!made.problem.isEmpty())
        problem_ = made.problem;
    state_ = State::Connecting;
    received_ = 0;
    head_.clear();
    parser_.reset();
    cutAt_ = drawCut();
    watched_ = 0;
    if (made.isConnecting)
        watch(EPOLLOUT);
    else
        over();
}

quint16 SwarmClient::drawPort()
{
    if (!plan_.ports.empty())
        return plan_.ports[std::uniform_int_distribution<size_t>(0, plan_.ports.size() - 1)(swarm_.chance())];
    return plan_.port ? plan_.port : swarm_.port();
}

void SwarmClient::handle(quint32 events)
{
    if (state_ == State::Connecting) {
        int error = 0;
        socklen_t size = sizeof error;
        ::getsockopt(socket_, SOL_SOCKET, SO_ERROR, &error, &size);
        if (error != 0)
            over();
        else if (events & EPOLLOUT)
            request();
        return;
    }
    if (watched_ == 0 && plan_.reading == SwarmPlan::Reading::Nothing && (events & (EPOLLERR | EPOLLHUP))) {
        ++counts_.resets; // which comes unasked
        over();
        return;
    }
    read();
}

void SwarmClient::request()
{
    QByteArray bytes = "GET /stream?" + plan_.query + " HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n";
    bytes += plan_.headers;
    if (!lastEventId_.isEmpty())
        bytes += "Last-Event-ID: " + lastEventId_ + "\r\n";
    bytes += "\r\n";
    state_ = State::Opening;
    if (::send(socket_, bytes.constData(), size_t(bytes.size()), MSG_NOSIGNAL) != bytes.size())
        over(); // a fresh socket takes that much, so it was reset
    else
        watch(EPOLLIN);
}

void SwarmClient::setReading(SwarmPlan::Reading reading)
{
    plan_.reading = reading;
    allowed_ = plan_.slowBytes;
    if (state_ == State::Streaming)
        watch(reading == SwarmPlan::Reading::Nothing ? 0U : quint32(EPOLLIN));
}

void SwarmClient::setCutEvery(qint64 bytes)
{
    plan_.cutEvery = bytes;
    const qint64 drawn = drawCut();
    cutAt_ = drawn < 0 ? -1 : received_ + drawn;
}

void SwarmClient::tick()
{
    if (plan_.reading != SwarmPlan::Reading::Slowly || state_ != State::Streaming)
        return;
    allowed_ = plan_.slowBytes;
    watch(EPOLLIN);
}

void SwarmClient::read()
{
    const int socket = socket_;
    for (int i = 0; i < ReadsPerTurn && socket_ == socket && watched_ != 0; ++i) {
        std::vector<char> &buffer = swarm_.buffer();
        const bool slow = plan_.reading == SwarmPlan::Reading::Slowly && state_ == State::Streaming;
        if (slow && allowed_ <= 0) {
            watch(0); // until the next tick
            return;
        }
        const size_t wanted = slow ? std::min(size_t(allowed_), buffer.size()) : buffer.size();
        const ssize_t got = ::recv(socket_, buffer.data(), wanted, 0);
        if (got > 0) {
            onReceived({buffer.data(), got});
            if (slow)
                allowed_ -= got;
            if (size_t(got) < wanted)
                return;
        } else if (got < 0 && (errno == EAGAIN || errno == EINTR)) {
            return;
        } else {
            if (state_ == State::Streaming)
                ++(got == 0 ? counts_.ends : counts_.resets);
            over();
        }
    }
}

void SwarmClient::onReceived(QByteArrayView bytes)
{
    const qsizetype untilCut = cutAt_ < 0 ? bytes.size() : std::min(bytes.size(), qsizetype(cutAt_ - received_));
    received_ += bytes.size();
    counts_.bytes += bytes.size();
    feed(bytes.first(untilCut));
    if (cutAt_ < 0 || received_ < cutAt_ || socket_ < 0)
        return;
    cut(Cut(std::uniform_int_distribution(0, 2)(swarm_.chance())));
    if (socket_ >= 0)
        feed(bytes.sliced(untilCut)); // half closed: what comes still counts
}

void SwarmClient::feed(QByteArrayView bytes)
{
    if (!parser_ && !takeHead(bytes))
        return;
    parser_->feed(bytes);
    while (const auto event = parser_->next())
        onEvent(*event);
    lastEventId_ = parser_->lastEventId();
    if (parser_->reconnectionTime() && !openingRetry_)
        openingRetry_ = parser_->reconnectionTime();
}

bool SwarmClient::takeHead(QByteArrayView &bytes)
{
    const qsizetype before = head_.size();
    head_.append(bytes);
    const qsizetype end = head_.indexOf("\r\n\r\n");
    if (end < 0)
        return false;
    bytes = bytes.sliced(end + 4 - before);
    if (!head_.startsWith("HTTP/1.1 200 ") || !head_.contains("text/event-stream")) {
        problem_ = QStringLiteral("client %1 was answered: %2").arg(number_).arg(QString::fromUtf8(head_));
        plan_.returns = false; // as an event source does
        over();
        return false;
    }
    head_ = {};
    state_ = State::Streaming;
    swarm_.connectingEnded();
    ++counts_.connections;
    parser_.emplace(lastEventId_);
    if (plan_.reading == SwarmPlan::Reading::Nothing)
        watch(0);
    return true;
}

void SwarmClient::onEvent(const Event &event)
{
    if (event.type == "shutdown") {
        ++counts_.shutdowns;
        shutdownRetry_ = parser_->reconnectionTime();
        return;
    }
    if (event.type == "gap") {
        ++counts_.gaps;
        if (plan_.keepsJournal)
            journal_.addGap(event);
        return;
    }
    ++counts_.events;
    Event whole = envelope_ ? opened(event) : event;
    if (whole.channel.isEmpty())
        whole.channel = onlyChannel_;
    if (envelope_ && whole.id != event.id)
        problem_ = QStringLiteral("an envelope's id is not the event's: %1").arg(QString::fromUtf8(event.data));
    if (plan_.keepsJournal)
        journal_.add(whole);
    if (plan_.keepsEvents)
        events_.append(whole);
    if (plan_.observer)
        plan_.observer(*this, whole);
}

void SwarmClient::cut(Cut how)
{
    if (socket_ < 0)
        return;
    ++counts_.cuts;
    cutAt_ = -1;
    if (how == Cut::HalfClose && state_ == State::Streaming) {
        ::shutdown(socket_, SHUT_WR);
        return; // the hub ends the stream now
    }
    if (how == Cut::Reset) {
        const linger noWaiting = {1, 0};
        ::setsockopt(socket_, SOL_SOCKET, SO_LINGER, &noWaiting, sizeof noWaiting);
    }
    over();
}

void SwarmClient::end(Cut how)
{
    plan_.returns = false;
    if (socket_ >= 0)
        cut(how);
    else
        state_ = State::Ended;
}

void SwarmClient::over()
{
    if (state_ == State::Connecting || state_ == State::Opening) {
        swarm_.connectingEnded();
        ++counts_.refusals;
    }
    const bool wasRefused = state_ == State::Connecting;
    if (socket_ >= 0)
        ::close(std::exchange(socket_, -1));
    state_ = plan_.returns ? State::Waiting : State::Ended;
    if (!plan_.returns)
        return;
    const auto most = std::max<qint64>(0, plan_.returnsWithin.count());
    const auto after = std::chrono::milliseconds(std::uniform_int_distribution<qint64>(0, most)(swarm_.chance()));
    swarm_.connectLater(*this, wasRefused ? std::max<std::chrono::milliseconds>(after, RetryConnecting) : after);
}

void SwarmClient::watch(quint32 events)
{
    if (events == watched_ && watched_ != 0)
        return;
    swarm_.watch(socket_, number_, events, state_ == State::Connecting);
    watched_ = events;
}

qint64 SwarmClient::drawCut()
{
    return plan_.cutEvery > 0 ? std::uniform_int_distribution<qint64>(1, 2 * plan_.cutEvery)(swarm_.chance()) : -1;
}

} // namespace helio::test
