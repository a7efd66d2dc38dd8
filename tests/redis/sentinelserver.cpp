// SPDX-License-Identifier: GPL-3.0-or-later
#include "sentinelserver.h"

#include <QFile>
#include <QTest>

namespace helio::test {

SentinelServer::SentinelServer(QByteArray name, const RedisServer &master, QByteArray password,
                               QByteArray masterPassword, Way way)
    : RedisServer(std::move(password), way)
    , name_(std::move(name))
    , master_(master)
    , masterPassword_(std::move(masterPassword))
{}

/// It writes what it learns into this file, and reads it at its next start.
QStringList SentinelServer::commandLine() const
{
    QFile file(folder() + QStringLiteral("/sentinel.conf"));
    if (!file.exists()) {
        if (!file.open(QIODevice::WriteOnly))
            qFatal("%s", qPrintable(file.errorString()));
        for (const auto &[option, value] : connectionOptions())
            file.write(QStringLiteral("%1 %2\n").arg(option, value).toUtf8());
        file.write("sentinel monitor " + name_ + " 127.0.0.1 " + QByteArray::number(master_.port()) + " 1\n");
        if (!masterPassword_.isEmpty())
            file.write("sentinel auth-pass " + name_ + ' ' + masterPassword_ + '\n');
        file.write("sentinel down-after-milliseconds " + name_ + " 500\n");
        file.write("sentinel failover-timeout " + name_ + " 5000\n");
    }
    return {file.fileName(), QStringLiteral("--sentinel")};
}

quint16 SentinelServer::masterPort()
{
    const RespValue place = ask({"SENTINEL", "get-master-addr-by-name", name_});
    return place.items.size() == 2 ? place.items[1].text.toUShort() : quint16(0);
}

bool SentinelServer::waitForReplica()
{
    const auto knows = [this] {
        for (const RespValue &replica : ask({"SENTINEL", "replicas", name_}).items) {
            const qsizetype status = replica.items.size();
            for (qsizetype i = 0; i + 1 < status; i += 2) {
                if (replica.items[i].text == "master-link-status" && replica.items[i + 1].text == "ok")
                    return true;
            }
        }
        return false;
    };
    return QTest::qWaitFor(knows, 30'000);
}

bool SentinelServer::failOver()
{
    const quint16 before = masterPort();
    return ask({"SENTINEL", "failover", name_}).text == "OK" &&
           QTest::qWaitFor([&] { return masterPort() != before && masterPort() != 0; }, 30'000);
}

} // namespace helio::test
