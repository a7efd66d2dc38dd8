// SPDX-License-Identifier: GPL-3.0-or-later
#include "redis/redischeck.h"

#include "event/rules.h"
#include "json/utf8.h"
#include "redis/redisconnection.h"

#include <QFileInfo>
#include <QHostInfo>
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

/// Nobody reads more.
constexpr qsizetype MostChannels = 1'000;

} // namespace

RedisCheck::RedisCheck(RedisUrl url, Selection channels, std::chrono::milliseconds patience, QObject *parent)
    : QObject(parent)
    , url_(std::move(url))
    , channels_(std::move(channels))
    , deadline_(new QTimer(this))
{
    deadline_->setSingleShot(true);
    deadline_->setInterval(patience);
    connect(deadline_, &QTimer::timeout, this, &RedisCheck::timedOut);
}

RedisCheck::~RedisCheck()
{
    end();
}

void RedisCheck::start()
{
    if (url_.carrier == RedisUrl::Carrier::Local)
        connectLocal();
    else
        lookUp();
}

void RedisCheck::begin(Stage stage, const QString &words)
{
    stage_ = stage;
    deadline_->start();
    Q_EMIT stepBegun(words);
}

void RedisCheck::done(const QString &words, Result result)
{
    deadline_->stop();
    Q_EMIT stepDone(result, words);
}

void RedisCheck::fail(const QString &problem)
{
    if (isOver_)
        return;
    end();
    Q_EMIT stepDone(Result::Failed, problem);
    Q_EMIT finished(false);
}

void RedisCheck::end()
{
    isOver_ = true;
    deadline_->stop();
    replies_.clear();
    if (QIODevice *device = std::exchange(device_, nullptr)) {
        device->disconnect(this);
        device->close();
        device->deleteLater();
    }
}

void RedisCheck::lookUp()
{
    if (!QHostAddress(url_.host).isNull()) {
        connectTcp();
        return;
    }
    begin(Stage::LookUp, tr("Looking up %1").arg(url_.host));
    QHostInfo::lookupHost(url_.host, this, [this](const QHostInfo &host) {
        if (isOver_)
            return;
        QStringList addresses;
        for (const QHostAddress &address : host.addresses())
            addresses.append(address.toString());
        if (addresses.isEmpty()) {
            fail(tr("There is no host %1. Correct its name.").arg(url_.host));
            return;
        }
        done(tr("%1 is %2").arg(url_.host, addresses.join(QStringLiteral(", "))));
        connectTcp();
    });
}

void RedisCheck::connectTcp()
{
    const bool isTls = url_.carrier == RedisUrl::Carrier::Tls;
    begin(Stage::Connect, tr("Connecting to %1").arg(place()));
    QTcpSocket *socket = nullptr;
#ifndef QT_NO_SSL
    socket = isTls ? new QSslSocket(this) : new QTcpSocket(this);
#else
    socket = new QTcpSocket(this);
#endif
    device_ = socket;
    socket->setProxy(QNetworkProxy::NoProxy);
    connect(socket, &QTcpSocket::errorOccurred, this, [this, socket] { socketFailed(*socket); });
    connect(socket, &QTcpSocket::disconnected, this, &RedisCheck::lost);
    connect(socket, &QTcpSocket::readyRead, this, &RedisCheck::read);
    connect(socket, &QTcpSocket::connected, this, [this, socket, isTls] {
        done(tr("Connected to %1").arg(socket->peerAddress().toString() + u' ' + tr("port %1").arg(url_.port)));
        if (isTls)
            secure(*socket);
        else
            signIn();
    });
    socket->connectToHost(url_.host, url_.port);
}

void RedisCheck::connectLocal()
{
    begin(Stage::Connect, tr("Connecting to %1").arg(place()));
    auto *socket = new QLocalSocket(this);
    device_ = socket;
    connect(socket, &QLocalSocket::errorOccurred, this, [this](QLocalSocket::LocalSocketError error) {
        switch (error) {
        case QLocalSocket::ServerNotFoundError:
            fail(tr("There is no socket %1. Start Redis, or correct the path: CONFIG GET unixsocket tells it.")
                     .arg(place()));
            break;
        case QLocalSocket::ConnectionRefusedError:
            fail(tr("Nobody listens at %1. Start Redis there.").arg(place()));
            break;
        case QLocalSocket::SocketAccessError:
            fail(tr("This program may not use %1. Allow it in Redis' configuration with unixsocketperm, or by the "
                    "socket's group.")
                     .arg(place()));
            break;
        default:
            lost();
            break;
        }
    });
    connect(socket, &QLocalSocket::disconnected, this, &RedisCheck::lost);
    connect(socket, &QLocalSocket::readyRead, this, &RedisCheck::read);
    connect(socket, &QLocalSocket::connected, this, [this] {
        done(tr("Connected to %1").arg(place()));
        signIn();
    });
    socket->connectToServer(url_.path);
}

