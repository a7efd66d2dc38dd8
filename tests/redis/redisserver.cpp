// SPDX-License-Identifier: GPL-3.0-or-later
#include "redisserver.h"

#include <QFile>
#include <QRandomGenerator>
#include <QStandardPaths>
#include <QTcpServer>
#include <QTest>

#include <csignal>

namespace helio::test {

using namespace std::chrono_literals;

namespace {

/// redis-server cannot be asked for any free port. This one is none of those that the system gives to connections, so
/// that none takes it before the server does, or while it is away.
quint16 freePort()
{
    constexpr int First = 15'000;
    constexpr int Last = 32'000;
    for (int i = 0; i < 100; ++i) {
        const auto port = quint16(QRandomGenerator::system()->bounded(First, Last));
        QTcpServer server;
        if (server.listen(QHostAddress::LocalHost, port))
            return port;
    }
    return 0;
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

QString RedisServer::executable()
{
    const QString named = qEnvironmentVariable("HELIOGRAPH_REDIS_SERVER");
    return QStandardPaths::findExecutable(named.isEmpty() ? QStringLiteral("redis-server") : named);
}

RedisServer::RedisServer(QByteArray password, Way way)
    : password_(std::move(password))
    , way_(way)
    , port_(freePort())
{}

RedisServer::~RedisServer() = default;

QList<RedisServer::Option> RedisServer::connectionOptions() const
{
    QList<Option> options{{QStringLiteral("bind"), QStringLiteral("127.0.0.1")},
                          {QStringLiteral("dir"), folder_.path()}};
    const auto add = [&](const char *name, const QString &value) { options.append({QLatin1String(name), value}); };
    switch (way_) {
    case Way::Tcp:
        add("port", QString::number(port_));
        break;
    case Way::Tls:
        add("port", QStringLiteral("0"));
        add("tls-port", QString::number(port_));
        add("tls-cert-file", certificate("server.pem"));
        add("tls-key-file", certificate("server-key.pem"));
        add("tls-ca-cert-file", certificate("authority.pem"));
        add("tls-auth-clients", QStringLiteral("no"));
        add("tls-replication", QStringLiteral("yes"));
        break;
    case Way::UnixSocket:
        add("port", QStringLiteral("0"));
        add("unixsocket", folder_.filePath(QStringLiteral("redis.sock")));
        break;
    }
    if (!password_.isEmpty())
        add("requirepass", QString::fromUtf8(password_));
    return options;
}

QStringList RedisServer::commandLine() const
{
    QList<Option> options = connectionOptions();
    const auto add = [&](const char *name, const QString &value) { options.append({QLatin1String(name), value}); };
    add("save", QString());
    add("repl-diskless-sync-delay", QStringLiteral("0"));
    if (!password_.isEmpty())
        add("masterauth", QString::fromUtf8(password_));
    if (master_)
        add("replicaof", QStringLiteral("127.0.0.1 %1").arg(master_->port()));
    if (!users_.isEmpty()) {
        QFile file(folder_.filePath(QStringLiteral("users.acl")));
        if (!file.open(QIODevice::WriteOnly))
            qFatal("%s", qPrintable(file.errorString()));
        file.write(users_.join('\n') + '\n');
        add("aclfile", file.fileName());
    }
    QStringList line;
    for (const auto &[name, value] : options)
        line << QStringLiteral("--") + name << value;
    return line + arguments_;
}

bool RedisServer::start()
{
    process_ = std::make_unique<ChildProcess>(executable(), commandLine());
    return process_->start() &&
           process_->waitForOutput([this] { return process_->standardOutput().contains(readyText()); }, 20s);
}

void RedisServer::kill()
{
    connection_.reset();
    process_->kill();
}

bool RedisServer::restart()
{
    kill();
    return start();
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

bool RedisServer::waitForRole(const QByteArray &role)
{
    // A replica's: "slave", host, port, state of its link, offset.
    const auto has = [&](const QList<RespValue> &items) {
        return items.size() >= 3 && items[0].text == role &&
               (role != "slave" || (items.size() == 5 && items[3].text == "connected"));
    };
    return QTest::qWaitFor([&] { return has(ask({"ROLE"}).items); }, 60'000);
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
