// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/childprocess.h"

#include <QDBusConnection>
#include <QDBusVirtualObject>
#include <QHash>

#include <functional>
#include <memory>

namespace helio::test {

/// What stands on a bus as a desktop does: answers each call as it was told, else with an error, and takes notes.
class BusObject : public QDBusVirtualObject
{
public:
    struct Call
    {
        QString member;
        QVariantList arguments;
    };

    QString introspect(const QString &) const override { return {}; }
    bool handleMessage(const QDBusMessage &message, const QDBusConnection &connection) override;

    /// The same to each call of that member.
    void answer(const QString &member, const QVariant &value);
    void answer(const QString &member, const std::function<QVariant()> &value) { answers_.insert(member, value); }
    /// It refuses, in these words.
    void refuse(const QString &member, const QString &words);

    const QList<Call> &calls() const { return calls_; }
    QStringList members() const;
    /// The arguments of each call of that member.
    QList<QVariantList> callsOf(const QString &member) const;

private:
    QHash<QString, std::function<QVariant()>> answers_;
    QHash<QString, QString> refusals_;
    QList<Call> calls_;
};

/// A session bus of its own, with two connections: ours, that what is tested speaks on, and the desktop's.
class SessionBus
{
public:
    SessionBus();
    ~SessionBus();
    SessionBus(const SessionBus &) = delete;
    SessionBus &operator=(const SessionBus &) = delete;

    /// Whether there is a dbus-daemon on this machine.
    static bool isThere();
    /// Starts it, and connects. Answers whether that worked.
    bool start();

    const QDBusConnection &ours() const { return *ours_; }
    QDBusConnection &desktop() { return *desktop_; }

private:
    std::unique_ptr<ChildProcess> daemon_;
    std::unique_ptr<QDBusConnection> ours_;
    std::unique_ptr<QDBusConnection> desktop_;
};

} // namespace helio::test