void RedisCheck::secure(QTcpSocket &socket)
{
    begin(Stage::Secure, tr("Agreeing on TLS"));
#ifndef QT_NO_SSL
    for (const QString &file : {url_.authorityFile, url_.certificateFile, url_.certificateKeyFile}) {
        if (!file.isEmpty() && !QFileInfo(file).isReadable()) {
            fail(tr("The file %1, which the URL names, can not be read.").arg(file));
            return;
        }
    }
    auto &tls = static_cast<QSslSocket &>(socket);
    prepareTls(tls, url_);
    connect(&tls, &QSslSocket::encrypted, this, [this] {
        done(url_.verifiesPeer ? tr("TLS stands, and the certificate is good for %1").arg(url_.host)
                               : tr("TLS stands; the certificate is not checked, as ssl_cert_reqs=none says"),
             url_.verifiesPeer ? Result::Passed : Result::Noted);
        signIn();
    });
    tls.setPeerVerifyName(url_.host);
    tls.startClientEncryption();
#else
    Q_UNUSED(socket);
    fail(tr("This Qt was built without TLS, which rediss:// needs."));
#endif
}

void RedisCheck::signIn()
{
    if (url_.password.isEmpty()) {
        chooseDatabase();
        return;
    }
    const QString user = decodeUtf8(url_.user);
    begin(Stage::Talk, user.isEmpty() ? tr("Signing in with the password") : tr("Signing in as %1").arg(user));
    const QByteArrayList command =
        url_.user.isEmpty() ? QByteArrayList{"AUTH", url_.password} : QByteArrayList{"AUTH", url_.user, url_.password};
    ask(command, [this](const RespValue &reply) {
        if (reply.isError()) {
            fail(redisErrorInWords(reply.text));
            return;
        }
        done(tr("Redis accepts the password"));
        chooseDatabase();
    });
}

void RedisCheck::chooseDatabase()
{
    if (url_.database == 0) {
        ping();
        return;
    }
    begin(Stage::Talk, tr("Choosing database %1").arg(url_.database));
    ask({"SELECT", QByteArray::number(url_.database)}, [this](const RespValue &reply) {
        if (reply.isError()) {
            fail(redisErrorInWords(reply.text));
            return;
        }
        done(tr("Database %1 is chosen; what is published is the same in all of them").arg(url_.database));
        ping();
    });
}

void RedisCheck::ping()
{
    begin(Stage::Talk, tr("Asking whether it answers (PING)"));
    ask({"PING"}, [this](const RespValue &reply) {
        if (reply.isError()) {
            fail(redisErrorInWords(reply.text));
            return;
        }
        done(tr("Redis answers, after %1 ms").arg(since_.elapsed()));
        askChannels();
    });
}

void RedisCheck::askChannels()
{
    begin(Stage::Talk, tr("Asking who listens there (PUBSUB)"));
    ask({"PUBSUB", "CHANNELS"}, [this](const RespValue &reply) {
        if (reply.isError()) {
            done(tr("Who listens there is not told, which is no obstacle. %1").arg(redisErrorInWords(reply.text)),
                 Result::Noted);
            listen();
            return;
        }
        QByteArrayList names;
        for (const RespValue &name : reply.items) {
            if (channelProblem(name.text).isEmpty() && names.size() < MostChannels)
                names.append(name.text);
        }
        std::sort(names.begin(), names.end());
        if (names.isEmpty()) {
            done(tr("Nobody listens to a channel now. Flask-SSE does only while somebody reads its stream: open a page "
                    "of the application, and test again"),
                 Result::Noted);
            listen();
        } else {
            askCounts(names);
        }
    });
}

void RedisCheck::askCounts(const QByteArrayList &names)
{
    ask(QByteArrayList{"PUBSUB", "NUMSUB"} + names, [this](const RespValue &reply) {
        QList<BackplaneChannel> found;
        for (qsizetype i = 0; i + 1 < reply.items.size(); i += 2)
            found.append({reply.items[i].text, reply.items[i + 1].number});
        done(tr("%n channel(s) with subscribers", nullptr, int(found.size())));
        Q_EMIT channelsFound(found);
        listen();
    });
}

