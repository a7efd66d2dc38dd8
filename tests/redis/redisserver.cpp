// SPDX-License-Identifier: GPL-3.0-or-later
#include "redisserver.h"

#include <QStandardPaths>
#include <QTcpServer>
#include <QTest>

#include <csignal>

namespace helio::test {

using namespace std::chrono_literals;

namespace {

QString executable()
{
    return QStandardPaths::findExecutable(QStringLiteral("redis-server"));
}

/// redis-server cannot be asked for any free port; the time between here and there is short.
quint16 freePort()
{
    QTcpServer server;
    return server.listen(QHostAddress::LocalHost) ? server.serverPort() : quint16(0);
}

QString certificate(const char *file)
{
    return QStringLiteral(TLS_FOLDER "/") + QLatin1String(file);
}

} // namespace

bool RedisServer::isAvailable()
{
    return !executable().isEmpty();
}

RedisServer::RedisServer(QByteArray password, Way way)
    : password_(std::move(password))
    , way_(way)
    , port_(freePort())
{}

bool RedisServer::start()
{
    QStringList arguments{QStringLiteral("--save"), QString(),
                          QStringLiteral("--bind"), QStringLiteral("127.0.0.1"),
                          QStringLiteral("--dir"),  folder_.path()};
    const auto add = [&](const QString &name, const QString &value) { arguments << name << value; };
    switch (way_) {
    case Way::Tcp:
        add(QStringLiteral("--port"), QString::number(port_));
        break;
    case Way::Tls:
        add(QStringLiteral("--port"), QStringLiteral("0"));
        add(QStringLiteral("--tls-port"), QString::number(port_));
        add(QStringLiteral("--tls-cert-file"), certificate("server.pem"));
        add(QStringLiteral("--tls-key-file"), certificate("server-key.pem"));
        add(QStringLiteral("--tls-ca-cert-file"), certificate("authority.pem"));
        add(QStringLiteral("--tls-auth-clients"), QStringLiteral("no"));
        break;
    case Way::UnixSocket:
        add(QStringLiteral("--port"), QStringLiteral("0"));
        add(QStringLiteral("--unixsocket"), folder_.filePath(QStringLiteral("redis.sock")));
        break;
    }
    if (!password_.isEmpty())
        add(QStringLiteral("--requirepass"), QString::fromUtf8(password_));
    process_ = std::make_unique<ChildProcess>(executable(), arguments);
    return process_->start() &&
           process_->waitForOutput([this] { return process_->standardOutput().contains("eady to accept"); }, 20s);
}

void RedisServer::kill()
{
    connection_.reset();
    process_->kill();
}

void RedisServer::hold()
{
    process_->sendSignal(SIGSTOP);
}

void RedisServer::letGo()
{
    process_->sendSignal(SIGCONT);
}

QString RedisServer::url(int database) const
{
    const QString base = urlWith(password_);
    const QString number = QString::number(database);
    switch (way_) {
    case Way::Tcp:
        return base + u'/' + number;
    case Way::Tls:
        return base + u'/' + number + QStringLiteral("?ssl_ca_certs=") + certificate("authority.pem");
    case Way::UnixSocket:
        return base + QStringLiteral("?db=") + number;
    }
    Q_UNREACHABLE();
}

QString RedisServer::urlWith(const QByteArray &password) const
{
    const QString who =
        password.isEmpty() ? QString() : u':' + QString::fromLatin1(password.toPercentEncoding()) + u'@';
    if (way_ == Way::UnixSocket)
        return QStringLiteral("unix://") + who + folder_.filePath(QStringLiteral("redis.sock"));
    const QString scheme = way_ == Way::Tls ? QStringLiteral("rediss://") : QStringLiteral("redis://");
    return scheme + who + QStringLiteral("127.0.0.1:%1").arg(port_);
}

QString RedisServer::report() const
{
    return process_ ? process_->report() : QStringLiteral("never started");
}

RespValue RedisServer::ask(const QByteArrayList &command)
{
    if (!connection_) {
        QString problem;
        connection_ =
            std::make_unique<RedisConnection>(*RedisUrl::parse(url(), problem), RedisConnection::Role::Commands,
                                              RedisConnection::Options{}, [] { return 0.5; });
        connection_->open();
    }
    if (!QTest::qWaitFor([this] { return connection_->isReady(); }, 10'000))
        return {};
    const auto reply = std::make_shared<std::optional<RespValue>>();
    connection_->send(command, [reply](const RespValue &value) { *reply = value; });
    return QTest::qWaitFor([reply] { return reply->has_value(); }, 10'000) ? **reply : RespValue{};
}

QByteArray shown(const RespValue &value)
{
    switch (value.kind) {
    case RespValue::Kind::Null:
        return "null";
    case RespValue::Kind::String:
        return '"' + value.text + '"';
    case RespValue::Kind::Error:
        return '!' + value.text;
    case RespValue::Kind::Integer:
        return QByteArray::number(value.number);
    case RespValue::Kind::Boolean:
        return value.number ? "true" : "false";
    case RespValue::Kind::Oversize:
        return "oversize " + QByteArray::number(value.number);
    case RespValue::Kind::Array:
    case RespValue::Kind::Map:
    case RespValue::Kind::Push:
        break;
    }
    QByteArrayList items;
    for (const RespValue &item : value.items)
        items.append(shown(item));
    const char *kind = value.kind == RespValue::Kind::Map ? "map" : value.kind == RespValue::Kind::Push ? "push" : "";
    return kind + ('[' + items.join(' ') + ']');
}

} // namespace helio::test
