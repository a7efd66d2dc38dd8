// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/rawclient.h"

#include <QEventLoop>
#include <QSocketNotifier>
#include <QTimer>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

namespace helio::test {

namespace {

QString systemError()
{
    return QString::fromLocal8Bit(std::strerror(errno));
}

} // namespace

QByteArray RawResponse::header(const QByteArray &name) const
{
    const auto it =
        std::find_if(headers.cbegin(), headers.cend(), [&](const auto &line) { return line.first == name; });
    return it == headers.cend() ? QByteArray() : it->second;
}

bool RawResponse::hasHeader(const QByteArray &name) const
{
    return std::any_of(headers.cbegin(), headers.cend(), [&](const auto &line) { return line.first == name; });
}

RawClient::RawClient(std::chrono::milliseconds deadline)
    : deadline_(deadline)
{}

RawClient::~RawClient()
{
    close();
}

QByteArray RawClient::request(const QByteArray &method, const QByteArray &target, const QByteArrayList &headerLines,
                              const QByteArray &body)
{
    QByteArray bytes = method + ' ' + target + " HTTP/1.1\r\nHost: 127.0.0.1\r\n";
    for (const QByteArray &line : headerLines)
        bytes += line + "\r\n";
    if (!body.isEmpty())
        bytes += "Content-Length: " + QByteArray::number(body.size()) + "\r\n";
    return bytes + "\r\n" + body;
}

void RawClient::setReceiveBuffer(int bytes)
{
    receiveBuffer_ = bytes;
}

bool RawClient::connectTo(quint16 port)
{
    close();
    socket_ = ::socket(AF_INET, SOCK_STREAM, 0);
    if (socket_ < 0)
        return fail(QStringLiteral("no socket: ") + systemError());
    ::fcntl(socket_, F_SETFD, FD_CLOEXEC);
    ::fcntl(socket_, F_SETFL, ::fcntl(socket_, F_GETFL) | O_NONBLOCK);
    const int on = 1;
    ::setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    if (receiveBuffer_ > 0)
        ::setsockopt(socket_, SOL_SOCKET, SO_RCVBUF, &receiveBuffer_, sizeof receiveBuffer_);

    sockaddr_in address = {};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(socket_, reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0)
        return true;
    if (errno != EINPROGRESS)
        return fail(QStringLiteral("cannot connect: ") + systemError());
    if (!waitFor(Direction::Write, fromNow()))
        return fail(QStringLiteral("cannot connect in time"));
    int problem = 0;
    socklen_t length = sizeof problem;
    ::getsockopt(socket_, SOL_SOCKET, SO_ERROR, &problem, &length);
    errno = problem;
    return problem == 0 || fail(QStringLiteral("cannot connect: ") + systemError());
}

bool RawClient::isConnected() const
{
    return socket_ >= 0 && !ended_;
}

bool RawClient::send(const QByteArray &bytes)
{
    const auto until = fromNow();
    qsizetype done = 0;
    while (done < bytes.size()) {
        const ssize_t sent = ::send(socket_, bytes.constData() + done, size_t(bytes.size() - done), MSG_NOSIGNAL);
        if (sent >= 0)
            done += sent;
        else if (errno != EAGAIN && errno != EINTR)
            return fail(QStringLiteral("sent %1 of %2 bytes: ").arg(done).arg(bytes.size()) + systemError());
        else if (!waitFor(Direction::Write, until))
            return fail(QStringLiteral("sent %1 of %2 bytes in time").arg(done).arg(bytes.size()));
    }
    return true;
}

bool RawClient::sendInChunks(const QByteArray &bytes, qsizetype size)
{
    for (qsizetype start = 0; start < bytes.size(); start += size) {
        if (!send(bytes.mid(start, size)))
            return false;
    }
    return true;
}

void RawClient::halfClose()
{
    ::shutdown(socket_, SHUT_WR);
}

bool RawClient::readUntil(const QByteArray &bytes)
{
    if (readUntil([&bytes](const QByteArray &received) { return received.contains(bytes); }))
        return true;
    error_ = QStringLiteral("waiting for \"%1\": ").arg(QString::fromUtf8(bytes)) + error_;
    return false;
}

bool RawClient::readUntil(const std::function<bool(const QByteArray &)> &enough)
{
    const auto until = fromNow();
    while (!enough(received_)) {
        switch (readSome(until)) {
        case Input::Bytes:
            break;
        case Input::End:
            return enough(received_) || fail(QStringLiteral("the connection has ended"));
        case Input::Reset:
            return fail(QStringLiteral("the connection was reset"));
        case Input::TimedOut:
            return fail(QStringLiteral("time is over"));
        }
    }
    return true;
}

bool RawClient::readToEnd()
{
    const auto until = fromNow();
    while (true) {
        switch (readSome(until)) {
        case Input::Bytes:
            break;
        case Input::End:
            return true;
        case Input::Reset:
            return fail(QStringLiteral("the connection was reset"));
        case Input::TimedOut:
            return fail(QStringLiteral("the connection has not ended in time"));
        }
    }
}

bool RawClient::waitForEnd()
{
    return readToEnd() || ended_;
}

const QByteArray &RawClient::received() const
{
    return received_;
}

QByteArray RawClient::take(qsizetype bytes)
{
    QByteArray taken = bytes < 0 ? received_ : received_.left(bytes);
    received_.remove(0, taken.size());
    return taken;
}

std::optional<RawResponse> RawClient::readHead()
{
    if (!readUntil(QByteArray("\r\n\r\n")))
        return std::nullopt;
    QByteArrayList lines = take(received_.indexOf("\r\n\r\n") + 4).chopped(4).split('\n');
    RawResponse response;
    const QByteArrayList statusLine = lines.takeFirst().trimmed().split(' ');
    if (statusLine.size() < 2 || !statusLine.first().startsWith("HTTP/1.")) {
        fail(QStringLiteral("this is no status line: ") + QString::fromUtf8(statusLine.join(' ')));
        return std::nullopt;
    }
    response.status = statusLine.at(1).toInt();
    for (const QByteArray &line : lines) {
        const qsizetype colon = line.indexOf(':');
        if (colon > 0)
            response.headers.append({line.first(colon).toLower(), line.mid(colon + 1).trimmed()});
    }
    return response;
}

std::optional<RawResponse> RawClient::readResponse(bool bodiless)
{
    std::optional<RawResponse> response = readHead();
    if (!response || bodiless || response->status == 204 || response->status == 304 || response->status / 100 == 1)
        return response;
    if (response->hasHeader("content-length")) {
        const qsizetype length = response->header("content-length").toLongLong();
        if (!readUntil([length](const QByteArray &received) { return received.size() >= length; }))
            return std::nullopt;
        response->body = take(length);
        return response;
    }
    if (!readToEnd())
        return std::nullopt;
    response->body = take();
    return response;
}

std::optional<RawResponse> RawClient::ask(quint16 port, const QByteArray &request)
{
    if (!connectTo(port) || !send(request))
        return std::nullopt;
    return readResponse(request.startsWith("HEAD "));
}

void RawClient::close()
{
    if (socket_ >= 0)
        ::close(socket_);
    socket_ = -1;
    ended_ = false;
    received_.clear();
}

void RawClient::reset()
{
    const linger noWaiting = {1, 0};
    ::setsockopt(socket_, SOL_SOCKET, SO_LINGER, &noWaiting, sizeof noWaiting);
    close();
}

QString RawClient::error() const
{
    return error_;
}

bool RawClient::waitFor(Direction direction, std::chrono::steady_clock::time_point until)
{
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(until - std::chrono::steady_clock::now());
    if (left.count() <= 0)
        return false;
    QEventLoop loop;
    bool ready = false;
    QSocketNotifier notifier(socket_, direction == Direction::Read ? QSocketNotifier::Read : QSocketNotifier::Write);
    QObject::connect(&notifier, &QSocketNotifier::activated, &loop, [&] {
        notifier.setEnabled(false);
        ready = true;
        loop.quit();
    });
    QTimer::singleShot(left, &loop, &QEventLoop::quit);
    loop.exec();
    return ready;
}

RawClient::Input RawClient::readSome(std::chrono::steady_clock::time_point until)
{
    std::array<char, 65536> buffer;
    while (!ended_) {
        const ssize_t count = ::recv(socket_, buffer.data(), buffer.size(), 0);
        if (count > 0) {
            received_.append(buffer.data(), count);
            return Input::Bytes;
        }
        if (count == 0) {
            ended_ = true;
        } else if (errno != EAGAIN && errno != EINTR) {
            ended_ = true;
            return Input::Reset;
        } else if (!waitFor(Direction::Read, until)) {
            return Input::TimedOut;
        }
    }
    return Input::End;
}

std::chrono::steady_clock::time_point RawClient::fromNow() const
{
    return std::chrono::steady_clock::now() + deadline_;
}

bool RawClient::fail(const QString &message)
{
    constexpr qsizetype Shown = 2000;
    error_ = message + QStringLiteral("; received and not taken (%1 bytes): ").arg(received_.size()) +
             QString::fromUtf8(received_.left(Shown));
    return false;
}

} // namespace helio::test
