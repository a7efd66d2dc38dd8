// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/sessionbus.h"

#include <QDBusMessage>
#include <QStandardPaths>

namespace helio::test {

using namespace std::chrono_literals;

namespace {

QString daemonProgram()
{
    return QStandardPaths::findExecutable(QStringLiteral("dbus-daemon"));
}

} // namespace

bool BusObject::handleMessage(const QDBusMessage &message, const QDBusConnection &connection)
{
    const QString member = message.member();
    calls_.append({member, message.arguments()});
    if (refusals_.contains(member))
        return connection.send(message.createErrorReply(QDBusError::AccessDenied, refusals_[member]));
    const auto answer = answers_.constFind(member);
    return connection.send(answer != answers_.cend()
                               ? message.createReply((*answer)())
                               : message.createErrorReply(QDBusError::NotSupported, QStringLiteral("no")));
}

void BusObject::answer(const QString &member, const QVariant &value)
{
    answer(member, [value] { return value; });
}

void BusObject::refuse(const QString &member, const QString &words)
{
    refusals_.insert(member, words);
}

QStringList BusObject::members() const
{
    QStringList members;
    for (const Call &call : calls_)
        members.append(call.member);
    return members;
}

QList<QVariantList> BusObject::callsOf(const QString &member) const
{
    QList<QVariantList> calls;
    for (const Call &call : calls_) {
        if (call.member == member)
            calls.append(call.arguments);
    }
    return calls;
}

SessionBus::SessionBus() = default;

SessionBus::~SessionBus()
{
    QDBusConnection::disconnectFromBus(QStringLiteral("ours"));
    QDBusConnection::disconnectFromBus(QStringLiteral("desktop"));
}

bool SessionBus::isThere()
{
    return !daemonProgram().isEmpty();
}

bool SessionBus::start()
{
    daemon_ = std::make_unique<ChildProcess>(
        daemonProgram(),
        QStringList{QStringLiteral("--session"), QStringLiteral("--nofork"), QStringLiteral("--print-address")});
    if (!daemon_->start() || !daemon_->waitForOutput([this] { return daemon_->standardOutput().contains('\n'); }, 30s))
        return false;
    const QString address = QString::fromUtf8(daemon_->standardOutput()).section(u'\n', 0, 0);
    ours_ = std::make_unique<QDBusConnection>(QDBusConnection::connectToBus(address, QStringLiteral("ours")));
    desktop_ = std::make_unique<QDBusConnection>(QDBusConnection::connectToBus(address, QStringLiteral("desktop")));
    return ours_->isConnected() && desktop_->isConnected();
}

} // namespace helio::test
