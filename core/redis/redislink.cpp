// SPDX-License-Identifier: GPL-3.0-or-later
#include "redis/redislink.h"

#include "hub/turns.h"

#include <QCoreApplication>
#include <QHostInfo>
#include <QLocalSocket>
#include <QMetaEnum>
#include <QNetworkProxy>
#include <QTcpSocket>

#ifndef QT_NO_SSL
#    include "redis/redistls.h"
#endif

#include <algorithm>

namespace helio {

namespace {

using Cause = RedisFailure::Cause;

/// For Turns: whatever a Redis has this thread do.
constexpr char TurnName[] = "redis";

/// So much is read in one turn, however much has come.
constexpr qint64 ReadAtOnceBytes = 128 * 1024;

Cause socketCause(QAbstractSocket::SocketError error)
{
    switch (error) {
    case QAbstractSocket::ConnectionRefusedError:
        return Cause::NobodyThere;
    case QAbstractSocket::HostNotFoundError:
        return Cause::HostUnknown;
    case QAbstractSocket::RemoteHostClosedError:
        return Cause::Closed;
    case QAbstractSocket::SslHandshakeFailedError:
        return Cause::TlsFailed;
    default: // Qt's list grows
        return Cause::NetworkFailed;
    }
}

Cause socketCause(QLocalSocket::LocalSocketError error)
{
    switch (error) {
    case QLocalSocket::ServerNotFoundError:
        return Cause::SocketMissing;
    case QLocalSocket::ConnectionRefusedError:
        return Cause::NobodyThere;
    case QLocalSocket::SocketAccessError:
        return Cause::SocketForbidden;
    case QLocalSocket::PeerClosedError:
        return Cause::Closed;
    default: // Qt's list grows
        return Cause::NetworkFailed;
    }
}

/// `text` is what Qt says, in the language that it speaks: where that is not English, its name of the error is. Local
/// sockets have the same numbers.
Message socketMessage(QAbstractSocket::SocketError error, const QString &text)
{
    constexpr char InEnglish[] = "Connection refused";
    if (QCoreApplication::translate("QAbstractSocket", InEnglish) == QLatin1StringView(InEnglish))
        return text;
    return Message("helio::RedisLink", QMetaEnum::fromType<QAbstractSocket::SocketError>().valueToKey(error))
        .translatedAs(text);
}

/// Of the reply to ROLE.
bool saysMaster(const RespValue &reply)
{
    return !reply.items.isEmpty() && reply.items.constFirst().text == "master";
}

} // namespace

RedisLink::RedisLink(RedisUrl url, const RespLimits &limits, QObject *parent)
    : QObject(parent)
    , url_(std::move(url))
    , limits_(limits)
{}

RedisLink::~RedisLink()
{
    close();
}

void RedisLink::open()
{
    if (stage_ != RedisStage::Closed)
        return;
    ++attempt_;
    reader_ = RespReader(limits_);
    addresses_.clear();
    peerAddress_.clear();
    if (url_.carrier == RedisUrl::Carrier::Local)
        connectLocal();
    else if (QHostAddress(url_.host).isNull())
        resolve();
    else
        connectTcp();
}

void RedisLink::close()
{
    stage_ = RedisStage::Closed;
    replies_.clear();
    if (QIODevice *device = std::exchange(device_, nullptr)) {
        device->disconnect(this);
        device->close();
        device->deleteLater();
    }
}

void RedisLink::send(const QByteArrayList &command, Reply reply)
{
    if (!isReady())
        return;
    replies_.push_back(std::move(reply));
    device_->write(respCommand(command));
}

void RedisLink::sendForReceived(const QByteArrayList &command)
{
    if (isReady())
        device_->write(respCommand(command));
}

void RedisLink::giveUp(RedisFailure::Cause cause)
{
    fail(cause);
}

void RedisLink::timeOut(std::chrono::milliseconds patience)
{
    fail(Cause::TimedOut, Message::number(std::max<qint64>(1, patience.count() / 1000)));
}

/// False when a slot closed it.
bool RedisLink::begin(RedisStage stage)
{
    const int attempt = attempt_;
    stage_ = stage;
    heard_.start();
    Q_EMIT stageBegun(stage);
    return attempt_ == attempt && stage_ == stage;
}

/// False when a slot closed it.
bool RedisLink::pass()
{
    const int attempt = attempt_;
    const RedisStage passed = stage_;
    Q_EMIT stagePassed(passed);
    return attempt_ == attempt && stage_ == passed;
}

void RedisLink::resolve()
{
    if (!begin(RedisStage::Resolve))
        return;
    QHostInfo::lookupHost(url_.host, this, [this, attempt = attempt_](const QHostInfo &host) {
        const Turn turn(TurnName);
        if (attempt_ != attempt || stage_ != RedisStage::Resolve)
            return;
        addresses_ = host.addresses();
        if (addresses_.isEmpty())
            fail(Cause::HostUnknown);
        else if (pass())
            connectTcp();
    });
}

void RedisLink::connectTcp()
{
    if (!begin(RedisStage::Connect))
        return;
    const bool isTls = url_.carrier == RedisUrl::Carrier::Tls;
    QTcpSocket *socket = nullptr;
#ifndef QT_NO_SSL
    socket = isTls ? new QSslSocket(this) : new QTcpSocket(this);
#else
    socket = new QTcpSocket(this);
#endif
    device_ = socket;
    socket->setProxy(QNetworkProxy::NoProxy);
    socket->setReadBufferSize(ReadAtOnceBytes);
    connect(socket, &QTcpSocket::errorOccurred, this, [this, socket](QAbstractSocket::SocketError error) {
        const Turn turn(TurnName);
        fail(socketCause(error), socketMessage(QAbstractSocket::SocketError(error), socket->errorString()));
    });
    connect(socket, &QTcpSocket::disconnected, this, &RedisLink::onDisconnected);
    connect(socket, &QTcpSocket::readyRead, this, &RedisLink::read);
    connect(socket, &QTcpSocket::connected, this, [this, socket, isTls] {
        const Turn turn(TurnName);
        socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
        peerAddress_ = socket->peerAddress();
        if (!pass())
            return;
        if (isTls)
            secure(*socket);
        else
            signIn();
    });
    // By name where there is one: all its addresses are tried.
    socket->connectToHost(url_.host, url_.port);
}

void RedisLink::connectLocal()
{
    if (!begin(RedisStage::Connect))
        return;
    auto *socket = new QLocalSocket(this);
    device_ = socket;
    socket->setReadBufferSize(ReadAtOnceBytes);
    connect(socket, &QLocalSocket::errorOccurred, this, [this, socket](QLocalSocket::LocalSocketError error) {
        const Turn turn(TurnName);
        fail(socketCause(error), socketMessage(QAbstractSocket::SocketError(error), socket->errorString()));
    });
    connect(socket, &QLocalSocket::disconnected, this, &RedisLink::onDisconnected);
    connect(socket, &QLocalSocket::readyRead, this, &RedisLink::read);
    connect(socket, &QLocalSocket::connected, this, [this] {
        const Turn turn(TurnName);
        if (pass())
            signIn();
    });
    socket->connectToServer(url_.path);
}

void RedisLink::secure(QTcpSocket &socket)
{
    if (!begin(RedisStage::Secure))
        return;
#ifndef QT_NO_SSL
    if (const QString file = unreadableTlsFile(url_); !file.isEmpty()) {
        fail(Cause::TlsFileUnreadable, Message(file));
        return;
    }
    auto &tls = static_cast<QSslSocket &>(socket);
    prepareTls(tls, url_);
    connect(&tls, &QSslSocket::encrypted, this, [this] {
        const Turn turn(TurnName);
        if (pass())
            signIn();
    });
    tls.startClientEncryption();
#else
    Q_UNUSED(socket);
    fail(Cause::TlsMissing);
#endif
}

void RedisLink::signIn()
{
    if (url_.password.isEmpty())
        select();
    else if (url_.user.isEmpty())
        ask(RedisStage::SignIn, {"AUTH", url_.password}, &RedisLink::select);
    else
        ask(RedisStage::SignIn, {"AUTH", url_.user, url_.password}, &RedisLink::select);
}

void RedisLink::select()
{
    if (url_.database == 0)
        ping();
    else
        ask(RedisStage::Select, {"SELECT", QByteArray::number(url_.database)}, &RedisLink::ping);
}

void RedisLink::ping()
{
    ask(RedisStage::Ping, {"PING"}, &RedisLink::askRole);
}

void RedisLink::askRole()
{
    if (url_.mustBeMaster)
        ask(RedisStage::Role, {"ROLE"}, &RedisLink::enterReady);
    else
        enterReady();
}

void RedisLink::enterReady()
{
    stage_ = RedisStage::Ready;
    Q_EMIT ready();
}

void RedisLink::ask(RedisStage stage, const QByteArrayList &command, void (RedisLink::*next)())
{
    if (!begin(stage))
        return;
    replies_.push_back([this, next](const RespValue &reply) {
        if (reply.isError())
            fail(RedisFailure::ofError(stage_, reply.text));
        else if (stage_ == RedisStage::Role && !saysMaster(reply))
            fail(Cause::NotMaster);
        else if (pass())
            (this->*next)();
    });
    device_->write(respCommand(command));
}

void RedisLink::onDisconnected()
{
    const Turn turn(TurnName);
    fail(Cause::Closed);
}

void RedisLink::read()
{
    const Turn turn(TurnName);
    QIODevice *const device = device_; // a reply may close it, and open it anew
    heard_.start();
    reader_.feed(device->readAll());
    QList<RespValue> unasked;
    while (device_ == device) {
        auto value = reader_.next();
        if (!value)
            break;
        onValue(std::move(*value), unasked);
    }
    if (device_ == device && !unasked.isEmpty())
        Q_EMIT received(unasked);
    if (device_ == device && reader_.isBroken()) {
        const bool isBound = isReady() && reader_.fault() == RespReader::Fault::TooLarge;
        fail(isBound ? Cause::AnswerTooLarge : Cause::NotRedis, reader_.problem());
    }
}

void RedisLink::onValue(RespValue value, QList<RespValue> &unasked)
{
    if (!replies_.empty()) {
        const Reply reply = std::move(replies_.front());
        replies_.pop_front();
        if (reply)
            reply(value);
    } else if (isReady()) {
        unasked.append(std::move(value));
    } else {
        fail(Cause::NotRedis);
    }
}

void RedisLink::fail(RedisFailure::Cause cause, const Message &detail)
{
    fail(RedisFailure::of(url_, stage_, cause, detail));
}

void RedisLink::fail(const RedisFailure &failure)
{
    if (stage_ == RedisStage::Closed)
        return;
    close();
    Q_EMIT failed(failure);
}

} // namespace helio
