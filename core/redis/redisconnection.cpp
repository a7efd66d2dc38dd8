// SPDX-License-Identifier: GPL-3.0-or-later
#include "redis/redisconnection.h"

#include "json/utf8.h"

#include <QLocalSocket>
#include <QNetworkProxy>
#include <QTcpSocket>
#include <QTimer>

#ifndef QT_NO_SSL
#    include "redis/redistls.h"
#endif

#include <algorithm>

namespace helio {

namespace {

constexpr int WatchesPerSilence = 4;
constexpr int MostDoublings = 16;

} // namespace

RedisConnection::RedisConnection(RedisUrl url, Role role, Options options, std::function<double()> chance,
                                 QObject *parent)
    : QObject(parent)
    , url_(std::move(url))
    , role_(role)
    , options_(options)
    , chance_(std::move(chance))
    , reader_(options.limits)
    , retryTimer_(new QTimer(this))
    , watchTimer_(new QTimer(this))
{
    retryTimer_->setSingleShot(true);
    connect(retryTimer_, &QTimer::timeout, this, &RedisConnection::openDevice);
    watchTimer_->setInterval(std::min(options_.silence, options_.connectDeadline) / WatchesPerSilence);
    connect(watchTimer_, &QTimer::timeout, this, &RedisConnection::lookAround);
}

RedisConnection::~RedisConnection()
{
    dropDevice();
}

void RedisConnection::open()
{
    if (state_ != State::Closed)
        return;
    attempts_ = 0;
    openDevice();
}

void RedisConnection::close()
{
    state_ = State::Closed;
    retryTimer_->stop();
    dropDevice();
}

void RedisConnection::send(const QByteArrayList &command, Reply reply)
{
    if (!isReady())
        return;
    if (role_ == Role::Commands)
        replies_.push_back(std::move(reply));
    write(command);
}

void RedisConnection::giveUp(const QString &problem)
{
    if (state_ == State::Connecting || state_ == State::Ready)
        fail(problem);
}

void RedisConnection::openDevice()
{
    state_ = State::Connecting;
    reader_ = RespReader(options_.limits);
    heard_.start();
    asked_ = false;
    watchTimer_->start();
    if (url_.carrier == RedisUrl::Carrier::Local)
        openLocal();
    else
        openTcp();
}

void RedisConnection::openLocal()
{
    auto *socket = new QLocalSocket(this);
    device_ = socket;
    connect(socket, &QLocalSocket::connected, this, &RedisConnection::greet);
    connect(socket, &QLocalSocket::readyRead, this, &RedisConnection::read);
    connect(socket, &QLocalSocket::errorOccurred, this, [this](QLocalSocket::LocalSocketError error) {
        switch (error) {
        case QLocalSocket::ServerNotFoundError:
        case QLocalSocket::ConnectionRefusedError:
            fail(tr("No Redis listens at %1; is it running?").arg(url_.shown()));
            break;
        case QLocalSocket::SocketAccessError:
            fail(tr("This program may not use the socket of %1.").arg(url_.shown()));
            break;
        case QLocalSocket::PeerClosedError:
            fail(tr("Redis at %1 closed the connection.").arg(url_.shown()));
            break;
        default:
            fail(tr("The connection to Redis at %1 failed.").arg(url_.shown()));
            break;
        }
    });
    connect(socket, &QLocalSocket::disconnected, this,
            [this] { fail(tr("Redis at %1 closed the connection.").arg(url_.shown())); });
    socket->connectToServer(url_.path);
}

void RedisConnection::openTcp()
{
    const bool isTls = url_.carrier == RedisUrl::Carrier::Tls;
    QTcpSocket *socket = nullptr;
#ifndef QT_NO_SSL
    QSslSocket *tls = isTls ? new QSslSocket(this) : nullptr;
    socket = isTls ? tls : new QTcpSocket(this);
#else
    socket = new QTcpSocket(this);
#endif
    device_ = socket;
    socket->setProxy(QNetworkProxy::NoProxy);
    connect(socket, &QTcpSocket::readyRead, this, &RedisConnection::read);
    connect(socket, &QTcpSocket::errorOccurred, this, [this, socket](QAbstractSocket::SocketError error) {
        switch (error) {
        case QAbstractSocket::ConnectionRefusedError:
            fail(tr("No Redis listens at %1; is it running?").arg(url_.shown()));
            break;
        case QAbstractSocket::HostNotFoundError:
            fail(tr("The host of %1 is not known.").arg(url_.shown()));
            break;
        case QAbstractSocket::RemoteHostClosedError:
            fail(tr("Redis at %1 closed the connection.").arg(url_.shown()));
            break;
        case QAbstractSocket::SslHandshakeFailedError:
            fail(tr("TLS with Redis at %1 failed: %2").arg(url_.shown(), socket->errorString()));
            break;
        default:
            fail(tr("The connection to Redis at %1 failed: %2").arg(url_.shown(), socket->errorString()));
            break;
        }
    });
    connect(socket, &QTcpSocket::disconnected, this,
            [this] { fail(tr("Redis at %1 closed the connection.").arg(url_.shown())); });
#ifndef QT_NO_SSL
    if (isTls) {
        prepareTls(*tls, url_);
        connect(tls, &QSslSocket::encrypted, this, &RedisConnection::greet);
        tls->connectToHostEncrypted(url_.host, url_.port);
        return;
    }
#endif
    if (isTls) {
        fail(tr("This Qt was built without TLS, which rediss:// needs."));
        return;
    }
    connect(socket, &QTcpSocket::connected, this, [this, socket] {
        socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
        greet();
    });
    socket->connectToHost(url_.host, url_.port);
}

void RedisConnection::dropDevice()
{
    watchTimer_->stop();
    replies_.clear();
    if (!device_)
        return;
    QIODevice *device = std::exchange(device_, nullptr);
    device->disconnect(this);
    device->close();
    device->deleteLater();
}

void RedisConnection::greet()
{
    Q_EMIT connected();
    if (state_ != State::Connecting)
        return;
    const auto greeting = [this](QByteArrayList command, bool isLast) {
        replies_.push_back([this, isLast](const RespValue &reply) {
            if (reply.isError())
                fail(redisErrorInWords(reply.text));
            else if (isLast)
                enterReady();
        });
        write(command);
    };
    if (!url_.password.isEmpty())
        greeting(url_.user.isEmpty() ? QByteArrayList{"AUTH", url_.password}
                                     : QByteArrayList{"AUTH", url_.user, url_.password},
                 false);
    if (url_.database != 0)
        greeting({"SELECT", QByteArray::number(url_.database)}, false);
    // Answered with an error where a password is asked for and none was given.
    greeting({"PING"}, true);
}

void RedisConnection::enterReady()
{
    state_ = State::Ready;
    attempts_ = 0;
    problem_.clear();
    Q_EMIT ready();
}

void RedisConnection::read()
{
    const QByteArray bytes = device_->readAll();
    heard_.start();
    asked_ = false;
    reader_.feed(bytes);
    QList<RespValue> values;
    while (device_) { // a reply may lose it
        auto value = reader_.next();
        if (!value)
            break;
        take(std::move(*value), values);
    }
    if (!values.isEmpty() && device_)
        Q_EMIT received(values);
    if (device_ && reader_.isBroken())
        fail(reader_.problem());
}

void RedisConnection::take(RespValue value, QList<RespValue> &values)
{
    if (state_ == State::Ready && role_ == Role::Subscriber) {
        values.append(std::move(value));
        return;
    }
    if (replies_.empty()) {
        fail(tr("What answers at %1 does not speak Redis' protocol.").arg(url_.shown()));
        return;
    }
    const Reply reply = std::move(replies_.front());
    replies_.pop_front();
    if (reply)
        reply(value);
}

void RedisConnection::lookAround()
{
    const std::chrono::milliseconds silent(heard_.elapsed());
    if (state_ == State::Connecting) {
        if (silent >= options_.connectDeadline)
            fail(tr("Redis at %1 does not answer.").arg(url_.shown()));
    } else if (asked_ && silent >= 2 * options_.silence) {
        fail(tr("Redis at %1 does not answer any more.").arg(url_.shown()));
    } else if (!asked_ && silent >= options_.silence) {
        asked_ = true;
        send({"PING"});
    }
}

void RedisConnection::fail(const QString &problem)
{
    if (state_ != State::Connecting && state_ != State::Ready)
        return;
    problem_ = problem;
    state_ = State::Waiting;
    dropDevice();
    retryTimer_->start(nextDelay());
    Q_EMIT lost();
}

void RedisConnection::write(const QByteArrayList &command)
{
    if (device_)
        device_->write(respCommand(command));
}

std::chrono::milliseconds RedisConnection::nextDelay()
{
    const auto longest =
        std::min(options_.firstDelay * (1 << std::min(attempts_++, MostDoublings)), options_.longestDelay);
    // From half of it on, so that many hubs do not come back at the same moment.
    return std::chrono::milliseconds(qint64(double(longest.count()) * (0.5 + 0.5 * chance_())));
}

QString redisErrorInWords(const QByteArray &error)
{
    const auto begins = [&](const char *word) { return error.startsWith(word); };
    if (begins("WRONGPASS") || begins("ERR invalid password"))
        return RedisConnection::tr("Redis refuses the user name or password of the URL.");
    if (begins("NOAUTH"))
        return RedisConnection::tr("Redis asks for a password; put one into the URL, as in redis://:PASSWORD@HOST.");
    if (begins("ERR AUTH") || begins("ERR Client sent AUTH"))
        return RedisConnection::tr("Redis has no password set, but the URL has one; take it out.");
    if (begins("NOPERM"))
        return RedisConnection::tr("Redis does not allow this user to do that: %1").arg(decodeUtf8(error));
    if (begins("ERR DB index") || begins("ERR invalid DB"))
        return RedisConnection::tr("Redis has no database of the number in the URL.");
    if (begins("LOADING"))
        return RedisConnection::tr("Redis is still loading its data.");
    return RedisConnection::tr("Redis says: %1").arg(decodeUtf8(error));
}

} // namespace helio