void RedisCheck::listen()
{
    QByteArrayList globs;
    for (const Pattern &pattern : channels_.patterns())
        globs.append(pattern.glob());
    toConfirm_ = channels_.channels().size() + globs.size();
    const auto pass = [this] {
        end();
        Q_EMIT finished(true);
    };
    if (toConfirm_ == 0) {
        pass();
        return;
    }
    const QString names = decodeUtf8((channels_.channels() + globs).join(", "));
    begin(Stage::Talk, tr("Asking to listen to %1").arg(names));
    const Reply confirmed = [this, names, pass](const RespValue &reply) {
        if (reply.isError()) {
            fail(redisErrorInWords(reply.text));
        } else if (--toConfirm_ == 0) {
            done(tr("Redis lets this program listen to %1").arg(names));
            pass();
        }
    };
    // One command, but an answer for each of its names; the first refusal ends all.
    const auto askFor = [&](const char *command, const QByteArrayList &wanted) {
        if (wanted.isEmpty())
            return;
        ask(QByteArrayList{command} + wanted, confirmed);
        replies_.insert(replies_.end(), size_t(wanted.size() - 1), confirmed);
    };
    askFor("SUBSCRIBE", channels_.channels());
    askFor("PSUBSCRIBE", globs);
}

void RedisCheck::ask(const QByteArrayList &command, Reply reply)
{
    since_.start();
    replies_.push_back(std::move(reply));
    device_->write(respCommand(command));
}

void RedisCheck::read()
{
    reader_.feed(device_->readAll());
    while (!isOver_) {
        const auto value = reader_.next();
        if (!value)
            break;
        // What others say on the channels that were just listened to.
        const QByteArray kind =
            value->isList() && !value->items.isEmpty() ? value->items.constFirst().text : QByteArray();
        if (kind == "message" || kind == "pmessage")
            continue;
        if (replies_.empty()) {
            fail(tr("What answers at %1 does not speak as Redis does. Correct host and port.").arg(place()));
            return;
        }
        const Reply reply = std::move(replies_.front());
        replies_.pop_front();
        reply(*value);
    }
    if (!isOver_ && reader_.isBroken())
        fail(url_.carrier == RedisUrl::Carrier::Tcp
                 ? tr("What answers at %1 does not speak as Redis does. Correct host and port; when Redis is set up "
                      "for TLS there, write rediss://.")
                       .arg(place())
                 : tr("What answers at %1 does not speak as Redis does. Correct host and port.").arg(place()));
}

void RedisCheck::socketFailed(QTcpSocket &socket)
{
    switch (socket.error()) {
    case QAbstractSocket::ConnectionRefusedError:
        fail(tr("Nothing listens at %1. Start Redis there, or correct host and port.").arg(place()));
        break;
    case QAbstractSocket::HostNotFoundError:
        fail(tr("There is no host %1. Correct its name.").arg(url_.host));
        break;
    case QAbstractSocket::RemoteHostClosedError:
        lost();
        break;
    case QAbstractSocket::SslHandshakeFailedError:
        fail(tr("TLS failed: %1. When the certificate is the matter, name its authority's file with "
                "?ssl_ca_certs=FILE; when Redis speaks without TLS there, write redis://.")
                 .arg(socket.errorString()));
        break;
    default:
        fail(tr("The connection to %1 failed: %2").arg(place(), socket.errorString()));
        break;
    }
}

void RedisCheck::lost()
{
    if (stage_ == Stage::Secure)
        fail(tr("%1 closed the connection when TLS was begun. When Redis speaks without TLS there, write redis://.")
                 .arg(place()));
    else if (url_.carrier == RedisUrl::Carrier::Tcp)
        fail(tr("%1 closed the connection. When Redis is set up for TLS there, write rediss://; it also closes when it "
                "is in protected mode or has too many clients.")
                 .arg(place()));
    else
        fail(tr("%1 closed the connection. Redis does so when it is in protected mode or has too many clients.")
                 .arg(place()));
}

void RedisCheck::timedOut()
{
    const int seconds = int(std::max(1, deadline_->interval() / 1000));
    switch (stage_) {
    case Stage::LookUp:
        fail(tr("Nobody told the address of %1 within %2 s. Correct the name, or look after the network.")
                 .arg(url_.host)
                 .arg(seconds));
        break;
    case Stage::Connect:
        fail(tr("%1 did not answer within %2 s. Correct host and port, or let it through the firewall.")
                 .arg(place())
                 .arg(seconds));
        break;
    case Stage::Secure:
        fail(tr("%1 did not agree on TLS within %2 s. When Redis speaks without TLS there, write redis://.")
                 .arg(place())
                 .arg(seconds));
        break;
    case Stage::Talk:
        fail(tr("%1 took the connection but did not answer within %2 s. It is overloaded, expects TLS (rediss://), or "
                "is "
                "no Redis.")
                 .arg(place())
                 .arg(seconds));
        break;
    }
}

/// Where, without user and database.
QString RedisCheck::place() const
{
    if (url_.carrier == RedisUrl::Carrier::Local)
        return url_.path;
    const QString host = url_.host.contains(u':') ? u'[' + url_.host + u']' : url_.host;
    return host + u':' + QString::number(url_.port);
}

} // namespace helio
